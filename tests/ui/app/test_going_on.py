"""Going on with the text where one left off: F6, Ctrl+E, Continue, and the start page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.messages.message import Message
from lssc_desktop.store.folder.opening import LeftOff, write_left_off
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import CheckPlace, Overview, SetPlace, Tab
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.overview.page import OverviewPage
from lssc_desktop.ui.workspace.page import WorkspacePage

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEN = TextPlace("foundations", 10)


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], sample: Path, qtbot: QtBot) -> MainWindow:
    """The window with a portfolio whose competency 10 was left in the middle of the text."""
    write_left_off(sample, LeftOff().moved(TEN, 40))
    window = open_window(sample)
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def workspace(window: MainWindow) -> WorkspacePage:
    assert window.portfolio_view is not None
    page = window.portfolio_view.page
    assert isinstance(page, WorkspacePage)
    return page


def editor_of(window: MainWindow, qtbot: QtBot) -> RichEditor:
    """Return the text that is shown, when it was read."""
    response = workspace(window).panel.response
    qtbot.waitUntil(lambda: not response.is_locked)
    return response.box.editor


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


@pytest.mark.parametrize("place", [Overview(), CheckPlace("foundations")])
def test_ctrl_e_leads_into_the_text_from_another_page(
    window: MainWindow, qtbot: QtBot, place: Overview | CheckPlace
) -> None:
    window.go_to(place)
    press(window, Qt.Key.Key_E, _CTRL)
    editor = editor_of(window, qtbot)

    assert window.portfolio_view is not None
    assert window.portfolio_view.place == SetPlace(
        "foundations", 10, tab=Tab.RESPONSE, in_text=True
    )
    assert editor.hasFocus()
    assert editor.textCursor().position() == 40


def test_ctrl_e_leads_into_the_text_that_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to(SetPlace("foundations", 11, tab=Tab.PLAN))
    editor = editor_of(window, qtbot)
    press(window, Qt.Key.Key_E, _CTRL)

    assert editor.hasFocus()
    assert workspace(window).panel.tab is Tab.RESPONSE
    assert window.portfolio_view is not None
    assert window.portfolio_view.place == SetPlace("foundations", 11, tab=Tab.PLAN)


def test_continue_leads_into_the_text_where_one_left_off(window: MainWindow, qtbot: QtBot) -> None:
    assert window.portfolio_view is not None
    overview = window.portfolio_view.page
    assert isinstance(overview, OverviewPage)
    assert "10" in overview.continue_button.text()
    assert overview.continue_button.hasFocus()
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    editor = editor_of(window, qtbot)

    assert editor.hasFocus()
    assert editor.textCursor().position() == 40


def test_continue_names_the_text_one_was_in_last(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to(SetPlace("foundations", 5, in_text=True))
    editor_of(window, qtbot)
    window.go_to(Overview())

    assert window.portfolio_view is not None
    overview = window.portfolio_view.page
    assert isinstance(overview, OverviewPage)
    assert overview.continue_button.text().endswith(" 5")


def test_f6_leads_from_the_list_into_the_text_and_back(window: MainWindow, qtbot: QtBot) -> None:
    window.go_to(SetPlace("foundations", 10, tab=Tab.RESPONSE))
    editor = editor_of(window, qtbot)
    page = workspace(window)
    assert page.competencies.list.hasFocus()
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    assert editor.hasFocus()
    assert editor.textCursor().position() == 40
    press(window, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    assert page.tray.cards[0].hasFocus()
    press(window, Qt.Key.Key_F6, _SHIFT)
    assert editor.hasFocus()


def test_the_start_page_goes_on_in_the_text(
    start_window: MainWindow, sample: Path, qtbot: QtBot
) -> None:
    write_left_off(sample, LeftOff().moved(TEN, 40))
    start_window.start_page.show_last(sample)
    with qtbot.waitSignal(start_window.session_changed):
        QTest.mouseClick(start_window.start_page.last_button, Qt.MouseButton.LeftButton)
    editor = editor_of(start_window, qtbot)

    assert editor.hasFocus()
    assert editor.textCursor().position() == 40


def test_a_portfolio_that_is_opened_otherwise_begins_with_its_overview(
    window: MainWindow,
) -> None:
    assert window.portfolio_view is not None
    assert window.portfolio_view.place == Overview()


def test_what_is_typed_on_a_notice_goes_into_the_text(
    window: MainWindow, notices: Notices, qtbot: QtBot
) -> None:
    window.go_to(SetPlace("foundations", 12, tab=Tab.RESPONSE))
    editor = editor_of(window, qtbot)
    notices.show(Message("The drive is full."), Tone.BAD)
    assert window.frame.notice_area.shown is not None
    window.frame.notice_area.shown.dismiss_button.setFocus()
    for letter in "kept":
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, letter)

    assert editor.toPlainText() == "kept"
