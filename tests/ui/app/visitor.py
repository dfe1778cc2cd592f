"""Works at a computer that others use, as a real process; started by test_visit.py.

Arguments: those of the program, with a portfolio folder as the last one; `LSSC_VISIT_PACKAGE` in
the environment names a package to open as a reviewer. It writes, looks into all the evidence,
reviews, copies a text and closes. `looked` goes to standard output once everything was seen.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lssc_desktop import __main__ as program
from lssc_desktop.core.job import Reporter
from lssc_desktop.documents.previews import PreviewFailed, Source
from lssc_desktop.package.page import write_page
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.file_dialogs import ask_file, ask_target
from lssc_desktop.ui.base.jobs import JobHandle, Lane
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.editor.editor import RichEditor

PACKAGE = "LSSC_VISIT_PACKAGE"
STAYS = "LSSC_VISIT_STAYS"
_TURN = 20  # milliseconds
_PLACE = SetPlace("foundations", 12, tab=Tab.RESPONSE)

type Steps = Iterator[Callable[[], object]]


class Visitor(QObject):
    """Goes through its steps: each gives what has to be true before the next."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._steps = self._visit()
        self._until: Callable[[], object] = lambda: True
        self._turns = QTimer(self)
        self._turns.setInterval(_TURN)
        self._turns.timeout.connect(self._go_on)
        self._turns.start()

    @Slot()
    def _go_on(self) -> None:
        if self._until():
            self._until = next(self._steps, lambda: False)

    def _visit(self) -> Steps:
        window = next(
            each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)
        )
        services = window._services
        yield lambda: window.session and window.session.facts.files
        session = window.session
        assert session is not None
        window.go_to(_PLACE)
        yield lambda: self._editor(window) is not None
        editor = self._editor(window)
        assert editor is not None
        editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(editor, " Written at the library.")
        session.save_now()
        for dialog in (ask_file(window, "", print), ask_target(window, "", print, name="a.pdf")):
            yield dialog.isVisible
            dialog.reject()
        files = [each for each in (session.root / "Evidence").rglob("*") if each.is_file()]
        yield from self._looked(
            services.jobs.start_reporting(Lane.PREVIEWS, look_at_all, services.previews, files)
        )
        package = os.environ.get(PACKAGE)
        if package:
            services.preferences.set_reviewer("M. Okafor")
            window.open_path(Path(package))
            yield lambda: not services.jobs.running()
            window.controller.reviews.open(Path(package))
            reviews = window.controller.reviews
            yield lambda: reviews.windows
            job = services.jobs.start_reporting(
                Lane.DISK, write_page, Path(package), Path(window._pages)
            )
            yield from self._looked(job)
        QGuiApplication.clipboard().setText("A sentence of the portfolio.")
        os.write(1, b"looked\n")
        if os.environ.get(STAYS):
            yield lambda: False
        window.menu_actions.quit.trigger()
        for asked in services.notices.questions:  # whose computer it is, where that can be kept
            asked.answer("own")

    def _looked(self, job: JobHandle) -> Steps:
        yield lambda: job.is_over

    def _editor(self, window: MainWindow) -> RichEditor | None:
        for editor in window.findChildren(RichEditor):
            if editor.accessibleName() == "Response" and not editor.isReadOnly():
                return editor
        return None


def look_at_all(previews: Previews, files: list[Path], reporter: Reporter) -> int:
    """Look into files of every kind, and at their first page; return how many could be seen."""
    seen = 0
    for file in files:
        source = Source(file.name, str(file), file)
        try:
            if previews.look(source, reporter).total:
                previews.pixels(source, 0, (300, 300), reporter)
            seen += 1
        except PreviewFailed:
            continue
    return seen


def main() -> int:
    """Start the program, and the visit once its window is seen."""
    start_log = program._start_log

    def when_seen() -> None:
        start_log()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        Visitor(application)

    program._start_log = when_seen
    return program.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
