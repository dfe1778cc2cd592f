"""Client of the tus 1.0 protocol: what a receiver offers, uploads, offsets, pieces.

Source: the specification of tus 1.0.x with its extensions creation, checksum, expiration and
termination.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from lssc_desktop.core.errors import LsscError
from lssc_desktop.transfer.address import Address
from lssc_desktop.transfer.answers import Reply, TooLargeForReceiver, number_in
from lssc_desktop.transfer.http import Body, Client, resolve_location
from lssc_desktop.transfer.proof import WANTED, is_removed

_VERSION = "1.0.0"
_CHECKSUM_MISMATCH = 460
_PREFERRED = ("sha256", "sha512", "sha1")  # what tells two files apart, the quickest first


@dataclass(eq=False)
class TusNotOffered(LsscError):
    """The place answers, and does not take new uploads by tus 1.0."""

    host: str


@dataclass(eq=False)
class OffsetWrong(LsscError):
    """The receiver reports a number of bytes that cannot be: `told`, where `most` are possible.

    Fewer than `least` means that it has lost what it had confirmed before.
    """

    host: str
    told: int
    least: int
    most: int


@dataclass(eq=False)
class UploadGone(LsscError):
    """The receiver does not know the upload any more: it is over, or was lost."""

    host: str


@dataclass(eq=False)
class PieceDamaged(LsscError):
    """The receiver compared a piece with its fingerprint, and other bytes had arrived."""

    host: str


@dataclass(eq=False)
class OffsetMoved(LsscError):
    """The receiver expects another piece than the one that was sent; ask it which."""

    host: str


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
