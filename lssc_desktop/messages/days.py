"""Days as people in the program's country write them."""

from datetime import date
from gettext import gettext as _


def day(value: date) -> str:
    """A whole date: "November 24, 2026"."""
    return _("{month} {day}, {year}").format(
        month=_month_name(value.month), day=value.day, year=value.year
    )


def month(value: date) -> str:
    """A month, for what is only roughly known: "November 2026"."""
    return _("{month} {year}").format(month=_month_name(value.month), year=value.year)


def _month_name(number: int) -> str:
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
