"""The whole journey by events of mouse and keyboard: same bytes as the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import Quiet
from lssc_desktop.package.reader import verify
from lssc_desktop.ui.main_window import MainWindow
from tests.ui.journey.by_command import packaged_by_command
from tests.ui.journey.told import spot, travel

PATIENCE = 20_000  # milliseconds


class SentEvents:
    """Hands that send their events to the window directly."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot = qtbot
        self._window = window

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=spot(widget))

    def type(self, text: str) -> None:
        QTest.keyClicks(self._keyboard(), text)

    def press(self, keys: str) -> None:
        QTest.keySequence(self._keyboard(), QKeySequence(keys))

    def until(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def _keyboard(self) -> QWidget:
        if QApplication.activeWindow() is None:  # a window manager does this after a dialog
            self._window.activateWindow()
            self.until(lambda: QApplication.focusWidget() is not None)
        return QApplication.focusWidget() or self._window


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # nobody watches
def test_from_the_start_page_to_a_verified_package(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    root = tmp_path / "Rivera LSSC"
    package = travel(window, SentEvents(qtbot, window), root)
    assert verify(package, Quiet()).valid
    same = packaged_by_command(root, "foundations", tmp_path / "by command.zip")
    assert same.read_bytes() == package.read_bytes()
