"""Fields for text that become part of the portfolio when the person pauses or goes on."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.widgets.undo_steps import UndoSteps

_PAUSE = 500  # milliseconds
_MOST_LINES = 8


class SettlingLine(QLineEdit):
    """One line; `settled` comes after a pause, with Enter, and when the keyboard leaves."""

    settled = Signal(str)

    def __init__(self, name: str, hint: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._pause = _pause(self)
        self._pause.timeout.connect(self.settle)
        self.textEdited.connect(self._pause.start)
        self.editingFinished.connect(self.settle)

    def show_text(self, text: str) -> None:
        """Show what is known, unless the person is in the middle of writing."""
        self._known = text
        if self.text() != text and not self._pause.isActive():
            self.setText(text)

    def forget(self) -> None:
        """Let what was written go; the field is about something else from now on."""
        self._pause.stop()
        self._known = ""
        self.clear()

    @Slot()
    def settle(self) -> None:
        """Hand over what was written, if it is news."""
        self._pause.stop()
        if self.text() != self._known:
            self._known = self.text()
            self.settled.emit(self._known)


class SettlingText(QPlainTextEdit):
    """Several lines, as high as they need; Tab leaves."""

    settled = Signal(str)

    def __init__(
        self, theme: Theme, name: str, *, lines: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._known = ""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        UndoSteps(self.document())
        self._pause = _pause(self)
        self._pause.timeout.connect(self.settle)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._note)
        theme.changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str) -> None:
        """Show what is known, unless the person is in the middle of writing."""
        self._known = text
        if self.toPlainText() != text and not self._pause.isActive():
            self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hand over what was written when the keyboard leaves."""
        super().focusOutEvent(event)
        self.settle()

    @Slot()
    def settle(self) -> None:
        """Hand over what was written, if it is news."""
        self._pause.stop()
        if self.toPlainText() != self._known:
            self._known = self.toPlainText()
            self.settled.emit(self._known)

    @Slot()
    def _note(self) -> None:
        if self.toPlainText() != self._known:
            self._pause.start()

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(Type.BODY))
        self._fit()

    @Slot()
    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        rows = min(max(round(self.document().size().height()), self._lines), _MOST_LINES)
        frame = self.height() - self.viewport().height()
        self.setFixedHeight(rows * line + frame + 2 * round(self.document().documentMargin()))


def _pause(parent: QWidget) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(_PAUSE)
    return timer
