from datetime import date

import pytest

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.check.readiness import (
    ALWAYS,
    BY_AGREEMENT,
    BY_COURSE,
    BY_PORTFOLIO,
    WITHOUT_ROUTE,
    SetCheck,
    SetReport,
)
from lssc_desktop.core.review.evaluation import forecast
from lssc_desktop.core.submission.locking import SetLocked
from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.messages.findings import passed_sentences
from lssc_desktop.ui.check.check_words import (
    check_summary,
    checked_line,
    row_words,
)
from tests.core.check.rules.desk import small_program

BLOCKER = Finding(Level.BLOCKER, FindingCode.STATEMENT_MISSING, "foundations")
ADVICE = Finding(Level.ADVICE, FindingCode.SECONDARY_ONLY, "foundations", 3)
TODAY = date(2026, 11, 24)


def test_a_check_is_summed_up_in_one_sentence() -> None:
    check = SetCheck("foundations", (BLOCKER, BLOCKER, BLOCKER, *[ADVICE] * 5), ("a",) * 21)
    assert check_summary(check) == "3 things to do before you hand in."


def test_a_check_without_blockers_says_so() -> None:
    check = SetCheck("foundations", (ADVICE,), ("a",))
    assert check_summary(check) == "Nothing left to do before you hand in."


def test_of_a_set_that_is_just_begun_the_line_says_what_comes_next() -> None:
    outlook = forecast(small_program().pass_rule, "up", [None] * 10)
    check = SetCheck("basics", (BLOCKER,), ("a",))
    report = SetReport(small_program().sets[0], check, outlook, (), written=2)
    assert checked_line(report, 0) == "Checked just now. The next step is to write."


def test_the_line_says_how_old_the_check_is() -> None:
    report = SetReport(small_program().sets[0], SetCheck("basics", (), ("a",)), None, ())
    assert checked_line(report, 0).startswith("Checked just now. ")
    assert checked_line(report, 1).startswith("Checked 1 minute ago. ")
    assert checked_line(report, 12).startswith("Checked 12 minutes ago. ")


def test_of_a_set_that_is_over_the_line_says_where_it_stands() -> None:
    closed = SetLocked("Basics", Standing.ACHIEVED)
    report = SetReport(small_program().sets[0], SetCheck("basics", (), ()), None, (), closed)
    assert checked_line(report, 0) == "Checked just now. Basics is achieved."


def test_a_row_has_a_title_without_a_full_stop_and_one_line_of_what_to_do() -> None:
    words = row_words((BLOCKER,))
    assert words.happened == "The learning statement is missing"
    assert words.meaning == "Each set needs one. Write it last."


@pytest.mark.parametrize(
    "rule", [*ALWAYS, *BY_PORTFOLIO, *BY_COURSE, *BY_AGREEMENT, *WITHOUT_ROUTE]
)
def test_every_check_can_say_that_it_passed(rule: object) -> None:
    name = getattr(rule, "__name__", "").replace("_", "-")
    assert passed_sentences([name])[0].endswith(".")


@pytest.mark.parametrize(
    ("opened", "unopened", "said"),
    [
        (0, 0, "There are no evidence files to open."),
        (3, 0, "We opened every evidence file."),
        (0, 2, "We can’t open evidence files of these kinds."),
        (
            3,
            1,
            "We opened your evidence files, except 1 of a kind we can’t open.",
        ),
        (
            3,
            2,
            "We opened your evidence files, except 2 of kinds we can’t open.",
        ),
    ],
)
def test_it_says_which_files_were_really_opened(opened: int, unopened: int, said: str) -> None:
    assert passed_sentences(["evidence-unopenable"], opened, unopened) == (said,)
