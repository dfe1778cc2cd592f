"""The program as people run it, which says on its standard output what is seen of it when asked.

    python -m tests.ui.asked_program [PATH]

Each line on its standard input is a question; the answer is a line of JSON, a `Seen`.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QTextEdit

from lssc_desktop.ui.app.application import run


class Answerer(QObject):
    """Answers each line of the standard input with what is seen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._answer)

    @Slot()
    def _answer(self) -> None:
        if not sys.stdin.readline():
            self._notifier.setEnabled(False)  # who asked is gone
            return
        sys.stdout.write(f"{json.dumps(seen())}\n")
        sys.stdout.flush()


def seen() -> dict[str, object]:
    """Return what is seen: windows, words, where the buttons are, and what has the keyboard."""
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    widgets = [
        widget for each in windows for widget in each.findChildren(QObject) if _is_seen(widget)
    ]
    focus = QApplication.focusWidget()
    return {
        "windows": [each.windowTitle() for each in windows],
        "words": [each.text() for each in widgets if isinstance(each, QLabel)],
        "buttons": {
            each.text().replace("&", ""): each.mapToGlobal(each.rect().center()).toTuple()
            for each in widgets
            if isinstance(each, QAbstractButton) and each.isEnabled()
        },
        "typed": [
            each.toPlainText() for each in widgets if isinstance(each, QTextEdit | QPlainTextEdit)
        ],
        "focus": "" if focus is None else type(focus).__name__,
        "focus_seen": focus is not None and focus.isVisible(),
    }


def _is_seen(widget: QObject) -> bool:
    return widget.isWidgetType() and widget.isVisible()  # type: ignore[attr-defined]


def main() -> int:
    """Run the program, on a path if one is given."""
    path = Path(sys.argv[1]) if sys.argv[1:] else None
    return run(path, lambda: datetime.now().astimezone(), begin)


def begin() -> None:
    """Answer from now on, and say that the window was painted."""
    application = QApplication.instance()
    assert application is not None
    Answerer(application)
    sys.stdout.write("seen\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
