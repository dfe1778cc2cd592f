"""Moments as people read them: a day with its time, by the clock of this computer."""

from datetime import datetime, tzinfo
from gettext import gettext as _

from lssc_desktop.messages.days import near_day, short_day


def clock_time(at: datetime, zone: tzinfo | None) -> str:
    """The time of day alone: "09:41"."""
    return f"{at.astimezone(zone):%H:%M}"


def moment(at: datetime, zone: tzinfo | None) -> str:
    """A day and its time: "Sep 8, 2026, 09:41"."""
    here = at.astimezone(zone)
    return _("{day}, {time}").format(day=short_day(here.date()), time=f"{here:%H:%M}")


def near_moment(at: datetime, now: datetime) -> str:
    """A day and its time whose year goes without saying in this one: "Sep 8, 09:41"."""
    here = at.astimezone(now.tzinfo)
    return _("{day}, {time}").format(day=near_day(here.date(), now.date()), time=f"{here:%H:%M}")
