from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lssc_desktop.core.portfolio.candidate_edits import (
    WorkUnlikely,
    add_work,
    drop_work,
    set_education,
)
from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio, WorkPeriod

DAY = date(2025, 1, 1)
START = Portfolio("p", "small", "1", Candidate("Ana"), DAY)
CEDAR = WorkPeriod("Cedar Falls", DAY, None, Decimal(20))
LAKE = WorkPeriod("Lakeside", date(2024, 1, 1), date(2024, 6, 1), Decimal("12.5"))


def test_periods_are_in_order_of_their_days_and_told_once() -> None:
    after = add_work(add_work(add_work(START, CEDAR), LAKE), CEDAR)
    assert after.experience.periods == (LAKE, CEDAR)


def test_a_period_can_be_taken_back() -> None:
    after = add_work(add_work(START, CEDAR), LAKE)
    assert drop_work(after, CEDAR).experience.periods == (LAKE,)


def test_the_answer_about_education_can_be_taken_back() -> None:
    assert set_education(START, True).experience.education is True
    assert set_education(set_education(START, True), None).experience.education is None


@pytest.mark.parametrize(
    ("period", "what"),
    [
        (replace(CEDAR, employer=" "), "employer"),
        (replace(CEDAR, ended=date(2024, 12, 31)), "days"),
        (replace(CEDAR, hours_a_week=Decimal(0)), "hours"),
        (replace(CEDAR, hours_a_week=Decimal(169)), "hours"),
        (replace(CEDAR, hours_a_week=Decimal("NaN")), "hours"),
    ],
)
def test_what_nobody_can_have_worked_is_refused(period: WorkPeriod, what: str) -> None:
    with pytest.raises(WorkUnlikely) as caught:
        add_work(START, period)
    assert caught.value.what == what


def test_one_day_and_a_whole_week_are_possible() -> None:
    one = WorkPeriod("Cedar", DAY, DAY, Decimal(168))
    assert add_work(START, one).experience.periods == (one,)
