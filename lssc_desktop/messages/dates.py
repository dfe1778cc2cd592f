"""Days and moments as people in the program's country write and type them."""

import re
from datetime import date, datetime, tzinfo

from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message

EXAMPLE = date(2026, 3, 15)
"""Shows how a day is typed."""

_NOON = 12
_YEARS = range(1900, 2200)
_CENTURY = 2000
_WORD, _NUMBER, _YEAR = r"([^\W\d_]{3,})", r"(\d{1,2})", r"(\d{4}|\d{2})"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-./]){_NUMBER}\2{_NUMBER}", re.ASCII)
_YEAR_LAST = re.compile(rf"{_NUMBER}([-./ ]){_NUMBER}\2{_YEAR}", re.ASCII)
_MONTH_DAY = re.compile(rf"{_WORD} (?a:{_NUMBER} {_YEAR})")
_DAY_MONTH = re.compile(rf"(?a:{_NUMBER}) {_WORD} (?a:{_YEAR})")
_FILLERS = {"st", "nd", "rd", "th", "of"}
"""Words that may stand in a day without saying anything, as the days of the week may."""


def long_day(value: date) -> str:
    """A whole date: "November 24, 2026"."""
    return _("{month} {day}, {year}").format(
        month=month_name(value.month), day=value.day, year=value.year
    )


def month(value: date) -> str:
    """A month, for what is only roughly known: "November 2026"."""
    return _("{month} {year}").format(month=month_name(value.month), year=value.year)


def weekday_day(value: date) -> str:
    """A whole date with its day of the week: "Tuesday, November 24, 2026"."""
    return _("{weekday}, {day}").format(
        weekday=weekday_names()[value.weekday()], day=long_day(value)
    )


def short_day(value: date) -> str:
    """A whole date where there is little room: "Sep 14, 2024"."""
    return _("{month} {day}, {year}").format(
        month=_short_month_name(value.month), day=value.day, year=value.year
    )


def near_day(value: date, today: date) -> str:
    """A date whose year goes without saying in this one: "Sep 14"."""
    if value.year != today.year:
        return short_day(value)
    return _("{month} {day}").format(month=_short_month_name(value.month), day=value.day)


def short_month(value: date) -> str:
    """A month where there is little room: "Sep 2024"."""
    return _("{month} {year}").format(month=_short_month_name(value.month), year=value.year)


def month_name(number: int) -> str:
    """The name of a month, from 1."""
    names = (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )
    return names[number - 1]


def weekday_names() -> tuple[str, ...]:
    """The days of the week from Monday on."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def _short_month_name(number: int) -> str:
    names = (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )
    return names[number - 1]


# Moments ----------------------------------------------------------------------------------------


def clock_time(at: datetime, zone: tzinfo | None = None) -> str:
    """The time of day alone, as in the United States: "9:41 AM"."""
    here = _local(at, zone)
    half = _("AM") if here.hour < _NOON else _("PM")
    return _("{hour}:{minute} {half}").format(
        hour=here.hour % _NOON or _NOON, minute=f"{here:%M}", half=half
    )


def moment(at: datetime, zone: tzinfo | None) -> str:
    """A day and its time: "Sep 8, 2026, 9:41 AM"."""
    here = _local(at, zone)
    return _("{day}, {time}").format(day=short_day(here.date()), time=clock_time(at, zone))


def long_moment(at: datetime, zone: tzinfo | None = None) -> str:
    """A day in full and its time: "September 8, 2026 at 9:41 AM"."""
    here = _local(at, zone)
    return _("{day} at {time}").format(day=long_day(here.date()), time=clock_time(at, zone))


def near_moment(at: datetime, now: datetime) -> str:
    """A day and its time whose year goes without saying in this one: "Sep 8, 9:41 AM"."""
    here = _local(at, now.tzinfo)
    day_ = near_day(here.date(), now.date())
    return _("{day}, {time}").format(day=day_, time=clock_time(at, now.tzinfo))


def _local(at: datetime, zone: tzinfo | None) -> datetime:
    """Return a moment by the clock of this computer, as it was given where that has no such day."""
    try:
        return at.astimezone(zone)
    except (OverflowError, ValueError, OSError):  # what each system says of the calendar's ends
        return at


# Days typed by the user -------------------------------------------------------------------------


def read_day(text: str, *, month_first: bool = True) -> date | None:
    """Read a day as people write it: "March 15, 2021", "15 Mar 2021", "3/15/21", "2021-03-15".

    `month_first` says what 3/4/2021 is; where only the other order is a day, it is that. None
    where the text is no day, or one of a year that nobody means.
    """
    text = text.strip().casefold()
    if found := _YEAR_FIRST.fullmatch(text):
        return _date_of(found[1], int(found[3]), int(found[4]))
    if found := _YEAR_LAST.fullmatch(text):
        one, other = int(found[1]), int(found[3])
        usual = _date_of(found[4], *((one, other) if month_first else (other, one)))
        return usual or _date_of(found[4], *((other, one) if month_first else (one, other)))
    plain = _without_fillers(text)
    if found := _MONTH_DAY.fullmatch(plain):
        return _date_of(found[3], _month_of(found[1]), int(found[2]))
    if found := _DAY_MONTH.fullmatch(plain):
        return _date_of(found[3], _month_of(found[2]), int(found[1]))
    return None


def day_unclear(text: str) -> Message:
    """Say that a day was not understood, and how to type one."""
    return Message(
        _("“{text}” isn’t a date.").format(text=text) if text.strip() else _("A date is missing."),
        advice=_("Enter it like {example}, or press Alt+Down for a calendar.").format(
            example=long_day(EXAMPLE)
        ),
    )


def day_to_come(value: date) -> Message:
    """Say that something entered as done would be done on a day that is not here yet."""
    return Message(
        _("{day} is in the future.").format(day=long_day(value)),
        advice=_("Check the date."),
    )


def _date_of(year: str, month: int, number: int) -> date | None:
    whole = int(year) if len(year) == len("2021") else _CENTURY + int(year)
    try:
        return date(whole, month, number) if whole in _YEARS else None
    except ValueError:
        return None


def _without_fillers(text: str) -> str:
    """Return the words and numbers of a text that say something, with a space between."""
    weekdays = tuple(name.casefold() for name in weekday_names())
    words = re.findall(r"[^\W\d_]+|\d+|[^\s,.\w]+", text)
    return " ".join(
        word
        for word in words
        if word not in _FILLERS
        and not (len(word) > 1 and word.isalpha() and any(d.startswith(word) for d in weekdays))
    )


def _month_of(word: str) -> int:
    """Return the month whose name a word begins, 0 where it begins none."""
    found = (number for number in range(1, 13) if month_name(number).casefold().startswith(word))
    return next(found, 0)
