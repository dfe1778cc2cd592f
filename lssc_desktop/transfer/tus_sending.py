"""The way of one package to a tus receiver: piece by piece, nothing confirmed sent again.

The last byte is sent only when the receiver has confirmed all before it, and that is on disk. So
of an upload that broke off earlier we know for certain that it is not whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Quiet, Reporter
from lssc_desktop.transfer.answers import (
    AnswerTooLong,
    ConnectionLost,
    ReceiverBusy,
    TooLargeForReceiver,
    UnexpectedAnswer,
)
from lssc_desktop.transfer.destination import (
    ArrivalUnknown,
    PackageFile,
    Upload,
    as_seen,
    blocks_of,
)
from lssc_desktop.transfer.http import Body
from lssc_desktop.transfer.tus_protocol import (
    Offer,
    OffsetMoved,
    OffsetWrong,
    PieceDamaged,
    Tus,
    UploadGone,
    checksum_of,
)

_COMPARED = 64 << 20  # bytes of a piece that the receiver compares, and drops if it breaks off
_TRIES = 3  # of a piece that the receiver does not take
_LOST = (ConnectionLost, ReceiverBusy, UnexpectedAnswer, AnswerTooLong, OffsetWrong, Cancelled)
"""What leaves open whether bytes that went out have arrived."""
_ASKED_ABOUT = (OffsetMoved, PieceDamaged, UploadGone)
"""After these the receiver is asked how much it has."""


@dataclass
class Pace:
    """How large the next piece is: it grows while all goes well, and shrinks when it does not.

    Few large pieces are quick (design.md section 10). Small ones get through where something on
    the way takes no large request, or loses what did not come whole.
    """

    size: int = 256 << 20
    smallest: int = 1 << 20
    largest: int = 4 << 30

    def grow(self) -> None:
        """A piece was taken."""
        self.size = min(self.size * 2, self.largest)

    def shrink(self) -> bool:
        """A piece was not taken; return whether the next one is smaller."""
        before = self.size
        self.size = max(self.size // 4, self.smallest)
        return self.size < before

    def next(self, left: int) -> int:
        """Return how many of the bytes that are left go next; the last one goes alone."""
        return min(self.size, left - 1) or left


def may_be_whole(package: PackageFile, upload: Upload) -> bool:
    """Whether the last byte of the package went out, or may have before a crash."""
    return bool(upload.location) and upload.confirmed >= package.bytes - 1


def known_offset(tus: Tus, package: PackageFile, upload: Upload) -> int | None:
    """Return how many bytes the receiver has of the upload; None when there is none (any more).

    Raises `ArrivalUnknown` when it does not say so and may have all of them, and `OffsetWrong`.
    """
    if not upload.location:
        return None
    try:
        offset = tus.state(upload.location).offset
        if may_be_whole(package, upload) and not upload.confirmed <= offset <= package.bytes:
            raise OffsetWrong(tus.host, offset, upload.confirmed, package.bytes)
    except LsscError as error:
        if may_be_whole(package, upload):
            raise ArrivalUnknown(tus.url) from error
        if isinstance(error, UploadGone):
            return None
        raise
    if not upload.confirmed <= offset <= package.bytes:
        least = upload.confirmed
        upload.begin("")  # what is wrong stays wrong: the next time begins anew
        raise OffsetWrong(tus.host, offset, least, package.bytes)
    upload.confirm(offset)
    return offset


class TusSending:
    """Sends what a receiver lacks of one package.

    `offset` is how much of it the receiver has, `checked` how much it compared, from the first
    byte on, with fingerprints of the pieces.
    """

    def __init__(
        self, tus: Tus, offer: Offer, pace: Pace, package: PackageFile, upload: Upload
    ) -> None:
        self.offset = 0
        self.checked = 0
        self._tus = tus
        self._offer = offer
        self._pace = pace
        self._package = package
        self._upload = upload
        self._tries = _TRIES
        self._is_last_out = False  # whether the last byte went out, and nobody said that it came

    def run(self, offset: int | None, reporter: Reporter) -> None:
        """Send all from `offset` on; None begins a new upload.

        Raises `PackageChanged`, `ArrivalUnknown`, what keeps the receiver from taking it, and
        `UploadGone`, `OffsetMoved` and `PieceDamaged` when they come again and again.
        """
        self._package = as_seen(self._package, reporter)
        self.offset = self._begin() if offset is None else offset
        while (left := self._package.bytes - self.offset) > 0:
            self._package = as_seen(self._package, reporter)
            self._get_on(left, reporter)

    def _begin(self) -> int:
        most = self._offer.max_size
        if 0 < most < self._package.bytes:
            raise TooLargeForReceiver(self._tus.host, most)
        metadata = {
            "filename": self._package.name,
            "filetype": "application/zip",
            "package_id": self._package.package_id,
        }  # no fingerprint of the file: what a receiver says of it must not be our own word
        self._upload.begin(self._tus.create(self._package.bytes, metadata))
        self._is_last_out = False
        self.checked = 0
        return 0

    def _get_on(self, left: int, reporter: Reporter) -> None:
        """Send a piece, or find out where to go on when the receiver does not take it."""
        before = self.offset
        try:
            self._send_piece(left, reporter)
        except TooLargeForReceiver:  # for one request of it; smaller ones may do
            if not self._pace.shrink():
                raise
        except _ASKED_ABOUT as error:
            self._tries -= 1
            if not self._tries:
                if may_be_whole(self._package, self._upload) and self._is_last_out:
                    raise ArrivalUnknown(self._tus.url) from error
                raise
            self._pace.shrink()
            offset = known_offset(self._tus, self._package, self._upload)
            self.offset = self._begin() if offset is None else offset
        if self.offset > before:
            self._tries = _TRIES

    def _send_piece(self, left: int, reporter: Reporter) -> None:
        start = self.offset
        count = self._pace.next(left)
        if self._offer.checksum:
            count = min(count, _COMPARED)
        checksum = self._checksum(start, count)
        went_out = False

        def body() -> Iterator[bytes]:
            nonlocal went_out
            for block in blocks_of(self._package, reporter, start, count):
                went_out = True
                yield block

        try:
            self.offset = self._patch(start, count, body, checksum)
        except (LsscError, Cancelled) as error:
            is_last = left == count and went_out
            self._is_last_out = self._is_last_out or is_last
            if isinstance(error, _ASKED_ABOUT):
                raise
            if isinstance(error, _LOST):
                self._pace.shrink()
            if is_last:
                raise ArrivalUnknown(self._tus.url) from error
            if isinstance(error, OffsetWrong):
                self._upload.begin("")
            raise
        self._upload.confirm(self.offset)
        self._pace.grow()
        if checksum and self.checked == start:
            self.checked = self.offset

    def _patch(self, start: int, count: int, body: Body, checksum: str) -> int:
        """Send one piece and return how many bytes the receiver has then."""
        told = self._tus.patch(self._upload.location, start, count, body, checksum)
        if told is None:
            told = self._tus.state(self._upload.location).offset
        if not start < told <= start + count:
            raise OffsetWrong(self._tus.host, told, start, start + count)
        return told

    def _checksum(self, start: int, count: int) -> str:
        if not self._offer.checksum:
            return ""
        blocks = blocks_of(self._package, Quiet(), start, count)
        return checksum_of(self._offer.checksum, blocks)
