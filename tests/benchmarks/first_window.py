"""Open a window and end when it was painted: a process to be measured.

`first_window.py bare` opens a bare window of Qt, `first_window.py ours` the program as the
command `lssc-desktop` does, `first_window.py ours FOLDER` ends when the folder was looked through.
"""

import os
import sys

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

_LOOK = 1  # milliseconds between two looks whether it is there


class Bare(QMainWindow):
    """A window with a word in it."""

    _is_painted = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Note that it is seen."""
        super().paintEvent(event)
        self._is_painted = True


class Ending(QObject):
    """Ends the process as soon as the window is there."""

    def __init__(self, application: QApplication, *, opened: bool) -> None:
        super().__init__()
        self._application = application
        self._opened = opened
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK)

    @Slot()
    def _look(self) -> None:
        for window in self._application.topLevelWidgets():
            session = getattr(window, "session", None)
            done = (session and session.facts.files) if self._opened else _is_painted(window)
            if done:
                os._exit(0)  # how long it takes to end is not the question


def _is_painted(window: QObject) -> bool:
    return bool(getattr(window, "_is_painted", False))


def main(which: str, *folder: str) -> None:
    """Open the window."""
    application = QApplication([])
    ending = Ending(application, opened=bool(folder))
    if which == "bare":
        window = Bare()
        window.setCentralWidget(QLabel("A word"))
        window.resize(1366, 768)
        window.show()
        application.exec()
    else:
        from lssc_desktop.__main__ import main as program

        program(list(folder))
    del ending


if __name__ == "__main__":
    main(*sys.argv[1:])
