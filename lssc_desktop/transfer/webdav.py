"""A WebDAV receiver (RFC 4918) as a destination: a part file, compared there, then given its name.

The office sees a package under its name only when it is whole. Until the MOVE nothing has
arrived; that it may have been tried is on disk before it is.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.job import Cancelled, Progress, Reporter, Step
from lssc_desktop.core.submission.submission import Proof
from lssc_desktop.transfer.address import Address
from lssc_desktop.transfer.answers import PASSING, Forbidden, Reply, TooLargeForReceiver
from lssc_desktop.transfer.destination import (
    ArrivalUnknown,
    Finding,
    NameTaken,
    PackageFile,
    Unproven,
    Upload,
    as_seen,
    blocks_of,
)
from lssc_desktop.transfer.proof import (
    Claim,
    CopyDiffers,
    NotTheCopy,
    is_removed,
    probe,
    prove,
    receipt,
    reported_fingerprint,
    reported_length,
)

if TYPE_CHECKING:  # so that httpx2 is loaded only where something is sent
    from lssc_desktop.transfer.http import Client

_MOVE_REFUSED = frozenset(
    {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}
)


class NotWebDav(LsscError):
    """The place answers, and does not speak WebDAV."""

    host: str

    says = Says(
        "{host} answered, but doesn’t accept files at this address.",
        "Nothing was sent.",
        "Compare the address with the one from your program office, letter by letter.",
    )


class WebDav:
    """A collection at a WebDAV server, in which packages get their own names."""

    def __init__(self, address: Address, client: "Client", now: Callable[[], datetime]) -> None:
        self.url = address.text
        self._web = address.web
        self._client = client
        self._now = now

    def check(self, reporter: Reporter) -> None:
        """Ask whether the collection is there for us; raises `NotWebDav` or why it is not."""
        with self._client.cancellable_by(reporter) as pulse:
            pulse(Progress(Step.ASKING))
            reply = self._client.ask("PROPFIND", self._web, {"Depth": "0"})
            if reply.status in {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}:
                raise NotWebDav(self._client.host)
            if not reply.is_good:
                raise self._client.refusal(reply)
            if reply.status != HTTPStatus.MULTI_STATUS:
                raise NotWebDav(self._client.host)

    def send(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        """Send, compare, give the name. Raises `NameTaken` and `CopyDiffers` among others."""
        with self._client.cancellable_by(reporter) as pulse:
            pulse(Progress(Step.ASKING))
            for name in (package.name, package.second_name):
                there = probe(self._client, self._url_of(name))
                if there is None:
                    claim = self._send_part(package, name, upload, pulse)
                    upload.confirm(package.bytes)  # from now on the name may be given
                    return self._give_name(package, name, upload, claim, pulse)
                if name == self._aimed_name(package, upload) and _may_grow(package, upload, there):
                    raise ArrivalUnknown(self.url)
                found = self._receipt_for_old(package, name, upload, there, pulse)
                if found is not None:
                    return found
            raise NameTaken(package.name)

    def find(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        """Look for the package under its name, and where it was before it got that.

        One that is at neither place after it was about to get its name was perhaps taken in by
        somebody: so it is not reported as not there.
        """
        with self._client.cancellable_by(reporter) as pulse:
            pulse(Progress(Step.ASKING))
            name = self._aimed_name(package, upload)
            there = probe(self._client, self._url_of(name))
            if there is not None:
                with suppress(CopyDiffers):
                    claim = self._prove(self._url_of(name), package, there, pulse)
                    return self._finding(package, name, claim)
            if not _was_tried(package, upload):
                return Unproven.NOT_THERE
            if there is None:
                is_part_there = self._stayed(package, name)
            else:  # whoever says that about the name may say anything of a length
                part = self._part_url(package, name)
                is_part_there = self._proof_of_earlier_part(package, part, pulse) is not None
            return Unproven.NOT_THERE if is_part_there else Unproven.NOT_CONFIRMED

    def has(self, package: PackageFile, location: str, reporter: Reporter) -> bool:
        """Ask for the collection, which wants the password, and for what has the name."""
        self.check(reporter)
        with self._client.cancellable_by(reporter):
            there = probe(self._client, location)
        return there is not None and reported_length(there) in {None, package.bytes}

    def discard(self, package: PackageFile, upload: Upload, reporter: Reporter) -> bool:
        """Remove the part file; a package that has its name is never touched."""
        part = self._part_url(package, self._aimed_name(package, upload))
        if upload.location != part:
            return True
        with self._client.cancellable_by(reporter) as pulse:
            pulse(Progress(Step.ASKING))
            return is_removed(self._client, self._client.ask("DELETE", part))

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _send_part(
        self, package: PackageFile, name: str, upload: Upload, reporter: Reporter
    ) -> Claim | None:
        """Have the package in the part file, and return how that was proven."""
        part = self._part_url(package, name)
        if upload.location == part:
            claim = self._proof_of_earlier_part(package, part, reporter)
            if claim is not None:
                return claim
        package = as_seen(package, reporter)
        upload.begin(part)
        reply = self._client.send(
            "PUT",
            part,
            {"Content-Type": "application/zip"},
            lambda: blocks_of(package, reporter),
            package.bytes,
        )
        if reply.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            raise TooLargeForReceiver(self._client.host)
        if not reply.is_good:
            raise self._client.refusal(reply)
        there = probe(self._client, part)
        if there is None:
            raise CopyDiffers("missing")
        return prove(self._client, part, package, reporter, there, fresh=True)

    def _proof_of_earlier_part(
        self, package: PackageFile, part: str, reporter: Reporter
    ) -> Claim | None:
        """Return the proof of a part file that an earlier try left whole."""
        there = probe(self._client, part)
        if there is None:
            return None
        try:
            return self._prove(part, package, there, reporter)
        except (CopyDiffers, NotTheCopy):
            return None

    def _give_name(
        self,
        package: PackageFile,
        name: str,
        upload: Upload,
        claim: Claim | None,
        reporter: Reporter,
    ) -> Finding:
        """Move the part file to a name of the package; what goes wrong here leaves us in doubt.

        Only what lies there afterwards shows what the MOVE did, whatever was answered to it.
        """
        try:
            headers = {"Destination": self._url_of(name), "Overwrite": "F"}
            reply = self._client.ask("MOVE", self._part_url(package, name), headers)
            there = probe(self._client, self._url_of(name))
            if there is not None:
                found = self._named(
                    package, name, there, claim if reply.is_good else None, reporter
                )
                if found is not None:
                    return found
            refusal = self._refusal(reply, name)
            if refusal is None or not self._stayed(package, name):
                return Unproven.NOT_CONFIRMED
        except (LsscError, Cancelled) as error:
            raise ArrivalUnknown(self.url) from error
        if isinstance(refusal, PASSING):  # to some a MOVE is a copy that takes minutes
            raise ArrivalUnknown(self.url) from refusal
        if isinstance(refusal, NameTaken):
            upload.begin("")  # what lies there is not ours, nor ever will be
        raise refusal

    def _named(
        self,
        package: PackageFile,
        name: str,
        there: Reply,
        claim: Claim | None,
        reporter: Reporter,
    ) -> Finding | None:
        """Return what we know of what has the name now, None when it is something else.

        `claim` is how the part file was proven that was moved: with its length under the new name,
        and nothing under the old one, it holds for the copy there.
        """
        if claim is not None and reported_length(there) == package.bytes:
            named = reported_fingerprint(package, there, reporter)
            if probe(self._client, self._part_url(package, name)) is None:
                is_read = claim.proof is Proof.READ_BACK
                again = (
                    None if is_read else self._prove(self._url_of(name), package, there, reporter)
                )
                return self._finding(package, name, claim if is_read else again or named or claim)
        try:
            proven = self._prove(self._url_of(name), package, there, reporter)
        except CopyDiffers:
            return None
        if proven is not None:
            self._clear_away(package, name)
        return self._finding(package, name, proven)

    def _refusal(self, reply: Reply, name: str) -> LsscError | None:
        """Return what the answer to a MOVE refuses, None when it says that it was done."""
        if reply.is_good:
            return None
        if reply.status in _MOVE_REFUSED:
            return Forbidden(self._client.host)
        if reply.status == HTTPStatus.PRECONDITION_FAILED:
            return NameTaken(name)
        return self._client.refusal(reply)

    def _stayed(self, package: PackageFile, name: str) -> bool:
        """Whether the whole part file is where it was: then it did not get its name."""
        part = probe(self._client, self._part_url(package, name))
        return part is not None and reported_length(part) == package.bytes

    def _clear_away(self, package: PackageFile, name: str) -> None:
        """Remove the part file of a package that has its name: it is a second whole copy."""
        with suppress(LsscError):
            self._client.ask("DELETE", self._part_url(package, name))

    def _receipt_for_old(
        self,
        package: PackageFile,
        name: str,
        upload: Upload,
        there: Reply,
        reporter: Reporter,
    ) -> Finding | None:
        """Return the receipt for what has the name already, None when it is another package.

        Raises `NameTaken` for what cannot be compared: it may be ours.
        """
        try:
            claim = self._prove(self._url_of(name), package, there, reporter)
        except CopyDiffers:
            return None
        if claim is None:
            raise NameTaken(name)
        if upload.location == self._part_url(package, name):
            self._clear_away(package, name)
        return self._finding(package, name, claim)

    def _prove(
        self, url: str, package: PackageFile, there: Reply, reporter: Reporter
    ) -> Claim | None:
        return prove(self._client, url, package, reporter, there, fresh=False)

    def _finding(self, package: PackageFile, name: str, claim: Claim | None) -> Finding:
        if claim is None:
            return Unproven.NOT_CONFIRMED
        return receipt(package, claim, self.url, self._url_of(name), self._now())

    def _url_of(self, name: str) -> str:
        return self._web + quote(name, safe="")

    def _aimed_name(self, package: PackageFile, upload: Upload) -> str:
        """Return the name that what was begun shall get."""
        second = upload.location == self._part_url(package, package.second_name)
        return package.second_name if second else package.name

    def _part_url(self, package: PackageFile, name: str) -> str:
        """Return where the package lies until it is whole: the same after a crash.

        Not under ".part" or ".filepart": Nextcloud keeps these endings for itself.
        """
        return self._web + quote(f"{name}.{package.sha256[:8]}.sending", safe="")


def _was_tried(package: PackageFile, upload: Upload) -> bool:
    """Whether our package may have got its name already."""
    return upload.confirmed >= package.bytes


def _may_grow(package: PackageFile, upload: Upload, there: Reply) -> bool:
    """Whether what is not as long may be our own package, which a slow receiver still copies.

    To most servers a MOVE is one act, to some it is a copy that takes minutes. Who does not say
    how long it is does not say that it is another one.
    """
    length = reported_length(there)
    return _was_tried(package, upload) and (length is None or length < package.bytes)
