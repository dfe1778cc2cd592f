from dataclasses import replace
from datetime import date

import pytest

from lssc_desktop.core.overview.next_steps import GoOn, NextStep, StepCode
from lssc_desktop.core.time.certification import Certification
from lssc_desktop.messages.next_steps import next_step_words
from lssc_desktop.messages.overview import (
    certified_ends,
    chosen_note,
    continue_label,
    greeting,
    renewal_reason,
    rules_line,
    where_line,
)
from lssc_desktop.store.programs import read_program, shipped_program_text
from tests.core.check.rules.desk import small_program
from tests.core.time.test_certification import CERTIFIED, report

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("hour", "said"),
    [
        (0, "Good morning, A. Rivera"),
        (11, "Good morning, A. Rivera"),
        (12, "Good afternoon, A. Rivera"),
        (17, "Good afternoon, A. Rivera"),
        (18, "Good evening, A. Rivera"),
        (23, "Good evening, A. Rivera"),
    ],
)
def test_the_greeting_goes_by_the_hour(hour: int, said: str) -> None:
    assert greeting("A. Rivera", hour) == said


def test_who_wrote_the_family_name_first_is_greeted_as_one_is_spoken_to() -> None:
    assert greeting("Núñez, Marisol", 9) == "Good morning, Marisol Núñez"
    assert greeting("Marisol Núñez, MLIS", 9) == "Good morning, Marisol Núñez, MLIS"


def test_without_a_name_nobody_is_made_up() -> None:
    assert greeting(" ", 9) == "Good morning"


def test_where_the_work_goes_on() -> None:
    where = GoOn("basics", 2)
    assert where_line(small_program(), where, TODAY) == (
        "Tuesday, November 24, 2026. You left off at Basics, competency 2."
    )
    assert continue_label(small_program(), where) == "Continue with competency 2"
    assert continue_label(small_program(), GoOn("basics", None)) == "Continue with the statement"
    fresh = GoOn("basics", None, fresh=True)
    assert continue_label(small_program(), fresh) == "Start with the statement"
    assert where_line(small_program(), None, TODAY) == "Tuesday, November 24, 2026."


def test_in_a_new_portfolio_nobody_left_off_anywhere() -> None:
    where = GoOn("basics", 1, fresh=True)
    assert where_line(small_program(), where, TODAY).endswith("Start with Basics, competency 1.")
    assert continue_label(small_program(), where) == "Start with competency 1"


def test_where_portfolios_are_closed_a_route_is_chosen_before_anything_is_written() -> None:
    lssc = read_program(shipped_program_text(), "lssc.toml")
    where = GoOn("foundations", None, chooses=True)
    assert where_line(lssc, where, TODAY) == "Tuesday, November 24, 2026."
    assert continue_label(lssc, where) == "Choose how you will achieve Foundations"
    words = next_step_words(lssc, NextStep(StepCode.CHOOSE_ROUTE, "foundations"))
    assert words.what == "Choose how you will achieve Foundations"
    assert words.why == "LSSC hasn’t accepted portfolios since January 31, 2019."


def test_too_few_electives_are_told_with_what_is_needed() -> None:
    assert chosen_note(3, 7, 3) == "3 of 7 chosen"
    assert chosen_note(2, 7, 3) == "2 of 7 chosen, 3 required"


def test_the_rules_name_their_edition_and_without_one_their_program() -> None:
    program = replace(small_program(), edition="Sets of 2012")
    assert rules_line(program) == ("Rules are from your program file: Sets of 2012, version 1.")
    assert "A small program" in rules_line(small_program())


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2030, 11, 25), "0 of 32 contact hours, 0 of 4 on technology. 32 to go"),
        (date(2031, 8, 9), "Renew by August 10, 2031: 1 day left."),
        (date(2031, 8, 11), "The deadline to renew was August 10, 2031."),
    ],
)
def test_beside_the_days_stands_what_is_left_to_do_for_the_renewal(today: date, said: str) -> None:
    assert renewal_reason(report(today=today), today).startswith(said)


def test_a_program_without_renewal_has_no_word_on_it() -> None:
    assert renewal_reason(None, TODAY) == ""


def test_the_ends_of_a_certification_have_their_names() -> None:
    last = date(2031, 6, 10)
    first = Certification(CERTIFIED, last, CERTIFIED)
    assert certified_ends(first, last) == ("Certified", "Expires")
    assert certified_ends(first, date(2031, 6, 11)) == ("Certified", "Expired")
    assert certified_ends(replace(first, period_began=date(2030, 12, 1)), last)[0] == "Renewed"
