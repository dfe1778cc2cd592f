"""Sending to a WebDAV receiver (RFC 4918): to a part file, compared there, then given its name.

The office sees a package under its name only when it is whole. Until the MOVE nothing has
arrived; that it may have been tried is on disk before it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import NO_ITEM, Cancelled, Reporter, Step
from lssc_desktop.transfer.address import Address
from lssc_desktop.transfer.answers import (
    PASSING,
    Forbidden,
    Reply,
    TooLargeForReceiver,
)
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
    agreed,
    is_removed,
    look,
    prove,
    receipt,
    repr_digests,
)

if TYPE_CHECKING:  # so that httpx is loaded only where something is sent
    from lssc_desktop.transfer.http import Client

_MOVE_REFUSED = frozenset(
    {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}
)


@dataclass(eq=False)
class NotWebDav(LsscError):
    """The place answers, and does not speak WebDAV."""

    host: str


class WebDav:
    """A collection at a WebDAV server, in which packages get their own names."""

    def __init__(self, address: Address, client: "Client", now: Callable[[], datetime]) -> None:
        self.url = address.text
        self._web = address.web
        self._client = client
        self._now = now

    def check(self, reporter: Reporter) -> None:
        """Ask whether the collection is there for us; raises `NotWebDav` or why it is not."""
        with self._client.heeding(reporter) as told:
            told.report(Step.ASKING, 0, 0, NO_ITEM)
            reply = self._client.ask("PROPFIND", self._web, {"Depth": "0"})
            if reply.status in {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED}:
                raise NotWebDav(self._client.host)
            if not reply.is_good:
                raise self._client.refusal(reply)
            if reply.status != HTTPStatus.MULTI_STATUS:
                raise NotWebDav(self._client.host)

    def send(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        """Send, compare, give the name. Raises `NameTaken` and `CopyDiffers` among others."""
        with self._client.heeding(reporter) as told:
            told.report(Step.ASKING, 0, 0, NO_ITEM)
            for name in (package.name, package.second_name):
                there = look(self._client, self._at(name))
                if there is None:
                    claim = self._bring(package, name, upload, told)
                    upload.confirm(package.bytes)  # from now on the name may be given
                    return self._give_name(package, name, upload, claim, told)
                if name == self._aim(package, upload) and _may_grow(package, upload, there):
                    raise ArrivalUnknown(self.url)
                found = self._receipt_for_old(package, name, there, told)
                if found is not None:
                    return found
            raise NameTaken(package.name)

    def find(self, package: PackageFile, upload: Upload, reporter: Reporter) -> Finding:
        """Look for the package under its name, and where it was before it got that.

        One that is at neither place after it was about to get its name was perhaps taken in by
        somebody: that is not told as not there.
        """
        with self._client.heeding(reporter) as told:
            told.report(Step.ASKING, 0, 0, NO_ITEM)
            name = self._aim(package, upload)
            there = look(self._client, self._at(name))
            if there is not None:
                try:
                    claim = self._prove(self._at(name), package, there, told)
                except CopyDiffers:
                    growing = _may_grow(package, upload, there)
                    return Unproven.NOT_CONFIRMED if growing else Unproven.NOT_THERE
                return self._finding(package, name, claim)
            if upload.confirmed < package.bytes or look(self._client, self._part(package, name)):
                return Unproven.NOT_THERE
            return Unproven.NOT_CONFIRMED

    def discard(self, package: PackageFile, upload: Upload, reporter: Reporter) -> bool:
        """Remove the part file; a package that has its name is never touched."""
        part = self._part(package, self._aim(package, upload))
        if upload.location != part:
            return True
        with self._client.heeding(reporter) as told:
            told.report(Step.ASKING, 0, 0, NO_ITEM)
            return is_removed(self._client, self._client.ask("DELETE", part))

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _bring(
        self, package: PackageFile, name: str, upload: Upload, reporter: Reporter
    ) -> Claim | None:
        """Have the package in the part file, and return how that was proven."""
        part = self._part(package, name)
        if upload.location == part:
            claim = self._brought_before(package, part, reporter)
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
        there = look(self._client, part)
        if there is None:
            raise CopyDiffers("missing")
        return prove(self._client, part, package, reporter, there, fresh=True)

    def _brought_before(self, package: PackageFile, part: str, reporter: Reporter) -> Claim | None:
        """Return the proof of a part file that an earlier try left whole."""
        there = look(self._client, part)
        if there is None:
            return None
        try:
            return self._prove(part, package, there, reporter)
        except CopyDiffers:
            return None

    def _give_name(
        self,
        package: PackageFile,
        name: str,
        upload: Upload,
        claim: Claim | None,
        reporter: Reporter,
    ) -> Finding:
        """Move the part file to a name of the package; what goes wrong here leaves us in doubt."""
        final = self._at(name)
        try:
            headers = {"Destination": final, "Overwrite": "F"}
            reply = self._client.ask("MOVE", self._part(package, name), headers)
            if reply.status in _MOVE_REFUSED:
                raise Forbidden(self._client.host)
            there = look(self._client, final)
        except (*PASSING, Cancelled) as error:
            raise ArrivalUnknown(self.url) from error
        if reply.status == HTTPStatus.PRECONDITION_FAILED and there is not None:
            found = self._receipt_for_old(package, name, there, reporter)
            if found is None:
                upload.begin("")  # what lies there is not ours, nor ever will be
                raise NameTaken(name)
            return found
        if not reply.is_good:
            refusal = self._client.refusal(reply)
            if isinstance(refusal, PASSING):
                raise ArrivalUnknown(self.url) from refusal
            raise refusal
        if there is None:
            return Unproven.NOT_CONFIRMED
        if there.length is not None and there.length != package.bytes:
            raise CopyDiffers("size")
        named = agreed(package, repr_digests(there.headers), reporter)
        return self._finding(package, name, named or claim)

    def _receipt_for_old(
        self, package: PackageFile, name: str, there: Reply, reporter: Reporter
    ) -> Finding | None:
        """Return the receipt for what has the name already, None when it is another package.

        Raises `NameTaken` for what cannot be compared: it may be ours.
        """
        try:
            claim = self._prove(self._at(name), package, there, reporter)
        except CopyDiffers:
            return None
        if claim is None:
            raise NameTaken(name)
        return self._finding(package, name, claim)

    def _prove(
        self, url: str, package: PackageFile, there: Reply, reporter: Reporter
    ) -> Claim | None:
        return prove(self._client, url, package, reporter, there, fresh=False)

    def _finding(self, package: PackageFile, name: str, claim: Claim | None) -> Finding:
        if claim is None:
            return Unproven.NOT_CONFIRMED
        return receipt(package, claim, self.url, self._at(name), self._now())

    def _at(self, name: str) -> str:
        return self._web + quote(name, safe="")

    def _aim(self, package: PackageFile, upload: Upload) -> str:
        """Return the name that what was begun shall get."""
        second = upload.location == self._part(package, package.second_name)
        return package.second_name if second else package.name

    def _part(self, package: PackageFile, name: str) -> str:
        """Return where the package lies until it is whole: the same after a crash.

        Not under ".part" or ".filepart": Nextcloud keeps these endings for itself.
        """
        return self._web + quote(f"{name}.{package.sha256[:8]}.sending", safe="")


def _may_grow(package: PackageFile, upload: Upload, there: Reply) -> bool:
    """Whether what is too short may be our own package, which a slow receiver still copies.

    To most servers a MOVE is one act, to some it is a copy that takes minutes.
    """
    tried = upload.confirmed >= package.bytes
    return tried and there.length is not None and there.length < package.bytes
