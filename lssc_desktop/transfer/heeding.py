"""Connections that feel the wish to stop while a receiver keeps us waiting."""

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from functools import partial
from threading import Event, Lock, Thread
from typing import override

import httpcore

from lssc_desktop.core.job import NO_ITEM, Item, Reporter, Step

_SLICE = 0.2  # seconds
_AT_ONCE = 256 * 1024  # bytes read in one go: four times what is asked for, which costs less
_BEAT = 0.1  # seconds between two looks whether we shall stop, while much goes on


class Pulse:
    """A reporter that passes everything on, and can say its last word again."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self._last: tuple[Step, int, int, Item] = (Step.ASKING, 0, 0, NO_ITEM)
        self._beat = time.monotonic()

    def report(self, step: Step, done: int, total: int, item: Item = NO_ITEM) -> None:
        """Report; raises `Cancelled` when the job shall stop."""
        self._last = (step, done, total, item)
        self.repeat()

    def repeat(self) -> None:
        """Report the same again; raises `Cancelled` when the job shall stop."""
        self._reporter.report(*self._last)
        self._beat = time.monotonic()

    def beat(self) -> None:
        """Repeat it when the last time was a while ago."""
        if time.monotonic() - self._beat > _BEAT:
            self.repeat()


class HeedingBackend(httpcore.SyncBackend):
    """Makes connections that ask `pulse` now and then, whether they wait or are busy.

    An answer that never ends (a byte now and then, greetings without a word after them) has its
    time, as `allow` says.
    """

    def __init__(self) -> None:
        self.pulse: Pulse | None = None
        self._until: float | None = None

    def allow(self, seconds: float | None) -> None:
        """Let what comes from now on take so long; None is without end."""
        self._until = None if seconds is None else time.monotonic() + seconds

    def heed(self) -> None:
        """Feel the wish to stop; raises `Cancelled`, and `TimeoutError` once the time is over."""
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
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect; raises `Cancelled` also while a name or a host does not answer."""
        connect = super().connect_tcp
        return _Stream(
            self.beside(
                lambda: connect(host, port, timeout, local_address, socket_options),
                lambda stream: stream.close(),
            ),
            self,
        )

    def beside[T](self, act: Callable[[], T], undo: Callable[[T], object]) -> T:
        """Do what the system does not let us interrupt beside, and feel the wish to stop.

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
                self.heed()
        except BaseException:
            with lock:
                left.set()
                for result in results:
                    undo(result)
            raise
        if errors:
            raise errors[0]
        return results[0]


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, backend: HeedingBackend) -> None:
        self._inner = inner
        self._backend = backend

    @override
    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        link = self._link()
        most = max(max_bytes, _AT_ONCE)
        try:
            self._backend.heed()
            if link is None:
                return self._inner.read(max_bytes, timeout)
            return self._patiently(link, lambda: link.recv(most), timeout)
        except TimeoutError as error:
            raise httpcore.ReadTimeout from error
        except OSError as error:
            raise httpcore.ReadError from error

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
            raise httpcore.WriteTimeout from error
        except OSError as error:
            raise httpcore.WriteError from error

    @override
    def close(self) -> None:
        self._inner.close()

    @override
    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        start = self._inner.start_tls
        return _Stream(
            self._backend.beside(
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
                self._backend.heed()
                if end is not None and time.monotonic() >= end:
                    raise
