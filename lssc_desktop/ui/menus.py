"""The menu bar: which action stands in which menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from lssc_desktop.ui.actions import Actions
from lssc_desktop.ui.place import Place, SetPlace

if TYPE_CHECKING:  # not needed before a portfolio is open
    from lssc_desktop.core.portfolio import Portfolio
    from lssc_desktop.core.program import Program

_SETS_WITH_KEYS = 6


@dataclass(frozen=True, slots=True)
class _SetEntry:
    title: str
    place: SetPlace


class Menus(QMenuBar):
    """File, Edit, View, Go, Portfolio, Help; two of them only while a portfolio is open."""

    place_requested = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._set_actions: list[QAction] = []
        file, edit, view = (self.addMenu(text) for text in (_("&File"), _("&Edit"), _("&View")))
        self.go = self.addMenu(_("&Go"))
        self.portfolio = self.addMenu(_("&Portfolio"))
        help_ = self.addMenu(_("&Help"))

        _fill(file, (actions.new, actions.open, actions.package, actions.shelf))
        _fill(file, (actions.save, actions.close))
        _fill(file, (actions.safety_copy, actions.compare_copies))
        _fill(file, (actions.remember,))
        _fill(file, (actions.quit,))
        _fill(edit, (actions.undo, actions.redo))
        _fill(edit, (actions.spelling,))
        _fill(view, actions.modes.actions())
        _fill(view, (actions.larger, actions.smaller, actions.usual))
        _fill(self.go, (actions.anything,))
        _fill(self.go, (actions.overview, actions.evidence, actions.courses, actions.check))
        self.go.addActions((actions.submissions, actions.renewal))
        self._before_panes = self.go.addSeparator()
        _fill(self.go, (actions.next_pane, actions.previous_pane))
        _fill(self.portfolio, (actions.look, actions.show_folder))
        _fill(self.portfolio, (actions.about_you, actions.plan, actions.take_review))
        papers = (actions.report, actions.calendar, actions.order, actions.appeal)
        _fill(self.portfolio, papers)
        _fill(self.portfolio, (actions.other_program, actions.former_program))
        _fill(help_, (actions.help, actions.keyboard, actions.program, actions.privacy))
        self.set_open(False)

    def set_open(self, is_open: bool) -> None:
        """Offer what makes sense with a portfolio open, or without one."""
        for action in (*self._actions.of_open_portfolio, *self._set_actions):
            action.setEnabled(is_open)
        for menu in (self.go, self.portfolio):
            menu.menuAction().setVisible(is_open)

    def show_sets(self, program: "Program", portfolio: "Portfolio") -> None:
        """Offer the chosen sets in the Go menu, the first six with Alt and their number."""
        from lssc_desktop.core.progress import progress

        entries = [
            _SetEntry(item.competency_set.title, SetPlace(item.competency_set.id))
            for item in progress(program, portfolio)
        ]
        if [action.data() for action in self._set_actions] == entries:
            return
        for action in self._set_actions:
            self.go.removeAction(action)
            action.deleteLater()
        self._set_actions = []
        for number, entry in enumerate(entries, 1):
            action = QAction(entry.title.replace("&", "&&"), self)
            action.setData(entry)
            if number <= _SETS_WITH_KEYS:
                action.setShortcut(QKeySequence(f"Alt+{number}"))
            action.triggered.connect(self._go_to_set)
            self.go.insertAction(self._before_panes, action)
            self._set_actions.append(action)

    @Slot()
    def _go_to_set(self) -> None:
        action = self.sender()
        entry = action.data() if isinstance(action, QAction) else None
        if isinstance(entry, _SetEntry):
            place: Place = entry.place
            self.place_requested.emit(place)


def _fill(menu: QMenu, actions: Sequence[QAction]) -> None:
    """Add a group of actions, with a line before it unless it is the first."""
    if not menu.isEmpty():
        menu.addSeparator()
    menu.addActions(actions)
