"""Earlier versions of a text: seen, compared by words, put back, deleted."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.portfolio.versions import KeptFor
from lssc_desktop.documents.word import read_document
from lssc_desktop.store.folder.versions import read_text_of, versions_of
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import SetPlace
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.workspace.page import WorkspacePage
from lssc_desktop.ui.workspace.versions_dialog import VersionsDialog
from tests.ui.workspace.acting import go, type_at_end, wait_saved

DIVERSITY = TextPlace("foundations", 11)
PATH = "Foundations of Library Services/11 Diversity of users.docx"


def open_versions(page: WorkspacePage) -> VersionsDialog:
    page.menu.versions.trigger()
    dialog = page.versions.dialog
    assert dialog is not None
    return dialog


def write_and_open(qtbot: QtBot, page: WorkspacePage, session: Session) -> VersionsDialog:
    type_at_end(page, " Words of today.")
    wait_saved(qtbot, session)
    dialog = open_versions(page)
    qtbot.waitUntil(lambda: "only in the current text" in dialog.difference.text())
    return dialog


def put_back(qtbot: QtBot, page: WorkspacePage, dialog: VersionsDialog) -> None:
    response = page.panel.response
    qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: not response.is_locked and "of today" not in response.box.editor.toPlainText()
    )


def test_a_version_shows_by_words_what_it_has_otherwise(
    qtbot: QtBot, page: WorkspacePage, session: Session
) -> None:
    dialog = write_and_open(qtbot, page, session)
    assert dialog.difference.text() == (
        "0 words only in this version (underlined), 3 words only in the current text (struck "
        "through)"
    )
    assert " Words of today." in dialog.text.toPlainText()
    assert dialog.table.model().rowCount() == 1


def test_a_version_is_put_back_and_the_present_text_is_kept(
    qtbot: QtBot, page: WorkspacePage, session: Session, notices: Notices, sample: Path
) -> None:
    dialog = write_and_open(qtbot, page, session)
    put_back(qtbot, page, dialog)
    assert page.versions.dialog is None or not page.versions.dialog.isVisible()
    assert "is your text again" in notices.waiting[0].message.happened
    assert [each.kept_for for each in versions_of(sample, DIVERSITY)] == [
        KeptFor.REPLACED,
        KeptFor.HOUR,
    ]
    type_at_end(page, " And on.")
    wait_saved(qtbot, session)
    assert "And on." in page.panel.response.box.editor.toPlainText()


def test_what_was_put_back_can_be_undone(
    qtbot: QtBot, page: WorkspacePage, session: Session
) -> None:
    dialog = write_and_open(qtbot, page, session)
    put_back(qtbot, page, dialog)
    page.panel.response.box.editor.undo()
    assert "Words of today." in page.panel.response.box.editor.toPlainText()


def test_all_versions_are_deleted_after_a_question(
    qtbot: QtBot, page: WorkspacePage, session: Session, notices: Notices, sample: Path
) -> None:
    dialog = write_and_open(qtbot, page, session)
    qtbot.mouseClick(dialog.delete_all, Qt.MouseButton.LeftButton)
    (asked,) = notices.questions
    asked.answer("delete")
    qtbot.waitUntil(dialog.nothing.isVisible)
    assert not versions_of(sample, DIVERSITY)
    assert not [path for path in (sample / ".lssc/versions/parts").rglob("*") if path.is_file()]
    assert not dialog.accept_button.isEnabled()


def test_who_cancels_keeps_them(
    qtbot: QtBot, page: WorkspacePage, session: Session, notices: Notices, sample: Path
) -> None:
    dialog = write_and_open(qtbot, page, session)
    qtbot.mouseClick(dialog.delete_one, Qt.MouseButton.LeftButton)
    notices.questions[0].answer("keep")
    assert len(versions_of(sample, DIVERSITY)) == 1
    assert dialog.isVisible()


def test_a_text_that_was_just_begun_has_none(qtbot: QtBot, page: WorkspacePage) -> None:
    go(qtbot, page, SetPlace("foundations", 12))
    dialog = open_versions(page)
    qtbot.waitUntil(dialog.nothing.isVisible)
    assert dialog.table.isHidden()


def test_a_damaged_version_is_said(
    qtbot: QtBot, page: WorkspacePage, session: Session, sample: Path
) -> None:
    type_at_end(page, " Words of today.")
    wait_saved(qtbot, session)
    for path in (sample / ".lssc/versions/parts").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0damaged")
    dialog = open_versions(page)
    qtbot.waitUntil(lambda: "damaged" in dialog.error.said)
    assert dialog.text.toPlainText() == ""


def test_a_text_is_kept_before_word_opens_it(
    qtbot: QtBot, page: WorkspacePage, session: Session, sample: Path
) -> None:
    before = read_document(sample / PATH, PATH)
    page.panel.response.open.click()
    qtbot.waitUntil(lambda: bool(versions_of(sample, DIVERSITY)))
    [version] = versions_of(sample, DIVERSITY)
    assert read_text_of(sample, DIVERSITY, version) == before.text
    assert session.portfolio.document(DIVERSITY) is not None
