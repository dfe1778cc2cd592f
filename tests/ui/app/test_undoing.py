"""Undo and Redo act on what has the keyboard, and say what they changed out of sight."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import mark_ready, set_plan
from lssc_desktop.core.portfolio.portfolio import Plan, TextPlace
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import Overview, SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.editor.spelling import SpellingMarks
from lssc_desktop.ui.workspace.page import WorkspacePage

# Nobody watches the menus that are opened.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
HERE = SetPlace("foundations", 11, tab=Tab.RESPONSE)
ELSEWHERE = SetPlace("foundations", 4, tab=Tab.RESPONSE)
note = partial(set_plan, set_id="foundations", number=11, today=date(2026, 11, 24))


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], sample: Path, qtbot: QtBot) -> MainWindow:
    window = open_window(sample)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


@pytest.fixture
def go(window: MainWindow, qtbot: QtBot) -> Callable[[SetPlace], WorkspacePage]:
    def there(place: SetPlace) -> WorkspacePage:
        window.go_to(place)
        assert window.portfolio_view is not None
        page = window.portfolio_view.page
        assert isinstance(page, WorkspacePage)
        qtbot.waitUntil(lambda: not page.panel.response.is_locked)
        return page

    return there


@pytest.fixture
def page(go: Callable[[SetPlace], WorkspacePage]) -> WorkspacePage:
    return go(HERE)


@pytest.fixture
def editor(page: WorkspacePage) -> RichEditor:
    """The text of competency 11, with the keyboard."""
    editor = page.panel.response.box.editor
    editor.setFocus()
    return editor


def other_note(session: Session) -> str:
    work = session.portfolio.set_work("foundations")
    assert work is not None
    return work.competency(11).plan.other


def choose_by_mouse(window: MainWindow, action: QAction) -> None:
    """Open the Edit menu by a click, and click an entry."""
    menu = window.frame.menus.edit
    bar = window.menuBar()
    QTest.mouseClick(
        bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(menu.menuAction()).center()
    )
    assert menu.isVisible()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def choose_by_keys(window: MainWindow, letter: Qt.Key) -> None:
    """Open the Edit menu by Alt and its letter, and press the letter of an entry."""
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, letter)


def words(action: QAction) -> str:
    return action.text().replace("&", "")


def open_and_close_menu(window: MainWindow) -> None:
    window.frame.menus.edit.popup(window.mapToGlobal(QPoint(40, 40)))
    window.frame.menus.edit.close()


class TestInText:
    @pytest.mark.parametrize("way", ["mouse", "keys"])
    def test_the_menu_takes_back_what_was_typed_and_nothing_else(
        self, window: MainWindow, session: Session, editor: RichEditor, way: str
    ) -> None:
        session.apply(partial(note, plan=Plan(other="Ask Pat for the charter")))
        before = plain(editor.rich_text())
        QTest.keyClicks(editor, "UNDOTEST")
        if way == "mouse":
            choose_by_mouse(window, window.menu_actions.undo)
        else:
            choose_by_keys(window, Qt.Key.Key_U)

        assert plain(editor.rich_text()) == before
        assert other_note(session) == "Ask Pat for the charter"

    def test_the_menu_offers_what_the_text_can_undo(
        self, window: MainWindow, session: Session, editor: RichEditor
    ) -> None:
        actions = window.menu_actions
        session.apply(partial(note, plan=Plan(other="x")))
        assert not actions.undo.isEnabled()
        QTest.keyClicks(editor, "a")
        assert actions.undo.isEnabled()
        assert not actions.redo.isEnabled()
        QTest.keyClick(editor, Qt.Key.Key_Z, _CTRL)

        assert actions.redo.isEnabled()
        open_and_close_menu(window)
        assert (words(actions.undo), words(actions.redo)) == ("Undo", "Redo")

    @pytest.mark.parametrize(
        ("key", "held"), [(Qt.Key.Key_Y, _CTRL), (Qt.Key.Key_Z, _CTRL | _SHIFT)]
    )
    def test_both_keys_of_redo_do_it_in_the_text(
        self, editor: RichEditor, key: Qt.Key, held: Qt.KeyboardModifier
    ) -> None:
        QTest.keyClicks(editor, "Typed")
        QTest.keyClick(editor, Qt.Key.Key_Z, _CTRL)
        QTest.keyClick(editor, key, held)

        assert plain(editor.rich_text()).endswith("Typed")

    def test_a_tool_of_the_text_belongs_to_it(
        self, session: Session, page: WorkspacePage, editor: RichEditor
    ) -> None:
        session.apply(partial(note, plan=Plan(other="Kept")))
        QTest.keyClicks(editor, "Typed")
        page.panel.response.box.tools.bold.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(page.panel.response.box.tools.bold, Qt.Key.Key_Z, _CTRL)

        assert not plain(editor.rich_text()).endswith("Typed")
        assert other_note(session) == "Kept"

    def test_a_note_takes_back_what_was_typed_into_it(
        self, window: MainWindow, session: Session, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        page.panel.go_to_tab(Tab.PLAN)
        field = page.panel.plan.other
        field.setFocus()
        QTest.keyClicks(field, "First. Second")
        qtbot.waitUntil(lambda: other_note(session) == "First. Second")
        choose_by_mouse(window, window.menu_actions.undo)
        qtbot.waitUntil(lambda: other_note(session) == "First. ")
        QTest.keyClick(field, Qt.Key.Key_Y, _CTRL)

        qtbot.waitUntil(lambda: other_note(session) == "First. Second")

    def test_a_caption_takes_back_what_was_typed_into_it(
        self, window: MainWindow, session: Session, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        page.panel.go_to_tab(Tab.EVIDENCE)
        card = page.panel.evidence.forms[0]
        before = card.caption.text()
        card.caption.setFocus()
        QTest.keyClick(card.caption, Qt.Key.Key_End)
        QTest.keyClicks(card.caption, "x")
        choose_by_mouse(window, window.menu_actions.undo)
        session.save_now()

        assert card.caption.text() == before
        work = session.portfolio.set_work("foundations")
        assert work is not None
        qtbot.waitUntil(lambda: work.competency(11).evidence[0].caption == before)

    def test_a_text_that_is_only_shown_leaves_undo_to_the_portfolio(
        self, window: MainWindow, session: Session, editor: RichEditor
    ) -> None:
        session.apply(partial(note, plan=Plan(other="x")))
        editor.setReadOnly(True)
        QTest.keyClick(editor, Qt.Key.Key_Z, _CTRL)
        choose_by_mouse(window, window.menu_actions.undo)

        assert other_note(session) != "x"


class TestOutsideOfText:
    def test_a_step_is_named_in_the_menu(
        self, window: MainWindow, session: Session, page: WorkspacePage
    ) -> None:
        page.competencies.list.setFocus()
        session.apply(partial(note, plan=Plan(other="x")))
        open_and_close_menu(window)
        actions = window.menu_actions
        assert words(actions.undo) == "Undo: planning note for competency 11"
        session.undo()
        open_and_close_menu(window)

        assert words(actions.redo) == "Redo: planning note for competency 11"
        assert words(actions.undo) == "Undo"

    def test_what_was_undone_out_of_sight_is_said_and_shown(
        self,
        services: Services,
        session: Session,
        go: Callable[[SetPlace], WorkspacePage],
        qtbot: QtBot,
    ) -> None:
        session.apply(partial(note, plan=Plan(other="Ask Pat")))
        page = go(ELSEWHERE)
        page.competencies.list.setFocus()
        QTest.keyClick(page.competencies.list, Qt.Key.Key_Z, _CTRL)
        assert other_note(session) != "Ask Pat"
        (told,) = services.notices.waiting
        assert told.message.happened == (
            "Undone: planning note for competency 11 in Foundations of Library Services."
        )
        assert told.action == "Show"
        services.notices.action_chosen.emit(told.key)
        qtbot.waitUntil(page.panel.plan.other.isVisible)

        assert page.shows(SetPlace("foundations", 11, tab=Tab.PLAN))
        assert services.notices.waiting == ()

    def test_another_tab_of_the_same_competency_is_out_of_sight(
        self, services: Services, session: Session, page: WorkspacePage
    ) -> None:
        session.apply(partial(note, plan=Plan(other="Ask Pat")))
        page.competencies.list.setFocus()
        QTest.keyClick(page.competencies.list, Qt.Key.Key_Z, _CTRL)

        assert [each.action for each in services.notices.waiting] == ["Show"]

    def test_what_is_in_sight_needs_no_words(
        self, services: Services, session: Session, page: WorkspacePage
    ) -> None:
        page.panel.go_to_tab(Tab.PLAN)
        session.apply(partial(note, plan=Plan(other="Ask Pat")))
        page.competencies.list.setFocus()
        QTest.keyClick(page.competencies.list, Qt.Key.Key_Z, _CTRL)

        assert page.panel.plan.other.toPlainText() != "Ask Pat"
        assert services.notices.waiting == ()

    @pytest.mark.parametrize(
        ("key", "held"), [(Qt.Key.Key_Y, _CTRL), (Qt.Key.Key_Z, _CTRL | _SHIFT)]
    )
    def test_both_keys_of_redo_do_it_and_it_is_said(
        self,
        services: Services,
        window: MainWindow,
        session: Session,
        key: Qt.Key,
        held: Qt.KeyboardModifier,
    ) -> None:
        window.go_to(Overview())
        session.apply(partial(note, plan=Plan(other="Ask Pat")))
        QTest.keyClick(window, Qt.Key.Key_Z, _CTRL)
        QTest.keyClick(window, key, held)

        assert other_note(session) == "Ask Pat"
        (told,) = services.notices.waiting
        assert told.message.happened.startswith("Redone: planning note for competency 11")

    def test_the_keyboard_that_leaves_the_text_leaves_undo_to_the_portfolio(
        self, session: Session, page: WorkspacePage, editor: RichEditor
    ) -> None:
        ready = partial(
            mark_ready, place=TextPlace("foundations", 11), ready=True, today=date(2026, 11, 24)
        )
        session.apply(ready)
        QTest.keyClicks(editor, "Typed")
        page.competencies.list.setFocus()
        QTest.keyClick(page.competencies.list, Qt.Key.Key_Z, _CTRL)

        assert plain(editor.rich_text()).endswith("Typed")
        work = session.portfolio.set_work("foundations")
        assert work is not None
        assert not work.competency(11).marked_ready


def test_menu_tool_tip_and_right_click_name_the_same_key(
    window: MainWindow, page: WorkspacePage, editor: RichEditor
) -> None:
    QTest.keyClicks(editor, "a")
    shown = window.menu_actions.redo.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    marks = editor.findChild(SpellingMarks)
    assert isinstance(marks, SpellingMarks)
    menu = marks.menu(0)
    entries = menu.actions()
    redo: QWidget = page.panel.response.box.tools.redo

    assert f"({shown})" in redo.toolTip()
    native = QKeySequence.SequenceFormat.NativeText
    assert shown in [entry.shortcut().toString(native) for entry in entries]
    assert not any("\t" in entry.text() for entry in entries)  # which a screen reader would read
    assert {each.toString() for each in window.menu_actions.redo.shortcuts()} >= {
        "Ctrl+Y",
        "Ctrl+Shift+Z",
    }


def test_what_was_deleted_comes_back_from_earlier_versions_after_the_portfolio_was_closed(
    window: MainWindow,
    editor: RichEditor,
    go: Callable[[SetPlace], WorkspacePage],
    sample: Path,
    qtbot: QtBot,
) -> None:
    """A candidate's first blocker: a wrong paste, saved, closed, and all words were gone."""
    session = window.session
    assert session is not None
    before = plain(editor.rich_text())
    QTest.keyClick(editor, Qt.Key.Key_A, _CTRL)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: session.is_safe)
    with qtbot.waitSignal(window.session_changed):
        QTest.keyClick(window, Qt.Key.Key_W, _CTRL)
    with qtbot.waitSignal(window.session_changed):
        window.open_path(sample)
    page = go(HERE)
    response = page.panel.response
    assert not plain(response.box.editor.rich_text())
    page.menu.versions.trigger()
    qtbot.waitUntil(lambda: page.versions.dialog is not None)
    dialog = page.versions.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog.accept_button.isEnabled)
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: plain(response.box.editor.rich_text()) == before)


def test_a_text_that_is_not_shown_any_more_leaves_undo_to_the_portfolio(
    window: MainWindow, session: Session, editor: RichEditor
) -> None:
    session.apply(partial(note, plan=Plan(other="Ask Pat")))
    QTest.keyClicks(editor, "Typed")
    window.go_to(Overview())
    choose_by_mouse(window, window.menu_actions.undo)

    assert other_note(session) != "Ask Pat"
    assert plain(editor.rich_text()).endswith("Typed")


def test_a_dialog_takes_nothing_from_the_text_that_had_the_keyboard(
    window: MainWindow, session: Session, editor: RichEditor, qtbot: QtBot
) -> None:
    before = plain(editor.rich_text())
    session.apply(partial(note, plan=Plan(other="Ask Pat")))
    QTest.keyClicks(editor, "Typed")
    window.menu_actions.about_you.trigger()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()
    qtbot.waitUntil(editor.hasFocus)
    choose_by_mouse(window, window.menu_actions.undo)

    assert plain(editor.rich_text()) == before
    assert other_note(session) == "Ask Pat"
