"""Writing to the drive while the copying goes on, so that progress is true and the end is short."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Condition, Thread
from types import TracebackType
from typing import Self

_ENOUGH = 16 << 20
_TOO_MUCH = 64 << 20
_PATIENCE = 0.05  # seconds between two looks at whether to stop


class Flusher:
    """Sends what was written to the drive at every 16 MiB; holds writers back at 64 MiB.

    `sync` makes durable what was written before the call, as `os.fsync`.
    """

    def __init__(self, sync: Callable[[], None], stopped: Callable[[], bool]) -> None:
        self._sync = sync
        self._stopped = stopped
        self._waiting = 0
        self._closing = False
        self._changed = Condition()
        self._result: Future[None] = Future()
        self._thread = Thread(target=self._run, name="flusher")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()

    def wrote(self, count: int) -> None:
        """Take note of `count` bytes more; wait where the drive is far behind.

        Raises what `sync` raised.
        """
        with self._changed:
            self._waiting += count
            if self._waiting >= _ENOUGH:
                self._changed.notify_all()
            while self._waiting > _TOO_MUCH and not self._result.done() and not self._stopped():
                self._changed.wait(_PATIENCE)
        if self._result.done():
            self._result.result()

    def _run(self) -> None:
        try:
            while count := self._next():
                self._sync()
                with self._changed:
                    self._waiting -= count
                    self._changed.notify_all()
        except BaseException as error:  # noqa: BLE001 - raised in the thread that writes
            self._result.set_exception(error)

    def _next(self) -> int:
        """Wait until there is enough to flush; return how much, 0 at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._waiting >= _ENOUGH)
            return 0 if self._closing else self._waiting
