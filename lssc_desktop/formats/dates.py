"""Days and moments as people write and type them."""

import re
from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from functools import cache
from unicodedata import combining, normalize

from lssc_desktop.languages import ENGLISH, LANGUAGES, Catalog, catalog, spoken
from lssc_desktop.values import dataclass

_NOON = 12
_YEARS = range(1900, 2201)
_CENTURY = 2000
_MONTHS = range(1, 13)


def long_day(value: date, words: Catalog | None = None) -> str:
    """A whole date: "November 24, 2026"."""
    _ = (words or spoken()).gettext
    return _("{month} {day}, {year}").format(
        month=month_name(value.month, words), day=value.day, year=value.year
    )


def month(value: date, words: Catalog | None = None) -> str:
    """A month, for what is only roughly known: "November 2026"."""
    _ = (words or spoken()).gettext
    return _("{month} {year}").format(month=month_name(value.month, words), year=value.year)


def weekday_day(value: date, words: Catalog | None = None) -> str:
    """A whole date with its day of the week: "Tuesday, November 24, 2026"."""
    _ = (words or spoken()).gettext
    return _("{weekday}, {day}").format(
        weekday=weekday_names(words)[value.weekday()], day=long_day(value, words)
    )


def short_day(value: date, words: Catalog | None = None) -> str:
    """A whole date where there is little room: "Sep 14, 2024"."""
    pgettext = (words or spoken()).pgettext
    return pgettext("short date", "{month} {day}, {year}").format(
        month=_short_month_name(value.month, words), day=value.day, year=value.year
    )


def near_day(value: date, today: date, words: Catalog | None = None) -> str:
    """A date whose year goes without saying in this one: "Sep 14"."""
    if value.year != today.year:
        return short_day(value, words)
    pgettext = (words or spoken()).pgettext
    return pgettext("short date", "{month} {day}").format(
        month=_short_month_name(value.month, words), day=value.day
    )


def short_month(value: date, words: Catalog | None = None) -> str:
    """A month where there is little room: "Sep 2024"."""
    pgettext = (words or spoken()).pgettext
    return pgettext("short date", "{month} {year}").format(
        month=_short_month_name(value.month, words), year=value.year
    )


def month_name(number: int, words: Catalog | None = None) -> str:
    """The name of a month, from 1."""
    _ = (words or spoken()).gettext
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


def weekday_names(words: Catalog | None = None) -> tuple[str, ...]:
    """The days of the week from Monday on."""
    _ = (words or spoken()).gettext
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )


def _short_month_name(number: int, words: Catalog | None = None) -> str:
    pgettext = (words or spoken()).pgettext
    names = (
        pgettext("short date", "Jan"),
        pgettext("short date", "Feb"),
        pgettext("short date", "Mar"),
        pgettext("short date", "Apr"),
        pgettext("short date", "May"),
        pgettext("short date", "Jun"),
        pgettext("short date", "Jul"),
        pgettext("short date", "Aug"),
        pgettext("short date", "Sep"),
        pgettext("short date", "Oct"),
        pgettext("short date", "Nov"),
        pgettext("short date", "Dec"),
    )
    return names[number - 1]


# Moments ----------------------------------------------------------------------------------------


def clock_time(at: datetime, zone: tzinfo | None = None, words: Catalog | None = None) -> str:
    """The time of day alone, as in the United States: "9:41 AM"."""
    _ = (words or spoken()).gettext
    here = _local(at, zone)
    half = _("AM") if here.hour < _NOON else _("PM")
    return _("{hour}:{minute} {half}").format(
        hour=here.hour % _NOON or _NOON, minute=f"{here:%M}", half=half
    )


def moment(at: datetime, zone: tzinfo | None, words: Catalog | None = None) -> str:
    """A day and its time: "Sep 8, 2026, 9:41 AM"."""
    _ = (words or spoken()).gettext
    here = _local(at, zone)
    return _("{day}, {time}").format(
        day=short_day(here.date(), words), time=clock_time(at, zone, words)
    )


def long_moment(at: datetime, zone: tzinfo | None = None, words: Catalog | None = None) -> str:
    """A day in full and its time: "September 8, 2026 at 9:41 AM"."""
    _ = (words or spoken()).gettext
    here = _local(at, zone)
    return _("{day} at {time}").format(
        day=long_day(here.date(), words), time=clock_time(at, zone, words)
    )


def near_moment(at: datetime, now: datetime, words: Catalog | None = None) -> str:
    """A day and its time whose year goes without saying in this one: "Sep 8, 9:41 AM"."""
    _ = (words or spoken()).gettext
    here = _local(at, now.tzinfo)
    return _("{day}, {time}").format(
        day=near_day(here.date(), now.date(), words), time=clock_time(at, now.tzinfo, words)
    )


def _local(at: datetime, zone: tzinfo | None) -> datetime:
    """Return a moment by the clock of this computer, as it was given where that has no such day."""
    try:
        return at.astimezone(zone)
    except (OverflowError, ValueError, OSError):  # what each system says of the calendar's ends
        return at


# Days typed by the user -------------------------------------------------------------------------

_NUMBER, _YEAR = r"(\d{1,2})", r"(\d{4}|\d{2})"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-./]){_NUMBER}\2{_NUMBER}", re.ASCII)
_YEAR_LAST = re.compile(rf"{_NUMBER}([-./ ]){_NUMBER}\2{_YEAR}", re.ASCII)
_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\s,./°\w-]|_")
_MONTH_DAY = re.compile(rf"M {_NUMBER}(?: {_YEAR})?", re.ASCII)
_DAY_MONTH = re.compile(rf"{_NUMBER} M(?: {_YEAR})?", re.ASCII)
_FILLERS = {"st", "nd", "rd", "th", "of", "the", "de", "del", "el", "ro", "º"}
"""Words that may stand in a day without saying anything, as the days of the week may."""

_FIRST = {"primero": "1"}
_OTHER_NAMES = {"setiembre": 9, "set": 9}
"""Months as some write them who speak one of our languages."""

_SHORTEST_MONTH, _SHORTEST_WEEKDAY = 3, 2  # letters
_NEAR_YEARS = (0, -1, 1, -2, 2)
"""Years in which a date falls on different days of the week."""


def read_day(
    text: str, *, month_first: bool = True, near: date | None = None, words: Catalog | None = None
) -> date | None:
    """Read a day as people write it: "March 15, 2021", "15 de marzo de 2021", "3/15/21".

    Names are read in every language that we ship, first in that of `words`, with or without
    accents. `month_first` says what 3/4/2021 is; where only the other order is a day, it is that.
    A day without a year is read only with its day of the week, which says the year around `near`.
    None where the text is no day, or one of a year that nobody means.
    """
    plain = _plain(text.strip())
    if found := _YEAR_FIRST.fullmatch(plain):
        return _date_of(found[1], int(found[3]), int(found[4]))
    if found := _YEAR_LAST.fullmatch(plain):
        one, other = int(found[1]), int(found[3])
        usual = _date_of(found[4], *((one, other) if month_first else (other, one)))
        return usual or _date_of(found[4], *((other, one) if month_first else (one, other)))
    return _named_day(plain, near, (words or spoken()).language)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a language as they are compared."""

    months: tuple[tuple[str, int], ...]
    weekdays: tuple[str, ...]


@cache
def _names_of(language: str) -> _Names:
    words = catalog(language)
    write = (month_name, _short_month_name)
    months = ((_plain(name(number, words)), number) for name in write for number in _MONTHS)
    return _Names(tuple(months), tuple(map(_plain, weekday_names(words))))


def _languages_from(language: str) -> Iterator[str]:
    """Yield the languages in which a name is sought, that of the window first."""
    yield from dict.fromkeys((language, ENGLISH, *LANGUAGES))


def _named_day(plain: str, near: date | None, language: str) -> date | None:
    """Read a day whose month is a word, with a weekday or without."""
    pieces = [_FIRST.get(each, each) for each in _PIECE.findall(plain) if each not in _FILLERS]
    months = [at for at, piece in enumerate(pieces) if _month_of(piece, language)]
    if len(months) > 1 and _weekday_of(pieces[months[0]], language) is not None:
        del months[0]  # "mar 3 mar 2026" is a "martes"
    if len(months) != 1:
        return None
    weekdays: list[int] = []
    rest: list[str] = []
    for at, piece in enumerate(pieces):
        weekday = None if at in months else _weekday_of(piece, language)
        if weekday is None:
            rest.append("M" if at in months else piece)
        else:
            weekdays.append(weekday)
    line = " ".join(rest)
    found = _MONTH_DAY.fullmatch(line) or _DAY_MONTH.fullmatch(line)
    if found is None:
        return None
    day, year, number = int(found[1]), found[2], _month_of(pieces[months[0]], language)
    if year is not None:
        return _date_of(year, number, day)
    if near is None or len(weekdays) != 1:
        return None
    years = (f"{near.year + step:04}" for step in _NEAR_YEARS)
    days = (_date_of(year, number, day) for year in years)
    return next((each for each in days if each and each.weekday() == weekdays[0]), None)


def _plain(text: str) -> str:
    """Return a text without accents and capitals."""
    return "".join(char for char in normalize("NFD", text.casefold()) if not combining(char))


def _month_of(word: str, language: str) -> int:
    """Return the month whose name a word begins, 0 where it begins none."""
    if word in _OTHER_NAMES:
        return _OTHER_NAMES[word]
    if len(word) < _SHORTEST_MONTH:
        return 0
    return next(
        (
            number
            for each in _languages_from(language)
            for name, number in _names_of(each).months
            if name.startswith(word)
        ),
        0,
    )


def _weekday_of(word: str, language: str) -> int | None:
    """Return the day of the week, from Monday as 0, whose name a word begins; None for none."""
    if len(word) < _SHORTEST_WEEKDAY:
        return None
    return next(
        (
            weekday
            for each in _languages_from(language)
            for weekday, name in enumerate(_names_of(each).weekdays)
            if name.startswith(word)
        ),
        None,
    )


def _date_of(year: str, month_: int, number: int) -> date | None:
    whole = int(year) if len(year) == len("2021") else _CENTURY + int(year)
    try:
        return date(whole, month_, number) if whole in _YEARS else None
    except ValueError:
        return None
