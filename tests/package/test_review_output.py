from datetime import UTC, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.review.review import About, Comment, Review, ReviewMode
from lssc_desktop.disk.disk import FolderGone, NameRefusedByDisk, NotAllowed
from lssc_desktop.messages.message import message_for
from lssc_desktop.package.target import ReviewExists, review_name, write_output
from lssc_desktop.store.review_file import read_review
from tests.reviews import a_package, a_review
from tests.systems import closed, needs_links, posix_only

PACKAGE = Path("/in/rivera-basics-2026-11-20-review-1.lssc.zip")
REVIEW = a_review(Comment("r-1", About(1), "First."))


def test_a_review_into_a_folder_is_named_after_package_and_reviewer(tmp_path: Path) -> None:
    written = write_output(tmp_path, PACKAGE, REVIEW)

    assert written == tmp_path / "rivera-basics-2026-11-20-review-1-dana-ortiz.lssc-review.json"
    assert read_review(written) == REVIEW


def test_a_reviewer_without_a_letter_is_named_after_what_was_done() -> None:
    assert review_name(PACKAGE, a_review(reviewer="...")).endswith("-review.lssc-review.json")


def test_a_later_writing_keeps_the_id_of_the_earlier(tmp_path: Path) -> None:
    write_output(tmp_path / "r.json", PACKAGE, REVIEW)
    later = a_review(review_id="new", written=datetime(2026, 11, 24, tzinfo=UTC))
    write_output(tmp_path / "r.json", PACKAGE, later)

    assert read_review(tmp_path / "r.json").id == "r"
    assert read_review(tmp_path / "r.json").written == later.written


@pytest.mark.parametrize(
    "right", [a_review(reviewer="Dana Ortíz"), a_review(mode=ReviewMode.EVALUATION)]
)
def test_a_name_or_kind_that_was_put_right_goes_into_the_same_file(
    tmp_path: Path, right: Review
) -> None:
    write_output(tmp_path / "r.json", PACKAGE, REVIEW)
    write_output(tmp_path / "r.json", PACKAGE, right)

    assert read_review(tmp_path / "r.json") == right


@pytest.mark.parametrize(
    "other",
    [
        a_review(review_id="s", reviewer="Lee Wong"),
        a_review(package=a_package("0" * 64)),
        a_review(review_id="s", mode=ReviewMode.EVALUATION),
    ],
)
def test_what_somebody_else_wrote_is_not_replaced(tmp_path: Path, other: object) -> None:
    write_output(tmp_path / "r.json", PACKAGE, other)  # type: ignore[arg-type]  # a review
    before = (tmp_path / "r.json").read_bytes()

    with pytest.raises(ReviewExists):
        write_output(tmp_path / "r.json", PACKAGE, REVIEW)
    assert (tmp_path / "r.json").read_bytes() == before


def test_another_file_of_that_name_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text("mine", encoding="utf-8")

    with pytest.raises(ReviewExists) as refused:
        write_output(tmp_path / "r.json", PACKAGE, REVIEW)
    assert "isn’t your review of this package" in message_for(refused.value).happened
    assert (tmp_path / "r.json").read_text(encoding="utf-8") == "mine"


@needs_links
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    write_output(tmp_path / "r.json", PACKAGE, REVIEW)
    (tmp_path / "link.json").symlink_to(tmp_path / "r.json")

    with pytest.raises(ReviewExists):
        write_output(tmp_path / "link.json", PACKAGE, REVIEW)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        write_output(tmp_path / "gone" / "r.json", PACKAGE, REVIEW)


@posix_only
def test_a_place_that_cannot_be_looked_at_is_said_so(tmp_path: Path) -> None:
    long = "n" * 300
    for output in (tmp_path / long, tmp_path / long / "r.json"):
        with pytest.raises(NameRefusedByDisk):
            write_output(output, PACKAGE, REVIEW)
    (tmp_path / "office").mkdir()
    with closed(tmp_path / "office") as office:
        for output in (office / "r.json", office / "out" / "r.json"):
            with pytest.raises(NotAllowed):
                write_output(output, PACKAGE, REVIEW)
