"""What a person brings to an application: education and the time worked in libraries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class WorkPeriod:
    """Paid or volunteer work in one library: so many hours a week, from one day to another.

    Both days are worked. `ended` is None while the work goes on.
    """

    employer: str
    begun: date
    ended: date | None
    hours_a_week: Decimal


@dataclass(frozen=True, slots=True)
class Experience:
    """`education` says whether the person has what the program asks for; None: not answered."""

    education: bool | None = None
    periods: tuple[WorkPeriod, ...] = ()
