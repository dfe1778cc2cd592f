"""What became of the portfolios on a shelf, by set, and how far their evaluators agreed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.review.agreement import (
    ASCENDING,
    PairAgreement,
    RatingAgreement,
    RatingPair,
    agreement,
    rating_pairs,
)
from lssc_desktop.core.submission.assignments import person_key
from lssc_desktop.core.submission.shelf import Evaluated, ShelfEntry, Soundness
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class SetStatistics:
    """What became of the portfolios of one set: how many, and in how many days.

    `days` are those from the day a portfolio was received to its decision, of each decided one
    of which both days are known, the shortest first.
    """

    set_title: str
    handed_in: int
    outcomes: Mapping[Outcome, int]
    days: tuple[int, ...]
    overdue: int

    @property
    def decided(self) -> int:
        """How many were decided."""
        return sum(self.outcomes.values())

    @property
    def waiting(self) -> int:
        """How many still wait for a decision."""
        return self.handed_in - self.decided

    @property
    def median_days(self) -> float | None:
        """The days that half of them took at most; None where nothing was decided."""
        if not self.days:
            return None
        middle, is_even = len(self.days) // 2, len(self.days) % 2 == 0
        return (self.days[middle - is_even] + self.days[middle]) / 2


def shelf_statistics(entries: Iterable[ShelfEntry], today: date) -> tuple[SetStatistics, ...]:
    """Count the portfolios by set, in the order of the titles; each package counts once.

    Those whose rules are not known here are in no number, nor are damaged copies of a whole one.
    """
    sets: dict[str, dict[str, ShelfEntry]] = {}
    for entry in sorted(entries, key=lambda each: each.package.soundness is not Soundness.DAMAGED):
        if entry.copy_of:
            continue
        if entry.package.kind is PackageKind.PORTFOLIO and entry.package.has_known_rules:
            sets.setdefault(entry.package.set_title, {})[entry.package.package_id] = entry
    return tuple(
        _statistics(title, tuple(found.values()), today) for title, found in sorted(sets.items())
    )


def _statistics(title: str, entries: Sequence[ShelfEntry], today: date) -> SetStatistics:
    outcomes = [each.outcome for each in entries if each.outcome is not None]
    days = sorted(
        max((each.decided - each.received).days, 0)
        for each in entries
        if each.decided is not None and each.received is not None
    )
    return SetStatistics(
        title,
        len(entries),
        {outcome: outcomes.count(outcome) for outcome in Outcome},
        tuple(days),
        sum(each.is_overdue(today) for each in entries),
    )


# How far evaluators agreed ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CompetencyAgreement:
    """How far evaluators agreed on one competency of a set; on the whole set with no number."""

    set_title: str
    number: int | None
    agreement: RatingAgreement


@dataclass(frozen=True, slots=True)
class EvaluatorAgreement:
    """How far one evaluator agreed with all others, and how often their ratings were above those.

    `packages` are those that others evaluated too.
    """

    person: str
    packages: int
    agreement: RatingAgreement
    higher: int
    lower: int


@dataclass(frozen=True, slots=True)
class ShelfAgreement:
    """How far the evaluators of a shelf agreed. No name of a candidate is in it.

    `sets` begins each set with its whole, then has its competencies. Two who evaluated a package
    together are one of the `pairs`.
    """

    sets: tuple[CompetencyAgreement, ...] = ()
    people: tuple[EvaluatorAgreement, ...] = ()
    pairs: tuple[PairAgreement, ...] = ()


@dataclass(frozen=True, slots=True)
class _Both:
    """How two evaluators rated one competency of a package."""

    set_title: str
    package_id: str
    number: int
    people: tuple[str, str]
    ratings: RatingPair


def evaluated_years(entries: Iterable[ShelfEntry]) -> tuple[int, ...]:
    """Return the years in which something was evaluated, the newest first."""
    found = {one.written.year for each in entries for one in each.evaluations if one.written}
    return tuple(sorted(found, reverse=True))


def shelf_agreement(entries: Iterable[ShelfEntry], year: int | None = None) -> ShelfAgreement:
    """Return how far evaluators agreed in what they evaluated in a year, or in all.

    Only whole evaluations count, and not the panel's nor a third one, who know that others differ.
    """
    packages = {each.package.package_id: each for each in entries if each.evaluations}
    names: dict[str, str] = {}
    found: list[_Both] = []
    for entry in packages.values():
        counted = [each for each in entry.evaluations if _counts(each, year)]
        names |= {person_key(each.person): each.person for each in counted}
        found += _both(entry, counted)
    return ShelfAgreement(
        tuple(_by_competency(found)), tuple(_by_person(found, names)), tuple(_by_pair(found, names))
    )


def _counts(each: Evaluated, year: int | None) -> bool:
    in_year = year is None or (each.written is not None and each.written.year == year)
    return each.is_complete and not each.decides and in_year


def _both(entry: ShelfEntry, counted: Sequence[Evaluated]) -> Iterator[_Both]:
    given = {
        person_key(each.person): {one.competency: one.rating for one in each.ratings}
        for each in counted
    }
    for one, other in combinations(sorted(given), 2):
        for number, ratings in rating_pairs(given[one], given[other]):
            package = entry.package
            yield _Both(package.set_title, package.package_id, number, (one, other), ratings)


def _by_competency(found: Sequence[_Both]) -> Iterator[CompetencyAgreement]:
    rated: dict[tuple[str, int | None], list[RatingPair]] = {}
    for each in found:
        for number in (None, each.number):
            rated.setdefault((each.set_title, number), []).append(each.ratings)
    for title, number in sorted(rated, key=lambda key: (key[0], key[1] or 0)):
        yield CompetencyAgreement(title, number, agreement(rated[title, number]))


def _by_person(found: Sequence[_Both], names: Mapping[str, str]) -> Iterator[EvaluatorAgreement]:
    for person in sorted({key for each in found for key in each.people}):
        own = [each for each in found if person in each.people]
        steps = Counter(_above(each, person) for each in own)
        yield EvaluatorAgreement(
            names[person],
            len({each.package_id for each in own}),
            agreement([each.ratings for each in own]),
            steps[1],
            steps[-1],
        )


def _above(each: _Both, person: str) -> int:
    """Return 1 where somebody rated higher than the other, -1 where lower, 0 for the same."""
    one, other = map(ASCENDING.index, each.ratings)
    above = (one > other) - (one < other)
    return above if each.people[0] == person else -above


def _by_pair(found: Sequence[_Both], names: Mapping[str, str]) -> Iterator[PairAgreement]:
    rated: dict[tuple[str, str], list[RatingPair]] = {}
    for each in found:
        rated.setdefault(each.people, []).append(each.ratings)
    for one, other in sorted(rated):
        together = agreement(rated[one, other], same_two=True)
        yield PairAgreement(names[one], names[other], together)
