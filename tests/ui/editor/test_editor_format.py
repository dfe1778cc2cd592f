"""What the editor's documents hold, and how it is shown."""

from collections.abc import Callable
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.text.numbering import Numbering, NumberLevel
from lssc_desktop.core.text.richtext import Effect, Form, Paragraph, RichText, Span, labels
from lssc_desktop.ui.editor.clipboard import to_html, to_mime
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.editor.format import ListMarks, blocks, read
from lssc_desktop.ui.kit.theme import Theme

TEXT = RichText(
    (
        Paragraph((Span("What I did. ", bold=True), Span("I counted who came."))),
        Paragraph((Span("What I learned"),), Form.HEADING_1),
        Paragraph((Span("to ask first"),), Form.BULLET),
        Paragraph((Span("to write it down"),), Form.BULLET, 1),
    )
)


def edit_somehow(editor: RichEditor, chance: Random) -> None:
    """Do one of the things that people do to a text."""
    cursor, end = editor.textCursor(), editor.document().characterCount()
    cursor.setPosition(chance.randrange(end))
    cursor.setPosition(chance.randrange(end), QTextCursor.MoveMode.KeepAnchor)
    chance.choice(
        (
            cursor.clearSelection,
            cursor.removeSelectedText,
            lambda: cursor.insertText("word "),
            cursor.insertBlock,
            editor.undo,
            editor.redo,
            editor.selectAll,
        )
    )()
    editor.setTextCursor(cursor)
    chance.choice(
        (
            editor.toggle_bold,
            editor.toggle_italic,
            editor.toggle_heading_1,
            editor.toggle_bullets,
            editor.toggle_numbers,
            editor.deepen,
            lambda: editor.insert_rich_text(TEXT),
            lambda: QTest.keyClicks(editor, "ab"),
            lambda: QTest.keyClick(editor, Qt.Key.Key_Backspace),
            lambda: QTest.keyClick(editor, Qt.Key.Key_Return),
        )
    )()


@pytest.mark.parametrize("seed", range(20))
def test_what_was_read_before_is_read_as_if_for_the_first_time(
    qtbot: QtBot, theme: Theme, seed: int
) -> None:
    editor = RichEditor(theme, "Response")
    qtbot.addWidget(editor)
    editor.set_rich_text(TEXT)
    chance = Random(seed)  # noqa: S311  the same in every run
    for _ in range(60):
        edit_somehow(editor, chance)
        assert editor.rich_text() == read(editor.document())


# What Word files hold and no tool writes --------------------------------------------------------

_PLACES = QTextCharFormat.VerticalAlignment
LETTERS = Numbering(
    "7",
    "7",
    {0: NumberLevel("lowerLetter", "%1)"), 1: NumberLevel("lowerRoman", "(%1.%2)")},
)
OUT = RichText(
    (
        Paragraph(
            (
                Span("May 1"),
                Span("st", effects=frozenset({Effect.SUPERSCRIPT})),
                Span(" "),
                Span("lined", effects=frozenset({Effect.UNDERLINE, Effect.HIGHLIGHT})),
            )
        ),
        Paragraph((Span("said somebody"),), Form.QUOTE),
        Paragraph((Span("third"),), Form.HEADING_3, numbering=LETTERS),
    )
)


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> RichEditor:
    editor = RichEditor(theme, "Response")
    qtbot.addWidget(editor)
    editor.resize(500, 300)
    editor.show()
    return editor


def listed(*levels: int) -> RichText:
    return RichText(
        tuple(
            Paragraph((Span(f"item {place}"),), Form.NUMBER, level, numbering=LETTERS)
            for place, level in enumerate(levels)
        )
    )


def marks_of(editor: RichEditor) -> list[str]:
    marks = ListMarks(editor.document())
    return [marks.mark(block) for block in blocks(editor.document())]


def put_cursor(editor: RichEditor, block: int, place: int) -> None:
    cursor = QTextCursor(editor.document().findBlockByNumber(block))
    cursor.setPosition(cursor.position() + place)
    editor.setTextCursor(cursor)


def test_what_stands_out_is_painted_so_and_looks_otherwise_without(editor: RichEditor) -> None:
    editor.set_rich_text(OUT)
    shown = editor.grab().toImage()
    plain = RichText(tuple(Paragraph((Span(item.text),), item.form) for item in OUT.paragraphs))

    editor.set_rich_text(plain)

    assert editor.grab().toImage() != shown


@pytest.mark.parametrize(
    ("effect", "is_shown"),
    [
        (Effect.UNDERLINE, QTextCharFormat.fontUnderline),
        (Effect.STRIKE, QTextCharFormat.fontStrikeOut),
        (Effect.HIGHLIGHT, lambda found: found.background().style() != Qt.BrushStyle.NoBrush),
        (Effect.SUPERSCRIPT, lambda found: found.verticalAlignment() == _PLACES.AlignSuperScript),
        (Effect.SUBSCRIPT, lambda found: found.verticalAlignment() == _PLACES.AlignSubScript),
    ],
)
def test_each_effect_is_painted_over_just_its_words(
    editor: RichEditor, effect: Effect, is_shown: Callable[[QTextCharFormat], bool]
) -> None:
    out = Span("out", effects=frozenset({effect}))

    editor.set_rich_text(RichText((Paragraph((Span("stands "), out)),)))

    (found,) = editor.document().firstBlock().layout().formats()
    assert (found.start, found.length) == (7, 3)
    assert is_shown(found.format)


def test_what_is_typed_behind_words_that_stand_out_does_not(
    qtbot: QtBot, editor: RichEditor
) -> None:
    editor.set_rich_text(OUT)

    put_cursor(editor, 0, len("May 1st lined"))
    qtbot.keyClicks(editor, " more")
    put_cursor(editor, 0, len("May 1st li"))
    qtbot.keyClicks(editor, "mit")

    *_, lined, more = editor.rich_text().paragraphs[0].spans
    assert lined == Span("limitned", effects=frozenset({Effect.UNDERLINE, Effect.HIGHLIGHT}))
    assert more == Span(" more")


def test_the_first_words_of_a_paragraph_are_plain_before_those_that_stand_out(
    qtbot: QtBot, editor: RichEditor
) -> None:
    lined = Span("lined", effects=frozenset({Effect.UNDERLINE}))
    editor.set_rich_text(RichText((Paragraph((lined,)),)))

    put_cursor(editor, 0, 0)
    qtbot.keyClicks(editor, "not ")

    assert editor.rich_text().paragraphs[0].spans == (Span("not "), lined)


def test_no_key_writes_what_no_tool_does(qtbot: QtBot, editor: RichEditor) -> None:
    editor.set_rich_text(RichText((Paragraph((Span("words"),)),)))

    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)

    assert editor.rich_text().paragraphs[0].spans == (Span("words"),)


def test_bold_leaves_what_stands_out_as_it_is(editor: RichEditor) -> None:
    editor.set_rich_text(OUT)

    editor.selectAll()
    editor.toggle_bold()

    assert [span.effects for span in editor.rich_text().paragraphs[0].spans] == [
        span.effects for span in OUT.paragraphs[0].spans
    ]


def test_items_have_the_labels_of_their_list(editor: RichEditor) -> None:
    editor.set_rich_text(listed(0, 1, 1, 0))

    assert marks_of(editor) == ["a)", "(a.i)", "(a.ii)", "b)"]
    assert labels(editor.rich_text()) == ("a)", "(a.i)", "(a.ii)", "b)")


def test_an_item_that_is_written_between_others_counts_with_them(
    qtbot: QtBot, editor: RichEditor
) -> None:
    editor.set_rich_text(listed(0, 0))

    put_cursor(editor, 0, len("item 0"))
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "new")
    assert marks_of(editor) == ["a)", "b)", "c)"]

    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert marks_of(editor) == ["a)", "(a.i)", "b)"]

    qtbot.keyClick(editor, Qt.Key.Key_Backtab)
    assert marks_of(editor) == ["a)", "b)", "c)"]


def test_a_heading_has_its_number_and_keeps_it_while_it_is_one(editor: RichEditor) -> None:
    editor.set_rich_text(OUT)
    assert marks_of(editor) == ["", "", "a)"]

    put_cursor(editor, 2, 0)
    editor.make_body()

    assert marks_of(editor) == ["", "", ""]


def test_what_is_copied_belongs_to_the_list_where_it_is_pasted(editor: RichEditor) -> None:
    editor.set_rich_text(RichText((Paragraph(),)))

    editor.insertFromMimeData(to_mime(listed(0, 0)))

    assert marks_of(editor) == ["1.", "2."]
    assert to_mime(listed(0, 0)).text() == "a) item 0\n\nb) item 1"


def test_other_programs_get_what_stands_out_as_html() -> None:
    html = to_html(OUT)

    assert "<sup>st</sup>" in html
    assert "<u><mark>lined</mark></u>" in html
    assert "<blockquote" in html
    assert "<h3" in html


def test_enter_in_an_empty_line_ends_a_quote(qtbot: QtBot, editor: RichEditor) -> None:
    editor.set_rich_text(RichText((Paragraph((Span("said"),), Form.QUOTE),)))

    put_cursor(editor, 0, len("said"))
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.current_form() is Form.QUOTE
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert editor.current_form() is Form.BODY
    assert editor.document().blockCount() == 2
