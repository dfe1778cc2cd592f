"""Edits of who the candidate is, and of the days on which the years may begin."""

from dataclasses import dataclass, replace
from datetime import date

from lssc_desktop.core.choosing import NameMissing
from lssc_desktop.core.names import one_line
from lssc_desktop.core.portfolio import Membership, Portfolio, membership_always


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which a program may let the years begin; None: not told."""

    admitted: date
    enrolled: date | None = None
    accepted: date | None = None


def days_of(portfolio: Portfolio) -> Days:
    """Return the days as they were told."""
    return Days(portfolio.admitted, portfolio.enrolled, portfolio.accepted)


def set_days(portfolio: Portfolio, days: Days, today: date) -> Portfolio:
    """Return the portfolio with other days; every package shows when the years began."""
    changed = replace(
        portfolio, admitted=days.admitted, enrolled=days.enrolled, accepted=days.accepted
    )
    return portfolio if changed == portfolio else _touch_all(changed, today)


def set_name(portfolio: Portfolio, name: str, today: date) -> Portfolio:
    """Return the portfolio under another name, on one line; raises `NameMissing`."""
    name = one_line(name)
    if not name:
        raise NameMissing
    if name == portfolio.candidate.name:
        return portfolio
    changed = replace(portfolio, candidate=replace(portfolio.candidate, name=name))
    return _touch_all(changed, today)


def set_email(portfolio: Portfolio, email: str) -> Portfolio:
    """Return the portfolio with another e-mail address, which no package shows."""
    return replace(portfolio, candidate=replace(portfolio.candidate, email=email.strip()))


def set_membership(portfolio: Portfolio, member: bool, since: date | None) -> Portfolio:
    """Return the portfolio of a member, or no member, of the association since a day.

    On the day before it was the other way round; what holds before that stays, so that no fee
    that was paid changes. Said again with another day, the change is on that day instead; what was
    said of later days no longer holds. With no day it was always so.
    """
    if (portfolio.candidate.member, portfolio.candidate.member_since) == (member, since):
        return portfolio
    known = portfolio.candidate.memberships
    memberships = (
        membership_always(member) if since is None else _changed(known, Membership(since, member))
    )
    return replace(portfolio, candidate=replace(portfolio.candidate, memberships=memberships))


def _changed(known: tuple[Membership, ...], newest: Membership) -> tuple[Membership, ...]:
    """Return the memberships with a newest one, which is a change on its day."""
    day = newest.since or date.min
    before = tuple(item for item in known if item.since is None or item.since < day)
    if before and before[-1].member == newest.member:
        before = before[:-1]
    return (*(before or membership_always(not newest.member)), newest)


def _touch_all(portfolio: Portfolio, today: date) -> Portfolio:
    renewal = portfolio.renewal
    return replace(
        portfolio,
        sets=tuple(replace(work, changed=today) for work in portfolio.sets),
        renewal=renewal if renewal.changed is None else replace(renewal, changed=today),
    )
