from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import use_evidence
from lssc_desktop.core.portfolio.portfolio import EvidenceUse, Portfolio, Weight
from lssc_desktop.documents.images import draw
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import ROWS_AT_ONCE
from lssc_desktop.ui.workspace.evidence_tray import EvidenceAct
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.conftest import RememberingDesktop
from tests.ui.painted import Painted
from tests.ui.workspace.acting import (
    ALT,
    FLYER,
    LETTER,
    SIGN_UP,
    drop,
    files,
    go,
    paths,
    work,
)


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
        QTest.keyClick(card, Qt.Key.Key_Up, ALT)

        assert paths(session) == [FLYER, LETTER, SIGN_UP]
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

        assert without == [FLYER, LETTER]
        assert work(session, 11).evidence == before
        assert (sample / SIGN_UP).is_file()

    def test_what_was_taken_out_is_put_back_beside_what_came_since(
        self, page: WorkspacePage, session: Session
    ) -> None:
        page.tray.act_requested.emit(EvidenceAct.TAKE_OUT, FLYER)
        page.tray.order_changed.emit((LETTER, SIGN_UP))
        page.tray.undo.click()

        assert sorted(paths(session)) == sorted([FLYER, SIGN_UP, LETTER])

    def test_caption_and_role_are_kept(self, page: WorkspacePage, session: Session) -> None:
        page.panel.go_to_tab(Tab.EVIDENCE)
        form = page.panel.evidence.forms[2]
        form.team_work.click()
        QTest.keyClicks(form.own_role, "I asked for it")
        form.caption.clear()
        QTest.keyClicks(form.caption, "A letter")
        page.settle()

        use = work(session, 11).evidence[2]
        assert (use.caption, use.team_work, use.own_role) == ("A letter", True, "I asked for it")

    def test_a_caption_that_is_being_written_stays_with_its_file(
        self, page: WorkspacePage, session: Session, qtbot: QtBot
    ) -> None:
        """Forms are used again for the files of another competency."""
        before = work(session, 5).evidence
        page.panel.go_to_tab(Tab.EVIDENCE)
        form = page.panel.evidence.forms[0]
        form.caption.clear()
        QTest.keyClicks(form.caption, "Half a capt")
        go(qtbot, page, SetPlace("foundations", 5, tab=Tab.EVIDENCE))

        shown = [form.caption.text() for form in page.panel.evidence.forms]
        assert work(session, 11).evidence[0].caption == "Half a capt"
        assert work(session, 5).evidence == before
        assert shown == [use.caption for use in before]

    def test_parts_are_ticked_where_a_competency_has_them(
        self, page: WorkspacePage, session: Session, qtbot: QtBot
    ) -> None:
        go(qtbot, page, SetPlace("foundations", 5, tab=Tab.EVIDENCE))
        before = work(session, 5).evidence[0].parts
        form = page.panel.evidence.forms[0]
        for box in form.part_boxes:
            if not box.isChecked():
                box.click()

        assert len(work(session, 5).evidence[0].parts) > len(before)

    def test_a_letter_of_ours_stands_beside_no_box(self, page: WorkspacePage, qtbot: QtBot) -> None:
        go(qtbot, page, SetPlace("foundations", 5, tab=Tab.EVIDENCE))
        said = [box.text() for box in page.panel.evidence.forms[0].part_boxes]
        assert said[0] == "Reference and information services"
        assert not any(text[1:2] == ")" for text in said)

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

    def test_many_files_at_once_are_counted(
        self, page: WorkspacePage, session: Session, notices: Notices, qtbot: QtBot, tmp_path: Path
    ) -> None:
        outside = tuple(tmp_path / f"Photo {number}.txt" for number in range(3))
        for each in outside:
            each.write_text(each.name)
        page.tray.add(files(*outside))
        qtbot.waitUntil(lambda: len(paths(session)) == 6)

        (notice,) = notices.waiting
        assert notice.message.happened == "3 files added to competency 11."
        assert notice.fades

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
        drop(page, outside, onto=page.panel)
        qtbot.waitUntil(lambda: "Evidence/New flyer.pdf" in paths(session))

        assert not page.panel.response.box.editor.canInsertFromMimeData(files(outside))

    def test_a_folder_is_asked_about_and_the_files_beside_it_come_in(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, notices: Notices, tmp_path: Path
    ) -> None:
        (tmp_path / "Program photos/May").mkdir(parents=True)
        for name in ("Flyer.pdf", "Program photos/one.jpg", "Program photos/May/two.jpg"):
            (tmp_path / name).write_bytes(name.encode())
        drop(page, tmp_path / "Flyer.pdf", tmp_path / "Program photos")
        qtbot.waitUntil(lambda: len(paths(session)) == 4 and bool(notices.questions))
        [asked] = notices.questions

        assert asked.question.message.text == (
            "“Program photos” has 2 files in 2 folders. Add them too? "
            "Your originals stay where they are."
        )
        assert [each.label for each in asked.question.answers] == ["Add 2 files", "Don’t add"]
        asked.answer("add")
        qtbot.waitUntil(lambda: len(paths(session)) == 6)
        assert paths(session)[3:] == [
            "Evidence/Flyer.pdf",
            "Evidence/one.jpg",
            "Evidence/two.jpg",
        ]

    def test_what_could_not_be_added_is_said_until_it_is_added(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, notices: Notices, tmp_path: Path
    ) -> None:
        stick = tmp_path / "stick"
        drop(page, stick / "Flyer.pdf")
        qtbot.waitUntil(lambda: bool(notices.waiting))
        (notice,) = notices.waiting
        assert str(stick) in notice.message.happened
        stick.mkdir()
        (stick / "Flyer.pdf").write_bytes(b"%PDF-1.7 flyer")
        drop(page, stick / "Flyer.pdf")
        qtbot.waitUntil(lambda: len(paths(session)) == 4)
        qtbot.waitUntil(lambda: notices.waiting == ())

    def test_an_empty_folder_says_so(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, notices: Notices, tmp_path: Path
    ) -> None:
        (tmp_path / "Empty").mkdir()
        drop(page, tmp_path / "Empty")
        qtbot.waitUntil(lambda: bool(notices.waiting))

        assert len(paths(session)) == 3
        assert notices.waiting[0].message.happened == ("“Empty” has no files that can be added.")

    def test_add_files_begins_where_files_were_added_from_last(
        self,
        page: WorkspacePage,
        services: Services,
        session: Session,
        qtbot: QtBot,
        tmp_path: Path,
    ) -> None:
        card = tmp_path / "DCIM"
        card.mkdir()
        (card / "one.jpg").write_bytes(b"one")
        page.tray.add_menu.files.trigger()
        [dialog] = page.window().findChildren(QFileDialog)
        dialog.filesSelected.emit([str(card / "one.jpg")])
        dialog.reject()
        qtbot.waitUntil(lambda: len(paths(session)) == 4)

        assert services.preferences.added_from == card
        (card / "one.jpg").unlink()
        card.rmdir()  # the card was taken out
        assert services.preferences.added_from == tmp_path

    def test_a_picture_is_pasted_as_a_file(
        self, page: WorkspacePage, session: Session, qtbot: QtBot
    ) -> None:
        QGuiApplication.clipboard().setImage(QImage(20, 10, QImage.Format.Format_RGB32))
        page.tray.add_menu.paste.trigger()
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
            middle = Painted(card.picture.pixmap()).color(26, 33)
            return middle.red() > 200 and middle.green() < 60

        qtbot.waitUntil(is_red)

    def test_enter_opens_a_file(self, page: WorkspacePage, desktop: RememberingDesktop) -> None:
        page.tray.cards[0].setFocus()
        QTest.keyClick(page.tray.cards[0], Qt.Key.Key_Return)

        assert desktop.asked == [("open", "Story time flyer.pdf")]

    def test_a_file_that_is_gone_is_said_to_be(
        self, page: WorkspacePage, session: Session, qtbot: QtBot, sample: Path
    ) -> None:
        (sample / FLYER).unlink()
        with qtbot.waitSignal(session.facts_changed):
            session.refresh()

        assert page.tray.cards[0].shown.missing


class TestVeryManyUses:
    """A list that is long costs no card for each of its files, and keeps its order."""

    def test_the_first_are_shown_and_more_on_request(
        self, page: WorkspacePage, session: Session
    ) -> None:
        show_many(session, 100)
        first = 3 + ROWS_AT_ONCE  # the three were all that there was
        assert len(page.tray.cards) == first
        assert page.tray.more.text() == "Show 40 more"
        page.tray.more.setFocus()
        QTest.keyClick(page.tray.more, Qt.Key.Key_Return)
        assert len(page.tray.cards) == first + ROWS_AT_ONCE
        assert page.tray.cards[first].hasFocus()
        assert page.tray.more.text() == "Show 20 more"
        page.tray.more.click()
        assert len(page.tray.cards) == 103
        assert page.tray.more.isHidden()
        assert ", 103. " in page.tray.cards[102].accessibleName()

    def test_a_card_that_is_moved_leaves_the_rest_in_order(
        self, page: WorkspacePage, session: Session
    ) -> None:
        show_many(session, 100)
        before = paths(session)
        place = len(page.tray.cards) - 1
        card = page.tray.cards[place]
        card.setFocus()
        QTest.keyClick(card, Qt.Key.Key_Down, ALT)
        moved = [*before[:place], before[place + 1], before[place], *before[place + 2 :]]
        assert paths(session) == moved
        assert page.tray.cards[place + 1] is card
        assert card.hasFocus()

    def test_what_is_added_to_a_list_that_was_whole_is_shown(
        self, page: WorkspacePage, session: Session
    ) -> None:
        show_many(session, ROWS_AT_ONCE - 3)
        assert len(page.tray.cards) == ROWS_AT_ONCE
        show_many(session, ROWS_AT_ONCE - 1)
        assert len(page.tray.cards) == ROWS_AT_ONCE + 2
        assert page.tray.more.isHidden()

    def test_another_competency_begins_with_the_first(
        self, qtbot: QtBot, page: WorkspacePage, session: Session
    ) -> None:
        show_many(session, 100)
        page.tray.more.click()
        go(qtbot, page, SetPlace("foundations", 12))
        go(qtbot, page, SetPlace("foundations", 11))
        assert len(page.tray.cards) == ROWS_AT_ONCE

    def test_the_tab_lists_them_and_has_the_form_of_one(
        self, page: WorkspacePage, session: Session
    ) -> None:
        show_many(session, 100)
        page.panel.go_to_tab(Tab.EVIDENCE)
        tab = page.panel.evidence
        assert len(tab.list.table.records.shown) == 103
        tab.go_to("Evidence/099.pdf")
        [form] = tab.forms
        assert form.caption.hasFocus()
        assert not form.down.isEnabled()
        form.up.click()
        assert len(paths(session)) == 103
        assert paths(session)[-2:] == ["Evidence/099.pdf", "Evidence/098.pdf"]

    def test_what_is_typed_about_a_file_stays_when_another_is_chosen(
        self, page: WorkspacePage, session: Session
    ) -> None:
        show_many(session, 5)
        page.panel.go_to_tab(Tab.EVIDENCE)
        tab = page.panel.evidence
        tab.go_to("Evidence/001.pdf")
        QTest.keyClicks(tab.forms[0].caption, "The flyer")
        tab.list.table.choose("Evidence/002.pdf")
        assert tab.forms[0].caption.text() == ""
        assert work(session, 11).evidence[4].caption == "The flyer"


def show_many(session: Session, count: int) -> None:
    """Let the competency show so many files besides, which are not in the folder."""

    def shown(portfolio: Portfolio) -> Portfolio:
        for number in range(count):
            use = EvidenceUse(f"Evidence/{number:03}.pdf")
            portfolio = use_evidence(portfolio, "foundations", 11, use, session.today)
        return portfolio

    session.apply_change(shown)
