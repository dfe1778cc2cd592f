"""The rows of a list that are kept from one showing to the next."""

from collections import deque
from collections.abc import Callable, Hashable, Sequence

from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from lssc_desktop.ui.widgets.emptying import give_up

_MOST_FREE = 40


class RowPool[Item, Row: QWidget]:
    """Keeps a row for each item in a layout: what is shown again stays in its row.

    To make a row, and to let Qt style it, keeps the window from answering much longer than to
    show something else in one. So a row that has become free is used again.
    """

    def __init__(self, column: QBoxLayout, place: int, key: Callable[[Item], Hashable]) -> None:
        """`key` tells what is the same; the first row stands at `place` in the column."""
        self._column = column
        self._place = place
        self._key = key
        self._keys: list[Hashable] = []
        self._rows: list[Row] = []
        self._free: deque[Row] = deque()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in use, in order."""
        return tuple(self._rows)

    def show(self, items: Sequence[Item], make: Callable[[Item], Row]) -> tuple[Row, ...]:
        """Return a row for each item, in order; the caller shows in it what it has to say.

        The keyboard stays in a row that stays, and is in none that shows something else.
        """
        keys = [self._key(item) for item in items]
        if keys != self._keys:
            kept = self._kept(keys)
            rows = [
                row or (self._free.popleft() if self._free else make(item))
                for row, item in zip(kept, items, strict=True)
            ]
            before, self._rows, self._keys = self._rows, rows, keys
            self._put(before)
        return self.rows

    def _kept(self, keys: list[Hashable]) -> list[Row | None]:
        """Return for each key the row that has it already; all others are free."""
        had: dict[Hashable, deque[Row]] = {}
        for key, row in zip(self._keys, self._rows, strict=True):
            had.setdefault(key, deque()).append(row)
        kept = [had[key].popleft() if had.get(key) else None for key in keys]
        freed = [row for left in had.values() for row in left]
        self._free.extendleft(row for row in reversed(freed) if not _has_keyboard(row))
        return kept

    def _put(self, before: list[Row]) -> None:
        """Put the rows into the column; what hiding one sets off finds the list as it is now."""
        rows = list(self._rows)
        gone = [row for row in before if row not in rows and row not in self._free]
        if rows != before:
            for row in before:
                self._column.removeWidget(row)
            for place, row in enumerate(rows, self._place):
                self._column.insertWidget(place, row)
        for row in rows:
            row.show()
        self._free.extend(gone)
        while len(self._free) > _MOST_FREE:
            give_up(self._free.pop())
        for row in tuple(self._free):
            row.hide()


def _has_keyboard(row: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (row is focused or row.isAncestorOf(focused))
