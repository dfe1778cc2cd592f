"""Review files in the portfolio folder."""

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.files.readable import FileBroken
from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.review.review import About, Comment, Result, ReviewMode
from lssc_desktop.disk.copying import NotAFile
from lssc_desktop.store.review_file import (
    EvaluationForOffice,
    encode_review,
    filed_reviews,
    import_review,
    reviews_of,
    write_review,
)
from tests.reviews import a_note, a_package, a_portfolio, a_review
from tests.systems import needs_any_name

NO_SETTINGS = Path("no settings here")
TODAY = date(2026, 11, 25)
PORTFOLIO = a_portfolio()
REVIEW = a_review(Comment("r-1", About(11), "How many came?"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "Rivera LSSC"
    path.mkdir()
    return path


def sent(root: Path, name: str = "dana.lssc-review.json", review: object = REVIEW) -> Path:
    path = root.parent / name
    path.write_bytes(encode_review(review))  # type: ignore[arg-type]  # a review
    return path


def kept(root: Path) -> list[str]:
    folder = root / "Reviews"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_review_is_copied_in_under_its_name(root: Path) -> None:
    taken = import_review(root, PORTFOLIO, sent(root), TODAY, NO_SETTINGS)

    assert (taken.ours, taken.path) == (True, "Reviews/dana.lssc-review.json")
    assert taken.portfolio == PORTFOLIO
    assert reviews_of(root, PORTFOLIO) == (REVIEW,)


def test_an_evaluation_is_refused_and_nothing_of_it_is_kept(root: Path) -> None:
    source = sent(root, review=replace(REVIEW, mode=ReviewMode.EVALUATION))
    with pytest.raises(EvaluationForOffice):
        import_review(root, PORTFOLIO, source, TODAY, NO_SETTINGS)
    assert kept(root) == []


def test_the_same_file_is_kept_once_under_whatever_name(root: Path) -> None:
    import_review(root, PORTFOLIO, sent(root), TODAY, NO_SETTINGS)
    taken = import_review(root, PORTFOLIO, sent(root, "copy.lssc-review.json"), TODAY, NO_SETTINGS)

    assert taken.path == "Reviews/dana.lssc-review.json"
    assert kept(root) == ["dana.lssc-review.json"]


def test_another_file_of_the_same_name_is_numbered_and_still_a_review(root: Path) -> None:
    import_review(root, PORTFOLIO, sent(root), TODAY, NO_SETTINGS)
    import_review(root, PORTFOLIO, sent(root, review=a_review(review_id="s")), TODAY, NO_SETTINGS)

    assert kept(root) == ["dana (2).lssc-review.json", "dana.lssc-review.json"]
    assert len(reviews_of(root, PORTFOLIO)) == 2


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("review.json", "Reviews/review.lssc-review.json"),
        ("dana", "Reviews/dana.lssc-review.json"),
        pytest.param(
            "Dana?.LSSC-Review.JSON", "Reviews/Dana_.lssc-review.json", marks=needs_any_name
        ),
    ],
)
def test_a_file_of_another_name_is_found_again(root: Path, name: str, path: str) -> None:
    assert import_review(root, PORTFOLIO, sent(root, name), TODAY, NO_SETTINGS).path == path
    assert len(reviews_of(root, PORTFOLIO)) == 1


def test_a_review_in_the_folder_already_is_taken_as_it_lies(root: Path) -> None:
    (root / "Reviews").mkdir()
    path = root / "Reviews" / "mine.lssc-review.json"
    write_review(path, REVIEW)

    assert (
        import_review(root, PORTFOLIO, path, TODAY, NO_SETTINGS).path
        == "Reviews/mine.lssc-review.json"
    )


def test_a_review_of_another_package_changes_nothing(root: Path) -> None:
    stranger = a_review(package=a_package("0" * 64))
    taken = import_review(root, PORTFOLIO, sent(root, review=stranger), TODAY, NO_SETTINGS)

    assert (taken.ours, taken.path, taken.portfolio) == (False, "", PORTFOLIO)
    assert kept(root) == []


def test_a_damaged_review_changes_nothing(root: Path) -> None:
    path = sent(root)
    path.write_bytes(path.read_bytes()[:50])

    with pytest.raises(FileBroken):
        import_review(root, PORTFOLIO, path, TODAY, NO_SETTINGS)
    assert kept(root) == []


RESULT = a_review(
    mode=ReviewMode.RESULT, result=Result(Outcome.REVISION_ASKED, (6,)), note="Show more."
)


def test_a_result_about_a_review_copy_decides_nothing(root: Path) -> None:
    taken = import_review(root, PORTFOLIO, sent(root, review=RESULT), TODAY, NO_SETTINGS)

    assert taken.ours
    assert taken.portfolio == PORTFOLIO


def test_a_result_becomes_a_decision_on_its_package(root: Path) -> None:
    handed_in = a_portfolio(a_note(kind=PackageKind.PORTFOLIO, copy=0))
    taken = import_review(root, handed_in, sent(root, review=RESULT), TODAY, NO_SETTINGS)
    (decision,) = taken.portfolio.sets[0].decisions

    assert decision.outcome is Outcome.REVISION_ASKED
    assert (decision.package_id, decision.asked) == (a_note().package_id, (6,))
    assert (decision.day, decision.note) == (date(2026, 11, 23), "Show more.")


def test_what_people_put_into_the_folder_is_shown_too(root: Path) -> None:
    (root / "Reviews").mkdir()
    write_review(root / "Reviews" / "a.lssc-review.json", REVIEW)
    write_review(
        root / "Reviews" / "b.lssc-review.json", replace(REVIEW, package=a_package("0" * 64))
    )
    (root / "Reviews" / "c.lssc-review.json").write_text("{", encoding="utf-8")
    (root / "Reviews" / "notes.txt").write_text("mine", encoding="utf-8")

    found = filed_reviews(root, PORTFOLIO)

    assert [(item.path, item.ours, item.fault is None) for item in found] == [
        ("Reviews/a.lssc-review.json", True, True),
        ("Reviews/b.lssc-review.json", False, True),
        ("Reviews/c.lssc-review.json", False, False),
    ]
    assert reviews_of(root, PORTFOLIO) == (REVIEW,)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_a_pipe_or_a_link_is_not_even_touched(root: Path) -> None:
    (root / "Reviews").mkdir()
    os.mkfifo(root / "Reviews" / "a.lssc-review.json")
    (root / "Reviews" / "b.lssc-review.json").symlink_to(sent(root))

    assert [type(item.fault) for item in filed_reviews(root, PORTFOLIO)] == [NotAFile, NotAFile]
    taken = import_review(root, PORTFOLIO, sent(root, "c.lssc-review.json"), TODAY, NO_SETTINGS)
    assert taken.path == "Reviews/c.lssc-review.json"


def test_a_portfolio_without_reviews_has_none(root: Path) -> None:
    assert filed_reviews(root, PORTFOLIO) == ()
    shutil.rmtree(root)
    assert filed_reviews(root, PORTFOLIO) == ()
