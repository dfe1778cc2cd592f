"""Progress on a terminal, and Ctrl+C as the wish to stop."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

from lssc_desktop.core.job import NO_ITEM, Cancelled, Item, Step
from lssc_desktop.messages.job import step_words


class TerminalReporter:
    """Writes one line that is overwritten, on a terminal only; stops when it was asked to."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._stopped = False
        self._width = 0

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask the running job to stop at its next report."""
        self._stopped = True

    def report(self, step: Step, done: int, total: int, item: Item = NO_ITEM) -> None:
        """Show how far the job is; raises `Cancelled` after `stop`."""
        if self._stopped:
            raise Cancelled
        if self._stream is None:
            return
        share = f" {min(99, done * 100 // total)}%" if total and done < total else ""
        files = f" {item.done}/{item.total}" if item.total else ""
        line = f"{step_words(step)}{share}{files} {item.name}"[:78]
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Take the line away again."""
        if self._stream is not None and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()


@contextmanager
def terminal_reporter() -> Iterator[TerminalReporter]:
    """Report on standard error while a command runs; Ctrl+C stops the job in good order."""
    reporter = TerminalReporter(sys.stderr)
    before = signal.signal(signal.SIGINT, reporter.stop)
    try:
        yield reporter
    finally:
        signal.signal(signal.SIGINT, before)
        reporter.clear()
