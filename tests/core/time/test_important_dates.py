from dataclasses import replace
from datetime import date

from lssc_desktop.core.portfolio.edits import choose_sets, set_planned
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Decision,
    Outcome,
    Portfolio,
    RenewalWork,
)
from lssc_desktop.core.program.program import AppealRule
from lssc_desktop.core.time.clock import DateCode, important_dates
from tests.core.check.rules.desk import small_program
from tests.core.time.test_certification import RULE

DAY = date(2024, 9, 14)
PROGRAM = replace(small_program(), renewal=RULE, appeal=AppealRule(10, 30, "The office"))
START = choose_sets(Portfolio("p", "small", "1", Candidate("A"), DAY), ("basics",), DAY)


def found(portfolio: Portfolio) -> list[tuple[str, date]]:
    return [(item.key, item.day) for item in important_dates(PROGRAM, portfolio)]


def decided(outcome: Outcome) -> Portfolio:
    work = replace(START.sets[0], decisions=(Decision(outcome, date(2027, 6, 10)),))
    return replace(START, sets=(work,))


def test_a_candidate_has_a_deadline_and_plans() -> None:
    planned = set_planned(START, "basics", date(2027, 4, 1), DAY)
    assert found(planned) == [
        ("planned-basics", date(2027, 4, 1)),
        ("deadline", date(2028, 9, 14)),
    ]


def test_a_set_not_achieved_has_the_days_of_an_appeal() -> None:
    assert found(decided(Outcome.NOT_ACHIEVED))[:2] == [
        ("appeal-notice-basics", date(2027, 6, 20)),
        ("appeal-documents-basics", date(2027, 7, 10)),
    ]


def test_who_is_certified_has_the_days_of_the_renewal_and_no_deadline() -> None:
    window = [
        ("renewal-opens", date(2030, 6, 10)),
        ("expires", date(2031, 6, 10)),
        ("grace-ends", date(2031, 8, 10)),
    ]
    assert found(decided(Outcome.ACHIEVED)) == window
    assert found(replace(START, renewal=RenewalWork(date(2027, 6, 10)))) == window


def test_a_plan_for_a_set_that_is_achieved_is_over() -> None:
    planned = set_planned(decided(Outcome.ACHIEVED), "basics", date(2028, 1, 1), DAY)
    assert DateCode.PLANNED not in {item.code for item in important_dates(PROGRAM, planned)}


def test_every_date_reminds_of_itself() -> None:
    everything = (*found(decided(Outcome.NOT_ACHIEVED)), *found(decided(Outcome.ACHIEVED)))
    assert len({key for key, _day in everything}) == 6
    assert all(item.remind for item in important_dates(PROGRAM, decided(Outcome.NOT_ACHIEVED)))


def test_who_is_not_admitted_has_plans_and_no_deadline() -> None:
    planned = set_planned(replace(START, admitted=None), "basics", date(2027, 4, 1), DAY)
    assert found(planned) == [("planned-basics", date(2027, 4, 1))]
