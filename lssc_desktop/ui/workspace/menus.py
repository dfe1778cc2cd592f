"""What can be done with a set, a competency or its text besides writing: the menus of their "…".

Each is the context menu of its thing too, so that nothing is for the mouse alone.
"""

from enum import IntEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import pgettext


class Showing(IntEnum):
    """Which competencies of a set are listed."""

    ALL = 0
    NOT_READY = 1
    WITH_COMMENTS = 2


class SetMenu(QMenu):
    """The menu of a set: its kind and route, acts on all of it, and which rows are listed."""

    showing_chosen = Signal(object)
    """A `Showing`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.note = self._add_words("")
        self.plan = self.addAction(_("Plan this {set}"))
        self.split = self.addAction(_("Split a document…"))
        self.official = self.addAction(_("Official texts…"))
        self.addSeparator()
        self._show = self._add_words(pgettext("which competencies", "Show"))
        group = QActionGroup(self)
        self.showing = {
            Showing.ALL: self.addAction(_("All {competencies}")),
            Showing.NOT_READY: self.addAction(_("Not ready")),
            Showing.WITH_COMMENTS: self.addAction(_("With comments")),
        }
        for action in self.showing.values():
            action.setCheckable(True)
            group.addAction(action)
        self.showing[Showing.ALL].setChecked(True)
        self.addSeparator()
        self.as_evaluator = _act(self, _("Preview as {evaluator}"), "Ctrl+Shift+E")
        self.review_copy = self.addAction(_("Review copy for staff…"))
        self.addSeparator()
        self.change_route = self.addAction(_("Change route…"))
        group.triggered.connect(self._choose)

    def _add_words(self, words: str) -> QAction:
        """Add what is only read: with the style of ours, sections have no words."""
        action = self.addAction(words)
        action.setEnabled(False)
        return action

    @property
    def acts(self) -> tuple[QAction, ...]:
        """What can be done, without what is only read."""
        return tuple(each for each in self.actions() if each not in (self.note, self._show))

    def show_set(self, note: str, *, by_responses: bool) -> None:
        """Say what kind of set it is; what is about many responses goes where there is one text."""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        for act in (self.plan, self.split, self._show, *self.showing.values()):
            act.setVisible(by_responses)
        if not by_responses:
            self.review_copy.setText(_("Review copy…"))

    def _choose(self, action: QAction) -> None:
        self.showing_chosen.emit(next(key for key, each in self.showing.items() if each is action))


class CompetencyMenu(QMenu):
    """The menu of a competency or a learning statement: its state, its document, its text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ready = _act(self, _("Mark as ready"), "Ctrl+Enter", "Ctrl+Return")
        self.addSeparator()
        self.open_in_word = _act(self, _("Open in Word"), "Ctrl+Shift+W")
        self.use_document = self.addAction(_("Use a Word document…"))
        self.versions = _act(self, _("Earlier versions…"), "Ctrl+Shift+H")
        self.addSeparator()
        self.official = self.addAction(_("Add the official text…"))
        self.addSeparator()
        self.larger = _act(self, _("Full window"), "F11")
        self.larger.setCheckable(True)
        self.find_words = self.addAction(_("Find in this text…"))
        self.addSeparator()
        self.take_out = self.addAction(_("Move to trash…"))
        self.offer_document(False)

    def offer_document(self, kept: bool) -> None:
        """Offer what can be done with the document of the text, where there is one."""
        self.open_in_word.setEnabled(kept)
        self.take_out.setEnabled(kept)


def _act(menu: QMenu, words: str, *keys: str) -> QAction:
    """Add an entry whose keys hold on the whole page; the first of them is shown."""
    action = menu.addAction(words)
    action.setShortcuts([QKeySequence(each) for each in keys])
    return action
