import pytest

from lssc_desktop.core.check.finding import Finding, FindingCode, Level
from lssc_desktop.core.overview.next_steps import NextStep, StepCode
from lssc_desktop.messages.next_steps import next_step_words
from tests.core.check.rules.desk import small_program


def test_the_only_empty_competency_says_why_it_matters() -> None:
    words = next_step_words(small_program(), NextStep(StepCode.ONLY_EMPTY, "basics", 2))
    assert words.what == "Start competency 2, the only empty one"
    assert words.why == "Basics. A single “not met” holds up the whole set."


def test_a_long_response_says_how_long_and_how_long_it_may_be() -> None:
    facts = (("pages", "3.4"), ("limit", "3"))
    finding = Finding(Level.ADVICE, FindingCode.RESPONSE_LONG, "basics", 1, facts=facts)
    words = next_step_words(
        small_program(), NextStep(StepCode.TOO_LONG, "basics", 1, finding=finding)
    )
    assert words.what == "Shorten competency 1"
    assert words.why == "Basics. About 3.4 pages of 3."


def test_open_parts_are_listed() -> None:
    finding = Finding(Level.ADVICE, FindingCode.PART_WITHOUT_EXAMPLE, facts=(("missing", "a b"),))
    words = next_step_words(
        small_program(), NextStep(StepCode.PART_OPEN, "basics", 2, finding=finding)
    )
    assert words.what == "Add evidence for parts (a) and (b), competency 2"


def test_a_package_of_today_may_be_older_than_the_last_change_of_today() -> None:
    """A note has a day and no hour: whether it shows the set as it is, handing in finds out."""
    words = next_step_words(small_program(), NextStep(StepCode.HAND_IN, "basics"))
    assert words.why == "You’ve built the package."


@pytest.mark.parametrize("code", StepCode)
def test_every_step_has_its_words(code: StepCode) -> None:
    finding = Finding(Level.BLOCKER, FindingCode.PERSONAL_DOCUMENT_MISSING, "basics", 1)
    step = NextStep(code, "basics", 1, "Evidence/a.pdf", 2, "Résumé", finding)
    words = next_step_words(small_program(), step)
    assert words.what
    assert "{" not in words.what + words.why
