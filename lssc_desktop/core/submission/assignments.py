"""Who an office assigns to a package, by when, and who noted that."""

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from lssc_desktop.core.files.names import folded, one_line
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class Assignment:
    """Somebody who has to look at a package, and by when, if that was said."""

    person: str
    due: date | None = None

    def is_due_by(self, day: date) -> bool:
        """Whether it is due by that day, or was before."""
        return self.due is not None and self.due <= day


class AssignmentStep(StrEnum):
    """What the office notes of a package."""

    ASSIGN = "assign"
    UNASSIGN = "unassign"
    HANDED_IN = "handed-in"


@dataclass(frozen=True, slots=True)
class AssignmentChange:
    """One thing that somebody noted of a package, and when.

    `day` is the due day of an assignment, or the day of the hand-in.
    """

    at: datetime
    by: str
    step: AssignmentStep
    person: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Assignments:
    """All that the office noted of a package: it follows from the changes, the newest last.

    `program` is the text of the program file by which it's judged, for whom it's assigned to; ""
    where everybody has that.
    """

    package_id: str = ""
    assigned: tuple[Assignment, ...] = ()
    handed_in: date | None = None
    history: tuple[AssignmentChange, ...] = ()
    program: str = ""


def person_key(name: str) -> str:
    """Return a name as it is compared: capitals and spaces make no difference."""
    return name.casefold() if name.isascii() and "  " not in name else folded(one_line(name))


_MOST_CHANGES = 500
"""Changes of a package that are kept; who is assigned does not rest on the older ones."""


def change_assignments(noted: Assignments, change: AssignmentChange) -> Assignments:
    """Return what is noted after a change; who is assigned already gets the other due day."""
    assigned, handed_in = noted.assigned, noted.handed_in
    person = one_line(change.person)
    if change.step is AssignmentStep.HANDED_IN:
        handed_in = change.day
    else:
        assigned = tuple(each for each in assigned if person_key(each.person) != person_key(person))
    if change.step is AssignmentStep.ASSIGN:
        assigned = (*assigned, Assignment(person, change.day))
    history = (*noted.history, replace(change, person=person))[-_MOST_CHANGES:]
    return replace(noted, assigned=assigned, handed_in=handed_in, history=history)


def is_for(assignment: Assignment, person: str) -> bool:
    """Whether somebody is the one who is assigned."""
    return person_key(assignment.person) == person_key(person)
