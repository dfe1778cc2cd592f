import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio import CompetencyWork, Plan, Rating, Route, Weight
from lssc_desktop.core.richtext import Form, plain
from lssc_desktop.store.documents import read_document
from lssc_desktop.store.images import draw
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import Jobs
from lssc_desktop.ui.notices import Notices
from lssc_desktop.ui.pages.workspace import WorkspacePage
from lssc_desktop.ui.place import CheckPlace, SetPlace, Tab
from lssc_desktop.ui.saved_state import SavedPhase
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.theme import Mode, Theme
from lssc_desktop.ui.widgets.evidence_drop import DropPane
from lssc_desktop.ui.widgets.official_text import OfficialTextDialog
from tests.ui.controls import controls, cut_off, missed_by_tab, spoken_name
from tests.ui.pages.conftest import Listener
from tests.ui.pages.test_evidence import RememberingDesktop

_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_DIVERSITY = "Foundations of Library Services/11 Diversity of users.docx"
_FLYER = "Evidence/Story time flyer.pdf"
_SIGN_UP = "Evidence/Story time sign-up.docx"
_LETTER = "Evidence/Letter from branch head.pdf"


@pytest.fixture
def desktop() -> RememberingDesktop:
    return RememberingDesktop()


@pytest.fixture
def notices() -> Notices:
    return Notices()


@pytest.fixture
def make_page(
    qtbot: QtBot,
    session: Session,
    jobs: Jobs,
    notices: Notices,
    icons: Icons,
    desktop: RememberingDesktop,
) -> Callable[[SetPlace], WorkspacePage]:
    def make(place: SetPlace) -> WorkspacePage:
        page = WorkspacePage(session, jobs, notices, desktop, icons)
        qtbot.addWidget(page)
        page.place_requested.connect(page.go_to)
        page.resize(1130, 682)
        page.show()
        qtbot.waitExposed(page)
        go(qtbot, page, place)
        return page

    return make


@pytest.fixture
def page(make_page: Callable[[SetPlace], WorkspacePage]) -> WorkspacePage:
    """The workspace at no. 11 of Foundations, as in the picture."""
    return make_page(SetPlace("foundations", 11))


@pytest.fixture
def rich_document() -> bytes:
    """A Word file with a table, which a response cannot say."""
    document = docx.Document()
    document.add_paragraph("Before the table")
    document.add_table(2, 2)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def go(qtbot: QtBot, page: WorkspacePage, place: SetPlace) -> None:
    page.go_to(place)
    qtbot.waitUntil(lambda: not page.desk.response.is_locked)


def work(session: Session, number: int, set_id: str = "foundations") -> CompetencyWork:
    found = session.portfolio.set_work(set_id)
    assert found is not None
    return found.competency(number)


def paths(session: Session, number: int = 11) -> list[str]:
    return [use.path for use in work(session, number).evidence]


def wait_saved(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.saved_state.phase is SavedPhase.SAVED)


def type_at_end(page: WorkspacePage, words: str) -> None:
    editor = page.desk.response.box.editor
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, words)


class TestWriting:
    def test_what_is_typed_is_in_the_word_document(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        before = plain(read_document(sample / _DIVERSITY, _DIVERSITY).text)

        type_at_end(page, " Every week.")
        wait_saved(qtbot, session)

        assert plain(read_document(sample / _DIVERSITY, _DIVERSITY).text) == before + " Every week."

    def test_looking_at_a_response_writes_nothing(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        before = (sample / _DIVERSITY).stat().st_mtime_ns
        go(qtbot, page, SetPlace("foundations", 9))
        go(qtbot, page, SetPlace("foundations", 11))
        page.settle()

        assert session.saved_state.phase is SavedPhase.SAVED
        assert (sample / _DIVERSITY).stat().st_mtime_ns == before

    def test_the_introduction_is_its_own_paragraph_in_the_document(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        page.desk.response.introduction.selectAll()
        QTest.keyClicks(page.desk.response.introduction, "I show it so.")
        wait_saved(qtbot, session)

        first = read_document(sample / _DIVERSITY, _DIVERSITY).text.paragraphs[0]
        assert (first.text, first.form) == ("I show it so.", Form.INTRODUCTION)

    def test_words_and_pages_count_the_introduction_too(
        self, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        box = page.desk.response.box
        qtbot.waitUntil(lambda: box.words.text() == "612 words")

        assert box.pages.text() == "about 1.2 of 3 pages"

    def test_over_three_pages_is_advice_and_no_obstacle(
        self, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        box = page.desk.response.box
        hidden = box.advice.isHidden()
        box.editor.selectAll()
        box.editor.insertPlainText("word " * 2500)
        qtbot.waitUntil(lambda: not box.advice.isHidden())

        assert hidden
        assert not box.editor.isReadOnly()

    def test_a_reference_to_evidence_is_written_at_the_cursor(self, page: WorkspacePage) -> None:
        type_at_end(page, " It shows")
        page.desk.response.box.tools.reference_requested.emit(2)

        text = page.desk.response.box.editor.toPlainText()
        assert text.endswith("It shows (evidence 2)")

    def test_ctrl_f_finds_and_esc_goes_back_to_the_text(self, page: WorkspacePage) -> None:
        box = page.desk.response.box
        box.editor.setFocus()
        QTest.keyClick(box.editor, Qt.Key.Key_F, _CTRL)
        QTest.keyClicks(box.find_bar.field, "spanish")
        QTest.keyClick(box.find_bar.field, Qt.Key.Key_Return)
        found = box.editor.textCursor().selectedText()
        QTest.keyClick(box.find_bar.field, Qt.Key.Key_Escape)

        assert found == "Spanish"
        assert box.find_bar.isHidden()
        assert box.editor.hasFocus()

    def test_a_word_that_is_not_there_is_told(self, page: WorkspacePage) -> None:
        bar = page.desk.response.box.find_bar
        bar.open()
        QTest.keyClicks(bar.field, "zebra")
        QTest.keyClick(bar.field, Qt.Key.Key_Return)

        assert "“zebra”" in bar.told.text()

    def test_an_outside_edit_of_what_is_shown_is_picked_up(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        other = sample / "Foundations of Library Services" / "09 Customer service.docx"
        (sample / _DIVERSITY).write_bytes(other.read_bytes())
        session.refresh()
        editor = page.desk.response.box.editor
        qtbot.waitUntil(lambda: "hold" in editor.toPlainText())

        assert not editor.isReadOnly()

    def test_a_document_that_is_gone_is_written_again_only_on_request(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        go(qtbot, page, SetPlace("foundations", 9))
        (sample / _DIVERSITY).unlink()
        page.go_to(SetPlace("foundations", 11))
        response = page.desk.response
        qtbot.waitUntil(lambda: not response.notice.isHidden())
        locked = response.is_locked

        response.write_again.click()
        type_at_end(page, "Anew.")
        wait_saved(qtbot, session)

        assert locked
        assert plain(read_document(sample / _DIVERSITY, _DIVERSITY).text) == "Anew."

    def test_a_document_that_word_has_open_is_taken_up_when_it_is_closed(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        lock = sample / "Foundations of Library Services" / "~$ Diversity of users.docx"
        go(qtbot, page, SetPlace("foundations", 9))
        lock.write_bytes(b"\x08A. Rivera")
        page.go_to(SetPlace("foundations", 11))
        response = page.desk.response
        qtbot.waitUntil(lambda: not response.notice.isHidden())
        locked = response.is_locked
        lock.unlink()
        session.refresh()
        qtbot.waitUntil(lambda: not response.is_locked)

        assert locked
        assert response.notice.isHidden()

    def test_what_is_richer_than_we_write_is_shown_and_opened_in_word(
        self,
        page: WorkspacePage,
        session: Session,
        qtbot: QtBot,
        sample: Path,
        desktop: RememberingDesktop,
        rich_document: bytes,
    ) -> None:
        (sample / _DIVERSITY).write_bytes(rich_document)
        session.refresh()
        response = page.desk.response
        qtbot.waitUntil(lambda: not response.notice.isHidden())
        response.open.click()
        QTest.keyClicks(response.box.editor, "x")

        assert response.is_locked
        assert desktop.asked == [("open", "11 Diversity of users.docx")]
        assert (sample / _DIVERSITY).read_bytes() == rich_document


class TestWay:
    def test_ctrl_page_down_goes_on_and_up_goes_back(
        self, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        QTest.keyClick(page.desk.response.box.editor, Qt.Key.Key_PageDown, _CTRL)
        qtbot.waitUntil(lambda: page.desk.head.place.text() == "Competency 12 of 12")
        QTest.keyClick(page.desk.response.box.editor, Qt.Key.Key_PageUp, _CTRL)
        qtbot.waitUntil(lambda: page.desk.head.place.text() == "Competency 11 of 12")

    def test_the_list_leads_by_mouse_and_by_keyboard(self, page: WorkspacePage) -> None:
        rows = page.competencies.list
        third = rows.visualRect(page.competencies.tree.competency_index("foundations", 3))
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=third.center())
        by_mouse = page.desk.head.place.text()
        QTest.keyClick(rows, Qt.Key.Key_Down)

        assert by_mouse == "Competency 3 of 12"
        assert page.desk.head.place.text() == "Competency 4 of 12"

    def test_a_set_opens_where_the_person_was_or_at_the_first_that_is_open(
        self, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        go(qtbot, page, SetPlace("reference-information"))
        fresh = page.desk.head.place.text()
        go(qtbot, page, SetPlace("foundations"))

        assert fresh.startswith("Competency ")
        assert page.desk.head.place.text() == "Competency 11 of 12"

    def test_only_what_is_open_can_be_listed(self, page: WorkspacePage) -> None:
        page.competencies.filter.setCurrentIndex(1)
        tree, rows = page.competencies.tree, page.competencies.list
        top = tree.set_index("foundations")
        shown = [
            tree.index(row, 0, top).data()
            for row in range(tree.rowCount(top))
            if not rows.isRowHidden(row)
        ]

        assert len(shown) == 6
        assert "Diversity of users" in shown

    def test_the_statement_has_neither_plan_nor_evidence(
        self, page: WorkspacePage, session: Session, qtbot: QtBot
    ) -> None:
        go(qtbot, page, SetPlace("foundations", statement=True))
        type_at_end(page, "I learned.")
        wait_saved(qtbot, session)
        page.desk.foot.ready.click()

        found = session.portfolio.set_work("foundations")
        assert found is not None
        assert found.statement is not None
        assert found.statement_ready
        assert page.tray.isHidden()
        assert page.desk.response.introduction.isHidden()

    def test_a_set_by_a_course_says_so_and_can_be_changed(
        self, page: WorkspacePage, session: Session
    ) -> None:
        page.go_to(SetPlace("access-services"))
        said = page.other_route.isVisible()
        page.other_route.change.click()

        found = session.portfolio.set_work("access-services")
        assert said
        assert found is not None
        assert found.route is Route.PORTFOLIO
        assert page.desk.isVisible()

    def test_the_check_is_one_press_away(self, page: WorkspacePage, qtbot: QtBot) -> None:
        page.place_requested.disconnect(page.go_to)
        with qtbot.waitSignal(page.place_requested) as asked:
            page.head.check.click()

        assert asked.args == [CheckPlace("foundations")]


class TestDeciding:
    def test_ctrl_enter_marks_as_ready_and_once_more_takes_it_back(
        self, page: WorkspacePage, session: Session, qtbot: QtBot
    ) -> None:
        QTest.keyClick(page.desk.response.box.editor, Qt.Key.Key_Return, _CTRL)
        qtbot.waitUntil(lambda: work(session, 11).marked_ready)
        QTest.keyClick(page.desk.response.box.editor, Qt.Key.Key_Return, _CTRL)
        qtbot.waitUntil(lambda: not work(session, 11).marked_ready)

    def test_what_is_not_written_cannot_be_ready_and_the_reason_is_said(
        self, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        go(qtbot, page, SetPlace("foundations", 12))

        assert not page.desk.foot.ready.isEnabled()
        assert page.desk.foot.status.count() == 1

    def test_the_plan_is_kept_when_the_keyboard_leaves_and_undone_by_undo(
        self, page: WorkspacePage, session: Session
    ) -> None:
        page.desk.go_to_tab(Tab.PLAN)
        field = page.desk.plan.primary
        field.setFocus()
        QTest.keyClicks(field, "the flyer")
        QTest.keyClick(field, Qt.Key.Key_Tab)
        kept = work(session, 11).plan
        session.undo()

        assert kept == Plan(primary="the flyer")
        assert work(session, 11).plan == Plan()
        assert field.toPlainText() == ""

    def test_what_is_in_a_field_is_kept_when_the_page_goes(
        self, page: WorkspacePage, session: Session, qtbot: QtBot
    ) -> None:
        page.desk.go_to_tab(Tab.PLAN)
        QTest.keyClicks(page.desk.plan.other, "ask Kim")
        go(qtbot, page, SetPlace("foundations", 9))

        assert work(session, 11).plan.other == "ask Kim"
        assert work(session, 9).plan.other == ""

    def test_what_is_in_a_field_is_kept_when_the_portfolio_is_saved_or_closed(
        self, page: WorkspacePage, session: Session
    ) -> None:
        page.desk.go_to_tab(Tab.PLAN)
        QTest.keyClicks(page.desk.plan.other, "ask Kim")
        session.save_now()

        assert work(session, 11).plan.other == "ask Kim"

    def test_the_own_rating_is_one_of_four(self, page: WorkspacePage, session: Session) -> None:
        page.desk.plan.self_rating_changed.emit(Rating.MET)

        assert work(session, 11).self_rating is Rating.MET

    def test_a_suggestion_is_said_beside_the_introduction(
        self, page: WorkspacePage, session: Session
    ) -> None:
        page.desk.plan.pds.setPlainText("Interview a user.")
        page.settle()

        assert work(session, 11).pds == "Interview a user."
        assert "Interview a user." in page.desk.response.suggestion.text()
        assert not page.desk.response.suggestion.isHidden()

    def test_the_official_text_is_pasted_in_and_read_again(
        self, page: WorkspacePage, session: Session
    ) -> None:
        page.desk.head.official.click()
        dialog = page.findChild(OfficialTextDialog)
        assert dialog is not None
        dialog.field.setPlainText(" The official words. ")
        dialog.keep.click()

        assert work(session, 11).official_text == "The official words."
        assert page.desk.head.official.text() == "Read the official text"


class TestEvidence:
    def test_a_chip_makes_primary_secondary(self, page: WorkspacePage, session: Session) -> None:
        chip = page.tray.cards[0].weight
        chip.setFocus()
        QTest.keyClick(chip, Qt.Key.Key_Return)

        assert work(session, 11).evidence[0].weight is Weight.SECONDARY
        assert chip.text() == "Secondary"

    def test_alt_with_an_arrow_moves_a_file_and_it_keeps_the_keyboard(
        self, page: WorkspacePage, session: Session
    ) -> None:
        card = page.tray.cards[2]
        card.setFocus()
        QTest.keyClick(card, Qt.Key.Key_Up, _ALT)

        assert paths(session) == [_FLYER, _LETTER, _SIGN_UP]
        assert page.tray.cards[1] is card
        assert card.hasFocus()

    def test_del_takes_out_and_the_button_puts_it_back_as_it_was(
        self, page: WorkspacePage, session: Session, sample: Path
    ) -> None:
        before = work(session, 11).evidence
        page.tray.cards[1].setFocus()
        QTest.keyClick(page.tray.cards[1], Qt.Key.Key_Delete)
        without = paths(session)
        QTest.keyClick(page.tray.undo, Qt.Key.Key_Return)

        assert without == [_FLYER, _LETTER]
        assert work(session, 11).evidence == before
        assert (sample / _SIGN_UP).is_file()

    def test_what_was_taken_out_is_put_back_beside_what_came_since(
        self, page: WorkspacePage, session: Session
    ) -> None:
        page.tray.taken_out.emit(_FLYER)
        page.tray.order_changed.emit((_LETTER, _SIGN_UP))
        page.tray.undo.click()

        assert sorted(paths(session)) == sorted([_FLYER, _SIGN_UP, _LETTER])

    def test_caption_and_role_are_kept(self, page: WorkspacePage, session: Session) -> None:
        page.desk.go_to_tab(Tab.EVIDENCE)
        form = page.desk.evidence.forms[2]
        form.team_work.click()
        QTest.keyClicks(form.own_role, "I asked for it")
        form.caption.clear()
        QTest.keyClicks(form.caption, "A letter")
        page.settle()

        use = work(session, 11).evidence[2]
        assert (use.caption, use.team_work, use.own_role) == ("A letter", True, "I asked for it")

    def test_parts_are_ticked_where_a_competency_has_them(
        self, page: WorkspacePage, session: Session, qtbot: QtBot
    ) -> None:
        go(qtbot, page, SetPlace("foundations", 5, tab=Tab.EVIDENCE))
        before = work(session, 5).evidence[0].parts
        form = page.desk.evidence.forms[0]
        for box in form.part_boxes:
            if not box.isChecked():
                box.click()

        assert len(work(session, 5).evidence[0].parts) > len(before)

    def test_a_drop_copies_files_in_and_shows_them_as_primary(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, tmp_path: Path
    ) -> None:
        outside = tmp_path / "New flyer.pdf"
        outside.write_bytes(b"%PDF-1.7 new")
        drop(page, outside)
        qtbot.waitUntil(lambda: "Evidence/New flyer.pdf" in paths(session))

        assert work(session, 11).evidence[-1].weight is Weight.PRIMARY
        assert (session.root / "Evidence/New flyer.pdf").read_bytes() == b"%PDF-1.7 new"
        assert outside.is_file()
        assert len(page.tray.cards) == 4

    def test_files_come_to_the_competency_they_were_dropped_on(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, tmp_path: Path
    ) -> None:
        outside = tmp_path / "New flyer.pdf"
        outside.write_bytes(b"%PDF-1.7 new")
        drop(page, outside)
        page.go_to(SetPlace("foundations", 3))
        qtbot.waitUntil(lambda: "Evidence/New flyer.pdf" in paths(session))

        assert "Evidence/New flyer.pdf" not in paths(session, 3)

    def test_files_can_be_dropped_onto_the_text_too(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, tmp_path: Path
    ) -> None:
        outside = tmp_path / "New flyer.pdf"
        outside.write_bytes(b"%PDF-1.7 new")
        drop(page, outside, onto=page.desk)
        qtbot.waitUntil(lambda: "Evidence/New flyer.pdf" in paths(session))

        assert not page.desk.response.box.editor.canInsertFromMimeData(files(outside))

    def test_a_folder_is_refused_in_words(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, notices: Notices, tmp_path: Path
    ) -> None:
        drop(page, tmp_path)
        qtbot.waitUntil(lambda: bool(notices.waiting))

        assert len(paths(session)) == 3

    def test_a_picture_is_pasted_as_a_file(
        self, page: WorkspacePage, session: Session, qtbot: QtBot
    ) -> None:
        QGuiApplication.clipboard().setImage(QImage(20, 10, QImage.Format.Format_RGB32))
        page.tray.hint.paste.click()
        qtbot.waitUntil(lambda: len(paths(session)) == 4)

        path = paths(session)[-1]
        assert path == "Evidence/Picture 2026-11-24.png"
        assert QImage(str(session.root / path)).size().width() == 20

    def test_adding_is_undone_by_undo_and_the_file_stays(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, tmp_path: Path
    ) -> None:
        outside = tmp_path / "New flyer.pdf"
        outside.write_bytes(b"%PDF-1.7 new")
        drop(page, outside)
        qtbot.waitUntil(lambda: len(paths(session)) == 4)
        session.undo()

        assert len(paths(session)) == 3
        assert session.portfolio.evidence_file("Evidence/New flyer.pdf") is not None

    def test_a_photograph_is_shown_small(
        self, page: WorkspacePage, qtbot: QtBot, tmp_path: Path
    ) -> None:
        photo = tmp_path / "Red.jpg"
        photo.write_bytes(draw(600, 800, "#ff0000", ()))
        drop(page, photo)
        qtbot.waitUntil(lambda: len(page.tray.cards) == 4)
        card = page.tray.cards[3]

        def is_red() -> bool:
            middle = card.picture.pixmap().toImage().pixelColor(26, 33)
            return middle.red() > 200 and middle.green() < 60

        qtbot.waitUntil(is_red)

    def test_enter_opens_a_file(self, page: WorkspacePage, desktop: RememberingDesktop) -> None:
        page.tray.cards[0].setFocus()
        QTest.keyClick(page.tray.cards[0], Qt.Key.Key_Return)

        assert desktop.asked == [("open", "Story time flyer.pdf")]

    def test_a_file_that_is_gone_is_said_to_be(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        (sample / _FLYER).unlink()
        with qtbot.waitSignal(session.facts_changed):
            session.refresh()

        assert page.tray.cards[0].shown.missing


class TestEverybody:
    @pytest.mark.parametrize("tab", list(Tab))
    def test_every_control_has_a_name_and_is_reached_by_tab(
        self, page: WorkspacePage, tab: Tab
    ) -> None:
        page.desk.go_to_tab(tab)

        assert [type(each).__name__ for each in controls(page) if not spoken_name(each)] == []
        assert missed_by_tab(page) == []

    @pytest.mark.parametrize("tab", list(Tab))
    @pytest.mark.parametrize("scale", [1.0, 1.5])
    def test_no_words_are_cut_off(
        self, page: WorkspacePage, theme: Theme, tab: Tab, scale: float
    ) -> None:
        page.desk.go_to_tab(tab)
        theme.set_text_scale(scale)
        page.resize(1130 if scale == 1.0 else 1250, 634)
        QApplication.sendPostedEvents()

        assert cut_off(page) == []

    def test_large_text_leaves_the_evidence_to_its_tab(
        self, page: WorkspacePage, theme: Theme
    ) -> None:
        theme.set_text_scale(2.0)

        assert page.tray.isHidden()
        assert page.desk.tabs.isTabVisible(2)

    def test_the_dark_theme_is_no_edit(
        self, page: WorkspacePage, theme: Theme, session: Session, listener: Listener
    ) -> None:
        page.desk.response.edited.connect(listener.hear)
        session.saved_state_changed.connect(listener.hear)
        theme.set_mode(Mode.DARK)

        assert listener.heard == []


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(page: WorkspacePage, path: Path, onto: DropPane | None = None) -> None:
    data = files(path)
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    (page.tray if onto is None else onto).dropEvent(event)
