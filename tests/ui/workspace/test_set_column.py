"""The set as a column: its title, how far it is, what is listed, and the menus of set and row."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.base.place import CheckPlace, CoursesPlace, PlanPlace, SetPlace, SplitPlace
from lssc_desktop.ui.workspace.menus import Showing
from lssc_desktop.ui.workspace.page import WorkspacePage
from tests.ui.workspace.acting import go

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # no screen


def count(page: WorkspacePage) -> str:
    return page.competencies.count.text()


def test_what_kind_of_set_it_is_stands_in_its_menu(
    page: WorkspacePage,
) -> None:
    assert page.competencies.title.text() == "Foundations of Library Services"
    assert page.competencies.title.toolTip() == "Required set, by portfolio"
    assert page.set_menu.note.text() == "Required set, by portfolio"


def test_the_count_says_what_is_listed(page: WorkspacePage) -> None:
    assert count(page) == "7 of 12 ready"
    page.set_menu.showing[Showing.NOT_READY].trigger()
    assert count(page) == "6 not ready"
    page.set_menu.showing[Showing.WITH_COMMENTS].trigger()
    assert count(page).endswith("with comments")
    page.set_menu.showing[Showing.ALL].trigger()
    assert count(page) == "7 of 12 ready"


def test_the_row_that_is_shown_stays_listed_and_is_not_counted(
    qtbot: QtBot, page: WorkspacePage
) -> None:
    go(qtbot, page, SetPlace("foundations", 9))
    page.set_menu.showing[Showing.NOT_READY].trigger()
    row = page.competencies.list.currentIndex().row()
    assert not page.competencies.list.isRowHidden(row)
    assert count(page) == "6 not ready"


@pytest.mark.parametrize(
    ("act", "place"),
    [
        ("plan", PlanPlace("foundations")),
        ("split", SplitPlace("foundations")),
        ("review_copy", CheckPlace("foundations", review_copy=True)),
        ("change_route", CoursesPlace("foundations")),
    ],
)
def test_its_menu_leads_to_what_is_done_with_all_of_it(
    qtbot: QtBot, page: WorkspacePage, act: str, place: object
) -> None:
    page.place_requested.disconnect(page.go_to)
    with qtbot.waitSignal(page.place_requested) as asked:
        getattr(page.set_menu, act).trigger()
    assert asked.args == [place]


def ask_for_menu(widget: QWidget) -> None:
    """Ask as the Menu key and a right-click do."""
    where = QPoint(10, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, widget.mapToGlobal(where))
    QApplication.sendEvent(widget, event)


def test_the_menus_are_those_of_a_right_click_too(qtbot: QtBot, page: WorkspacePage) -> None:
    ask_for_menu(page.competencies.title)
    qtbot.waitUntil(page.set_menu.isVisible)
    page.set_menu.close()
    ask_for_menu(page.competencies.list.viewport())
    qtbot.waitUntil(page.menu.isVisible)
    page.menu.close()


def test_a_row_that_was_not_started_says_so_to_a_screen_reader_alone(page: WorkspacePage) -> None:
    row = page.competencies.tree.competency_index("foundations", 12)
    assert row.data(Qt.ItemDataRole.AccessibleTextRole).endswith("Not started")


def test_a_set_by_a_course_has_no_columns(page: WorkspacePage) -> None:
    page.go_to(SetPlace("access-services"))
    assert not page.competencies.isVisible()
    assert page.other_route.isVisible()
