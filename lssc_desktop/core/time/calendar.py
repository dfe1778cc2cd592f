"""Days so many days, months or years from another, as a calendar on the wall counts them."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

_MONTHS = 12


def months_on(day: date, months: int) -> date:
    """Return the same day of the month so many months on, or back where `months` is negative.

    A day that the month does not have becomes its last one: February 29 becomes 28 in a year
    without one (design.md 9). The calendar ends with its last and first year.
    """
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    if not MINYEAR <= year <= MAXYEAR:
        return day.replace(year=MAXYEAR if months > 0 else MINYEAR, day=_within(day, day.month))
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def years_on(day: date, years: int) -> date:
    """Return the same day so many years on, or back; February 29 may become 28."""
    return months_on(day, years * _MONTHS)


def days_on(day: date, days: int) -> date:
    """Return the day so many days on, or back; the calendar ends with its last and first day."""
    number = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(number)


def _within(day: date, month: int) -> int:
    """Return the day of the month in the first or last year of the calendar, which are common."""
    return min(day.day, monthrange(MAXYEAR, month)[1])
