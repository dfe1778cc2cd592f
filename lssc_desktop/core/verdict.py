"""What evaluators' ratings of a whole set come to (program-facts.md 2.3, step 4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lssc_desktop.core.decision import Outcome
from lssc_desktop.core.evaluation import Combined, Forecast, combine, forecast
from lssc_desktop.core.options import ThreeRatings
from lssc_desktop.core.portfolio import Rating
from lssc_desktop.core.program import CompetencySet, Program
from lssc_desktop.core.review import Rated

_BY_HEIGHT = (Rating.NOT_MET, Rating.PARTIAL, Rating.MET)
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the ratings come to.

    `outcome` is None while a third evaluator has to look at the `disputed` competencies; these
    count as the lower of their ratings until then. `asked` need more before the set passes.
    """

    outcome: Outcome | None
    ratings: tuple[Rated, ...]
    asked: tuple[int, ...]
    disputed: tuple[int, ...]
    forecast: Forecast


def verdict(
    program: Program,
    competency_set: CompetencySet,
    evaluations: Sequence[Mapping[int, Rating]],
    revision: int,
) -> Verdict:
    """Combine the ratings of evaluators, each of every competency of the set.

    Whatever asks for more is asked for as long as a revision is left (`revision` counts those
    that were asked for before); after that the pass rule alone decides. A set in which nothing
    asks for more but that does not pass needs more in what is partially met.

    Of three evaluations the last is the third evaluator's. How their ratings are read is an
    option of the program file (`ThreeRatings`).
    """
    numbers = tuple(item.number for item in competency_set.competencies)
    combined = {
        number: _combined(program, [one[number] for one in evaluations]) for number in numbers
    }
    ratings = {
        number: _rating(program, combined[number], [one[number] for one in evaluations])
        for number in numbers
    }
    result = forecast(program.pass_rule, program.option("pass-rounding"), ratings.values())
    disputed = tuple(n for n in numbers if combined[n] is Combined.THIRD_EVALUATOR)
    asked = tuple(n for n in numbers if combined[n] is Combined.ASKS_FOR_MORE)
    if not asked and not result.passes:
        asked = tuple(n for n in numbers if combined[n] is Combined.PARTIAL)
    if disputed:
        outcome = None
    elif asked and revision < program.pass_rule.revisions:
        outcome = Outcome.REVISION_ASKED
    else:
        outcome = Outcome.ACHIEVED if result.passes else Outcome.NOT_ACHIEVED
    return Verdict(
        outcome,
        tuple(Rated(number, rating) for number, rating in ratings.items()),
        asked,
        disputed,
        result,
    )


def _combined(program: Program, ratings: Sequence[Rating]) -> Combined:
    """Combine the ratings of one competency; one alone, or what many come to, stands twice."""
    first, last = ratings[0], ratings[-1]
    if len(ratings) > _PAIR:
        first = last = _together(program, ratings)
    return combine(
        first, last, program.option("evaluator-disagreement"), program.option("both-partial")
    )


def _rating(program: Program, combined: Combined, ratings: Sequence[Rating]) -> Rating:
    """Return the rating that counts under the pass rule."""
    return Rating.MET if combined is Combined.MET else _together(program, ratings)


def _together(program: Program, ratings: Sequence[Rating]) -> Rating:
    """Return what several ratings come to where the rule for two does not make it met."""
    third = program.option("three-ratings") == ThreeRatings.THIRD
    if third and len(ratings) > _PAIR and ratings[0] is not ratings[1]:
        return ratings[-1]
    return _middle(ratings)


def _middle(ratings: Sequence[Rating]) -> Rating:
    """Return the rating in the middle, the lower of two."""
    return sorted(ratings, key=_BY_HEIGHT.index)[(len(ratings) - 1) // 2]
