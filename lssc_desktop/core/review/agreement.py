"""How far evaluators agree: the percentage, weighted kappa of two, and where they differ.

Kappa is computed here: the kept libraries that have it bring numpy, scipy, or pandas with them,
for one formula. Tests hold it against what two of them compute.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import Comment, Review
from lssc_desktop.values import dataclass

LEAST_FOR_KAPPA = 30
"""Ratings that two must have given both before kappa says anything; below, the percentage does."""

ASCENDING = (Rating.NOT_MET, Rating.PARTIAL, Rating.MET)
"""Ratings, the lowest first."""

type RatingPair = tuple[Rating, Rating]
"""How two rated the same competency."""


@dataclass(frozen=True, slots=True)
class RatingAgreement:
    """How often two ratings of one competency were the same, of how many.

    `kappa` is there where the ratings are always those of the same two, who rated enough, and
    differ enough among themselves for it to say something.
    """

    count: int
    same: int
    kappa: float | None = None

    @property
    def percent(self) -> float | None:
        """The percentage, None where nothing was rated twice."""
        return 100 * self.same / self.count if self.count else None


def weighted_kappa(pairs: Iterable[tuple[int, int]], levels: int) -> float | None:
    """Return Cohen's kappa with linear weights, of ordered ratings from 0 to `levels` - 1.

    With linear weights a difference of two steps counts twice that of one; with two levels it's
    the kappa without weights. None where chance alone would leave no difference: then it says
    nothing.
    """
    table = Counter(pairs)
    total = sum(table.values())
    first, second = Counter[int](), Counter[int]()
    for (one, other), count in table.items():
        first[one] += count
        second[other] += count
    steps = [(one, other) for one in range(levels) for other in range(levels)]
    by_chance = sum(abs(one - other) * first[one] * second[other] for one, other in steps)
    if not by_chance:
        return None
    seen = sum(abs(one - other) * count for (one, other), count in table.items())
    return 1 - seen * total / by_chance


def agreement(pairs: Sequence[RatingPair], *, same_two: bool = False) -> RatingAgreement:
    """Return how far ratings agree; with kappa where all pairs are by the `same_two`, in order."""
    kappa = None
    if same_two and len(pairs) >= LEAST_FOR_KAPPA:
        places = ((ASCENDING.index(one), ASCENDING.index(other)) for one, other in pairs)
        kappa = weighted_kappa(places, len(ASCENDING))
    return RatingAgreement(len(pairs), sum(one is other for one, other in pairs), kappa)


def rating_pairs(
    one: Mapping[int, Rating], other: Mapping[int, Rating]
) -> tuple[tuple[int, RatingPair], ...]:
    """Return by number how two rated what both rated."""
    return tuple((number, (one[number], other[number])) for number in one if number in other)


# One package, rated by several ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How far two evaluators agree."""

    one: str
    other: str
    agreement: RatingAgreement


@dataclass(frozen=True, slots=True)
class RatedBy:
    """How one evaluator rated a competency, None for not at all, and what they said about it."""

    person: str
    rating: Rating | None
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedCompetency:
    """How all evaluators rated one competency, in their order."""

    number: int
    given: tuple[RatedBy, ...]

    @property
    def differs(self) -> bool:
        """Whether two of them rated it differently."""
        return len({each.rating for each in self.given if each.rating is not None}) > 1


@dataclass(frozen=True, slots=True)
class ComparedEvaluations:
    """Evaluations of one package beside each other: by competency, and by pairs of evaluators."""

    competencies: tuple[ComparedCompetency, ...]
    pairs: tuple[PairAgreement, ...]

    @property
    def differing(self) -> tuple[ComparedCompetency, ...]:
        """Where they differ."""
        return tuple(each for each in self.competencies if each.differs)

    @property
    def overall(self) -> RatingAgreement:
        """All pairs together."""
        return RatingAgreement(
            sum(each.agreement.count for each in self.pairs),
            sum(each.agreement.same for each in self.pairs),
        )


def compare_evaluations(
    evaluations: Sequence[Review], numbers: Iterable[int]
) -> ComparedEvaluations:
    """Put evaluations of one package beside each other; `numbers` are the set's, in order."""
    given = [{each.competency: each.rating for each in one.ratings} for one in evaluations]
    pairs = tuple(
        PairAgreement(
            evaluations[one].reviewer,
            evaluations[other].reviewer,
            agreement([pair for _, pair in rating_pairs(given[one], given[other])], same_two=True),
        )
        for one, other in combinations(range(len(evaluations)), 2)
    )
    compared = tuple(
        ComparedCompetency(
            number,
            tuple(
                RatedBy(
                    each.reviewer,
                    each.rating(number),
                    tuple(one for one in each.comments if one.about.competency == number),
                )
                for each in evaluations
            ),
        )
        for number in numbers
    )
    return ComparedEvaluations(compared, pairs)
