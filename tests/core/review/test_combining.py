"""From evaluators' files to the office's result (docs/facts/lssc.md 2.4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import permutations, product

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.program.program import Option, PassDemand, PassRule, Program
from lssc_desktop.core.program.schema import EvaluatorDisagreement, Rating
from lssc_desktop.core.review.evaluation import (
    Office,
    Verdict,
    result_of,
    verdict_of,
)
from lssc_desktop.core.review.refusals import (
    DeciderNotNamed,
    EvaluationElsewhere,
    EvaluationsTooFew,
    EvaluatorTwice,
    NoEvaluation,
    RatingNotInUse,
    RatingsMissing,
)
from lssc_desktop.core.review.review import (
    About,
    Comment,
    Rated,
    Review,
    ReviewedPackage,
    ReviewMode,
)
from lssc_desktop.messages.evaluation import three_ratings_line, together_word, verdict_words
from lssc_desktop.messages.message import message_for
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


def test_the_third_evaluator_is_the_one_whose_evaluation_says_so() -> None:
    rules = program("third-evaluator", Option("three-ratings", "third", ("third",), ""))
    first = by("E. Marsh", NOT, MET, MET)
    second = by("T. Lind", MET, MET, MET)
    third = by("J. Beck", NOT, MET, MET, decides=True)
    for days, files in enumerate(permutations((first, second, third))):
        moved = [
            replace(each, written=NOON + timedelta(days=days * place))
            for place, each in enumerate(files)
        ]
        assert found(moved, rules).ratings[0].rating is NOT
        assert found(moved, rules).decided_by == "J. Beck"


def test_where_the_middle_of_three_counts_nobody_has_to_be_the_third() -> None:
    rules = program("third-evaluator")
    files = (by("E. Marsh", NOT, MET, MET), by("T. Lind", MET, MET, MET), BECK)
    assert found(files, rules).ratings[0].rating is MET


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
    assert "doesn’t say how to combine three ratings" in three_ratings_line(program())
    third = Option("three-ratings", "third", ("third",), "")
    assert "third evaluator counts alone" in three_ratings_line(program("combine", third))
    noted = replace(third, note="Our board decided so.")
    assert three_ratings_line(program("combine", noted)) == "Our board decided so."


def two_ratings(evaluators: int | None = 2, disagreement: str = "panel") -> Program:
    """Everything has to be met, there are two ratings, and nothing is known of revisions."""
    rule = PassRule(
        evaluators=evaluators,
        rule=PassDemand.ALL,
        ratings=(MET, NOT),
        on_disagreement=EvaluatorDisagreement(disagreement),
    )
    return replace(small_program(), options=(), pass_rule=rule)


def later(review: Review, minutes: int) -> Review:
    return replace(review, written=NOON + timedelta(minutes=minutes))


def test_two_that_agree_decide_and_one_not_met_is_enough_to_fail() -> None:
    one, other = by("One", MET, NOT, MET), by("Two", MET, NOT, MET)
    result = found((one, other), two_ratings())
    assert (result.outcome, result.asked) == (Outcome.NOT_ACHIEVED, (2,))
    assert found((MARSH, LIND), two_ratings()).outcome is Outcome.ACHIEVED


def test_where_two_differ_the_whole_panel_decides() -> None:
    one, other = by("One", MET, MET, NOT), by("Two", MET, NOT, NOT)
    undecided = found((one, other), two_ratings())
    assert (undecided.outcome, undecided.disputed, undecided.to_panel) == (None, (2,), True)
    assert [each.rating for each in undecided.ratings] == [MET, NOT, NOT]

    panel = by("Panel", NOT, MET, MET, decides=True)
    for minutes in (0, 10):  # whoever saved again after it does not take its place
        result = found((panel, later(one, minutes), later(other, 5)), two_ratings())
        assert [each.rating for each in result.ratings] == [MET, MET, NOT]
        assert (result.outcome, result.decided_by) == (Outcome.NOT_ACHIEVED, "Panel")
    with pytest.raises(EvaluationsTooFew):
        found((one, other, panel, later(by("More", MET, MET, MET), 6)), two_ratings())


def test_no_evaluation_is_the_panels_because_it_was_written_last() -> None:
    one, other = by("One", MET, MET, NOT), by("Two", MET, NOT, NOT)
    last = later(by("Panel", NOT, MET, MET), 5)
    with pytest.raises(DeciderNotNamed):
        found((one, other, last), two_ratings())
    rules = two_ratings()
    named = verdict_of(
        rules, rules.sets[0], PACKAGE.package_id, (last, one, other), decider=last.id
    )
    assert (named.decided_by, named.decider_named) == ("Panel", True)
    assert [each.rating for each in named.ratings] == [MET, MET, NOT]
    with pytest.raises(DeciderNotNamed):
        found((one, replace(other, decides=True), replace(last, decides=True)), rules)


def test_the_panels_evaluation_is_none_of_the_two() -> None:
    panel = by("Panel", MET, MET, MET, decides=True)
    with pytest.raises(EvaluationsTooFew):
        found((MARSH, panel), two_ratings())
    with pytest.raises(EvaluationsTooFew):
        found((MARSH, LIND, panel), program("combine"))


def test_where_the_number_of_evaluators_is_not_known_the_panel_still_decides() -> None:
    rules = two_ratings(None)
    one, other = by("One", MET, MET, NOT), by("Two", MET, NOT, NOT)
    assert found((one, other), rules).outcome is None
    panel = by("Panel", MET, MET, MET, decides=True)
    assert [each.rating for each in found((one, panel, other), rules).ratings] == [MET, MET, NOT]


def test_a_result_speaks_for_nobodys_panel() -> None:
    panel = by("Panel", MET, MET, MET, decides=True)
    files = (panel, by("One", MET, MET, NOT), by("Two", MET, NOT, NOT))
    rules = two_ratings()
    result = result_of(files, found(files, rules), Outcome.ACHIEVED, Office("O", "o1", NOON))
    assert not result.decides


def test_where_more_may_be_asked_it_is_asked_with_two_ratings_too() -> None:
    rules = two_ratings()
    rules = replace(rules, pass_rule=replace(rules.pass_rule, revisions=1))
    result = found((by("One", MET, NOT, MET), by("Two", MET, NOT, MET)), rules)
    assert (result.outcome, result.asked) == (Outcome.REVISION_ASKED, (2,))


def test_a_rating_that_the_program_does_not_give_is_refused() -> None:
    with pytest.raises(RatingNotInUse) as caught:
        found((MARSH, by("Two", MET, PARTIAL, MET)), two_ratings())
    assert message_for(caught.value).text == (
        "Two rated competency 2 as partially met. No result was made. "
        "The ratings are: met and not met."
    )


@pytest.mark.parametrize("count", [1, 2, 3])
def test_where_the_number_of_evaluators_is_not_known_any_is_taken(count: int) -> None:
    rules = two_ratings(None, "combine")
    assert found((MARSH, LIND, BECK)[:count], rules).outcome is Outcome.ACHIEVED


def test_the_words_say_who_decides() -> None:
    rules = two_ratings()
    result = found((by("One", MET, MET, NOT), by("Two", MET, NOT, NOT)), rules)
    title, text = verdict_words(result)
    assert title == "The evaluators don’t agree on competency 2."
    assert text == (
        "1 of 3 count as met, 2 as not met. The whole panel decides: add the file that speaks for "
        "it."
    )
    assert together_word(result, 2) == "Panel"
