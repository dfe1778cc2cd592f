from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.text.richtext import Form, plain
from lssc_desktop.documents.word import read_document
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import SetPlace
from lssc_desktop.ui.base.saved_state import SavedPhase
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.documents.word.test_patch import main_part
from tests.ui.conftest import RememberingDesktop
from tests.ui.workspace.acting import CTRL, DIVERSITY, go, type_at_end, wait_saved


class TestWriting:
    def test_what_is_typed_is_in_the_word_document(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        before = plain(read_document(sample / DIVERSITY, DIVERSITY).text)

        type_at_end(page, " Every week.")
        wait_saved(qtbot, session)

        assert plain(read_document(sample / DIVERSITY, DIVERSITY).text) == before + " Every week."

    def test_looking_at_a_response_writes_nothing(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        before = (sample / DIVERSITY).stat().st_mtime_ns
        go(qtbot, page, SetPlace("foundations", 9))
        go(qtbot, page, SetPlace("foundations", 11))
        page.settle()

        assert session.saved_state.phase is SavedPhase.SAVED
        assert (sample / DIVERSITY).stat().st_mtime_ns == before

    def test_the_introduction_is_its_own_paragraph_in_the_document(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        page.panel.response.introduction.selectAll()
        QTest.keyClicks(page.panel.response.introduction, "I show it so.")
        wait_saved(qtbot, session)

        first = read_document(sample / DIVERSITY, DIVERSITY).text.paragraphs[0]
        assert (first.text, first.form) == ("I show it so.", Form.INTRODUCTION)

    def test_words_and_pages_count_the_introduction_too(
        self, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        box = page.panel.response.box
        qtbot.waitUntil(lambda: box.length.text() == "608 words, about 1.2 of 3 pages")

    def test_over_three_pages_is_advice_and_no_obstacle(
        self, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        box = page.panel.response.box
        hidden = box.advice.isHidden()
        box.editor.selectAll()
        box.editor.insertPlainText("word " * 2500)
        qtbot.waitUntil(lambda: not box.advice.isHidden())

        assert hidden
        assert not box.editor.isReadOnly()

    def test_a_reference_to_evidence_is_written_at_the_cursor(self, page: WorkspacePage) -> None:
        type_at_end(page, " It shows")
        page.panel.response.box.tools.reference_requested.emit(2)

        text = page.panel.response.box.editor.toPlainText()
        assert text.endswith("It shows (evidence 2)")

    def test_ctrl_f_finds_and_esc_goes_back_to_the_text(self, page: WorkspacePage) -> None:
        box = page.panel.response.box
        box.editor.setFocus()
        QTest.keyClick(box.editor, Qt.Key.Key_F, CTRL)
        QTest.keyClicks(box.find_bar.field, "spanish")
        QTest.keyClick(box.find_bar.field, Qt.Key.Key_Return)
        found = box.editor.textCursor().selectedText()
        QTest.keyClick(box.find_bar.field, Qt.Key.Key_Escape)

        assert found == "Spanish"
        assert box.find_bar.isHidden()
        assert box.editor.hasFocus()

    def test_words_are_found_as_they_are_typed(self, page: WorkspacePage) -> None:
        box = page.panel.response.box
        box.find_bar.open()
        found = []
        for letter in "span":
            QTest.keyClicks(box.find_bar.field, letter)
            found.append(box.editor.textCursor().selectedText())

        assert found[-1] == "Span"
        assert box.find_bar.field.hasFocus()

    def test_a_word_that_is_not_there_is_told(self, page: WorkspacePage) -> None:
        bar = page.panel.response.box.find_bar
        bar.open()
        QTest.keyClicks(bar.field, "zebra")
        QTest.keyClick(bar.field, Qt.Key.Key_Return)

        assert "“zebra”" in bar.note.text()

    def test_an_outside_edit_of_what_is_shown_is_picked_up(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        other = sample / "Foundations of Library Services" / "09 Customer service.docx"
        (sample / DIVERSITY).write_bytes(other.read_bytes())
        session.refresh()
        editor = page.panel.response.box.editor
        qtbot.waitUntil(lambda: "hold" in editor.toPlainText())

        assert not editor.isReadOnly()

    def test_a_document_that_is_gone_is_written_again_only_on_request(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        go(qtbot, page, SetPlace("foundations", 9))
        (sample / DIVERSITY).unlink()
        page.go_to(SetPlace("foundations", 11))
        response = page.panel.response
        qtbot.waitUntil(lambda: not response.notice.isHidden())
        locked = response.is_locked

        response.write_again.click()
        type_at_end(page, "Anew.")
        wait_saved(qtbot, session)

        assert locked
        assert plain(read_document(sample / DIVERSITY, DIVERSITY).text) == "Anew."

    def test_a_document_that_word_has_open_is_taken_up_when_it_is_closed(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        lock = sample / "Foundations of Library Services" / "~$ Diversity of users.docx"
        go(qtbot, page, SetPlace("foundations", 9))
        lock.write_bytes(b"\x08A. Rivera")
        page.go_to(SetPlace("foundations", 11))
        response = page.panel.response
        qtbot.waitUntil(lambda: not response.notice.isHidden())
        locked = response.is_locked
        lock.unlink()
        session.refresh()
        qtbot.waitUntil(lambda: not response.is_locked)

        assert locked
        assert response.notice.isHidden()

    def test_a_document_is_taken_up_by_itself_once_word_has_closed_it(
        self, page: WorkspacePage, qtbot: QtBot, sample: Path
    ) -> None:
        lock = sample / "Foundations of Library Services" / ".~lock.11 Diversity of users.docx#"
        go(qtbot, page, SetPlace("foundations", 9))
        lock.write_bytes(b"A. Rivera")
        page.go_to(SetPlace("foundations", 11))
        response = page.panel.response
        qtbot.waitUntil(lambda: not response.notice.isHidden())
        shown = response.box.editor.toPlainText()

        lock.unlink()
        qtbot.waitUntil(lambda: not response.is_locked)

        assert response.notice.isHidden()
        assert response.box.editor.toPlainText() == shown

    def test_what_is_protected_is_shown_and_opened_in_word(
        self,
        page: WorkspacePage,
        session: Session,
        qtbot: QtBot,
        sample: Path,
        desktop: RememberingDesktop,
        protected_document: bytes,
    ) -> None:
        (sample / DIVERSITY).write_bytes(protected_document)
        session.refresh()
        response = page.panel.response
        qtbot.waitUntil(lambda: not response.notice.isHidden())
        response.open.click()
        QTest.keyClicks(response.box.editor, "x")

        assert response.is_locked
        qtbot.waitUntil(lambda: desktop.asked == [("open", "11 Diversity of users.docx")])
        assert (sample / DIVERSITY).read_bytes() == protected_document

    def test_a_table_stays_where_it_is_while_words_are_typed(
        self,
        page: WorkspacePage,
        session: Session,
        qtbot: QtBot,
        sample: Path,
        desktop: RememberingDesktop,
        table_document: bytes,
    ) -> None:
        (sample / DIVERSITY).write_bytes(table_document)
        session.refresh()
        response = page.panel.response
        qtbot.waitUntil(lambda: not response.kept.isHidden())
        before = main_part(table_document)

        response.box.editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(response.box.editor, " and more")
        wait_saved(qtbot, session)

        after = main_part((sample / DIVERSITY).read_bytes())
        run = '<w:r><w:t xml:space="preserve"> and more</w:t></w:r>'
        assert not response.is_locked
        assert after.count("<w:tbl>") == 1
        assert after.replace(run, "") == before

        response.box.editor.undo()
        wait_saved(qtbot, session)
        assert (sample / DIVERSITY).read_bytes() == table_document
        page.menu.open_in_word.trigger()
        qtbot.waitUntil(lambda: desktop.asked == [("open", "11 Diversity of users.docx")])

    def test_any_text_that_is_written_can_be_opened_in_word(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, desktop: RememberingDesktop
    ) -> None:
        act = page.menu.open_in_word
        go(qtbot, page, SetPlace("foundations", 12))
        assert not act.isEnabled()
        type_at_end(page, "We wrote the policy down.")
        wait_saved(qtbot, session)
        qtbot.waitUntil(act.isEnabled)
        act.trigger()
        qtbot.waitUntil(lambda: len(desktop.asked) == 1)
        assert desktop.asked[0][1].startswith("12 ")

    def test_what_could_not_be_saved_first_is_not_opened_in_word_later(
        self,
        page: WorkspacePage,
        session: Session,
        notices: Notices,
        qtbot: QtBot,
        sample: Path,
        desktop: RememberingDesktop,
        protected_document: bytes,
    ) -> None:
        (sample / DIVERSITY).write_bytes(protected_document)
        session.refresh()
        response = page.panel.response
        qtbot.waitUntil(lambda: not response.notice.isHidden())
        wait_saved(qtbot, session)
        away = sample.rename(sample.with_name("unplugged"))
        qtbot.keyClick(page.panel.head.ready, Qt.Key.Key_Space)
        qtbot.mouseClick(response.open, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.FAILED)
        away.rename(sample)
        wait_saved(qtbot, session)

        assert desktop.asked == []
        (said,) = (each.message for each in notices.waiting)
        assert said.meaning.startswith("The document wasn’t opened in Word.")
