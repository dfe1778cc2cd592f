"""Moments as people read them: a day with its time, by the clock of this computer."""

from datetime import datetime, tzinfo
from gettext import gettext as _

from lssc_desktop.messages.days import day, near_day, short_day

_NOON = 12


def clock_time(at: datetime, zone: tzinfo | None = None) -> str:
    """The time of day alone, as in the United States: "9:41 AM"."""
    here = _here(at, zone)
    half = _("AM") if here.hour < _NOON else _("PM")
    return _("{hour}:{minute} {half}").format(
        hour=here.hour % _NOON or _NOON, minute=f"{here:%M}", half=half
    )


def moment(at: datetime, zone: tzinfo | None) -> str:
    """A day and its time: "Sep 8, 2026, 9:41 AM"."""
    here = _here(at, zone)
    return _("{day}, {time}").format(day=short_day(here.date()), time=clock_time(at, zone))


def long_moment(at: datetime, zone: tzinfo | None = None) -> str:
    """A day in full and its time: "September 8, 2026 at 9:41 AM"."""
    here = _here(at, zone)
    return _("{day} at {time}").format(day=day(here.date()), time=clock_time(at, zone))


def near_moment(at: datetime, now: datetime) -> str:
    """A day and its time whose year goes without saying in this one: "Sep 8, 9:41 AM"."""
    here = _here(at, now.tzinfo)
    day_ = near_day(here.date(), now.date())
    return _("{day}, {time}").format(day=day_, time=clock_time(at, now.tzinfo))


def _here(at: datetime, zone: tzinfo | None) -> datetime:
    """Return a moment by the clock of this computer, as it was told where that has no such day."""
    try:
        return at.astimezone(zone)
    except (OverflowError, ValueError, OSError):  # what each system says of the calendar's ends
        return at
