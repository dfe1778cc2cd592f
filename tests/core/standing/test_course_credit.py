from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.portfolio.portfolio import Candidate, CourseRecord, Portfolio, SetWork
from lssc_desktop.core.program.program import CourseRule
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.course_credit import (
    CourseCredit,
    CreditReason,
    course_credit,
    course_credits,
    earliest_completion,
)
from lssc_desktop.core.standing.progress import SetState, progress
from tests.core.check.rules.desk import small_program

TODAY = date(2026, 11, 25)
RULE = CourseRule(2)
APPROVED = date(2012, 6, 15)


def by_course(completed: date | None, approved: date | None = APPROVED) -> SetWork:
    record = CourseRecord("A course", "A college", completed, approved)
    return SetWork("basics", TODAY, route=Route.COURSE, course=record)


@pytest.mark.parametrize(
    ("completed", "reason"),
    [
        (date(2013, 5, 1), CreditReason.APPROVED),
        (APPROVED, CreditReason.APPROVED),
        (APPROVED - timedelta(1), CreditReason.BEFORE_APPROVAL),
        (date(2010, 6, 15), CreditReason.BEFORE_APPROVAL),
        (date(2010, 6, 14), CreditReason.TOO_EARLY),
        (TODAY, CreditReason.APPROVED),
        (TODAY + timedelta(1), CreditReason.NOT_COMPLETED),
        (None, CreditReason.NOT_COMPLETED),
    ],
)
def test_a_course_counts_up_to_two_years_before_its_approval(
    completed: date | None, reason: CreditReason
) -> None:
    credit = course_credit(RULE, by_course(completed), TODAY)
    assert credit == CourseCredit("basics", reason, date(2010, 6, 15))
    assert credit.credited == (reason in {CreditReason.APPROVED, CreditReason.BEFORE_APPROVAL})


def test_two_years_before_a_leap_day_is_february_28() -> None:
    assert earliest_completion(date(2012, 2, 29), RULE) == date(2010, 2, 28)


def test_an_unapproved_course_is_no_credit() -> None:
    credit = course_credit(RULE, by_course(date(2013, 5, 1), None), TODAY)
    assert (credit.reason, credit.credited) == (CreditReason.NOT_APPROVED, False)


@pytest.mark.parametrize(
    ("approved", "reason"),
    [
        (TODAY, CreditReason.BEFORE_APPROVAL),
        (TODAY + timedelta(1), CreditReason.NOT_APPROVED),
    ],
)
def test_an_approval_that_is_to_come_is_none_yet(approved: date, reason: CreditReason) -> None:
    assert course_credit(RULE, by_course(date(2026, 5, 1), approved), TODAY).reason is reason


def test_a_set_without_a_record_and_a_program_without_a_rule_say_so() -> None:
    nothing = SetWork("basics", TODAY, route=Route.COURSE)
    assert course_credit(RULE, nothing, TODAY).reason is CreditReason.NO_RECORD
    assert course_credit(None, by_course(APPROVED), TODAY).reason is CreditReason.NO_RULE


def test_only_chosen_sets_by_course_or_agreement_are_judged() -> None:
    program = replace(small_program(), courses=RULE)
    work = by_course(APPROVED)
    empty = Portfolio("p", "small", "1", Candidate("A. Rivera"), TODAY)
    for changed, count in (
        (work, 1),
        (replace(work, route=Route.RECOGNITION), 1),
        (replace(work, route=Route.PORTFOLIO), 0),
        (replace(work, chosen=False), 0),
    ):
        portfolio = replace(empty, sets=(changed,))
        assert len(course_credits(program, portfolio, TODAY)) == count


@pytest.mark.parametrize(
    ("completed", "approved", "counts"),
    [
        (date(2013, 5, 1), APPROVED, True),
        (date(2010, 6, 14), APPROVED, False),
        (TODAY + timedelta(1), APPROVED, False),
        (date(2013, 5, 1), None, False),
        (None, APPROVED, False),
    ],
)
def test_a_set_is_achieved_by_agreement_when_agreement_and_graduation_are_entered(
    completed: date | None, approved: date | None, counts: bool
) -> None:
    program = replace(small_program(), courses=RULE)
    work = replace(by_course(completed, approved), route=Route.RECOGNITION)
    portfolio = Portfolio("p", "small", "1", Candidate("A. Rivera"), TODAY, (work,))
    (item,) = progress(program, portfolio, today=TODAY)
    assert (item.state is SetState.BY_AGREEMENT) is counts
    assert (item.done == 1) is counts
    assert item.is_open
    assert course_credit(RULE, work, TODAY).by_agreement


@given(st.dates(date(2010, 1, 1), date(2039, 12, 31)), st.integers(0, 9))
def test_the_first_day_that_counts_is_an_edge(approved: date, years: int) -> None:
    rule = CourseRule(years)
    first = earliest_completion(approved, rule)
    after = date(2060, 1, 1)
    assert course_credit(rule, by_course(first, approved), after).credited
    before = course_credit(rule, by_course(first - timedelta(1), approved), after)
    assert before.reason is CreditReason.TOO_EARLY
