"""The Edit menu acts on what has the keyboard: the text it is typed into, or all the work."""

import sys
from enum import StrEnum
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFrame,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.kit.buttons import show_keys
from lssc_desktop.values import dataclass

type TextField = QLineEdit | QTextEdit | QPlainTextEdit

_DIALOG_SHORTCUT = "redo"
_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit)


class History(Protocol):
    """What Undo acts on while no text has the keyboard."""

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""

    def undo(self) -> None:
        """Take the last step back."""

    def redo(self) -> None:
        """Do it again."""


@runtime_checkable
class NamedHistory(History, Protocol):
    """A history that knows its steps by name."""

    @property
    def undo_words(self) -> str:
        """What would be taken back, "" for nothing."""

    @property
    def redo_words(self) -> str:
        """What would be done again, "" for nothing."""


class ToolsOfText(QFrame):
    """A row of tools of a text: while one of them has the keyboard, Undo acts on the text."""

    def __init__(self, text: QTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text


def undo_keys() -> list[QKeySequence]:
    """Return the keys of Undo."""
    return [QKeySequence("Ctrl+Z")]


def redo_keys() -> list[QKeySequence]:
    """Return the keys of Redo, first the one that texts show in their own menus on this system."""
    usual = QKeySequence.keyBindings(QKeySequence.StandardKey.Redo)[:1]
    both = [QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")]
    return [*usual, *(keys for keys in both if keys not in usual)]


class Search(StrEnum):
    """What one can do with words in a text."""

    FIND = "find"
    NEXT = "find-next"
    PREVIOUS = "find-previous"
    REPLACE = "replace"


@runtime_checkable
class SearchesText(Protocol):
    """A control, or what is around it, that finds and replaces words."""

    def search(self, act: Search) -> None:
        """Find or replace words."""


def search_keys(act: Search) -> QKeySequence:
    """Return the keys to find or replace words, as the programs of this system have them."""
    replace = "Ctrl+Alt+F" if sys.platform == "darwin" else "Ctrl+H"  # there Ctrl is Command
    known = {
        Search.FIND: "Ctrl+F",
        Search.NEXT: "F3",
        Search.PREVIOUS: "Shift+F3",
        Search.REPLACE: replace,
    }
    return QKeySequence(known[act])


class Format(StrEnum):
    """What one can do with the look of words in a text."""

    BOLD = "bold"
    ITALIC = "italic"
    HEADING = "heading-1"
    SMALLER_HEADING = "heading-2"
    BODY = "body"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    LINK = "link"
    CITE = "cite"


FORMAT_KEYS = {
    Format.BOLD: QKeySequence("Ctrl+B"),
    Format.ITALIC: QKeySequence("Ctrl+I"),
    Format.HEADING: QKeySequence("Ctrl+Alt+1"),
    Format.SMALLER_HEADING: QKeySequence("Ctrl+Alt+2"),
    Format.BODY: QKeySequence("Ctrl+Alt+0"),
    Format.BULLETS: QKeySequence("Ctrl+Shift+L"),
    Format.NUMBERS: QKeySequence("Ctrl+Shift+N"),
    Format.LINK: QKeySequence("Ctrl+Shift+K"),
    Format.CITE: QKeySequence("Ctrl+Shift+M"),
}
"""The keys, which the text itself takes."""


@runtime_checkable
class FormatsText(Protocol):
    """A text whose words can look like something."""

    def can_format(self, act: Format) -> bool:
        """Whether this makes sense here."""

    def format(self, act: Format) -> None:
        """Do it with what is selected, or where the cursor is."""


# What has the keyboard --------------------------------------------------------------------------


class KeyboardFollower(QObject):
    """Knows what has the keyboard in a window.

    A menu that is opened takes the keyboard for a moment; what had it before is what is meant.
    """

    changed = Signal()
    """Something else has it, or there is something else to undo in the text that has it."""

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._focused: QWidget | None = None
        self._followed: TextField | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
            self._follow(None, application.focusWidget())

    @property
    def widget(self) -> QWidget | None:
        """The control that has the keyboard."""
        focused = self._focused
        return focused if focused is not None and isValid(focused) and focused.isVisible() else None

    @property
    def field(self) -> TextField | None:
        """The text that has the keyboard, if something can be typed in it."""
        return None if self.widget is None else text_field(self.widget)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QMenu | QMenuBar):
            return
        if now is not None and now.window() is self._window:
            self._focused = now
        field = self.field
        if field is not self._followed:
            self._forget_field()
            if field is not None:
                for signal in _signals(field):
                    signal.connect(self.changed)
            self._followed = field
        self.changed.emit()

    def _forget_field(self) -> None:
        field, self._followed = self._followed, None
        if field is not None and isValid(field):
            for signal in _signals(field):
                signal.disconnect(self.changed)


# Undo -------------------------------------------------------------------------------------------


class Undoing(QObject):
    """Lets Undo and Redo of a window follow the keyboard."""

    def __init__(
        self, undo: QAction, redo: QAction, window: QWidget, menu: QMenu | None = None
    ) -> None:
        super().__init__(undo)  # a window that goes takes its actions first, then the keyboard
        self._undo_action = undo
        self._redo_action = redo
        self._history: History | None = None
        undo.triggered.connect(self._undo)
        redo.triggered.connect(self._redo)
        if menu is not None:
            menu.aboutToShow.connect(self._name_steps)
        self._keyboard = KeyboardFollower(window, self)
        self._keyboard.changed.connect(self.show)
        self.show()

    def set_history(self, history: History | None) -> None:
        """Act on this history where no text has the keyboard, or with None on nothing."""
        self._history = history
        self.show()

    def show(self) -> None:
        """Offer what can be undone and done again by now."""
        field, history = self._keyboard.field, self._history
        undo, redo = self._undo_action, self._redo_action
        if field is not None:
            undo.setEnabled(_can_undo(field))
            redo.setEnabled(_can_redo(field))
        else:
            undo.setEnabled(history is not None and history.can_undo)
            redo.setEnabled(history is not None and history.can_redo)

    def _name_steps(self) -> None:
        """Say in the menu, which is about to be seen, what would be undone."""
        history = self._history if self._keyboard.field is None else None
        named = history if isinstance(history, NamedHistory) else None
        undone, redone = ("", "") if named is None else (named.undo_words, named.redo_words)
        # A single "&" would underline a letter of the menu.
        undone, redone = undone.replace("&", "&&"), redone.replace("&", "&&")
        self._undo_action.setText(_("&Undo: {step}").format(step=undone) if undone else _("&Undo"))
        self._redo_action.setText(_("&Redo: {step}").format(step=redone) if redone else _("&Redo"))
        self.show()

    def _undo(self) -> None:
        self._act_on(self._keyboard.field or self._history, redo=False)

    def _redo(self) -> None:
        self._act_on(self._keyboard.field or self._history, redo=True)

    def _act_on(self, target: TextField | History | None, *, redo: bool) -> None:
        if target is not None:
            (target.redo if redo else target.undo)()
        self.show()


class RedoInDialogs(QObject):
    """Lets both keys of Redo do it in the fields of dialogs, which have no menu for them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        dialog = None if now is None or text_field(now) is None else now.window()
        if isinstance(dialog, QDialog) and dialog.findChild(QShortcut, _DIALOG_SHORTCUT) is None:
            keys = QShortcut(dialog)
            keys.setObjectName(_DIALOG_SHORTCUT)
            keys.setKeys(redo_keys())
            keys.activated.connect(self._redo)

    def _redo(self) -> None:
        focused = QApplication.focusWidget()
        field = None if focused is None else text_field(focused)
        if field is not None:
            field.redo()


# Clipboard and search ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TextActions:
    """What the Edit menu does with the text that has the keyboard."""

    cut: QAction
    copy: QAction
    paste: QAction
    select_all: QAction
    searches: dict[Search, QAction]
    formats: dict[Format, QAction]


class TextEditing(QObject):
    """Lets the clipboard and the search of a window follow the keyboard.

    Where no text has it they are off, so that their keys are free for what does.
    """

    def __init__(self, actions: TextActions, window: QWidget, menu: QMenu) -> None:
        super().__init__(actions.cut)
        self._actions = actions
        self._keyboard = KeyboardFollower(window, self)
        self._keyboard.changed.connect(self.show)
        menu.aboutToShow.connect(self._show_in_menu)
        menu.aboutToHide.connect(self.show)
        actions.cut.triggered.connect(self._cut)
        actions.copy.triggered.connect(self._copy)
        actions.paste.triggered.connect(self._paste)
        actions.select_all.triggered.connect(self._select_all)
        for act, action in actions.searches.items():
            action.setData(act)
            action.triggered.connect(self._search)
        for look, action in actions.formats.items():
            action.setData(look)
            action.triggered.connect(self._format)
        self.show()

    def show(self) -> None:
        """Offer what makes sense in the kind of control that has the keyboard."""
        actions, readable, field = self._actions, self._readable(), self._keyboard.field
        writable = field is not None
        for action in (actions.cut, actions.paste):
            action.setEnabled(writable)
        for action in (actions.copy, actions.select_all):
            action.setEnabled(readable is not None)
        searches = self._searches() is not None
        for act, action in actions.searches.items():
            action.setEnabled(searches and (act is not Search.REPLACE or writable))
        for look, action in actions.formats.items():
            action.setEnabled(isinstance(field, FormatsText) and field.can_format(look))

    def _show_in_menu(self) -> None:
        """Offer only what would do something just now: the menu is about to be seen."""
        self.show()
        actions, readable = self._actions, self._readable()
        is_selected = readable is not None and _has_selection(readable)
        actions.cut.setEnabled(actions.cut.isEnabled() and is_selected)
        actions.copy.setEnabled(is_selected)
        if isinstance(readable, QTextEdit | QPlainTextEdit):
            actions.paste.setEnabled(actions.paste.isEnabled() and readable.canPaste())

    def _readable(self) -> TextField | None:
        """Return the text that has the keyboard, also one that is only read."""
        focused = self._keyboard.widget
        if isinstance(focused, _FIELDS):
            return focused
        return self._keyboard.field

    def _searches(self) -> SearchesText | None:
        around = self._keyboard.widget
        field = self._keyboard.field
        if around is not None and field is not None and not isinstance(around, _FIELDS):
            around = field  # a tool of it has the keyboard
        while around is not None and not around.isWindow():
            if isinstance(around, SearchesText):
                return around
            around = around.parentWidget()
        return None

    def _cut(self) -> None:
        if (field := self._keyboard.field) is not None:
            field.cut()

    def _copy(self) -> None:
        if (field := self._readable()) is not None:
            field.copy()

    def _paste(self) -> None:
        if (field := self._keyboard.field) is not None:
            field.paste()

    def _select_all(self) -> None:
        if (field := self._readable()) is not None:
            field.selectAll()

    def _search(self) -> None:
        action, searches = self.sender(), self._searches()
        if isinstance(action, QAction) and searches is not None:
            searches.search(Search(action.data()))

    def _format(self) -> None:
        action, field = self.sender(), self._keyboard.field
        if isinstance(action, QAction) and isinstance(field, FormatsText):
            field.format(Format(action.data()))


def name_keys(menu: QMenu) -> None:
    """Name the keys in the context menu of a text, as they are in the Edit menu.

    Qt leaves out those that an action of the window has, and knows one of several for Redo.
    """
    standard = QKeySequence.StandardKey
    keys = {
        "edit-undo": undo_keys(),
        "edit-redo": redo_keys(),
        "edit-cut": QKeySequence.keyBindings(standard.Cut),
        "edit-copy": QKeySequence.keyBindings(standard.Copy),
        "edit-paste": QKeySequence.keyBindings(standard.Paste),
        "select-all": QKeySequence.keyBindings(standard.SelectAll),
    }
    for action in menu.actions():
        known = keys.get(action.objectName())
        if known:
            action.setText(action.text().partition("\t")[0])
            show_keys(action, known[0])


def _has_selection(field: TextField) -> bool:
    if isinstance(field, QLineEdit):
        return field.hasSelectedText()
    return field.textCursor().hasSelection()


# Texts ------------------------------------------------------------------------------------------


def text_field(focused: QWidget) -> TextField | None:
    """Return the text that a control is, holds or is a tool of, if something can be typed in it."""
    field: QWidget | None = focused
    if isinstance(focused, QAbstractSpinBox | QComboBox):
        field = focused.findChild(QLineEdit)
    elif not isinstance(focused, _FIELDS):
        field = _text_of_tool(focused)
    if not isinstance(field, _FIELDS) or field.isReadOnly() or not field.isEnabled():
        return None
    return field


def _text_of_tool(tool: QWidget) -> QWidget | None:
    around: QWidget | None = tool
    while around is not None and not around.isWindow():
        if isinstance(around, ToolsOfText):
            return around.text
        around = around.parentWidget()
    return None


def _can_undo(field: TextField) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return field.document().isUndoAvailable()


def _can_redo(field: TextField) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    return field.document().isRedoAvailable()


def _signals(field: TextField) -> tuple[SignalInstance, ...]:
    """Return the signals by which a field reports that there is something else to undo."""
    if isinstance(field, QLineEdit):
        return (field.textChanged,)
    return (field.undoAvailable, field.redoAvailable)
