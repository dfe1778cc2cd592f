"""The column of a set on its page: how far it is, the list of its competencies, its check."""

from collections.abc import Collection, Iterator

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.progress import CompetencyState, SetProgress
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext, pgettext
from lssc_desktop.messages.competency import set_note
from lssc_desktop.messages.overview import set_count_line
from lssc_desktop.ui.kit.bars import ProgressLine
from lssc_desktop.ui.kit.buttons import dots_button, plain_button
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.speech import announce
from lssc_desktop.ui.kit.tables import count_shown
from lssc_desktop.ui.kit.tokens import LIST_WIDTH, Ink, Type
from lssc_desktop.ui.shared.competency_rows import (
    CompetencyDelegate,
    CompetencyKey,
    CompetencyList,
    CompetencyRow,
    CompetencyTree,
)
from lssc_desktop.ui.shared.evidence_drag import EvidenceDrops
from lssc_desktop.ui.workspace.menus import SetMenu, Showing

_SIDE = 16
_BAR = 112


class CompetencyPane(QFrame):
    """The set as a column: its title and progress, the list, and the check of all at its end."""

    competency_chosen = Signal(object)
    """The number of a competency; None for the learning statement."""
    evidence_dropped = Signal(object, object)
    """The number, and the paths of evidence files that were dragged onto its row."""
    menu_requested = Signal(QPoint)
    """The menu of the chosen competency is wanted at this place of the screen."""

    def __init__(self, icons: Icons, menu: SetMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self.menu = menu
        self._set_id = ""
        self._count_line = ""
        self._is_going = False
        self._by_responses = True
        self._showing = Showing.ALL
        self.tree = CompetencyTree(self)
        self.setProperty("box", "page")
        self.title = Label(self._theme, "", Type.SET_TITLE)
        self.more = dots_button(icons, _("More for this {set}"), menu)
        self._bar = ProgressLine(self._theme, pgettext("how many responses", "Ready"))
        self.count = Label(self._theme, "", Type.CAPTION, Ink.INK2, tabular=True)
        self.list = CompetencyList(icons, self.tree, CompetencyDelegate(icons), self)
        self.check = plain_button(icons, _("Check this {set}"), "clipboard-check")

        top = Qt.AlignmentFlag.AlignTop
        column(
            column(
                row((self.title, 1), (self.more, top), gap=4),
                row(self._bar, (self.count, 1), gap=12),
                gap=6,
                margins=(_SIDE, 14, 8, 8),
            ),
            (self.list, 1),
            column(self.check, margins=(_SIDE, 10, _SIDE, 12)),
            gap=0,
            on=self,
        )
        self.check.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

        icons.theme.changed.connect(self._apply_theme)
        self._apply_theme()
        menu.showing_chosen.connect(self.show_only)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        drops = EvidenceDrops(self.list, icons.theme, self._has_evidence)
        drops.dropped.connect(self._drop)
        drops.lingered.connect(self.list.setCurrentIndex)
        self.tree.dataChanged.connect(self._filter)

    @property
    def first_control(self) -> QWidget:
        """What F6 leads to."""
        return self.list

    def sizeHint(self) -> QSize:
        """Return the width of `tokens` at the current text size."""
        return QSize(self._theme.measure(LIST_WIDTH), 400)

    def show_set(self, item: SetProgress, program: Program) -> None:
        """Show a set: its title, and how far it is."""
        self.title.setText(item.competency_set.title)
        note = ""
        if not item.responses:
            self.check.setText(_("Check the {portfolio}"))
        elif item.work.route_chosen:  # else the text itself says what writing in it means
            note = set_note(item.competency_set, item.work, program)
        self.title.setToolTip(note)
        self.title.setAccessibleDescription(note)
        self.menu.show_set(note, by_responses=item.responses)
        self._count_line = set_count_line(item)
        self._bar.setVisible(item.responses)
        self._bar.set_progress(item.ready, max(item.competencies, 1))
        self._bar.setAccessibleDescription(self._count_line)
        self._say_count()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu of the set, and on a row of the list that of the competency."""
        if self.list.geometry().contains(event.pos()):
            self.menu_requested.emit(event.globalPos())
        else:
            self.menu.popup(event.globalPos())

    def show_only(self, showing: Showing) -> None:
        """List all competencies, or only those that are open or have a comment to answer."""
        self._showing = showing
        self.menu.showing[showing].setChecked(True)
        self._filter()
        rows = range(self.tree.rowCount(self.tree.set_index(self._set_id)))
        shown = sum(not self.list.isRowHidden(place) for place in rows)
        announce(self, count_shown(shown, len(rows)))

    def _say_count(self) -> None:
        """Say how far the set is, or how many of its rows are as they are to be.

        The row that is shown may be another, and stays listed.
        """
        states = [shown.state for _index, shown in self._rows()]
        count = sum(_is_listed(self._showing, state) for state in states)
        match self._showing:
            case Showing.ALL:
                line = self._count_line
            case Showing.NOT_READY:
                line = ngettext("{count} not ready", "{count} not ready", count)
                line = line.format(count=count)
            case Showing.WITH_COMMENTS:
                line = ngettext("{count} with comments", "{count} with comments", count)
                line = line.format(count=count)
        self.count.setText(line)

    def _rows(self) -> Iterator[tuple[QModelIndex, CompetencyRow]]:
        """Yield the rows of the set that is shown."""
        top = self.tree.set_index(self._set_id)
        for place in range(self.tree.rowCount(top)):
            index = self.tree.index(place, 0, top)
            shown = self.tree.competency_row(index)
            if shown is not None:
                yield index, shown

    def set_portfolio(
        self, program: Program, portfolio: Portfolio, asked: Collection[CompetencyKey] = ()
    ) -> None:
        """Show where the work stands now, and where a comment waits for an answer."""
        self._by_responses = program.needs_responses
        self.list.setAccessibleName(
            _("{Competencies}") if self._by_responses else _("What to write")
        )
        self.tree.set_portfolio(program, portfolio, asked)
        self._show_set()
        self._filter()

    def go_to(self, set_id: str, number: int | None) -> None:
        """Show a set, with one of its rows chosen; no signal is emitted."""
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
        if self.list.rootIndex() != top:  # which lays out and draws every row again
            self.list.setRootIndex(top)

    def _filter(self) -> None:
        current = self.list.currentIndex()
        for index, shown in self._rows():
            is_listed = index == current or _is_listed(self._showing, shown.state)
            self.list.setRowHidden(index.row(), not is_listed)
        self._say_count()

    def _apply_theme(self) -> None:
        self._bar.setFixedWidth(self._theme.measure(_BAR))

    def _on_current_changed(self, current: QModelIndex) -> None:
        row = self.tree.competency_row(current)
        if row is not None and not self._is_going:
            self.competency_chosen.emit(row.number)

    def _has_evidence(self, index: QModelIndex) -> bool:
        """Whether a row shows evidence: a response, or the statement in place of all."""
        row = self.tree.competency_row(index)
        return row is not None and (row.number is None) is not self._by_responses

    def _drop(self, index: QModelIndex, paths: tuple[str, ...]) -> None:
        row = self.tree.competency_row(index)
        if row is not None:
            self.evidence_dropped.emit(row.number, paths)


def _is_listed(showing: Showing, state: CompetencyState) -> bool:
    match showing:
        case Showing.ALL:
            return True
        case Showing.NOT_READY:
            return not state.is_ready
        case Showing.WITH_COMMENTS:
            return state is CompetencyState.COMMENT
