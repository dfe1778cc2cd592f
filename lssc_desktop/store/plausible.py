"""Numbers, dates and texts of a stranger's file that no honest file has: they break what counts.

A number of four thousand digits cannot be printed, and the clock of this computer cannot show
the first or the last day of the calendar.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from math import isfinite

LARGEST_NUMBER = 2**53
"""What any program that reads JSON can count."""

FIRST_YEAR = 1900
LAST_YEAR = 2999
LONGEST_TEXT = 200_000


def implausible(value: object) -> str | None:
    """Return the place of the first number, date or text that cannot be meant, None for none."""
    return next(_places(value, ""), None)


def _places(value: object, place: str) -> Iterator[str]:
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            inside = f"{place}.{field.name}" if place else field.name
            yield from _places(getattr(value, field.name), inside)
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _places(one, f"{place}[{number}]")
    elif not _can_be_meant(value):
        yield place


def _can_be_meant(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT
    if isinstance(value, int):
        return abs(value) <= LARGEST_NUMBER
    if isinstance(value, float | Decimal):
        return isfinite(value) and -LARGEST_NUMBER <= value <= LARGEST_NUMBER
    return not isinstance(value, date) or FIRST_YEAR <= value.year <= LAST_YEAR
