import pytest

from lssc_desktop.core.portfolio.portfolio import Candidate, Portfolio
from lssc_desktop.core.standing.program_differences import Difference, DifferenceCode, differences
from lssc_desktop.messages.program import difference_line, switched_lines
from tests.core.standing.test_moving import DAY, NEW, OLD, portfolio


def test_every_difference_is_one_line_in_words() -> None:
    lines = switched_lines(differences(OLD, NEW, portfolio()), OLD, NEW, done=False)
    assert lines == (
        "5 differences between A small program 1 and A small program 2:",
        "  Application fee for others: was $350, now $375.",
        "  The set “Basics” is now called “The basics”. Your work on it is kept.",
        "  The basics: competency 3, “Ethics”, was removed. Your work on it is kept.",
        "  “Extra” was elective and is now required. Your work on it is kept.",
        "  New set: Other.",
        "Nothing has changed yet.",
    )


def test_when_it_is_done_it_says_so() -> None:
    empty = Portfolio("p", "small", "1", Candidate("Ana"), DAY)
    *_rest, last = switched_lines(differences(OLD, NEW, empty), OLD, NEW, done=True)
    assert last.startswith("The portfolio follows A small program 2 now.")
    *_rest, back = switched_lines(differences(NEW, OLD, empty), NEW, OLD, done=True, undone=True)
    assert back == "The portfolio follows A small program 1 again. All work is kept."


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "500", "Words of a response: now 500, not set before."),
        ("3", "", "Words of a response: was 3, not set anymore."),
        ("{x}", "4", "Words of a response: was {x}, now 4."),
    ],
)
def test_a_rule_may_come_and_go(before: str, after: str, said: str) -> None:
    place = "limits.response_words"
    difference = Difference(DifferenceCode.RULE, before, after, place=place)
    assert difference_line(difference, OLD, NEW) == said


def test_a_competency_with_the_same_title_is_described_in_other_words() -> None:
    same = Difference(DifferenceCode.COMPETENCY_CHANGED, "Ethics", "Ethics", "basics", 3)
    assert difference_line(same, OLD, NEW) == (
        "The basics: competency 3, “Ethics”, has a new description."
    )
    other = Difference(DifferenceCode.COMPETENCY_CHANGED, "Ethics", "Values", "basics", 3)
    assert (
        difference_line(other, OLD, NEW) == "The basics: competency 3, “Ethics”, is now “Values”."
    )


def test_a_choice_is_said_in_words() -> None:
    difference = Difference(DifferenceCode.RULE, "up", "down", place="options.pass-rounding")
    assert difference_line(difference, OLD, NEW) == (
        "Rounding of percentages: was up, the strict way, now down, the lenient way."
    )
