"""Who gets which package: evaluators by rule, as many as each package needs, in one act.

Nobody with a conflict of interest, nobody beyond what they take; no two who were together before
where others are left; and of those the ones who have least to do.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import combinations

from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.submission.assignments import person_key
from lssc_desktop.core.submission.evaluators import Evaluator, Evaluators
from lssc_desktop.core.submission.shelf import ShelfEntry, Soundness
from lssc_desktop.values import dataclass

_MOST_COMPARED = 40  # evaluators of whom every pair is looked at, those with least to do first


class WhyNot(StrEnum):
    """Why an evaluator does not get a package."""

    HAS_IT = "has-it"
    CONFLICT = "conflict"
    AWAY = "away"
    SET = "set"
    LANGUAGE = "language"
    LOAD = "load"


@dataclass(frozen=True, slots=True)
class AssignmentProposal:
    """Who is to get a package: `missing` more are needed, and nobody is left for that.

    `together` is how often those who are at it then were at one before. `passed_over` are the
    evaluators who do not get it, with the reason; nobody who only has more to do.
    """

    entry: ShelfEntry
    people: tuple[str, ...]
    missing: int = 0
    together: int = 0
    passed_over: tuple[tuple[str, WhyNot], ...] = ()


def can_be_assigned(entry: ShelfEntry) -> bool:
    """Whether evaluators can be found for a package by rule: it waits for evaluators."""
    package = entry.package
    waits = entry.outcome is None and not entry.newest and not entry.copy_of
    whole = package.soundness not in {Soundness.DAMAGED, Soundness.FOREIGN}
    known = package.evaluators is not None and package.kind is PackageKind.PORTFOLIO
    return waits and whole and known


def loads(shelf: Iterable[ShelfEntry]) -> Counter[str]:
    """Return how many packages wait for each person, by `person_key`."""
    return Counter(person_key(each.person) for entry in shelf for each in entry.waiting)


def propose(
    wanted: Iterable[ShelfEntry], shelf: Sequence[ShelfEntry], found: Evaluators
) -> tuple[AssignmentProposal, ...]:
    """Propose evaluators for packages, as many as each still needs; what came first is first.

    `shelf` are all rows: they say who has how much to do, and who was together.
    """
    load = loads(shelf)
    together: Counter[frozenset[str]] = Counter()
    for entry in shelf:
        together.update(_pairs(_at_work(entry)))
    proposals = []
    for entry in sorted(filter(can_be_assigned, wanted), key=_turn):
        proposal = _propose(entry, found, load, together)
        proposals.append(proposal)
        keys = [person_key(each) for each in proposal.people]
        load.update(keys)
        at_work = _at_work(entry)
        before = set(_pairs(at_work))
        together.update(pair for pair in _pairs([*at_work, *keys]) if pair not in before)
    return tuple(proposals)


def _turn(entry: ShelfEntry) -> tuple[date, str]:
    return entry.received or date.max, entry.name


def _at_work(entry: ShelfEntry) -> list[str]:
    """Return who is assigned to a package or evaluated it; not the panel, nor a third one."""
    people = [each.person for each in entry.assigned]
    people += [each.person for each in entry.evaluations if not each.decides]
    return list(dict.fromkeys(map(person_key, people)))


def _pairs(keys: Iterable[str]) -> list[frozenset[str]]:
    return [frozenset(pair) for pair in combinations(sorted(keys), 2)]


def _propose(
    entry: ShelfEntry,
    found: Evaluators,
    load: Counter[str],
    together: Counter[frozenset[str]],
) -> AssignmentProposal:
    at_work = _at_work(entry)
    counted = [each for each in at_work if not _is_kept_apart(each, entry, found)]
    needed = max((entry.package.evaluators or 0) - len(counted), 0)
    why = {
        each.name: why_not(each, entry, found, load[person_key(each.name)]) for each in found.people
    }
    able = [each.name for each in found.people if why[each.name] is None]
    able.sort(key=lambda name: (load[person_key(name)], person_key(name)))
    able = able[:_MOST_COMPARED]

    def weight(chosen: tuple[str, ...]) -> tuple[object, ...]:
        keys = [person_key(each) for each in chosen]
        loads = sorted((load[each] for each in keys), reverse=True)
        return _times(at_work, keys, together), loads, sorted(keys)

    people = min(combinations(able, min(needed, len(able))), key=weight)
    return AssignmentProposal(
        entry,
        tuple(sorted(people, key=person_key)),
        needed - len(people),
        _times(at_work, [person_key(each) for each in people], together),
        tuple((name, reason) for name, reason in why.items() if reason is not None),
    )


def _is_kept_apart(person: str, entry: ShelfEntry, found: Evaluators) -> bool:
    """Whether a conflict of interest keeps somebody from a package, whoever knows of it."""
    conflict = found.conflict(person, entry.package.portfolio)
    if conflict is not None:
        return conflict.keeps_apart
    return any(each.bars(person) for each in entry.conflicts)


def _times(at_work: Sequence[str], keys: Sequence[str], together: Counter[frozenset[str]]) -> int:
    """Return how often the two of a pair were together that have been so most often."""
    before = set(_pairs(at_work))
    pairs = (pair for pair in _pairs([*at_work, *keys]) if pair not in before)
    return max((together[pair] for pair in pairs), default=0)


def why_not(each: Evaluator, entry: ShelfEntry, found: Evaluators, load: int) -> WhyNot | None:
    """Say why an evaluator does not get a package, None for one who can.

    `load` is how many they have to do now.
    """
    package = entry.package
    reasons = {
        WhyNot.HAS_IT: person_key(each.name) in _at_work(entry),
        WhyNot.CONFLICT: _is_kept_apart(each.name, entry, found),
        WhyNot.AWAY: each.away,
        WhyNot.SET: bool(each.sets) and package.set_id not in each.sets,
        WhyNot.LANGUAGE: bool(each.languages) and package.language not in each.languages,
        WhyNot.LOAD: each.most is not None and load >= each.most,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)
