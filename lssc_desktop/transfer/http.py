"""HTTP client of one receiver: encrypted, to that host alone, with every error one of ours.

Certificates are judged by the system, or by the file of an institution; there is no way around
that. What is sent here (a password too) goes to one host: a redirect to another one is refused.
A job can be cancelled at any time, also while the receiver keeps us waiting.
It is long because each wait of the transport has to end then.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Self, override
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from lssc_desktop import __version__
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.transfer.address import Credentials, holds_secret, is_loopback
from lssc_desktop.transfer.answers import (
    AnswerTooLong,
    CertificateFileUnusable,
    CertificateRefused,
    ConnectionLost,
    NoConnection,
    ProxyUnusable,
    Reply,
    SentElsewhere,
    UnexpectedAnswer,
    refusal,
)
from lssc_desktop.values import dataclass

type Headers = Mapping[str, str]
type Body = Callable[[], Iterable[bytes]]
"""Returns the bytes to send, from the first one on each time it is called."""

_SLICE = 0.2  # seconds of waiting between two looks whether the job was cancelled
_BEAT = 0.1  # seconds between two such looks while much goes on
_READ_AT_ONCE = 256 * 1024  # bytes: four times what is asked for, which costs less
_MOST_REDIRECTS = 5
_LONGEST_ANSWER = 1 << 20  # bytes of an answer that is kept
_BLOCK = 256 * 1024  # bytes given on at once; encryption brings them in far smaller ones
_PACE = 64 * 1024  # bytes of a long answer that come in the time of a whole short one, at least
_KEEP_METHOD = {HTTPStatus.TEMPORARY_REDIRECT, HTTPStatus.PERMANENT_REDIRECT}
_REDIRECTS = {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, *_KEEP_METHOD}
_SAFE = {"GET", "HEAD", "OPTIONS", "PROPFIND"}
# What a certificate lacks, by the numbers of OpenSSL, which truststore uses on every system.
_CERTIFICATE_REASONS = {9: "not-yet", 10: "expired", 62: "other-host", 64: "other-host"}
_UNKNOWN_ISSUER = {18, 19, 20, 21}
_KEPT_OPEN = 5.0  # seconds that a connection waits for the next request
# Connections come from httpcore2, requests and answers from httpx2; each has errors of its own.
_NO_CONNECTION = (httpcore2.ConnectError, httpcore2.ConnectTimeout, httpcore2.ProxyError)
_NO_ADDRESS = (httpx2.InvalidURL, httpx2.UnsupportedProtocol, httpcore2.UnsupportedProtocol)
_LOST = (
    httpx2.HTTPError,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.TimeoutException,
)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How many seconds to wait for a connection, for the next byte of an answer, for all of it.

    A long answer may take `whole` for each `_PACE` bytes of it.
    """

    connect: float = 15.0
    answer: float = 60.0
    whole: float = 300.0


class Client:
    """A connection to the host of `web`, an https: address (http: on this computer itself).

    Every method raises `NoConnection` when nothing went out, `ConnectionLost` when nobody
    knows what became of the request, `CertificateRefused`, `SentElsewhere`, and `Cancelled`.
    """

    def __init__(
        self,
        web: str,
        credentials: Credentials | None = None,
        ca_file: Path | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:
        """Prepare to speak; raises `CertificateFileUnusable` and `ProxyUnusable`."""
        timeouts = timeouts or Timeouts()
        self._web = web
        self._origin = _origin(web)
        self.host = urlsplit(web).hostname or ""
        self._credentials = credentials
        self._backend = CancellableBackend()
        self._whole = timeouts.whole
        headers = {
            "User-Agent": f"LSSC-Desktop/{__version__}",
            "Accept-Encoding": "identity",  # what comes back is compared byte for byte
        }
        if credentials is not None:
            headers["Authorization"] = credentials.header()
        self._http = httpx2.Client(
            transport=_Transport(_context(web, ca_file), _proxy(web, self.host), self._backend),
            headers=headers,
            timeout=httpx2.Timeout(timeouts.answer, connect=timeouts.connect),
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_details: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    @contextmanager
    def cancellable_by(self, reporter: Reporter) -> Iterator[Reporter]:
        """Make requests of the block cancellable by a reporter; gives the one to use meanwhile."""
        before, pulse = self._backend.pulse, Pulse(reporter)
        self._backend.pulse = pulse
        try:
            yield pulse
        finally:
            self._backend.pulse = before

    def ask(
        self,
        method: str,
        url: str,
        headers: Headers | None = None,
        body: bytes = b"",
        *,
        longest: int = _LONGEST_ANSWER,
    ) -> Reply:
        """Send a small request and return its whole answer, whatever its status.

        Raises `AnswerTooLong` too, of an answer with more than `longest` bytes.
        """
        with self._answer(method, url, headers or {}, body or None) as response:
            kept = bytearray()
            for block in self._cancellable(response.iter_raw()):
                kept += block
                if len(kept) > longest:
                    raise AnswerTooLong(self.host)
            return _reply(response, bytes(kept))

    def send(self, method: str, url: str, headers: Headers, body: Body, length: int) -> Reply:
        """Send `length` bytes and return the answer; what `body` raises passes through."""
        with self._answer(
            method, url, {**headers, "Content-Length": str(length)}, body
        ) as response:
            kept = bytearray()
            for block in self._cancellable(response.iter_raw()):
                kept += block
                if len(kept) >= _LONGEST_ANSWER:
                    break  # the rest of a long refusal interests nobody
            return _reply(response, bytes(kept))

    @contextmanager
    def fetch(
        self, url: str, headers: Headers | None = None
    ) -> Iterator[tuple[Reply, Iterator[bytes]]]:
        """Get something; gives the beginning of the answer and the blocks of its content."""
        with self._answer("GET", url, headers or {}, None) as response:
            blocks = self._cancellable(response.iter_raw(), is_long=True)
            yield _reply(response, b""), _gathered(blocks, _BLOCK)

    def _cancellable(self, blocks: Iterator[bytes], *, is_long: bool = False) -> Iterator[bytes]:
        """Yield blocks; cancellable also where they are many and small."""
        count = 0
        for block in blocks:
            try:
                self._backend.check()
            except TimeoutError as error:
                raise ConnectionLost(self.host, "slow") from error
            count += len(block)
            if is_long and count >= _PACE:
                count = 0
                self._backend.allow(self._whole)
            yield block

    def is_home(self, url: str) -> bool:
        """Whether an address is at the one place where this client takes anything."""
        return _origin(url) == self._origin

    def elsewhere(self, url: str) -> SentElsewhere:
        """Return what it means to be sent to an address that is not at home.

        Of the same host its scheme and port show the difference, for whoever has to mend it there.
        What holds our password is not said.
        """
        scheme, host, port = _origin(url)
        if self.gives_away(host):
            host = ""
        return SentElsewhere(self.host, f"{scheme}://{host}:{port}" if host == self.host else host)

    def gives_away(self, text: str) -> bool:
        """Whether what the receiver says holds our password, where our own address does not."""
        credentials = self._credentials
        return (
            credentials is not None
            and holds_secret(text, credentials)
            and not holds_secret(self._web, credentials)
        )

    def refusal(self, reply: Reply) -> LsscError:
        """Return what an answer that is not good means, by its status alone."""
        return refusal(reply, with_credentials=self._credentials is not None)

    @contextmanager
    def _answer(
        self, method: str, url: str, headers: Headers, body: Body | bytes | None
    ) -> Iterator[httpx2.Response]:
        with self._errors():
            for _ in range(_MOST_REDIRECTS + 1):
                if _origin(url) != self._origin:
                    raise self.elsewhere(url)
                content = self._sent(body()) if callable(body) else body
                self._backend.allow(None if callable(body) else self._whole)
                response = self._begin(method, url, headers, content)
                with closing(response):
                    target = _target(response, method)
                    if target is None:
                        yield response
                        return
                url = resolve_location(url, target)
        raise UnexpectedAnswer(self.host, HTTPStatus.LOOP_DETECTED)

    def _begin(
        self, method: str, url: str, headers: Headers, content: Iterable[bytes] | bytes | None
    ) -> httpx2.Response:
        """Send a request and return its answer as far as the head.

        A receiver may close a kept connection just when we ask on it. What changes nothing is
        asked once more then, on a new connection (RFC 9112, section 9.3.1).
        """
        request = self._http.build_request(method, url, headers=headers, content=content)
        connections = self._backend.connections
        try:
            return self._http.send(request, stream=True)
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError, httpcore2.WriteError):
            was_kept = self._backend.connections == connections
            if not was_kept or method not in _SAFE:
                raise
            return self._http.send(request, stream=True)

    def _sent(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what is sent; from its end on the answer has its time."""
        yield from blocks
        self._backend.allow(self._whole)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turn what the libraries say into our errors, which hold neither address nor password."""
        try:
            yield
        except _NO_CONNECTION as error:
            certificate = _certificate_error(error)
            if certificate is not None:
                raise CertificateRefused(self.host, _reason(certificate)) from error
            raise NoConnection(self.host, type(error).__name__) from error
        except UnicodeError as error:  # no network takes such a name of a host
            raise NoConnection(self.host, "name") from error
        except _NO_ADDRESS as error:
            raise UnexpectedAnswer(self.host) from error
        except _LOST as error:
            raise ConnectionLost(self.host, type(error).__name__) from error


def resolve_location(base: str, location: str) -> str:
    """Return where a receiver points to; "" when that is no address."""
    try:
        return urljoin(base, location)
    except ValueError:
        return ""


def _context(web: str, ca_file: Path | None) -> ssl.SSLContext | None:
    if urlsplit(web).scheme != "https":
        return None  # parse_address lets only this computer itself through
    if ca_file is None:
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cafile=ca_file)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise CertificateFileUnusable(str(ca_file)) from error
    return context


def _proxy(web: str, host: str) -> httpcore2.Proxy | None:
    """Return the way out that the system prescribes; it sees encrypted bytes only.

    Raises `ProxyUnusable`.
    """
    if is_loopback(host) or proxy_bypass(host):
        return None
    found = getproxies().get(urlsplit(web).scheme)
    try:
        if not found or urlsplit(found).scheme not in {"http", "https"}:
            return None
        _ = urlsplit(found).port  # reading it finds one that is none
        proxy = httpx2.Proxy(found)
    except (ValueError, httpx2.InvalidURL) as error:
        raise ProxyUnusable from error
    return httpcore2.Proxy(_for_connections(proxy.url), proxy.raw_auth)


def _for_connections(url: httpx2.URL) -> httpcore2.URL:
    """Return an address as connections have it."""
    return httpcore2.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )


def _origin(url: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    except ValueError:
        return ("", "", 0)
    return parts.scheme, (parts.hostname or "").lower(), port


def _target(response: httpx2.Response, method: str) -> str | None:
    """Return where a redirect leads, None when the answer is none that may be followed.

    Of a request that changes something, the older ones would be taken up as a GET; they are
    followed only to be refused, when they lead elsewhere.
    """
    location = response.headers.get("location")
    if response.status_code not in _REDIRECTS or not isinstance(location, str):
        return None
    here = str(response.url)
    stays = _origin(resolve_location(here, location)) == _origin(here)
    if stays and response.status_code not in _KEEP_METHOD and method not in _SAFE:
        return None
    return location


def _reply(response: httpx2.Response, body: bytes) -> Reply:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Reply(str(response.url), response.status_code, headers, body)


def _gathered(blocks: Iterator[bytes], least: int) -> Iterator[bytes]:
    """Yield the same bytes in blocks of at least so many; large ones are given on as they are."""
    kept: list[bytes] = []
    size = 0
    for block in blocks:
        kept.append(block)
        size += len(block)
        if size >= least:
            yield kept[0] if len(kept) == 1 else b"".join(kept)
            kept, size = [], 0
    if kept:
        yield b"".join(kept)


def _certificate_error(error: BaseException) -> ssl.SSLCertVerificationError | None:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None


def _reason(error: ssl.SSLCertVerificationError) -> str:
    code = getattr(error, "verify_code", 0)
    if code in _UNKNOWN_ISSUER:
        return "unknown"
    return _CERTIFICATE_REASONS.get(code, "other")


# Cancellable transport --------------------------------------------------------------------------


class Pulse:
    """A reporter that passes everything on, and can say its last word again."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self._last = Progress(Step.ASKING)
        self._beat = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        """Report; raises `Cancelled` when the job shall stop."""
        self._last = progress
        self.repeat()

    def repeat(self) -> None:
        """Report the same again; raises `Cancelled` when the job shall stop."""
        self._reporter(self._last)
        self._beat = time.monotonic()

    def beat(self) -> None:
        """Repeat it when the last time was a while ago."""
        if time.monotonic() - self._beat > _BEAT:
            self.repeat()


class CancellableBackend(httpcore2.SyncBackend):
    """Makes connections that can be cancelled through `pulse`, whether they wait or are busy.

    An answer that never ends (a byte now and then, greetings without a word after them) has its
    time, as `allow` says.
    """

    def __init__(self) -> None:
        self.pulse: Pulse | None = None
        self.connections = 0  # made so far
        self._until: float | None = None

    def allow(self, seconds: float | None) -> None:
        """Let what comes from now on take so long; None is without end."""
        self._until = None if seconds is None else time.monotonic() + seconds

    def check(self) -> None:
        """Raise `Cancelled` when the job shall stop, and `TimeoutError` once the time is over."""
        if self.pulse is not None:
            self.pulse.beat()
        if self._until is not None and time.monotonic() > self._until:
            raise TimeoutError

    @override
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect; raises `Cancelled` also while a name or a host does not answer."""
        connect = super().connect_tcp
        self.connections += 1
        return _Stream(
            self.run_aside(
                lambda: connect(host, port, timeout, local_address, socket_options),
                lambda stream: stream.close(),
            ),
            self,
        )

    def run_aside[T](self, act: Callable[[], T], undo: Callable[[T], object]) -> T:
        """Do in another thread what the system does not let us interrupt, and stay cancellable.

        What comes of it when nobody waits any more is undone.
        """
        lock, left = Lock(), Event()
        results: list[T] = []
        errors: list[BaseException] = []
        done = Event()

        def work() -> None:
            try:
                result = act()
            except BaseException as error:  # noqa: BLE001  raised again for whoever waits
                errors.append(error)
            else:
                with lock:
                    if left.is_set():
                        undo(result)
                    else:
                        results.append(result)
            done.set()

        Thread(target=work, daemon=True).start()
        try:
            while not done.wait(_SLICE):
                self.check()
        except BaseException:
            with lock:
                left.set()
                for result in results:
                    undo(result)
            raise
        if errors:
            raise errors[0]
        return results[0]


class _Transport(httpx2.BaseTransport):
    """Makes its connections through a cancellable backend."""

    def __init__(
        self,
        context: ssl.SSLContext | None,
        proxy: httpcore2.Proxy | None,
        backend: CancellableBackend,
    ) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context,
            proxy=proxy,
            keepalive_expiry=_KEPT_OPEN,
            network_backend=backend,
        )

    @override
    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = self._pool.handle_request(
            httpcore2.Request(
                request.method,
                _for_connections(request.url),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            answer.status,
            headers=answer.headers,
            stream=_AnswerStream(answer),
            extensions=answer.extensions,
        )

    @override
    def close(self) -> None:
        self._pool.close()


class _AnswerStream(httpx2.SyncByteStream):
    """The bytes of an answer, as they come."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    @override
    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    @override
    def close(self) -> None:
        self._answer.close()


class _Stream(httpcore2.NetworkStream):
    """A connection that is waited for in slices, so that it can be cancelled."""

    def __init__(self, inner: httpcore2.NetworkStream, backend: CancellableBackend) -> None:
        self._inner = inner
        self._backend = backend

    @override
    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        link = self._link()
        most = max(max_bytes, _READ_AT_ONCE)
        try:
            self._backend.check()
            if link is None:
                return self._inner.read(max_bytes, timeout)
            return self._patiently(link, lambda: link.recv(most), timeout)
        except TimeoutError as error:
            raise httpcore2.ReadTimeout from error
        except OSError as error:
            raise httpcore2.ReadError from error

    @override
    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        link = self._link()
        if link is None:
            self._inner.write(buffer, timeout)
            return
        left = memoryview(buffer)
        try:
            while left:
                sent = self._patiently(link, partial(link.send, left), timeout)
                left = left[sent:]
        except TimeoutError as error:
            raise httpcore2.WriteTimeout from error
        except OSError as error:
            raise httpcore2.WriteError from error

    @override
    def close(self) -> None:
        self._inner.close()

    @override
    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        start = self._inner.start_tls
        return _Stream(
            self._backend.run_aside(
                lambda: start(ssl_context, server_hostname, timeout), lambda stream: stream.close()
            ),
            self._backend,
        )

    @override
    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)

    def _link(self) -> socket.socket | None:
        """Return what can be waited for in slices; None for what is encrypted twice by a proxy."""
        link = self._inner.get_extra_info("socket")
        twice = isinstance(self._inner.get_extra_info("ssl_object"), ssl.SSLObject)
        return None if twice or not isinstance(link, socket.socket) else link

    def _patiently[T](self, link: socket.socket, act: Callable[[], T], timeout: float | None) -> T:
        """Read or write something, and say now and then that we still wait.

        Raises `TimeoutError` when nothing goes for `timeout` seconds.
        """
        end = None if timeout is None else time.monotonic() + timeout
        if link.gettimeout() != _SLICE:
            link.settimeout(_SLICE)
        while True:
            try:
                return act()
            except TimeoutError as error:
                if error.errno is not None:  # the system itself gave the connection up
                    raise
                if self._backend.pulse is not None:
                    self._backend.pulse.repeat()
                self._backend.check()
                if end is not None and time.monotonic() >= end:
                    raise
