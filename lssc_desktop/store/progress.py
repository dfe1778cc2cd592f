"""How a job that goes through files tells how far it is."""

import time
from pathlib import Path

from lssc_desktop.core.job import NO_ITEM, Item, Reporter, Step

_PAUSE = 0.08  # seconds between two reports about one file


class FileProgress:
    """Counts the bytes of one file, and reports at its start, its end and now and then between."""

    def __init__(self, reporter: Reporter, step: Step, path: Path, total: int) -> None:
        self._reporter = reporter
        self._step = step
        self._item = Item(path.name)
        self._total = total
        self._done = 0
        self._report()

    def advance(self, count: int) -> None:
        """Note that so many more bytes are done; raises `Cancelled` when the job shall stop."""
        self._done += count
        if self._done >= self._total or time.monotonic() >= self._next:
            self._report()

    def _report(self) -> None:
        self._reporter.report(self._step, self._done, max(self._total, self._done), self._item)
        self._next = time.monotonic() + _PAUSE


class PartOf:
    """A reporter for one of several files: what it is told becomes part of the whole.

    `before` bytes of `total` were done when the file began; `item` says which file it is.
    """

    def __init__(self, whole: Reporter, before: int, total: int, item: Item) -> None:
        self._whole = whole
        self._before = before
        self._total = total
        self._item = item

    def report(self, step: Step, done: int, total: int, item: Item = NO_ITEM) -> None:
        """Report to the whole; the file's own total and item are replaced."""
        del total, item
        self._whole.report(step, min(self._before + done, self._total), self._total, self._item)
