from datetime import date

import pytest

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.portfolio.portfolio import CourseRecord, SetWork
from lssc_desktop.core.program.program import CourseRule
from lssc_desktop.core.standing.course_credit import CourseCredit, CreditReason, course_credit
from lssc_desktop.messages.courses import course_rule_sentence, credit_sentence, credit_word
from lssc_desktop.messages.findings import finding_message

TODAY = date(2026, 11, 25)
APPROVED = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("completed", "approved", "word", "sentence"),
    [
        (
            date(2026, 10, 30),
            APPROVED,
            "Earns credit",
            "Completed on October 30, 2026; it was approved on June 15, 2026.",
        ),
        (
            date(2024, 6, 15),
            APPROVED,
            "Earns credit",
            (
                "Completed on June 15, 2024, before the course was approved on June 15, 2026. It "
                "still counts, because it was completed on or after June 15, 2024."
            ),
        ),
        (
            date(2024, 6, 14),
            APPROVED,
            "Completed too early",
            (
                "Completed on June 14, 2024. It was approved on June 15, 2026, so only a "
                "course completed on June 15, 2024 or later earns credit."
            ),
        ),
        (None, APPROVED, "Not completed yet", "It earns credit when you complete it."),
        (
            None,
            None,
            "Not completed yet",
            "It isn’t completed yet, and no approval date is entered.",
        ),
        (
            date(2026, 10, 30),
            None,
            "Not approved",
            (
                "No approval date entered. A course that isn’t approved earns no credit, but you "
                "can use what you made in it in a portfolio."
            ),
        ),
        (
            date(2026, 10, 30),
            date(2026, 12, 1),
            "Not approved",
            "It won’t be approved until December 1, 2026, and earns no credit before then.",
        ),
    ],
)
def test_a_course_says_why_it_is_credit_or_not(
    completed: date | None, approved: date | None, word: str, sentence: str
) -> None:
    course = CourseRecord("A", "B", completed, approved)
    credit = course_credit(CourseRule(2), SetWork("x", TODAY, course=course), TODAY)
    assert (credit_word(credit), credit_sentence(credit, course)) == (word, sentence)


def test_the_check_tells_an_approval_that_is_to_come_from_none() -> None:
    none = Finding(Level.ADVICE, FindingCode.COURSE_NOT_APPROVED)
    later = Finding(
        Level.ADVICE, FindingCode.COURSE_NOT_APPROVED, facts=(("approved", "2026-12-01"),)
    )
    assert "doesn’t say when" in finding_message(none).happened
    assert "until December 1, 2026" in finding_message(later).happened


@pytest.mark.parametrize("reason", CreditReason)
def test_every_reason_has_its_words(reason: CreditReason) -> None:
    credit = CourseCredit("x", reason, APPROVED)
    assert credit_word(credit)
    said = credit_sentence(credit, CourseRecord(completed=APPROVED, approved=APPROVED))
    assert "{" not in said


def test_the_rule_has_one_year_or_more() -> None:
    assert "up to 1 year before" in course_rule_sentence(CourseRule(1))
    assert "up to 2 years before" in course_rule_sentence(CourseRule(2))
