"""What was done to a text can be undone as long as the portfolio is open, wherever one was."""

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.text.richtext import Paragraph, RichText, Span, plain
from lssc_desktop.documents.word import read_document, to_docx
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import SetPlace
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.editor.editor import RichEditor
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.workspace.acting import CTRL, DIVERSITY, go, type_at_end, wait_saved, work

HERE = SetPlace("foundations", 11)
STATEMENT = SetPlace("foundations", statement=True)


@pytest.fixture
def editor(page: WorkspacePage) -> RichEditor:
    return page.panel.response.box.editor


def on_disk(session: Session) -> str:
    return plain(read_document(session.root / DIVERSITY, DIVERSITY).text)


def press(editor: RichEditor, key: Qt.Key) -> None:
    editor.setFocus()
    QTest.keyClick(editor, key, CTRL)


def empty(editor: RichEditor) -> None:
    press(editor, Qt.Key.Key_A)
    QTest.keyClick(editor, Qt.Key.Key_Delete)


@pytest.mark.parametrize(
    "elsewhere",
    [SetPlace("foundations", 4), STATEMENT, SetPlace("technology", 1)],
    ids=["competency", "statement", "set"],
)
def test_what_was_deleted_comes_back_and_is_saved_after_something_else_was_shown(
    qtbot: QtBot, page: WorkspacePage, editor: RichEditor, session: Session, elsewhere: SetPlace
) -> None:
    before = editor.rich_text()
    empty(editor)
    wait_saved(qtbot, session)
    go(qtbot, page, elsewhere)
    gc.collect()
    go(qtbot, page, HERE)
    assert not editor.rich_text().paragraphs
    assert page.panel.response.box.tools.undo.isEnabled()
    press(editor, Qt.Key.Key_Z)
    wait_saved(qtbot, session)

    assert editor.rich_text() == before
    assert plain(before) in on_disk(session)


def test_what_was_not_saved_yet_can_be_undone_after_going_away(
    qtbot: QtBot, page: WorkspacePage, editor: RichEditor
) -> None:
    type_at_end(page, " Unsaved.")
    go(qtbot, page, SetPlace("foundations", 4))
    go(qtbot, page, HERE)
    assert plain(editor.rich_text()).endswith(" Unsaved.")
    press(editor, Qt.Key.Key_Z)

    assert not plain(editor.rich_text()).endswith(" Unsaved.")


def test_one_text_does_not_undo_what_was_done_to_another(
    qtbot: QtBot, page: WorkspacePage, editor: RichEditor
) -> None:
    type_at_end(page, " Here.")
    go(qtbot, page, SetPlace("foundations", 4))
    there = editor.rich_text()
    assert not page.panel.response.box.tools.undo.isEnabled()
    press(editor, Qt.Key.Key_Z)

    assert editor.rich_text() == there


def test_the_introduction_has_a_history_too(qtbot: QtBot, page: WorkspacePage) -> None:
    introduction = page.panel.response.introduction
    before = introduction.rich_text()
    empty(introduction)
    go(qtbot, page, SetPlace("foundations", 4))
    go(qtbot, page, HERE)
    press(introduction, Qt.Key.Key_Z)

    assert introduction.rich_text() == before


def test_the_cursor_stands_where_it_was_left(
    qtbot: QtBot, page: WorkspacePage, editor: RichEditor
) -> None:
    type_at_end(page, " More.")
    editor.moveCursor(QTextCursor.MoveOperation.PreviousWord)
    left = editor.textCursor().position()
    go(qtbot, page, SetPlace("foundations", 4))
    go(qtbot, page, HERE)

    assert editor.textCursor().position() == left


def test_what_another_program_wrote_is_shown_and_can_be_undone(
    qtbot: QtBot, page: WorkspacePage, editor: RichEditor, session: Session
) -> None:
    type_at_end(page, " Mine.")
    wait_saved(qtbot, session)
    mine = editor.rich_text()
    go(qtbot, page, SetPlace("foundations", 4))
    theirs = RichText((Paragraph((Span("Written in Word."),)),))
    (session.root / DIVERSITY).write_bytes(to_docx(theirs, title="", author=""))
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    go(qtbot, page, HERE)
    assert plain(page.panel.response.text()) == "Written in Word."
    press(editor, Qt.Key.Key_Z)
    wait_saved(qtbot, session)

    assert editor.rich_text() == mine
    assert " Mine." in on_disk(session)
    editor.redo()
    wait_saved(qtbot, session)
    assert "Written in Word." in on_disk(session)


def test_a_text_that_went_to_the_trash_can_be_undone_into_a_new_document(
    qtbot: QtBot, page: WorkspacePage, editor: RichEditor, session: Session, notices: Notices
) -> None:
    type_at_end(page, " Kept.")
    before = editor.rich_text()
    page.menu.take_out.trigger()
    notices.questions[0].answer("trash")
    qtbot.waitUntil(lambda: work(session, 11).response is None)
    qtbot.waitUntil(lambda: not page.panel.response.is_locked)
    assert not editor.rich_text().paragraphs
    assert not (session.root / DIVERSITY).exists()
    press(editor, Qt.Key.Key_Z)
    wait_saved(qtbot, session)

    assert editor.rich_text() == before
    document = work(session, 11).response
    assert document is not None
    assert " Kept." in plain(read_document(session.root / document.path, document.path).text)


def test_a_document_that_is_gone_and_written_again_gives_its_words_back(
    qtbot: QtBot, page: WorkspacePage, editor: RichEditor, session: Session
) -> None:
    type_at_end(page, " Kept.")
    wait_saved(qtbot, session)
    before = editor.rich_text()
    (session.root / DIVERSITY).unlink()
    with qtbot.waitSignal(session.facts_changed):
        session.refresh()
    go_there = SetPlace("foundations", 4)
    go(qtbot, page, go_there)
    page.go_to(HERE)
    qtbot.waitUntil(page.panel.response.write_again.isVisible)
    page.panel.response.write_again.click()
    press(editor, Qt.Key.Key_Z)

    assert editor.rich_text() == before


def test_texts_that_were_only_looked_at_are_not_kept(
    qtbot: QtBot, page: WorkspacePage, editor: RichEditor
) -> None:
    type_at_end(page, " Changed.")
    for number in (1, 2, 3, 4, 11):
        go(qtbot, page, SetPlace("foundations", number))
    qtbot.waitUntil(lambda: len(editor.findChildren(type(editor.document()))) <= 3)

    assert editor.document().isUndoAvailable()


def test_marks_of_one_text_do_not_stand_in_another(
    qtbot: QtBot, page: WorkspacePage, editor: RichEditor
) -> None:
    go(qtbot, page, SetPlace("foundations", 4))

    assert all(mark.cursor.document() is editor.document() for mark in editor.extraSelections())
