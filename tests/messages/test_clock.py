from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.program.program import Competency, CompetencySet
from lssc_desktop.core.program.schema import ClockStart
from lssc_desktop.core.time.clock import Pace, PaceReason, PaceReport, PlannedSets, WorkDone
from lssc_desktop.messages.standing import (
    days_left_text,
    not_begun,
    pace_sentence,
    pace_word,
    start_word,
)
from lssc_desktop.store.programs import read_program, shipped_program_text

ADMITTED, END = date(2024, 9, 14), date(2028, 9, 14)


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (660, "660 days left"),
        (1, "1 day left"),
        (0, "today is the last day"),
        (-1, "1 day past"),
        (-30, "30 days past"),
    ],
)
def test_days_left(days: int, text: str) -> None:
    assert days_left_text(days) == text


SET = CompetencySet("basics", "Basics of Service", "Basics", True, (Competency(1, "Mission"),))
PLAN = PlannedSets(SET, date(2027, 6, 30), date(2027, 12, 31))
ONE, NONE = WorkDone(Fraction(1, 58), 1, 51), WorkDone(Fraction(0), 0, 52)
EARLY, BEHIND = Pace.TOO_EARLY, Pace.BEHIND


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (
            PaceReport(Pace.ON_PACE, PaceReason.PROJECTED, ONE, date(2027, 11, 3), Fraction(20)),
            "At your current pace, the last response will be ready around November 2027.",
        ),
        (
            PaceReport(Pace.BEHIND, PaceReason.TOO_SLOW, ONE, None, Fraction(23)),
            "To finish on time: about one response every 3 weeks.",
        ),
        (
            PaceReport(EARLY, PaceReason.LITTLE_READY, ONE, None, Fraction(27)),
            "1 of 52 responses ready. To finish on time: about one response every 4 weeks.",
        ),
        (
            PaceReport(EARLY, PaceReason.LITTLE_READY, NONE, None, Fraction(13)),
            "No response is marked ready yet. To finish on time: about one response every 2 weeks.",
        ),
        (
            PaceReport(BEHIND, PaceReason.LITTLE_READY, NONE, None, Fraction(2)),
            "No response is marked ready yet. To finish on time: about 4 responses a week.",
        ),
        (
            PaceReport(BEHIND, PaceReason.LITTLE_READY, WorkDone(Fraction(0), 0, 0)),
            "Not every set is finished yet.",
        ),
        (
            PaceReport(EARLY, PaceReason.LITTLE_READY, WorkDone(Fraction(0))),
            "We can’t project a finish date yet.",
        ),
        (
            PaceReport(EARLY, PaceReason.LITTLE_READY, replace(ONE, plan=PLAN), None, Fraction(70)),
            (
                "Next in your plan: Basics, June 2027. To finish on time: about one response "
                "every 10 weeks."
            ),
        ),
        (
            PaceReport(
                Pace.ON_PACE, PaceReason.PLANNED, replace(ONE, plan=PLAN), None, Fraction(9)
            ),
            "In your plan, the last set is ready in December 2027.",
        ),
        (
            PaceReport(BEHIND, PaceReason.PLAN_MISSED, replace(ONE, plan=PLAN), None, Fraction(8)),
            (
                "Basics was planned for June 30, 2027. To finish on time: about one response "
                "every 8 days."
            ),
        ),
        (
            PaceReport(BEHIND, PaceReason.PLAN_TOO_LATE, replace(ONE, plan=PLAN)),
            "Your plan goes past your deadline, September 14, 2028.",
        ),
        (
            PaceReport(Pace.ON_PACE, PaceReason.NOT_BEGUN, NONE),
            "Your time starts on September 14, 2024.",
        ),
        (
            PaceReport(Pace.ON_PACE, PaceReason.JUST_BEGUN, NONE),
            "Your time has just started. Your deadline is September 14, 2028.",
        ),
        (
            PaceReport(Pace.BEHIND, PaceReason.PASSED, ONE),
            (
                "Your deadline was September 14, 2028, and not everything is ready. Ask the "
                "program office what you can do."
            ),
        ),
        (PaceReport(Pace.ON_PACE, PaceReason.FINISHED, ONE), "Everything is ready."),
    ],
)
def test_every_pace_says_why_in_a_sentence_or_two(report: PaceReport, sentence: str) -> None:
    assert pace_sentence(report, ADMITTED, END) == sentence


@pytest.mark.parametrize(
    ("days", "responses", "often"),
    [
        (835, 60, "about one response every 2 weeks"),
        (658, 62, "about one response every 11 days"),
        (1291, 62, "about one response every 3 weeks"),
        (500, 2, "about one response every 8 months"),
        (52, 52, "about 7 responses a week"),
        (1, 62, "more than one response a day"),
    ],
)
def test_the_pace_is_the_nearest_that_people_say(days: int, responses: int, often: str) -> None:
    report = PaceReport(BEHIND, PaceReason.TOO_SLOW, ONE, None, Fraction(days, responses))
    assert pace_sentence(report, ADMITTED, END) == f"To finish on time: {often}."


@given(st.fractions(1, 2000))
def test_who_keeps_the_pace_that_is_said_is_in_time_within_a_fifth(every: Fraction) -> None:
    said = pace_sentence(
        PaceReport(BEHIND, PaceReason.TOO_SLOW, ONE, None, every), ADMITTED, END
    ).removesuffix(".")
    numbers = [Fraction(word) for word in said.split() if word.isdigit()] or [Fraction(1)]
    unit = next(
        days
        for word, days in (("month", 30), ("week", 7), ("day", 1))
        if said.removesuffix("s").endswith(word)
    )
    days = unit / numbers[0] if "a week" in said else unit * numbers[0]
    assert abs(days - every) <= every / 5


@pytest.mark.parametrize(
    ("starts", "said"),
    [
        (ClockStart.ADMISSION, "Not admitted yet"),
        (ClockStart.ENROLLMENT, "Not enrolled yet"),
        (ClockStart.ACCEPTANCE, "Not accepted yet"),
    ],
)
def test_who_has_not_begun_is_told_what_the_time_begins_with(starts: ClockStart, said: str) -> None:
    lssc = read_program(shipped_program_text(), "lssc.toml")
    options = tuple(
        replace(each, choice=starts.value) if each.id == "clock-start" else each
        for each in lssc.options
    )
    assert not_begun(replace(lssc, options=options)) == said


def test_every_pace_has_a_word() -> None:
    assert [pace_word(pace) for pace in Pace] == [
        "Too early to tell",
        "On pace",
        "Slightly behind",
        "Behind schedule",
    ]


def test_every_start_of_the_clock_has_a_word() -> None:
    assert [start_word(start) for start in ClockStart] == ["Admitted", "Enrolled", "Accepted"]
