"""Whether a person may apply, and if not yet, from which day (program-facts.md 3)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from itertools import pairwise

from lssc_desktop.core.calendar import days_on, years_on
from lssc_desktop.core.experience import Experience, WorkPeriod
from lssc_desktop.core.program import Eligibility

DAY = timedelta(1)
_DAYS_A_WEEK = 7
_TENTH = Decimal("0.1")
_WORKING_LIFE = 80  # years: nobody worked longer, whatever day was typed


@dataclass(frozen=True, slots=True)
class EligibilityReport:
    """Whether a person may apply on a day.

    `since` is the day since which, or from which, that is so if the work goes on as told; None:
    nothing told so far leads there. `hours` are those that count on the day, rounded down to a
    tenth; `counted_from` is the first day whose work counts.
    """

    eligible: bool
    since: date | None
    education: bool | None
    hours: Decimal
    needed: int
    counted_from: date


def eligibility(rule: Eligibility, experience: Experience, today: date) -> EligibilityReport:
    """Judge a person's education and work by the program's rule.

    The hours of a week are spread evenly over its seven days. Work counts from the day after
    the same day so many years ago, today included. Several employers add up; what is told twice
    of one employer counts once, with the longer week.
    """
    first = _counted_from(today, rule)
    week_hours = _sum(experience.periods, first, today)
    report = EligibilityReport(
        eligible=False,
        since=None,
        education=experience.education,
        hours=(week_hours / _DAYS_A_WEEK).quantize(_TENTH, ROUND_DOWN),
        needed=rule.hours,
        counted_from=first,
    )
    if not experience.education:
        return report
    enough = week_hours >= rule.hours * _DAYS_A_WEEK
    since = _since(rule, experience.periods, today) if enough else None
    if not enough:
        since = _from(rule, experience.periods, today)
    return EligibilityReport(
        enough, since, report.education, report.hours, report.needed, report.counted_from
    )


def _counted_from(day: date, rule: Eligibility) -> date:
    before = years_on(day, -rule.within_years)
    return before if before == date.min else days_on(before, 1)


def _since(rule: Eligibility, periods: Sequence[WorkPeriod], today: date) -> date:
    """Return the first day of the days in a row, up to today, on which the hours were enough."""
    since = today
    for day, enough in _walk(rule, periods, today):
        if not enough:
            since = days_on(day, 1)
    return min(since, today)


def _from(rule: Eligibility, periods: Sequence[WorkPeriod], today: date) -> date | None:
    """Return the first day after today on which the hours are enough."""
    end = years_on(today, rule.within_years + 1)
    return next((day for day, enough in _walk(rule, periods, end) if enough and day > today), None)


def _walk(
    rule: Eligibility, periods: Sequence[WorkPeriod], last: date
) -> Iterator[tuple[date, bool]]:
    """Give every day from the first one worked to the last, and whether the hours are enough."""
    if not periods:
        return
    first = max(min(period.begun for period in periods), years_on(last, -_WORKING_LIFE))
    rates = _rates(periods, first, last)
    needed = rule.hours * _DAYS_A_WEEK
    total = Decimal(0)
    oldest = 0
    for number, rate in enumerate(rates):
        day = days_on(first, number)
        total += rate
        counted_from = (_counted_from(day, rule) - first).days
        while oldest < counted_from:
            total -= rates[oldest]
            oldest += 1
        yield day, total >= needed


def _sum(periods: Sequence[WorkPeriod], first: date, last: date) -> Decimal:
    """Return the hours of a week, added up over every day of a time."""
    return sum(_rates(periods, first, last), Decimal(0))


def _rates(periods: Sequence[WorkPeriod], first: date, last: date) -> list[Decimal]:
    """Return the hours a week for each day of a time; they change only where a period does."""
    last = min(last, date.max - DAY)
    ends = (each.ended + DAY for each in periods if each.ended and each.ended < date.max)
    changes = {first, *(period.begun for period in periods), *ends}
    edges = [*sorted(day for day in changes if first <= day <= last), last + DAY]
    rates: list[Decimal] = []
    for begin, end in pairwise(edges):
        rates += [_hours_on(periods, begin)] * (end - begin).days
    return rates


def _hours_on(periods: Iterable[WorkPeriod], day: date) -> Decimal:
    """Return the hours a week that a person works at that time, at all employers together."""
    weeks: dict[str, Decimal] = {}
    for period in periods:
        if period.begun <= day and (period.ended is None or day <= period.ended):
            employer = period.employer.strip().casefold()
            weeks[employer] = max(weeks.get(employer, Decimal(0)), period.hours_a_week)
    return sum(weeks.values(), Decimal(0))
