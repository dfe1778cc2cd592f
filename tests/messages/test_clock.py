from datetime import date

import pytest

from lssc_desktop.core.program.schema import ClockStart
from lssc_desktop.core.time.clock import Pace, PaceReason, PaceReport
from lssc_desktop.messages.standing import days_left_text, pace_sentence, pace_word, start_word

ADMITTED, END = date(2024, 9, 14), date(2028, 9, 14)


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (660, "660 days left"),
        (1, "1 day left"),
        (0, "today is the last day"),
        (-1, "1 day over"),
        (-30, "30 days over"),
    ],
)
def test_days_left(days: int, text: str) -> None:
    assert days_left_text(days) == text


@pytest.mark.parametrize(
    ("pace", "projected", "reason", "sentence"),
    [
        (
            *(Pace.ON_PACE, date(2027, 11, 3), PaceReason.PROJECTED),
            "At your speed so far, the last response is ready about November 2027.",
        ),
        (
            *(Pace.A_LITTLE_BEHIND, date(2028, 9, 15), PaceReason.PROJECTED),
            (
                "At your speed so far, the last response is ready about September 2028, "
                "1 day after your time ends."
            ),
        ),
        (
            *(Pace.BEHIND, date(2029, 9, 14), PaceReason.PROJECTED),
            (
                "At your speed so far, the last response is ready about September 2029, "
                "365 days after your time ends."
            ),
        ),
        (
            *(Pace.BEHIND, None, PaceReason.PROJECTED),
            "At your speed so far, the last response would never be ready.",
        ),
        (
            *(Pace.BEHIND, None, PaceReason.NOTHING_DONE),
            "Nothing is ready yet, and your time ends on September 14, 2028.",
        ),
        (
            *(Pace.ON_PACE, None, PaceReason.NOT_BEGUN),
            "Your time begins on September 14, 2024.",
        ),
        (
            *(Pace.ON_PACE, None, PaceReason.JUST_BEGUN),
            "Your time has just begun; it ends on September 14, 2028.",
        ),
        (
            *(Pace.BEHIND, date(2029, 1, 1), PaceReason.PASSED),
            (
                "Your time ended on September 14, 2028, and not everything is ready. Ask the "
                "program what you can do."
            ),
        ),
        (*(Pace.ON_PACE, None, PaceReason.FINISHED), "Everything is ready."),
    ],
)
def test_every_pace_says_why_in_one_sentence(
    pace: Pace, projected: date | None, reason: PaceReason, sentence: str
) -> None:
    assert pace_sentence(PaceReport(pace, projected, reason), ADMITTED, END) == sentence


def test_every_pace_has_a_word() -> None:
    assert [pace_word(pace) for pace in Pace] == ["On pace", "A little behind", "Behind"]


def test_every_start_of_the_clock_has_a_word() -> None:
    assert [start_word(start) for start in ClockStart] == ["Admitted", "Enrolled", "Accepted"]
