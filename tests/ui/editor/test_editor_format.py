from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.text.richtext import Form, Paragraph, RichText, Span
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.editor.format import read
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
