"""Activities for a renewal, and the experience that a candidate brings to an application."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# Renewal ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RenewalActivity:
    """One activity: `amount` units of a conversion of the program, such as 2 quarter credits.

    `kind` is the conversion's id. `technology` are the contact hours on technology within it.
    `set_id` is the competency set that it is about, "" for none; `evidence` names evidence
    files. `id` distinguishes two alike ones and never changes.
    """

    id: str
    day: date
    title: str
    kind: str
    amount: Decimal
    technology: Decimal = Decimal(0)
    set_id: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Granted:
    """A renewal that the program granted on a day, and until when the certification then runs."""

    on: date
    until: date


@dataclass(frozen=True, slots=True)
class RenewalWork:
    """Everything about keeping a certification.

    `certified` is the day on the certificate, where the candidate entered it: it goes before the
    day that the decisions on the sets give. `changed` is the day of the last change to anything
    that a renewal package would show.
    """

    certified: date | None = None
    granted: tuple[Granted, ...] = ()
    activities: tuple[RenewalActivity, ...] = ()
    changed: date | None = None

    def activity(self, activity_id: str) -> RenewalActivity | None:
        """Return the activity of that id, or None."""
        return next((item for item in self.activities if item.id == activity_id), None)


# Experience -------------------------------------------------------------------------------------


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
    """Education and the time worked in libraries.

    `education` says whether the candidate has what the program asks for; None: not answered.
    """

    education: bool | None = None
    periods: tuple[WorkPeriod, ...] = ()
