from dataclasses import replace
from datetime import date

from lssc_desktop.core.portfolio.portfolio import Candidate, Decision, Outcome, Portfolio, SetWork
from lssc_desktop.core.program.program import AppealRule
from lssc_desktop.core.time.clock import Appeal, appeals
from tests.core.check.rules.desk import small_program

DAY = date(2024, 9, 14)
PROGRAM = replace(small_program(), appeal=AppealRule(10, 30, "The office"))


def decided(set_id: str, *decisions: tuple[Outcome, date]) -> SetWork:
    return SetWork(set_id, DAY, decisions=tuple(Decision(*each) for each in decisions))


def portfolio(*works: SetWork) -> Portfolio:
    return Portfolio("p", "small", "1", Candidate("A"), DAY, works)


def test_ten_and_thirty_calendar_days_after_the_decision() -> None:
    work = decided("basics", (Outcome.NOT_ACHIEVED, date(2028, 2, 20)))
    assert appeals(PROGRAM, portfolio(work)) == (
        Appeal("basics", date(2028, 2, 20), date(2028, 3, 1), date(2028, 3, 21)),
    )


def test_only_a_last_decision_that_is_not_achieved_can_be_appealed() -> None:
    first = (Outcome.NOT_ACHIEVED, date(2028, 2, 20))
    upheld = decided("basics", first, (Outcome.ACHIEVED, date(2028, 4, 1)))
    asked = decided("more", (Outcome.REVISION_ASKED, date(2028, 2, 20)))
    assert appeals(PROGRAM, portfolio(upheld, asked)) == ()


def test_the_newest_comes_first() -> None:
    works = (
        decided("basics", (Outcome.NOT_ACHIEVED, date(2028, 2, 20))),
        decided("more", (Outcome.NOT_ACHIEVED, date(2028, 2, 21))),
    )
    assert [item.set_id for item in appeals(PROGRAM, portfolio(*works))] == ["more", "basics"]


def test_a_program_without_a_rule_has_no_appeals() -> None:
    work = decided("basics", (Outcome.NOT_ACHIEVED, date(2028, 2, 20)))
    assert appeals(small_program(), portfolio(work)) == ()


def test_a_decision_on_the_last_day_of_the_calendar_has_no_days_behind_it() -> None:
    work = decided("basics", (Outcome.NOT_ACHIEVED, date.max))
    (appeal,) = appeals(PROGRAM, portfolio(work))
    assert (appeal.notice_by, appeal.documents_by) == (date.max, date.max)
