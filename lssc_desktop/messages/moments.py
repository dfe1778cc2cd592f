"""Moments as people read them: a day with its time, by the clock of this computer."""

from datetime import datetime, tzinfo
from gettext import gettext as _

from lssc_desktop.messages.days import short_day


def clock_time(at: datetime, zone: tzinfo | None) -> str:
    """The time of day alone: "09:41"."""
    return f"{at.astimezone(zone):%H:%M}"


def moment(at: datetime, zone: tzinfo | None) -> str:
    """A day and its time: "Sep 8, 2026, 09:41"."""
    here = at.astimezone(zone)
    return _("{day}, {time}").format(day=short_day(here.date()), time=f"{here:%H:%M}")


def short_moment(at: datetime, zone: tzinfo | None) -> str:
    """A day and its time in a story whose year is plain: "Sep 8, 09:41"."""
    here = at.astimezone(zone)
    return _("{month_day}, {time}").format(
        month_day=short_day(here.date()).partition(",")[0], time=f"{here:%H:%M}"
    )
