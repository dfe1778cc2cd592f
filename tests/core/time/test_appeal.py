from dataclasses import replace
from datetime import date

from lssc_desktop.core.portfolio.portfolio import Candidate, Decision, Outcome, Portfolio, SetWork
from lssc_desktop.core.program.program import AppealRule, ClockRule, CourseRule
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.time.clock import Appeal, WayCode, WayOn, appeals, last_day, ways_on
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


NOT_YET = date(2028, 2, 20)


def test_what_remains_is_an_appeal_a_course_and_asking_to_hand_in_later() -> None:
    program = replace(PROGRAM, courses=CourseRule(5), clock=ClockRule(4))
    mine = portfolio(decided("basics", (Outcome.NOT_ACHIEVED, NOT_YET)))
    end = last_day(program, mine)

    assert ways_on(program, mine, "basics") == (
        WayOn(WayCode.APPEAL, date(2028, 3, 1), date(2028, 3, 21)),
        WayOn(WayCode.COURSE, end),
        WayOn(WayCode.LATER, end),
    )


def test_what_is_over_remains_no_more() -> None:
    mine = portfolio(decided("basics", (Outcome.NOT_ACHIEVED, NOT_YET)))
    program = replace(PROGRAM, courses=None, clock=None)

    codes = [
        [way.code for way in ways_on(program, mine, "basics", today)]
        for today in (date(2028, 3, 21), date(2028, 3, 22))
    ]
    assert codes == [[WayCode.APPEAL, WayCode.LATER], [WayCode.LATER]]


def test_nothing_remains_of_a_set_that_was_decided_otherwise_or_goes_another_way() -> None:
    no = (Outcome.NOT_ACHIEVED, NOT_YET)
    upheld = portfolio(decided("basics", no, (Outcome.ACHIEVED, date(2028, 4, 1))))
    course = portfolio(replace(decided("basics", no), route=Route.COURSE))

    assert ways_on(PROGRAM, upheld, "basics") == ways_on(PROGRAM, course, "basics") == ()
    assert ways_on(PROGRAM, upheld, "more") == ()
