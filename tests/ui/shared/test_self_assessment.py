"""The dialog for self-assessment forms: typing ratings, sections of one's own, the keyboard."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.core.check.finding import FindingCode
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.candidate_edits import set_grid_rating
from lssc_desktop.core.program.grid import GridRating, GridRow, begun_rows
from lssc_desktop.package.sample import write_sample
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.app.portfolio_view import PortfolioView
from lssc_desktop.ui.base.place import CheckPlace
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.check.page import CheckPage
from lssc_desktop.ui.shared.self_assessment import SelfAssessmentDialog


@pytest.fixture
def candidate_window(open_window: Callable[[Path], MainWindow], tmp_path: Path) -> MainWindow:
    write_sample(tmp_path / "Whitlock", ignore_progress, "cilip-certification")
    return open_window(tmp_path / "Whitlock")


@pytest.fixture
def session(candidate_window: MainWindow) -> Session:
    assert candidate_window.session is not None
    return candidate_window.session


@pytest.fixture
def dialog(candidate_window: MainWindow) -> SelfAssessmentDialog:
    candidate_window.menu_actions.self_assessment.trigger()
    (dialog,) = candidate_window.findChildren(SelfAssessmentDialog)
    return dialog


def rated(session: Session) -> dict[str, tuple[str, ...]]:
    [form] = session.program.grid
    return {row.section: row.ratings for row in begun_rows(form, session.portfolio.grid_ratings)}


def test_a_rating_is_typed_and_undone_in_one_step(
    dialog: SelfAssessmentDialog, session: Session, qtbot: QtBot
) -> None:
    before = session.portfolio
    start, end = dialog.tables[0].lines[4].ratings
    assert start.accessibleName() == "Data management: start"
    qtbot.keyClicks(start, "1")
    qtbot.keyClicks(end, " 3 ")
    dialog.accept_button.click()
    assert rated(session)["Data management"] == ("1", "3")
    assert len(rated(session)) == 7
    session.undo()
    assert session.portfolio == before


def test_a_section_of_ones_own_is_added_and_taken_away(
    dialog: SelfAssessmentDialog, session: Session, candidate_window: MainWindow, qtbot: QtBot
) -> None:
    (table,) = dialog.tables
    field = table.add_section()
    qtbot.keyClicks(field, "Local history")
    dialog.accept_button.click()
    assert dialog.isVisible()
    assert "has no rating" in dialog.error.said
    qtbot.keyClicks(table.lines[-1].ratings[0], "2")
    dialog.accept_button.click()
    assert rated(session)["Local history"] == ("2", "")
    candidate_window.menu_actions.self_assessment.trigger()
    (again,) = (
        each for each in candidate_window.findChildren(SelfAssessmentDialog) if each.isVisible()
    )
    line = again.tables[0].lines[-1]
    assert line.before == GridRow("Local history", ("2", ""))
    line.ratings[0].clear()
    again.accept_button.click()
    assert "Local history" not in rated(session)


def test_a_rating_without_a_title_is_told_and_nothing_is_kept(
    dialog: SelfAssessmentDialog, session: Session, qtbot: QtBot
) -> None:
    before = session.portfolio
    (table,) = dialog.tables
    dialog.more_buttons[0].click()
    title = table.lines[-1].title
    assert title is not None
    assert dialog.focusWidget() is title
    assert not title.visibleRegion().isEmpty()  # scrolled to
    qtbot.keyClick(title, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is table.lines[-1].ratings[0]
    qtbot.keyClicks(table.lines[-1].ratings[1], "2")
    dialog.accept_button.click()
    assert dialog.isVisible()
    assert "no title" in dialog.error.said
    assert dialog.focusWidget() is title
    assert session.portfolio is before


def test_tab_goes_through_the_lines_from_start_to_end(
    dialog: SelfAssessmentDialog, qtbot: QtBot
) -> None:
    lines = dialog.tables[0].lines
    assert dialog.focusWidget() is lines[0].ratings[0]
    seen = [dialog.focusWidget()]
    for _press in range(4):
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        seen.append(dialog.focusWidget())
    assert seen[1:] == [lines[0].ratings[1], *lines[1].ratings, lines[2].ratings[0]]


def test_what_was_rated_elsewhere_meanwhile_stays(
    dialog: SelfAssessmentDialog, session: Session, qtbot: QtBot
) -> None:
    edit = dialog.edited
    qtbot.keyClicks(dialog.tables[0].lines[4].ratings[0], "1")
    other = GridRating("pksb", "Research", "start", "2")
    newer = edit(
        type(session.portfolio)(
            "p", "cilip-certification", "1", session.portfolio.candidate, grid_ratings=(other,)
        )
    )
    assert newer.grid_ratings == (other, GridRating("pksb", "Data management", "start", "1"))


def test_a_program_without_forms_does_not_offer_them(
    open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    assert not open_window(sample).menu_actions.self_assessment.isVisible()


def test_a_finding_about_ratings_leads_to_their_form(
    candidate_window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    [form] = session.program.grid
    session.apply(
        partial(
            set_grid_rating,
            grid=form,
            section="Research",
            column="start",
            rating="2",
            today=session.today,
        )
    )
    (view,) = candidate_window.findChildren(PortfolioView)
    view.go_to(CheckPlace("portfolio"))
    page = view.page
    assert isinstance(page, CheckPage)
    qtbot.waitUntil(lambda: bool(page.blockers.rows))
    codes = [row.finding.code for row in page.blockers.rows]
    page.blockers.rows[codes.index(FindingCode.GRID_UNRATED)].go_there.click()
    (dialog,) = candidate_window.findChildren(SelfAssessmentDialog)
    assert dialog.isVisible()
    dialog.tables[0].lines[8].ratings[1].setText("3")
    dialog.accept_button.click()
    assert rated(session)["Research"] == ("2", "3")
