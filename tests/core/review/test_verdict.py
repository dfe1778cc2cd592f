"""The outcome for a set (docs/facts/lssc.md 2.4)."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.program.program import Competency, CompetencySet, Option, PassRule, Program
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import Verdict, verdict
from tests.core.check.rules.desk import small_program

NOT, PARTIAL, MET = Rating.NOT_MET, Rating.PARTIAL, Rating.MET
ratings = st.sampled_from([NOT, PARTIAL, MET])


def program(
    disagreement: str = "combine", both_partial: str = "always-asks", revisions: int = 1
) -> Program:
    options = (
        Option("pass-rounding", "up", ("up", "down"), ""),
        Option("evaluator-disagreement", disagreement, (disagreement,), ""),
        Option("both-partial", both_partial, (both_partial,), ""),
    )
    rule = PassRule(Decimal(70), Decimal(30), 0, 2, revisions)
    return replace(small_program(), options=options, pass_rule=rule)


def with_three_ratings(choice: str) -> Program:
    rules = program("third-evaluator")
    option = Option("three-ratings", choice, (choice,), "")
    return replace(rules, options=(*rules.options, option))


def of(count: int) -> CompetencySet:
    items = tuple(Competency(number, f"Competency {number}", "") for number in range(1, count + 1))
    return CompetencySet("basics", "Basics", "Basics", True, items)


def decided(
    rules: Program,
    *evaluations: tuple[Rating, ...],
    revision: int = 0,
    third: tuple[Rating, ...] = (),
) -> Verdict:
    by_number = tuple(dict(enumerate(one, 1)) for one in evaluations)
    decides = dict(enumerate(third, 1)) if third else None
    return verdict(rules, of(len(evaluations[0])), by_number, revision, decides)


TEN = (MET,) * 10
SEVEN_AND_THREE = (MET,) * 7 + (PARTIAL,) * 3


def test_a_set_that_everybody_finds_met_is_achieved() -> None:
    found = decided(program(), TEN, TEN)

    assert (found.outcome, found.asked, found.disputed) == (Outcome.ACHIEVED, (), ())


def test_one_met_and_one_partially_met_count_as_met() -> None:
    found = decided(program(), TEN, (PARTIAL,) * 10)

    assert found.outcome is Outcome.ACHIEVED
    assert found.forecast.met == 10


def test_two_partially_met_ask_for_more_while_a_revision_is_left() -> None:
    found = decided(program(), SEVEN_AND_THREE, SEVEN_AND_THREE)

    assert (found.outcome, found.asked) == (Outcome.REVISION_ASKED, (8, 9, 10))


def test_after_the_one_revision_the_pass_rule_decides() -> None:
    passed = decided(program(), SEVEN_AND_THREE, SEVEN_AND_THREE, revision=1)
    failed = decided(program(), (MET,) * 9 + (NOT,), TEN, revision=1)

    assert passed.outcome is Outcome.ACHIEVED
    assert failed.outcome is Outcome.NOT_ACHIEVED
    assert failed.asked == (10,)


def test_one_not_met_asks_for_more_whatever_the_other_says() -> None:
    found = decided(program(), TEN, (NOT, *TEN[1:]))

    assert (found.outcome, found.asked) == (Outcome.REVISION_ASKED, (1,))


def test_where_only_a_short_set_asks_three_of_ten_may_be_partially_met() -> None:
    rules = program(both_partial="only-if-short")
    four = (MET,) * 6 + (PARTIAL,) * 4

    assert decided(rules, SEVEN_AND_THREE, SEVEN_AND_THREE).outcome is Outcome.ACHIEVED
    short = decided(rules, four, four)
    assert (short.outcome, short.asked) == (Outcome.REVISION_ASKED, (7, 8, 9, 10))


def test_where_a_third_evaluator_decides_there_is_no_outcome_before() -> None:
    rules = program("third-evaluator")
    other = (PARTIAL, NOT, *TEN[2:])
    found = decided(rules, TEN, other)

    assert (found.outcome, found.disputed) == (None, (1, 2))


@pytest.mark.parametrize(
    ("third", "outcome"), [(MET, Outcome.ACHIEVED), (NOT, Outcome.REVISION_ASKED)]
)
def test_where_two_of_three_agree_it_is_theirs(third: Rating, outcome: Outcome) -> None:
    found = decided(program("third-evaluator"), (MET,), (NOT,), (third,))

    assert (found.outcome, found.disputed) == (outcome, ())


def test_of_three_that_all_differ_the_middle_counts() -> None:
    found = decided(program("third-evaluator"), (MET,), (NOT,), (PARTIAL,))

    assert found.ratings[0].rating is PARTIAL


@pytest.mark.parametrize("third", Rating)
def test_the_program_file_can_let_the_third_evaluator_decide(third: Rating) -> None:
    found = decided(with_three_ratings("third"), (MET, MET), (NOT, MET), third=(third, NOT))

    assert [item.rating for item in found.ratings] == [third, MET]


@given(st.lists(st.tuples(ratings, ratings, ratings), min_size=1, max_size=12))
def test_of_three_ratings_the_middle_one_counts_whoever_gave_it(
    triples: list[tuple[Rating, Rating, Rating]],
) -> None:
    evaluations = tuple(zip(*triples, strict=True))
    height = (NOT, PARTIAL, MET).index
    rules = with_three_ratings("middle")
    expected = [sorted(triple, key=height)[1] for triple in triples]

    found = decided(rules, *evaluations, revision=1)

    assert [item.rating for item in found.ratings] == expected
    assert decided(rules, *reversed(evaluations), revision=1) == found
    assert decided(program("third-evaluator"), *evaluations, revision=1) == found


@pytest.mark.parametrize(("one", "other"), tuple(product(Rating, Rating)))
@pytest.mark.parametrize("both_partial", ["always-asks", "only-if-short"])
def test_every_pair_counts_as_the_stated_rule_says(
    one: Rating, other: Rating, both_partial: str
) -> None:
    found = decided(program(both_partial=both_partial), (one,), (other,), revision=1)
    counts = found.ratings[0].rating

    if NOT in (one, other):
        assert counts is NOT
    elif MET in (one, other):
        assert counts is MET
    else:
        assert counts is PARTIAL


pairs = st.lists(st.tuples(ratings, ratings), min_size=1, max_size=12)


@given(pairs, st.sampled_from(["combine", "third-evaluator"]), st.integers(0, 2))
def test_it_makes_no_difference_who_is_named_first(
    given_pairs: list[tuple[Rating, Rating]], disagreement: str, revision: int
) -> None:
    rules = program(disagreement)
    one = tuple(first for first, _ in given_pairs)
    other = tuple(second for _, second in given_pairs)

    assert decided(rules, one, other, revision=revision) == decided(
        rules, other, one, revision=revision
    )


@given(pairs, st.integers(0, 2), st.integers(0, 2))
def test_more_is_asked_as_long_as_a_revision_is_left_and_never_after(
    given_pairs: list[tuple[Rating, Rating]], revision: int, revisions: int
) -> None:
    one = tuple(first for first, _ in given_pairs)
    other = tuple(second for _, second in given_pairs)
    found = decided(program(revisions=revisions), one, other, revision=revision)

    if revision >= revisions:
        assert found.outcome is not Outcome.REVISION_ASKED
        assert (found.outcome is Outcome.ACHIEVED) == found.forecast.passes
    else:
        assert (found.outcome is Outcome.REVISION_ASKED) == bool(found.asked)
    asking = [pair for pair in given_pairs if NOT in pair or pair == (PARTIAL, PARTIAL)]
    assert len(found.asked) == len(asking)


@given(pairs)
def test_a_better_rating_never_makes_it_worse(given_pairs: list[tuple[Rating, Rating]]) -> None:
    order = (Outcome.NOT_ACHIEVED, Outcome.REVISION_ASKED, Outcome.ACHIEVED)
    one = tuple(first for first, _ in given_pairs)
    other = tuple(second for _, second in given_pairs)
    better = (MET, *one[1:])

    before = decided(program(), one, other).outcome
    after = decided(program(), better, other).outcome

    assert before is not None
    assert after is not None
    assert order.index(after) >= order.index(before)
