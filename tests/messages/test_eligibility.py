from dataclasses import replace
from datetime import date
from decimal import Decimal

from lssc_desktop.core.program.program import Eligibility
from lssc_desktop.messages.standing import eligibility_sentence, hours_sentence, rule_sentence
from tests.core.time.test_eligibility import LAST, NEW_YEAR, RULE, judge, work


def test_it_says_since_when_or_from_when() -> None:
    assert eligibility_sentence(judge(work(NEW_YEAR), today=LAST)) == (
        "You’ve been eligible to apply since December 30, 2025."
    )
    assert eligibility_sentence(judge(work(NEW_YEAR), today=date(2025, 6, 1))) == (
        "If you keep working these hours, you can apply starting December 30, 2025."
    )


def test_it_says_what_is_lacking() -> None:
    assert "education" in eligibility_sentence(judge(work(NEW_YEAR), today=LAST, education=None))
    assert "don’t have yet" in eligibility_sentence(
        judge(work(NEW_YEAR), today=LAST, education=False)
    )
    assert "doesn’t add up to" in eligibility_sentence(judge(today=LAST))


def test_hours_are_said_with_those_needed() -> None:
    found = judge(work(NEW_YEAR), today=date(2025, 12, 29))
    assert hours_sentence(found) == "1,815 of 1,820 hours since December 30, 2020"


def test_hours_are_whole_and_never_rounded_up_to_enough() -> None:
    """Before: "10,434.2 of 1,820 hours"."""
    found = replace(judge(work(NEW_YEAR), today=LAST), hours=Decimal("10434.2"))
    assert hours_sentence(found).startswith("10,434 of 1,820 hours")
    found = replace(found, hours=Decimal("1819.6"))
    assert hours_sentence(found).startswith("1,819 of 1,820 hours")


def test_the_rule_is_the_programs() -> None:
    assert rule_sentence(RULE) == (
        "High school, and 1,820 hours worked in libraries within the last 5 years."
    )
    assert rule_sentence(Eligibility("Any", 900, 1)).endswith("within the last year.")
