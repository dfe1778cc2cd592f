"""The window for a program without a statement: no row and no place of one."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.portfolio import Candidate
from lssc_desktop.store.programs import load_program, shipped_program
from lssc_desktop.ui.find.palette import destinations
from lssc_desktop.ui.shared.competency_rows import CompetencyTree

UTAH = Path(__file__).parents[2] / "programs" / "utah.toml"
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("has_one", [True, False])
def test_a_set_has_a_row_and_a_place_for_a_statement_where_one_is_needed(
    qtbot: QtBot,  # noqa: ARG001  Qt has to be there
    *,
    has_one: bool,
) -> None:
    program = (shipped_program("lssc") if has_one else load_program(UTAH)).program
    electives = tuple(each.id for each in program.elective_sets[: program.choice.electives])
    portfolio = start_portfolio(program, Candidate("Ann"), TODAY, electives, TODAY, "an-id")
    tree = CompetencyTree()
    tree.set_portfolio(program, portfolio)
    first = tree.index(0, 0)
    count = len(program.sets[0].competencies)
    assert tree.rowCount(first) == count + has_one
    places = [each.name.casefold() for each in destinations(program, portfolio)]
    assert any("learning statement" in name for name in places) is has_one
