"""The menus by keyboard."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.text.richtext import Form, Paragraph, Span
from lssc_desktop.package.sample import write_sample
from lssc_desktop.store.programs import SHIPPED
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.actions import why_disabled
from lssc_desktop.ui.base.edit_menu import Format
from lssc_desktop.ui.base.place import HelpPlace, Overview, SetPlace
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.find.palette import destinations
from lssc_desktop.ui.shared.dialogs import ActsDialog
from lssc_desktop.ui.workspace.page import WorkspacePage

_CTRL = Qt.KeyboardModifier.ControlModifier


def test_no_two_entries_of_a_menu_have_the_same_letter(
    open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    letters = {
        menu.title(): Counter(
            QKeySequence.mnemonic(action.text()).toString()
            for action in menu.actions()
            if action.isVisible() and "&" in action.text().replace("&&", "")
        )
        for menu in window.menuBar().findChildren(QMenu)
    }
    assert len(letters) > 3
    twice = {
        title: [letter for letter, count in counts.items() if count > 1]
        for title, counts in letters.items()
    }
    assert {title: each for title, each in twice.items() if each} == {}


def test_the_menu_names_each_place_as_the_window_does(
    open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    session = window.session
    assert session is not None
    actions = window.menu_actions
    names = {each.place: each.name for each in destinations(session.program, session.portfolio)}
    for action in actions.pages:
        shown = action.text().replace("&&", "+").replace("&", "").replace("+", "&")
        assert shown == names[action.data()]


def entries(window: MainWindow) -> list[str]:
    """The entries of all menus, those of submenus not counted."""
    menus = [top.menu() for top in window.menuBar().actions() if top.isVisible()]
    shown = [action for menu in menus if isinstance(menu, QMenu) for action in menu.actions()]
    return [each.text() for each in shown if each.isVisible() and not each.isSeparator()]


@pytest.mark.parametrize("program", SHIPPED)
def test_the_menus_have_at_most_45_entries(
    open_window: Callable[[Path], MainWindow], tmp_path: Path, program: str
) -> None:
    write_sample(tmp_path / "sample", ignore_progress, program)
    shown = entries(open_window(tmp_path / "sample"))
    assert len(shown) > 30
    assert len(shown) <= 45


@pytest.mark.parametrize(
    ("program", "has_appeal"), [("lssc", True), ("cilip-certification", False)]
)
def test_a_letter_of_appeal_is_offered_where_the_program_has_appeals(
    open_window: Callable[[Path], MainWindow], tmp_path: Path, program: str, has_appeal: bool
) -> None:
    write_sample(tmp_path / "sample", ignore_progress, program)
    window = open_window(tmp_path / "sample")
    window.menu_actions.papers.trigger()
    (dialog,) = window.findChildren(ActsDialog)
    offered = {each.text() for each in dialog.findChildren(QPushButton)}
    assert ("Letter of appeal…" in offered) is has_appeal
    assert "Questions for the program office…" in offered
    dialog.reject()


def test_a_dialog_of_acts_closes_for_the_act_that_is_chosen(
    open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    window.menu_actions.your_program.trigger()
    (dialog,) = window.findChildren(ActsDialog)
    buttons = {each.text(): each for each in dialog.findChildren(QPushButton)}
    back = buttons["Go back to the earlier program file…"]
    assert not back.isEnabled()
    assert back.accessibleDescription() == "You haven’t switched the program file."
    buttons["About your program"].click()
    assert not dialog.isVisible()
    assert window.portfolio_view is not None
    assert window.portfolio_view.place == HelpPlace("program")


def test_the_menus_act_on_the_competency_that_is_shown(
    open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    view = window.portfolio_view
    assert view is not None
    window.go_to(Overview())
    full_window, _preview, after, before = window.menu_actions.in_set
    assert not any(act.isEnabled() for act in window.menu_actions.in_set)
    window.go_to(SetPlace("foundations", 3))
    after.trigger()
    after.trigger()
    before.trigger()
    assert view.place == SetPlace("foundations", 4)
    page = view.page
    assert isinstance(page, WorkspacePage)
    full_window.trigger()
    assert not page.competencies.isVisible()
    full_window.trigger()
    assert page.competencies.isVisible()


@pytest.fixture
def text(open_window: Callable[[Path], MainWindow], sample: Path, qtbot: QtBot) -> RichEditor:
    """The text of a competency with evidence, which has the keyboard."""
    window = open_window(sample)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go_to(SetPlace("foundations", 3))
    assert window.portfolio_view is not None
    page = window.portfolio_view.page
    assert isinstance(page, WorkspacePage)
    editor = page.panel.response.box.editor
    editor.setFocus()
    qtbot.waitUntil(lambda: editor.hasFocus() and editor.can_format(Format.CITE))
    return editor


def looks_of(window: QWidget) -> dict[Format, QAction]:
    """The entries of Edit > Format, as somebody sees them who opens the menu."""
    assert isinstance(window, MainWindow)
    window.frame.menus.edit.aboutToShow.emit()
    return window.menu_actions.text.formats


def test_the_look_of_words_can_be_chosen_in_the_menu(text: RichEditor) -> None:
    text.selectAll()
    text.insertPlainText("words")
    text.selectAll()
    for look in (Format.BOLD, Format.ITALIC, Format.SMALLER_HEADING):
        looks_of(text.window())[look].trigger()
    words = Span("words", bold=True, italic=True)
    assert text.rich_text().paragraphs == (Paragraph((words,), Form.HEADING_2),)


def test_without_a_text_no_look_can_be_chosen_and_the_entry_says_why(text: RichEditor) -> None:
    window = text.window()
    assert isinstance(window, MainWindow)
    assert [look for look, each in looks_of(window).items() if not each.isEnabled()] == []
    window.go_to(Overview())
    assert not any(each.isEnabled() for each in looks_of(window).values())
    assert why_disabled(looks_of(window)[Format.BOLD]) == "Click in a text first."


@pytest.mark.qt_log_ignore("does not support", extend=True)  # of popups, without a screen
def test_a_file_is_cited_by_its_key(text: RichEditor) -> None:
    QTest.keyClick(text, Qt.Key.Key_M, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert "(evidence 1)" in text.toPlainText()


def test_a_text_without_files_cites_none(text: RichEditor) -> None:
    text.set_citing(None)
    QTest.keyClick(text, Qt.Key.Key_M, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert not text.can_format(Format.CITE)
    assert QApplication.activePopupWidget() is None
