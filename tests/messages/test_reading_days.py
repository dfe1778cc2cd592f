"""A day is read as people type it, and never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.messages.dates import day_unclear, long_day, read_day, short_day, weekday_day


@pytest.mark.parametrize(
    "typed",
    [
        "March 15, 2021",
        "march 15 2021",
        "Mar 15, 2021",
        "Monday, March 15, 2021",
        "Mon, Mar 15th, 2021",
        "15 March 2021",
        "15. Mar 21",
        "3/15/2021",
        "03/15/2021",
        "3-15-21",
        "3.15.2021",
        "15/3/2021",
        "2021-03-15",
        " 2021/3/15 ",
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert read_day(typed) == date(2021, 3, 15)


def test_what_3_4_is_depends_on_the_country() -> None:
    assert read_day("3/4/2021") == date(2021, 3, 4)
    assert read_day("3/4/2021", month_first=False) == date(2021, 4, 3)
    assert read_day("3/15/2021", month_first=False) == date(2021, 3, 15)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "March 2021",
        "3/15",
        "2/29/2023",
        "February 30, 2024",
        "13/13/2021",
        "3/15/0021",
        "3/15/20021",
        "3/15/202",
        "March April 15 2021",
        "15 2021",
        "Ma 15 2021",
        "\u0663/\u0661\u0665/2021",
        "3/15-2021",
        "March 15 & 2021",
        "1 2 3 4",
    ],
)
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed) is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_as_we_write_it(value: date) -> None:
    for write in (long_day, short_day, weekday_day, date.isoformat):
        assert read_day(write(value)) == value


def test_what_is_no_day_says_how_to_type_one() -> None:
    assert day_unclear("32 March").text.startswith("“32 March” isn’t a date. Enter it like March")
    assert day_unclear(" ").text.startswith("A date is missing")
