from datetime import date

from lssc_desktop.core.submission.submission_list import (
    SeenOnShelf,
    ShelvedPackage,
    ShelvedReview,
    shelf_entries,
)

SEEN = SeenOnShelf(10, 20)
DAY = date(2026, 11, 24)


def package(name: str, package_id: str, *carried: str) -> ShelvedPackage:
    return ShelvedPackage(name, SEEN, DAY, package_id=package_id, carried=carried)


def review(
    reviewer: str, package_id: str, *comments: str, settled: tuple[str, ...] = ()
) -> ShelvedReview:
    return ShelvedReview(
        f"{reviewer}.json", SEEN, package_id, reviewer, comments=comments, settled=settled
    )


def test_a_review_belongs_to_its_package_alone() -> None:
    one, other = shelf_entries(
        (package("a.zip", "1"), package("b.zip", "2")), (review("Dana", "1", "d-1"),), {}
    )
    assert (one.reviewers, one.open_comments) == (("Dana",), 1)
    assert (other.reviewers, other.open_comments) == ((), 0)


def test_who_reviewed_twice_is_named_once() -> None:
    (entry,) = shelf_entries(
        (package("a.zip", "1"),), (review("Dana", "1"), review("Dana", "1")), {}
    )
    assert entry.reviewers == ("Dana",)


def test_what_is_settled_is_not_open() -> None:
    (entry,) = shelf_entries(
        (package("a.zip", "1", "r0-1", "r0-2"),),
        (review("Dana", "1", "d-1", settled=("r0-1",)),),
        {},
    )
    assert entry.open_comments == 2


def test_what_cannot_be_read_belongs_to_nothing() -> None:
    (entry,) = shelf_entries((package("a.zip", ""),), (review("Dana", "", "d-1"),), {})
    assert (entry.reviewers, entry.open_comments) == ((), 0)


def test_who_has_it_open_is_told() -> None:
    (entry,) = shelf_entries((package("a.zip", "1"),), (), {"a.zip": "M. Okafor"})
    assert entry.opened_by == "M. Okafor"
