"""How far evaluators agree: kappa as other libraries compute it, and where two differ."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.agreement import (
    LEAST_FOR_KAPPA,
    agreement,
    compare_evaluations,
    weighted_kappa,
)
from lssc_desktop.core.review.evaluation import add_comment, rate
from lssc_desktop.core.review.review import About, Review, ReviewedPackage, ReviewMode

MET, PARTIAL, NOT_MET = Rating.MET, Rating.PARTIAL, Rating.NOT_MET

# The tables are published; their values were computed again with scikit-learn 1.9.1
# (`cohen_kappa_score`) and statsmodels 0.15.0 (`cohens_kappa`), which agree to six decimals.

# SAS/STAT User's Guide, "The FREQ Procedure", Agreement Study: two dermatologists, four levels.
SKIN = ((10, 4, 1, 0), (5, 10, 12, 2), (2, 4, 12, 5), (0, 2, 6, 13))
# Fleiss 1981, page 213, as a tutorial of SAS PROC FREQ (stattutorials.com) has it: three levels.
DIAGNOSES = ((75, 1, 4), (5, 4, 1), (0, 0, 10))
# Penn State, STAT 509, the SAS program of Cohen's kappa: two radiologists, four levels.
XRAYS = ((21, 12, 0, 0), (4, 17, 1, 0), (3, 9, 15, 2), (0, 0, 0, 1))
# The test of scikit-learn, which has its value with linear weights too: three levels.
CODED = ((46, 0, 0), (4, 40, 0), (0, 0, 10))


def pairs_of(table: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    return [
        (one, other)
        for one, row in enumerate(table)
        for other, count in enumerate(row)
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        (SKIN, 0.508160),
        (DIAGNOSES, 0.722222),
        (XRAYS, 0.568399),
        (CODED, 0.941176),
    ],
)
def test_weighted_kappa_is_as_other_libraries_have_it(
    table: Sequence[Sequence[int]], kappa: float
) -> None:
    found = weighted_kappa(pairs_of(table), len(table))
    assert found is not None
    assert round(found, 6) == kappa


def test_with_two_levels_it_is_the_kappa_of_cohen() -> None:
    # The test of scikit-learn's cohen_kappa_score: Artstein and Poesio 2008, table 1.
    found = weighted_kappa(pairs_of(((20, 20), (10, 50))), 2)
    assert found is not None
    assert round(found, 6) == 0.347826


def test_where_both_give_one_rating_alone_kappa_says_nothing() -> None:
    assert weighted_kappa([(2, 2)] * 50, 3) is None
    assert weighted_kappa([], 3) is None
    assert agreement([(MET, MET)] * 50, same_two=True).kappa is None
    assert agreement([(MET, MET)] * 50, same_two=True).percent == 100


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=60))
def test_it_does_not_matter_who_of_two_is_the_first(pairs: list[tuple[int, int]]) -> None:
    found = weighted_kappa(pairs, 3)
    turned = weighted_kappa([(other, one) for one, other in pairs], 3)
    assert (found is None) is (turned is None)
    if found is not None and turned is not None:
        assert found == pytest.approx(turned)
        assert -1.0000001 <= found <= 1


def test_below_thirty_ratings_there_is_the_percentage_alone() -> None:
    few = [(MET, PARTIAL), (NOT_MET, NOT_MET)] * (LEAST_FOR_KAPPA // 2)
    assert agreement(few, same_two=True).kappa is not None
    assert agreement(few[:-1], same_two=True).kappa is None
    assert agreement(few[:-1], same_two=True).percent == pytest.approx(100 * 14 / 29)
    assert agreement(few).kappa is None  # by different people
    assert agreement([]).percent is None


PACKAGE = ReviewedPackage(
    "a" * 64, "p", "lssc", "2", "technology", "Technology", "J. Smith", PackageKind.PORTFOLIO, 0,
    date(2026, 2, 10),
)  # fmt: skip


def evaluation(who: str, *ratings: Rating | None) -> Review:
    written = datetime(2026, 11, 23, 9, tzinfo=UTC)
    made = Review(f"e-{who}", ReviewMode.EVALUATION, PACKAGE, who, written)
    for number, rating in enumerate(ratings, 1):
        made = rate(made, number, rating)
    return made


def test_three_are_compared_by_pairs() -> None:
    lee = evaluation("Lee", MET, MET, PARTIAL)
    ann = evaluation("Ann", MET, PARTIAL, PARTIAL)
    cy = evaluation("Cy", NOT_MET, None, PARTIAL)
    found = compare_evaluations((lee, ann, cy), (1, 2, 3))
    said = {(each.one, each.other): each.agreement for each in found.pairs}
    assert {pair: (each.same, each.count) for pair, each in said.items()} == {
        ("Lee", "Ann"): (2, 3),
        ("Lee", "Cy"): (1, 2),
        ("Ann", "Cy"): (1, 2),
    }
    assert (found.overall.same, found.overall.count) == (4, 7)
    assert [each.number for each in found.differing] == [1, 2]


def test_where_two_differ_both_comments_are_there() -> None:
    lee = add_comment(evaluation("Lee", MET, PARTIAL), About(2), "Which of the two?")
    ann = add_comment(evaluation("Ann", MET, MET), About(2), "Clear enough.")
    (differs,) = compare_evaluations((lee, ann), (1, 2)).differing
    assert [(each.person, each.rating) for each in differs.given] == [
        ("Lee", PARTIAL),
        ("Ann", MET),
    ]
    assert [[one.text for one in each.comments] for each in differs.given] == [
        ["Which of the two?"],
        ["Clear enough."],
    ]
