"""Times of an open window, in milliseconds: `window_at_work.py FOLDER` prints them as JSON.

`page`: from one page to the next until it is painted. `key`: one key in the middle of a response
while the portfolio is being saved. `bare_key`: the same key in the same text in a bare editor of
Qt. `while_saving` is the share of keys during which a save was under way.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from lssc_desktop.ui.app.application import make_services
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.place import CheckPlace, EvidencePlace, Overview, Place, SetPlace, Tab
from lssc_desktop.ui.editor.clipboard import to_html
from lssc_desktop.ui.editor.editor import RichEditor

RESPONSE = SetPlace("foundations", 11, tab=Tab.RESPONSE)
PLACES: tuple[Place, ...] = (Overview(), RESPONSE, EvidencePlace(), CheckPlace("technology"))
ROUNDS = 10
KEYS = 200
SHORT = 20  # characters: a heading, or a table that is one object


def until(true: Callable[[], object]) -> None:
    """Let the window work until something is so."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if true() else None)
    timer.start(5)
    loop.exec()
    timer.stop()


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long something takes until it is painted."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def page_times(window: MainWindow) -> list[float]:
    """Go round the pages; the first round is not counted."""

    def go(place: Place) -> None:
        window.go_to(place)
        window.grab()

    times = []
    for turn in range(ROUNDS + 1):
        for place in PLACES:
            took = milliseconds(partial(go, place))
            until(lambda: not window.session or window.session.facts.files)
            times += [took] if turn else []
    return times


def put_in_middle(editor: QTextEdit) -> None:
    """Put the cursor behind the words of the paragraph in the middle of a text."""
    document = editor.document()
    block = document.findBlockByNumber(document.blockCount() // 2)
    while block.next().isValid() and len(block.text()) < SHORT:
        block = block.next()
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)


def key_times(editor: QTextEdit, before: Callable[[], object]) -> list[float]:
    """Type; `before` each key something else is begun, and what waits on the loop has its turn."""
    times = []
    for _ in range(KEYS):
        before()
        QApplication.processEvents()
        times.append(milliseconds(lambda: QTest.keyClicks(editor, "a")))
    return times


def main(root: Path, settings: Path) -> None:
    """Open the portfolio, and measure."""
    application = QApplication([])
    jobs = Jobs()
    services = make_services(application, jobs, settings, lambda: datetime.now(UTC))
    window = MainWindow(services, settings / "pages", application)
    window.show()
    window.open_path(root)
    until(lambda: window.session and window.session.facts.files and not jobs.running())
    session = window.session
    if session is None:
        raise LookupError(root)
    pages = page_times(window)
    window.go_to(RESPONSE)
    until(lambda: not jobs.running())
    editor = next(
        each
        for each in window.findChildren(RichEditor)
        if each.accessibleName() == "Response" and not each.isReadOnly()
    )
    bare = QTextEdit()
    bare.resize(editor.size())
    bare.setHtml(to_html(editor.rich_text()))
    bare.show()
    for each in (bare, editor):
        put_in_middle(each)
    bare_keys = key_times(bare, lambda: None)
    while_saving = []

    def save() -> None:
        session.save_now()
        while_saving.append(jobs.running(Lane.SAVING))

    keys = key_times(editor, save)
    print(
        json.dumps(
            {
                "page": statistics.median(pages),
                "slowest_page": max(pages),
                "key": statistics.median(keys),
                "slowest_key": max(keys),
                "most_keys": statistics.quantiles(keys, n=20)[-1],
                "while_saving": sum(map(bool, while_saving)) / KEYS,
                "bare_key": statistics.median(bare_keys),
            }
        )
    )
    sys.stdout.flush()
    jobs.shut_down()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(Path(sys.argv[1]), Path(folder))
