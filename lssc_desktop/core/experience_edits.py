"""Edits of a person's education and work; no package shows them."""

from dataclasses import dataclass, replace
from decimal import Decimal

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.experience import WorkPeriod
from lssc_desktop.core.names import one_line
from lssc_desktop.core.portfolio import Portfolio

HOURS_OF_A_WEEK = 168


@dataclass(eq=False)
class WorkUnlikely(LsscError):
    """A work period that nobody can have worked, or that is not told whole.

    `what` is "employer", "begun" (no first day), "days" (turned round) or "hours".
    """

    what: str


def set_education(portfolio: Portfolio, education: bool | None) -> Portfolio:
    """Return the portfolio with the answer whether the person has the education asked for."""
    return replace(portfolio, experience=replace(portfolio.experience, education=education))


def add_work(portfolio: Portfolio, period: WorkPeriod) -> Portfolio:
    """Return the portfolio with one more work period, in order of their days.

    The same period is told once. Raises `WorkUnlikely`.
    """
    period = sound_period(period)
    others = [item for item in portfolio.experience.periods if item != period]
    return _with_periods(portfolio, (*others, period))


def replace_work(portfolio: Portfolio, old: WorkPeriod, new: WorkPeriod) -> Portfolio:
    """Return the portfolio with a work period told differently. Raises `WorkUnlikely`."""
    return add_work(drop_work(portfolio, old), new)


def drop_work(portfolio: Portfolio, period: WorkPeriod) -> Portfolio:
    """Return the portfolio without a work period."""
    left = tuple(item for item in portfolio.experience.periods if item != period)
    return _with_periods(portfolio, left)


def sound_period(period: WorkPeriod) -> WorkPeriod:
    """Return a work period with its employer on one line. Raises `WorkUnlikely`."""
    period = replace(period, employer=one_line(period.employer))
    if not period.employer:
        raise WorkUnlikely("employer")
    if period.ended is not None and period.ended < period.begun:
        raise WorkUnlikely("days")
    hours = period.hours_a_week
    if not hours.is_finite() or not Decimal(0) < hours <= HOURS_OF_A_WEEK:
        raise WorkUnlikely("hours")
    return period


def _with_periods(portfolio: Portfolio, periods: tuple[WorkPeriod, ...]) -> Portfolio:
    ordered = tuple(sorted(periods, key=lambda item: (item.begun, item.employer)))
    return replace(portfolio, experience=replace(portfolio.experience, periods=ordered))
