"""The list of a set's competencies: what is ready, what is not, and where the person is."""

from collections.abc import Collection
from gettext import gettext as _

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.progress import CompetencyState
from lssc_desktop.ui.competency_list import CompetencyTree, Place
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import LIST_WIDTH
from lssc_desktop.ui.widgets.choice_field import ChoiceField
from lssc_desktop.ui.widgets.competency_rows import CompetencyDelegate, NumberedDelegate
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.row_selection import RowSelection
from lssc_desktop.ui.widgets.wrapping_list import WrappingList

_OPEN = 1
_CHOICE_ROOM = 44  # pixels: before the words of the choice, and the arrow behind them


class CompetencyList(WrappingList):
    """The rows of one set; the row of the keyboard is the one that is shown."""

    def __init__(
        self,
        icons: Icons,
        model: QAbstractItemModel,
        delegate: NumberedDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(icons.theme, parent)
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(_("Competencies"))
        self.setProperty("look", "bare")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        RowSelection(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in sight when the list gets lower, as under a notice."""
        was_seen = 0 <= self._current_bottom() <= event.oldSize().height()
        super().resizeEvent(event)
        if was_seen and self._current_bottom() > event.size().height():
            self.scrollTo(self.currentIndex())

    def _current_bottom(self) -> int:
        return self.visualRect(self.currentIndex()).bottom()


class CompetencyPane(QFrame):
    """The list under its head, with the choice to see only what is open."""

    competency_chosen = Signal(object)
    """The number of a competency; None for the learning statement."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._set_id = ""
        self._is_going = False
        self.tree = CompetencyTree(self)
        self.setProperty("box", "page")
        head = Label(self._theme, _("Competencies"), Type.BODY_STRONG, wrap=False)
        self.filter = ChoiceField(self)
        self.filter.addItems([_("All"), _("Not ready")])
        self.filter.setAccessibleName(_("Which competencies are shown"))
        self.filter.setProperty("look", "bare")
        self.list = CompetencyList(icons, self.tree, CompetencyDelegate(icons), self)

        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 8, 0)
        row.addWidget(head, 1)
        row.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 5, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self.list, 1)

        icons.theme.changed.connect(self._dress)
        self._dress()
        self.filter.currentIndexChanged.connect(self._filter)
        self.filter.currentIndexChanged.connect(self._fit)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.tree.dataChanged.connect(self._filter)

    def sizeHint(self) -> QSize:
        """Return the width of tokens.md at the text size in force."""
        return QSize(self._theme.measure(LIST_WIDTH), 400)

    def set_portfolio(
        self, program: Program, portfolio: Portfolio, asked: Collection[Place] = ()
    ) -> None:
        """Show where the work stands now, and where a comment waits for an answer."""
        self.tree.set_portfolio(program, portfolio, asked)
        self._show_set()
        self._filter()

    def go_to(self, set_id: str, number: int | None) -> None:
        """Show a set, with one of its rows chosen; nobody is told."""
        self._set_id = set_id
        self._is_going = True
        self._show_set()
        index = self.tree.competency_index(set_id, number)
        self.list.setCurrentIndex(index)
        self._is_going = False
        self._filter()
        self.list.scrollTo(index)

    def _show_set(self) -> None:
        top = self.tree.set_index(self._set_id)
        if self.list.rootIndex() != top:  # which lays out and draws every row anew
            self.list.setRootIndex(top)

    @Slot()
    def _filter(self) -> None:
        top = self.tree.set_index(self._set_id)
        current = self.list.currentIndex()
        only_open = self.filter.currentIndex() == _OPEN
        for row in range(self.tree.rowCount(top)):
            index = self.tree.index(row, 0, top)
            shown = self.tree.competency_row(index)
            ready = shown is not None and shown.state is CompetencyState.READY
            self.list.setRowHidden(row, only_open and ready and index != current)

    @Slot()
    def _dress(self) -> None:
        self.filter.setFont(self._theme.font(Type.TABLE))
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Let the choice be as wide as its words, at the far side of the head."""
        words = QFontMetrics(self.filter.font()).horizontalAdvance(self.filter.currentText())
        self.filter.setFixedWidth(words + self._theme.measure(_CHOICE_ROOM))

    @Slot(QModelIndex)
    def _choose(self, current: QModelIndex) -> None:
        row = self.tree.competency_row(current)
        if row is not None and not self._is_going:
            self.competency_chosen.emit(row.number)
