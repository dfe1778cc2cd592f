"""The left of a review: every competency with its rating, and last the learning statement."""

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import QModelIndex, QSize, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.messages.review import unfinished_count
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.review.rows import UNFINISHED, ReviewDelegate, ReviewRow
from lssc_desktop.ui.tables import Column, RecordTable
from lssc_desktop.ui.tokens import LIST_WIDTH, Ink
from lssc_desktop.ui.widgets.competency_pane import CompetencyList
from lssc_desktop.ui.widgets.labels import IconLabel, Label

_WIDER = 20  # than the list of the workspace: a rating and a mark stand side by side


class ReviewPane(QFrame):
    """The list under its head, which says how many are changed."""

    chosen = Signal(object)
    """The number of a competency; None for the learning statement."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._is_filling = False
        self.setProperty("box", "sidebar")
        head = Label(self._theme, _("Competencies"), Type.BODY_STRONG, wrap=False)
        self._icon = IconLabel(icons, "pencil", Ink.NOTE, 14)
        self.changed = Label(self._theme, "", Type.TABLE_STRONG, Ink.NOTE, wrap=False)
        self._begun_icon = IconLabel(icons, UNFINISHED, Ink.NOTE, 14)
        self.unfinished = Label(self._theme, "", Type.TABLE_STRONG, Ink.NOTE, wrap=False)
        self.rows = RecordTable[ReviewRow]((Column("", _title, _place, spoken=_spoken),), self)
        self.list = CompetencyList(icons, self.rows, ReviewDelegate(icons), self)

        row = QHBoxLayout()
        row.setContentsMargins(14, 4, 12, 0)
        row.setSpacing(5)
        row.addWidget(head, 1)
        for widget in (self._begun_icon, self.unfinished, self._icon, self.changed):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 5, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        self.list.selectionModel().currentChanged.connect(self._choose)

    def sizeHint(self) -> QSize:
        """Return the width of tokens.md at the text size in force."""
        return QSize(self._theme.measure(LIST_WIDTH + _WIDER), 400)

    def show_rows(self, rows: tuple[ReviewRow, ...], current: int | None) -> None:
        """Show where the review stands, with one row chosen; nobody is told."""
        self._is_filling = True
        if rows != self.rows.all_records:
            self.rows.set_records(rows)
        at = next((row.place for row in rows if row.number == current), 0)
        self.list.setCurrentIndex(self.rows.index(at, 0))
        self._is_filling = False
        news = sum(row.news is not None for row in rows)
        self.changed.setText(
            ngettext("{count} changed", "{count} changed", news).format(count=news)
        )
        for widget in (self._icon, self.changed):
            widget.setVisible(bool(news))
        begun = sum(row.unfinished for row in rows)
        words = unfinished_count(begun)
        self.unfinished.setText(str(begun) if news else words)  # there is no room for both
        self.unfinished.setAccessibleName(words)
        self.unfinished.setToolTip(words)
        for widget in (self._begun_icon, self.unfinished):
            widget.setVisible(bool(begun))

    @Slot(QModelIndex)
    def _choose(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_filling:
            self.chosen.emit(self.rows.record(current).number)


def _title(row: ReviewRow) -> str:
    return row.title


def _place(row: ReviewRow) -> int:
    return row.place


def _spoken(row: ReviewRow) -> str:
    return row.spoken
