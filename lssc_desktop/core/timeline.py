"""The candidate's years as a line: where it begins and ends, its years, what lies on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lssc_desktop.core.calendar import years_on
from lssc_desktop.core.certification import Certification
from lssc_desktop.core.clock import deadline, start_day
from lssc_desktop.core.portfolio import Portfolio, Route
from lssc_desktop.core.program import ClockRule, CompetencySet, Program
from lssc_desktop.core.progress import SetProgress, SetState, packaged_on, progress
from lssc_desktop.core.submission import Submission


class MarkKind(StrEnum):
    """What a mark on the line says of its set."""

    PLANNED = "planned"
    READY = "ready"
    COURSE_DONE = "course-done"
    PACKAGED = "packaged"
    NOT_CONFIRMED = "not-confirmed"
    HANDED_IN = "handed-in"
    ACHIEVED = "achieved"


@dataclass(frozen=True, slots=True)
class Mark:
    """One set on the line: planned for a day, or since that day as `kind` says."""

    competency_set: CompetencySet
    day: date
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Timeline:
    """The line from first day to deadline; `years` are the days on which its later years begin."""

    start: date
    end: date
    years: tuple[date, ...]
    marks: tuple[Mark, ...]

    def share(self, day: date) -> float:
        """Return where on the line a day lies: 0 at its start, 1 at its end, never outside."""
        whole = (self.end - self.start).days
        return min(max((day - self.start).days / whole, 0.0), 1.0) if whole else 1.0


_MOST_YEARS = 12  # of a certification; with more, as of a mistyped day, no year is told apart
_ON_THE_WAY = {
    SetState.NOT_CONFIRMED: MarkKind.NOT_CONFIRMED,
    SetState.HANDED_IN: MarkKind.HANDED_IN,
    SetState.ACHIEVED: MarkKind.ACHIEVED,
}


def timeline(
    program: Program, portfolio: Portfolio, submissions: Sequence[Submission] = ()
) -> Timeline:
    """Lay out a portfolio's time; a set without a planned day that is not ready has no mark."""
    start = start_day(program, portfolio)
    years = (deadline(start, ClockRule(count)) for count in range(1, program.clock.years))
    marks = (
        mark
        for item in progress(program, portfolio, submissions)
        for mark in _marks(portfolio, item)
    )
    return Timeline(
        start,
        deadline(start, program.clock),
        tuple(years),
        tuple(sorted(marks, key=lambda mark: mark.day)),
    )


def certified_timeline(certified: Certification) -> Timeline | None:
    """Lay out the time of a certification; None where the program names no end of it.

    The years in which the sets were done are over, so nothing of them is on it.
    """
    begins, ends = certified.period_began, certified.expires
    if ends is None:
        return None
    later = range(1, ends.year - begins.year + 1)
    years = [years_on(begins, number) for number in later] if len(later) <= _MOST_YEARS else []
    return Timeline(begins, ends, tuple(day for day in years if day < ends), ())


def _marks(portfolio: Portfolio, item: SetProgress) -> Iterator[Mark]:
    competency_set, work = item.competency_set, item.work
    if not item.is_open and item.since is not None:
        yield Mark(competency_set, item.since, _ON_THE_WAY[item.state])
        return
    if item.done < 1:
        if work.planned is not None:
            yield Mark(competency_set, work.planned, MarkKind.PLANNED)
        return
    packaged = packaged_on(portfolio, work)
    if packaged is not None:
        yield Mark(competency_set, packaged, MarkKind.PACKAGED)
    elif work.route is Route.PORTFOLIO:
        yield Mark(competency_set, work.changed, MarkKind.READY)
    elif work.course is not None and work.course.completed is not None:
        yield Mark(competency_set, work.course.completed, MarkKind.COURSE_DONE)
