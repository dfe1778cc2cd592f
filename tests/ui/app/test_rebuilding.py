"""A folder that nothing says the owner of any more: asked in the window, rebuilt, opened."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.rebuilding import OwnerDialog
from lssc_desktop.ui.base.services import Services


@pytest.fixture
def dialog(qtbot: QtBot, start_window: MainWindow, services: Services, sample: Path) -> OwnerDialog:
    """The question, after portfolio.json and every earlier version of it went."""
    (sample / "portfolio.json").unlink()
    shutil.rmtree(sample / ".lssc", ignore_errors=True)
    start_window.open_path(sample)
    qtbot.waitUntil(lambda: bool(services.notices.questions))
    services.notices.questions[0].answer("rebuild")
    qtbot.waitUntil(lambda: bool(start_window.findChildren(OwnerDialog)))
    (dialog,) = start_window.findChildren(OwnerDialog)
    return dialog


def test_who_says_their_name_and_day_gets_the_work_back(
    qtbot: QtBot, start_window: MainWindow, dialog: OwnerDialog
) -> None:
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.error.said  # without a name
    qtbot.keyClicks(dialog.name, "A. Rivera")
    dialog.admitted.set_day(date(2024, 9, 14))
    with qtbot.waitSignal(start_window.session_changed):
        qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)
    assert start_window.session is not None
    portfolio = start_window.session.portfolio
    assert portfolio.candidate.name == "A. Rivera"
    assert portfolio.admitted == date(2024, 9, 14)
    foundations = portfolio.set_work("foundations")
    assert foundations is not None
    assert foundations.competency(1).response is not None


def test_who_leaves_it_changes_nothing(
    qtbot: QtBot, start_window: MainWindow, dialog: OwnerDialog, sample: Path
) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert start_window.session is None
    assert not (sample / "portfolio.json").exists()
