"""Open a window and end when it was painted: a process to be measured.

`first_window.py bare` opens a bare window of Qt, `first_window.py ours` the program as the
command `lssc-desktop` does, `first_window.py page` ends when its start page was painted too, and
`first_window.py ours FOLDER` when the folder was looked through.
"""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
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
    """Ends the process as soon as what is waited for was painted, or a folder looked through."""

    def __init__(self, application: QApplication, which: str, *, opened: bool) -> None:
        super().__init__()
        self._application = application
        self._which = which
        self._opened = opened
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK)

    @Slot()
    def _look(self) -> None:
        for window in self._application.topLevelWidgets():
            if self._opened:
                session = getattr(window, "session", None)
                if session and session.facts.files:
                    _end()
            elif self._which == "page":
                self._wait_for_page(window)
            elif getattr(window, "_is_painted", False):
                _end()
            elif isinstance(window, QMainWindow):
                self._wait_for(window)

    def _wait_for_page(self, window: QObject) -> None:
        shelf = getattr(window, "shelf", None)
        if shelf is not None and not shelf.is_empty:
            self._wait_for(shelf.start.start_card)

    def _wait_for(self, widget: QObject) -> None:
        self._timer.stop()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """End once what is being painted is on the screen, before anything that comes after."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, _end)
        return False


def _end() -> None:
    os._exit(0)  # how long it takes to end is not the question


def main(which: str, *folder: str) -> None:
    """Open the window."""
    application = QApplication([])
    ending = Ending(application, which, opened=bool(folder))
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
