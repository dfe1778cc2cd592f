"""What is kept of a Word file is one object in the editor: shown, stepped over, moved, deleted."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.core.text.richtext import (
    Form,
    KeptContent,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
    normalized,
)
from lssc_desktop.documents.word import open_document, patched
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.editor.kept import kept_ids
from lssc_desktop.ui.kit.theme import Theme
from tests.documents.word.test_patch import main_part, word_file

TABLE = KeptContent("a1", UnsupportedContent.TABLE, 2)
PICTURE = KeptContent("b2", UnsupportedContent.PICTURE)
FIELD = KeptContent("c3", UnsupportedContent.FIELD)


def say(*words: str | Span) -> Paragraph:
    return Paragraph(tuple(Span(it) if isinstance(it, str) else it for it in words))


ROWS = (Paragraph((Span("Monday"),), kept=TABLE), Paragraph((Span("Tuesday"),), kept=TABLE))
TEXT = RichText(
    (
        say("Before"),
        *ROWS,
        say("Page ", Span("7", kept=FIELD), Span("", kept=PICTURE), " behind"),
    )
)


@pytest.fixture(autouse=True)
def no_clipboard_is_left(qapp: QApplication) -> Iterator[None]:
    """What Python put on the clipboard goes before Python does."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> RichEditor:
    editor = RichEditor(theme, "Response")
    qtbot.addWidget(editor)
    editor.resize(600, 400)
    editor.show()
    show(editor, TEXT)
    return editor


def show(editor: RichEditor, text: RichText) -> None:
    document = editor.new_document()
    document.bring_up_to_date(text)
    document.known = kept_ids(text)
    editor.show_written(document)
    editor.setFocus()


def put_cursor(editor: RichEditor, block: int, place: int = 0) -> None:
    cursor = QTextCursor(editor.document().findBlockByNumber(block))
    cursor.setPosition(cursor.position() + place)
    editor.setTextCursor(cursor)


def press(qtbot: QtBot, editor: RichEditor, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(editor, key)


def test_what_is_shown_is_what_is_said(editor: RichEditor) -> None:
    assert editor.rich_text() == normalized(TEXT)
    assert editor.document().blockCount() == 3
    assert not editor.grab().isNull()


def test_the_keyboard_steps_over_it(qtbot: QtBot, editor: RichEditor) -> None:
    put_cursor(editor, 0, len("Before"))

    press(qtbot, editor, Qt.Key.Key_Right, 3)

    assert editor.textCursor().blockNumber() == 2


@pytest.mark.parametrize(("place", "index"), [(0, 1), (1, 3)])
def test_words_typed_at_a_table_stand_in_a_paragraph_of_their_own(
    qtbot: QtBot, editor: RichEditor, place: int, index: int
) -> None:
    put_cursor(editor, 1, place)

    qtbot.keyClicks(editor, "new")

    paragraphs = editor.rich_text().paragraphs
    assert paragraphs[index] == say("new")
    assert [it for it in paragraphs if it.kept] == list(ROWS)


def test_words_typed_behind_a_picture_are_words(qtbot: QtBot, editor: RichEditor) -> None:
    put_cursor(editor, 2, len("Page ") + 2)

    qtbot.keyClicks(editor, "new")

    assert editor.rich_text().paragraphs[-1] == say(
        "Page ", Span("7", kept=FIELD), Span("", kept=PICTURE), "new behind"
    )


def test_backspace_selects_a_table_before_it_deletes_it(qtbot: QtBot, editor: RichEditor) -> None:
    put_cursor(editor, 2)

    press(qtbot, editor, Qt.Key.Key_Backspace)
    assert editor.rich_text() == normalized(TEXT)
    assert editor.textCursor().hasSelection()

    press(qtbot, editor, Qt.Key.Key_Backspace)
    assert not any(it.kept for it in editor.rich_text().paragraphs)

    editor.undo()
    assert editor.rich_text() == normalized(TEXT)


def test_delete_selects_a_picture_before_it_deletes_it(qtbot: QtBot, editor: RichEditor) -> None:
    put_cursor(editor, 2, len("Page ") + 1)

    press(qtbot, editor, Qt.Key.Key_Delete)
    assert editor.rich_text() == normalized(TEXT)

    press(qtbot, editor, Qt.Key.Key_Delete)
    assert editor.rich_text().paragraphs[-1] == say("Page ", Span("7", kept=FIELD), " behind")


def test_an_empty_line_below_a_table_is_deleted_alone(qtbot: QtBot, editor: RichEditor) -> None:
    put_cursor(editor, 1, 1)
    press(qtbot, editor, Qt.Key.Key_Return)
    assert editor.document().blockCount() == 4

    press(qtbot, editor, Qt.Key.Key_Backspace)

    assert editor.rich_text() == normalized(TEXT)
    assert editor.document().blockCount() == 3


def test_words_are_not_joined_to_a_table(qtbot: QtBot, editor: RichEditor) -> None:
    put_cursor(editor, 1)

    press(qtbot, editor, Qt.Key.Key_Backspace)

    assert editor.rich_text() == normalized(TEXT)


def test_a_table_is_moved_by_cut_and_paste(qtbot: QtBot, editor: RichEditor) -> None:
    put_cursor(editor, 2)
    press(qtbot, editor, Qt.Key.Key_Backspace)
    editor.cut()
    editor.moveCursor(QTextCursor.MoveOperation.End)

    editor.paste()

    paragraphs = editor.rich_text().paragraphs
    assert paragraphs[-2:] == ROWS
    assert sum(it.kept is not None for it in paragraphs) == 2


def test_a_table_that_stays_is_pasted_as_words(editor: RichEditor) -> None:
    editor.selectAll()
    editor.copy()
    editor.moveCursor(QTextCursor.MoveOperation.End)

    editor.paste()

    kept = [it.kept for it in editor.rich_text().paragraphs if it.kept]
    assert kept == [TABLE, TABLE]
    assert sum("Monday" in it.text for it in editor.rich_text().paragraphs) == 2


def test_a_table_of_another_file_is_pasted_as_words(editor: RichEditor) -> None:
    editor.selectAll()
    editor.copy()
    show(editor, RichText((say("Another"),)))
    editor.moveCursor(QTextCursor.MoveOperation.End)

    editor.paste()

    assert kept_ids(editor.rich_text()) == frozenset()
    assert "Tuesday" in [it.text for it in editor.rich_text().paragraphs]


def test_a_table_in_a_selection_is_made_no_heading(editor: RichEditor) -> None:
    editor.selectAll()

    editor.toggle_heading_1()

    forms = [(it.form, it.kept) for it in editor.rich_text().paragraphs]
    assert forms == [
        (Form.HEADING_1, None),
        (Form.BODY, TABLE),
        (Form.BODY, TABLE),
        (Form.HEADING_1, None),
    ]


def test_what_another_program_took_away_cannot_be_brought_back(editor: RichEditor) -> None:
    document = editor.document()
    without = RichText((say("Before"), say("Page")))

    document.bring_up_to_date(without)  # type: ignore[attr-defined]

    assert editor.rich_text() == without
    assert not document.isUndoAvailable()


def test_a_word_file_is_edited_here_and_taken_back(qtbot: QtBot, editor: RichEditor) -> None:
    file = word_file()  # the time of day is in each
    document = open_document(file, "Response.docx")
    show(editor, document.seen.text)
    assert editor.rich_text() == normalized(document.seen.text)
    assert patched(document, editor.rich_text()) == file

    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, " and more")

    main = main_part(patched(document, editor.rich_text()))
    old = main_part(file)
    assert main.replace('<w:r><w:t xml:space="preserve"> and more</w:t></w:r>', "") == old

    editor.undo()
    assert patched(document, editor.rich_text()) == file
