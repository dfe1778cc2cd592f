from decimal import Decimal

import pytest

from lssc_desktop.core.program.program import PassRule, Program
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import Improvement, forecast
from lssc_desktop.messages.evaluation import (
    RuleLine,
    forecast_basis,
    forecast_verdict,
    rating_word,
    rounding_sentence,
    rule_lines,
    shortest_way_sentence,
)
from lssc_desktop.store.programs import read_program, shipped_program_text

MET, PARTIAL, NOT = Rating.MET, Rating.PARTIAL, Rating.NOT_MET
PICTURE = (MET,) * 7 + (PARTIAL,) * 4 + (NOT,)


@pytest.fixture(scope="module")
def lssc() -> Program:
    return read_program(shipped_program_text(), "lssc.toml")


def test_the_forecast_of_the_picture(lssc: Program) -> None:
    result = forecast(lssc.pass_rule, "up", PICTURE)
    assert rule_lines(lssc.pass_rule, result) == (
        RuleLine("At least 70% met: 9 of 12", "you have 7, 2 short", fulfilled=False),
        RuleLine("At most 30% partially met: 3 of 12", "you have 4, 1 over", fulfilled=False),
        RuleLine("None not met", "you have 1", fulfilled=False),
    )
    assert forecast_verdict(result) == "By your ratings: not yet"
    assert forecast_basis(lssc, result) == (
        "Based on your own ratings of the 12 competencies. Evaluators decide. "
        "LSSC hasn’t accepted portfolios since January 31, 2019."
    )
    assert rounding_sentence(lssc, result) == (
        "We round 70% of 12 up to 9; the program doesn’t say how."
    )


def test_a_set_that_would_pass(lssc: Program) -> None:
    result = forecast(lssc.pass_rule, "up", (MET,) * 12)
    assert [line.stands for line in rule_lines(lssc.pass_rule, result)] == [
        "you have 12",
        "you have 0",
        "you have 0",
    ]
    assert all(line.fulfilled for line in rule_lines(lssc.pass_rule, result))
    assert forecast_verdict(result) == "By your ratings: enough"  # "Yes" was more than we know


@pytest.mark.parametrize(
    ("ratings", "stands"),
    [
        ((MET, None), "1 not rated yet"),
        ((NOT, None, None), "you have 3, 2 of them not rated yet"),
    ],
)
def test_what_is_not_rated_is_said(
    lssc: Program, ratings: tuple[Rating | None, ...], stands: str
) -> None:
    result = forecast(lssc.pass_rule, "up", ratings)
    assert rule_lines(lssc.pass_rule, result)[2].stands == stands


@pytest.mark.parametrize(
    ("ratings", "undecided"),
    [((MET, MET), False), ((MET, None), True), ((NOT, None), False), ((NOT, NOT), False)],
)
def test_where_only_ratings_are_missing_nothing_is_decided(
    lssc: Program, ratings: tuple[Rating | None, ...], undecided: bool
) -> None:
    result = forecast(lssc.pass_rule, "up", ratings)
    assert rule_lines(lssc.pass_rule, result)[2].undecided is undecided


def test_a_rule_that_forgives_some() -> None:
    rule = PassRule(Decimal("66.50"), Decimal(20), not_met_allowed=2, evaluators=1, revisions=0)
    result = forecast(rule, "up", (MET, NOT, NOT, NOT))
    met, _, not_met = rule_lines(rule, result)
    assert met.asks == "At least 66.5% met: 3 of 4"
    assert (not_met.asks, not_met.stands) == ("At most 2 not met", "you have 3, 1 over")


def test_nothing_is_said_about_rounding_where_there_is_none(lssc: Program) -> None:
    result = forecast(lssc.pass_rule, "up", (MET,) * 10)
    assert rounding_sentence(lssc, result) == ""


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        (
            (Improvement(6, MET), Improvement(11, MET), Improvement(12, PARTIAL)),
            (
                "Shortest way: raise competencies 6 and 11 to met, and competency 12 to at "
                "least partially met."
            ),
        ),
        ((Improvement(6, MET),), "Shortest way: raise competency 6 to met."),
        (
            (Improvement(1, PARTIAL), Improvement(2, PARTIAL), Improvement(3, PARTIAL)),
            "Shortest way: raise competencies 1, 2, and 3 to at least partially met.",
        ),
        ((), ""),
    ],
)
def test_the_shortest_way(moves: tuple[Improvement, ...], sentence: str) -> None:
    assert shortest_way_sentence(moves) == sentence


def test_every_rating_has_a_word() -> None:
    assert [rating_word(rating) for rating in (*Rating, None)] == [
        "Met",
        "Partially met",
        "Not met",
        "Not rated",
    ]
