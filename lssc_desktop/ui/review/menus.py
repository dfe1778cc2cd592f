"""Everything the menus of a review offer, with its keys (look/tokens.md, section 8)."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from lssc_desktop.core.review import ReviewMode
from lssc_desktop.messages.review import mode_word
from lssc_desktop.ui.theme import Mode
from lssc_desktop.ui.undoing import redo_keys, undo_keys


class ReviewMenus(QMenuBar):
    """File, Edit, View, Go, Review, Help."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.save = self._action(_("&Save review file"), "Ctrl+S")
        self.save_as = self._action(_("Save review file &as…"), "Ctrl+Shift+S")
        self.go_on = self._action(_("&Go on from a review file…"))
        self.in_browser = self._action(_("&Read the package in the browser"))
        self.close_window = self._action(_("&Close the package"), "Ctrl+W")
        self.undo = self._action(_("&Undo"), *undo_keys())
        self.redo = self._action(_("&Redo"), *redo_keys())
        self.modes = QActionGroup(self)
        for words, mode in (
            (_("&Light"), Mode.LIGHT),
            (_("&Dark"), Mode.DARK),
            (_("S&ame as the system"), Mode.SYSTEM),
        ):
            self._choice(self.modes, words, mode)
        self.larger = self._action(_("La&rger text"), "Ctrl++", "Ctrl+=")
        self.smaller = self._action(_("&Smaller text"), "Ctrl+-")
        self.usual = self._action(_("&Usual text"), "Ctrl+0")
        self.next = self._action(_("&Next competency"), "Ctrl+PgDown")
        self.previous = self._action(_("&Previous competency"))
        self.next_changed = self._action(_("Next &changed"), "Ctrl+Return", "Ctrl+Enter")
        self.next_unrated = self._action(_("Next &unrated"), "Ctrl+Shift+Return")
        self.next_pane = self._action(_("Next part of the &window"), "F6")
        self.previous_pane = self._action(_("Previous part of the w&indow"), "Shift+F6")
        self.kinds = QActionGroup(self)
        for kind in (ReviewMode.REVIEW, ReviewMode.EVALUATION):
            self._choice(self.kinds, mode_word(kind), kind)
        self.person = self._action(_("&Who reviews…"))
        self.forecast = self._action(_("Would it &pass?"))
        self.combine = self._action(_("&Combine evaluations…"))
        self.help = self._action(_("&Help"), "F1")
        for title, groups in (
            (
                _("&File"),
                ((self.save, self.save_as, self.go_on), (self.in_browser,), (self.close_window,)),
            ),
            (_("&Edit"), ((self.undo, self.redo),)),
            (_("&View"), (self.modes.actions(), (self.larger, self.smaller, self.usual))),
            (
                _("&Go"),
                (
                    (self.previous, self.next),
                    (self.next_changed, self.next_unrated),
                    (self.next_pane, self.previous_pane),
                ),
            ),
            (
                _("&Review"),
                (self.kinds.actions(), (self.person, self.forecast), (self.combine,)),
            ),
            (_("&Help"), ((self.help,),)),
        ):
            _fill(self.addMenu(title), groups)

    def allow_decisions(self, *, allowed: bool) -> None:
        """Offer evaluating, or not: nothing can be decided on a copy for staff."""
        for action in self.kinds.actions():
            action.setEnabled(allowed or action.data() == ReviewMode.REVIEW)
        self.combine.setEnabled(allowed)

    def show_mode(self, mode: ReviewMode) -> None:
        """Mark what the reviewer does."""
        for action in self.kinds.actions():
            action.setChecked(action.data() == mode)

    def _choice(self, group: QActionGroup, words: str, value: Mode | ReviewMode) -> None:
        action = self._action(words)
        action.setCheckable(True)
        action.setData(value)
        group.addAction(action)

    def _action(self, words: str, *keys: str | QKeySequence) -> QAction:
        action = QAction(words, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setMenuRole(QAction.MenuRole.NoRole)
        return action


def _fill(menu: QMenu, groups: Sequence[Sequence[QAction]]) -> None:
    for group in groups:
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addActions(group)
