"""Certification of a candidate: since when, and until when it holds (program-facts.md 1, 4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lssc_desktop.core.portfolio.portfolio import Outcome, Portfolio, SetWork
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.time.calendar import years_on


@dataclass(frozen=True, slots=True)
class Certification:
    """Since when a candidate is certified, and until which day.

    `expires` is None where the program names no time. `period_began` is `on`, or the day on
    which the newest renewal was granted: activities count towards the next one since then.
    """

    on: date
    expires: date | None
    period_began: date


def certification(program: Program, portfolio: Portfolio) -> Certification | None:
    """Return the certification; None while the sets that were achieved do not make one.

    Its day is the one on the certificate, where the candidate entered it, else that of the
    decision with which the needed sets were achieved. A renewal that was granted after it moves
    the expiry; one from before it, as after a day that was entered again, was not of this
    certification.
    """
    renewal = portfolio.renewal
    on = renewal.certified or _completed(program, portfolio)
    if on is None:
        return None
    granted = [item for item in renewal.granted if item.on > on]
    if granted:
        newest = max(granted, key=lambda item: item.until)
        return Certification(on, newest.until, newest.on)
    rule = program.renewal
    return Certification(on, None if rule is None else years_on(on, rule.years), on)


def achieved_on(work: SetWork) -> date | None:
    """Return the day on which a set was achieved; None while its last decision is another."""
    last = work.decisions[-1] if work.decisions else None
    return last.day if last is not None and last.outcome is Outcome.ACHIEVED else None


def _completed(program: Program, portfolio: Portfolio) -> date | None:
    """Return the day on which the achieved sets first were those that a certification needs."""
    required = {item.id for item in program.required_sets}
    electives = required_done = 0
    for count, (day, set_id) in enumerate(sorted(_achieved(program, portfolio)), start=1):
        if set_id in required:
            required_done += 1
        else:
            electives += 1
        if (
            required_done == len(required)
            and electives >= program.choice.electives
            and count >= program.choice.needed
        ):
            return day
    return None


def _achieved(program: Program, portfolio: Portfolio) -> Iterator[tuple[date, str]]:
    for work in portfolio.sets:
        day = achieved_on(work)
        if day is not None and program.competency_set(work.set_id) is not None:
            yield day, work.set_id
