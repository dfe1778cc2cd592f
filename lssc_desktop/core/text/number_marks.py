"""Marks within numbers: which stands before the decimals, which between thousands."""

import re
from decimal import Decimal

from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class NumberMarks:
    """The marks that people of a country write in their numbers."""

    point: str
    group: str


US_MARKS = NumberMarks(".", ",")
"""1,250.50"""


def written_number(value: Decimal | float, marks: NumberMarks, decimals: int = -1) -> str:
    """Return a number with these marks, rounded to so many decimals; -1: as many as it has."""
    written = f"{value:,}" if decimals < 0 else f"{value:,.{decimals}f}"
    if marks == US_MARKS:
        return written
    return written.translate({ord("."): marks.point, ord(","): marks.group})


def readings(text: str, marks: NumberMarks) -> tuple[Decimal, ...]:
    """Return what a number with at most two decimals can mean that a user with these marks typed.

    Thousands have their mark or none. The mark of the decimals before three digits may be meant
    to stand between thousands, as in other countries: those are two readings. None where it is
    no number.
    """
    group = "[ \u00a0\u202f]" if marks.group.isspace() else re.escape(marks.group)
    whole = rf"(?P<whole>[0-9]+|[0-9]{{1,3}}(?:{group}[0-9]{{3}})+)"
    point = re.escape(marks.point)
    if found := re.fullmatch(rf"{whole}(?:{point}(?P<rest>[0-9]{{1,2}}))?", text):
        digits = re.sub(r"[^0-9]", "", found["whole"])
        return (Decimal(f"{digits}.{found['rest']}" if found["rest"] else digits),)
    if found := re.fullmatch(rf"([1-9][0-9]{{0,2}}){point}([0-9]{{3}})", text):
        return Decimal(f"{found[1]}.{found[2]}"), Decimal(found[1] + found[2])
    return ()
