"""How evaluators rate a set and when it passes (program-facts.md 2.3, step 4)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from lssc_desktop.core.options import BothPartial, EvaluatorDisagreement, PassRounding
from lssc_desktop.core.portfolio import Rating
from lssc_desktop.core.program import PassRule


@dataclass(frozen=True, slots=True)
class Forecast:
    """What ratings come to under the pass rule.

    `met`, `partial` and `not_met` add up to all competencies: a competency without a rating
    counts as not met, and `unrated` says how many of the `not_met` are such.
    """

    met: int
    partial: int
    not_met: int
    unrated: int
    needed: int
    partial_allowed: int
    not_met_allowed: int
    passes: bool

    @property
    def total(self) -> int:
        """How many competencies there are."""
        return self.met + self.partial + self.not_met


@dataclass(frozen=True, slots=True)
class Move:
    """One competency to be raised, and to which rating."""

    number: int
    to: Rating


class Combined(StrEnum):
    """What two evaluators' ratings of one competency come to."""

    MET = "met"
    PARTIAL = "partial"
    ASKS_FOR_MORE = "asks-for-more"
    THIRD_EVALUATOR = "third-evaluator"


def forecast(rule: PassRule, rounding: str, ratings: Iterable[Rating | None]) -> Forecast:
    """Count the ratings of a set against the pass rule (program-facts.md 2.3, step 4).

    `rounding` is a choice of `PassRounding`; None is a competency without a rating.
    """
    given = tuple(ratings)
    met = given.count(Rating.MET)
    partial = given.count(Rating.PARTIAL)
    not_met = len(given) - met - partial
    needed, partial_allowed = _thresholds(rule, rounding, len(given))
    return Forecast(
        met=met,
        partial=partial,
        not_met=not_met,
        unrated=given.count(None),
        needed=needed,
        partial_allowed=partial_allowed,
        not_met_allowed=rule.not_met_allowed,
        passes=met >= needed and partial <= partial_allowed and not_met <= rule.not_met_allowed,
    )


def is_rounded(rule: PassRule, total: int) -> bool:
    """Whether the percentage of so many competencies is no whole number, so rounding matters."""
    return (Fraction(rule.met_percent) * total / 100).denominator != 1


def shortest_way(
    rule: PassRule,
    rounding: str,
    ratings: Mapping[int, Rating | None],
    harder: Collection[int] = (),
) -> tuple[Move, ...]:
    """Return the fewest steps that make a set pass, by number; none when it passes already.

    A step raises a competency from not met to partially met or from there to met; a move of
    two steps is told as one. Ratings are never lowered. Among equally short ways the one that
    needs no move of two steps is taken, then the one that leaves the competencies `harder`
    (those with open findings) alone, then the lowest numbers.
    """
    needed, partial_allowed = _thresholds(rule, rounding, len(ratings))

    def by_ease(numbers: Iterable[int]) -> list[int]:
        return sorted(numbers, key=lambda number: (number in harder, number))

    met = sum(1 for rating in ratings.values() if rating is Rating.MET)
    partial = by_ease(n for n, rating in ratings.items() if rating is Rating.PARTIAL)
    below = by_ease(n for n, rating in ratings.items() if rating in (None, Rating.NOT_MET))

    lifted = below[: max(0, len(below) - rule.not_met_allowed)]
    to_met = max(0, needed - met, len(partial) + len(lifted) - partial_allowed)
    raised = (partial + lifted + below[len(lifted) :])[:to_met]

    moves = dict.fromkeys(lifted, Rating.PARTIAL) | dict.fromkeys(raised, Rating.MET)
    return tuple(Move(number, moves[number]) for number in sorted(moves))


def combine(first: Rating, second: Rating, disagreement: str, both_partial: str) -> Combined:
    """Return what two evaluators' ratings of one competency come to.

    Combine rule (program-facts.md 2.3, step 4): one met and one partially met count as met;
    both partially met, or any not met, ask for more. `disagreement` is a choice of
    `EvaluatorDisagreement`: under the other reading every difference goes to a third evaluator.
    `both_partial` is a choice of `BothPartial`: under the other reading two partially met stay
    so, and the set's pass rule decides.
    """
    if first is not second and (
        EvaluatorDisagreement(disagreement) is EvaluatorDisagreement.THIRD_EVALUATOR
    ):
        return Combined.THIRD_EVALUATOR
    if Rating.NOT_MET in (first, second):
        return Combined.ASKS_FOR_MORE
    if Rating.MET in (first, second):
        return Combined.MET
    if BothPartial(both_partial) is BothPartial.ONLY_IF_SHORT:
        return Combined.PARTIAL
    return Combined.ASKS_FOR_MORE


def _thresholds(rule: PassRule, rounding: str, total: int) -> tuple[int, int]:
    """Return how many have to be met and how many may be partially met.

    Up is strict for both, down lenient for both: so 70 and 30 percent always leave room for
    each other.
    """
    met = Fraction(rule.met_percent) * total / 100
    partial = Fraction(rule.partial_percent) * total / 100
    if PassRounding(rounding) is PassRounding.UP:
        return ceil(met), floor(partial)
    return floor(met), ceil(partial)
