"""A tus receiver as a destination: sending goes on where a connection or a computer left off."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.submission import Proof
from lssc_desktop.transfer.address import Address
from lssc_desktop.transfer.destination import (
    ArrivalUnknown,
    Finding,
    PackageFile,
    Unproven,
    Upload,
    require_unchanged,
)
from lssc_desktop.transfer.http import Client
from lssc_desktop.transfer.proof import (
    Claim,
    agreed,
    read_back,
    receipt,
    repr_digests,
)
from lssc_desktop.transfer.tus_protocol import Offer, OffsetWrong, Tus, UploadGone
from lssc_desktop.transfer.tus_sending import Pace, TusSending, known_offset, may_be_whole


class TusDestination:
    """One tus receiver; `now` gives the moment for a receipt."""

    def __init__(
        self,
        address: Address,
        client: Client,
        now: Callable[[], datetime],
        pace: Pace | None = None,
    ) -> None:
        self.url = address.text
        self._client = client
        self._now = now
        self._pace = pace or Pace()
        self._tus = Tus(client, address)
        self._offer: Offer | None = None

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def check(self, reporter: Reporter) -> None:
        """Ask whether the receiver takes uploads; if it takes ours shows when one begins."""
        with self._client.heeding(reporter):
            self._offer = self._tus.offer()

    def send(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        """Send what the receiver lacks of a package, and prove that it arrived.

        Raises besides what `Destination` says what `TusSending.run` does.
        """
        with self._client.heeding(reporter) as heard:
            offset = known_offset(self._tus, package, upload)
            if offset == package.bytes:
                return self._prove(package, upload, heard)
            self._offer = self._offer or self._tus.offer()
            sending = TusSending(self._tus, self._offer, self._pace, package, upload)
            sending.run(offset, heard)
            return self._prove(package, upload, heard, checked=sending.checked)

    def find(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        """Ask for the upload that was begun; one that never was can be nowhere."""
        if not upload.location:
            return Unproven.NOT_THERE
        with self._client.heeding(reporter) as heard:
            try:
                offset = self._tus.state(upload.location).offset
            except UploadGone:
                whole = may_be_whole(package, upload)
                return Unproven.NOT_CONFIRMED if whole else Unproven.NOT_THERE
            if offset == package.bytes:
                return self._prove(package, upload, heard)
            if not may_be_whole(package, upload):
                return Unproven.NOT_THERE
            claim = self._claim_of_more(package, upload, heard)
            if claim is not None:
                return receipt(package, claim, self.url, upload.location, self._now())
            # What was said to be there, and is said not to be any more, is a riddle.
            is_short = upload.confirmed < package.bytes and offset == package.bytes - 1
            return Unproven.NOT_THERE if is_short else Unproven.NOT_CONFIRMED

    def discard(self, package: PackageFile, upload: Upload, reporter: Reporter) -> bool:
        """End the upload that was begun; many receivers keep what was not finished for a day."""
        if not upload.location:
            return True
        if may_be_whole(package, upload):
            return False
        with self._client.heeding(reporter):
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
        claim = claim or agreed(package, repr_digests(state.headers), reporter)
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
