"""Finding a set and a competency by what a person called it."""

from dataclasses import dataclass

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.program import Competency, CompetencySet, Program


@dataclass(eq=False)
class SetUnknown(LsscError):
    """There is no set of that id; `known` are the ids there are."""

    set_id: str
    known: tuple[str, ...]


@dataclass(eq=False)
class CompetencyUnknown(LsscError):
    """The set has no competency of that number; `known` are the numbers there are."""

    set_title: str
    number: int
    known: tuple[int, ...]


def find_set(program: Program, set_id: str) -> CompetencySet:
    """Return a set of the program. Raises `SetUnknown`."""
    found = program.competency_set(set_id)
    if found is None:
        raise SetUnknown(set_id, tuple(item.id for item in program.sets))
    return found


def find_competency(competency_set: CompetencySet, number: int) -> Competency:
    """Return a competency of the set. Raises `CompetencyUnknown`."""
    found = competency_set.competency(number)
    if found is None:
        known = tuple(item.number for item in competency_set.competencies)
        raise CompetencyUnknown(competency_set.title, number, known)
    return found
