"""The keyboard stays in the text: tools by mouse, Tab, and the ways in and out by keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.documents.word import read_document
from lssc_desktop.store.folder.opening import read_left_off
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.editor.box import EditorTools
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.workspace.acting import DIVERSITY, wait_saved

_SHIFT = Qt.KeyboardModifier.ShiftModifier

type Tool = Callable[[EditorTools], QToolButton]


@pytest.fixture
def page(page: WorkspacePage, qtbot: QtBot) -> WorkspacePage:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def editor(page: WorkspacePage) -> RichEditor:
    """The text, empty, with the keyboard."""
    editor = page.panel.response.box.editor
    editor.setFocus()
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    return editor


@pytest.fixture
def tools(page: WorkspacePage) -> EditorTools:
    return page.panel.response.box.tools


def click(tool: QWidget) -> None:
    QTest.mouseClick(tool, Qt.MouseButton.LeftButton)


def type_where_the_keyboard_is(words: str) -> None:
    for letter in words:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, letter)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def say(words: str, form: Form = Form.BODY, level: int = 0) -> Paragraph:
    return Paragraph((Span(words),), form, level)


class TestTools:
    @pytest.mark.parametrize(
        ("tool", "written"),
        [
            (lambda tools: tools.bold, Paragraph((Span("words", bold=True),))),
            (lambda tools: tools.italic, Paragraph((Span("words", italic=True),))),
            (lambda tools: tools.bullets, say("words", Form.BULLET)),
            (lambda tools: tools.numbers, say("words", Form.NUMBER)),
        ],
        ids=["bold", "italic", "bullets", "numbers"],
    )
    def test_what_is_typed_after_a_click_is_written_in_its_form(
        self, editor: RichEditor, tools: EditorTools, tool: Tool, written: Paragraph
    ) -> None:
        click(tool(tools))
        type_where_the_keyboard_is("words")

        assert editor.rich_text().paragraphs == (written,)

    def test_a_tool_that_is_clicked_from_elsewhere_brings_the_keyboard_into_the_text(
        self, page: WorkspacePage, editor: RichEditor, tools: EditorTools
    ) -> None:
        page.competencies.list.setFocus()
        click(tools.bold)
        type_where_the_keyboard_is("words")

        assert editor.rich_text().paragraphs == (Paragraph((Span("words", bold=True),)),)

    def test_after_a_click_on_undo_typing_goes_on(
        self, editor: RichEditor, tools: EditorTools
    ) -> None:
        type_where_the_keyboard_is("lost")
        click(tools.undo)
        click(tools.redo)
        type_where_the_keyboard_is(" and found")

        assert editor.rich_text().paragraphs == (say("lost and found"),)

    def test_after_a_heading_was_chosen_typing_goes_on(
        self, page: WorkspacePage, editor: RichEditor, tools: EditorTools
    ) -> None:
        page.competencies.list.setFocus()
        tools.headings.actions()[0].trigger()
        type_where_the_keyboard_is("What I did")

        assert editor.rich_text().paragraphs == (say("What I did", Form.HEADING_1),)

    def test_a_link_asks_for_its_address_and_then_typing_goes_on(
        self, page: WorkspacePage, editor: RichEditor
    ) -> None:
        editor.setFocus()
        press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | _SHIFT)
        type_where_the_keyboard_is("example.org")
        press(Qt.Key.Key_Return)
        type_where_the_keyboard_is(" and")

        assert not page.panel.response.box.link_bar.isVisible()
        link = "https://example.org"
        assert editor.rich_text().paragraphs[0].spans == (Span(link, link=link), Span(" and"))

    def test_an_address_that_is_none_is_said_over_the_whole_width(
        self, page: WorkspacePage, editor: RichEditor
    ) -> None:
        bar = page.panel.response.box.link_bar
        editor.setFocus()
        press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | _SHIFT)
        assert bar.note.isHidden()
        type_where_the_keyboard_is("no address")
        press(Qt.Key.Key_Return)

        assert bar.isVisible()
        assert "phone number" in bar.note.text()
        assert bar.note.width() > 0.9 * bar.width()

    @pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
    def test_space_and_enter_press_a_tool_and_letters_go_into_the_text(
        self, editor: RichEditor, tools: EditorTools, key: Qt.Key
    ) -> None:
        tools.bold.setFocus(Qt.FocusReason.TabFocusReason)
        press(key)
        assert tools.bold.hasFocus()
        type_where_the_keyboard_is("every letter")

        assert editor.rich_text().paragraphs == (Paragraph((Span("every letter", bold=True),)),)

    def test_undo_by_keyboard_gives_the_keyboard_to_the_text_when_nothing_is_left(
        self, editor: RichEditor, tools: EditorTools
    ) -> None:
        editor.document().clearUndoRedoStacks()
        type_where_the_keyboard_is("a")
        tools.undo.setFocus(Qt.FocusReason.TabFocusReason)
        press(Qt.Key.Key_Space)

        assert editor.hasFocus()


class TestTab:
    def test_in_a_list_tab_goes_deeper_and_shift_tab_out(
        self, editor: RichEditor, tools: EditorTools
    ) -> None:
        click(tools.bullets)
        type_where_the_keyboard_is("one")
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Tab)
        type_where_the_keyboard_is("deep")
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Tab, _SHIFT)
        type_where_the_keyboard_is("two")
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Backtab, _SHIFT)
        type_where_the_keyboard_is("after")

        assert editor.rich_text().paragraphs == (
            say("one", Form.BULLET),
            say("deep", Form.BULLET, 1),
            say("two", Form.BULLET),
            say("after"),
        )

    def test_tab_goes_no_deeper_than_word_does(self, editor: RichEditor) -> None:
        editor.toggle_numbers()
        type_where_the_keyboard_is("deep")
        for _ in range(12):
            press(Qt.Key.Key_Tab)

        assert editor.rich_text().paragraphs == (say("deep", Form.NUMBER, 8),)

    def test_levels_made_by_tab_are_in_the_word_document(
        self, editor: RichEditor, session: Session, qtbot: QtBot
    ) -> None:
        editor.toggle_numbers()
        type_where_the_keyboard_is("one")
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Tab)
        type_where_the_keyboard_is("deep")
        wait_saved(qtbot, session)

        seen = read_document(session.root / DIVERSITY, DIVERSITY)
        assert seen.text.paragraphs[-2:] == (say("one", Form.NUMBER), say("deep", Form.NUMBER, 1))

    @pytest.mark.usefixtures("editor")
    def test_elsewhere_tab_indents_and_nothing_typed_is_lost(
        self, session: Session, qtbot: QtBot
    ) -> None:
        type_where_the_keyboard_is("First.")
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Tab)
        type_where_the_keyboard_is("Indented as in Word.")
        wait_saved(qtbot, session)

        seen = read_document(session.root / DIVERSITY, DIVERSITY)
        assert seen.text.paragraphs[-2:] == (say("First."), say("\tIndented as in Word."))

    def test_tab_takes_nothing_that_is_selected_away(self, editor: RichEditor) -> None:
        type_where_the_keyboard_is("All of my words")
        editor.selectAll()
        press(Qt.Key.Key_Tab)

        assert editor.rich_text().paragraphs == (say("All of my words"),)

    def test_shift_tab_over_a_heading_and_a_list_leaves_the_heading(
        self, editor: RichEditor
    ) -> None:
        editor.set_rich_text(RichText((say("Head", Form.HEADING_1), say("x", Form.BULLET, 1))))
        editor.selectAll()
        press(Qt.Key.Key_Backtab, _SHIFT)

        assert editor.rich_text().paragraphs == (say("Head", Form.HEADING_1), say("x", Form.BULLET))

    def test_in_the_introduction_tab_stays_too(self, page: WorkspacePage) -> None:
        introduction = page.panel.response.introduction
        introduction.setFocus()
        introduction.moveCursor(QTextCursor.MoveOperation.End)
        press(Qt.Key.Key_Tab)
        type_where_the_keyboard_is("on")

        assert introduction.rich_text().paragraphs[-1].text.endswith("\ton")


class TestTypedElsewhere:
    """What is typed in the workspace where nothing can be written goes into the text."""

    @pytest.mark.parametrize(
        "control",
        [
            lambda page: page.competencies.list,
            lambda page: page.competencies.more,
            lambda page: page.panel.head.ready,
            lambda page: page.panel.tabs,
            lambda page: page.panel.head.more,
            lambda page: page.competencies.check,
            lambda page: page.tray.cards[0],
            lambda page: page.tray.cards[0].weight,
            lambda page: page.tray.add_button,
        ],
        ids=[
            "list",
            "more for the set",
            "ready",
            "tabs",
            "more for the competency",
            "check",
            "card",
            "weight",
            "browse",
        ],
    )
    def test_a_sentence_is_written(
        self, page: WorkspacePage, editor: RichEditor, control: Callable[[WorkspacePage], QWidget]
    ) -> None:
        before = page.panel.head.state
        control(page).setFocus(Qt.FocusReason.TabFocusReason)
        assert control(page).hasFocus()
        type_where_the_keyboard_is("Ready to help readers")

        assert editor.rich_text().paragraphs == (say("Ready to help readers"),)
        assert editor.hasFocus()
        assert page.panel.head.state is before

    def test_beside_the_plan_it_goes_into_the_notes(
        self, page: WorkspacePage, editor: RichEditor
    ) -> None:
        page.panel.go_to_tab(Tab.PLAN)
        page.panel.plan.primary.selectAll()
        page.competencies.list.setFocus()
        type_where_the_keyboard_is("Ask Pat")

        assert page.panel.plan.primary.toPlainText() == "Ask Pat"
        assert not editor.rich_text().paragraphs

    def test_beside_the_evidence_it_goes_into_the_text_which_is_shown(
        self, page: WorkspacePage, editor: RichEditor
    ) -> None:
        page.panel.go_to_tab(Tab.EVIDENCE)
        page.panel.tabs.setFocus(Qt.FocusReason.TabFocusReason)
        type_where_the_keyboard_is("words")

        assert page.panel.tab is Tab.RESPONSE
        assert editor.rich_text().paragraphs == (say("words"),)

    def test_what_is_typed_while_a_text_is_read_is_written_when_it_was(
        self, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        page.go_to(SetPlace("foundations", 12, in_text=True))
        assert page.panel.response.is_locked
        type_where_the_keyboard_is("At once I begin")
        assert page.panel.response.is_locked
        qtbot.waitUntil(lambda: not page.panel.response.is_locked)
        type_where_the_keyboard_is(" and go on")

        editor = page.panel.response.box.editor
        assert editor.rich_text().paragraphs == (say("At once I begin and go on"),)

    def test_a_letter_with_alt_or_ctrl_writes_nothing(
        self, page: WorkspacePage, editor: RichEditor
    ) -> None:
        page.competencies.list.setFocus()
        press(Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
        press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)

        assert page.competencies.list.hasFocus()
        assert not editor.rich_text().paragraphs


class TestWhereTheUserLeftOff:
    def go(self, qtbot: QtBot, page: WorkspacePage, place: SetPlace) -> None:
        page.go_to(place)
        qtbot.waitUntil(lambda: not page.panel.response.is_locked)

    def caret(self, page: WorkspacePage) -> int:
        return page.panel.response.box.editor.textCursor().position()

    def test_a_text_that_is_gone_into_first_is_gone_on_with_at_its_end(
        self, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        self.go(qtbot, page, SetPlace("foundations", 10, in_text=True))

        editor = page.panel.response.box.editor
        assert editor.hasFocus()
        assert editor.textCursor().atEnd()

    def test_who_comes_to_read_sees_the_beginning(self, page: WorkspacePage, qtbot: QtBot) -> None:
        page.competencies.list.setFocus()
        self.go(qtbot, page, SetPlace("foundations", 9))

        editor = page.panel.response.box.editor
        assert editor.verticalScrollBar().value() == 0
        assert not editor.hasFocus()

    def test_the_cursor_is_where_it_was_in_a_text_that_was_not_changed(
        self, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        editor = page.panel.response.box.editor
        self.go(qtbot, page, SetPlace("foundations", 10, in_text=True))
        for _each in range(7):
            press(Qt.Key.Key_Left)
        before = self.caret(page)
        self.go(qtbot, page, SetPlace("foundations", 9))
        self.go(qtbot, page, SetPlace("foundations", 11))
        self.go(qtbot, page, SetPlace("foundations", 10, in_text=True))

        assert self.caret(page) == before
        assert editor.textCursor().position() < editor.document().characterCount() - 1
        assert editor.hasFocus()

    def test_it_is_there_after_the_portfolio_was_closed(
        self, page: WorkspacePage, qtbot: QtBot, session: Session
    ) -> None:
        self.go(qtbot, page, SetPlace("foundations", 10, in_text=True))
        for _each in range(7):
            press(Qt.Key.Key_Left)
        before = self.caret(page)
        with qtbot.waitSignal(session.closed):
            session.close()

        left_off = read_left_off(session.root)
        assert left_off.last == TextPlace("foundations", 10)
        assert left_off.caret(TextPlace("foundations", 10)) == before

    def test_a_place_behind_the_end_of_a_text_that_became_shorter_is_its_end(
        self, page: WorkspacePage, qtbot: QtBot, session: Session
    ) -> None:
        session.note_caret(TextPlace("foundations", 10), 1_000_000)
        self.go(qtbot, page, SetPlace("foundations", 10, in_text=True))

        assert page.panel.response.box.editor.textCursor().atEnd()

    def test_a_text_that_was_only_looked_at_is_not_where_one_left_off(
        self, page: WorkspacePage, qtbot: QtBot, session: Session
    ) -> None:
        page.competencies.list.setFocus()
        self.go(qtbot, page, SetPlace("foundations", 9))
        self.go(qtbot, page, SetPlace("foundations", 10))

        assert session.left_off.last is None


class TestWaysOut:
    def test_esc_and_then_tab_leaves_the_text_behind_it(
        self, page: WorkspacePage, editor: RichEditor
    ) -> None:
        before = editor.rich_text()
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_Tab)

        focused = QApplication.focusWidget()
        assert focused is not None
        assert not page.panel.isAncestorOf(focused)
        assert editor.rich_text() == before

    def test_after_esc_a_letter_makes_tab_indent_again(self, editor: RichEditor) -> None:
        press(Qt.Key.Key_Escape)
        type_where_the_keyboard_is("a")
        press(Qt.Key.Key_Tab)

        assert editor.rich_text().paragraphs == (say("a\t"),)

    def test_shift_tab_goes_to_the_introduction_and_then_to_the_tools(
        self, page: WorkspacePage, editor: RichEditor, tools: EditorTools
    ) -> None:
        press(Qt.Key.Key_Backtab, _SHIFT)
        assert page.panel.response.introduction.hasFocus()
        press(Qt.Key.Key_Backtab, _SHIFT)

        focused = QApplication.focusWidget()
        assert focused is not None
        assert tools.isAncestorOf(focused)
        assert not editor.rich_text().paragraphs

    def test_enter_in_the_introduction_leads_into_the_text(
        self, page: WorkspacePage, editor: RichEditor
    ) -> None:
        page.panel.response.introduction.setFocus()
        press(Qt.Key.Key_Return)

        assert editor.hasFocus()

    def test_the_way_out_is_said_once(self, page: WorkspacePage, editor: RichEditor) -> None:
        box = page.panel.response.box
        assert not box.hint.isVisible()
        assert "Esc and then Tab" in editor.accessibleDescription()
        press(Qt.Key.Key_Tab)

        assert box.hint.isVisible()
        assert "Esc and then Tab" in box.hint.text()

    def test_a_text_that_is_only_shown_is_left_by_tab(self, editor: RichEditor) -> None:
        editor.setReadOnly(True)
        press(Qt.Key.Key_Tab)

        assert not editor.hasFocus()
