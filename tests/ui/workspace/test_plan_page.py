"""The plan of a set: all competencies at once, rated, noted, parked and begun."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.core.overview.next_steps import PlanOrder
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.store.folder.responses import read_response
from lssc_desktop.ui.base.place import PlanPlace, SetPlace, Tab
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.workspace.planning import PlanPage, PlanRow
from tests.ui.conftest import Listener
from tests.ui.workspace.acting import wait_saved, work


@pytest.fixture
def page(qtbot: QtBot, session: Session, services: Services) -> PlanPage:
    page = PlanPage(session, services)
    qtbot.addWidget(page)
    page.resize(1130, 682)
    page.show()
    qtbot.waitExposed(page)
    page.go_to(PlanPlace("foundations"))
    return page


def row_of(page: PlanPage, number: int) -> PlanRow:
    return next(each for each in page.rows if each.number.text() == str(number))


def order(page: PlanPage) -> list[int]:
    return [int(each.number.text()) for each in page.rows]


def test_all_competencies_of_the_set_are_there(page: PlanPage) -> None:
    assert order(page) == list(range(1, 13))
    assert row_of(page, 11).title.text() == "Diversity of users"


def test_a_rating_is_kept(qtbot: QtBot, page: PlanPage, session: Session) -> None:
    rating = row_of(page, 12).rating
    rating.setFocus()
    qtbot.keyClick(rating, Qt.Key.Key_Up)
    assert work(session, 12).self_rating is Rating.PARTIAL


def test_a_note_becomes_the_first_line_of_the_plan(
    qtbot: QtBot, page: PlanPage, session: Session
) -> None:
    note = row_of(page, 12).note
    note.setFocus()
    qtbot.keyClicks(note, "The day we let the fine go")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert work(session, 12).plan.primary.startswith("The day we let the fine go")


def test_what_is_parked_goes_to_the_end(page: PlanPage, session: Session) -> None:
    row_of(page, 1).parked.click()
    assert work(session, 1).plan.parked
    assert order(page)[-1] == 1
    row_of(page, 1).parked.click()
    assert order(page)[0] == 1


def test_surest_first_begins_with_what_one_called_met(page: PlanPage, session: Session) -> None:
    page.order.setCurrentIndex(page.order.findData(PlanOrder.SUREST_FIRST))
    page.order.activated.emit(page.order.currentIndex())
    assert work(session, order(page)[0]).self_rating is Rating.MET


def test_ideas_are_shown_on_request_and_called_ours(qtbot: QtBot, page: PlanPage) -> None:
    row = row_of(page, 2)
    assert row.ideas.isHidden()
    qtbot.mouseClick(row.ideas_button, Qt.MouseButton.LeftButton)
    assert row.ideas.isVisible()
    assert "not the program’s" in row.ideas.text()
    assert row.ideas.text().count("•") == 3


def test_a_response_begins_with_an_outline_of_ones_own_notes(
    qtbot: QtBot, page: PlanPage, session: Session
) -> None:
    listener = Listener()
    page.place_requested.connect(listener.hear)
    note = row_of(page, 12).note
    qtbot.keyClicks(note, "The day we let the fine go")
    note.settle()
    qtbot.mouseClick(row_of(page, 12).outline, Qt.MouseButton.LeftButton)
    assert listener.heard == [SetPlace("foundations", 12, tab=Tab.RESPONSE)]
    wait_saved(qtbot, session)
    qtbot.waitUntil(lambda: work(session, 12).response is not None)
    written = read_response(session.root, session.portfolio, TextPlace("foundations", 12))
    lines = plain(written.text).splitlines()
    assert lines[0] == "What I did"
    assert "The day we let the fine go" in lines
    assert row_of(page, 12).outline.isHidden()


def test_a_response_that_is_there_is_opened(qtbot: QtBot, page: PlanPage) -> None:
    listener = Listener()
    page.place_requested.connect(listener.hear)
    assert row_of(page, 11).outline.isHidden()
    qtbot.mouseClick(row_of(page, 11).open, Qt.MouseButton.LeftButton)
    assert listener.heard == [SetPlace("foundations", 11, tab=Tab.RESPONSE)]


def test_every_control_says_of_which_competency_it_is(page: PlanPage) -> None:
    names = [
        control.accessibleName()
        for row in page.rows
        for control in (row.rating, row.note, row.parked, row.evidence, row.open, row.outline)
    ]
    assert len(set(names)) == len(names)
    assert "Your own rating: 11, Diversity of users" in names
