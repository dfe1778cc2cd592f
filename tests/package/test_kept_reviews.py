"""What a reviewer does is kept in the reviewer's own folder until it is saved."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import rate
from lssc_desktop.core.review.review import Review, ReviewedPackage, ReviewMode
from lssc_desktop.disk.settings import REVIEWS
from lssc_desktop.package.rounds import (
    KeptReview,
    forget_review,
    forget_saved_reviews,
    keep_review,
    kept_before,
    kept_for,
)

SECOND = ReviewedPackage(
    "4c9e" * 16,
    "p1",
    "lssc",
    "2026.1",
    "foundations",
    "Foundations of Library Services",
    "A. Rivera",
    PackageKind.REVIEW_COPY,
    2,
    date(2026, 11, 25),
)
FIRST = replace(SECOND, package_id="07b1" * 16, copy=1)
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def review(package: ReviewedPackage, name: str = "r1", written: datetime = NOON) -> Review:
    return Review(name, ReviewMode.REVIEW, package, "M. Okafor", written)


def test_what_is_kept_is_found_by_its_package(tmp_path: Path) -> None:
    kept = KeptReview(rate(review(SECOND), 11, Rating.MET), "/stick/copy 2.zip")
    keep_review(tmp_path, kept)
    assert kept_for(tmp_path, SECOND) == (kept,)
    assert kept_for(tmp_path, FIRST) == ()


def test_the_newest_state_of_a_review_is_what_is_kept(tmp_path: Path) -> None:
    keep_review(tmp_path, KeptReview(review(SECOND), "p.zip"))
    newer = KeptReview(rate(review(SECOND), 1, Rating.NOT_MET), "p.zip", saved=True)
    keep_review(tmp_path, newer)
    assert kept_for(tmp_path, SECOND) == (newer,)


def test_two_reviewers_at_one_computer_do_not_take_each_others_place(tmp_path: Path) -> None:
    one = KeptReview(review(SECOND, "r1"), "p.zip")
    two = KeptReview(review(SECOND, "r2", NOON + timedelta(hours=1)), "p.zip")
    keep_review(tmp_path, one)
    keep_review(tmp_path, two)
    assert kept_for(tmp_path, SECOND) == (two, one)


def test_what_was_said_about_an_earlier_copy_is_found(tmp_path: Path) -> None:
    earlier = KeptReview(review(FIRST, "r0"), "copy 1.zip", saved=True)
    elsewhere = KeptReview(review(replace(FIRST, portfolio="p2"), "r9"), "x.zip")
    keep_review(tmp_path, earlier)
    keep_review(tmp_path, elsewhere)
    keep_review(tmp_path, KeptReview(review(SECOND), "copy 2.zip"))
    assert kept_before(tmp_path, SECOND) == (earlier,)


def test_nothing_is_left_of_what_is_forgotten(tmp_path: Path) -> None:
    keep_review(tmp_path, KeptReview(review(SECOND), "p.zip"))
    forget_review(tmp_path, review(SECOND))
    forget_review(tmp_path, review(SECOND))
    assert list((tmp_path / REVIEWS).iterdir()) == []


def test_who_takes_the_agreement_back_leaves_only_unsaved_work(tmp_path: Path) -> None:
    keep_review(tmp_path, KeptReview(review(FIRST, "r1"), "p.zip", saved=True))
    unsaved = KeptReview(review(SECOND, "r2"), "p.zip")
    keep_review(tmp_path, unsaved)
    others = KeptReview(replace(review(SECOND, "r3"), reviewer="J. Lind"), "p.zip", saved=True)
    keep_review(tmp_path, others)
    forget_saved_reviews(tmp_path, "m. okafor ")
    assert kept_for(tmp_path, FIRST) == ()
    assert set(kept_for(tmp_path, SECOND)) == {unsaved, others}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": 9}', b"\xff\xfe"])
def test_what_cannot_be_read_is_passed_over(tmp_path: Path, content: bytes) -> None:
    keep_review(tmp_path, KeptReview(review(SECOND), "p.zip"))
    (file,) = (tmp_path / REVIEWS).iterdir()
    file.write_bytes(content)
    assert kept_for(tmp_path, SECOND) == ()


def test_what_a_package_calls_itself_is_never_part_of_a_path(tmp_path: Path) -> None:
    hostile = replace(SECOND, portfolio="../../../etc", set_id="*", package_id="/" * 64)
    kept = KeptReview(review(hostile, "../r"), "p.zip")
    keep_review(tmp_path / "config", kept)
    assert kept_for(tmp_path / "config", hostile) == (kept,)
    assert [path.name for path in tmp_path.iterdir()] == ["config"]
