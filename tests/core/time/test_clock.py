from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.program.program import ClockRule, Program
from lssc_desktop.core.program.schema import ClockStart
from lssc_desktop.core.time.clock import (
    Pace,
    PaceReason,
    PaceReport,
    days_left,
    deadline,
    first_day,
    pace,
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


def judge(today: date, done: Fraction | float) -> PaceReport:
    return pace(ADMITTED, END, today, done)


def test_half_the_work_at_half_the_time_is_on_pace() -> None:
    report = judge(HALF_TIME, Fraction(1, 2))
    assert report == PaceReport(Pace.ON_PACE, END - timedelta(WHOLE % 2), PaceReason.PROJECTED)


def test_late_by_at_most_a_tenth_of_the_time_is_a_little_behind() -> None:
    exactly_a_tenth_late = Fraction(HALF_TIME.toordinal() - ADMITTED.toordinal()) / (
        WHOLE * Fraction(11, 10)
    )
    assert judge(HALF_TIME, exactly_a_tenth_late).pace is Pace.A_LITTLE_BEHIND
    assert judge(HALF_TIME, exactly_a_tenth_late - Fraction(1, 10**6)).pace is Pace.BEHIND


def test_one_day_late_is_a_little_behind() -> None:
    one_day_late = Fraction((HALF_TIME - ADMITTED).days, WHOLE + 1)
    report = judge(HALF_TIME, one_day_late)
    assert report.pace is Pace.A_LITTLE_BEHIND
    assert report.projected_end == END + timedelta(1)


def test_nothing_done_is_behind_once_the_beginning_is_over() -> None:
    assert judge(HALF_TIME, 0) == PaceReport(Pace.BEHIND, None, PaceReason.NOTHING_DONE)


def test_in_the_first_twentieth_nobody_is_behind() -> None:
    last = ADMITTED + timedelta(WHOLE // 20)
    assert judge(last, 0) == PaceReport(Pace.ON_PACE, None, PaceReason.JUST_BEGUN)
    assert judge(last, Fraction(1, 1000)).pace is Pace.ON_PACE
    assert judge(last + timedelta(1), Fraction(1, 1000)).pace is Pace.BEHIND


def test_the_first_twentieth_ends_with_its_last_day() -> None:
    end = ADMITTED + timedelta(2000)
    assert pace(ADMITTED, end, ADMITTED + timedelta(100), 0).pace is Pace.ON_PACE
    assert pace(ADMITTED, end, ADMITTED + timedelta(101), 0).pace is Pace.BEHIND


def test_on_the_day_of_admission_there_is_nothing_to_project() -> None:
    assert judge(ADMITTED, Fraction(1, 3)).projected_end is None


def test_an_admission_still_to_come_is_on_pace() -> None:
    early = ADMITTED - timedelta(30)
    assert judge(early, 0) == PaceReport(Pace.ON_PACE, None, PaceReason.NOT_BEGUN)


def test_on_the_last_day_the_clock_still_runs() -> None:
    assert judge(END, Fraction(99, 100)).reason is PaceReason.PROJECTED


def test_after_the_deadline_unfinished_work_is_behind() -> None:
    report = judge(END + timedelta(1), Fraction(99, 100))
    assert (report.pace, report.reason) == (Pace.BEHIND, PaceReason.PASSED)
    assert report.projected_end is not None
    assert report.projected_end > END


@pytest.mark.parametrize("today", [ADMITTED - timedelta(1), HALF_TIME, END + timedelta(900)])
def test_finished_work_is_on_pace_on_any_day(today: date) -> None:
    assert judge(today, 1) == PaceReport(Pace.ON_PACE, None, PaceReason.FINISHED)


def test_a_speed_that_leaves_the_calendar_projects_nothing() -> None:
    assert judge(HALF_TIME, 1e-12) == PaceReport(Pace.BEHIND, None, PaceReason.PROJECTED)


@given(starts, years, st.integers(-200, 5000), st.fractions(0, 1))
def test_more_work_done_is_never_a_worse_pace(
    start: date, rule_years: int, offset: int, done: Fraction
) -> None:
    end = deadline(start, ClockRule(rule_years))
    today = start + timedelta(offset)
    order = list(Pace)
    less = pace(start, end, today, done / 2)
    more = pace(start, end, today, done)
    assert order.index(more.pace) <= order.index(less.pace)


@given(starts, years, st.integers(1, 5000), st.fractions(Fraction(1, 100), Fraction(99, 100)))
def test_the_pace_agrees_with_the_projected_end(
    start: date, rule_years: int, offset: int, done: Fraction
) -> None:
    end = deadline(start, ClockRule(rule_years))
    report = pace(start, end, start + timedelta(offset), done)
    assert report.projected_end is not None
    if report.reason is PaceReason.PROJECTED:
        assert (report.pace is Pace.ON_PACE) == (report.projected_end <= end)


def test_candidates_of_a_program_without_a_clock_enroll(program: Program) -> None:
    assert first_day(program) is ClockStart.ADMISSION
    assert first_day(replace(program, clock=None)) is ClockStart.ADMISSION
    assert first_day(replace(program, clock=None, options=())) is ClockStart.ENROLLMENT
