"""Connections that feel the wish to stop while a receiver keeps us waiting."""

import selectors
import socket
import ssl
import time
from collections.abc import Iterable
from typing import override

import httpcore

from lssc_desktop.core.job import NO_ITEM, Item, Reporter, Step

_SLICE = 0.2  # seconds
_PIECE = 64 * 1024  # bytes that a socket takes at once when it takes any


class Pulse:
    """A reporter that passes everything on, and can say its last word again."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self._last: tuple[Step, int, int, Item] = (Step.ASKING, 0, 0, NO_ITEM)

    def report(self, step: Step, done: int, total: int, item: Item = NO_ITEM) -> None:
        """Report; raises `Cancelled` when the job shall stop."""
        self._last = (step, done, total, item)
        self.repeat()

    def repeat(self) -> None:
        """Report the same again; raises `Cancelled` when the job shall stop."""
        self._reporter.report(*self._last)


class HeedingBackend(httpcore.SyncBackend):
    """Makes connections that ask `pulse` now and then while they wait."""

    def __init__(self) -> None:
        self.pulse: Pulse | None = None

    @override
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect; a name or a host that does not answer is waited for to the end."""
        return _Stream(
            super().connect_tcp(host, port, timeout, local_address, socket_options), self
        )


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, backend: HeedingBackend) -> None:
        self._inner = inner
        self._backend = backend

    @override
    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if not self._wait(selectors.EVENT_READ, timeout):
            raise httpcore.ReadTimeout
        return self._inner.read(max_bytes, timeout)

    @override
    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        view = memoryview(buffer)
        for start in range(0, len(view), _PIECE):
            if not self._wait(selectors.EVENT_WRITE, timeout):
                raise httpcore.WriteTimeout
            self._inner.write(view[start : start + _PIECE], timeout)  # type: ignore[arg-type]  # it sends any buffer

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
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout), self._backend)

    @override
    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)

    def _wait(self, event: int, timeout: float | None) -> bool:
        """Wait until something can be read or written; False when that takes too long."""
        link = self._inner.get_extra_info("socket")
        if isinstance(self._inner.get_extra_info("ssl_object"), ssl.SSLObject):
            return True  # encrypted twice, through a proxy: what waits cannot be seen from here
        if not isinstance(link, socket.socket):
            return True
        if isinstance(link, ssl.SSLSocket) and link.pending():
            return True
        end = None if timeout is None else time.monotonic() + timeout
        with selectors.DefaultSelector() as selector:
            selector.register(link, event)
            while not selector.select(_SLICE):
                if self._backend.pulse is not None:
                    self._backend.pulse.repeat()
                if end is not None and time.monotonic() >= end:
                    return False
        return True
