"""Types into the window until it is killed; started by test_typing.py.

Arguments: the portfolio folder, a folder for settings, the number of the first word. After each
word that was typed, its number, the time, and what the process waited for a processor go to
standard output.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lssc_desktop.ui.app.application import make_services
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.editor.editor import RichEditor
from tests.soak.running_time import running_time

_BETWEEN = 15  # milliseconds between words; nobody types as fast
PLACE = SetPlace("foundations", 12, tab=Tab.RESPONSE)


class Typist(QObject):
    """Waits until the response can be edited, then types on at its end."""

    def __init__(self, window: MainWindow, first: int) -> None:
        super().__init__(window)
        self._window = window
        self._number = first
        self._editor: RichEditor | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    @Slot()
    def _go_on(self) -> None:
        if self._editor is None:
            self._editor = self._find_editor()
            return
        QTest.keyClicks(self._editor, f"word{self._number} ")
        os.write(1, f"{self._number} {running_time(os.getpid())}\n".encode())
        self._number += 1

    def _find_editor(self) -> RichEditor | None:
        """Return the editor of the response once its document was read."""
        if self._window.portfolio_view is None:
            return None
        if self._window.portfolio_view.place != PLACE:
            self._window.go_to(PLACE)
        for editor in self._window.findChildren(RichEditor):
            if editor.accessibleName() == "Response" and not editor.isReadOnly():
                editor.setFocus()
                editor.moveCursor(QTextCursor.MoveOperation.End)
                return editor
        return None


def main(root: Path, settings: Path, first: int) -> None:
    """Open the window on a portfolio and type."""
    application = QApplication([])
    services = make_services(application, Jobs(), settings, lambda: datetime.now(UTC))
    window = MainWindow(services, settings / "pages", application)
    window.show()
    window.open_path(root)
    Typist(window, first)
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
