"""From evaluators' files to the office's result (program-facts.md 2.3, step 4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind, Rating
from lssc_desktop.core.program.program import Option, PassRule, Program
from lssc_desktop.core.review.evaluation import (
    EvaluationElsewhere,
    EvaluationsTooFew,
    EvaluatorTwice,
    NoEvaluation,
    Office,
    RatingsMissing,
    Verdict,
    result_of,
    verdict_of,
)
from lssc_desktop.core.review.review import (
    About,
    Comment,
    Rated,
    Review,
    ReviewedPackage,
    ReviewMode,
)
from lssc_desktop.messages.evaluation import three_ratings_line
from tests.core.check.rules.desk import small_program

NOT, PARTIAL, MET = Rating.NOT_MET, Rating.PARTIAL, Rating.MET
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
PACKAGE = ReviewedPackage(
    "a" * 64,
    "p",
    "small",
    "1",
    "basics",
    "Basics",
    "A. Rivera",
    PackageKind.PORTFOLIO,
    0,
    date(2026, 11, 2),
)
NUMBERS = (1, 2, 3)


def program(disagreement: str = "combine", *others: Option) -> Program:
    options = (
        Option("pass-rounding", "up", ("up", "down"), ""),
        Option("evaluator-disagreement", disagreement, (disagreement,), ""),
        Option("both-partial", "always-asks", ("always-asks",), ""),
        *others,
    )
    rule = PassRule(Decimal(70), Decimal(30), 0, 2, 1)
    return replace(small_program(), options=options, pass_rule=rule)


def by(reviewer: str, *ratings: Rating, **changes: object) -> Review:
    rated = tuple(Rated(number, rating) for number, rating in enumerate(ratings, 1))
    review = Review(reviewer, ReviewMode.EVALUATION, PACKAGE, reviewer, NOON, rated)
    return replace(review, **changes)  # type: ignore[arg-type]  # the names of its fields


def found(evaluations: Sequence[Review], rules: Program | None = None) -> Verdict:
    rules = rules or program()
    return verdict_of(rules, rules.sets[0], PACKAGE.package_id, evaluations)


MARSH, LIND, BECK = (by(name, MET, MET, MET) for name in ("E. Marsh", "T. Lind", "J. Beck"))


@pytest.mark.parametrize(
    ("evaluations", "fault"),
    [
        ((), EvaluationsTooFew),
        ((MARSH,), EvaluationsTooFew),
        ((MARSH, LIND, BECK), EvaluationsTooFew),
        ((MARSH, replace(LIND, mode=ReviewMode.REVIEW)), NoEvaluation),
        ((MARSH, replace(LIND, mode=ReviewMode.RESULT)), NoEvaluation),
        (
            (MARSH, replace(LIND, package=replace(PACKAGE, package_id="b" * 64))),
            EvaluationElsewhere,
        ),
        ((MARSH, MARSH), EvaluatorTwice),
        ((MARSH, replace(LIND, reviewer=" e. MARSH ")), EvaluatorTwice),
        ((MARSH, replace(LIND, ratings=LIND.ratings[:2])), RatingsMissing),
    ],
)
def test_what_is_no_evaluation_of_this_package_by_another_person_is_refused(
    evaluations: tuple[Review, ...], fault: type[LsscError]
) -> None:
    with pytest.raises(fault):
        found(evaluations)


def test_ratings_of_what_the_set_does_not_have_make_no_difference() -> None:
    more = replace(LIND, ratings=(*LIND.ratings, Rated(99, NOT)))
    assert found((MARSH, more)) == found((MARSH, LIND))


def test_a_third_is_taken_where_the_program_says_so_and_no_fourth() -> None:
    rules = program("third-evaluator")
    assert found((MARSH, LIND, BECK), rules).outcome is Outcome.ACHIEVED
    with pytest.raises(EvaluationsTooFew):
        found((MARSH, LIND, BECK, by("R. Fields", MET, MET, MET)), rules)


def test_the_third_evaluator_is_the_one_who_wrote_last() -> None:
    rules = program("third-evaluator", Option("three-ratings", "third", ("third",), ""))
    first = by("E. Marsh", NOT, MET, MET)
    second = by("T. Lind", MET, MET, MET, written=NOON + timedelta(days=1))
    third = by("J. Beck", NOT, MET, MET, written=NOON + timedelta(days=9))
    for files in ((first, second, third), (third, first, second), (second, third, first)):
        assert found(files, rules).ratings[0].rating is NOT


@pytest.mark.parametrize(("one", "other"), tuple(product(Rating, Rating)))
def test_the_result_has_the_outcome_and_the_ratings_that_count(one: Rating, other: Rating) -> None:
    evaluations = (by("E. Marsh", one, MET, MET), by("T. Lind", other, MET, MET))
    verdict = found(evaluations)
    assert verdict.outcome is not None
    made = result_of(evaluations, verdict, verdict.outcome, Office("Office", "o1", NOON, "Well"))
    assert made.result is not None
    assert made.result.outcome is verdict.outcome
    asks = NOT in (one, other) or (one, other) == (PARTIAL, PARTIAL)
    assert made.result.asked == ((1,) if asks else ())
    assert (made.mode, made.reviewer, made.id) == (ReviewMode.RESULT, "Office", "o1")
    assert made.ratings == verdict.ratings
    assert made.note == "Well"


def test_the_result_carries_every_comment_once_and_what_is_settled() -> None:
    said = [Comment(f"c{number}", About(number), "Say more.") for number in NUMBERS]
    evaluations = (
        replace(MARSH, comments=tuple(said[:2]), settled=("old-1",), statement_read=True),
        replace(LIND, comments=tuple(said[1:]), settled=("old-1", "old-2")),
    )
    made = result_of(evaluations, found(evaluations), Outcome.ACHIEVED, Office("O", "o1", NOON))
    assert made.comments == tuple(said)
    assert made.settled == ("old-1", "old-2")
    assert not made.statement_read


def test_how_three_ratings_are_read_is_said_to_be_a_choice() -> None:
    assert "does not say how three ratings are read" in three_ratings_line(program())
    third = Option("three-ratings", "third", ("third",), "")
    assert "third evaluator counts alone" in three_ratings_line(program("combine", third))
    noted = replace(third, note="Our board decided so.")
    assert three_ratings_line(program("combine", noted)) == "Our board decided so."
