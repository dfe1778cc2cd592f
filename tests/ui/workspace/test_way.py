from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.program.schema import Route
from lssc_desktop.ui.base.place import CheckPlace, SetPlace
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.workspace.menus import Showing
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.workspace.acting import CTRL, go, type_at_end, wait_saved


class TestWay:
    def test_ctrl_page_down_goes_on_and_up_goes_back(
        self, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        QTest.keyClick(page.panel.response.box.editor, Qt.Key.Key_PageDown, CTRL)
        qtbot.waitUntil(lambda: page.panel.head.place.text() == "Competency 12 of 12")
        QTest.keyClick(page.panel.response.box.editor, Qt.Key.Key_PageUp, CTRL)
        qtbot.waitUntil(lambda: page.panel.head.place.text() == "Competency 11 of 12")

    def test_the_list_leads_by_mouse_and_by_keyboard(self, page: WorkspacePage) -> None:
        rows = page.competencies.list
        third = rows.visualRect(page.competencies.tree.competency_index("foundations", 3))
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=third.center())
        by_mouse = page.panel.head.place.text()
        QTest.keyClick(rows, Qt.Key.Key_Down)

        assert by_mouse == "Competency 3 of 12"
        assert page.panel.head.place.text() == "Competency 4 of 12"

    def test_a_set_opens_where_the_person_was_or_at_the_first_that_is_open(
        self, page: WorkspacePage, qtbot: QtBot
    ) -> None:
        go(qtbot, page, SetPlace("reference-information"))
        fresh = page.panel.head.place.text()
        go(qtbot, page, SetPlace("foundations"))

        assert fresh.startswith("Competency ")
        assert page.panel.head.place.text() == "Competency 11 of 12"

    def test_only_what_is_open_can_be_listed(self, page: WorkspacePage) -> None:
        page.set_menu.showing[Showing.NOT_READY].trigger()
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
        page.panel.head.ready.click()

        found = session.portfolio.set_work("foundations")
        assert found is not None
        assert found.statement is not None
        assert found.statement_ready
        assert page.tray.isHidden()
        assert not page.panel.response.introduction.isVisible()

    def test_a_text_that_is_alone_needs_no_tab(self, page: WorkspacePage, qtbot: QtBot) -> None:
        go(qtbot, page, SetPlace("foundations", statement=True))
        assert page.panel.tabs.isHidden()
        page.menu.larger.trigger()
        page.menu.larger.trigger()
        assert page.panel.tabs.isHidden()
        go(qtbot, page, SetPlace("foundations", 3))
        assert page.panel.tabs.isVisible()

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
        assert page.panel.isVisible()

    def test_the_check_is_one_press_away(self, page: WorkspacePage, qtbot: QtBot) -> None:
        page.place_requested.disconnect(page.go_to)
        with qtbot.waitSignal(page.place_requested) as asked:
            page.competencies.check.click()

        assert asked.args == [CheckPlace("foundations")]
