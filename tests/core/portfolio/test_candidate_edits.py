from dataclasses import replace
from datetime import date

import pytest

from lssc_desktop.core.portfolio.candidate_edits import (
    LONGEST_WORD,
    MOST_WORDS,
    NameMissing,
    StartDays,
    add_word,
    is_email,
    remove_words,
    set_email,
    set_membership,
    set_name,
    set_start_days,
    start_days,
)
from lssc_desktop.core.portfolio.portfolio import Candidate, Membership, Portfolio, SetWork
from lssc_desktop.core.program.program import Option
from lssc_desktop.core.time.clock import start_day
from tests.core.check.rules.desk import small_program

ADMITTED, EARLIER, TODAY = date(2024, 9, 14), date(2026, 1, 1), date(2026, 11, 25)
START = Portfolio("p", "small", "1", Candidate("Ana"), ADMITTED, (SetWork("basics", EARLIER),))


def test_other_days_change_every_package() -> None:
    days = StartDays(ADMITTED, enrolled=date(2024, 10, 1))
    after = set_start_days(START, days, TODAY)
    assert start_days(after) == days
    assert after.sets[0].changed == TODAY


def test_the_same_days_change_nothing() -> None:
    assert set_start_days(START, start_days(START), TODAY) == START


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
    told = set_start_days(START, StartDays(ADMITTED, date(2024, 10, 1), date(2024, 9, 20)), TODAY)
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
    lasting = set_membership(START, True, None).candidate
    assert lasting.was_member(date.min)


JOINED, LEFT = date(2025, 1, 1), date(2026, 1, 1)


def test_what_holds_before_a_second_change_of_membership_stays() -> None:
    joined = set_membership(START, True, JOINED)
    left = set_membership(joined, False, LEFT).candidate
    days = (ADMITTED, JOINED, date(2025, 12, 31), LEFT, TODAY)
    assert [left.was_member(day) for day in days] == [False, True, True, False, False]
    assert (left.member, left.member_since) == (False, LEFT)


def test_the_day_of_the_newest_change_of_membership_can_be_told_again() -> None:
    joined = set_membership(START, True, JOINED)
    left = set_membership(joined, False, date(2025, 6, 1))
    assert set_membership(left, False, LEFT) == set_membership(joined, False, LEFT)


def test_an_earlier_change_of_membership_takes_the_place_of_the_later_ones() -> None:
    left = set_membership(set_membership(START, True, JOINED), False, LEFT)
    again = set_membership(left, True, date(2024, 12, 1)).candidate
    assert again.memberships == (Membership(date(2024, 12, 1), True),)


@pytest.mark.parametrize("since", [None, JOINED])
@pytest.mark.parametrize("member", [True, False])
def test_the_same_membership_twice_changes_nothing(member: bool, since: date | None) -> None:
    once = set_membership(START, member, since)
    assert set_membership(once, member, since) == once


def test_own_words_are_kept_once_and_in_order() -> None:
    after = START
    for word in ("librery", "Núñez’s", "eBook", "librery"):
        after = add_word(after, word)

    assert after.words == ("eBook", "librery", "Núñez")
    assert after.sets == START.sets  # no package shows them
    assert remove_words(after, frozenset({"eBook", "gone"})).words == ("librery", "Núñez")


@pytest.mark.parametrize("word", ["", "'s", "x" * (LONGEST_WORD + 1)])
def test_what_is_no_word_is_not_kept(word: str) -> None:
    assert add_word(START, word) == START


def test_there_is_an_end_to_own_words() -> None:
    full = replace(START, words=tuple(f"w{number}" for number in range(MOST_WORDS)))

    assert add_word(full, "librery") == full


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("ana.rivera@library.example", True),
        (" a+b@lib.k12.or.us ", True),
        ("name@", False),
        ("@library.example", False),
        ("name@library", False),
        ("name@library.", False),
        ("ana rivera@library.example", False),
        ("name", False),
    ],
)
def test_an_e_mail_address_has_a_name_and_a_domain(text: str, is_one: bool) -> None:
    assert is_email(text) is is_one
