"""The one table model: records in a tuple, columns as data, sorted and filtered on the tuple."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPixmap

from lssc_desktop.ui.hints import plain_hint

type Index = QModelIndex | QPersistentModelIndex

# Plain numbers: an enum of Qt costs a conversion for each of ten thousand cells.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_DECORATION = int(Qt.ItemDataRole.DecorationRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column[Record]:
    """One column: its title, what it shows of a record, and what it sorts by.

    `icon` is a picture before the text, `color` is the text's; `spoken` is what a screen reader
    says instead of the text, where that alone would not be clear.
    """

    title: str
    text: Callable[[Record], str]
    key: Callable[[Record], Any]
    numbers: bool = False
    icon: Callable[[Record], QPixmap] | None = None
    spoken: Callable[[Record], str] | None = None
    color: Callable[[Record], QColor] | None = None


class RecordTable[Record](QAbstractTableModel):
    """A table of records. It holds all of them and shows those that the filter lets through."""

    shown_changed = Signal()
    """Other records are shown, or in another order."""

    def __init__(self, columns: tuple[Column[Record], ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._all: tuple[Record, ...] = ()
        self._shown: tuple[Record, ...] = ()
        self._lets_through: Callable[[Record], bool] | None = None
        self._sorted_by = 0
        self._order = Qt.SortOrder.AscendingOrder

    @property
    def shown(self) -> tuple[Record, ...]:
        """The records that are shown, in their order."""
        return self._shown

    @property
    def all_records(self) -> tuple[Record, ...]:
        """Every record, in the order in which they were given."""
        return self._all

    def record(self, index: Index) -> Record:
        """Return the record of a row."""
        return self._shown[index.row()]

    def row_of(self, record: Record) -> int | None:
        """Return the row of a record, None when it is not shown."""
        return self._shown.index(record) if record in self._shown else None

    def set_columns(self, columns: tuple[Column[Record], ...]) -> None:
        """Show as many columns of another kind."""
        self._columns = columns
        self._show_anew()

    def set_records(self, records: tuple[Record, ...]) -> None:
        """Show other records."""
        self._all = records
        self._show_anew()

    def renew_records(self, records: tuple[Record, ...], same: Callable[[Record], object]) -> None:
        """Show what is newly known of records; where each keeps its row, only that is drawn.

        `same` tells what stays of a record: its row stays selected, and the table as scrolled.
        """
        self._all = records
        before, after = self._shown, self._arranged()
        if [same(each) for each in before] != [same(each) for each in after]:
            self._show_anew()
            return
        self._shown = after
        last = len(self._columns) - 1
        for row, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def set_filter(self, lets_through: Callable[[Record], bool] | None) -> None:
        """Show only the records for which this is true; None shows all."""
        self._lets_through = lets_through
        shown = self._arranged()
        if shown != self._shown:  # else every row would be drawn again, and chosen again
            self._put(shown)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal records stay in the order in which they were given."""
        if not 0 <= column < len(self._columns):
            return
        self._sorted_by, self._order = column, order
        self._show_anew()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many records are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return what a cell shows in a role."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        record = self._shown[index.row()]
        if role in (_DISPLAY, _TOOL_TIP):
            text = column.text(record)
            return text if role == _DISPLAY else plain_hint(text)
        if role == _ALIGNMENT:
            return _RIGHT if column.numbers else _LEFT
        more: Callable[[Record], object] | None = None
        if role == _DECORATION:
            more = column.icon
        elif role == _FOREGROUND:
            more = column.color
        elif role == _ACCESSIBLE:
            more = column.spoken
        return None if more is None else more(record)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """Return the title of a column; numbers have theirs over their end."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == _DISPLAY:
            return self._columns[section].title
        if role == _ALIGNMENT:
            return _RIGHT if self._columns[section].numbers else _LEFT
        return None

    def _arranged(self) -> tuple[Record, ...]:
        """Return the records that the filter lets through, in their order."""
        through = self._lets_through
        kept = self._all if through is None else [each for each in self._all if through(each)]
        return tuple(
            sorted(
                kept,
                key=self._columns[self._sorted_by].key,
                reverse=self._order == Qt.SortOrder.DescendingOrder,
            )
        )

    def _show_anew(self) -> None:
        self._put(self._arranged())

    def _put(self, shown: tuple[Record, ...]) -> None:
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()
        self.shown_changed.emit()
