"""Journeys with a real mouse and keyboard; `test_real_window.py` has a screen for each."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.reader import verify
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.journey.by_command import packaged_by_command
from tests.ui.journey.told import spot, travel
from tests.ui.journey.told_review import review_journey
from tests.ui.journey.told_statement import travel_with_a_statement

PICTURES = "LSSC_TEST_PICTURES"
"""A folder for pictures of the journey through a review."""
LONGEST = 600  # seconds: two rounds of a review have some hundred steps
MODIFIERS = {"Ctrl": "ctrl", "Alt": "alt", "Shift": "shift"}


class RealHands:
    """Hands that move the pointer and press the keys of the screen."""

    def __init__(self, qtbot: QtBot, jobs: Jobs) -> None:
        self._qtbot = qtbot
        self._jobs = jobs

    def click(self, widget: QWidget) -> None:
        at = self._at_rest(widget)
        _xdotool("mousemove", "--sync", str(at.x()), str(at.y()), "click", "1")

    def _at_rest(self, widget: QWidget) -> QPoint:
        """Return where the widget is once it lies uncovered and no longer moves.

        It may move as soon as a job has something to show.
        """
        seen: list[QPoint] = []

        def is_at_rest() -> bool:
            seen.append(widget.mapToGlobal(spot(widget)))
            below = QApplication.widgetAt(seen[-1])
            is_there = below is not None and (below is widget or widget.isAncestorOf(below))
            is_still = seen[-2:-1] == seen[-1:] and not self._jobs.running()
            return is_there and is_still

        self.until(is_at_rest)
        return seen[-1]

    def type(self, text: str) -> None:
        _xdotool("type", "--delay", "12", text)

    def press(self, keys: str) -> None:
        self.until(QApplication.focusWidget)
        *held, key = keys.split("+")
        if len(key) == 1:
            key = key.lower()  # a capital one would take Shift with it
        _xdotool("key", "+".join((*(MODIFIERS[each] for each in held), key)))

    def until(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()))


def _xdotool(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True)


def test_on_screen_from_the_start_page_to_a_verified_package(
    qtbot: QtBot,
    window: MainWindow,
    jobs: Jobs,
    tmp_path: Path,
) -> None:
    root = tmp_path / "Rivera LSSC"
    package = travel(window, RealHands(qtbot, jobs), root)
    assert verify(package, ignore_progress).valid
    same = packaged_by_command(root, "foundations", tmp_path / "by command.zip")
    assert same.read_bytes() == package.read_bytes()


def test_on_screen_from_choosing_cilip_to_a_verified_portfolio(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, tmp_path: Path
) -> None:
    package = travel_with_a_statement(window, RealHands(qtbot, jobs), tmp_path / "Whitlock")
    assert verify(package, ignore_progress).valid


def test_on_screen_both_keys_of_redo_do_it_in_texts_and_dialogs(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, sample: Path
) -> None:
    """Qt itself knows only one of them on this system."""
    hands = RealHands(qtbot, jobs)
    with qtbot.waitSignal(window.session_changed):
        window.open_path(sample)
    window.go_to(SetPlace("foundations", 12, tab=Tab.RESPONSE))
    portfolio_view = window.portfolio_view
    assert portfolio_view is not None
    page = portfolio_view.page
    assert isinstance(page, WorkspacePage)
    hands.until(lambda: not page.panel.response.is_locked)
    box = page.panel.response.box
    hands.click(box.tools.bold)
    hands.type("Bold. Then more.")
    redo_by_both_keys(hands, box.editor, "Bold. ", "Bold. Then more.")
    page.menu.official.trigger()
    hands.until(QApplication.activeModalWidget)
    dialog = QApplication.activeModalWidget()
    field = None if dialog is None else dialog.findChild(QPlainTextEdit)
    assert field is not None
    hands.click(field)
    hands.type("Official")
    redo_by_both_keys(hands, field, "", "Official")
    hands.press("Escape")
    hands.until(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.timeout(LONGEST)
def test_on_screen_a_set_is_reviewed_evaluated_twice_and_appealed(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, sample: Path
) -> None:
    with qtbot.waitSignal(window.session_changed):
        window.open_path(sample)
    letter = review_journey(window, RealHands(qtbot, jobs), look)
    assert letter.read_bytes().startswith(b"PK")


def look(name: str, widget: QWidget) -> None:
    """Take a picture of a moment where somebody asked for pictures."""
    folder = os.environ.get(PICTURES)
    if folder is not None:
        widget.grab().save(f"{folder}/{name}.png")


def redo_by_both_keys(
    hands: RealHands, field: QTextEdit | QPlainTextEdit, before: str, after: str
) -> None:
    """Undo, and redo by each of the keys."""
    hands.until(lambda: field.toPlainText() == after)
    for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
        hands.press("Ctrl+Z")
        hands.until(lambda: field.toPlainText() == before)
        hands.press(keys)
        hands.until(lambda: field.toPlainText() == after)
