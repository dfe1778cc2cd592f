"""Fingerprinting what goes out or comes in meanwhile, on another core than the network."""

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self


class Fingerprinting:
    """The SHA-256 of the first `count` bytes that were given to it; used as a context."""

    def __init__(self) -> None:
        self.count = 0
        self._digest = hashlib.sha256()
        self._pool = ThreadPoolExecutor(1)
        self._last: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown()

    def take(self, block: bytes) -> None:
        """Count a block in, and return while the one before it is done for certain."""
        self._settle()
        self._last = self._pool.submit(self._digest.update, block)
        self.count += len(block)

    def hexdigest(self) -> str:
        """Return the fingerprint of everything so far."""
        self._settle()
        return self._digest.hexdigest()

    def _settle(self) -> None:
        if self._last is not None:
            self._last.result()
