"""The Plan tab of a competency: ideas for evidence are there where there is none yet."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.base.place import SetPlace, Tab
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.workspace.acting import go


def test_without_evidence_three_ideas_are_unfolded_and_called_ours(
    make_page: Callable[[SetPlace], WorkspacePage],
) -> None:
    plan = make_page(SetPlace("foundations", 12, tab=Tab.PLAN)).panel.plan
    assert plan.ideas.isVisible()
    assert plan.ideas.text().count("\N{BULLET}") == 3
    assert "not the program’s" in plan.ideas.text()


def test_where_there_is_evidence_they_are_folded_and_one_click_away(
    qtbot: QtBot, make_page: Callable[[SetPlace], WorkspacePage]
) -> None:
    page = make_page(SetPlace("foundations", 11, tab=Tab.PLAN))
    plan = page.panel.plan
    assert plan.ideas.isHidden()
    qtbot.mouseClick(plan.ideas_button, Qt.MouseButton.LeftButton)
    assert plan.ideas.isVisible()
    qtbot.keyClicks(plan.other, "Ask Pat")
    plan.settle()
    assert plan.ideas.isVisible()
    go(qtbot, page, SetPlace("foundations", 12, tab=Tab.PLAN))
    go(qtbot, page, SetPlace("foundations", 11, tab=Tab.PLAN))
    assert plan.ideas.isHidden()


def test_another_set_with_the_same_number_has_its_own(
    qtbot: QtBot, make_page: Callable[[SetPlace], WorkspacePage]
) -> None:
    page = make_page(SetPlace("foundations", 1, tab=Tab.PLAN))
    before = page.panel.plan.ideas.text()
    go(qtbot, page, SetPlace("technology", 1, tab=Tab.PLAN))
    assert page.panel.plan.ideas.text() != before
