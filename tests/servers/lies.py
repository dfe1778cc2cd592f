"""Answers that are not true, or are none: what a receiver may say in place of what is so.

Each lie is told by the proxy in front of a real receiver, which keeps what it really has.
"""

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import override

from tests.servers.fault_proxy import Answer, Cut, Exchange, Fault

PAGE = b"<!doctype html><title>Sign in</title><form>Please sign in to go on.</form>"
STATUSES = (
    *(200, 201, 202, 203, 204, 205, 206, 207, 208, 226),
    *(300, 303, 304, 305, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413),
    *(414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 460),
    *(500, 501, 502, 503, 504, 505, 507, 508, 511, 599, 999),
)
HUGE = "9" * 5000

type Tell = Callable[[Exchange, Answer | None, bytes], Answer]
"""Gives the answer in place of the true one, which is None where nobody was asked."""


@dataclass(frozen=True)
class Lie:
    """One answer that may be told to any request."""

    name: str
    tell: Tell


def raw(
    status: int, headers: dict[str, str], body: bytes = b"", *, length: int | None = -1
) -> Answer:
    """Return an answer byte for byte; `length` None leaves the length out, -1 is the true one."""
    lines = [f"HTTP/1.1 {status} Told", *(f"{name}: {value}" for name, value in headers.items())]
    if length is not None:
        lines.append(f"content-length: {len(body) if length < 0 else length}")
    lines.append("connection: close")
    return Answer(status, headers, raw=["\r\n".join([*lines, "", ""]).encode("latin-1"), body])


def _body(exchange: Exchange, body: bytes) -> bytes:
    return b"" if exchange.method == "HEAD" else body


def _status(status: int) -> Lie:
    def tell(_exchange: Exchange, _true: Answer | None, _data: bytes) -> Answer:
        return Answer(status, {"retry-after": "0"})

    return Lie(f"{status}", tell)


def _page(name: str, kind: str, *, length: bool, size: bool = False) -> Lie:
    def tell(exchange: Exchange, _true: Answer | None, data: bytes) -> Answer:
        body = PAGE.ljust(len(data)) if size else PAGE
        told = len(body) if length else None
        return raw(200, {"content-type": kind}, _body(exchange, body), length=told)

    return Lie(name, tell)


def _content(
    name: str, change: Callable[[bytes], bytes], headers: dict[str, str] | None = None
) -> Lie:
    def tell(exchange: Exchange, _true: Answer | None, data: bytes) -> Answer:
        body = change(data)
        told = {"content-type": "application/zip", **(headers or {})}
        return raw(200, told, _body(exchange, body), length=len(body))

    return Lie(name, tell)


def _cut_body(exchange: Exchange, _true: Answer | None, data: bytes) -> Answer:
    half = _body(exchange, data[: len(data) // 2])
    return raw(200, {"content-type": "application/zip"}, half, length=len(data))


def _bytes(name: str, said: bytes) -> Lie:
    def tell(_exchange: Exchange, _true: Answer | None, _data: bytes) -> Answer:
        return Answer(0, raw=[said])

    return Lie(name, tell)


def _hung_up(_exchange: Exchange, _true: Answer | None, _data: bytes) -> Answer:
    raise Cut


def _redirect(status: int, to: str) -> Lie:
    def tell(_exchange: Exchange, _true: Answer | None, _data: bytes) -> Answer:
        return Answer(status, {"location": to})

    return Lie(f"{status} to {to[:24]}", tell)


def _with(name: str, headers: Callable[[bytes], dict[str, str]], status: int = 0) -> Lie:
    """The true answer (or a good one) with headers of a liar."""

    def tell(exchange: Exchange, true: Answer | None, data: bytes) -> Answer:
        if true is None:
            good = {"OPTIONS": 204, "POST": 201, "PATCH": 204, "PUT": 201, "MOVE": 201}
            true = Answer(status or good.get(exchange.method, 200), {"tus-resumable": "1.0.0"})
            true.headers["upload-length"] = true.headers["upload-offset"] = str(len(data))
            if exchange.method == "GET":
                true.body = data
        true.headers.update(headers(data))
        length = (
            true.headers.pop("content-length", None) if "content-length" in headers(data) else None
        )
        if length is not None:
            body = _body(exchange, data if exchange.method == "GET" else b"")
            lines = [f"HTTP/1.1 {true.status} Told", f"content-length: {length}"]
            lines += [f"{k}: {v}" for k, v in true.headers.items() if k != "transfer-encoding"]
            return Answer(true.status, raw=["\r\n".join([*lines, "", ""]).encode("latin-1"), body])
        return true

    return Lie(name, tell)


def digest_of(data: bytes) -> str:
    """Return the `Repr-Digest` of some bytes."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode('ascii')}:"


def _one_header(name: str, value: str, _data: bytes) -> dict[str, str]:
    return {name: value}


def _sha1(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def lies() -> Iterator[Lie]:
    """Give all of them."""
    yield from map(_status, STATUSES)
    yield _page("a page", "text/html; charset=utf-8", length=True)
    yield _page("a page without a length", "text/html", length=False)
    yield _page("a page as long as the package", "text/html", length=True, size=True)
    yield _page("a page without its kind", "", length=False)
    yield _page("json", "application/json", length=True)
    yield _content("other bytes", lambda data: bytes(len(data)))
    yield _content("one bit is another", lambda data: bytes([data[0] ^ 1]) + data[1:])
    yield _content("a byte too many", lambda data: data + b"x")
    yield _content("a byte too few", lambda data: data[:-1])
    yield _content("squeezed", lambda data: data, {"content-encoding": "gzip"})
    yield _content("a page called a package", lambda _data: PAGE)
    yield Lie("cut in the middle", _cut_body)
    yield Lie("hung up", _hung_up)
    yield _bytes("no HTTP", b"SSH-2.0-OpenSSH_9.9\r\n")
    yield _bytes("half a line", b"HTTP/1.1 20")
    yield _bytes("half a head", b"HTTP/1.1 200 OK\r\nContent-Type: text/ht")
    yield _bytes("only 100", b"HTTP/1.1 100 Continue\r\n\r\n" * 50)
    yield _bytes("a status of many digits", b"HTTP/1.1 " + b"2" * 5000 + b" OK\r\n\r\n")
    yield _redirect(302, "http://127.0.0.2:9/elsewhere")
    yield _redirect(307, "http://127.0.0.2:9/elsewhere")
    yield _redirect(308, "https://office.example/elsewhere")
    yield _redirect(302, "/login")
    yield _redirect(303, "/login")
    yield _redirect(307, "http://[::1")
    yield _redirect(201, "http://[::1")
    yield _redirect(301, "http://127.0.0.1:99999/")
    for name in ("upload-offset", "upload-length", "tus-max-size", "content-length", "retry-after"):
        for value in (HUGE, "-1", "0", "1e3", "0x10", ""):
            yield _with(f"{name}: {value[:5]}", partial(_one_header, name, value))
    yield _with("one more byte", lambda d: {"upload-offset": str(len(d) + 1)})
    yield _with("one byte less", lambda d: {"upload-offset": str(len(d) - 1)})
    yield _with("all of it", lambda d: {"upload-offset": str(len(d))})
    yield _with("a wrong digest", lambda _d: {"repr-digest": digest_of(b"another")})
    yield _with("our digest", lambda d: {"repr-digest": digest_of(d)})
    yield _with("a wrong checksum", lambda _d: {"oc-checksum": "SHA1:" + _sha1(b"x")})
    yield _with("our checksum", lambda d: {"oc-checksum": "SHA1:" + _sha1(d)})
    yield _with("the right length", lambda d: {"content-length": str(len(d))})


@dataclass
class Telling(Fault):
    """Tells a lie to requests of one method.

    `acts`: the receiver gets the request, and only its answer is another; else it gets nothing.
    `when` says to which exchanges, `times` how often (-1: always); `moved` turns true with MOVE.
    """

    lie: Lie
    method: str
    data: bytes
    acts: bool = False
    times: int = -1
    when: Callable[["Telling", Exchange], bool] = lambda _telling, _exchange: True
    moved: bool = False
    told: int = 0
    also: "Telling | None" = None
    """Another one that it tells besides."""

    def _tells(self, exchange: Exchange) -> bool:
        return bool(self.times) and exchange.method == self.method and self.when(self, exchange)

    @override
    def instead(self, exchange: Exchange) -> Answer | None:
        said = None if self.also is None else self.also.instead(exchange)
        if said is None and not self.acts and self._tells(exchange):
            said = self._tell(exchange, None)
        if exchange.method == "MOVE":
            self.moved = True
        return said

    @override
    def answered(self, exchange: Exchange, answer: Answer) -> Answer:
        if self.also is not None:
            answer = self.also.answered(exchange, answer)
        if self.acts and self._tells(exchange):
            return self._tell(exchange, answer)
        return answer

    def _tell(self, exchange: Exchange, true: Answer | None) -> Answer:
        self.times -= 1
        self.told += 1
        return self.lie.tell(exchange, true, self.data)
