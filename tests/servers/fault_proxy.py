"""An HTTP proxy on loopback that does what a fault tells it, and counts what goes through.

with FaultProxy(receiver.port, CutUp(at=70_000)) as proxy:
    ...  # send to proxy.port
assert proxy.bytes_sent_again() == 0
"""

import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from io import BufferedReader
from typing import Self
from urllib.parse import urlsplit

BLOCK = 16 * 1024
_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "proxy-connection"}


class Cut(Exception):
    """The connection ends here, on both sides."""


@dataclass
class Exchange:
    """One request that came to the proxy, and what was answered."""

    method: str
    path: str
    headers: dict[str, str]
    length: int
    passed: int = 0  # bytes of its body that went on to the receiver
    status: int = 0  # of the answer that the sender got; 0 when it got none
    answer: dict[str, str] = field(default_factory=dict)

    @property
    def offset(self) -> int:
        """Where in the file the body of a PATCH begins."""
        return int(self.headers.get("upload-offset", 0))


@dataclass
class Answer:
    """An answer on its way to the sender; the body is small, or it streams.

    `raw` goes out byte for byte in place of everything else, and the connection ends after it.
    """

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    stream: HTTPResponse | None = None
    at_once: bool = False  # before the body of the request was read
    raw: Iterable[bytes] | None = None


class Fault:
    """Nothing goes wrong; a fault overrides where it bites. Each may raise `Cut`."""

    def instead(self, exchange: Exchange) -> Answer | None:
        """Answer a request that then does not reach the receiver."""
        del exchange
        return None

    def up(self, exchange: Exchange, block: bytes) -> bytes:
        """Return what of a block of the request goes on; `Cut` after that when it is less."""
        del exchange
        return block

    def answered(self, exchange: Exchange, answer: Answer) -> Answer:
        """Change the receiver's answer."""
        del exchange
        return answer

    def down(self, exchange: Exchange, block: bytes) -> bytes:
        """Return what of a block of the answer's body goes on; `Cut` when it is less."""
        del exchange
        return block

    def end(self) -> None:
        """Let go of what it holds back; the proxy stops."""


class FaultProxy:
    """Stands between a sender and a receiver on this computer."""

    def __init__(self, receiver_port: int, fault: Fault | None = None) -> None:
        self.fault = fault or Fault()
        self.exchanges: list[Exchange] = []
        self._receiver_port = receiver_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._stopped = False

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_error: object) -> None:
        self.fault.end()
        with self._lock:
            self._stopped = True
            for each in self._open:
                _shut(each)
        _shut(self._listener)
        self._listener.close()
        for thread in self._threads:
            thread.join(10)

    def bodies(self, *methods: str) -> int:
        """Count the bytes that went on to the receiver in the bodies of such requests."""
        return sum(each.passed for each in self.exchanges if each.method in methods)

    def bytes_sent_again(self) -> int:
        """Count the bytes of tus uploads that were sent though the receiver had confirmed them."""
        confirmed: dict[str, int] = {}
        again = 0
        for each in self.exchanges:
            so_far = confirmed.get(each.path, 0)
            if each.method == "PATCH":
                again += max(0, min(so_far - each.offset, each.passed))
            if each.status in {200, 204} and "upload-offset" in each.answer:
                confirmed[each.path] = max(so_far, int(each.answer["upload-offset"]))
        return again

    def bytes_sent_anew(self) -> int:
        """Count the bytes of packages that were sent though a receiver had confirmed them.

        Other than `bytes_sent_again` this counts too what goes into a second upload of the same
        package, as whoever does that forgot the first one.
        """
        packages = {
            urlsplit(each.answer["location"]).path: each.headers.get("upload-metadata", "")
            for each in self.exchanges
            if each.method == "POST" and "location" in each.answer
        }
        confirmed: dict[str, int] = {}
        again = 0
        for each in self.exchanges:
            package = packages.get(each.path, each.path)
            if each.method == "PATCH":
                start = each.offset
                again += max(0, min(confirmed.get(package, 0) - start, each.passed))
            if each.status in {200, 204} and "upload-offset" in each.answer:
                told = int(each.answer["upload-offset"])
                confirmed[package] = max(confirmed.get(package, 0), told)
        return again

    def _start(self, target: object, *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]  # a bound method
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopped:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._serve, client)

    @contextmanager
    def _kept(self, connection: socket.socket) -> Iterator[None]:
        """Remember a connection, so that it can be ended from outside."""
        with self._lock:
            self._open.add(connection)
            if self._stopped:
                _shut(connection)
        try:
            yield
        finally:
            with self._lock:
                self._open.discard(connection)

    def _serve(self, client: socket.socket) -> None:
        with client, self._kept(client), client.makefile("rb") as reader:
            with suppress(Cut, OSError, HTTPException, ValueError):
                while exchange := _read_head(reader):
                    with self._lock:
                        self.exchanges.append(exchange)
                    self._exchange(exchange, reader, client)
            _shut(client)

    def _exchange(self, exchange: Exchange, reader: BufferedReader, client: socket.socket) -> None:
        answer = self.fault.instead(exchange)
        if answer is not None:
            if answer.at_once:
                self._answer(exchange, answer, client)
                _hear_out(reader, client)
                raise Cut  # nothing can follow on this connection
            for _ in _blocks(reader, exchange.length):
                pass
            self._answer(exchange, answer, client)
            return
        receiver = HTTPConnection("127.0.0.1", self._receiver_port, timeout=60)
        try:
            receiver.connect()
            with self._kept(receiver.sock):
                heard_out = self._pass_on(exchange, reader, receiver)
                answer = self.fault.answered(exchange, _answer_of(receiver))
                self._answer(exchange, answer, client)
            if not heard_out:
                raise Cut
        finally:
            receiver.close()

    def _pass_on(
        self, exchange: Exchange, reader: BufferedReader, receiver: HTTPConnection
    ) -> bool:
        """Send the request on; return whether the receiver listened to its end."""
        receiver.putrequest(
            exchange.method, exchange.path, skip_host=True, skip_accept_encoding=True
        )
        for name, value in exchange.headers.items():
            if name not in _HOP:
                receiver.putheader(name, value)
        if exchange.length or exchange.method in {"PUT", "POST", "PATCH"}:
            receiver.putheader("Content-Length", str(exchange.length))
        receiver.endheaders()
        for block in _blocks(reader, exchange.length):
            passing = self.fault.up(exchange, block)
            try:
                receiver.send(passing)
            except OSError:
                return False
            exchange.passed += len(passing)
            if len(passing) < len(block):
                raise Cut
        return True

    def _answer(self, exchange: Exchange, answer: Answer, client: socket.socket) -> None:
        if answer.raw is not None:
            for block in answer.raw:
                client.sendall(block)
            raise Cut
        head = exchange.method == "HEAD"
        lines = [f"HTTP/1.1 {answer.status} Proxied"]
        lines += [f"{k}: {v}" for k, v in answer.headers.items() if k not in _HOP]
        stream, length = answer.stream, len(answer.body)
        if stream is not None:
            if stream.length is None and not head:  # chunked: small enough to be read whole
                answer.body = stream.read()
                stream, length = None, len(answer.body)
            else:
                length = int(stream.headers.get("content-length", 0))
        if answer.status != 204:  # which has no body at all
            lines.append(f"content-length: {length}")
        client.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        exchange.status = answer.status
        exchange.answer = answer.headers
        if head:
            return
        blocks = iter([answer.body]) if stream is None else iter(lambda: stream.read(BLOCK), b"")
        for block in blocks:
            passing = self.fault.down(exchange, block)
            client.sendall(passing)
            if len(passing) < len(block):
                raise Cut


def _read_head(reader: BufferedReader) -> Exchange | None:
    line = reader.readline(BLOCK)
    if not line.strip():
        return None
    method, path, _ = line.decode("latin-1").split()
    headers = {}
    while (line := reader.readline(BLOCK)).strip():
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    length = -1 if "chunked" in headers.get("transfer-encoding", "") else 0
    if length < 0:
        raise Cut  # our senders always know how much they send
    return Exchange(method, path, headers, int(headers.get("content-length", 0)))


def _blocks(reader: BufferedReader, length: int) -> Iterator[bytes]:
    left = length
    while left:
        block = reader.read1(min(BLOCK, left))
        if not block:
            raise Cut
        left -= len(block)
        yield block


def _hear_out(reader: BufferedReader, client: socket.socket) -> None:
    """Take what still comes: else the system may drop our answer (RFC 9112, section 9.6)."""
    client.shutdown(socket.SHUT_WR)
    while reader.read1(BLOCK):
        pass


def _answer_of(receiver: HTTPConnection) -> Answer:
    got = receiver.getresponse()
    return Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, stream=got)


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
