"""Eligibility to apply, and help in choosing a route (docs/facts/lssc.md 2.1, 3.1)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from itertools import pairwise

from lssc_desktop.core.calendar import days_on, years_on
from lssc_desktop.core.portfolio.portfolio import (
    Experience,
    Portfolio,
    SetWork,
    WorkPeriod,
)
from lssc_desktop.core.program.program import (
    ChoosingRule,
    CompetencySet,
    Eligibility,
    Program,
)
from lssc_desktop.core.program.schema import RecognitionExperience, Route
from lssc_desktop.values import dataclass

DAY = timedelta(1)
_DAYS_A_WEEK = 7
_TENTH = Decimal("0.1")
_WORKING_LIFE = 80  # years: nobody worked longer, whatever day was typed


@dataclass(frozen=True, slots=True)
class EligibilityReport:
    """Whether a candidate may apply on a day, and if not yet, from which day.

    `since` is the day since which, or from which, that is so if the work goes on as entered; None:
    nothing entered so far leads there. `hours` are those that count on the day, rounded down to a
    tenth; `counted_from` is the first day whose work counts. Who may apply before the hours are
    worked, as a graduate of a college with an agreement, has `experience_years` for them, which
    the option `recognition-experience` has end on `experience_by`; None: that is not known yet.
    `applied` is the day of the application, where it was judged for that day.
    """

    eligible: bool
    since: date | None
    education: bool | None
    hours: Decimal
    needed: int
    counted_from: date
    experience_years: int | None = None
    applied: date | None = None
    experience_by: date | None = None


def candidate_eligibility(
    program: Program, portfolio: Portfolio, today: date
) -> EligibilityReport | None:
    """Judge a candidate by the program; None where it has no rule.

    Somebody who has applied is judged by the day of the application: work from before it does not
    grow old any more, and none from after it counts. Somebody with a set by recognition agreement
    may apply before the hours are worked.
    """
    rule = program.eligibility
    if rule is None:
        return None
    applied = portfolio.applied_on
    if applied is not None and applied > today:
        applied = None
    report = eligibility(rule, portfolio.experience, applied or today)
    if applied is not None:
        since = report.since if report.eligible else None
        report = replace(report, since=since, applied=applied)
    years = None if program.recognition is None else program.recognition.experience_years
    if report.eligible or not report.education or years is None or not _by_agreement(portfolio):
        return report
    begins = portfolio.renewal.certified
    if program.option("recognition-experience") == RecognitionExperience.APPLICATION:
        begins = applied
    by = None if begins is None else years_on(begins, years)
    return replace(report, eligible=True, since=None, experience_years=years, experience_by=by)


def _by_agreement(portfolio: Portfolio) -> bool:
    return any(work.chosen and work.route is Route.RECOGNITION for work in portfolio.sets)


def eligibility(rule: Eligibility, experience: Experience, today: date) -> EligibilityReport:
    """Judge a candidate's education and work by the program's rule.

    The hours of a week are spread evenly over its seven days. Work counts from the day after
    the same day so many years ago, today included. Several employers add up; what is entered twice
    of one employer counts once, with the longer week.
    """
    first = _counted_from(today, rule)
    week_hours = sum(_rates(experience.periods, first, today), Decimal(0))  # over all days
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
    since = _enough_since(rule, experience.periods, today) if enough else None
    if not enough:
        since = _enough_from(rule, experience.periods, today)
    return EligibilityReport(
        enough, since, report.education, report.hours, report.needed, report.counted_from
    )


def _counted_from(day: date, rule: Eligibility) -> date:
    before = years_on(day, -rule.within_years)
    return before if before == date.min else days_on(before, 1)


def _enough_since(rule: Eligibility, periods: Sequence[WorkPeriod], today: date) -> date:
    """Return the first day of the days in a row, up to today, on which the hours were enough."""
    since = today
    for day, enough in _days_with_enough(rule, periods, today):
        if not enough:
            since = days_on(day, 1)
    return min(since, today)


def _enough_from(rule: Eligibility, periods: Sequence[WorkPeriod], today: date) -> date | None:
    """Return the first day after today on which the hours are enough."""
    end = years_on(today, rule.within_years + 1)
    return next(
        (day for day, enough in _days_with_enough(rule, periods, end) if enough and day > today),
        None,
    )


def _days_with_enough(
    rule: Eligibility, periods: Sequence[WorkPeriod], last: date
) -> Iterator[tuple[date, bool]]:
    """Yield every day from the first one worked to the last, and whether the hours are enough."""
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
    """Return the hours a week that a candidate works at that time, at all employers together."""
    weeks: dict[str, Decimal] = {}
    for period in periods:
        if period.begun <= day and (period.ended is None or day <= period.ended):
            employer = period.employer.strip().casefold()
            weeks[employer] = max(weeks.get(employer, Decimal(0)), period.hours_a_week)
    return sum(weeks.values(), Decimal(0))


# Choosing a route -------------------------------------------------------------------------------


class Leaning(StrEnum):
    """Which route the answers lean to; `messages.courses` has the sentences."""

    PORTFOLIO = "portfolio"
    COURSE = "course"
    EVEN = "even"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class RouteAdvice:
    """How many competencies the candidate can do, cannot do, and has not answered for."""

    leaning: Leaning
    can: int
    cannot: int
    unanswered: int


def route_advice(
    rule: ChoosingRule | None, competency_set: CompetencySet, work: SetWork | None
) -> RouteAdvice:
    """Weigh the answers to "I know this, or can do it" for every competency of a set.

    More than the rule's share of all yes: a portfolio is workable. More than it no: take a
    course. Neither, with everything answered: even. Else, and without a rule, it is open. A rule
    of thumb, never a decision.
    """
    answers = [
        None if work is None else work.competency(item.number).can_do
        for item in competency_set.competencies
    ]
    can, cannot = answers.count(True), answers.count(False)
    unanswered = len(answers) - can - cannot
    if rule is None:
        leaning = Leaning.OPEN
    elif 100 * can > rule.over_percent * len(answers):
        leaning = Leaning.PORTFOLIO
    elif 100 * cannot > rule.over_percent * len(answers):
        leaning = Leaning.COURSE
    else:
        leaning = Leaning.OPEN if unanswered else Leaning.EVEN
    return RouteAdvice(leaning, can, cannot, unanswered)
