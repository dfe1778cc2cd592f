"""Days as people type them, and what to say where nothing can be read."""

import re
from datetime import date
from gettext import gettext as _

from lssc_desktop.messages.days import day, month_name, weekday_names
from lssc_desktop.messages.message import Message

EXAMPLE = date(2026, 3, 15)
"""Shows how a day is typed."""

_YEARS = range(1900, 2200)
_CENTURY = 2000
_WORD, _NUMBER, _YEAR = r"([^\W\d_]{3,})", r"(\d{1,2})", r"(\d{4}|\d{2})"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-./]){_NUMBER}\2{_NUMBER}", re.ASCII)
_YEAR_LAST = re.compile(rf"{_NUMBER}([-./ ]){_NUMBER}\2{_YEAR}", re.ASCII)
_MONTH_DAY = re.compile(rf"{_WORD} (?a:{_NUMBER} {_YEAR})")
_DAY_MONTH = re.compile(rf"(?a:{_NUMBER}) {_WORD} (?a:{_YEAR})")
_BESIDE = {"st", "nd", "rd", "th", "of"}
"""Words that may stand in a day without saying anything, as the days of the week may."""


def read_day(text: str, *, month_first: bool = True) -> date | None:
    """Read a day as people write it: "March 15, 2021", "15 Mar 2021", "3/15/21", "2021-03-15".

    `month_first` says what 3/4/2021 is; where only the other order is a day, it is that. None
    where the text is no day, or one of a year that nobody means.
    """
    text = text.strip().casefold()
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], int(found[3]), int(found[4]))
    if found := _YEAR_LAST.fullmatch(text):
        one, other = int(found[1]), int(found[3])
        usual = _day(found[4], *((one, other) if month_first else (other, one)))
        return usual or _day(found[4], *((other, one) if month_first else (one, other)))
    plain = _without_beside(text)
    if found := _MONTH_DAY.fullmatch(plain):
        return _day(found[3], _month_of(found[1]), int(found[2]))
    if found := _DAY_MONTH.fullmatch(plain):
        return _day(found[3], _month_of(found[2]), int(found[1]))
    return None


def day_unclear(text: str) -> Message:
    """Say that a day was not understood, and how to type one."""
    return Message(
        _("“{text}” is not a day.").format(text=text)
        if text.strip()
        else _("There is no day where one is needed."),
        advice=_("Type it like {example}, or press Alt+Down for a calendar.").format(
            example=day(EXAMPLE)
        ),
    )


def day_to_come(value: date) -> Message:
    """Say that something told as done would be done on a day that is not here yet."""
    return Message(
        _("{day} is still to come.").format(day=day(value)),
        advice=_("Look at the day once more."),
    )


def _day(year: str, month: int, number: int) -> date | None:
    whole = int(year) if len(year) == len("2021") else _CENTURY + int(year)
    try:
        return date(whole, month, number) if whole in _YEARS else None
    except ValueError:
        return None


def _without_beside(text: str) -> str:
    """Return the words and numbers of a text that say something, with a space between."""
    weekdays = tuple(name.casefold() for name in weekday_names())
    words = re.findall(r"[^\W\d_]+|\d+|[^\s,.\w]+", text)
    return " ".join(
        word
        for word in words
        if word not in _BESIDE and not (word.isalpha() and _begins_one(word, weekdays))
    )


def _begins_one(word: str, names: tuple[str, ...]) -> bool:
    return len(word) > 1 and any(name.startswith(word) for name in names)


def _month_of(word: str) -> int:
    """Return the month whose name a word begins, 0 where it begins none."""
    found = (number for number in range(1, 13) if month_name(number).casefold().startswith(word))
    return next(found, 0)
