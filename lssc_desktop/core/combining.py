"""From evaluators' reviews of one package to the office's result."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lssc_desktop.core.decision import Outcome
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.names import one_line
from lssc_desktop.core.program import CompetencySet, Program
from lssc_desktop.core.review import Result, Review, ReviewMode
from lssc_desktop.core.verdict import Verdict, verdict


@dataclass(eq=False)
class EvaluationsTooFew(LsscError):
    """So many evaluations were given, and the program asks for so many, with a third perhaps."""

    given: int
    needed: int
    third: bool


@dataclass(eq=False)
class NoEvaluation(LsscError):
    """A review of this person's that is no evaluation."""

    reviewer: str


@dataclass(eq=False)
class EvaluationElsewhere(LsscError):
    """An evaluation of this person's that is about another package."""

    reviewer: str


@dataclass(eq=False)
class EvaluatorTwice(LsscError):
    """Two evaluations by one person."""

    reviewer: str


@dataclass(eq=False)
class RatingsMissing(LsscError):
    """An evaluation without a rating of these competencies."""

    reviewer: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """Who makes the result of which id, when, and with what words to the candidate."""

    name: str
    review_id: str
    written: datetime
    note: str = ""


def verdict_of(
    program: Program, competency_set: CompetencySet, package_id: str, evaluations: Sequence[Review]
) -> Verdict:
    """Combine evaluations of one package; the one that was written last is the third, if any.

    Raises `EvaluationsTooFew` (also for too many), `NoEvaluation`, `EvaluationElsewhere`,
    `EvaluatorTwice` and `RatingsMissing`.
    """
    _require_count(program, len(evaluations))
    numbers = tuple(item.number for item in competency_set.competencies)
    names: set[str] = set()
    ratings = []
    for review in sorted(evaluations, key=lambda item: item.written):
        if review.mode is not ReviewMode.EVALUATION:
            raise NoEvaluation(review.reviewer)
        if review.package.package_id != package_id:
            raise EvaluationElsewhere(review.reviewer)
        name = one_line(review.reviewer).casefold()
        if name in names:
            raise EvaluatorTwice(review.reviewer)
        names.add(name)
        given = {item.competency: item.rating for item in review.ratings}
        missing = tuple(number for number in numbers if number not in given)
        if missing:
            raise RatingsMissing(review.reviewer, missing)
        ratings.append(given)
    return verdict(program, competency_set, ratings, evaluations[0].package.revision)


def result_of(
    evaluations: Sequence[Review], found: Verdict, outcome: Outcome, office: Office
) -> Review:
    """Return the result file: the ratings that count, every comment, and what was decided.

    It speaks for the office: which evaluator rated or said what is not in it.
    """
    comments = {comment.id: comment for one in evaluations for comment in one.comments}
    settled = dict.fromkeys(item for one in evaluations for item in one.settled)
    asked = found.asked if outcome is Outcome.REVISION_ASKED else ()
    return replace(
        evaluations[0],
        id=office.review_id,
        mode=ReviewMode.RESULT,
        reviewer=office.name,
        written=office.written,
        ratings=found.ratings,
        comments=tuple(comments.values()),
        settled=tuple(settled),
        statement_read=all(one.statement_read for one in evaluations),
        note=office.note,
        result=Result(outcome, asked),
    )


def _require_count(program: Program, given: int) -> None:
    """Raise unless there are as many evaluators as the program says, or one more if it may be."""
    needed = program.pass_rule.evaluators
    third = program.option("evaluator-disagreement") == "third-evaluator"
    if given != needed and not (third and given == needed + 1):
        raise EvaluationsTooFew(given, needed, third)
