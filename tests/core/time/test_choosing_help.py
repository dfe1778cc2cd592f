from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lssc_desktop.core.portfolio.edits import set_can_do
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio
from lssc_desktop.core.program.program import ChoosingRule, Competency
from lssc_desktop.core.time.eligibility import Leaning, RouteAdvice, route_advice
from tests.core.check.rules.desk import small_program

DAY = date(2026, 11, 25)
HALF = ChoosingRule(Decimal(50))
BASICS = small_program().sets[0]
FOUR = replace(BASICS, competencies=(*BASICS.competencies, Competency(4, "Four")))
START = Portfolio("p", "small", "1", Candidate("Ana"), DAY)


def answered(*answers: bool | None) -> Portfolio:
    portfolio = START
    for number, answer in enumerate(answers, start=1):
        portfolio = set_can_do(portfolio, "basics", number, answer, DAY)
    return portfolio


@pytest.mark.parametrize(
    ("answers", "leaning"),
    [
        ((True, True, True, False), Leaning.PORTFOLIO),
        ((True, True, True, None), Leaning.PORTFOLIO),
        ((True, False, False, False), Leaning.COURSE),
        ((True, True, False, False), Leaning.EVEN),
        ((True, True, None, None), Leaning.OPEN),
        ((None, None, None, None), Leaning.OPEN),
    ],
)
def test_over_half_of_the_competencies_decide(
    answers: tuple[bool | None, ...], leaning: Leaning
) -> None:
    work = answered(*answers).set_work("basics")
    assert route_advice(HALF, FOUR, work).leaning is leaning


def test_the_share_is_the_programs() -> None:
    work = answered(True, True, True, False).set_work("basics")
    assert route_advice(ChoosingRule(Decimal(75)), FOUR, work).leaning is Leaning.EVEN
    assert route_advice(None, FOUR, work) == RouteAdvice(Leaning.OPEN, 3, 1, 0)


def test_a_set_that_was_not_begun_is_open() -> None:
    assert route_advice(HALF, FOUR, None) == RouteAdvice(Leaning.OPEN, 0, 0, 4)


def test_the_answers_change_no_package() -> None:
    begun = set_can_do(START, "basics", 1, None, date(2020, 1, 1))
    after = set_can_do(begun, "basics", 1, True, DAY)
    assert after.sets[0].changed == date(2020, 1, 1)
