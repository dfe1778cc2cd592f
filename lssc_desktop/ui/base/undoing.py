"""Undo and Redo act on what has the keyboard: the text it is typed into, or all the work."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, SignalInstance, Slot
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

from lssc_desktop.messages.competency import redo_entry, undo_entry

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


class Undoing(QObject):
    """Lets the two actions of a window follow the keyboard.

    A menu that is opened takes the keyboard for a moment; what had it before is what is meant.
    """

    def __init__(
        self, undo: QAction, redo: QAction, window: QWidget, menu: QMenu | None = None
    ) -> None:
        super().__init__(undo)  # a window that goes takes its actions first, then the keyboard
        self._undo_action = undo
        self._redo_action = redo
        self._window = window
        self._history: History | None = None
        self._focused: QWidget | None = None
        self._followed: TextField | None = None
        undo.triggered.connect(self._undo)
        redo.triggered.connect(self._redo)
        if menu is not None:
            menu.aboutToShow.connect(self._name_steps)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
            self._follow(None, application.focusWidget())
        self.show()

    def set_history(self, history: History | None) -> None:
        """Act on this history where no text has the keyboard, or with None on nothing."""
        self._history = history
        self.show()

    @Slot()
    def show(self) -> None:
        """Offer what can be undone and done again by now."""
        field, history = self._field(), self._history
        undo, redo = self._undo_action, self._redo_action
        if field is not None:
            undo.setEnabled(_can_undo(field))
            redo.setEnabled(_can_redo(field))
        else:
            undo.setEnabled(history is not None and history.can_undo)
            redo.setEnabled(history is not None and history.can_redo)

    @Slot()
    def _name_steps(self) -> None:
        """Say in the menu, which is about to be seen, what would be undone."""
        history = self._history if self._field() is None else None
        named = history if isinstance(history, NamedHistory) else None
        self._undo_action.setText(undo_entry("" if named is None else named.undo_words))
        self._redo_action.setText(redo_entry("" if named is None else named.redo_words))
        self.show()

    @Slot()
    def _undo(self) -> None:
        self._act_on(self._field() or self._history, redo=False)

    @Slot()
    def _redo(self) -> None:
        self._act_on(self._field() or self._history, redo=True)

    def _act_on(self, target: TextField | History | None, *, redo: bool) -> None:
        if target is not None:
            (target.redo if redo else target.undo)()
        self.show()

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QMenu | QMenuBar):
            return
        if now is not None and now.window() is self._window:
            self._focused = now
        field = self._field()
        if field is not self._followed:
            self._forget_field()
            if field is not None:
                for signal in _signals(field):
                    signal.connect(self.show)
            self._followed = field
        self.show()

    def _forget_field(self) -> None:
        field, self._followed = self._followed, None
        if field is not None and isValid(field):
            for signal in _signals(field):
                signal.disconnect(self.show)

    def _field(self) -> TextField | None:
        """Return the text that has the keyboard, or had it before a menu was opened."""
        focused = self._focused
        if focused is None or not isValid(focused) or not focused.isVisible():
            return None
        return text_field(focused)


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

    @Slot()
    def _redo(self) -> None:
        focused = QApplication.focusWidget()
        field = None if focused is None else text_field(focused)
        if field is not None:
            field.redo()


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
