"""A document of another program becomes the text: chosen, dropped, converted, shown for a yes."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.portfolio.versions import KeptFor
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.documents.office import find_office
from lssc_desktop.store.folder.versions import read_text_of, versions_of
from lssc_desktop.ui.base.place import SetPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.shared.job_progress import ProgressDialog
from lssc_desktop.ui.workspace.page import WorkspacePage
from lssc_desktop.ui.workspace.taking_in import EncodingDialog
from tests.ui.conftest import choose_file
from tests.ui.workspace.acting import files, go, paths, type_at_end, wait_saved, work

EMPTY = SetPlace("foundations", 12)
STATEMENT = SetPlace("foundations", None, statement=True)
CYRILLIC = "Библиотека открыта уже сто лет. Мы провели час сказок."

type MakePage = Callable[[SetPlace], WorkspacePage]


def report(folder: Path, name: str = "My report.docx", words: str = "I counted who came.") -> Path:
    document = docx.Document()
    document.add_paragraph(words)
    document.add_table(1, 2)
    document.save(str(folder / name))
    return folder / name


def text(page: WorkspacePage) -> str:
    return plain(page.panel.response.text())


def drop_on(page: WorkspacePage, path: Path, where: QPointF) -> None:
    """Drag a file over the panel to a place in it and let it go, as Qt sends it."""
    copy, button, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    data = files(path)
    enter = QDragEnterEvent(where, copy, data, button, none)
    QApplication.sendEvent(page.panel, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page.panel, QDropEvent(where, copy, data, button, none))


def on_text(page: WorkspacePage) -> QPointF:
    editor = page.panel.response.box.editor.viewport()
    return QPointF(editor.mapTo(page.panel, editor.rect().center()))


def asked(services: Services) -> tuple[list[str], str]:
    (question,) = services.notices.questions
    return [each.id for each in question.question.answers], question.question.message.text


def answer(services: Services, said: str) -> None:
    services.notices.questions[0].answer(said)


class TestChosen:
    def test_it_is_offered_where_nothing_is_written(
        self, qtbot: QtBot, make_page: MakePage
    ) -> None:
        page = make_page(SetPlace("foundations", 11))
        offer = page.menu.use_document
        assert not offer.isEnabled()

        go(qtbot, page, EMPTY)
        assert offer.isEnabled()
        go(qtbot, page, STATEMENT)
        assert offer.isEnabled() == (not text(page))

    def test_the_chosen_file_is_the_response_and_stays_where_it_was(
        self, qtbot: QtBot, make_page: MakePage, session: Session, tmp_path: Path
    ) -> None:
        page, source = make_page(EMPTY), report(tmp_path)
        content = source.read_bytes()

        page.menu.use_document.trigger()
        choose_file(page, source)

        qtbot.waitUntil(lambda: text(page).startswith("I counted who came."))
        response = work(session, 12).response
        assert response is not None
        assert (session.root / response.path).read_bytes() == content == source.read_bytes()
        assert not page.menu.use_document.isEnabled()

    def test_it_can_be_edited_at_once(
        self, qtbot: QtBot, make_page: MakePage, session: Session, tmp_path: Path
    ) -> None:
        page, source = make_page(EMPTY), report(tmp_path)
        page.menu.use_document.trigger()
        choose_file(page, source)
        qtbot.waitUntil(lambda: text(page).startswith("I counted"))

        type_at_end(page, "And more.")
        wait_saved(qtbot, session)

        response = work(session, 12).response
        assert response is not None
        document = docx.Document(str(session.root / response.path))
        assert "And more." in [each.text for each in document.paragraphs]
        assert len(document.tables) == 1

    def test_closing_the_dialog_changes_nothing(self, make_page: MakePage) -> None:
        page = make_page(EMPTY)
        page.menu.use_document.trigger()
        (dialog,) = page.findChildren(QFileDialog)

        dialog.reject()

        assert text(page) == ""

    def test_what_was_typed_meanwhile_is_asked_about_and_kept(
        self,
        qtbot: QtBot,
        make_page: MakePage,
        session: Session,
        services: Services,
        tmp_path: Path,
    ) -> None:
        page, source = make_page(EMPTY), report(tmp_path)
        type_at_end(page, "Two words")
        page.menu.use_document.trigger()
        choose_file(page, source)

        ids, said = asked(services)
        assert ids == ["use", "cancel"]
        assert "The 2 words you have now are kept under “Earlier versions”." in said
        answer(services, "use")

        qtbot.waitUntil(lambda: text(page).startswith("I counted who came."))
        place = TextPlace("foundations", 12)
        version = versions_of(session.root, place)[0]
        assert version.kept_for is KeptFor.REPLACED
        assert plain(read_text_of(session.root, place, version)) == "Two words"


class TestDropped:
    def test_on_the_text_it_is_asked_what_it_shall_be(
        self, make_page: MakePage, session: Session, services: Services, tmp_path: Path
    ) -> None:
        page = make_page(EMPTY)

        drop_on(page, report(tmp_path), on_text(page))

        ids, said = asked(services)
        assert ids == ["use", "evidence", "cancel"]
        assert "Use “My report.docx” as the response, or add it as evidence?" in said
        assert "Earlier versions" not in said
        answer(services, "cancel")
        assert (work(session, 12).response, paths(session, 12)) == (None, [])

    def test_as_the_response(
        self,
        qtbot: QtBot,
        make_page: MakePage,
        session: Session,
        services: Services,
        tmp_path: Path,
    ) -> None:
        page = make_page(SetPlace("foundations", 11))
        before = text(page)

        drop_on(page, report(tmp_path), on_text(page))
        answer(services, "use")

        qtbot.waitUntil(lambda: text(page).startswith("I counted who came."))
        place = TextPlace("foundations", 11)
        version = versions_of(session.root, place)[0]
        assert plain(read_text_of(session.root, place, version)) == before
        (notice,) = services.notices.waiting
        assert notice.message.happened == (
            "“My report.docx” is now your response to competency 11."
        )
        assert "kept under “Earlier versions”" in notice.message.text
        assert notice.tone is Tone.OK, "it goes by itself when it was seen"

    def test_as_evidence(
        self,
        qtbot: QtBot,
        make_page: MakePage,
        session: Session,
        services: Services,
        tmp_path: Path,
    ) -> None:
        page = make_page(EMPTY)

        drop_on(page, report(tmp_path), on_text(page))
        answer(services, "evidence")

        qtbot.waitUntil(lambda: paths(session, 12) == ["Evidence/My report.docx"])
        assert work(session, 12).response is None

    def test_beside_the_text_it_is_evidence_unasked(
        self,
        qtbot: QtBot,
        make_page: MakePage,
        session: Session,
        services: Services,
        tmp_path: Path,
    ) -> None:
        page = make_page(EMPTY)

        drop_on(page, report(tmp_path), QPointF(10, 10))

        qtbot.waitUntil(lambda: paths(session, 12) == ["Evidence/My report.docx"])
        assert services.notices.questions == ()

    def test_a_picture_on_the_text_is_evidence_unasked(
        self,
        qtbot: QtBot,
        make_page: MakePage,
        session: Session,
        services: Services,
        tmp_path: Path,
    ) -> None:
        (tmp_path / "shelf.jpg").write_bytes(b"\xff\xd8\xff\xd9")
        page = make_page(EMPTY)

        drop_on(page, tmp_path / "shelf.jpg", on_text(page))

        qtbot.waitUntil(lambda: paths(session, 12) == ["Evidence/shelf.jpg"])
        assert services.notices.questions == ()

    def test_on_a_statement_it_is_asked_too(
        self,
        qtbot: QtBot,
        make_page: MakePage,
        services: Services,
        tmp_path: Path,
    ) -> None:
        page = make_page(STATEMENT)

        drop_on(page, report(tmp_path), on_text(page))

        ids, said = asked(services)
        assert ids == ["use", "cancel"]
        assert "as the learning statement?" in said
        answer(services, "use")
        qtbot.waitUntil(lambda: text(page).startswith("I counted who came."))

    def test_a_statement_takes_no_other_file(self, make_page: MakePage, tmp_path: Path) -> None:
        (tmp_path / "shelf.jpg").write_bytes(b"\xff\xd8\xff\xd9")
        page = make_page(STATEMENT)
        data = files(tmp_path / "shelf.jpg")  # the event does not keep it alive
        enter = QDragEnterEvent(
            on_text(page),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        enter.ignore()

        page.panel.dragEnterEvent(enter)

        assert not enter.isAccepted()


class TestOtherKinds:
    @pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
    def test_libreoffice_turns_it_into_one_with_progress(
        self, qtbot: QtBot, make_page: MakePage, services: Services, tmp_path: Path
    ) -> None:
        (tmp_path / "old.rtf").write_bytes(b"{\\rtf1\\ansi I counted {\\b who} came.\\par}")
        page = make_page(EMPTY)
        drop_on(page, tmp_path / "old.rtf", on_text(page))
        answer(services, "use")

        (dialog,) = page.findChildren(ProgressDialog)
        assert dialog.isVisible()
        qtbot.waitUntil(lambda: text(page) == "I counted who came.")

    @pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
    def test_it_can_be_cancelled(
        self, qtbot: QtBot, make_page: MakePage, services: Services, tmp_path: Path
    ) -> None:
        (tmp_path / "old.rtf").write_bytes(b"{\\rtf1\\ansi I counted {\\b who} came.\\par}")
        page = make_page(EMPTY)
        drop_on(page, tmp_path / "old.rtf", on_text(page))
        answer(services, "use")
        (dialog,) = page.findChildren(ProgressDialog)

        QTest.mouseClick(dialog.progress.cancel, Qt.MouseButton.LeftButton)

        qtbot.waitUntil(lambda: not services.jobs.running())
        assert text(page) == ""
        assert services.notices.waiting == ()

    def test_without_libreoffice_it_is_said_how_to_save_it(
        self,
        qtbot: QtBot,
        make_page: MakePage,
        services: Services,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("lssc_desktop.documents.importing.find_office", lambda: None)
        (tmp_path / "old.odt").write_bytes(b"PK\x03\x04")
        page = make_page(EMPTY)
        drop_on(page, tmp_path / "old.odt", on_text(page))
        answer(services, "use")

        qtbot.waitUntil(lambda: bool(services.notices.waiting))
        said = services.notices.waiting[0].message.text
        assert "LibreOffice isn’t on this computer" in said
        assert "save it as a Word document (.docx)" in said

    def test_a_damaged_document_is_said_to_be(
        self, qtbot: QtBot, make_page: MakePage, services: Services, tmp_path: Path
    ) -> None:
        whole = report(tmp_path, "whole.docx")
        with (
            zipfile.ZipFile(whole) as source,
            zipfile.ZipFile(tmp_path / "cut.docx", "w") as target,
        ):
            for name in source.namelist():
                if name != "word/styles.xml":
                    target.writestr(name, source.read(name))
        page = make_page(EMPTY)
        drop_on(page, tmp_path / "cut.docx", on_text(page))
        answer(services, "use")

        qtbot.waitUntil(lambda: bool(services.notices.waiting))
        (notice,) = services.notices.waiting
        assert notice.tone is Tone.WARN
        assert "Part of the file is missing or damaged" in notice.message.text


class TestEncodings:
    @pytest.fixture
    def dialog(
        self, qtbot: QtBot, make_page: MakePage, services: Services, tmp_path: Path
    ) -> EncodingDialog:
        (tmp_path / "old.txt").write_bytes(CYRILLIC.encode("cp866"))
        page = make_page(EMPTY)
        drop_on(page, tmp_path / "old.txt", on_text(page))
        answer(services, "use")
        qtbot.waitUntil(lambda: bool(page.findChildren(EncodingDialog)))
        (dialog,) = page.findChildren(EncodingDialog)
        return dialog

    def page_of(self, dialog: EncodingDialog) -> WorkspacePage:
        page = dialog.parent()
        assert isinstance(page, WorkspacePage)
        return page

    def test_it_is_shown_before_it_is_taken(self, dialog: EncodingDialog, session: Session) -> None:
        assert dialog.text.toPlainText() == CYRILLIC
        assert dialog.choice.currentText() == "Cyrillic (DOS)"
        assert work(session, 12).response is None

    def test_a_yes_takes_it(self, qtbot: QtBot, dialog: EncodingDialog) -> None:
        page = self.page_of(dialog)

        QTest.keyClick(dialog, Qt.Key.Key_Return)

        qtbot.waitUntil(lambda: text(page) == CYRILLIC)

    def test_another_encoding_is_shown_and_taken(
        self, qtbot: QtBot, dialog: EncodingDialog
    ) -> None:
        page = self.page_of(dialog)
        dialog.choice.setFocus()
        QTest.keyClick(dialog.choice, Qt.Key.Key_Down)
        other = dialog.text.toPlainText()
        assert other != CYRILLIC

        QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)

        qtbot.waitUntil(lambda: bool(text(page)))
        assert text(page).split() == other.split()

    def test_a_no_takes_nothing(
        self, dialog: EncodingDialog, session: Session, services: Services
    ) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

        assert work(session, 12).response is None
        assert services.jobs.running() == ()


class TestPaste:
    def test_what_could_not_be_pasted_is_not_said_of_another_text(
        self, qtbot: QtBot, make_page: MakePage
    ) -> None:
        page = make_page(EMPTY)
        data = files()
        data.setUrls([])
        data.setHtml('<p>Look: <img src="https://example.org/a.png"></p>')
        page.panel.response.box.editor.insertFromMimeData(data)
        assert page.panel.response.box.hint.text() == "Not pasted: a picture."
        assert page.panel.response.box.hint.isVisible()

        go(qtbot, page, SetPlace("foundations", 11))

        assert not page.panel.response.box.hint.isVisible()

    def test_a_pasted_table_is_in_the_document_and_stays_when_one_comes_back(
        self, qtbot: QtBot, make_page: MakePage, session: Session
    ) -> None:
        page = make_page(EMPTY)
        clipboard = QApplication.clipboard()
        table = "<p>Before</p><table><tr><td>May</td><td>12</td></tr></table><p>Behind</p>"
        data = files()
        data.setUrls([])
        data.setHtml(table)
        clipboard.setMimeData(data)
        page.panel.response.box.editor.setFocus()
        QTest.keyClick(
            page.panel.response.box.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
        )
        wait_saved(qtbot, session)
        go(qtbot, page, SetPlace("foundations", 11))
        go(qtbot, page, EMPTY)

        type_at_end(page, " it.")
        wait_saved(qtbot, session)

        response = work(session, 12).response
        assert response is not None
        document = docx.Document(io.BytesIO((session.root / response.path).read_bytes()))
        assert [each.text for each in document.tables[0].rows[0].cells] == ["May", "12"]
        assert [each.text for each in document.paragraphs] == ["Before", "Behind it."]
        QTest.keyClick(
            page.panel.response.box.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        QTest.keyClick(
            page.panel.response.box.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        assert text(page) == ""
        clipboard.clear()
