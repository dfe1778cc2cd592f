from dataclasses import replace
from datetime import date

import pytest

from lssc_desktop.core.candidate_edits import (
    Days,
    days_of,
    set_days,
    set_email,
    set_membership,
    set_name,
)
from lssc_desktop.core.choosing import NameMissing
from lssc_desktop.core.clock import start_day
from lssc_desktop.core.portfolio import Candidate, Portfolio, SetWork
from lssc_desktop.core.program import Option
from tests.core.rules.desk import small_program

ADMITTED, EARLIER, TODAY = date(2024, 9, 14), date(2026, 1, 1), date(2026, 11, 25)
START = Portfolio("p", "small", "1", Candidate("Ana"), ADMITTED, (SetWork("basics", EARLIER),))


def test_other_days_change_every_package() -> None:
    days = Days(ADMITTED, enrolled=date(2024, 10, 1))
    after = set_days(START, days, TODAY)
    assert days_of(after) == days
    assert after.sets[0].changed == TODAY


def test_the_same_days_change_nothing() -> None:
    assert set_days(START, days_of(START), TODAY) == START


@pytest.mark.parametrize(
    ("choice", "start"),
    [
        ("admission", ADMITTED),
        ("enrollment", date(2024, 10, 1)),
        ("acceptance", date(2024, 9, 20)),
    ],
)
def test_the_years_begin_when_the_program_says(choice: str, start: date) -> None:
    option = Option("clock-start", choice, ("admission", "enrollment", "acceptance"), "")
    program = replace(small_program(), options=(option,))
    told = set_days(START, Days(ADMITTED, date(2024, 10, 1), date(2024, 9, 20)), TODAY)
    assert start_day(program, told) == start
    assert start_day(program, START) == ADMITTED


def test_another_name_is_one_line_and_changes_every_package() -> None:
    after = set_name(START, " Ana\nRivera ", TODAY)
    assert (after.candidate.name, after.sets[0].changed) == ("Ana Rivera", TODAY)
    assert set_name(START, "Ana", TODAY) == START


def test_a_name_cannot_be_empty() -> None:
    with pytest.raises(NameMissing):
        set_name(START, " \n", TODAY)


def test_an_email_address_is_in_no_package() -> None:
    after = set_email(START, " ana@example.org ")
    assert (after.candidate.email, after.sets[0].changed) == ("ana@example.org", EARLIER)


def test_a_membership_holds_since_its_day() -> None:
    joined = set_membership(START, True, TODAY).candidate
    assert [joined.was_member(day) for day in (EARLIER, TODAY)] == [False, True]
    left = set_membership(START, False, TODAY).candidate
    assert [left.was_member(day) for day in (EARLIER, TODAY)] == [True, False]
    always = set_membership(START, True, None).candidate
    assert always.was_member(date.min)
