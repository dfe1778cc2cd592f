"""A response that is not begun offers ways to begin; what is begun has the page to itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.edits import set_plan
from lssc_desktop.core.portfolio.portfolio import Candidate, Plan
from lssc_desktop.store.folder import folder
from lssc_desktop.store.programs import shipped_program
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.place import CoursesPlace, SetPlace, Tab
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.workspace.page import WorkspacePage
from lssc_desktop.ui.workspace.starts import Starts
from tests.ui.calm import words_shown
from tests.ui.workspace.acting import go, type_at_end, wait_saved, work

EMPTY = SetPlace("foundations", 12)


@pytest.fixture
def starts(qtbot: QtBot, page: WorkspacePage) -> Starts:
    go(qtbot, page, EMPTY)
    return page.panel.response.starts


def test_they_are_gone_with_the_first_letter_and_come_back_with_undo(
    page: WorkspacePage, starts: Starts
) -> None:
    first_line = page.panel.response.box.editor.cursorRect()
    assert starts.isVisible()
    assert starts.y() > first_line.bottom()
    type_at_end(page, "W")
    assert not starts.isVisible()
    assert page.panel.response.box.editor.cursorRect().y() == first_line.y()
    page.panel.response.box.editor.undo()
    assert starts.isVisible()


def test_what_is_written_has_none(qtbot: QtBot, page: WorkspacePage, starts: Starts) -> None:
    go(qtbot, page, SetPlace("foundations", 11))
    assert not starts.isVisible()


def test_a_learning_statement_has_no_outline(
    qtbot: QtBot, page: WorkspacePage, starts: Starts
) -> None:
    go(qtbot, page, SetPlace("foundations", statement=True))
    qtbot.waitUntil(starts.isVisible)
    assert not starts.outline.isVisible()
    assert not starts.ideas.isVisible()
    assert starts.document.isVisible()


def test_an_outline_is_written_and_the_keyboard_goes_into_it(
    qtbot: QtBot, page: WorkspacePage, starts: Starts, session: Session
) -> None:
    starts.outline.click()
    editor = page.panel.response.box.editor
    qtbot.waitUntil(lambda: editor.toPlainText().startswith("What I did"))
    wait_saved(qtbot, session)
    assert work(session, 12).response is not None
    assert not starts.isVisible()
    qtbot.waitUntil(editor.hasFocus)


def test_ideas_are_those_of_the_plan(page: WorkspacePage, starts: Starts) -> None:
    starts.ideas.click()
    assert page.panel.tab is Tab.PLAN


def test_ideas_are_offered_only_where_there_are_some(starts: Starts) -> None:
    assert starts.ideas.isVisible()
    starts.offer_ways(outline=True, ideas=False)
    assert not starts.ideas.isVisible()
    assert starts.isVisible()


def test_without_a_route_it_says_that_writing_chooses_one(
    page: WorkspacePage, session: Session, starts: Starts
) -> None:
    assert starts.isVisible()
    before = page.panel.response.closed.text()
    assert before.startswith("LSSC hasn’t accepted portfolios")
    found = session.portfolio.set_work("foundations")
    assert found is not None
    without = replace(found, route_chosen=False)
    session.apply(lambda old: replace(old, sets=(without, *old.sets[1:])))
    said = page.panel.response.closed.text()
    assert said.startswith("Choose a route under Courses. If you write here, it’s a portfolio.")
    assert said.endswith(before)


def test_an_example_is_asked_for(qtbot: QtBot, page: WorkspacePage, starts: Starts) -> None:
    with qtbot.waitSignal(page.example_requested):
        starts.example.click()


def test_a_low_text_keeps_its_room(qtbot: QtBot, page: WorkspacePage, starts: Starts) -> None:
    page.resize(page.width(), 380)
    qtbot.waitUntil(lambda: not starts.isVisible())


def test_a_closed_route_is_said_below_until_something_is_written(
    qtbot: QtBot, page: WorkspacePage, starts: Starts
) -> None:
    assert starts.isVisible()
    page.place_requested.disconnect(page.go_to)
    response = page.panel.response
    assert response.routes.isVisible()
    with qtbot.waitSignal(page.place_requested) as asked:
        response.routes.click()
    assert asked.args == [CoursesPlace("foundations")]
    QTest.keyClicks(response.introduction, "I show it.")
    assert not response.routes.isVisible()


def test_a_statement_that_covers_all_begins_with_its_titles_and_the_notes(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    loaded, day = shipped_program("cilip-certification"), date(2026, 11, 2)
    portfolio = start_portfolio(loaded.program, Candidate("H. Whitlock"), None, (), day, "first")
    notes = Plan(other="Our budget\nWho decides")
    portfolio = set_plan(portfolio, "portfolio", 2, notes, day)
    folder.create(tmp_path / "Whitlock", portfolio, loaded.text, "Read me.")
    window = open_window(tmp_path / "Whitlock")
    window.go_to(SetPlace("portfolio", statement=True))
    (page,) = window.findChildren(WorkspacePage)
    starts = page.panel.response.starts
    qtbot.waitUntil(starts.isVisible)
    assert not starts.ideas.isVisible()
    starts.outline.click()
    editor = page.panel.response.box.editor
    titles = "Personal performance", "Organisational context", "Wider professional context"
    expected = [titles[0], "", titles[1], "Our budget", "Who decides", titles[2]]
    qtbot.waitUntil(lambda: editor.toPlainText().split("\n")[:6] == expected)
    assert not starts.isVisible()


def test_with_little_room_what_each_does_is_left_out_first(
    qtbot: QtBot, page: WorkspacePage, starts: Starts
) -> None:
    assert "Headings," in words_shown(starts)
    page.resize(1130, 500)
    qtbot.waitUntil(lambda: "Headings," not in words_shown(starts))
    assert starts.outline.isVisible()
    page.resize(1130, 682)
    qtbot.waitUntil(lambda: "Headings," in words_shown(starts))
