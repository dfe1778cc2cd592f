"""The candidate's time: when it ends, how much is left, whether the work keeps pace with it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil

from lssc_desktop.core.calendar import days_on, years_on
from lssc_desktop.core.options import ClockStart
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import ClockRule, Program

GRACE = Fraction(1, 10)
"""Late by at most this share of the whole time is "a little behind"."""

BEGINNING = Fraction(1, 20)
"""In this first share of the whole time nobody is behind."""


class Pace(StrEnum):
    """How the work keeps up with the clock."""

    ON_PACE = "on-pace"
    A_LITTLE_BEHIND = "a-little-behind"
    BEHIND = "behind"


class PaceReason(StrEnum):
    """What the pace was judged by; `messages.clock` has the sentence for each."""

    FINISHED = "finished"
    NOT_BEGUN = "not-begun"
    JUST_BEGUN = "just-begun"
    NOTHING_DONE = "nothing-done"
    PROJECTED = "projected"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class PaceReport:
    """The pace, the day on which the present speed ends (None: nothing to project), and why."""

    pace: Pace
    projected_end: date | None
    reason: PaceReason


def deadline(admitted: date, rule: ClockRule) -> date:
    """Return the same day so many years on; February 29 becomes 28 in a year without one.

    Source: program-facts.md 3 (the clock), design.md 9 (the day).
    """
    return years_on(admitted, rule.years)


def start_day(program: Program, portfolio: Portfolio) -> date:
    """Return the day on which the candidate's years begin (program-facts.md 3).

    It is what the program chose for the option `clock-start`. A candidate who did not tell that
    day is counted from the day of admission.
    """
    told = {
        ClockStart.ENROLLMENT: portfolio.enrolled,
        ClockStart.ACCEPTANCE: portfolio.accepted,
    }.get(ClockStart(program.option("clock-start") or ClockStart.ADMISSION))
    return portfolio.admitted if told is None else told


def days_left(end: date, today: date) -> int:
    """Return the days from today to the deadline; 0 on its day, negative after it."""
    return (end - today).days


def pace(admitted: date, end: date, today: date, done_share: Fraction | float) -> PaceReport:
    """Judge the pace from the share of the work (0 to 1) that was really finished by today.

    The speed is that share over the days since admission; carried on, it gives the projected
    end. On pace: not after the deadline. A little behind: late by at most a tenth of the whole
    time. Behind: later, or nothing is done yet. Special cases, in this order:

    - everything done: on pace, nothing to project;
    - admission is still to come: on pace, nothing to project;
    - the deadline is over: behind;
    - the first twentieth of the time: on pace, whatever the projection says.
    """
    done = max(Fraction(done_share), Fraction(0))
    if done >= 1:
        return PaceReport(Pace.ON_PACE, None, PaceReason.FINISHED)
    if today < admitted:
        return PaceReport(Pace.ON_PACE, None, PaceReason.NOT_BEGUN)
    whole = (end - admitted).days
    elapsed = (today - admitted).days
    projected = _projected(admitted, elapsed, done)
    if today > end:
        return PaceReport(Pace.BEHIND, projected, PaceReason.PASSED)
    if elapsed <= whole * BEGINNING:
        return PaceReport(Pace.ON_PACE, projected, PaceReason.JUST_BEGUN)
    if done == 0:
        return PaceReport(Pace.BEHIND, None, PaceReason.NOTHING_DONE)
    late = elapsed / done - whole
    if late <= 0:
        judged = Pace.ON_PACE
    elif late <= whole * GRACE:
        judged = Pace.A_LITTLE_BEHIND
    else:
        judged = Pace.BEHIND
    return PaceReport(judged, projected, PaceReason.PROJECTED)


def _projected(admitted: date, elapsed: int, done: Fraction) -> date | None:
    """Return the day on which all is done at this speed; None where the calendar has no such."""
    if done == 0 or elapsed == 0:
        return None
    days = ceil(elapsed / done)
    if days > (date.max - admitted).days:
        return None
    return days_on(admitted, days)
