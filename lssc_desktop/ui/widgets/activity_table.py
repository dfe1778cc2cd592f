"""The table of what was done to stay certified."""

from gettext import gettext as _

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from lssc_desktop.core.names import folded
from lssc_desktop.core.program import Program
from lssc_desktop.core.renewal import CountedActivity
from lssc_desktop.messages.days import short_day
from lssc_desktop.messages.renewal import hours_text
from lssc_desktop.messages.renewal_page import (
    activity_name,
    counted_as,
    document_word,
    set_word,
)
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tables import Column, RecordTable
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.rows import TableDress

_ICON_SIZE = 14
_CELL_SIDES = 30  # before and after the words of a cell
_NONE = "–"
_TITLE_COLUMN, _COUNTS_COLUMN = 1, 2
# Sizes the columns, whatever is shown: date, hours, technology, set.
_LONGEST = {0: "Sep 30, 2028", 3: "Hours", 4: "Technology", 5: "Communication"}
_DOCUMENT_WIDTH = 190
_LEAST_TITLE, _LEAST_COUNTS = 170, 150


class ActivityTable(QTableView):
    """Shows activities, one of which is selected; Enter opens it."""

    activity_selected = Signal(object)
    """The `CountedActivity` that is selected, or None."""
    open_requested = Signal()

    def __init__(self, program: Program, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._icons = icons
        self._id: str | None = None
        self.activities = RecordTable[CountedActivity](self._columns(), self)
        self.setModel(self.activities)
        self.setAccessibleName(_("Activities"))
        self.setIconSize(icons.pixmap("check", Ink.OK, _ICON_SIZE).size())
        self.setSortingEnabled(True)
        TableDress(self, icons.theme, strong=_TITLE_COLUMN)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.activities.shown_changed.connect(self._select_again)
        self.activated.connect(self._open)
        icons.theme.changed.connect(self._size_columns)
        self._size_columns()

    @property
    def selected(self) -> CountedActivity | None:
        """The activity that is selected."""
        shown = (item for item in self.activities.shown if item.activity.id == self._id)
        return next(shown, None)

    def show_activities(self, activities: tuple[CountedActivity, ...]) -> None:
        """Show other activities."""
        if activities != self.activities.all_records:
            self.activities.set_records(activities)
            self._fit()

    def select(self, activity_id: str) -> None:
        """Select an activity."""
        self._id = activity_id
        self._select_again()

    def narrow(self, words: str) -> None:
        """Show only those in whose title, set or document the words occur."""
        wanted = folded(words.strip())
        self.activities.set_filter((lambda item: wanted in self._words(item)) if wanted else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the titles: where there is little, how an activity counts is left out."""
        super().resizeEvent(event)
        self._fit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which activity is selected."""
        super().selectionChanged(selected, deselected)
        rows = self.selectionModel().selectedRows()
        if rows:
            activity = self.activities.record(rows[0])
            self._id = activity.activity.id
            self.activity_selected.emit(activity)

    def _words(self, item: CountedActivity) -> str:
        said = (
            item.activity.title,
            set_word(item, self._program),
            document_word(item, self._program.renewal),
        )
        return folded(" ".join(said))

    @Slot(QModelIndex)
    def _open(self, _index: QModelIndex) -> None:
        self.open_requested.emit()

    @Slot()
    def _select_again(self) -> None:
        shown = self.activities.shown
        row = next((at for at, item in enumerate(shown) if item.activity.id == self._id), None)
        if row is None and shown:
            row = 0
        if row is None:
            self.activity_selected.emit(None)
            return
        self.selectRow(row)
        self.scrollTo(self.activities.index(row, 0))

    def _columns(self) -> tuple[Column[CountedActivity], ...]:
        return (
            Column(_("Date"), _day, _day_key, spoken=self._spoken),
            Column(_("Activity"), _title, _title_key),
            Column(_("How it counts"), counted_as, counted_as),
            Column(_("Hours"), _hours, _hours_key, numbers=True),
            Column(_("Technology"), _technology, _technology_key, numbers=True),
            Column(_("Set"), self._set, self._set),
            Column(
                _("Document"),
                self._document,
                self._document,
                icon=self._icon,
                color=self._color,
            ),
        )

    def _spoken(self, item: CountedActivity) -> str:
        return activity_name(item, self._program)

    def _set(self, item: CountedActivity) -> str:
        return set_word(item, self._program)

    def _document(self, item: CountedActivity) -> str:
        return document_word(item, self._program.renewal)

    def _icon(self, item: CountedActivity) -> QPixmap:
        icon, ink = _look(item)
        return self._icons.pixmap(icon, ink, _ICON_SIZE)

    def _color(self, item: CountedActivity) -> QColor:
        return QColor(self._icons.theme.tokens.color(_look(item)[1]))

    @Slot()
    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        sides = self._icons.theme.measure(_CELL_SIDES)
        for column, words in _LONGEST.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(words) + sides)
        self.setColumnWidth(len(_LONGEST) + 2, self._icons.theme.measure(_DOCUMENT_WIDTH))
        self._fit()

    def _fit(self) -> None:
        header, theme = self.horizontalHeader(), self._icons.theme
        least = theme.measure(_LEAST_TITLE)
        fixed = [*_LONGEST, len(_LONGEST) + 2]
        room = self.viewport().width() - sum(self.columnWidth(column) for column in fixed)
        narrow = room < least + theme.measure(_LEAST_COUNTS)
        self.setColumnHidden(_COUNTS_COLUMN, narrow)
        for column in (_TITLE_COLUMN, _COUNTS_COLUMN):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        counts = 0
        if not narrow:  # names get what is left beside the longest way to count
            longest = max(self.sizeHintForColumn(_COUNTS_COLUMN), theme.measure(_LEAST_COUNTS))
            counts = min(longest, room // 2)
            self.setColumnWidth(_COUNTS_COLUMN, counts)
        self.setColumnWidth(_TITLE_COLUMN, max(room - counts, least))


def _look(item: CountedActivity) -> tuple[IconName, Ink]:
    if item.why_not is not None:
        return "circle-minus", Ink.INK2
    return ("circle-check", Ink.OK) if item.documented else ("alert-triangle", Ink.WARN)


def _day(item: CountedActivity) -> str:
    return short_day(item.activity.day)


def _day_key(item: CountedActivity) -> object:
    return item.activity.day, item.activity.id


def _title(item: CountedActivity) -> str:
    return item.activity.title


def _title_key(item: CountedActivity) -> str:
    return folded(item.activity.title)


def _hours(item: CountedActivity) -> str:
    return hours_text(item.hours)


def _hours_key(item: CountedActivity) -> object:
    return item.hours, item.activity.day


def _technology(item: CountedActivity) -> str:
    return hours_text(item.technology) if item.technology else _NONE


def _technology_key(item: CountedActivity) -> object:
    return item.technology, item.activity.day
