"""Days as people in the program's country write them."""

from datetime import date
from gettext import gettext as _


def day(value: date) -> str:
    """A whole date: "November 24, 2026"."""
    return _("{month} {day}, {year}").format(
        month=month_name(value.month), day=value.day, year=value.year
    )


def month(value: date) -> str:
    """A month, for what is only roughly known: "November 2026"."""
    return _("{month} {year}").format(month=month_name(value.month), year=value.year)


def weekday_day(value: date) -> str:
    """A whole date with its day of the week: "Tuesday, November 24, 2026"."""
    return _("{weekday}, {day}").format(weekday=weekday_names()[value.weekday()], day=day(value))


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
