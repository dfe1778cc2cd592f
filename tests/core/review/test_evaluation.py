from decimal import Decimal
from itertools import product
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.program.program import PassDemand, PassRule
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import (
    Combined,
    Forecast,
    Improvement,
    combine,
    forecast,
    is_rounded,
    shortest_way,
)
from lssc_desktop.messages.evaluation import rule_lines

MET, PARTIAL, NOT = Rating.MET, Rating.PARTIAL, Rating.NOT_MET
RULE = PassRule(Decimal(70), Decimal(30), not_met_allowed=0, evaluators=2, revisions=1)

# Foundations as in the picture of the check page: 7 met, 4 partially met, no. 12 not started.
PICTURE: dict[int, Rating | None] = {
    **dict.fromkeys((1, 2, 3, 4, 7, 8, 9), MET),
    **dict.fromkeys((5, 6, 10, 11), PARTIAL),
    12: None,
}

ratings_of_a_set = st.lists(st.sampled_from([MET, PARTIAL, NOT, None]), min_size=1, max_size=16)
rules = st.builds(
    PassRule,
    met_percent=st.integers(0, 100).map(Decimal),
    partial_percent=st.integers(0, 100).map(Decimal),
    not_met_allowed=st.integers(0, 3),
    evaluators=st.just(2),
    revisions=st.just(1),
)
roundings = st.sampled_from(["up", "down"])


def test_a_competency_without_a_rating_counts_as_not_met() -> None:
    assert forecast(RULE, "up", PICTURE.values()) == Forecast(
        met=7,
        partial=4,
        not_met=1,
        unrated=1,
        needed=9,
        partial_allowed=3,
        not_met_allowed=0,
        passes=False,
    )


@pytest.mark.parametrize(
    ("total", "needed"), [(8, 6), (9, 7), (10, 7), (12, 9), (13, 10), (16, 12)]
)
def test_seventy_percent_rounded_up(total: int, needed: int) -> None:
    assert forecast(RULE, "up", [MET] * total).needed == needed


@pytest.mark.parametrize(("total", "needed"), [(8, 5), (10, 7), (12, 8)])
def test_seventy_percent_rounded_down(total: int, needed: int) -> None:
    assert forecast(RULE, "down", [MET] * total).needed == needed


def test_a_set_passes_exactly_at_the_threshold() -> None:
    assert forecast(RULE, "up", [MET] * 9 + [PARTIAL] * 3).passes
    assert not forecast(RULE, "up", [MET] * 8 + [PARTIAL] * 4).passes
    assert forecast(RULE, "down", [MET] * 8 + [PARTIAL] * 4).passes


def test_a_single_not_met_holds_up_the_whole_set() -> None:
    assert not forecast(RULE, "up", [MET] * 11 + [NOT]).passes


def test_a_choice_of_rounding_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="sideways"):
        forecast(RULE, "sideways", [MET])


@pytest.mark.parametrize(("total", "rounded"), [(10, False), (12, True), (20, False), (1, True)])
def test_whether_rounding_matters(total: int, rounded: bool) -> None:
    assert is_rounded(RULE, total) is rounded


@given(st.integers(1, 200), roundings)
def test_seventy_and_thirty_percent_always_leave_room_for_each_other(
    total: int, rounding: str
) -> None:
    result = forecast(RULE, rounding, [MET] * total)
    assert result.needed + result.partial_allowed == total
    assert result.needed == (ceil if rounding == "up" else floor)(Decimal(total) * 70 / 100)


@given(rules, roundings, ratings_of_a_set)
def test_all_competencies_are_counted_once(
    rule: PassRule, rounding: str, ratings: list[Rating | None]
) -> None:
    result = forecast(rule, rounding, ratings)
    assert result.total == len(ratings)
    assert result.unrated <= result.not_met


def test_the_shortest_way_of_the_picture() -> None:
    assert shortest_way(RULE, "up", PICTURE, harder={5, 10}) == (
        Improvement(6, MET),
        Improvement(11, MET),
        Improvement(12, PARTIAL),
    )


def test_without_open_findings_the_lowest_numbers_come_first() -> None:
    assert shortest_way(RULE, "up", PICTURE) == (
        Improvement(5, MET),
        Improvement(6, MET),
        Improvement(12, PARTIAL),
    )


def test_a_set_that_passes_needs_no_way() -> None:
    assert shortest_way(RULE, "up", dict.fromkeys(range(1, 10), MET)) == ()


def test_an_untouched_set_is_raised_as_far_as_the_rule_asks() -> None:
    moves = shortest_way(RULE, "up", dict.fromkeys(range(1, 11), None))
    assert [move.to for move in moves] == [MET] * 7 + [PARTIAL] * 3


def test_a_rule_that_forgives_leaves_the_harder_one_not_met() -> None:
    rule = PassRule(Decimal(50), Decimal(50), not_met_allowed=1, evaluators=2, revisions=1)
    ratings = {1: MET, 2: MET, 3: NOT, 4: NOT}
    assert shortest_way(rule, "up", ratings, harder={3}) == (Improvement(4, PARTIAL),)


def steps(ratings: dict[int, Rating | None], raised: dict[int, Rating | None]) -> int:
    height = {None: 0, NOT: 0, PARTIAL: 1, MET: 2}
    return sum(height[raised[number]] - height[ratings[number]] for number in ratings)


def fewest_steps(rule: PassRule, rounding: str, ratings: dict[int, Rating | None]) -> int:
    """Try every way there is."""
    ladder = {None: (None, PARTIAL, MET), NOT: (NOT, PARTIAL, MET), PARTIAL: (PARTIAL, MET)}
    choices = [ladder.get(rating, (MET,)) for rating in ratings.values()]
    ways = (dict(zip(ratings, way, strict=True)) for way in product(*choices))
    return min(steps(ratings, way) for way in ways if forecast(rule, rounding, way.values()).passes)


@given(rules, roundings, st.lists(st.sampled_from([MET, PARTIAL, NOT, None]), max_size=6))
def test_no_way_is_shorter_and_it_leads_to_a_pass(
    rule: PassRule, rounding: str, given_ratings: list[Rating | None]
) -> None:
    ratings = dict(enumerate(given_ratings, 1))
    moves = shortest_way(rule, rounding, ratings)
    raised = ratings | {move.number: move.to for move in moves}
    assert forecast(rule, rounding, raised.values()).passes
    assert steps(ratings, raised) == fewest_steps(rule, rounding, ratings)


@pytest.mark.parametrize(
    ("first", "second", "combined"),
    [
        (MET, MET, Combined.MET),
        (MET, PARTIAL, Combined.MET),
        (PARTIAL, PARTIAL, Combined.ASKS_FOR_MORE),
        (MET, NOT, Combined.ASKS_FOR_MORE),
        (PARTIAL, NOT, Combined.ASKS_FOR_MORE),
        (NOT, NOT, Combined.ASKS_FOR_MORE),
    ],
)
def test_the_combine_rule(first: Rating, second: Rating, combined: Combined) -> None:
    assert combine(first, second, "combine", "always-asks") is combined


def test_two_partially_met_stay_so_where_only_a_short_set_asks_for_more() -> None:
    assert combine(PARTIAL, PARTIAL, "combine", "only-if-short") is Combined.PARTIAL


@pytest.mark.parametrize("both_partial", ["always-asks", "only-if-short"])
@pytest.mark.parametrize("disagreement", ["combine", "third-evaluator"])
@pytest.mark.parametrize(("first", "second"), tuple(product(Rating, Rating)))
def test_every_pair_of_ratings(
    first: Rating, second: Rating, disagreement: str, both_partial: str
) -> None:
    combined = combine(first, second, disagreement, both_partial)
    assert combined is combine(second, first, disagreement, both_partial)
    asks_a_third = first is not second and disagreement == "third-evaluator"
    assert (combined is Combined.THIRD_EVALUATOR) == asks_a_third
    if NOT in (first, second):
        assert combined in (Combined.ASKS_FOR_MORE, Combined.THIRD_EVALUATOR)
    if first is second is MET:
        assert combined is Combined.MET


def test_with_two_ratings_the_shortest_way_leads_to_met_alone() -> None:
    rule = PassRule(rule=PassDemand.ALL, ratings=(MET, NOT))
    ratings: dict[int, Rating | None] = {1: MET, 2: NOT, 3: None}
    way = shortest_way(rule, "", ratings)
    assert [(move.number, move.to) for move in way] == [(2, MET), (3, MET)]
    result = forecast(rule, "", ratings.values())
    assert (result.needed, result.passes, result.scale) == (3, False, (MET, NOT))
    lines = [f"{line.asks}, {line.stands}" for line in rule_lines(rule, result)]
    assert lines == [
        "All met: 3 of 3, you have 1, 2 short",
        "None not met, you have 2, 1 of them not rated yet",
    ]
