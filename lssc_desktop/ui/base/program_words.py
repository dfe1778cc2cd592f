"""The words of a program in a window: sentences follow the program of the window that is active."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.program.program import Program
from lssc_desktop.messages.catalogs import speak_of


class ProgramSpeech(QObject):
    """Speaks of the program of a window from now on, and again whenever the window is activated.

    Several windows can be open, each with a program of its own.
    """

    def __init__(self, window: QWidget, program: Callable[[], Program | None]) -> None:
        super().__init__(window)
        self._program = program
        window.installEventFilter(self)
        self.speak()

    def speak(self) -> None:
        """Speak of the window's program, which may be another one than before."""
        speak_of(self._program())

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Take the words of this window's program when it comes to the front."""
        if event.type() is QEvent.Type.WindowActivate:
            self.speak()
        return False
