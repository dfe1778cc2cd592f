from pathlib import Path

from lssc_desktop.messages.about_program import (
    appeal_lines,
    course_lines,
    fee_lines,
    time_lines,
)
from lssc_desktop.messages.renewal import renewal_lines
from lssc_desktop.store.programs import read_program, shipped_program_text

LSSC = read_program(shipped_program_text(), "lssc.toml")
PRAIRIE = read_program(
    (Path(__file__).parents[1] / "programs" / "prairie.toml").read_text(encoding="utf-8"), "p"
)


def test_every_number_is_that_of_the_file() -> None:
    assert list(time_lines(PRAIRIE)) == [
        "To apply: Any, and 900 hours worked in libraries within the last 2 years.",
        "A candidate has 3 years.",
    ]
    assert next(fee_lines(LSSC)) == "Application: $325 for members of ALA, $350 for others"
    assert "Renewal: $0 for members of PLA, $15 for others" in fee_lines(PRAIRIE)
    assert list(appeal_lines(PRAIRIE)) == [
        "Notice is due within 14 days of a decision, documents within 45 days, to: State Librarian."
    ]


def test_what_is_not_known_is_said_to_be_so() -> None:
    assert "Renewal: not known" in fee_lines(LSSC)


def test_the_rule_for_courses_and_the_help_in_choosing_are_the_programs() -> None:
    said = list(course_lines(PRAIRIE))
    assert "up to 1 year before its approval" in said[0]
    assert said[1] == (
        "If you can already do more than 60% of a set’s competencies, a portfolio can work. If you "
        "can’t do more than 60% of them yet, take a course. In between, either can work."
    )
    assert said[2] == "For a portfolio: You have samples at hand."


def test_at_half_the_help_in_choosing_is_said_without_a_number() -> None:
    assert (
        "If you can already do more than half of a set’s competencies, a portfolio can work. If "
        "you can do less than half, take a course. At exactly half, either can work."
    ) in course_lines(LSSC)


def test_a_renewal_is_told_with_its_conversions() -> None:
    said = list(renewal_lines(LSSC))
    assert said[0] == (
        "A certification lasts 4 years. You can renew from 12 months before it ends until 2 "
        "months after."
    )
    assert said[1] == "We count a grace period only after the first certification ends."
    assert said[2].startswith("You need 32 contact hours, 4 of them on technology.")
    assert "College course, quarter credits: 1 quarter credit = 10 h" in said
    assert "The form must be completed all at once." in said
    assert "The form must be completed all at once." not in renewal_lines(PRAIRIE)
