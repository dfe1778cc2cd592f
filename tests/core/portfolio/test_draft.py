from datetime import date

from lssc_desktop.core.portfolio.candidate_edits import start_portfolio
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio
from lssc_desktop.core.portfolio.undo import Draft, with_earlier_answers, with_route
from lssc_desktop.core.program.schema import Route
from lssc_desktop.store.programs import read_program, shipped_program_text

LSSC = read_program(shipped_program_text(), "lssc.toml")
DAY = date(2026, 11, 24)
ELECTIVES = ("access-services", "collection-management", "reference-information")


def started() -> Portfolio:
    return start_portfolio(LSSC, Candidate("A. Rivera"), DAY, ELECTIVES, DAY, "new")


def test_nothing_said_is_nothing_to_miss() -> None:
    assert Draft(program_id="lssc", step=3).is_empty
    assert not Draft(DAY).is_empty
    assert not Draft(name="A. Rivera").is_empty
    assert not Draft(electives=("youth-services",)).is_empty


def test_answers_and_route_are_those_given_last() -> None:
    begun = with_route((), "access-services", Route.COURSE, {1: False, 2: True, 3: None}, DAY)
    begun = with_route(begun, "access-services", Route.PORTFOLIO, {1: True, 3: None}, DAY)
    (work,) = begun
    assert work.route is Route.PORTFOLIO
    assert [(item.number, item.can_do) for item in work.competencies] == [(1, True)]


def test_a_portfolio_begins_with_them() -> None:
    begun = with_route((), "access-services", Route.COURSE, {1: False}, DAY)
    portfolio = with_earlier_answers(started(), begun, DAY)
    work = portfolio.set_work("access-services")
    assert work is not None
    assert work.chosen
    assert work.route is Route.COURSE
    assert work.competency(1).can_do is False
    assert len(portfolio.sets) == len(started().sets)


def test_answers_about_an_elective_that_was_not_chosen_are_kept() -> None:
    begun = with_route((), "youth-services", Route.PORTFOLIO, {2: True}, DAY)
    portfolio = with_earlier_answers(started(), begun, DAY)
    work = portfolio.set_work("youth-services")
    assert work is not None
    assert not work.chosen
    assert work.competency(2).can_do is True


def test_nothing_begun_changes_nothing() -> None:
    assert with_earlier_answers(started(), (), DAY) == started()
