"""A web server with packages in its folders (WebDAV), read by our own client: at that host alone.

What comes from another host is not what was named, so a redirect there is refused. A list may name
what it likes: a name that no file can have costs that name alone.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from urllib.parse import quote, unquote, urlsplit
from weakref import finalize
from xml.parsers import expat  # what declares entities is refused

from lssc_desktop.audit.audited import ListedPackage
from lssc_desktop.audit.places import (
    PlaceNotUnderstood,
    PlaceUnlisted,
    StoreLogin,
    StoreNotEncrypted,
    watched,
)
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.package.reader import Verification, verify_source
from lssc_desktop.package.reading.byte_source import RangeSource, SourceUnread
from lssc_desktop.transfer.address import Password, is_loopback, secret_in
from lssc_desktop.transfer.answers import (
    CertificateRefused,
    ConnectionLost,
    NoConnection,
    Reply,
    SentElsewhere,
)
from lssc_desktop.transfer.http import Client, Headers, resolve_location
from lssc_desktop.values import dataclass

SCHEMES = {"https", "http"}

_AT_ONCE = 8
_LONGEST_LIST = 256 << 20  # bytes of what a server says of one folder
_DEEPEST = 64  # folders in one another
_WAITS = (0.2, 0.5, 1.0, 2.0, 4.0)  # seconds before what may pass is tried again
_PASSES = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
_REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
_ABSENT = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_SERVER_TROUBLE = 500
_MOST_DIGITS = 18  # no disk holds so many bytes
_DAV = "DAV: "  # before each name in a list (RFC 4918)
_ASKED = b"""<?xml version="1.0" encoding="utf-8"?>
<propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/><getetag/><getlastmodified/></prop>
</propfind>"""


@dataclass(eq=False)
class _NoAnswer(Exception):
    """The server did not say what was asked; `reason` may be "busy" until all tries are over."""

    reason: str


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a server says of one thing in a folder: where it is, and what it would be by now."""

    path: str
    is_folder: bool
    bytes: int
    mark: str


def open_web(address: str, login: StoreLogin) -> "WebPlace":
    """Return the folder, or the one package, that an address names, without asking for it.

    Raises `PlaceNotUnderstood`, `StoreNotEncrypted`, `SecretMissing`.
    """
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise PlaceNotUnderstood(address) from error
    if not host or parts.query or parts.fragment:
        raise PlaceNotUnderstood(address)
    if parts.scheme.lower() == "http" and not is_loopback(host):
        raise StoreNotEncrypted(host)
    password = None
    if login.user:
        password = Password(login.user, secret_in(os.environ, login.password_variable))
    return WebPlace(address, password)


class WebPlace:
    """What lies at an address of a web server; of one file, that alone."""

    at_once = _AT_ONCE

    def __init__(self, address: str, password: Password | None) -> None:
        self.address = address
        self._web = quote(unquote(address, errors="replace"), safe=":/@!$&'()*+,;=[]~")
        self._path = unquote(urlsplit(address).path)
        self._password = password
        self._free: list[Client] = []
        self._lock = Lock()
        finalize(self, _close, self._free)

    def packages(self, reporter: Reporter) -> Iterator[ListedPackage]:
        """Yield what lies there. Raises `PlaceUnlisted`."""
        try:
            found = None if self._path.endswith("/") or not self._path else self._one()
            if found is None:
                yield from watched(self._below(), reporter)
            else:
                yield found
        except _NoAnswer as error:
            raise PlaceUnlisted(self.address, _final(error)) from error

    def _one(self) -> ListedPackage | None:
        """Return the package that the address itself names; None where that is a folder."""
        reply = self._ask("HEAD", self._web)
        if reply.status in _ABSENT or reply.url.endswith("/"):
            return None
        _require(reply, {HTTPStatus.OK})
        return ListedPackage(self.address, "", _size(reply.headers), _mark(reply.headers))

    def _below(self) -> Iterator[ListedPackage]:
        base = self._path if self._path.endswith("/") else f"{self._path}/"
        waiting, seen = [base], {base}
        while waiting:
            folder = waiting.pop()
            for each in self._list(folder):
                if not each.path.startswith(base) or each.path.rstrip("/") == folder.rstrip("/"):
                    continue
                if not each.is_folder:
                    yield ListedPackage(self.address, each.path[len(base) :], each.bytes, each.mark)
                    continue
                inside = each.path[len(base) :].rstrip("/")
                deeper = f"{base}{inside}/"
                is_new = deeper not in seen and inside.count("/") < _DEEPEST
                if is_plain(inside) and is_new:
                    seen.add(deeper)
                    waiting.append(deeper)

    def _list(self, folder: str) -> tuple[_Listed, ...]:
        url = resolve_location(self._web, quote(folder, safe="/~"))
        headers = {"Depth": "1", "Content-Type": "application/xml"}
        reply = self._ask("PROPFIND", url, headers, _ASKED)
        _require(reply, {HTTPStatus.MULTI_STATUS})
        reader = _ListReader(urlsplit(reply.url).path)
        try:
            return reader.read(reply.body)
        except (expat.ExpatError, ValueError) as error:
            raise _NoAnswer("connection") from error

    def verify(self, listed: ListedPackage, reporter: Reporter) -> Verification:
        """Verify a package as it was listed. Raises as `package.reader.verify_source`."""
        name = listed.name or self.address
        if not is_plain(listed.name):
            raise SourceUnread(name, "name")
        base = self._web if not listed.name or self._web.endswith("/") else f"{self._web}/"
        url = f"{base}{quote(listed.name, safe='/~')}"

        def fetch(start: int, stop: int) -> bytes:
            try:
                return self._fetch(url, listed, start, stop)
            except _NoAnswer as error:
                raise SourceUnread(listed.name, error.reason) from error

        return verify_source(RangeSource(name, listed.bytes, fetch), reporter)

    def _fetch(self, url: str, listed: ListedPackage, start: int, stop: int) -> bytes:
        """Return bytes of a file that is still the one that was listed."""
        for wait in (*_WAITS, None):
            try:
                return self._fetch_once(url, listed, start, stop)
            except (LsscError, _NoAnswer) as error:
                if wait is None or _reason(error) not in {"busy", "connection"}:
                    raise _NoAnswer(_final(error)) from error
                time.sleep(wait)
        raise AssertionError

    def _fetch_once(self, url: str, listed: ListedPackage, start: int, stop: int) -> bytes:
        is_part = (start, stop) != (0, listed.bytes)
        headers = {"Range": f"bytes={start}-{stop - 1}"} if is_part else {}
        with self._client() as client, client.fetch(url, headers) as (reply, blocks):
            _require(reply, {HTTPStatus.PARTIAL_CONTENT if is_part else HTTPStatus.OK})
            size = _whole_size(reply.headers) if is_part else _size(reply.headers)
            if (size, _mark(reply.headers)) != (listed.bytes, listed.mark):
                raise _NoAnswer("changed")
            return _within(blocks, stop - start)

    def _ask(
        self, method: str, url: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Reply:
        for wait in (*_WAITS, None):
            try:
                with self._client() as client:
                    reply = client.ask(method, url, headers, body, longest=_LONGEST_LIST)
                if not _passes(reply.status) or wait is None:
                    return reply
            except LsscError as error:
                if wait is None or _reason(error) != "connection":
                    raise _NoAnswer(_final(error)) from error
            time.sleep(wait)
        raise AssertionError

    @contextmanager
    def _client(self) -> Iterator[Client]:
        """Lend a client to one thread; what broke is not lent again."""
        with self._lock:
            client = self._free.pop() if self._free else None
        if client is None:
            named = os.environ.get("SSL_CERT_FILE", "")
            client = Client(self._web, self._password, Path(named) if named else None)
        try:
            yield client
        except BaseException:
            client.close()
            raise
        with self._lock:
            self._free.append(client)


def _close(clients: list[Client]) -> None:
    for each in clients:
        each.close()


def is_plain(name: str) -> bool:
    """Whether a path can be that of a file below the place: it leads nowhere else."""
    parts = name.split("/")
    is_plain_text = not any(char < " " or char in "\\\x7f\ufffd" for char in name)
    return not name or (is_plain_text and not {"", ".", ".."} & set(parts))


def _require(reply: Reply, wanted: set[HTTPStatus]) -> None:
    """Raise `_NoAnswer` for an answer of another status."""
    if reply.status in wanted:
        return
    if reply.status in _REFUSED:
        raise _NoAnswer("refused")
    if reply.status in _ABSENT:
        raise _NoAnswer("gone")
    raise _NoAnswer("busy" if _passes(reply.status) else "connection")


def _passes(status: int) -> bool:
    return status in _PASSES or status >= _SERVER_TROUBLE


def _reason(error: Exception) -> str:
    """Return a word for what went wrong; "busy" and "connection" may pass."""
    if isinstance(error, _NoAnswer):
        return error.reason
    if isinstance(error, SentElsewhere):
        return "elsewhere"
    if isinstance(error, CertificateRefused):
        return "certificate"
    return "connection" if isinstance(error, (NoConnection, ConnectionLost)) else "answer"


def _final(error: Exception) -> str:
    reason = _reason(error)
    return "connection" if reason in {"busy", "answer"} else reason


def _within(blocks: Iterator[bytes], most: int) -> bytes:
    """Return what is sent, and no more than was asked for."""
    kept = bytearray()
    for block in blocks:
        kept += block
        if len(kept) > most:
            raise _NoAnswer("connection")
    return bytes(kept)


def _size(headers: Headers) -> int:
    return _number(headers.get("content-length", ""))


def _whole_size(headers: Headers) -> int:
    """Return how large the whole file is of which a part comes (RFC 9110, section 14.4)."""
    return _number(headers.get("content-range", "").rpartition("/")[2])


def _number(text: str) -> int:
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else 0


def _mark(headers: Headers) -> str:
    return mark_of(headers.get("etag", ""), headers.get("last-modified", ""))


def mark_of(etag: str, modified: str) -> str:
    """Return what changes when a file does; some servers leave out the quotes in their lists."""
    if etag:
        return etag.removeprefix("W/").strip('"')
    try:
        return parsedate_to_datetime(modified).isoformat() if modified else ""
    except ValueError:
        return modified


class _ListReader:
    """Reads what a server says of a folder: a `multistatus` of RFC 4918, section 13."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._found: list[_Listed] = []
        self._text: list[str] = []
        self._said: dict[str, str] = {}
        self._good: dict[str, str] = {}

    def read(self, data: bytes) -> tuple[_Listed, ...]:
        """Return what is in a list. Raises `ExpatError` and `ValueError`."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.Parse(data, True)
        return tuple(self._found)

    def _refuse(self, *_declared: object) -> None:
        raise ValueError

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._text.clear()
        if name == f"{_DAV}response":
            self._said, self._good = {}, {}
        elif name == f"{_DAV}propstat":
            self._said = {"href": self._said.get("href", "")}
        elif name == f"{_DAV}collection":
            self._said["folder"] = "yes"

    def _end(self, name: str) -> None:
        text = "".join(self._text).strip()
        self._text.clear()
        if name == f"{_DAV}href":
            self._said.setdefault("href", text)
            self._good.setdefault("href", text)
        elif name == f"{_DAV}propstat":
            if " 200 " in f"{self._said.get('status', ' 200 ')} ":
                self._good.update(self._said)
        elif name == f"{_DAV}response":
            self._add(self._good)
        elif name.startswith(_DAV):
            self._said.setdefault(name.removeprefix(_DAV), text)

    def _add(self, said: dict[str, str]) -> None:
        href = said.get("href", "")
        path = urlsplit(href).path if "://" in href else href.partition("?")[0]
        if not path.startswith("/"):
            path = f"{self._asked.rpartition('/')[0]}/{path}"
        is_folder = "folder" in said
        mark = mark_of(said.get("getetag", ""), said.get("getlastmodified", ""))
        size = _number(said.get("getcontentlength", ""))
        self._found.append(_Listed(unquote(path, errors="replace"), is_folder, size, mark))
