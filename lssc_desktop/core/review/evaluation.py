"""Ratings of a set: pass rule, evaluators' verdict, the office's result, a reviewer's edits.

It is long because forecast, verdict, result, and what may be rated follow one rule. Source:
docs/facts/lssc.md 2.4.
"""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.program.program import CompetencySet, PassRule, Program
from lssc_desktop.core.program.rules_id import RulesId
from lssc_desktop.core.program.schema import (
    BothPartial,
    EvaluatorDisagreement,
    PassRounding,
    Rating,
    ThreeRatings,
)
from lssc_desktop.core.review.refusals import (
    DeciderNotNamed,
    EvaluationElsewhere,
    EvaluationsTooFew,
    EvaluatorTwice,
    MadeByOtherRules,
    NobodyDecides,
    NoEvaluation,
    RatingNotInUse,
    RatingsMissing,
)
from lssc_desktop.core.review.review import (
    About,
    Comment,
    ConflictAnswer,
    Rated,
    Result,
    Review,
    ReviewedPackage,
    ReviewMode,
    comment_id,
)
from lssc_desktop.values import dataclass

_ASCENDING = (Rating.NOT_MET, Rating.PARTIAL, Rating.MET)
_TWO_EVALUATORS = 2


@dataclass(frozen=True, slots=True)
class Forecast:
    """What ratings come to under the pass rule.

    `met`, `partial` and `not_met` add up to all competencies: a competency without a rating
    counts as not met, and `unrated` says how many of the `not_met` are such. `scale` are the
    ratings that the program knows.
    """

    met: int
    partial: int
    not_met: int
    unrated: int
    needed: int
    partial_allowed: int
    not_met_allowed: int
    passes: bool
    scale: tuple[Rating, ...] = tuple(Rating)

    @property
    def total(self) -> int:
        """How many competencies there are."""
        return self.met + self.partial + self.not_met


@dataclass(frozen=True, slots=True)
class Improvement:
    """One competency to be raised, and to which rating."""

    number: int
    to: Rating


class Combined(StrEnum):
    """What two evaluators' ratings of one competency come to."""

    MET = "met"
    PARTIAL = "partial"
    ASKS_FOR_MORE = "asks-for-more"
    THIRD_EVALUATOR = "third-evaluator"
    PANEL = "panel"


def forecast(rule: PassRule, rounding: str, ratings: Iterable[Rating | None]) -> Forecast:
    """Count the ratings of a set against the pass rule (docs/facts/lssc.md 2.4).

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
        scale=rule.scale,
    )


def is_rounded(rule: PassRule, total: int) -> bool:
    """Whether the percentage of so many competencies is no whole number, so rounding matters."""
    return (Fraction(rule.met_percent) * total / 100).denominator != 1


def shortest_way(
    rule: PassRule,
    rounding: str,
    ratings: Mapping[int, Rating | None],
    harder: Collection[int] = (),
) -> tuple[Improvement, ...]:
    """Return the fewest steps that make a set pass, by number; none when it passes already.

    A step raises a competency from not met to partially met or from there to met; a move of
    two steps counts as one, and is the only one where the program has two ratings. Ratings are
    never lowered. Among equally short ways the one that
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
    if Rating.PARTIAL not in rule.scale:
        raised = (partial + below)[: max(to_met, len(partial) + len(lifted))]
        lifted = []

    moves = dict.fromkeys(lifted, Rating.PARTIAL) | dict.fromkeys(raised, Rating.MET)
    return tuple(Improvement(number, moves[number]) for number in sorted(moves))


def combine(first: Rating, second: Rating, disagreement: str, both_partial: str) -> Combined:
    """Return what two evaluators' ratings of one competency come to.

    Combine rule (docs/facts/lssc.md 2.4): one met and one partially met count as met;
    both partially met, or any not met, ask for more. `disagreement` is a choice of
    `EvaluatorDisagreement`: under the others every difference goes to a third evaluator, or to the
    whole panel.
    `both_partial` is a choice of `BothPartial`: under the other reading two partially met stay
    so, and the set's pass rule decides.
    """
    if first is not second and disagreement == EvaluatorDisagreement.THIRD_EVALUATOR:
        return Combined.THIRD_EVALUATOR
    if first is not second and disagreement == EvaluatorDisagreement.PANEL:
        return Combined.PANEL
    if Rating.NOT_MET in (first, second):
        return Combined.ASKS_FOR_MORE
    if Rating.MET in (first, second):
        return Combined.MET
    if both_partial == BothPartial.ONLY_IF_SHORT:
        return Combined.PARTIAL
    return Combined.ASKS_FOR_MORE


def needs_another(
    disagreement: str, evaluators: int, evaluations: Sequence[Collection[Rated]]
) -> bool:
    """Whether evaluations that are complete differ, so that another one has to decide.

    That is a third evaluator's, or the panel's; where the program combines ratings, none is needed.
    """
    asks = {EvaluatorDisagreement.THIRD_EVALUATOR, EvaluatorDisagreement.PANEL}
    if disagreement not in asks or len(evaluations) != evaluators:
        return False
    if disagreement == EvaluatorDisagreement.THIRD_EVALUATOR and evaluators != _TWO_EVALUATORS:
        return False
    given = [frozenset((each.competency, each.rating) for each in one) for one in evaluations]
    return len(set(given)) > 1


def _thresholds(rule: PassRule, rounding: str, total: int) -> tuple[int, int]:
    """Return how many have to be met and how many may be partially met.

    Up is strict for both, down lenient for both: so 70 and 30 percent always leave room for
    each other.
    """
    met = Fraction(rule.met_percent) * total / 100
    partial = Fraction(rule.partial_percent) * total / 100
    if rounding and PassRounding(rounding) is PassRounding.DOWN:
        return floor(met), ceil(partial)
    return ceil(met), floor(partial)


# Verdict ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the ratings come to.

    `outcome` is None while a third evaluator, or the panel (`to_panel`), has to look at the
    `disputed` competencies; these count as the lower of their ratings until then. `asked` need more
    before the set passes. `decided_by` is whose evaluation decides where the others differ, "" for
    nobody's, and `decider_named` that it is so because the office says it, not the evaluation.
    """

    outcome: Outcome | None
    ratings: tuple[Rated, ...]
    asked: tuple[int, ...]
    disputed: tuple[int, ...]
    forecast: Forecast
    to_panel: bool = False
    decided_by: str = ""
    decider_named: bool = False


def verdict(
    program: Program,
    competency_set: CompetencySet,
    evaluations: Sequence[Mapping[int, Rating]],
    revision: int,
    deciding: Mapping[int, Rating] | None = None,
) -> Verdict:
    """Combine the ratings of evaluators, each of every competency of the set.

    Whatever asks for more is asked for as long as a revision is left (`revision` counts those
    that were asked for before); after that the pass rule alone decides. A set in which nothing
    asks for more but that does not pass needs more in what is partially met.

    `deciding` are the ratings of the third evaluator, or of the panel. How three ratings are read
    is an option of the program file (`ThreeRatings`). A program that does not say how often more
    may be handed in promises no revision.
    """
    numbers = tuple(item.number for item in competency_set.competencies)
    given = {
        number: _Ratings(
            tuple(one[number] for one in evaluations),
            None if deciding is None else deciding[number],
        )
        for number in numbers
    }
    combined = {number: _combined_ratings(program, given[number]) for number in numbers}
    ratings = {
        number: Rating.MET
        if combined[number] is Combined.MET
        else _several_ratings(program, given[number])
        for number in numbers
    }
    result = forecast(program.pass_rule, program.option("pass-rounding"), ratings.values())
    disputed = tuple(
        n for n in numbers if combined[n] in {Combined.THIRD_EVALUATOR, Combined.PANEL}
    )
    asked = tuple(n for n in numbers if combined[n] is Combined.ASKS_FOR_MORE)
    if not asked and not result.passes:
        asked = tuple(n for n in numbers if combined[n] is Combined.PARTIAL)
    if disputed:
        outcome = None
    elif asked and revision < (program.pass_rule.revisions or 0):
        outcome = Outcome.REVISION_ASKED
    else:
        outcome = Outcome.ACHIEVED if result.passes else Outcome.NOT_ACHIEVED
    return Verdict(
        outcome,
        tuple(Rated(number, rating) for number, rating in ratings.items()),
        asked,
        disputed,
        result,
        to_panel=program.disagreement == EvaluatorDisagreement.PANEL,
    )


@dataclass(frozen=True, slots=True)
class _Ratings:
    """The ratings of one competency: by each evaluator, and the one that decides, if any."""

    each: tuple[Rating, ...]
    deciding: Rating | None

    @property
    def all(self) -> tuple[Rating, ...]:
        return self.each if self.deciding is None else (*self.each, self.deciding)

    @property
    def agreed(self) -> Rating | None:
        """What the evaluators agree on, else what decides; None before that is there."""
        return self.each[0] if len(set(self.each)) == 1 else self.deciding


def _combined_ratings(program: Program, ratings: _Ratings) -> Combined:
    """Combine the ratings of one competency; one alone, or what many come to, stands twice."""
    first, last = ratings.all[0], ratings.all[-1]
    if program.disagreement == EvaluatorDisagreement.PANEL:
        agreed = ratings.agreed
        first, last = (agreed, agreed) if agreed else (Rating.NOT_MET, Rating.MET)
    elif len(ratings.all) > _TWO_EVALUATORS:
        first = last = _several_ratings(program, ratings)
    return combine(first, last, program.disagreement, program.option("both-partial"))


def _several_ratings(program: Program, ratings: _Ratings) -> Rating:
    """Return what several ratings come to where the rule for two does not make it met.

    It is the one in the middle, the lower of two, unless the third evaluator decides alone.
    """
    if program.disagreement == EvaluatorDisagreement.PANEL:
        return ratings.agreed or min(ratings.each, key=_ASCENDING.index)
    if program.option("three-ratings") == ThreeRatings.THIRD and ratings.agreed:
        return ratings.agreed
    return sorted(ratings.all, key=_ASCENDING.index)[(len(ratings.all) - 1) // 2]


# Result of the office ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Office:
    """Who makes the result of which id, when, and with what words to the candidate.

    `rules` says by which rules, and `rules_chosen` that the office named their file.
    `despite_conflict` is why it combines them although a conflict of interest was declared.
    """

    name: str
    review_id: str
    written: datetime
    note: str = ""
    rules: RulesId | None = None
    rules_chosen: bool = False
    despite_conflict: str = ""


def verdict_of(
    program: Program,
    competency_set: CompetencySet,
    package_id: str,
    evaluations: Sequence[Review],
    decider: str = "",
) -> Verdict:
    """Combine evaluations of one package.

    One more than there are evaluators decides where they differ, if it says that it does. Of
    evaluations that were made before any could say so, `decider` is the id of the one of which the
    office says it.
    Raises `EvaluationsTooFew` (also for too many), `DeciderNotNamed`, `NoEvaluation`,
    `EvaluationElsewhere`, `EvaluatorTwice`, `RatingsMissing` and `RatingNotInUse`.
    """
    deciding = _deciding(program, evaluations, decider)
    numbers = tuple(item.number for item in competency_set.competencies)
    names: set[str] = set()
    ratings = {}
    for review in evaluations:
        require_evaluation_of(package_id, review)
        name = one_line(review.reviewer).casefold()
        if name in names:
            raise EvaluatorTwice(review.reviewer)
        names.add(name)
        given = {item.competency: item.rating for item in review.ratings}
        missing = tuple(number for number in numbers if number not in given)
        if missing:
            raise RatingsMissing(review.reviewer, missing)
        for number in numbers:
            require_rating(program.pass_rule, number, given[number], review.reviewer)
        ratings[review.id] = given
    found = verdict(
        program,
        competency_set,
        [ratings[each.id] for each in evaluations if each is not deciding],
        evaluations[0].package.revision,
        None if deciding is None else ratings[deciding.id],
    )
    if deciding is None:
        return found
    return replace(found, decided_by=deciding.reviewer, decider_named=not deciding.decides)


def _deciding(program: Program, evaluations: Sequence[Review], decider: str) -> Review | None:
    """Return the evaluation that decides where the others differ, None where there is none.

    Raises `EvaluationsTooFew` (also for too many) and `DeciderNotNamed`.
    """
    wanted = [each for each in evaluations if each.decides or each.id == decider]
    if len(wanted) > 1:
        raise DeciderNotNamed(program.disagreement, tuple(each.reviewer for each in wanted))
    _require_count(program, len(evaluations), len(wanted))
    needed = program.pass_rule.evaluators
    if not wanted and has_decider(program) and needed is not None and len(evaluations) > needed:
        raise DeciderNotNamed(program.disagreement)
    return wanted[0] if wanted else None


def has_decider(program: Program) -> bool:
    """Whether one evaluation decides alone where evaluators differ: a third one's, or the panel's.

    Where the middle of three ratings counts, it makes no difference which is the third.
    """
    if program.disagreement == EvaluatorDisagreement.THIRD_EVALUATOR:
        return program.option("three-ratings") == ThreeRatings.THIRD
    return program.disagreement == EvaluatorDisagreement.PANEL


def require_decider(program: Program) -> None:
    """Raise `NobodyDecides` for a program in which no evaluation decides where others differ."""
    if program.disagreement not in _ONE_MORE:
        raise NobodyDecides


def require_evaluation_of(package_id: str, review: Review) -> None:
    """Raise `NoEvaluation` or `EvaluationElsewhere` for what says nothing about a package."""
    if review.mode is not ReviewMode.EVALUATION:
        raise NoEvaluation(review.reviewer)
    if review.package.package_id != package_id:
        raise EvaluationElsewhere(review.reviewer)


def require_same_rules(
    rules: RulesId, competency_set: CompetencySet, made: Sequence[Review]
) -> tuple[Review, ...]:
    """Return those of evaluations, or results, that don't say by which rules they were made.

    Those were made before any did; what they rate has to be in these rules. Raises
    `MadeByOtherRules`.
    """
    numbers = {item.number for item in competency_set.competencies}
    for each in made:
        fits = {item.competency for item in each.ratings} <= numbers
        if not fits if each.rules is None else each.rules.code != rules.code:
            raise MadeByOtherRules(each.reviewer, each.rules, rules)
    return tuple(each for each in made if each.rules is None)


def comments_of(evaluations: Iterable[Review]) -> tuple[Comment, ...]:
    """Return the comments of evaluators that go to the candidate with the result, each once."""
    comments = {comment.id: comment for one in evaluations for comment in one.comments}
    return tuple(comments.values())


def result_of(
    evaluations: Sequence[Review],
    found: Verdict,
    outcome: Outcome,
    office: Office,
    left_out: Collection[str] = (),
    package: ReviewedPackage | None = None,
) -> Review:
    """Return the result file: the ratings that count, the comments, and what was decided.

    It speaks for the office: which evaluator rated or said what is not in it. Comments whose ids
    are `left_out` do not go to the candidate. `package` says whose it is, where the evaluators
    were not to know that.
    """
    settled = dict.fromkeys(item for one in evaluations for item in one.settled)
    asked = found.asked if outcome is Outcome.REVISION_ASKED else ()
    return replace(
        evaluations[0],
        id=office.review_id,
        mode=ReviewMode.RESULT,
        package=package or evaluations[0].package,
        reviewer=office.name,
        written=office.written,
        ratings=found.ratings,
        comments=tuple(each for each in comments_of(evaluations) if each.id not in left_out),
        settled=tuple(settled),
        statement_read=all(one.statement_read for one in evaluations),
        note=office.note,
        result=Result(outcome, asked),
        conflict=None,
        decides=False,
        rules=office.rules,
        rules_chosen=office.rules_chosen,
        despite_conflict=office.despite_conflict,
    )


_ONE_MORE = {EvaluatorDisagreement.THIRD_EVALUATOR, EvaluatorDisagreement.PANEL}


def _require_count(program: Program, given: int, deciding: int) -> None:
    """Raise unless there are as many evaluators as the program says, or one more if it may be.

    Of those that were `given` so many are `deciding`, and none of the evaluators'.
    """
    needed, least = program.pass_rule.evaluators, program.pass_rule.least_evaluators
    is_one_more = program.disagreement in _ONE_MORE
    most = given if needed is None else needed + is_one_more
    if given - deciding < least:
        raise EvaluationsTooFew(given - deciding, least, program.disagreement)
    if given > most or (deciding and not is_one_more):
        raise EvaluationsTooFew(given, least, program.disagreement)


def require_rating(rule: PassRule, number: int, rating: Rating, reviewer: str = "") -> None:
    """Raise `RatingNotInUse` for a rating that evaluators of this program do not give."""
    if rating not in rule.scale:
        raise RatingNotInUse(rating, number, rule.scale, reviewer)


_BELOW_MET = {Rating.PARTIAL, Rating.NOT_MET}


# Edits of a review ------------------------------------------------------------------------------


def rate(review: Review, number: int, rating: Rating | None) -> Review:
    """Rate a competency; None takes its rating back."""
    others = tuple(item for item in review.ratings if item.competency != number)
    new = () if rating is None else (Rated(number, rating),)
    ratings = sorted((*others, *new), key=lambda item: item.competency)
    return replace(review, ratings=tuple(ratings))


def add_comment(
    review: Review, about: About, text: str, quote: str = "", quoted_at: int = 0, follows: str = ""
) -> Review:
    """Add a comment; one that `follows` an earlier comment asks again, so that is not settled."""
    comment = Comment(comment_id(review), about, text, quote, quoted_at, follows)
    return replace(
        review,
        comments=(*review.comments, comment),
        settled=tuple(item for item in review.settled if item != follows),
    )


def change_comment(review: Review, comment: str, text: str) -> Review:
    """Change the words of one of the review's own comments."""
    return replace(
        review,
        comments=tuple(
            replace(item, text=text) if item.id == comment else item for item in review.comments
        ),
    )


def remove_comment(review: Review, comment: str) -> Review:
    """Take one of the review's own comments away."""
    return replace(review, comments=tuple(item for item in review.comments if item.id != comment))


def settle_comment(review: Review, comment: str, *, settled: bool = True) -> Review:
    """Say that a comment of an earlier round needs nothing more, or that it does after all."""
    others = tuple(item for item in review.settled if item != comment)
    return replace(review, settled=(*others, comment) if settled else others)


def mark_statement_read(review: Review, *, read: bool = True) -> Review:
    """Say that the learning statement was read."""
    return replace(review, statement_read=read)


def answer_conflict(review: Review, answer: ConflictAnswer) -> Review:
    """Answer the question about a conflict of interest; a later answer replaces an earlier one."""
    return replace(review, conflict=answer)


def declared_conflicts(evaluations: Iterable[Review]) -> tuple[Review, ...]:
    """Return the evaluations in which a conflict of interest is declared."""
    return tuple(each for each in evaluations if each.conflict and each.conflict.declared)


def rate_as_before(review: Review, earlier: Review | None, numbers: Iterable[int]) -> Review:
    """Rate those of the competencies that have no rating as an earlier review rated them."""
    for number in numbers:
        before = None if earlier is None else earlier.rating(number)
        if before is not None and review.rating(number) is None:
            review = rate(review, number, before)
    return review


@dataclass(frozen=True, slots=True)
class MissingParts:
    """What those who read a review will miss in it, by number in the order of the set.

    `without_reason` are rated below met, and no comment on them says why. `unwritten` are rated
    met where nothing is written. `conflict_unanswered`: the program asks evaluators about a
    conflict of interest, and this one did not answer.
    """

    unrated: tuple[int, ...] = ()
    without_reason: tuple[int, ...] = ()
    unwritten: tuple[int, ...] = ()
    statement_unread: bool = False
    conflict_unanswered: bool = False

    @property
    def places(self) -> tuple[int | None, ...]:
        """Every competency where something is missing, None for the learning statement."""
        numbers = sorted({*self.unrated, *self.without_reason, *self.unwritten})
        return (*numbers, *((None,) if self.statement_unread else ()))


def missing_parts(
    review: Review,
    numbers: Iterable[int],
    *,
    written: Container[int],
    has_statement: bool,
    conflict_asked: bool = False,
) -> MissingParts:
    """Return what a review of a set lacks before it is saved.

    An evaluation has to be whole. Any other review may leave competencies out, but says why one
    is not met. `written` are the competencies that have a response.
    """
    order = tuple(numbers)
    commented = {comment.about.competency for comment in review.comments}
    ratings = {number: review.rating(number) for number in order}
    is_evaluation = review.mode is ReviewMode.EVALUATION
    return MissingParts(
        tuple(n for n in order if is_evaluation and ratings[n] is None),
        tuple(n for n in order if ratings[n] in _BELOW_MET and n not in commented),
        tuple(n for n in order if ratings[n] is Rating.MET and n not in written),
        is_evaluation and has_statement and not review.statement_read,
        is_evaluation and conflict_asked and review.conflict is None,
    )


def next_unrated(review: Review, numbers: Iterable[int], after: int | None) -> int | None:
    """Return the next competency without a rating, from the start again at the end.

    `numbers` are those of the set in order, `after` is where the reviewer is (None: at the
    learning statement, which is last). None when every other one is rated.
    """
    order = tuple(numbers)
    return next_of((n for n in order if review.rating(n) is None), order, after)


def next_of(wanted: Iterable[int], numbers: Iterable[int], after: int | None) -> int | None:
    """Return the next of the wanted competencies, from the start again at the end."""
    order, chosen = tuple(numbers), set(wanted)
    start = order.index(after) + 1 if after in order else len(order)
    for number in (*order[start:], *order[:start]):
        if number in chosen and number != after:
            return number
    return None


def pass_forecast(review: Review, program: Program, competency_set: CompetencySet) -> Forecast:
    """Return what the ratings come to under the program's pass rule."""
    ratings = (review.rating(item.number) for item in competency_set.competencies)
    return forecast(program.pass_rule, program.option("pass-rounding"), ratings)
