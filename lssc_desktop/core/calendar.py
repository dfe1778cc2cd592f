"""Calendar arithmetic: days so many days, months or years from another."""

from datetime import MAXYEAR, MINYEAR, date

_MONTHS_OF_A_YEAR = 12


def months_on(day: date, months: int) -> date:
    """Return the same day of the month so many months on, or back where `months` is negative.

    A day that the month does not have becomes its last one: February 29 becomes 28 in a year
    without one (docs/architecture.md 7). The calendar ends with its last and first year.
    """
    year, month = divmod(day.year * _MONTHS_OF_A_YEAR + day.month - 1 + months, _MONTHS_OF_A_YEAR)
    if not MINYEAR <= year <= MAXYEAR:
        return _in_month(MAXYEAR if months > 0 else MINYEAR, day.month, day.day)
    return _in_month(year, month + 1, day.day)


def years_on(day: date, years: int) -> date:
    """Return the same day so many years on, or back; February 29 may become 28."""
    return months_on(day, years * _MONTHS_OF_A_YEAR)


def days_on(day: date, days: int) -> date:
    """Return the day so many days on, or back; the calendar ends with its last and first day."""
    number = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(number)


def _in_month(year: int, month: int, day: int) -> date:
    """Return a day of a month, or the last one that it has.

    The standard `calendar` knows it too, and takes longer to load than all that we know of dates.
    """
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
