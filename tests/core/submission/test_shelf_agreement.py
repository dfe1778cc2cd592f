"""How far the evaluators of a shelf agreed in a year: by set, competency, evaluator, and pair."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import Rated, ReviewMode
from lssc_desktop.core.submission.shelf import ShelfEntry, ShelvedReview, shelf_entries
from lssc_desktop.core.submission.shelf_statistics import evaluated_years, shelf_agreement
from tests.core.submission.test_shelf import SEEN, portfolio

MET, PARTIAL, NOT_MET = Rating.MET, Rating.PARTIAL, Rating.NOT_MET


def evaluation(package_id: str, person: str, given: Sequence[Rating], year: int) -> ShelvedReview:
    written = datetime(year, 3, 1, tzinfo=UTC)
    ratings = tuple(Rated(number, rating) for number, rating in enumerate(given, 1))
    return ShelvedReview(
        f"{person} {package_id}.json", SEEN, package_id, person, ReviewMode.EVALUATION,
        id=f"{person}-{package_id}", written=written, rated=len(ratings), ratings=ratings,
    )  # fmt: skip


def shelf(*reviews: ShelvedReview) -> tuple[ShelfEntry, ...]:
    ids = sorted({each.package_id for each in reviews})
    packages = [replace(portfolio(each), competencies=3) for each in ids]
    return shelf_entries(packages, reviews, {})


ROWS = shelf(
    evaluation("1", "Lee", (MET, MET, PARTIAL), 2026),
    evaluation("1", "Ann", (MET, PARTIAL, PARTIAL), 2026),
    evaluation("2", "Lee", (MET, MET, MET), 2025),
    evaluation("2", "Cy", (NOT_MET, PARTIAL, MET), 2025),
    evaluation("3", "Cy", (MET, MET, MET), 2025),
)


def test_a_set_is_counted_whole_and_by_competency() -> None:
    found = shelf_agreement(ROWS).sets
    assert [
        (each.set_title, each.number, each.agreement.same, each.agreement.count) for each in found
    ] == [
        ("Technology", None, 3, 6),
        ("Technology", 1, 1, 2),
        ("Technology", 2, 0, 2),
        ("Technology", 3, 2, 2),
    ]


def test_an_evaluator_is_counted_against_all_others() -> None:
    found = {each.person: each for each in shelf_agreement(ROWS).people}
    lee = found["Lee"]
    assert (lee.packages, lee.agreement.same, lee.higher, lee.lower) == (2, 3, 3, 0)
    assert (found["Cy"].packages, found["Cy"].higher, found["Cy"].lower) == (1, 0, 2)
    assert lee.agreement.kappa is None


def test_a_pair_has_kappa_from_thirty_ratings_on() -> None:
    given = (MET, PARTIAL, NOT_MET), (MET, NOT_MET, NOT_MET)
    both = [
        evaluation(f"{number}", person, given[place], 2026)
        for number in range(1, 11)
        for place, person in enumerate(("Lee", "Ann"))
    ]
    (enough,) = shelf_agreement(shelf(*both)).pairs
    assert (enough.one, enough.other, enough.agreement.count) == ("Ann", "Lee", 30)
    assert enough.agreement.kappa == pytest.approx(2 / 3)
    (few,) = shelf_agreement(shelf(*both[:-2])).pairs
    assert few.agreement.kappa is None
    assert few.agreement.percent == pytest.approx(200 / 3)


def test_a_year_counts_what_was_evaluated_in_it() -> None:
    assert evaluated_years(ROWS) == (2026, 2025)
    assert shelf_agreement(ROWS, 2026).sets[0].agreement.count == 3
    assert [each.person for each in shelf_agreement(ROWS, 2025).people] == ["Cy", "Lee"]
    assert shelf_agreement(ROWS, 2024).sets == ()


def test_what_is_not_whole_or_knows_the_others_is_not_counted() -> None:
    part = evaluation("1", "Lee", (MET, MET), 2026)
    third = replace(evaluation("1", "Cy", (NOT_MET, MET, MET), 2026), decides=True)
    ann = evaluation("1", "Ann", (MET, MET, MET), 2026)
    assert shelf_agreement(shelf(part, third, ann)).pairs == ()


def test_no_candidate_is_named() -> None:
    assert "Jane" not in repr(shelf_agreement(ROWS))
