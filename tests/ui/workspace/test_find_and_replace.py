"""Find and replace in the text of a response, by the keys and menus of the window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.text.richtext import Paragraph, RichText, Span, plain
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.edit_menu import Search
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.editor.find_bar import FindBar
from lssc_desktop.ui.workspace.page import WorkspacePage

# Nobody watches the menus that are opened.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_LINK = "https://example.org/cat"
_CATS = "A cat saw the Cat of a category, and the cat ran."


@pytest.fixture(autouse=True)
def no_clipboard_is_left(qapp: QApplication) -> Iterator[None]:
    """What Python put on the clipboard goes before Python does."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], sample: Path, qtbot: QtBot) -> MainWindow:
    window = open_window(sample)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> WorkspacePage:
    window.go_to(SetPlace("foundations", 11, tab=Tab.RESPONSE))
    assert window.portfolio_view is not None
    page = window.portfolio_view.page
    assert isinstance(page, WorkspacePage)
    qtbot.waitUntil(lambda: not page.panel.response.is_locked)
    return page


@pytest.fixture
def editor(page: WorkspacePage) -> RichEditor:
    """The response with a text of its own, and the keyboard."""
    editor = page.panel.response.box.editor
    editor.setFocus()
    write(editor, _CATS)
    return editor


@pytest.fixture
def bar(page: WorkspacePage) -> FindBar:
    return page.panel.response.box.find_bar


def write(editor: RichEditor, text: str) -> None:
    QTest.keyClick(editor, Qt.Key.Key_A, _CTRL)
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Home, _CTRL)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def type_words(text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def click(window: MainWindow, action: QAction) -> None:
    """Open the Edit menu by a click, and click an entry."""
    menu, bar = window.frame.menus.edit, window.menuBar()
    place = bar.actionGeometry(menu.menuAction()).center()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


class TestReplacing:
    def test_all_are_replaced_as_one_step_and_counted(
        self, editor: RichEditor, bar: FindBar
    ) -> None:
        press(Qt.Key.Key_H, _CTRL)
        type_words("cat")
        press(Qt.Key.Key_Tab)
        while QApplication.focusWidget() is not bar.replacement:
            press(Qt.Key.Key_Tab)
        type_words("dog")
        QTest.mouseClick(bar.replace_all_button, Qt.MouseButton.LeftButton)

        assert plain(editor.rich_text()) == "A dog saw the dog of a dogegory, and the dog ran."
        assert bar.note.text() == "4 replaced."
        press(Qt.Key.Key_Escape)
        assert editor.hasFocus()
        press(Qt.Key.Key_Z, _CTRL)
        assert plain(editor.rich_text()) == _CATS
        press(Qt.Key.Key_Y, _CTRL)
        assert plain(editor.rich_text()) == "A dog saw the dog of a dogegory, and the dog ran."

    @pytest.mark.parametrize(
        ("case", "whole", "expected"),
        [
            (True, False, "A ox saw the Cat of a oxegory, and the ox ran."),
            (False, True, "A ox saw the ox of a category, and the ox ran."),
            (True, True, "A ox saw the Cat of a category, and the ox ran."),
        ],
    )
    def test_case_and_whole_words_count_when_ticked(
        self, editor: RichEditor, bar: FindBar, *, case: bool, whole: bool, expected: str
    ) -> None:
        press(Qt.Key.Key_H, _CTRL)
        type_words("cat")
        for wanted, choice in ((case, bar.match_case), (whole, bar.whole_words)):
            if wanted:
                QTest.mouseClick(choice, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
        bar.replacement.setFocus()
        type_words("ox")
        QTest.mouseClick(bar.replace_all_button, Qt.MouseButton.LeftButton)

        assert plain(editor.rich_text()) == expected

    def test_one_after_the_other_is_replaced_by_enter(
        self, editor: RichEditor, bar: FindBar
    ) -> None:
        press(Qt.Key.Key_H, _CTRL)
        type_words("cat")
        bar.replacement.setFocus()
        type_words("dog")
        assert editor.textCursor().selectedText() == "cat"
        press(Qt.Key.Key_Return)

        assert plain(editor.rich_text()).startswith("A dog saw the Cat")
        assert editor.textCursor().selectedText() == "Cat"
        press(Qt.Key.Key_Return)
        assert plain(editor.rich_text()).startswith("A dog saw the dog of a category")

    def test_what_is_typed_before_is_another_step(self, editor: RichEditor, bar: FindBar) -> None:
        press(Qt.Key.Key_End, _CTRL)
        type_words(" ab")
        press(Qt.Key.Key_H, _CTRL)
        type_words("ran")
        bar.replacement.setFocus()
        type_words("slept")
        QTest.mouseClick(bar.replace_all_button, Qt.MouseButton.LeftButton)
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_Z, _CTRL)

        assert plain(editor.rich_text()) == f"{_CATS} ab"

    def test_links_and_kept_objects_stay_and_bold_stays_bold(
        self, editor: RichEditor, bar: FindBar
    ) -> None:
        text = RichText(
            (
                Paragraph((Span("A "), Span("cat", bold=True), Span(" of the "))),
                Paragraph((Span("the cat page", link=_LINK), Span(" has a cat"))),
            )
        )
        press(Qt.Key.Key_A, _CTRL)
        editor.insert_rich_text(text)
        press(Qt.Key.Key_H, _CTRL)
        bar.field.selectAll()
        type_words("cat")
        bar.replacement.setFocus()
        type_words("dog")
        QTest.mouseClick(bar.replace_all_button, Qt.MouseButton.LeftButton)

        assert editor.rich_text() == RichText(
            (
                Paragraph((Span("A "), Span("dog", bold=True), Span(" of the "))),
                Paragraph((Span("the cat page", link=_LINK), Span(" has a dog"))),
            )
        )
        assert bar.note.text() == ("2 replaced. 1 in a link or protected object wasn’t changed.")

    def test_words_that_are_not_there_are_told(self, editor: RichEditor, bar: FindBar) -> None:
        press(Qt.Key.Key_H, _CTRL)
        type_words("zebra")
        QTest.mouseClick(bar.replace_all_button, Qt.MouseButton.LeftButton)

        assert bar.note.text() == "“zebra” isn’t in this text."
        assert plain(editor.rich_text()) == _CATS

    def test_a_text_that_is_locked_is_searched_and_not_replaced(
        self, page: WorkspacePage, editor: RichEditor, bar: FindBar, window: MainWindow
    ) -> None:
        page.panel.response.set_handed_in(handed_in=True)
        press(Qt.Key.Key_H, _CTRL)
        assert bar.isHidden()
        press(Qt.Key.Key_F, _CTRL)
        assert bar.isVisible()
        assert bar.replacement.isHidden()
        assert editor.isReadOnly()
        editor.setFocus()
        assert not window.menu_actions.text.searches[Search.REPLACE].isEnabled()
        assert window.menu_actions.text.searches[Search.FIND].isEnabled()


class TestFinding:
    def test_f3_finds_on_in_the_text_and_in_the_bar(self, editor: RichEditor, bar: FindBar) -> None:
        press(Qt.Key.Key_F, _CTRL)
        type_words("cat")
        first = editor.textCursor().selectionStart()
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_F3)
        second = editor.textCursor().selectionStart()
        press(Qt.Key.Key_F3, _SHIFT)

        assert (first, second) == (2, 14)
        assert editor.textCursor().selectionStart() == 2
        assert bar.isHidden()

    def test_f3_with_nothing_to_find_asks(self, editor: RichEditor, bar: FindBar) -> None:
        press(Qt.Key.Key_F3)

        assert bar.field.hasFocus()
        assert editor.textCursor().position() == 0

    def test_what_is_selected_is_what_is_sought(self, editor: RichEditor, bar: FindBar) -> None:
        press(Qt.Key.Key_Right, _CTRL)
        press(Qt.Key.Key_Right, _CTRL | _SHIFT)
        press(Qt.Key.Key_F, _CTRL)

        assert bar.field.text() == "cat "
        assert editor.textCursor().selectedText() == "cat "

    def test_the_introduction_is_searched_from_the_introduction(
        self, page: WorkspacePage, editor: RichEditor
    ) -> None:
        introduction = page.panel.response.introduction
        introduction.setFocus()
        write(introduction, "Words " * 80 + "zebra")
        high = introduction.height()
        press(Qt.Key.Key_F, _CTRL)
        type_words("zebra")

        assert introduction.textCursor().selectedText() == "zebra"
        assert introduction.height() == high  # it does not fold over what was found
        press(Qt.Key.Key_Escape)
        assert introduction.hasFocus()
        editor.setFocus()
        assert introduction.height() < high

    def test_the_count_of_words_stays_in_sight_below_both_rows(
        self, page: WorkspacePage, editor: RichEditor, bar: FindBar, qtbot: QtBot
    ) -> None:
        press(Qt.Key.Key_H, _CTRL)
        words = page.panel.response.box.length

        def is_in_sight(part: QWidget) -> bool:
            return bool(part.visibleRegion().boundingRect().height() == part.height())

        assert bar.is_replacing
        assert editor.isVisible()
        qtbot.waitUntil(lambda: is_in_sight(words) and is_in_sight(bar))
        press(Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: is_in_sight(words))


class TestEditMenu:
    def test_its_entries_act_on_the_text_by_mouse(
        self, window: MainWindow, editor: RichEditor, bar: FindBar
    ) -> None:
        text = window.menu_actions.text
        click(window, text.select_all)
        assert editor.textCursor().selectedText() == _CATS
        click(window, text.cut)
        assert plain(editor.rich_text()) == ""
        click(window, text.paste)
        assert plain(editor.rich_text()) == _CATS
        click(window, text.searches[Search.FIND])
        assert bar.field.hasFocus()

    def test_its_entries_act_on_the_field_that_has_the_keyboard(
        self, window: MainWindow, editor: RichEditor, bar: FindBar
    ) -> None:
        press(Qt.Key.Key_F, _CTRL)
        type_words("cat ran")
        text = window.menu_actions.text
        click(window, text.select_all)
        click(window, text.copy)

        clipboard = QApplication.clipboard()
        assert clipboard.text() == "cat ran"
        assert bar.field.hasFocus()
        click(window, text.searches[Search.NEXT])
        assert editor.textCursor().selectedText() == "cat ran"

    @pytest.mark.usefixtures("editor")
    def test_it_offers_what_makes_sense(self, window: MainWindow, page: WorkspacePage) -> None:
        text = window.menu_actions.text
        menu = window.frame.menus.edit
        menu.popup(window.mapToGlobal(QPoint(40, 40)))
        assert not text.cut.isEnabled()
        assert not text.copy.isEnabled()
        assert text.select_all.isEnabled()
        menu.close()
        page.competencies.list.setFocus()

        offered = (text.cut, text.copy, text.paste, text.select_all, *text.searches.values())
        assert not any(action.isEnabled() for action in offered)

    def test_a_right_click_names_the_same_keys(
        self, window: MainWindow, editor: RichEditor
    ) -> None:
        """Found by a candidate: the one said Ctrl+Y, the other Ctrl+Shift+Z."""
        actions = window.menu_actions
        editor.setFocus()
        press(Qt.Key.Key_F10, _SHIFT)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        native = QKeySequence.SequenceFormat.NativeText
        shown = {
            each.text().replace("&", ""): each.shortcut().toString(native)
            for each in menu.actions()
        }
        ours = {
            action.text().replace("&", "").lower(): action.shortcut().toString(native)
            for action in (actions.undo, actions.redo, actions.text.cut, actions.text.copy)
        }

        assert {name.lower(): shown[name] for name in ("Undo", "Redo", "Cut", "Copy")} == ours
        menu.close()
