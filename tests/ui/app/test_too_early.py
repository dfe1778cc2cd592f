"""A key presses nothing that was not seen yet; what was not opened is said."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import override

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.focus import KeysWhenSeen
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.start.package import PackagePage
from tests.ui.conftest import Listener


@pytest.fixture(scope="module", autouse=True)
def keys(qapp: QApplication) -> Iterator[None]:
    """As in the application."""
    keys = KeysWhenSeen(qapp)
    yield
    qapp.focusChanged.disconnect(keys._on_focus)
    keys.deleteLater()


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    path = tmp_path / "letters.zip"
    letter = BagFile("letter.txt", b"Dear all")
    write_bag(path, "letters", [letter], (), date(2026, 11, 24), ignore_progress)
    return path


def test_return_does_nothing_to_a_package_that_was_not_seen_yet(
    qtbot: QtBot, start_window: MainWindow, notices: Notices, listener: Listener, bag: Path
) -> None:
    window = start_window
    window.activateWindow()
    qtbot.waitActive(window)
    window.setUpdatesEnabled(False)  # as when it is busy
    window.open_path(bag)
    qtbot.waitUntil(lambda: isinstance(window.page_stack.shown, PackagePage))
    page = window.page_stack.shown
    assert isinstance(page, PackagePage)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    assert window.page_stack.shown is page
    qtbot.waitUntil(page.open_button.hasFocus)
    page.open_button.clicked.connect(listener.hear)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    assert listener.heard == []
    assert notices.waiting == ()
    window.setUpdatesEnabled(True)


def test_closing_a_package_before_it_is_verified_is_said(
    qtbot: QtBot, new_window: MainWindow, services: Services, notices: Notices, bag: Path
) -> None:
    new_window.show()
    page = PackagePage(bag, services, bag.parent)
    qtbot.addWidget(page)
    page.leave_button.click()
    (notice,) = notices.waiting
    assert notice.message.happened == "“letters.zip” wasn’t opened."


@pytest.mark.parametrize("name", ["nothing.lssc.zip", "letters.zip"])
def test_the_start_page_has_its_programs_also_when_nothing_could_be_opened(
    qtbot: QtBot, new_window: MainWindow, notices: Notices, bag: Path, name: str
) -> None:
    bag.write_bytes(b"no package")
    new_window.show()
    new_window.open_path(bag.with_name(name))
    qtbot.waitUntil(lambda: bool(notices.waiting))
    qtbot.waitUntil(lambda: new_window.page_stack.shows_start)
    rows = new_window.start_page.program_rows
    qtbot.waitUntil(lambda: all(row.title.text().strip() for row in rows))
    assert rows[0].title.text() == "Library Support Staff Certification"


# Any window -------------------------------------------------------------------------------------


class Presses(QObject):
    """A window with two buttons and a text, and what was pressed in it."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.one, self.other = QPushButton("One"), QPushButton("Other")
        self.text, self.line = QPlainTextEdit(), QLineEdit()
        for button in (self.one, self.other):
            button.setAutoDefault(True)
        column(self.one, self.other, self.text, self.line, on=self.window)
        self.pressed: list[str] = []
        self.one.clicked.connect(lambda: self.pressed.append("one"))
        self.other.clicked.connect(lambda: self.pressed.append("other"))
        self.window.show()
        with qtbot.waitActive(self.window):
            self.window.activateWindow()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.windowHandle(), key)


class Painted(QObject):
    """Whether a widget was painted since this was made."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.is_painted = False
        widget.installEventFilter(self)

    @override
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.is_painted |= event.type() is QEvent.Type.Paint
        return False


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_once_it_was_painted_with_the_keyboard(
    qtbot: QtBot, key: Qt.Key
) -> None:
    presses = Presses(qtbot)
    painted = Painted(presses.other)
    presses.other.setFocus()
    presses.press(key)
    assert presses.pressed == []
    qtbot.waitUntil(lambda: painted.is_painted)

    def press_again() -> bool:
        presses.press(key)
        return bool(presses.pressed)

    qtbot.waitUntil(press_again)
    assert presses.pressed == ["other"]


def test_who_moves_by_keys_need_not_wait(qtbot: QtBot) -> None:
    presses = Presses(qtbot)
    painted = Painted(presses.one)
    presses.one.setFocus()
    qtbot.waitUntil(lambda: painted.is_painted)
    presses.press(Qt.Key.Key_Tab)
    presses.press(Qt.Key.Key_Space)
    assert presses.pressed == ["other"]


def test_what_is_typed_into_a_text_is_never_taken(qtbot: QtBot) -> None:
    presses = Presses(qtbot)
    presses.text.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_B):
        presses.press(key)
    assert presses.text.toPlainText() == "a\n b"
    presses.line.setFocus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_Space, Qt.Key.Key_B):
        presses.press(key)
    assert presses.line.text() == "a b"
