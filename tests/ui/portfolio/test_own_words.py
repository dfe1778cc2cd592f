"""Words of the candidate's own: added by a right click, kept with the portfolio, removed again."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.candidate_edits import add_word
from lssc_desktop.store.folder.codec import decode
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.preferences import PreferencesDialog
from lssc_desktop.ui.base.place import HelpPlace, SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.portfolio.dialogs import OwnWordsDialog
from lssc_desktop.ui.workspace.page import WorkspacePage

# Nobody watches the menus that are opened.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def candidate_window(
    open_window: Callable[[Path], MainWindow], sample: Path, qtbot: QtBot
) -> MainWindow:
    window = open_window(sample)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def session(candidate_window: MainWindow) -> Session:
    assert candidate_window.session is not None
    return candidate_window.session


@pytest.fixture
def page(candidate_window: MainWindow, qtbot: QtBot) -> WorkspacePage:
    candidate_window.go_to(SetPlace("foundations", 11, tab=Tab.RESPONSE))
    assert candidate_window.portfolio_view is not None
    page = candidate_window.portfolio_view.page
    assert isinstance(page, WorkspacePage)
    qtbot.waitUntil(lambda: not page.panel.response.is_locked)
    return page


def marked(page: WorkspacePage) -> set[str]:
    marks = page.panel.response.box.editor.extraSelections()
    return {mark.cursor.selectedText() for mark in marks}


def entry(menu: QMenu, text: str) -> QAction:
    return next(each for each in menu.actions() if each.text().replace("&", "") == text)


def open_dialog(window: MainWindow, qtbot: QtBot) -> OwnWordsDialog:
    window.menu_actions.own_words.trigger()
    dialog = window.findChild(OwnWordsDialog)
    assert isinstance(dialog, OwnWordsDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def words(session: Session) -> tuple[str, ...]:
    return session.portfolio.words


def listed(dialog: OwnWordsDialog) -> list[str]:
    return [dialog.list.item(number).text() for number in range(dialog.list.count())]


def test_a_word_is_added_by_the_keyboard_kept_with_the_portfolio_and_undone(
    candidate_window: MainWindow, session: Session, page: WorkspacePage, sample: Path, qtbot: QtBot
) -> None:
    editor = page.panel.response.box.editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Home, _CTRL)
    QTest.keyClicks(editor, "Zwyrtk ")
    qtbot.waitUntil(lambda: "Zwyrtk" in marked(page))
    QTest.keyClick(editor, Qt.Key.Key_Left)
    QTest.keyClick(editor, Qt.Key.Key_F10, _SHIFT)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_A)  # "&Add ... to my words"

    assert words(session) == ("Zwyrtk",)
    qtbot.waitUntil(lambda: "Zwyrtk" not in marked(page))
    saved = sample / "portfolio.json"
    qtbot.waitUntil(lambda: decode(saved.read_bytes()).words == ("Zwyrtk",))
    candidate_window.activateWindow()
    page.competencies.list.setFocus()
    qtbot.waitUntil(page.competencies.list.hasFocus)
    actions = candidate_window.menu_actions
    candidate_window.frame.menus.edit.aboutToShow.emit()
    assert actions.undo.text() == "&Undo: “Zwyrtk” in your dictionary"
    QTest.keyClick(page.competencies.list, Qt.Key.Key_Z, _CTRL)

    assert words(session) == ()
    qtbot.waitUntil(lambda: "Zwyrtk" in marked(page))
    qtbot.waitUntil(lambda: decode(saved.read_bytes()).words == ())


def test_words_are_removed_from_the_list_by_key_and_by_button(
    candidate_window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    for word in ("alpha", "beta", "gamma"):
        session.apply(partial(add_word, word=word))
    dialog = open_dialog(candidate_window, qtbot)
    assert listed(dialog) == ["alpha", "beta", "gamma"]
    assert not dialog.remove.isEnabled()
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert words(session) == ("alpha", "beta")
    QTest.keyClick(dialog.list, Qt.Key.Key_A, _CTRL)
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)

    assert words(session) == ()
    assert dialog.list.isHidden()
    assert dialog.none.text() == "No words yet. Right-click a marked word to add it."
    dialog.reject()


def test_what_a_stranger_wrote_into_the_list_is_shown_as_it_is(
    candidate_window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    """It is only ever compared and shown, in one line and without markup."""
    odd = ("<b>bold</b>", "&File", "a\nb", "../../x", "")
    session.apply(partial(replace, words=odd))
    dialog = open_dialog(candidate_window, qtbot)

    assert listed(dialog) == list(odd)
    dialog.reject()


def test_the_preferences_say_when_there_is_no_dictionary_and_lead_to_help(
    candidate_window: MainWindow, services: Services
) -> None:
    candidate_window.menu_actions.preferences.trigger()
    (dialog,) = candidate_window.findChildren(PreferencesDialog)
    assert not dialog.of_spelling.isVisible()
    services.preferences.note_dictionary(is_there=False)
    assert dialog.of_spelling.text() == "This computer has no dictionary."
    assert not dialog.spelling.isEnabled()
    assert not dialog.spelling.isChecked()
    assert services.preferences.settings.spelling  # the choice itself stays
    services.preferences.note_dictionary(is_there=True)
    assert dialog.spelling.isChecked()
    assert not dialog.get_dictionary.isVisible()

    services.preferences.note_dictionary(is_there=False)
    dialog.get_dictionary.click()
    assert candidate_window.portfolio_view is not None
    assert candidate_window.portfolio_view.place == HelpPlace("spelling")


def test_the_marks_are_switched_in_the_preferences(
    candidate_window: MainWindow, services: Services
) -> None:
    candidate_window.menu_actions.preferences.trigger()
    (dialog,) = candidate_window.findChildren(PreferencesDialog)
    dialog.spelling.click()
    assert not services.preferences.settings.spelling
    dialog.spelling.click()
    assert services.preferences.settings.spelling
    assert dialog.spelling.isChecked()
    dialog.reject()
