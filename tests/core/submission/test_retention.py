"""What a shelf kept long enough: by the program's years, after a final decision."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.program.rules_id import Rules, RulesId, RulesState
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.core.submission.retention import expired_packages, list_code
from lssc_desktop.core.submission.shelf import (
    SeenOnShelf,
    ShelvedAssignments,
    ShelvedPackage,
    ShelvedReview,
    Soundness,
    shelf_entries,
)

DECIDED = datetime(2019, 11, 28, 9, tzinfo=UTC)
TODAY = date(2026, 11, 28)


def seen(size: int) -> SeenOnShelf:
    return SeenOnShelf(size, 7)


def package(name: str, years: int | None = 7, revision: int = 0) -> ShelvedPackage:
    return ShelvedPackage(
        name,
        seen(100),
        Soundness.VALID,
        f"id-{name}",
        "Kim Lee",
        "Technology",
        PackageKind.PORTFOLIO,
        portfolio="p1",
        set_id="technology",
        revision=revision,
        rules=Rules(RulesId("lssc", "2", "c" * 64), RulesState.KNOWN),
        keep_years=years,
    )


def result(of: ShelvedPackage, outcome: Outcome, at: datetime = DECIDED) -> ShelvedReview:
    return ShelvedReview(
        f"{of.name}-result.json",
        seen(10),
        of.package_id,
        "Office",
        ReviewMode.RESULT,
        id=f"r-{of.name}",
        written=at,
        outcome=outcome,
    )


def expired(
    *packages: ShelvedPackage,
    reviews: tuple[ShelvedReview, ...] = (),
    noted: tuple[ShelvedAssignments, ...] = (),
    opened: dict[str, tuple[str, ...]] | None = None,
    today: date = TODAY,
) -> list[tuple[str, tuple[str, ...]]]:
    entries = shelf_entries(packages, reviews, opened or {}, noted)
    found = expired_packages(entries, reviews, noted, today)
    return [(each.package.name, tuple(file.name for file in each.files)) for each in found]


ONE = package("a.zip")


def test_a_package_goes_with_all_about_it_and_the_result_is_last() -> None:
    evaluation = ShelvedReview(
        "a-lee.json", seen(5), "id-a.zip", "Lee", ReviewMode.EVALUATION, id="e"
    )
    noted = ShelvedAssignments("a.zip.assignments.json", seen(3), "id-a.zip")
    found = expired(ONE, reviews=(result(ONE, Outcome.ACHIEVED), evaluation), noted=(noted,))
    assert found == [
        ("a.zip", ("a-lee.json", "a.zip.assignments.json", "a.zip", "a.zip-result.json"))
    ]


@pytest.mark.parametrize(
    ("today", "goes"), [(date(2026, 11, 27), False), (TODAY, True), (date(2030, 1, 1), True)]
)
def test_the_years_of_the_program_are_over_on_the_day_of_the_decision(
    today: date, goes: bool
) -> None:
    found = expired(ONE, reviews=(result(ONE, Outcome.NOT_ACHIEVED),), today=today)
    assert bool(found) is goes


def test_nothing_goes_of_a_program_that_says_nothing() -> None:
    silent = package("a.zip", None)
    assert expired(silent, reviews=(result(silent, Outcome.ACHIEVED),)) == []


def test_nothing_goes_that_is_not_decided_or_whose_work_goes_on() -> None:
    assert expired(ONE) == []
    assert expired(ONE, reviews=(result(ONE, Outcome.REVISION_ASKED),)) == []


def test_what_somebody_has_open_stays() -> None:
    reviews = (result(ONE, Outcome.ACHIEVED),)
    assert expired(ONE, reviews=reviews, opened={"a.zip": ("Ann",)}) == []


def test_an_earlier_package_goes_with_the_one_that_took_its_place() -> None:
    second = package("b.zip", revision=1)
    first_result = result(ONE, Outcome.REVISION_ASKED)
    assert expired(ONE, second, reviews=(first_result,)) == []  # the revision is not decided
    found = expired(ONE, second, reviews=(first_result, result(second, Outcome.ACHIEVED)))
    assert [name for name, _files in found] == ["a.zip", "b.zip"]


def test_a_later_decision_such_as_after_an_appeal_counts() -> None:
    later = replace(
        result(ONE, Outcome.ACHIEVED, datetime(2021, 1, 5, tzinfo=UTC)), id="appeal", name="x.json"
    )
    assert expired(ONE, reviews=(result(ONE, Outcome.NOT_ACHIEVED), later)) == []


def test_a_code_stands_for_one_list_alone() -> None:
    reviews = (result(ONE, Outcome.ACHIEVED),)
    entries = shelf_entries((ONE,), reviews, {})
    found = expired_packages(entries, reviews, (), TODAY)
    changed = replace(found[0], package=replace(found[0].package, seen=seen(101)))
    assert list_code(found) == list_code(list(found))
    assert len({list_code(found), list_code([changed]), list_code(())}) == 3


def test_a_damaged_copy_goes_with_the_package() -> None:
    damaged = replace(ONE, name="copy.zip", soundness=Soundness.DAMAGED)
    names = [name for name, _ in expired(ONE, damaged, reviews=(result(ONE, Outcome.ACHIEVED),))]
    assert names == ["a.zip", "copy.zip"]


def test_what_may_be_a_letter_about_it_is_named_and_stays() -> None:
    work = package("2019/rivera.lssc.zip")
    decided = replace(result(work, Outcome.ACHIEVED), name="2019/decision 4.lssc-review.json")
    letters = (
        "2019/rivera-letter.pdf",
        "2019/decision 4-letter.docx",
        "2019/rivera2-letter.pdf",
        "2019/minutes.pdf",
        "rivera-letter.pdf",
    )
    entries = shelf_entries((work,), (decided,), {})
    (found,) = expired_packages(entries, (decided,), (), TODAY, letters)
    assert found.letters == ("2019/decision 4-letter.docx", "2019/rivera-letter.pdf")
    assert not set(found.letters) & {file.name for file in found.files}
