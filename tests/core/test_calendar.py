from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.calendar import days_on, months_on, years_on

thirty_years = st.dates(date(2010, 1, 1), date(2039, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2031, 6, 10), -12, date(2030, 6, 10)),
        (date(2031, 6, 10), 2, date(2031, 8, 10)),
        (date(2030, 12, 31), 2, date(2031, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
        (date(2028, 3, 31), -1, date(2028, 2, 29)),
        (date(2028, 1, 15), -1, date(2027, 12, 15)),
    ],
)
def test_a_day_months_on_or_back(day: date, months: int, then: date) -> None:
    assert months_on(day, months) == then


@given(thirty_years, st.integers(-240, 240))
def test_the_month_is_always_the_one_so_many_on(day: date, months: int) -> None:
    then = months_on(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(1)).day == 1)


@given(thirty_years, st.integers(0, 99))
def test_years_forth_and_back_lose_at_most_a_leap_day(day: date, years: int) -> None:
    back = years_on(years_on(day, years), -years)
    assert back == day or (day.day, back.day) == (29, 28)


def test_the_calendar_has_an_end_and_a_beginning() -> None:
    assert years_on(date(9998, 2, 28), 10) == date(9999, 2, 28)
    assert years_on(date(4, 2, 29), -10) == date(1, 2, 28)


@given(st.dates(), st.integers(-4_000_000, 4_000_000))
def test_days_are_counted_on_up_to_the_ends_of_the_calendar(day: date, days: int) -> None:
    then = days_on(day, days)
    assert then in {date.min, date.max} or then - day == timedelta(days)
