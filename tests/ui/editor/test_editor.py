from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.text.richtext import (
    Effect,
    Form,
    Paragraph,
    RichText,
    Span,
    normalized,
    plain,
)
from lssc_desktop.ui.editor.clipboard import from_html, to_html
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.kit.theme import Mode, Theme

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_LINK = "https://example.org/a?b=1&c=%20"

characters = st.characters(exclude_characters="\ufdd0\ufdd1")
looks = st.tuples(st.booleans(), st.booleans(), st.sampled_from(["", _LINK, "tel:+1"]))
effects = st.sampled_from(
    [frozenset(), {Effect.UNDERLINE}, {Effect.HIGHLIGHT, Effect.SUPERSCRIPT}, {Effect.STRIKE}]
).map(frozenset)
spans = st.builds(
    lambda text, look, out: replace(Span(text, *look), effects=out),
    st.text(characters),
    looks,
    effects,
)
paragraphs = st.builds(
    Paragraph,
    st.lists(spans, max_size=4).map(tuple),
    st.sampled_from(Form),
    st.integers(-1, 9),
)
texts = st.builds(RichText, st.lists(paragraphs, max_size=6).map(tuple))


def say(words: str, form: Form = Form.BODY, level: int = 0) -> Paragraph:
    return Paragraph((Span(words),), form, level)


@pytest.fixture(scope="module")
def kept_editor(worn_theme: Theme) -> RichEditor:
    return RichEditor(worn_theme, "Response")


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> RichEditor:
    editor = RichEditor(theme, "Response")
    qtbot.addWidget(editor)
    editor.show()
    qtbot.waitExposed(editor)
    editor.setFocus()
    return editor


@pytest.fixture
def introduction(qtbot: QtBot, theme: Theme) -> RichEditor:
    editor = RichEditor(theme, "Introduction", Form.INTRODUCTION)
    qtbot.addWidget(editor)
    return editor


def printable(text: RichText) -> str:
    return "".join(char for char in plain(text) if char.isprintable() and not char.isspace())


def end(editor: RichEditor) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.End)


@given(text=texts)
@settings(max_examples=200)
def test_what_is_shown_is_read_back_as_it_was(kept_editor: RichEditor, text: RichText) -> None:
    kept_editor.set_rich_text(text)

    assert kept_editor.rich_text() == normalized(text)


def test_two_characters_that_qt_keeps_for_itself_are_shown_as_unknown(editor: RichEditor) -> None:
    editor.set_rich_text(RichText((say("a\ufdd0b\ufdd1"),)))

    assert editor.rich_text() == RichText((say("a\ufffdb\ufffd"),))


def test_a_text_that_begins_with_u_feff_keeps_it(editor: RichEditor) -> None:
    editor.set_rich_text(RichText((say("\ufeffa"),)))

    assert editor.rich_text() == RichText((say("\ufeffa"),))


def test_showing_a_text_is_no_edit_of_the_person(editor: RichEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_rich_text(RichText((say("Story time"),)))

    assert not editor.document().isUndoAvailable()


def test_a_theme_that_changes_is_no_edit_of_the_person(
    editor: RichEditor, theme: Theme, qtbot: QtBot
) -> None:
    editor.set_rich_text(RichText((say("What I did", Form.HEADING_1),)))

    with qtbot.assertNotEmitted(editor.edited):
        theme.set_text_scale(1.5)
        theme.set_mode(Mode.DARK)


class TestKeys:
    def test_ctrl_b_makes_what_is_typed_next_bold(self, editor: RichEditor) -> None:
        QTest.keyClicks(editor, "a ")
        QTest.keyClick(editor, Qt.Key.Key_B, _CTRL)
        QTest.keyClicks(editor, "b")

        assert editor.rich_text().paragraphs[0].spans == (Span("a "), Span("b", bold=True))

    def test_ctrl_i_makes_the_selection_italic_and_upright_again(self, editor: RichEditor) -> None:
        QTest.keyClicks(editor, "word")
        editor.selectAll()
        QTest.keyClick(editor, Qt.Key.Key_I, _CTRL)
        italic = editor.rich_text()
        QTest.keyClick(editor, Qt.Key.Key_I, _CTRL)

        assert italic.paragraphs[0].spans == (Span("word", italic=True),)
        assert editor.rich_text().paragraphs[0].spans == (Span("word"),)

    def test_enter_goes_on_with_a_list_and_ends_it_on_an_empty_item(
        self, editor: RichEditor
    ) -> None:
        QTest.keyClick(editor, Qt.Key.Key_L, _CTRL | _SHIFT)
        QTest.keyClicks(editor, "one")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.keyClicks(editor, "two")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.keyClicks(editor, "after")

        assert editor.rich_text().paragraphs == (
            say("one", Form.BULLET),
            say("two", Form.BULLET),
            say("after"),
        )

    def test_levels_go_down_and_up_and_backspace_leaves_the_list(self, editor: RichEditor) -> None:
        QTest.keyClick(editor, Qt.Key.Key_N, _CTRL | _SHIFT)
        QTest.keyClicks(editor, "x")
        QTest.keyClick(editor, Qt.Key.Key_Right, _ALT | _SHIFT)
        QTest.keyClick(editor, Qt.Key.Key_Right, _ALT | _SHIFT)
        QTest.keyClick(editor, Qt.Key.Key_Left, _ALT | _SHIFT)
        deeper = editor.rich_text().paragraphs
        QTest.keyClick(editor, Qt.Key.Key_Home)
        QTest.keyClick(editor, Qt.Key.Key_Backspace)
        QTest.keyClick(editor, Qt.Key.Key_Backspace)

        assert deeper == (say("x", Form.NUMBER, 1),)
        assert editor.rich_text().paragraphs == (say("x"),)

    def test_after_a_heading_comes_body_text(self, editor: RichEditor) -> None:
        QTest.keyClick(editor, Qt.Key.Key_2, _CTRL | _ALT)
        QTest.keyClicks(editor, "What I did")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QTest.keyClicks(editor, "In spring")

        assert editor.rich_text().paragraphs == (
            say("What I did", Form.HEADING_2),
            say("In spring"),
        )

    def test_shift_enter_breaks_the_line_within_a_paragraph(self, editor: RichEditor) -> None:
        QTest.keyClicks(editor, "a")
        QTest.keyClick(editor, Qt.Key.Key_Return, _SHIFT)
        QTest.keyClicks(editor, "b")

        assert editor.rich_text().paragraphs == (say("a\nb"),)

    def test_undo_takes_a_form_back_and_redo_gives_it_again(self, editor: RichEditor) -> None:
        editor.set_rich_text(RichText((say("a"), say("b"))))
        editor.selectAll()
        QTest.keyClick(editor, Qt.Key.Key_L, _CTRL | _SHIFT)
        editor.undo()
        undone = editor.rich_text().paragraphs
        editor.redo()

        assert undone == (say("a"), say("b"))
        assert editor.rich_text().paragraphs == (say("a", Form.BULLET), say("b", Form.BULLET))

    def test_undo_is_an_edit_even_back_to_the_first_text(
        self, editor: RichEditor, qtbot: QtBot
    ) -> None:
        editor.set_rich_text(RichText((say("a"),)))
        QTest.keyClicks(editor, "b")

        with qtbot.waitSignal(editor.edited):
            editor.undo()

    def test_ctrl_tab_writes_a_tab(self, editor: RichEditor) -> None:
        QTest.keyClick(editor, Qt.Key.Key_Tab, _CTRL)

        assert editor.rich_text() == RichText((say("\t"),))

    def test_a_read_only_editor_obeys_no_key(self, editor: RichEditor) -> None:
        editor.set_rich_text(RichText((say("a"),)))
        editor.setReadOnly(True)
        editor.selectAll()
        QTest.keyClick(editor, Qt.Key.Key_B, _CTRL)
        QTest.keyClick(editor, Qt.Key.Key_Backspace)
        QTest.keyClick(editor, Qt.Key.Key_Tab, _CTRL)

        assert editor.rich_text() == RichText((say("a"),))


class TestUndoSteps:
    def test_seventy_words_typed_without_a_stop_go_back_in_sentences(
        self, editor: RichEditor
    ) -> None:
        sentence = "The reference desk helped nine people with forms. "
        QTest.keyClicks(editor, sentence * 8)
        editor.undo()

        assert plain(editor.rich_text()) == sentence * 7

    def test_a_sentence_without_an_end_goes_back_by_ten_words(self, editor: RichEditor) -> None:
        QTest.keyClicks(editor, "word " * 25)
        editor.undo()

        assert plain(editor.rich_text()) == "word " * 20

    def test_a_sentence_in_quotes_ends_there_too(self, editor: RichEditor) -> None:
        QTest.keyClicks(editor, 'He said "Thanks." Then he left')
        editor.undo()

        assert plain(editor.rich_text()) == 'He said "Thanks." '

    def test_after_a_pause_another_step_begins(self, editor: RichEditor, qtbot: QtBot) -> None:
        QTest.keyClicks(editor, "Before and ")
        with qtbot.waitSignal(editor.document().modificationChanged):
            pass  # nobody types
        QTest.keyClicks(editor, "after")
        editor.undo()

        assert plain(editor.rich_text()) == "Before and "

    def test_letters_deleted_one_by_one_do_not_all_come_back_at_once(
        self, editor: RichEditor
    ) -> None:
        editor.set_rich_text(RichText((say("x" * 200),)))
        end(editor)
        for _ in range(150):
            QTest.keyClick(editor, Qt.Key.Key_Backspace)
        editor.undo()

        assert 50 < len(plain(editor.rich_text())) <= 150

    def test_every_step_comes_back_by_redo(self, editor: RichEditor) -> None:
        QTest.keyClicks(editor, "One. Two. Three.")
        while editor.document().isUndoAvailable():
            editor.undo()
        while editor.document().isRedoAvailable():
            editor.redo()

        assert plain(editor.rich_text()) == "One. Two. Three."


class TestLinks:
    def test_a_selection_becomes_a_link_and_plain_again(self, editor: RichEditor) -> None:
        editor.set_rich_text(RichText((say("our page"),)))
        editor.selectAll()
        editor.set_link(_LINK)
        linked = editor.rich_text().paragraphs[0].spans
        editor.set_link("")

        assert linked == (Span("our page", link=_LINK),)
        assert editor.rich_text().paragraphs[0].spans == (Span("our page"),)

    def test_the_whole_link_at_the_cursor_is_changed(self, editor: RichEditor) -> None:
        editor.set_rich_text(RichText((Paragraph((Span("see "), Span("here", link=_LINK))),)))
        end(editor)
        editor.moveCursor(QTextCursor.MoveOperation.Left)

        assert editor.current_link() == _LINK
        editor.set_link("mailto:a@example.org")

        assert editor.rich_text().paragraphs[0].spans == (
            Span("see "),
            Span("here", link="mailto:a@example.org"),
        )

    def test_what_is_typed_after_a_link_is_not_part_of_it(self, editor: RichEditor) -> None:
        editor.set_rich_text(RichText((Paragraph((Span("here", link=_LINK),)),)))
        end(editor)
        QTest.keyClicks(editor, " and")

        assert editor.rich_text().paragraphs[0].spans == (Span("here", link=_LINK), Span(" and"))

    def test_an_address_alone_becomes_a_link_of_itself(self, editor: RichEditor) -> None:
        editor.set_link("https://example.org")

        assert editor.rich_text().paragraphs[0].spans == (
            Span("https://example.org", link="https://example.org"),
        )

    def test_a_link_into_a_program_is_none(self, editor: RichEditor) -> None:
        editor.set_link("javascript:alert(1)")

        assert editor.rich_text() == RichText()


class TestPaste:
    @given(text=texts)
    @settings(max_examples=50)
    def test_what_was_copied_here_says_the_same_words(self, text: RichText) -> None:
        copied = normalized(text)

        assert printable(from_html(to_html(copied)).text) == printable(copied)

    def test_forms_and_looks_survive_the_clipboard(self, editor: RichEditor) -> None:
        text = RichText(
            (
                say("What I did", Form.HEADING_1),
                say("First", Form.HEADING_2),
                Paragraph((Span("a  "), Span("b", bold=True), Span("c", italic=True, link=_LINK))),
                say("one", Form.NUMBER),
                say("deep", Form.BULLET, 1),
                say("two", Form.NUMBER),
                say("line\nbreak"),
            )
        )
        editor.set_rich_text(text)
        editor.selectAll()
        data = editor.createMimeDataFromSelection()
        editor.clear()
        editor.insertFromMimeData(data)

        assert editor.rich_text() == text

    def test_a_piece_of_a_heading_is_pasted_as_words(self, editor: RichEditor) -> None:
        editor.set_rich_text(RichText((say("What I did", Form.HEADING_1), say("In "))))
        cursor = editor.textCursor()
        cursor.setPosition(0)
        cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        data = editor.createMimeDataFromSelection()
        end(editor)
        editor.insertFromMimeData(data)

        assert editor.rich_text().paragraphs[1] == say("In What")

    def test_colors_and_fonts_are_left_behind(self) -> None:
        found = from_html(
            '<p style="color:red;font-family:Impact;font-size:40pt">Red</p>'
            "<table><tr><td>cell of a frame</td></tr></table>"
        )

        assert found.text == RichText((say("Red"), say("cell of a frame")))
        assert found.left_out == ()

    def test_lists_copied_from_word_are_lists(self) -> None:
        item = (
            "<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'>"
            "<![if !supportLists]><span>{mark}<span>&nbsp;&nbsp; </span></span><![endif]>"
            "<b>{words}</b></p>"
        )
        text = from_html(
            item.format(level=1, mark="1.", words="one")
            + item.format(level=2, mark="·", words="deep")
        )

        assert text.text == RichText(
            (
                Paragraph((Span("one", bold=True),), Form.NUMBER),
                Paragraph((Span("deep", bold=True),), Form.BULLET, 1),
            )
        )

    def test_plain_text_brings_its_paragraphs_and_lists(self, editor: RichEditor) -> None:
        data = QMimeData()
        data.setText("Before\n\n- one\n- two")
        editor.insertFromMimeData(data)

        assert editor.rich_text().paragraphs == (
            say("Before"),
            say("one", Form.BULLET),
            say("two", Form.BULLET),
        )

    def test_a_paste_is_one_step_of_undo(self, editor: RichEditor) -> None:
        editor.set_rich_text(RichText((say("kept"),)))
        end(editor)
        data = QMimeData()
        data.setText("a\n\nb\n\nc")
        editor.insertFromMimeData(data)
        editor.undo()

        assert editor.rich_text() == RichText((say("kept"),))

    def test_a_pasted_picture_is_handed_on_and_not_written(
        self, editor: RichEditor, qtbot: QtBot
    ) -> None:
        data = QMimeData()
        data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))

        with qtbot.waitSignal(editor.picture_pasted):
            editor.insertFromMimeData(data)

        assert editor.rich_text() == RichText()


class TestIntroduction:
    def test_it_is_one_paragraph_whatever_is_pasted(self, introduction: RichEditor) -> None:
        data = QMimeData()
        data.setText("I show\n\n- this\n- and that")
        introduction.insertFromMimeData(data)

        assert introduction.rich_text() == RichText(
            (say("I show this and that", Form.INTRODUCTION),)
        )

    def test_enter_and_the_keys_of_lists_leave_it_one_paragraph(
        self, introduction: RichEditor
    ) -> None:
        introduction.show()
        QTest.keyClicks(introduction, "I show")
        QTest.keyClick(introduction, Qt.Key.Key_Return)
        QTest.keyClick(introduction, Qt.Key.Key_L, _CTRL | _SHIFT)

        assert introduction.rich_text() == RichText((say("I show", Form.INTRODUCTION),))

    def test_several_paragraphs_of_a_word_file_are_kept(self, introduction: RichEditor) -> None:
        text = RichText((say("a", Form.INTRODUCTION), say("b", Form.INTRODUCTION)))
        introduction.set_rich_text(text)

        assert introduction.rich_text() == text


@pytest.fixture
def long(qtbot: QtBot, editor: RichEditor) -> RichEditor:
    """An editor of 300 pixels with more text than it shows, the keyboard at its end."""
    editor.insert_rich_text(RichText(tuple(say(f"Line {number}") for number in range(80))))
    editor.resize(400, 300)
    editor.show()
    qtbot.waitExposed(editor)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    return editor


def is_in_sight(editor: RichEditor) -> bool:
    return editor.viewport().rect().contains(editor.cursorRect().center())


def test_the_line_with_the_keyboard_stays_in_sight_when_there_is_less_room(
    long: RichEditor,
) -> None:
    assert is_in_sight(long)
    long.resize(400, 240)
    assert is_in_sight(long)


def test_who_reads_elsewhere_stays_there_when_there_is_less_room(long: RichEditor) -> None:
    long.verticalScrollBar().setValue(100)
    long.resize(400, 240)
    assert long.verticalScrollBar().value() == 100
