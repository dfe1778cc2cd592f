"""The line at the foot says what is saved, and where."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.ui.app.frame import StatusBar
from lssc_desktop.ui.base.saved_state import SavedPhase, SavedState
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel
from tests.ui.app.conftest import NOW

SAVED = SavedState(SavedPhase.SAVED)


@pytest.fixture
def bar(qtbot: QtBot, icons: Icons) -> StatusBar:
    bar = StatusBar(icons, lambda: NOW)
    qtbot.addWidget(bar)
    bar.resize(1366, 26)
    bar.show()
    bar.show_portfolio(SAVED)
    return bar


def test_it_promises_that_nothing_leaves_the_computer(bar: StatusBar) -> None:
    assert bar.promise.text() == "Nothing leaves this computer until you send it"


@pytest.mark.parametrize(
    ("ago", "words"),
    [(timedelta(), "Saved just now"), (timedelta(minutes=12), "Saved 10:30 AM")],
)
def test_it_says_when_it_saved(bar: StatusBar, ago: timedelta, words: str) -> None:
    bar.show_state(SavedState(SavedPhase.SAVED, NOW - ago))
    assert bar.saved.text() == words


def test_a_short_write_is_not_worth_a_word(bar: StatusBar) -> None:
    bar.show_state(SavedState(SavedPhase.SAVING))
    assert bar.saved.text() == "All changes saved"
    bar.show_state(SavedState(SavedPhase.SAVED, NOW))
    assert bar.saved.text() == "Saved just now"


def test_a_longer_one_is(qtbot: QtBot, bar: StatusBar) -> None:
    bar.show_state(SavedState(SavedPhase.SAVING))
    qtbot.waitUntil(lambda: bar.saved.text() == "Saving…")


def test_what_is_not_saved_is_said(bar: StatusBar) -> None:
    bar.show_state(SavedState(SavedPhase.FAILED, error=FolderGone("E:")))
    assert bar.saved.text() == "Not saved yet"


def test_what_a_portfolio_that_was_closed_still_says_is_not_shown(bar: StatusBar) -> None:
    bar.show_start()
    bar.show_state(SavedState(SavedPhase.SAVED, NOW))
    assert bar.saved.text() == "Works offline"


def test_what_is_saved_and_where_stand_apart(bar: StatusBar) -> None:
    bar.show_folder(Path("E/Rivera LSSC"), 0)
    saved = bar.saved
    end = saved.x() + saved.fontMetrics().horizontalAdvance(saved.text())
    icons = [each.x() for each in bar.findChildren(IconLabel) if each.isVisible()]
    assert 16 <= min(x for x in icons if x > end) - end <= 24


def test_it_shows_folder_and_room_and_cuts_a_long_path_only_for_the_eye(bar: StatusBar) -> None:
    bar.show_folder(Path("E/Rivera LSSC"), 11_400_000_000)
    assert bar.folder.text() == f"{Path('E/Rivera LSSC')}, 11 GB free"
    long = Path("E", *["a folder in a folder"] * 30)
    bar.show_folder(long, 0)
    assert "…" in bar.folder.text()
    assert bar.folder.accessibleName() == str(long)
