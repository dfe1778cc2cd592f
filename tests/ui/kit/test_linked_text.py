"""Links in a text are reached, read and followed by keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.kit.labels import LinkedText
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.reading_order import TabInOrder

SOURCE = """# Rules

See the [competencies *of 2012*](https://a.example/one), the
[handbook](https://a.example/two), or a [program](file:///bin/true).
"""


class Page(TabInOrder, QWidget):
    """A window in which Tab follows the layouts."""


class Browser(QObject):
    """Remembers which addresses it was asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        self.opened.append(address.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    browser = Browser()
    for scheme in ("https", "file"):
        QDesktopServices.setUrlHandler(scheme, browser, "open")  # type: ignore[arg-type]  # it takes a text
    yield browser
    for scheme in ("https", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def text(qtbot: QtBot) -> LinkedText:
    page, text = Page(), LinkedText()
    qtbot.addWidget(page)
    text.setMarkdown(SOURCE)
    column(text, QPushButton("After"), on=page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    text.setFocus()
    return text


def test_tab_goes_from_link_to_link_and_out_of_the_text(qtbot: QtBot, text: LinkedText) -> None:
    selected = []
    for _link in range(3):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
        selected.append(text.textCursor().selectedText())
    assert selected == ["competencies of 2012", "handbook", "program"]
    qtbot.keyClick(text, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert text.textCursor().selectedText() == "handbook"
    for _link in range(2):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QPushButton)


def test_enter_follows_the_link_that_is_selected(
    qtbot: QtBot, text: LinkedText, browser: Browser
) -> None:
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert browser.opened == []
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert browser.opened == ["https://a.example/one"]


def test_a_link_to_a_file_is_never_followed(
    qtbot: QtBot, text: LinkedText, browser: Browser
) -> None:
    for _link in range(3):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert browser.opened == []


def test_a_click_follows_a_link(qtbot: QtBot, text: LinkedText, browser: Browser) -> None:
    cursor = text.textCursor()
    cursor.setPosition(text.toPlainText().index("handbook") + 3)
    at = text.cursorRect(cursor).center()
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert browser.opened == ["https://a.example/two"]


def test_a_screen_reader_has_the_words_and_which_are_selected(
    qtbot: QtBot, text: LinkedText
) -> None:
    told = QAccessible.queryAccessibleInterface(text)
    assert told.role() is QAccessible.Role.EditableText
    assert told.state().readOnly
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    words = told.textInterface()
    begin = text.textCursor().selectionStart()
    end = text.textCursor().selectionEnd()
    assert words.text(begin, end) == "competencies of 2012"
    assert words.selectionCount() == 1
