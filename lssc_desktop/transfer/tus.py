"""A tus receiver as a destination: sending goes on where a connection or a computer left off.

A package goes piece by piece; nothing that the receiver has confirmed is sent again.

Source of the protocol: the specification of tus 1.0.x with its extensions creation, checksum,
expiration and termination.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus

from lssc_desktop.core.errors import N_, By, LsscError, Says
from lssc_desktop.core.job import Cancelled, Reporter, ignore_progress
from lssc_desktop.core.submission.submission import Proof
from lssc_desktop.transfer.address import Address
from lssc_desktop.transfer.answers import (
    AnswerTooLong,
    ConnectionLost,
    ReceiverBusy,
    Reply,
    TooLargeForReceiver,
    UnexpectedAnswer,
    number_in,
)
from lssc_desktop.transfer.destination import (
    ArrivalUnknown,
    Disproof,
    Finding,
    PackageFile,
    Unproven,
    Upload,
    as_seen,
    blocks_of,
    require_unchanged,
)
from lssc_desktop.transfer.http import Body, Client, resolve_location
from lssc_desktop.transfer.proof import (
    WANTED,
    Claim,
    agreed_claim,
    is_removed,
    read_back,
    receipt,
    repr_digests,
)
from lssc_desktop.values import dataclass

_VERSION = "1.0.0"
_CHECKSUM_MISMATCH = 460
_PREFERRED = ("sha256", "sha512", "sha1")  # what tells two files apart, the quickest first


_INCOMPLETE = N_("The complete package didn’t arrive. On this computer, it isn’t changed.")


class TusNotOffered(LsscError):
    """The place answers, and does not take new uploads by tus 1.0."""

    host: str

    says = Says(
        "{host} answered, but doesn’t accept packages the way the address says (tus).",
        "Nothing was sent.",
        "Compare the address with the one you were given, or ask whoever gave it to you.",
    )


class OffsetWrong(LsscError, Disproof):
    """The receiver reports a number of bytes that cannot be: `told`, where `most` are possible.

    Fewer than `least` means that it has lost what it had confirmed before.
    """

    host: str
    told: int
    least: int
    most: int

    says = Says(
        By(
            "is_less",
            {True: "{host} lost part of the package after confirming it."},
            "{host} says it has more of the package than we sent.",
        ),
        _INCOMPLETE,
        "Send it again. We start over. If this happens again, tell the people who run the "
        "receiver.",
    )

    @property
    def is_less(self) -> bool:
        """Whether it lost some of it."""
        return self.told < self.least


class UploadGone(LsscError):
    """The receiver does not know the upload any more: it is over, or was lost."""

    host: str

    says = Says(
        "{host} lost track of the package while it was being sent.",
        _INCOMPLETE,
        "Send it again. If this happens again, tell the people who run the receiver that it loses "
        "uploads.",
    )


class PieceDamaged(LsscError):
    """The receiver compared a piece with its fingerprint, and other bytes had arrived."""

    host: str

    says = Says(
        "{host} got different data than we sent, several times.",
        "It didn’t keep them, and the complete package didn’t arrive.",
        "Send it again later or from another network. What was received so far stays there.",
    )


class OffsetMoved(LsscError):
    """The receiver expects another piece than the one that was sent; ask it which."""

    host: str

    says = Says(
        "{host} gives conflicting answers about how much of the package it has.",
        _INCOMPLETE,
        "Send it again in a few minutes. If this happens again, tell the people who run the "
        "receiver.",
    )


@dataclass(frozen=True, slots=True)
class Offer:
    """What a receiver can do: its largest upload (0 is not said), and how it checks pieces."""

    max_size: int = 0
    checksum: str = ""


@dataclass(frozen=True, slots=True)
class UploadState:
    """How many bytes of how many a receiver has; `headers` are all it said about them."""

    offset: int
    length: int | None
    headers: Mapping[str, str]


class Tus:
    """Uploads at one address; raises what `Client` raises, and the refusals of `answers`."""

    def __init__(self, client: Client, address: Address) -> None:
        self.url = address.text
        self.host = client.host
        self._client = client
        self._web = address.web

    def offer(self) -> Offer:
        """Ask what the receiver can do; raises `TusNotOffered`."""
        reply = self._client.ask("OPTIONS", self._web)
        if reply.status in {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}:
            raise TusNotOffered(self.host)
        self._require_good(reply)
        extensions = _words(reply.headers.get("tus-extension", ""))
        if _VERSION not in _words(reply.headers.get("tus-version", "")):
            raise TusNotOffered(self.host)
        if "creation" not in extensions:
            raise TusNotOffered(self.host)
        algorithms = _words(reply.headers.get("tus-checksum-algorithm", ""))
        known = [name for name in _PREFERRED if name in algorithms]
        checksum = known[0] if known and "checksum" in extensions else ""
        return Offer(_number(reply, "tus-max-size") or 0, checksum)

    def create(self, size: int, metadata: Mapping[str, str]) -> str:
        """Begin an upload of `size` bytes and return its address, at the same host."""
        headers = {
            "Tus-Resumable": _VERSION,
            "Upload-Length": str(size),
            "Upload-Metadata": ",".join(
                f"{name} {base64.b64encode(value.encode()).decode('ascii')}".strip()
                for name, value in metadata.items()
            ),
        }
        reply = self._client.ask("POST", self._web, headers)
        self._require_good(reply, size)
        location = reply.headers.get("location", "")
        if reply.status != HTTPStatus.CREATED or not location:
            raise TusNotOffered(self.host)
        upload = resolve_location(reply.url, location)
        if not self._client.is_home(upload):
            raise self._client.elsewhere(upload)
        if self._client.gives_away(upload):  # it is written down and shown
            raise UnexpectedAnswer(self.host, reply.status)
        return upload

    def state(self, location: str) -> UploadState:
        """Ask what the receiver has of an upload, and for its digest; raises `UploadGone`."""
        reply = self._client.ask("HEAD", location, {"Tus-Resumable": _VERSION, **WANTED})
        if reply.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            raise UploadGone(self.host)
        self._require_good(reply)
        offset = _number(reply, "upload-offset")
        if offset is None:
            raise TusNotOffered(self.host)
        return UploadState(offset, _number(reply, "upload-length"), reply.headers)

    def end(self, location: str) -> bool:
        """Have an upload forgotten (termination); return whether nothing is left of it."""
        reply = self._client.ask("DELETE", location, {"Tus-Resumable": _VERSION})
        return is_removed(self._client, reply)

    def patch(
        self, location: str, offset: int, count: int, body: Body, checksum: str = ""
    ) -> int | None:
        """Send `count` bytes from `offset` on, and return how many the receiver has then.

        None when it did not say. `checksum` is what `checksum_of` returned. Raises
        `UploadGone`, `OffsetMoved`, `PieceDamaged` and `TooLargeForReceiver` among others.
        """
        headers = {
            "Tus-Resumable": _VERSION,
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
        }
        if checksum:
            headers["Upload-Checksum"] = checksum
        reply = self._client.send("PATCH", location, headers, body, count)
        if reply.status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
            raise UploadGone(self.host)
        if reply.status == HTTPStatus.CONFLICT:
            raise OffsetMoved(self.host)
        if reply.status == _CHECKSUM_MISMATCH:
            raise PieceDamaged(self.host)
        self._require_good(reply)
        return _number(reply, "upload-offset")

    def _require_good(self, reply: Reply, size: int = 0) -> None:
        if reply.is_good:
            return
        if size and reply.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            raise TooLargeForReceiver(self.host, _number(reply, "tus-max-size") or 0)
        raise self._client.refusal(reply)


def checksum_of(algorithm: str, blocks: Iterable[bytes]) -> str:
    """Return what `Upload-Checksum` says of a piece."""
    digest = hashlib.new(algorithm)
    for block in blocks:
        digest.update(block)
    return f"{algorithm} {base64.b64encode(digest.digest()).decode('ascii')}"


def _words(text: str) -> set[str]:
    return {word.strip() for word in text.split(",")}


def _number(reply: Reply, name: str) -> int | None:
    return number_in(reply.headers.get(name, ""))


_COMPARED = 64 << 20  # bytes of a piece that the receiver compares, and drops if it breaks off
_TRIES = 3  # of a piece that the receiver does not take
_LOST = (ConnectionLost, ReceiverBusy, UnexpectedAnswer, AnswerTooLong, OffsetWrong, Cancelled)
"""What leaves open whether bytes that went out have arrived."""
_ASKED_ABOUT = (OffsetMoved, PieceDamaged, UploadGone)
"""After these the receiver is asked how much it has."""


@dataclass
class PieceSizer:
    """How large the next piece is: it grows while all goes well, and shrinks when it does not.

    Few large pieces are quick. Small ones get through where something on
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


class TusDestination:
    """One tus receiver; `now` gives the moment for a receipt."""

    def __init__(
        self,
        address: Address,
        client: Client,
        now: Callable[[], datetime],
        pace: PieceSizer | None = None,
    ) -> None:
        self.url = address.text
        self._client = client
        self._now = now
        self._pace = pace or PieceSizer()
        self._tus = Tus(client, address)
        self._offer: Offer | None = None

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def check(self, reporter: Reporter) -> None:
        """Ask whether the receiver takes uploads; if it takes ours shows when one begins."""
        with self._client.cancellable_by(reporter):
            self._offer = self._tus.offer()

    def send(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        """Send what the receiver lacks of a package, and prove that it arrived.

        Raises besides what `Destination` says what `TusSending.run` does.
        """
        with self._client.cancellable_by(reporter) as pulse:
            offset = known_offset(self._tus, package, upload)
            if offset == package.bytes:
                return self._prove(package, upload, pulse)
            self._offer = self._offer or self._tus.offer()
            sending = TusSending(self._tus, self._offer, self._pace, package, upload)
            sending.run(offset, pulse)
            return self._prove(package, upload, pulse, checked=sending.checked)

    def find(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        """Ask for the upload that was begun; one that never was can be nowhere."""
        if not upload.location:
            return Unproven.NOT_THERE
        with self._client.cancellable_by(reporter) as pulse:
            try:
                offset = self._tus.state(upload.location).offset
            except UploadGone:
                whole = may_be_whole(package, upload)
                return Unproven.NOT_CONFIRMED if whole else Unproven.NOT_THERE
            if offset == package.bytes:
                return self._prove(package, upload, pulse)
            if not may_be_whole(package, upload):
                return Unproven.NOT_THERE
            claim = self._claim_of_more(package, upload, pulse)
            if claim is not None:
                return receipt(package, claim, self.url, upload.location, self._now())
            # What was said to be there, and is said not to be any more, is a riddle.
            is_short = upload.confirmed < package.bytes and offset == package.bytes - 1
            return Unproven.NOT_THERE if is_short else Unproven.NOT_CONFIRMED

    def has(self, package: PackageFile, location: str, reporter: Reporter) -> bool:
        """Ask for the upload, which has every byte of the package."""
        self.check(reporter)
        with self._client.cancellable_by(reporter):
            try:
                state = self._tus.state(location)
            except UploadGone:
                return False
        return state.offset == package.bytes and state.length in {None, package.bytes}

    def discard(self, package: PackageFile, upload: Upload, reporter: Reporter) -> bool:
        """End the upload that was begun; many receivers keep what was not finished for a day."""
        if not upload.location:
            return True
        if may_be_whole(package, upload):
            return False
        with self._client.cancellable_by(reporter):
            return self._tus.end(upload.location)

    def _prove(
        self, package: PackageFile, upload: Upload, reporter: Reporter, checked: int = 0
    ) -> Finding:
        """Compare the whole upload with the package.

        `checked` bytes from the first one on were compared by the receiver while they came.
        Raises `ArrivalUnknown` for everything that keeps us from comparing, and for a copy that is
        another one: the receiver took every byte, and to send them again would give it a second.
        """
        try:
            claim = self._claim(package, upload.location, reporter, checked)
        except LsscError as error:
            raise ArrivalUnknown(self.url) from error
        if claim is None:
            return Unproven.NOT_CONFIRMED
        return receipt(package, claim, self.url, upload.location, self._now())

    def _claim(
        self, package: PackageFile, location: str, reporter: Reporter, checked: int
    ) -> Claim | None:
        state = self._tus.state(location)
        size = package.bytes
        if state.offset != size or state.length not in {None, size}:
            raise OffsetWrong(self._tus.host, state.offset, size, size)
        claim = read_back(self._client, location, package, reporter)
        claim = claim or agreed_claim(package, repr_digests(state.headers), reporter)
        if claim is None and checked == size and _is_unchanged(package, reporter):
            return Claim(Proof.TUS_CHECKSUM, "sha-256", package.sha256)
        return claim

    def _claim_of_more(
        self, package: PackageFile, upload: Upload, reporter: Reporter
    ) -> Claim | None:
        """Return the proof of an upload that is said to lack bytes and gives them all back."""
        with suppress(LsscError):
            return read_back(self._client, upload.location, package, reporter)
        return None


def _is_unchanged(package: PackageFile, reporter: Reporter) -> bool:
    """Whether the pieces that the receiver compared were those of this package."""
    try:
        require_unchanged(package, reporter)
    except Cancelled:
        raise
    except LsscError:
        return False
    return True


# Sending piece by piece -------------------------------------------------------------------------


class TusSending:
    """Sends what a receiver lacks of one package.

    `offset` is how much of it the receiver has, `checked` how much it compared, from the first
    byte on, with fingerprints of the pieces.
    """

    def __init__(
        self, tus: Tus, offer: Offer, pace: PieceSizer, package: PackageFile, upload: Upload
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
        offset = self._tus.patch(self._upload.location, start, count, body, checksum)
        if offset is None:
            offset = self._tus.state(self._upload.location).offset
        if not start < offset <= start + count:
            raise OffsetWrong(self._tus.host, offset, start, start + count)
        return offset

    def _checksum(self, start: int, count: int) -> str:
        if not self._offer.checksum:
            return ""
        blocks = blocks_of(self._package, ignore_progress, start, count)
        return checksum_of(self._offer.checksum, blocks)


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
        upload.begin("")  # what is wrong stays wrong: the next time a new one begins
        raise OffsetWrong(tus.host, offset, least, package.bytes)
    upload.confirm(offset)
    return offset


def may_be_whole(package: PackageFile, upload: Upload) -> bool:
    """Whether the last byte of the package went out, or may have before a crash."""
    return bool(upload.location) and upload.confirmed >= package.bytes - 1
