"""Evaluators of an office: what each of them takes, and who has a conflict of interest."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.review.review import Review
from lssc_desktop.core.submission.assignments import person_key
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Somebody who evaluates for an office.

    `sets` are the ids of those that they take, `languages` the codes of those that they read;
    none means all. `most` is how many packages they have at once, None: as many as there are. Who
    is `away` gets nothing new.
    """

    name: str
    email: str = ""
    sets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    most: int | None = None
    away: bool = False


class ConflictUndecided(LsscError):
    """Somebody who was to be assigned, and has a conflict that the office didn't allow."""

    name: str
    path: str

    says = Says(
        "{name:line} has a conflict of interest with the candidate of {path:file}.",
        "Nobody was assigned.",
        "Assign someone else, or decide about the conflict first.",
    )


class Ruling(StrEnum):
    """What an office decided about a conflict of interest. Until it did, it keeps them apart."""

    OPEN = "open"
    APART = "apart"
    ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class KnownConflict:
    """A conflict of interest as a shelf knows it: from the list, or from an evaluation alone.

    `is_at_work` says that this person is assigned to the package, or evaluated it.
    """

    person: str
    ruling: Ruling
    words: str = ""
    reason: str = ""
    is_at_work: bool = False

    def bars(self, person: str) -> bool:
        """Whether this is somebody's conflict, and the office didn't allow the evaluation."""
        is_theirs = person_key(self.person) == person_key(person)
        return is_theirs and self.ruling is not Ruling.ALLOWED

    @property
    def without_words(self) -> "KnownConflict":
        """The same, without what may say who the candidate is."""
        return replace(self, words="", reason="")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict of interest that was declared: between somebody and a candidate.

    `portfolio` is the id of the candidate's portfolio, so that it holds for every set and round
    and nobody's name is in it. `words` say what it is; they are for the office alone. `by` is who
    entered it. What the office decided is the `ruling`, for this `reason`.
    """

    person: str
    portfolio: str
    words: str
    declared: date
    by: str
    ruling: Ruling = Ruling.OPEN
    reason: str = ""
    ruled: date | None = None
    ruled_by: str = ""

    @property
    def keeps_apart(self) -> bool:
        """Whether this evaluator must not get this candidate's work."""
        return self.ruling is not Ruling.ALLOWED

    def known(self, *, is_at_work: bool = False) -> KnownConflict:
        """Return it as a shelf knows it."""
        return KnownConflict(self.person, self.ruling, self.words, self.reason, is_at_work)

    def decided(self, ruling: Ruling, reason: str, day: date, by: str) -> "Conflict":
        """Return it with what somebody at the office decided that day, or with nothing decided."""
        is_open = ruling is Ruling.OPEN
        return replace(
            self,
            ruling=ruling,
            reason=reason,
            ruled=None if is_open else day,
            ruled_by="" if is_open else by,
        )

    def is_between(self, person: str, portfolio: str) -> bool:
        """Whether it is about these two."""
        return self.portfolio == portfolio and person_key(self.person) == person_key(person)


@dataclass(frozen=True, slots=True)
class Evaluators:
    """The list of an office: its evaluators by name, and the conflicts that were declared."""

    people: tuple[Evaluator, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def find(self, name: str) -> Evaluator | None:
        """Return an evaluator by name."""
        key = person_key(name)
        return next((each for each in self.people if person_key(each.name) == key), None)

    def conflicts_of(self, person: str) -> tuple[Conflict, ...]:
        """Return the conflicts of an evaluator that are known, with whichever candidate."""
        key = person_key(person)
        return tuple(each for each in self.conflicts if person_key(each.person) == key)

    def conflict(self, person: str, portfolio: str) -> Conflict | None:
        """Return the conflict between an evaluator and a candidate, None where none is known."""
        found = (each for each in self.conflicts if each.is_between(person, portfolio))
        return next(found, None) if portfolio else None


NO_EVALUATORS = Evaluators()
"""The list of an office that has none."""


def put_evaluator(found: Evaluators, new: Evaluator) -> Evaluators:
    """Return the list with an evaluator; one of the same name is replaced."""
    new = replace(new, name=one_line(new.name), email=one_line(new.email))
    others = remove_evaluator(found, new.name).people
    people = sorted((*others, new), key=lambda each: person_key(each.name))
    return replace(found, people=tuple(people))


def remove_evaluator(found: Evaluators, name: str) -> Evaluators:
    """Return the list without an evaluator; conflicts stay, they were declared all the same."""
    key = person_key(name)
    return replace(
        found, people=tuple(each for each in found.people if person_key(each.name) != key)
    )


def put_conflict(found: Evaluators, new: Conflict) -> Evaluators:
    """Return the list with a conflict in place of what was known between these two."""
    others = (each for each in found.conflicts if not each.is_between(new.person, new.portfolio))
    return replace(found, conflicts=(*others, replace(new, person=one_line(new.person))))


def declare_conflict(found: Evaluators, new: Conflict) -> Evaluators:
    """Return the list with a conflict that somebody declares.

    Of one that is known only the words become others, where there are any: what the office decided
    about it, and who declared it first, stays.
    """
    before = found.conflict(new.person, new.portfolio)
    if before is not None:
        new = replace(before, words=new.words or before.words)
    return put_conflict(found, new)


def decide_conflict(found: Evaluators, new: Conflict) -> Evaluators:
    """Return the list with what the office decides; who declared it first, and why, stays."""
    before = found.conflict(new.person, new.portfolio)
    if before is not None:
        new = replace(new, words=new.words or before.words, declared=before.declared, by=before.by)
    return put_conflict(found, new)


def in_conflict(
    evaluations: Iterable[Review], listed: Evaluators, portfolio: str
) -> tuple[str, ...]:
    """Return whose evaluations have a conflict of interest, declared in them or to the office."""
    return tuple(
        each.reviewer
        for each in evaluations
        if (each.conflict is not None and each.conflict.declared)
        or listed.conflict(each.reviewer, portfolio) is not None
    )
