"""Open a window and end when it was painted: a process to be measured.

`first_window.py bare` opens a bare window of Qt, `first_window.py page` the program as the command
`lssc-desktop` does, and waits for the cards of its start page; `first_window.py usable FOLDER`
opens a portfolio and waits until its first page can be read and clicked; `first_window.py folder
FOLDER` until its folder was looked through too.
"""

import os
import sys

import lssc_desktop.ui  # noqa: F401  first, as in the program: it keeps Python's own import

# isort: split
from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow, QWidget

_LOOK = 1  # milliseconds between two looks whether a folder was looked through


class PaintedEnding(QObject):
    """Ends the process as soon as a widget of a class was painted, and the window with it.

    It looks at events from the first that the event loop delivers, which is this object's own:
    PySide takes long to tell the class of each of Qt's own objects that a filter is given, and
    while the window is being made many are.
    """

    def __init__(self, application: QApplication, awaited: type[QWidget]) -> None:
        super().__init__(application)
        self._application = application
        self._awaited = awaited
        self._is_painted = False
        application.postEvent(self, QEvent(QEvent.Type.User))

    def customEvent(self, _event: QEvent) -> None:  # noqa: N802  Qt's name
        """Begin, now that the window is made and not yet painted."""
        self.startTimer(0)  # so that something comes after the painting in a bare window too
        self._application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """End once what was being painted is on the screen, before anything that comes after."""
        if event.type() == QEvent.Type.Paint:
            self._is_painted = self._is_painted or isinstance(watched, self._awaited)
        elif self._is_painted and event.type() in {QEvent.Type.MetaCall, QEvent.Type.Timer}:
            _end()
        return False


class UsableEnding(QObject):
    """Ends the process as soon as the first page of a portfolio is on the screen and answers.

    It answers when what came in while it was painted is delivered: a click would be by then.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._page: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK)

    @Slot()
    def _look(self) -> None:
        for window in self._application.topLevelWidgets():
            view = getattr(window, "portfolio_view", None)
            if view is not None and self._page is None:
                self._timer.stop()
                self._page = view.page
                self._page.installEventFilter(self)
                self._page.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Wait for what stands in the queue behind the painting."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, _end)
        return False


class OpenedEnding(QObject):
    """Ends the process as soon as a folder was looked through."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK)

    @Slot()
    def _look(self) -> None:
        for window in self._application.topLevelWidgets():
            session = getattr(window, "session", None)
            if session and session.facts.files:
                _end()


def _end() -> None:
    os._exit(0)  # how long it takes to end is not the question


def main(which: str, *folder: str) -> None:
    """Open the window."""
    application = QApplication([])
    if which == "bare":
        PaintedEnding(application, QMainWindow)
        window = QMainWindow()
        window.setCentralWidget(QLabel("A word"))
        window.resize(1366, 768)
        window.show()
        application.exec()
        return
    if which == "page":
        PaintedEnding(application, QAbstractButton)
    elif which == "usable":
        UsableEnding(application)
    else:
        OpenedEnding(application)
    from lssc_desktop.__main__ import main as program

    program(list(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
