from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import drop_evidence
from lssc_desktop.core.portfolio.portfolio import Plan
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.workspace.head import OfficialTextDialog
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.workspace.acting import CTRL, go, work


class TestDeciding:
    def test_ctrl_enter_marks_as_ready_and_once_more_takes_it_back(
        self, page: WorkspacePage, session: Session, qtbot: QtBot
    ) -> None:
        QTest.keyClick(page.panel.response.box.editor, Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: work(session, 11).marked_ready)
        QTest.keyClick(page.panel.response.box.editor, Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: not work(session, 11).marked_ready)

    def test_ready_without_evidence_says_so(
        self, page: WorkspacePage, session: Session, qtbot: QtBot
    ) -> None:
        for path in [use.path for use in work(session, 11).evidence]:
            session.apply(partial(drop_evidence, path=path, today=session.today))
        QTest.keyClick(page.panel.response.box.editor, Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: work(session, 11).marked_ready)

        row = page.competencies.list.currentIndex()
        assert row.data(Qt.ItemDataRole.AccessibleTextRole).endswith("Ready, but no evidence yet")
        assert page.panel.head.ready.text() == "Ready"
        assert page.menu.ready.text() == "Mark as not ready"

    def test_what_is_not_written_cannot_be_ready(self, page: WorkspacePage, qtbot: QtBot) -> None:
        go(qtbot, page, SetPlace("foundations", 12))

        assert page.panel.head.ready.isHidden()
        assert not page.menu.ready.isEnabled()

    def test_the_plan_is_kept_when_the_keyboard_leaves_and_undone_by_undo(
        self, page: WorkspacePage, session: Session
    ) -> None:
        page.panel.go_to_tab(Tab.PLAN)
        field = page.panel.plan.primary
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
        page.panel.go_to_tab(Tab.PLAN)
        QTest.keyClicks(page.panel.plan.other, "ask Kim")
        go(qtbot, page, SetPlace("foundations", 9))

        assert work(session, 11).plan.other == "ask Kim"
        assert work(session, 9).plan.other == ""

    def test_what_is_in_a_field_is_kept_when_the_portfolio_is_saved_or_closed(
        self, page: WorkspacePage, session: Session
    ) -> None:
        page.panel.go_to_tab(Tab.PLAN)
        QTest.keyClicks(page.panel.plan.other, "ask Kim")
        session.save_now()

        assert work(session, 11).plan.other == "ask Kim"

    def test_the_own_rating_is_one_of_four(self, page: WorkspacePage, session: Session) -> None:
        page.panel.plan.self_rating_changed.emit(Rating.MET)

        assert work(session, 11).self_rating is Rating.MET

    def test_a_suggestion_is_said_beside_the_introduction(
        self, page: WorkspacePage, session: Session
    ) -> None:
        page.panel.plan.pds.setPlainText("Interview a user.")
        page.settle()

        assert work(session, 11).pds == "Interview a user."
        assert "Interview a user." in page.panel.response.suggestion.text()
        assert not page.panel.response.suggestion.isHidden()

    def test_the_official_text_is_pasted_in_and_read_again(
        self, page: WorkspacePage, session: Session
    ) -> None:
        page.menu.official.trigger()
        dialog = page.findChild(OfficialTextDialog)
        assert dialog is not None
        dialog.field.setPlainText(" The official words. ")
        dialog.accept_button.click()

        assert work(session, 11).official_text == "The official words."
        assert page.menu.official.text() == "Read the official text"
