from datetime import date

import pytest

from lssc_desktop.core.portfolio.candidate_edits import ElectivesWrong, NameMissing, start_portfolio
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio
from lssc_desktop.store.programs import read_program, shipped_program_text

LSSC = read_program(shipped_program_text(), "lssc.toml")
THREE = ("access-services", "collection-management", "reference-information")


def started(electives: tuple[str, ...], name: str = "A. Rivera") -> Portfolio:
    day = date(2024, 9, 14)
    return start_portfolio(LSSC, Candidate(name), day, electives, date(2026, 11, 25), "id")


def test_the_required_sets_come_before_the_electives() -> None:
    chosen = [work.set_id for work in started(THREE).sets if work.chosen]
    assert chosen == ["foundations", "communication-teamwork", "technology", *THREE]


def test_a_portfolio_has_a_name() -> None:
    with pytest.raises(NameMissing):
        started(THREE, name=" \n\0")


def test_a_name_is_one_line_without_what_acts_on_a_terminal() -> None:
    assert started(THREE, name=" Ana\n\x1b[31m\tRivera ").candidate.name == "Ana [31m Rivera"


@pytest.mark.parametrize(
    ("electives", "unknown", "twice"),
    [
        (THREE[:2], (), ()),
        ((*THREE[:2], "technology"), ("technology",), ()),
        ((*THREE[:2], THREE[0]), (), (THREE[0],)),
        ((*THREE, "youth-services"), (), ()),
    ],
)
def test_exactly_the_electives_that_the_program_offers_make_a_choice(
    electives: tuple[str, ...], unknown: tuple[str, ...], twice: tuple[str, ...]
) -> None:
    with pytest.raises(ElectivesWrong) as raised:
        started(electives)
    assert (raised.value.unknown, raised.value.twice, raised.value.needed) == (unknown, twice, 3)
