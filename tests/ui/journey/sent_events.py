"""Hands that work a window by events that are sent to it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from tests.ui.journey.told import spot


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
        self._qtbot.waitUntil(lambda: bool(condition()))

    def _keyboard(self) -> QWidget:
        if QApplication.activeWindow() is None:  # a window manager does this after a dialog
            self._window.activateWindow()
            self.until(lambda: QApplication.focusWidget() is not None)
        popup = QApplication.activePopupWidget()  # a menu takes every key
        return popup or QApplication.focusWidget() or self._window
