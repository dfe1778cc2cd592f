"""Tables and lists: tables of records, how rows are drawn and selected, measured words.

It is long because model, delegate and view of a table are one thing to its users.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import suppress
from operator import indexOf
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.kit.labels import plain_hint
from lssc_desktop.ui.kit.mirroring import leading_edge, trailing_edge
from lssc_desktop.ui.kit.speech import Announcer, announce
from lssc_desktop.ui.kit.style import row_ring_inset
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import ROW_HEIGHT, Type
from lssc_desktop.values import dataclass

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
_ROW = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren

_CHOSEN_BAR = 3
_RING_WIDTH = 2
_ICON_GAP = QSize(4, 0)  # between an icon and its words, half of it before the icon

_MOST_SIZES = 2000  # that are kept; a pane that is drawn wider asks for all of its words again
_VERY_HIGH = 10_000
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Column[Record]:
    """One column: its title, what it shows of a record, and what it sorts by if not by that.

    `icon` is a picture before the text, `color` is the text's; `spoken` is what a screen reader
    says instead of the text, where that alone would not be clear, and `hint` what the pointer
    finds, where the text is shortened. One that is `hidden` is only there to sort by.
    """

    title: str
    text: Callable[[Record], str]
    key: Callable[[Record], Any] | None = None
    numbers: bool = False
    icon: Callable[[Record], QPixmap] | None = None
    spoken: Callable[[Record], str] | None = None
    color: Callable[[Record], QColor] | None = None
    hint: Callable[[Record], str] | None = None
    hidden: bool = False


def count_shown(shown: int, count: int) -> str:
    """Say how much a filter lets through."""
    return _("{shown} of {count} shown").format(shown=shown, count=count)


class RecordModel[Record](QAbstractTableModel):
    """A model of records in a tuple, with columns as data.

    It holds all of them and shows those that the filter lets through, sorted.
    """

    shown_changed = Signal()
    """Other records are shown, or in another order."""
    filtered = Signal(str)
    """The filter lets other records through: how many, in words."""

    def __init__(self, columns: tuple[Column[Record], ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._all: tuple[Record, ...] = ()
        self._in_order: tuple[Record, ...] = ()  # all of them: what a filter leaves stays in it
        self._shown: tuple[Record, ...] = ()
        self._lets_through: Callable[[Record], bool] | None = None
        self._sorted_by: int | None = 0
        self._order = Qt.SortOrder.AscendingOrder
        self._row_flags = _ROW

    @property
    def shown(self) -> tuple[Record, ...]:
        """The records that are shown, in their order."""
        return self._shown

    @property
    def all_records(self) -> tuple[Record, ...]:
        """Every record, in the order in which they were given."""
        return self._all

    def set_draggable(self) -> None:
        """Let rows be dragged."""
        self._row_flags = _ROW | Qt.ItemFlag.ItemIsDragEnabled

    def keep_order(self) -> None:
        """Show records in the order in which they are given, and do not sort them."""
        self._sorted_by = None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        return self._row_flags if index.isValid() else Qt.ItemFlag.NoItemFlags

    def record(self, index: Index) -> Record:
        """Return the record of a row."""
        return self._shown[index.row()]

    def row_of(self, record: Record) -> int | None:
        """Return the row of a record, None when it is not shown."""
        return self._shown.index(record) if record in self._shown else None

    def set_columns(self, columns: tuple[Column[Record], ...]) -> None:
        """Show as many columns of another kind."""
        self._columns = columns
        self._show_again()

    def set_records(self, records: tuple[Record, ...]) -> None:
        """Show other records."""
        self._all = records
        self._show_again()

    def renew_records(self, records: tuple[Record, ...], same: Callable[[Record], object]) -> bool:
        """Show what is newly known of records; where each keeps its row, only that is drawn.

        `same` returns what stays of a record: its row stays selected, and the table as scrolled.
        Returns whether records moved, so that all of them were drawn again.
        """
        self._all = records
        before, after = self._shown, self._arranged()
        if [same(each) for each in before] != [same(each) for each in after]:
            self._show_again()
            return True
        self._shown = after
        last = len(self._columns) - 1
        for row, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))
        return False

    def set_filter(
        self, lets_through: Callable[[Record], bool] | None, *, narrower: bool = False
    ) -> None:
        """Show only the records for which this is true; None shows all.

        One that is `narrower` lets nothing through that the one before it held back: of very many
        records it is then asked of what is shown alone.
        """
        self._lets_through = lets_through
        shown = self._filtered(self._shown if narrower else self._in_order)
        if shown != self._shown:  # else every row would be drawn again, and chosen again
            self._put(shown)
            self.filtered.emit(count_shown(len(shown), len(self._all)))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal records stay in the order in which they were given."""
        if not 0 <= column < len(self._columns):
            return
        self._sorted_by, self._order = column, order
        self._show_again()

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
        if role == _DISPLAY:
            return column.text(record)
        if role == _TOOL_TIP:
            return plain_hint((column.hint or column.text)(record))
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
        if role == _ACCESSIBLE and section == self._sorted_by:
            return _("{title}, sorted, {direction}").format(
                title=self._columns[section].title, direction=self._direction_words()
            )
        return None

    @property
    def sorted_words(self) -> str:
        """By what the records are sorted, and in which direction."""
        if self._sorted_by is None:
            return ""
        return _("Sorted by {title}, {direction}").format(
            title=self._columns[self._sorted_by].title, direction=self._direction_words()
        )

    def _direction_words(self) -> str:
        falls = self._order == Qt.SortOrder.DescendingOrder
        return _("descending") if falls else _("ascending")

    def _arranged(self) -> tuple[Record, ...]:
        """Sort all records, and return those that the filter lets through."""
        self._in_order = self._all
        if self._sorted_by is not None:
            column = self._columns[self._sorted_by]
            falling = self._order == Qt.SortOrder.DescendingOrder
            key = column.key or column.text
            self._in_order = tuple(sorted(self._all, key=key, reverse=falling))
        return self._filtered(self._in_order)

    def _filtered(self, records: tuple[Record, ...]) -> tuple[Record, ...]:
        through = self._lets_through
        return records if through is None else tuple([each for each in records if through(each)])

    def _show_again(self) -> None:
        self._put(self._arranged())

    def _put(self, shown: tuple[Record, ...]) -> None:
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()
        self.shown_changed.emit()


# Rows and heads ---------------------------------------------------------------------------------


def paint_chosen(
    painter: QPainter, row: QRect, theme: Theme, *, bar: bool = True, ground: bool = True
) -> None:
    """Draw the ground of the chosen row, and the bar at its beginning."""
    if ground:
        painter.fillRect(row, QColor(theme.tokens.chosen))
    if bar:
        painter.fillRect(
            leading_edge(painter, row, theme.measure(_CHOSEN_BAR)),
            QColor(theme.tokens.chosen_edge),
        )


def _tinted(icon: QIcon, size: QSize, color: str) -> QIcon:
    """Return an icon in one color."""
    picture = icon.pixmap(size)
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(picture.rect(), QColor(color))
    painter.end()
    tinted = QIcon(picture)
    tinted.addPixmap(picture, QIcon.Mode.Selected)
    return tinted


class RowDelegate(QStyledItemDelegate):
    """Draws the cells of a table; the chosen row has a bar, and one column strong words.

    The row with the keyboard has the focus ring inside, around all its cells.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None, *, strong: int = 0) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strong = strong

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Make the words of a chosen row strong in one column; the ring is drawn later.

        Words of a color of their own keep it in a chosen row, unless the system has one for that.
        """
        super().initStyleOption(option, index)
        own = index.data(Qt.ItemDataRole.ForegroundRole)
        tokens = self._theme.tokens
        if isinstance(own, QColor) and not tokens.high_contrast:
            option.palette.setColor(QPalette.ColorRole.HighlightedText, own)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if tokens.high_contrast and chosen and not option.icon.isNull():
            option.icon = _tinted(option.icon, option.decorationSize, tokens.on_chosen)
        if index.column() == self._strong:  # names: a hyphen as wide as a figure parts them
            option.textElideMode = Qt.TextElideMode.ElideMiddle  # the end tells them apart
            option.font = self._theme.font(Type.TABLE_STRONG if chosen else Type.TABLE)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if option.features & QStyleOptionViewItem.ViewItemFeature.HasDecoration:
            option.decorationSize += _ICON_GAP

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell, over it the bar of the chosen row and its part of the row's ring."""
        super().paint(painter, option, index)
        if index.column() == 0 and option.state & QStyle.StateFlag.State_Selected:
            bar = leading_edge(painter, option.rect, self._theme.measure(_CHOSEN_BAR))
            painter.fillRect(bar, QColor(self._theme.tokens.chosen_edge))
        view = option.widget
        if (
            isinstance(view, QAbstractItemView)
            and view.hasFocus()
            and view.currentIndex().row() == index.row()
        ):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            focus = QColor(self._theme.tokens.for_row(chosen=chosen).focus)
            self._paint_ring(painter, option.rect, index, focus)

    def _paint_ring(
        self,
        painter: QPainter,
        cell: QRect,
        index: QModelIndex | QPersistentModelIndex,
        focus: QColor,
    ) -> None:
        inside = row_ring_inset(self._theme.tokens)
        is_first = index.column() == 0
        is_last = not index.sibling(index.row(), index.column() + 1).isValid()
        from_right = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left, right = (is_last, is_first) if from_right else (is_first, is_last)
        cell = cell.adjusted(inside * left, inside, -inside * right, -inside)
        painter.fillRect(cell.left(), cell.top(), cell.width(), _RING_WIDTH, focus)
        painter.fillRect(
            cell.left(), cell.bottom() - _RING_WIDTH + 1, cell.width(), _RING_WIDTH, focus
        )
        if is_first:
            painter.fillRect(leading_edge(painter, cell, _RING_WIDTH), focus)
        if is_last:
            painter.fillRect(trailing_edge(painter, cell, _RING_WIDTH), focus)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return a row's height at the current text size."""
        return super().sizeHint(option, index).expandedTo(QSize(0, self._theme.measure(ROW_HEIGHT)))


class TableStyler(QObject):
    """Keeps a table in our style: type, height of rows, head, the one chosen row."""

    def __init__(self, view: QTableView, theme: Theme, *, strong: int = 0) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        view.setItemDelegate(RowDelegate(theme, view, strong=strong))
        view.setShowGrid(False)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setCornerButtonEnabled(False)
        view.verticalHeader().setVisible(False)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        # The head goes on above the scroll bar, where Qt leaves a hole.
        self._cap = QFrame()
        self._cap.setProperty("box", "head")
        view.addScrollBarWidget(self._cap, Qt.AlignmentFlag.AlignTop)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    def _apply_theme(self) -> None:
        head = self._theme.measure(ROW_HEIGHT - 2)
        self._cap.setFixedHeight(head)
        self._view.setFont(self._theme.font(Type.TABLE, tabular=True))
        height = self._theme.measure(ROW_HEIGHT)
        self._view.verticalHeader().setMinimumSectionSize(height)
        self._view.verticalHeader().setDefaultSectionSize(height)
        self._view.horizontalHeader().setFixedHeight(head)


# Tables of records -----------------------------------------------------------------------------


class RecordTable[Record](QTableView):
    """A table of records, one of which is chosen; the choice stays on its record.

    `key` returns what stays of a record that changes. `records` is the model, which filters and
    sorts. An example:

        columns = (Column(_("Name"), _name), Column(_("Size"), _size, _bytes, numbers=True))
        self.table = RecordTable(columns, _path, icons.theme, _("Files"))
        self.table.chosen_changed.connect(self._show_file)
        self.table.show_records(files)

    With `several`, more records can be selected, by Ctrl+A, Ctrl or Shift, all of which stay so;
    the one with the keyboard is the chosen one. What is not shown any more is not selected.
    """

    chosen_changed = Signal(object)
    """Another record is chosen, or it changed: the record, None where none is shown."""
    selected_changed = Signal(object)
    """Others are selected, or one of several changed: all of them in a tuple, as they stand."""

    def __init__(
        self,
        columns: tuple[Column[Record], ...],
        key: Callable[[Record], Hashable],
        theme: Theme,
        name: str,
        *,
        strong: int = 0,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`strong` is the column whose words are strong in the chosen row."""
        super().__init__(parent)
        self._key = key
        self._chosen: Hashable = None
        self._several = several
        self._keys: frozenset[Hashable] = frozenset()  # of what is selected
        self.records = RecordModel[Record](columns, self)
        self.setModel(self.records)
        self.setAccessibleName(name)
        self.setSortingEnabled(True)
        for number, column in enumerate(columns):
            self.setColumnHidden(number, column.hidden)
        TableStyler(self, theme, strong=strong)
        if several:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.records.shown_changed.connect(self._choose_again)
        self.records.filtered.connect(Announcer(self).say)

    @property
    def chosen(self) -> Record | None:
        """The record that is chosen, None where none is shown."""
        row = self._row_of(self._chosen)
        return None if row is None else self.records.shown[row]

    @property
    def selected(self) -> tuple[Record, ...]:
        """The records that are selected, as they stand."""
        shown = self.records.shown
        return tuple(shown[row] for row in self._selected_rows())

    def show_records(self, records: tuple[Record, ...]) -> None:
        """Show other records, or what is newly known of the same."""
        if records == self.records.all_records:
            return
        before, selected = self.chosen, self.selected if self._several else ()
        if self.records.renew_records(records, self._key):
            return
        if self.chosen != before:
            self.chosen_changed.emit(self.chosen)
        if self._several and selected != self.selected:
            self.selected_changed.emit(self.selected)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Draw all anew: Qt draws one cell, and the outline goes around the row."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the records, and to sort them: by keys only here."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        if self.isSortingEnabled():
            menu.addMenu(self.sort_menu(menu))
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            row = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(row.bottomLeft())
        menu.popup(at)

    def sort_menu(self, parent: QWidget) -> QMenu:
        """Return a menu that sorts by any column, hidden ones too."""
        menu = QMenu(_("&Sort by"), parent)
        for number in range(self.records.columnCount()):
            title = self.records.headerData(number, Qt.Orientation.Horizontal)
            action: QAction = menu.addAction(f"{title}")
            action.setCheckable(True)
            action.setChecked(number == self.horizontalHeader().sortIndicatorSection())
            action.setData(number)
        menu.triggered.connect(self._sort_by)
        return menu

    def _sort_by(self, action: QAction) -> None:
        """Sort by a column; by the one that it is sorted by, the other way around."""
        column, header = action.data(), self.horizontalHeader()
        falls = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        order = Qt.SortOrder.AscendingOrder
        if column == header.sortIndicatorSection() and not falls:
            order = Qt.SortOrder.DescendingOrder
        self.sortByColumn(column, order)
        announce(self, self.records.sorted_words)

    def shows(self, key: Hashable) -> bool:
        """Whether a record is in the table, not hidden by the filter."""
        return self._row_of(key) is not None

    def choose(self, key: Hashable) -> None:
        """Choose a record, or the first one where it is not shown."""
        self._chosen, self._keys = key, frozenset()
        self._choose_again()

    def select(self, keys: Collection[Hashable]) -> None:
        """Select all these records that are shown; the first of them is chosen."""
        self._chosen, self._keys = next(iter(keys), None), frozenset(keys)
        self._choose_again()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Emit which record is chosen, and all that are selected."""
        super().selectionChanged(selected, deselected)
        rows = self._selected_rows()
        if rows:
            at = self.currentIndex().row()
            record = self.records.shown[at if at in rows else rows[0]]
            self._chosen = self._key(record)
            self.chosen_changed.emit(record)
        elif self._several:
            self.chosen_changed.emit(None)
        if self._several:
            shown = self.records.shown
            records = tuple(shown[row] for row in rows)
            self._keys = frozenset(map(self._key, records))
            self.selected_changed.emit(records)

    def _choose_again(self) -> None:
        """Choose and select again what was, where it stands now."""
        if self._several and self._select_again():
            return
        row = self._row_of(self._chosen)
        if row is None and self.records.shown:
            row = 0
        if row is None:
            self._keys = frozenset()
            self.chosen_changed.emit(None)
            if self._several:
                self.selected_changed.emit(())
            return
        # Not by selectRow, which takes the row out of the selection while Ctrl is held.
        flag = QItemSelectionModel.SelectionFlag
        index = self.records.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self.scrollTo(index)

    def _select_again(self) -> bool:
        """Select several records again; return False where fewer than two of them are shown."""
        if len(self._keys) < _SEVERAL:
            return False
        found = [row for row, it in enumerate(self.records.shown) if self._key(it) in self._keys]
        if len(found) < _SEVERAL:
            if found:
                self._chosen = self._key(self.records.shown[found[0]])
            return False
        model, last = self.records, self.records.columnCount() - 1
        selection = QItemSelection()
        for first, end in _runs(found):
            selection.append(QItemSelectionRange(model.index(first, 0), model.index(end, last)))
        at = self._row_of(self._chosen)
        flag = QItemSelectionModel.SelectionFlag
        row = at if at in found else found[0]
        self.selectionModel().setCurrentIndex(model.index(row, 0), flag.NoUpdate)
        self.selectionModel().select(selection, flag.ClearAndSelect)
        self.scrollTo(model.index(row, 0))
        return True

    def _selected_rows(self) -> list[int]:
        """Return the rows that are selected: of ranges, because cells would be ten thousands."""
        rows: set[int] = set()
        selection = self.selectionModel().selection()
        for part in map(selection.at, range(selection.size())):
            rows.update(range(part.top(), part.bottom() + 1))
        return sorted(rows)

    def _row_of(self, key: Hashable) -> int | None:
        with suppress(ValueError):
            return indexOf(map(self._key, self.records.shown), key)
        return None


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return the first and the last of all rows that follow each other without a gap."""
    first = last = rows[0]
    for row in rows[1:]:
        if row != last + 1:
            yield first, last
            first = row
        last = row
    yield first, last


# Wrapping lists ---------------------------------------------------------------------------------


class WordSizes(QObject):
    """Measures words in the fonts of the theme as it is now."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wrapped: dict[tuple[str, Type, int], QSize] = {}
        self._lines: dict[tuple[str, Type, bool], QSize] = {}
        theme.changed.connect(self._forget)

    def wrapped(self, words: str, type_: Type, width: int) -> QSize:
        """Return the size of words that go on in the next line where `width` ends."""
        key = words, type_, width
        if key not in self._wrapped:
            if len(self._wrapped) >= _MOST_SIZES:
                self._wrapped.clear()
            room = QRect(0, 0, width, _VERY_HIGH)
            metrics = QFontMetrics(self._theme.font(type_))
            box = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, words)
            self._wrapped[key] = box.size()
        return QSize(self._wrapped[key])

    def line(self, words: str, type_: Type, *, tabular: bool = False) -> QSize:
        """Return how far words reach in one line, and the height of the line."""
        key = words, type_, tabular
        if key not in self._lines:
            if len(self._lines) >= _MOST_SIZES:
                self._lines.clear()
            metrics = QFontMetrics(self._theme.font(type_, tabular=tabular))
            self._lines[key] = QSize(metrics.horizontalAdvance(words), metrics.height())
        return QSize(self._lines[key])

    def _forget(self) -> None:
        self._wrapped.clear()
        self._lines.clear()


class WrappingList(QListView):
    """A list whose rows are as high as their words need at the width there is.

    It lays them out again when it gets wider or narrower, be it by a scroll bar.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._laid_out_for = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words again."""
        super().resizeEvent(event)
        if self.viewport().width() != self._laid_out_for:
            self._laid_out_for = self.viewport().width()
            self.scheduleDelayedItemsLayout()


# Row selection ----------------------------------------------------------------------------------


class RowSelection(QObject):
    """Makes a row current that assistive technology selects; `chosen` has its index.

    Keys and the mouse make a row current as they select it; the accessible actions Toggle and
    Select only select it. Of a row that is selected already Qt reports nothing.
    """

    chosen = Signal(QModelIndex)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        # Qt selects a row before it makes it current: look when both are done.
        self._soon = single_shot(self, 0, self._make_current)
        view.selectionModel().selectionChanged.connect(self._soon.start)

    def _make_current(self) -> None:
        rows = self._view.selectionModel().selectedIndexes()
        if rows and self._view.currentIndex() not in rows:
            self._view.setCurrentIndex(rows[0])
            self.chosen.emit(rows[0])
