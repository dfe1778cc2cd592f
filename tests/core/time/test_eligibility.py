from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.calendar import years_on
from lssc_desktop.core.portfolio.candidate_edits import WorkUnlikely, school_hours, work_of_total
from lssc_desktop.core.portfolio.portfolio import (
    Candidate,
    Experience,
    Portfolio,
    SetWork,
    WorkPeriod,
)
from lssc_desktop.core.program.program import Eligibility, RecognitionRule
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.time.eligibility import EligibilityReport, candidate_eligibility, eligibility
from tests.core.check.rules.desk import small_program

RULE = Eligibility("High school", 1820, 5)


def work(
    begun: date, hours: str = "35", ended: date | None = None, employer: str = "Cedar Falls"
) -> WorkPeriod:
    return WorkPeriod(employer, begun, ended, Decimal(hours))


def judge(
    *periods: WorkPeriod, today: date, education: bool | None = True, rule: Eligibility = RULE
) -> EligibilityReport:
    return eligibility(rule, Experience(education, periods), today)


NEW_YEAR = date(2025, 1, 1)
LAST = date(2025, 12, 30)  # day 364: 52 weeks of 35 hours are 1,820


def test_fifty_two_weeks_of_thirty_five_hours_are_enough_on_their_last_day() -> None:
    report = judge(work(NEW_YEAR), today=LAST)
    assert (report.eligible, report.since, report.hours) == (True, LAST, Decimal("1820.0"))


def test_the_day_before_it_is_said_when_it_will_be_so() -> None:
    report = judge(work(NEW_YEAR), today=date(2025, 12, 29))
    assert (report.eligible, report.since, report.hours) == (False, LAST, Decimal("1815.0"))


def test_half_the_hours_take_twice_as_long() -> None:
    report = judge(work(NEW_YEAR, "17.5"), today=date(2025, 6, 1))
    assert report.since == NEW_YEAR + timedelta(2 * 364 - 1)


def test_several_employers_add_up() -> None:
    both = (work(NEW_YEAR, "20"), work(NEW_YEAR, "15", employer="Lakeside"))
    assert judge(*both, today=LAST).since == LAST


def test_one_employer_told_twice_counts_once_with_the_longer_week() -> None:
    twice = (work(NEW_YEAR, "20"), work(NEW_YEAR, "35", employer=" cedar falls"))
    assert judge(*twice, today=LAST).hours == Decimal("1820.0")


def test_work_that_ended_too_soon_leads_nowhere() -> None:
    report = judge(work(NEW_YEAR, ended=date(2025, 12, 29)), today=date(2026, 3, 1))
    assert (report.eligible, report.since) == (False, None)


def test_work_that_will_end_counts_until_then() -> None:
    soon = judge(work(NEW_YEAR, ended=LAST), today=date(2025, 6, 1))
    too_soon = judge(work(NEW_YEAR, ended=LAST - timedelta(1)), today=date(2025, 6, 1))
    assert (soon.since, too_soon.since) == (LAST, None)


def test_only_the_last_five_years_count() -> None:
    year = work(NEW_YEAR, ended=LAST)
    assert judge(year, today=date(2029, 12, 31)).eligible
    last_day = judge(year, today=date(2029, 12, 31))
    assert last_day.counted_from == date(2025, 1, 1)
    assert not judge(year, today=date(2030, 1, 1)).eligible


def test_five_years_back_from_a_leap_day_begin_after_february_28() -> None:
    assert judge(today=date(2028, 2, 29)).counted_from == date(2023, 3, 1)


def test_without_the_education_or_its_answer_nobody_is_eligible() -> None:
    for answer in (False, None):
        report = judge(work(NEW_YEAR), today=LAST, education=answer)
        assert (report.eligible, report.since, report.hours) == (False, None, Decimal("1820.0"))


def test_with_no_work_told_there_is_no_day() -> None:
    assert judge(today=LAST) == EligibilityReport(
        False, None, True, Decimal("0.0"), 1820, date(2020, 12, 31)
    )


def test_a_program_that_asks_for_no_hours_takes_everybody() -> None:
    free = Eligibility("Any", 0, 5)
    assert judge(today=LAST, rule=free).eligible


def test_since_is_when_the_hours_were_enough_again() -> None:
    first = work(date(2015, 1, 1), "35", date(2015, 12, 30))
    again = work(date(2024, 1, 1), "35")
    assert judge(first, again, today=date(2025, 6, 1)).since == date(2024, 12, 29)


def test_no_day_is_too_early_or_too_late() -> None:
    ever = work(date.min, "30", date.max)
    assert judge(ever, today=date.max).eligible
    eighty_years_ago = date(1946, 11, 25)  # and 425 days of 30 hours a week are enough
    since = judge(ever, today=date(2026, 11, 25)).since
    assert since == eighty_years_ago + timedelta(424)


@given(
    begun=st.dates(date(2010, 1, 1), date(2039, 12, 31)),
    hours=st.integers(8, 60),
    after=st.integers(0, 2500),
)
def test_the_day_foretold_is_the_first_on_which_it_is_so(
    begun: date, hours: int, after: int
) -> None:
    period = work(begun, str(hours))
    report = judge(period, today=begun + timedelta(after))
    if report.since is None:  # too few hours a week for five years to hold enough
        assert hours * 5 * 366 < 1820 * 7
        return
    assert judge(period, today=report.since).eligible
    assert not judge(period, today=report.since - timedelta(1)).eligible
    assert years_on(report.since, -5) < report.since


# Candidates -------------------------------------------------------------------------------------


def candidate(*periods: WorkPeriod, admitted: date, route: Route = Route.PORTFOLIO) -> Portfolio:
    work_ = SetWork("basics", admitted, route=route)
    person = Portfolio("p", "small", "1", Candidate("A. Rivera"), admitted, (work_,))
    return replace(person, experience=Experience(True, periods))


def test_who_applied_is_judged_by_that_day_whatever_comes_after() -> None:
    program = replace(small_program(), eligibility=RULE)
    person = candidate(work(NEW_YEAR, ended=LAST), admitted=date(2026, 3, 1))
    for today in (date(2026, 3, 1), date(2040, 1, 1)):
        report = candidate_eligibility(program, person, today)
        assert report is not None
        assert (report.eligible, report.applied) == (True, date(2026, 3, 1))
    before = candidate_eligibility(program, person, date(2026, 2, 28))
    assert before is not None
    assert before.applied is None
    early = candidate_eligibility(
        program, replace(person, applied=date(2025, 6, 1)), date(2026, 3, 1)
    )
    assert early is not None
    assert (early.eligible, early.since) == (False, None)


def test_a_graduate_applies_first_and_works_within_the_years_of_the_program() -> None:
    graduate = candidate(admitted=date(2030, 1, 1), route=Route.RECOGNITION)
    for rule, years in ((RecognitionRule(experience_years=4), 4), (None, None)):
        program = replace(small_program(), eligibility=RULE, recognition=rule)
        report = candidate_eligibility(program, graduate, date(2026, 3, 1))
        assert report is not None
        assert (report.eligible, report.experience_years) == (years is not None, years)


# Work entered as hours altogether ----------------------------------------------------------------


@pytest.mark.parametrize("total", ["1820", "1819.9", "1820.5", "333.3", "1"])
@pytest.mark.parametrize(
    ("begun", "ended"),
    [
        (date(2022, 1, 3), date(2024, 12, 31)),
        (date(2023, 2, 28), date(2024, 2, 29)),
        (date(2023, 1, 1), date(2023, 10, 17)),
    ],
)
def test_hours_entered_altogether_are_counted_to_the_tenth(
    total: str, begun: date, ended: date
) -> None:
    period = work_of_total("Maple Library", begun, ended, Decimal(total))
    report = eligibility(RULE, Experience(True, (period,)), date(2025, 1, 1))
    assert report.hours == Decimal(total)
    assert report.eligible is (Decimal(total) >= 1820)


def test_school_years_are_their_weeks_and_not_the_summers_between() -> None:
    total = school_hours(Decimal(15), Decimal(36), Decimal(3))
    period = work_of_total("Oak School", date(2021, 8, 30), date(2024, 6, 7), total)
    report = eligibility(RULE, Experience(True, (period,)), date(2025, 1, 1))
    assert report.hours == Decimal(1620)  # and not the 2,166 of every week of those years


@pytest.mark.parametrize(
    ("ended", "total", "what"),
    [
        (date(2024, 1, 2), "0", "hours"),
        (date(2023, 12, 31), "5", "days"),
        (date(2024, 1, 1), "24.1", "hours"),
    ],
)
def test_hours_that_nobody_can_have_worked_are_refused(ended: date, total: str, what: str) -> None:
    with pytest.raises(WorkUnlikely) as caught:
        work_of_total("Maple", date(2024, 1, 1), ended, Decimal(total))
    assert caught.value.what == what
