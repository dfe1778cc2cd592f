"""The whole journey by events of mouse and keyboard: same bytes as the command line."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.reader import verify
from lssc_desktop.ui.app.main_window import MainWindow
from tests.ui.journey.by_command import packaged_by_command
from tests.ui.journey.sent_events import SentEvents
from tests.ui.journey.told import travel
from tests.ui.journey.told_statement import travel_with_a_statement


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # nobody watches
def test_from_the_start_page_to_a_verified_package(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    root = tmp_path / "Rivera LSSC"
    package = travel(window, SentEvents(qtbot, window), root)
    assert verify(package, ignore_progress).valid
    same = packaged_by_command(root, "foundations", tmp_path / "by command.zip")
    assert same.read_bytes() == package.read_bytes()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # nobody watches
def test_from_choosing_cilip_to_a_verified_portfolio(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    root = tmp_path / "Whitlock"
    package = travel_with_a_statement(window, SentEvents(qtbot, window), root)
    assert verify(package, ignore_progress).valid
    same = packaged_by_command(root, "portfolio", tmp_path / "by command.zip", review_copy=False)
    assert same.read_bytes() == package.read_bytes()
