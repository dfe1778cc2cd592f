"""Edits of what keeps a certification: activities, the day on the certificate, renewals granted."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from lssc_desktop.core.activity import Granted, RenewalActivity
from lssc_desktop.core.certification import certification
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.names import one_line
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program

MOST_UNITS = Decimal(1000)
"""More units of one activity, or hours on technology in it, were mistyped."""


@dataclass(eq=False)
class ActivityWrong(LsscError):
    """An activity that cannot be.

    `what` is "title", "amount" (none), "amount-large", "technology" or "kind".

    `known` are the kinds that the program's conversions have.
    """

    what: str
    known: tuple[str, ...] = ()


@dataclass(eq=False)
class GrantWrong(LsscError):
    """A renewal would end before it was granted."""

    on: date
    until: date


@dataclass(eq=False)
class GrantTooEarly(LsscError):
    """A renewal of what was not there: `certified` is the day on the certificate, None: none."""

    on: date
    certified: date | None


def put_activity(
    program: Program, portfolio: Portfolio, activity: RenewalActivity, today: date
) -> Portfolio:
    """Return the portfolio with an activity added, or told differently under the same id.

    Raises `ActivityWrong`.
    """
    activity = _sound(program, activity)
    known = portfolio.renewal.activities
    if portfolio.renewal.activity(activity.id) is None:
        activities = (*known, activity)
    else:
        activities = tuple(activity if item.id == activity.id else item for item in known)
    return _with_activities(portfolio, activities, today)


def drop_activity(portfolio: Portfolio, activity_id: str, today: date) -> Portfolio:
    """Return the portfolio without an activity; its evidence files stay."""
    left = tuple(item for item in portfolio.renewal.activities if item.id != activity_id)
    return _with_activities(portfolio, left, today)


def with_documents_of(
    portfolio: Portfolio, path: str, *, before: Portfolio, today: date
) -> Portfolio:
    """Return the portfolio with a file as the document of activities that had it `before`."""
    had = {item.id: item.evidence for item in before.renewal.activities if path in item.evidence}
    if not had:
        return portfolio
    activities = tuple(
        replace(item, evidence=tuple(dict.fromkeys((*had.get(item.id, ()), *item.evidence))))
        if item.id in had
        else item
        for item in portfolio.renewal.activities
    )
    return _with_activities(portfolio, activities, today)


def set_certified(portfolio: Portfolio, day: date | None, today: date) -> Portfolio:
    """Return the portfolio with the day on the certificate; None: as the decisions say."""
    renewal = replace(portfolio.renewal, certified=day, changed=today)
    return replace(portfolio, renewal=renewal)


def add_granted(program: Program, portfolio: Portfolio, granted: Granted, today: date) -> Portfolio:
    """Return the portfolio with a renewal that the program granted.

    Raises `GrantWrong` and `GrantTooEarly`.
    """
    certified = certification(program, portfolio)
    if certified is None or granted.on <= certified.on:
        raise GrantTooEarly(granted.on, None if certified is None else certified.on)
    if granted.until <= granted.on:
        raise GrantWrong(granted.on, granted.until)
    others = [item for item in portfolio.renewal.granted if item != granted]
    ordered = tuple(sorted((*others, granted), key=lambda item: item.on))
    return replace(portfolio, renewal=replace(portfolio.renewal, granted=ordered, changed=today))


def drop_granted(portfolio: Portfolio, granted: Granted, today: date) -> Portfolio:
    """Return the portfolio without a renewal that was told by mistake."""
    left = tuple(item for item in portfolio.renewal.granted if item != granted)
    return replace(portfolio, renewal=replace(portfolio.renewal, granted=left, changed=today))


def _sound(program: Program, activity: RenewalActivity) -> RenewalActivity:
    activity = replace(
        activity,
        title=one_line(activity.title),
        evidence=tuple(dict.fromkeys(activity.evidence)),
    )
    if not activity.title:
        raise ActivityWrong("title")
    if not activity.amount.is_finite() or activity.amount <= 0:
        raise ActivityWrong("amount")
    if activity.amount > MOST_UNITS:
        raise ActivityWrong("amount-large")
    if not activity.technology.is_finite() or not 0 <= activity.technology <= MOST_UNITS:
        raise ActivityWrong("technology")
    conversions = () if program.renewal is None else program.renewal.conversions
    known = tuple(item.id for item in conversions)
    if activity.kind not in known:
        raise ActivityWrong("kind", known)
    return activity


def _with_activities(
    portfolio: Portfolio, activities: tuple[RenewalActivity, ...], today: date
) -> Portfolio:
    ordered = tuple(sorted(activities, key=lambda item: item.day))
    return replace(portfolio, renewal=replace(portfolio.renewal, activities=ordered, changed=today))
