from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, SetWork
from lssc_desktop.core.program.program import ClockRule, Competency, CompetencySet, Program
from lssc_desktop.core.program.schema import ClockStart, Route
from lssc_desktop.core.standing.progress import set_progress
from lssc_desktop.core.time.clock import (
    Pace,
    PaceReason,
    PaceReport,
    PlannedSets,
    WorkDone,
    days_left,
    deadline,
    first_day,
    pace,
    suggested_days,
    work_done,
)

FOUR_YEARS = ClockRule(4)
FIRST, LAST = date(2010, 1, 1), date(2039, 12, 31)
starts = st.dates(FIRST, LAST)
years = st.integers(1, 10)


def is_leap_day(day: date) -> bool:
    return (day.month, day.day) == (2, 29)


def test_the_deadline_is_the_same_day_so_many_years_on() -> None:
    assert deadline(date(2024, 9, 14), FOUR_YEARS) == date(2028, 9, 14)


def test_february_29_becomes_28_in_a_year_without_one() -> None:
    assert deadline(date(2024, 2, 29), ClockRule(3)) == date(2027, 2, 28)
    assert deadline(date(2096, 2, 29), FOUR_YEARS) == date(2100, 2, 28)


def test_february_29_stays_in_a_leap_year() -> None:
    assert deadline(date(2024, 2, 29), FOUR_YEARS) == date(2028, 2, 29)


@pytest.mark.parametrize("rule", [ClockRule(3), FOUR_YEARS])
def test_every_day_of_thirty_years_keeps_its_month_and_day(rule: ClockRule) -> None:
    for offset in range((LAST - FIRST).days + 1):
        start = FIRST + timedelta(offset)
        end = deadline(start, rule)
        assert end.year == start.year + rule.years
        if is_leap_day(start) and rule.years % 4:
            assert (end.month, end.day) == (2, 28)
        else:
            assert (end.month, end.day) == (start.month, start.day)


def test_a_later_start_never_ends_earlier() -> None:
    ends = [deadline(FIRST + timedelta(n), ClockRule(3)) for n in range((LAST - FIRST).days)]
    assert ends == sorted(ends)


def test_a_deadline_beyond_the_calendar_is_in_its_last_year() -> None:
    assert deadline(date(9998, 5, 1), FOUR_YEARS) == date(9999, 5, 1)


def test_days_left_count_down_to_nought_and_below() -> None:
    end = date(2028, 9, 14)
    assert days_left(end, date(2026, 11, 24)) == 660
    assert days_left(end, end) == 0
    assert days_left(end, date(2028, 9, 15)) == -1


ADMITTED, END = date(2024, 1, 1), date(2028, 1, 1)
WHOLE = (END - ADMITTED).days
HALF_TIME = ADMITTED + timedelta(WHOLE // 2)


SET = CompetencySet("basics", "Basics of Service", "Basics", True, (Competency(1, "Mission"),))


def written(share: Fraction | float, ready: int = 20, plan: PlannedSets | None = None) -> WorkDone:
    return WorkDone(Fraction(share), ready, 52 - ready, plan)


def judge(today: date, done: Fraction | float) -> PaceReport:
    return pace(ADMITTED, END, today, written(done))


def verdict(today: date, done: WorkDone) -> tuple[Pace, PaceReason, date | None]:
    report = pace(ADMITTED, END, today, done)
    return report.pace, report.reason, report.projected_end


def test_half_the_work_at_half_the_time_is_on_pace() -> None:
    finished = END - timedelta(WHOLE % 2)
    assert verdict(HALF_TIME, written(Fraction(1, 2))) == (
        Pace.ON_PACE,
        PaceReason.PROJECTED,
        finished,
    )


def test_late_by_at_most_a_tenth_of_the_time_is_a_little_behind() -> None:
    exactly_a_tenth_late = Fraction(HALF_TIME.toordinal() - ADMITTED.toordinal()) / (
        WHOLE * Fraction(11, 10)
    )
    assert judge(HALF_TIME, exactly_a_tenth_late).pace is Pace.A_LITTLE_BEHIND
    assert judge(HALF_TIME, exactly_a_tenth_late - Fraction(1, 10**6)).pace is Pace.BEHIND


def test_no_day_after_the_deadline_is_ever_projected() -> None:
    one_day_late = Fraction((HALF_TIME - ADMITTED).days, WHOLE + 1)
    late = (Pace.A_LITTLE_BEHIND, PaceReason.TOO_SLOW, None)
    assert verdict(HALF_TIME, written(one_day_late)) == late
    far = (Pace.BEHIND, PaceReason.TOO_SLOW, None)
    assert verdict(HALF_TIME, written(1e-12)) == far


def test_what_would_be_in_time_is_said_instead() -> None:
    report = pace(ADMITTED, END, HALF_TIME, written(Fraction(1, 10), ready=6))
    assert report.every == Fraction((END - HALF_TIME).days, 46)


@pytest.mark.parametrize(("ready", "days"), [(4, 300), (5, 90), (0, 300), (1, 365)])
def test_too_little_to_project_from_is_too_early_to_tell(ready: int, days: int) -> None:
    today = ADMITTED + timedelta(days)
    assert verdict(today, written(Fraction(ready, 58), ready)) == (
        Pace.TOO_EARLY,
        PaceReason.LITTLE_READY,
        None,
    )


def test_five_responses_in_three_months_are_enough() -> None:
    today = ADMITTED + timedelta(91)
    projected = ADMITTED + timedelta(910)
    enough = (Pace.ON_PACE, PaceReason.PROJECTED, projected)
    assert verdict(today, written(Fraction(1, 10), ready=5)) == enough


def test_later_than_a_quarter_of_the_time_few_are_judged_but_not_projected() -> None:
    quarter = ADMITTED + timedelta(WHOLE // 4)
    assert judge(quarter, 0).pace is Pace.BEHIND
    assert verdict(quarter, written(0, ready=0))[0] is Pace.TOO_EARLY
    later = quarter + timedelta(1)
    behind = (Pace.BEHIND, PaceReason.LITTLE_READY, None)
    assert verdict(later, written(0, ready=0)) == behind
    assert verdict(later, written(Fraction(2, 58), ready=2)) == behind
    by_courses = (Pace.ON_PACE, PaceReason.LITTLE_READY, None)
    assert verdict(later, written(Fraction(1, 2), ready=0)) == by_courses


def test_in_the_first_twentieth_nobody_is_behind() -> None:
    last = ADMITTED + timedelta(WHOLE // 20)
    assert verdict(last, written(0, ready=0)) == (Pace.ON_PACE, PaceReason.JUST_BEGUN, None)
    assert judge(last, Fraction(1, 1000)).pace is Pace.ON_PACE


def test_the_first_twentieth_ends_with_its_last_day() -> None:
    end = ADMITTED + timedelta(2000)
    slow = written(Fraction(1, 1000))
    assert pace(ADMITTED, end, ADMITTED + timedelta(100), slow).pace is Pace.ON_PACE
    assert pace(ADMITTED, end, ADMITTED + timedelta(101), slow).pace is Pace.BEHIND


def test_an_admission_still_to_come_is_on_pace() -> None:
    early = ADMITTED - timedelta(30)
    assert verdict(early, written(0)) == (Pace.ON_PACE, PaceReason.NOT_BEGUN, None)


def test_on_the_last_day_the_clock_still_runs() -> None:
    report = judge(END, Fraction(99, 100))
    assert (report.reason, report.every) == (PaceReason.TOO_SLOW, None)


def test_after_the_deadline_unfinished_work_is_behind() -> None:
    found = verdict(END + timedelta(1), written(Fraction(99, 100)))
    assert found == (Pace.BEHIND, PaceReason.PASSED, None)


@pytest.mark.parametrize("today", [ADMITTED - timedelta(1), HALF_TIME, END + timedelta(900)])
def test_finished_work_is_on_pace_on_any_day(today: date) -> None:
    assert verdict(today, written(1)) == (Pace.ON_PACE, PaceReason.FINISHED, None)


def planned(first: date, last: date, *, is_whole: bool = True) -> PlannedSets:
    return PlannedSets(SET, first, last, is_whole)


def test_a_whole_plan_goes_before_the_speed() -> None:
    plan = planned(HALF_TIME, END)
    slow = written(Fraction(1, 58), 1, plan)
    assert verdict(HALF_TIME, slow) == (Pace.ON_PACE, PaceReason.PLANNED, None)


def test_a_plan_of_some_sets_only_says_nothing_of_the_others() -> None:
    plan = planned(HALF_TIME, END, is_whole=False)
    slow = written(Fraction(1, 58), 1, plan)
    assert verdict(HALF_TIME, slow) == (Pace.BEHIND, PaceReason.LITTLE_READY, None)


def test_a_planned_day_that_passed_is_a_little_behind_at_least() -> None:
    plan = planned(HALF_TIME - timedelta(1), END)
    missed = (Pace.A_LITTLE_BEHIND, PaceReason.PLAN_MISSED, None)
    assert verdict(HALF_TIME, written(Fraction(2, 3), 40, plan)) == missed
    behind = (Pace.BEHIND, PaceReason.PLAN_MISSED, None)
    assert verdict(HALF_TIME, written(Fraction(1, 58), 1, plan)) == behind


def test_a_plan_that_ends_after_the_deadline_is_a_little_behind() -> None:
    plan = planned(HALF_TIME, END + timedelta(1))
    late = (Pace.A_LITTLE_BEHIND, PaceReason.PLAN_TOO_LATE, None)
    assert verdict(HALF_TIME, written(Fraction(2, 3), 40, plan)) == late


@given(starts, years, st.integers(-200, 5000), st.fractions(0, 1))
def test_more_work_done_is_never_a_worse_pace(
    start: date, rule_years: int, offset: int, done: Fraction
) -> None:
    end = deadline(start, ClockRule(rule_years))
    today = start + timedelta(offset)
    order = list(Pace)
    less = pace(start, end, today, written(done / 2))
    more = pace(start, end, today, written(done))
    assert order.index(more.pace) <= order.index(less.pace)


@given(
    starts, years, st.integers(-200, 5000), st.fractions(0, 1), st.integers(0, 52), st.booleans()
)
def test_what_is_projected_is_never_after_the_deadline(
    start: date, rule_years: int, offset: int, done: Fraction, ready: int, has_plan: bool
) -> None:
    end = deadline(start, ClockRule(rule_years))
    today = start + timedelta(offset)
    plan = planned(today, end) if has_plan else None
    report = pace(start, end, today, written(done, ready, plan))
    if report.projected_end is not None:
        assert report.projected_end <= end
        assert (report.pace, report.done.plan) == (Pace.ON_PACE, None)
        assert report.done.ready >= 5
        assert offset >= 91


def test_the_work_that_is_left_is_that_of_the_open_sets(program: Program) -> None:
    sets = tuple(SetWork(each.id, ADMITTED) for each in program.sets[:6])
    portfolio = Portfolio("1", program.id, "1", Candidate("Ana"), ADMITTED, sets)
    counts = [len(each.competencies) for each in program.sets[:6]]
    assert work_done(program, portfolio, (), HALF_TIME) == WorkDone(Fraction(0), 0, sum(counts))
    by_course = replace(sets[1], route=Route.COURSE)
    dated = replace(sets[0], planned=END)
    some = replace(portfolio, sets=(dated, by_course, *sets[2:5]))
    done = work_done(program, some, (), HALF_TIME)
    assert done.left is None
    assert done.plan == PlannedSets(program.sets[0], END, END)
    all_planned = tuple(replace(each, planned=END - timedelta(at)) for at, each in enumerate(sets))
    whole = work_done(program, replace(portfolio, sets=all_planned), (), HALF_TIME)
    assert whole.plan == PlannedSets(program.sets[5], END - timedelta(5), END, is_whole=True)


def test_no_response_is_left_for_sets_without_a_route_where_no_portfolio_is_taken(
    program: Program,
) -> None:
    open_ = tuple(SetWork(each.id, ADMITTED, route_chosen=False) for each in program.sets[:6])
    portfolio = Portfolio("1", program.id, "1", Candidate("Ana"), ADMITTED, open_)
    assert not program.takes(Route.PORTFOLIO)
    assert work_done(program, portfolio, (), HALF_TIME).left == 0
    one = replace(portfolio, sets=(replace(open_[0], route_chosen=True), *open_[1:]))
    assert work_done(program, one, (), HALF_TIME).left == len(program.sets[0].competencies)


def test_days_are_suggested_evenly_for_what_has_none_to_come(program: Program) -> None:
    to_come, over = HALF_TIME + timedelta(9), HALF_TIME - timedelta(1)
    planned_for = (None, to_come, over, None)
    items = [
        set_progress(each, SetWork(each.id, ADMITTED, planned=day))
        for each, day in zip(program.sets, planned_for, strict=False)
    ]
    end = HALF_TIME + timedelta(300)
    ids = [each.id for each in program.sets]
    assert suggested_days(items, HALF_TIME, end) == {
        ids[0]: HALF_TIME + timedelta(100),
        ids[2]: HALF_TIME + timedelta(200),
        ids[3]: end,
    }
    done = [replace(item, done=Fraction(1)) for item in items]
    assert suggested_days(done, HALF_TIME, end) == {}
    assert suggested_days(items, HALF_TIME, HALF_TIME - timedelta(1)) == {}


def test_candidates_of_a_program_without_a_clock_enroll(program: Program) -> None:
    assert first_day(program) is ClockStart.ADMISSION
    assert first_day(replace(program, clock=None)) is ClockStart.ADMISSION
    assert first_day(replace(program, clock=None, options=())) is ClockStart.ENROLLMENT
