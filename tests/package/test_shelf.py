"""A folder of packages is looked through once; what did not change is not opened again."""

import csv
import gzip
import io
import json
import os
import shutil
import sys
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.cli import run
from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.core.portfolio.portfolio import Outcome, PackageKind
from lssc_desktop.core.review.evaluation import add_comment
from lssc_desktop.core.review.review import About, Review, ReviewMode
from lssc_desktop.core.submission.assignments import Assignment, AssignmentChange, AssignmentStep
from lssc_desktop.core.submission.shelf import SeenOnShelf, ShelvedPackage, ShelvedReview, Soundness
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.disk.holders import Holder
from lssc_desktop.messages.shelf import entry_place, soundness_text
from lssc_desktop.package.opened import open_for_review, reviewed_package
from lssc_desktop.package.sample import write_sample
from lssc_desktop.package.shelf import (
    NotListed,
    Shelf,
    ShelfLook,
    remember_shelf,
    remembered_shelf,
    scan_shelf,
    verify_shelved,
    with_known,
    with_packages,
)
from lssc_desktop.package.table_file import to_csv
from lssc_desktop.store.known_programs import known_programs
from lssc_desktop.store.review_file import write_review
from lssc_desktop.store.shelf_files import mark_open, note_assignments
from tests.office import office_knows
from tests.systems import closed, posix_only

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
DUE = date(2026, 12, 10)
RENEWAL = Path(__file__).parents[1] / "kept" / "packages" / "renewing.lssc.zip"


class Stopper:
    """Lets a job begin so many times and then stops it."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def __call__(self, _progress: Progress) -> None:
        self._left -= 1
        if self._left < 0:
            raise Cancelled


@pytest.fixture(scope="module")
def built_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("sample")
    write_sample(base / "Rivera LSSC", ignore_progress)
    target = base / "copy 1.zip"
    words = ["package", str(base / "Rivera LSSC"), "--set", "technology", "--review-copy"]
    assert run([*words, "-o", str(target)], NOON.date()) == 0
    return target


@pytest.fixture
def folder(built_package: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    (folder / "2026").mkdir(parents=True)
    shutil.copy(built_package, folder / "2026" / "rivera.zip")
    return folder


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config"


def look(config: Path, shelf: Shelf) -> Shelf:
    return scan_shelf(config, shelf, NOON.date(), ignore_progress)


def lay_review(package: Path, target: Path) -> None:
    opened = open_for_review(package, ignore_progress)
    review = Review("r", ReviewMode.REVIEW, reviewed_package(opened), "Dana Ortiz", NOON)
    write_review(target, add_comment(review, About(1), "Say more."))


def test_a_package_says_whose_it_is(config: Path, folder: Path) -> None:
    (entry,) = look(config, Shelf(folder)).entries
    assert entry.name == "2026/rivera.zip"
    assert entry.package.candidate == "A. Rivera"
    assert (entry.package.set_title, entry.package.copy) == ("Technology", 1)
    assert entry.package.soundness is Soundness.UNKNOWN


def test_its_reviews_are_counted_wherever_they_lie(
    config: Path, folder: Path, built_package: Path
) -> None:
    lay_review(built_package, folder / "from Dana.lssc-review.json")
    (entry,) = look(config, Shelf(folder)).entries
    assert (entry.reviewers, entry.open_comments) == (("Dana Ortiz",), 1)


def test_what_was_written_just_now_may_still_be_on_its_way(config: Path, folder: Path) -> None:
    whole = (folder / "2026" / "rivera.zip").read_bytes()
    (folder / "coming.zip").write_bytes(whole[:-100])
    seen = look(config, Shelf(folder))
    assert seen.packages[-1].soundness is Soundness.UNKNOWN
    later = verify_shelved(folder, seen.packages[-1], ignore_progress)
    assert later.soundness is Soundness.UNKNOWN
    (folder / "coming.zip").write_bytes(whole)
    again = look(config, seen)
    assert again.packages[-1].candidate == "A. Rivera"


def test_what_was_verified_during_a_look_is_not_forgotten(config: Path, folder: Path) -> None:
    before = look(config, Shelf(folder))
    known = with_packages(before, [verify_shelved(folder, before.packages[0], ignore_progress)])
    assert with_known(look(config, before), known).packages == known.packages
    other = replace(known, packages=(replace(known.packages[0], seen=SeenOnShelf(1, 1)),))
    assert with_known(before, other) == before


def test_what_did_not_change_is_not_opened_again(config: Path, folder: Path) -> None:
    first = look(config, Shelf(folder))
    renamed = replace(first.packages[0], candidate="as remembered")
    again = look(config, replace(first, packages=(renamed,)))
    assert again.packages == (renamed,)


def test_what_was_seen_is_remembered_for_the_next_time(config: Path, folder: Path) -> None:
    seen = look(config, Shelf(folder))
    assert remembered_shelf(config, folder, ignore_progress) == replace(seen, opened=(), folders=())
    never = Shelf(folder / "2026", known=known_programs(config))
    assert remembered_shelf(config, folder / "2026", ignore_progress) == never


def test_a_memory_that_cannot_be_read_is_none(config: Path, folder: Path) -> None:
    look(config, Shelf(folder))
    (memory,) = (config / "shelves").iterdir()
    memory.write_bytes(b"{")
    nothing = Shelf(folder, known=known_programs(config))
    assert remembered_shelf(config, folder, ignore_progress) == nothing


def test_a_package_is_counted_from_the_day_it_was_seen_first(
    config: Path, folder: Path, tmp_path: Path
) -> None:
    first = look(config, Shelf(folder))
    os.utime(folder / "2026" / "rivera.zip", (0, 0))  # a touched file is no older one
    (folder / "2026" / "rivera.zip").rename(folder / "renamed.zip")
    later = date(2026, 12, 24)
    for computer in (config, tmp_path / "another computer"):
        known = remembered_shelf(computer, folder, ignore_progress)
        (entry,) = scan_shelf(computer, known, later, ignore_progress).entries
        assert entry.name == "renamed.zip"
        assert entry.first_seen == NOON.date()
    assert first.entries[0].first_seen == NOON.date()


def test_on_a_drive_that_takes_nothing_this_computer_remembers_the_day(
    config: Path, folder: Path
) -> None:
    (folder / ".lssc").write_bytes(b"no folder")
    look(config, Shelf(folder))
    known = remembered_shelf(config, folder, ignore_progress)
    (entry,) = scan_shelf(config, known, date(2026, 12, 24), ignore_progress).entries
    assert entry.first_seen == NOON.date()


def test_who_is_assigned_is_known_wherever_the_package_goes(config: Path, folder: Path) -> None:
    package = folder / "2026" / "rivera.zip"
    (seen,) = look(config, Shelf(folder)).packages
    change = AssignmentChange(NOON, "Office", AssignmentStep.ASSIGN, "Lee Chen", DUE)
    note_assignments(package, seen.package_id, (change,))
    package.rename(folder / "rivera.zip")
    (entry,) = look(config, Shelf(folder)).entries
    assert entry.assigned == (Assignment("Lee Chen", DUE),)
    assert remembered_shelf(config, folder, ignore_progress).entries[0].assigned == entry.assigned
    (folder / "2026" / "rivera.zip.assignments.json").write_bytes(b"{")
    assert look(config, Shelf(folder)).entries[0].assigned == ()


def test_who_has_a_package_open_in_a_folder_of_the_shelf_is_known(
    config: Path, folder: Path
) -> None:
    mark_open(folder / "2026" / "rivera.zip", Holder("desk-2", "Dana Ortiz", 7, NOON))
    seen = look(config, Shelf(folder))
    assert seen.entries[0].opened_by == ("Dana Ortiz",)
    assert folder / "2026" / ".lssc" / "opened" in seen.folders


def test_what_an_earlier_version_remembered_is_read_again(config: Path, folder: Path) -> None:
    seen = look(config, Shelf(folder))
    (memory,) = (config / "shelves").iterdir()
    raw = json.loads(gzip.decompress(memory.read_bytes()))
    raw.pop("format")
    raw["packages"][0].pop("set_id")
    memory.write_bytes(gzip.compress(json.dumps(raw).encode()))
    known = remembered_shelf(config, folder, ignore_progress)
    assert look(config, known).packages == seen.packages


def test_what_is_new_or_gone_is_noticed(config: Path, folder: Path, built_package: Path) -> None:
    first = look(config, Shelf(folder))
    shutil.copy(built_package, folder / "another.ZIP")
    second = look(config, first)
    assert [each.name for each in second.packages] == ["2026/rivera.zip", "another.ZIP"]
    (folder / "2026" / "rivera.zip").unlink()
    assert [each.name for each in look(config, second).packages] == ["another.ZIP"]


def test_a_package_is_verified_beside(config: Path, folder: Path) -> None:
    shelf = look(config, Shelf(folder))
    sound = verify_shelved(folder, shelf.unverified[0], ignore_progress)
    assert sound.soundness is Soundness.VALID
    known = with_packages(shelf, [sound])
    assert known.unverified == ()
    remember_shelf(config, known)
    assert look(config, remembered_shelf(config, folder, ignore_progress)).unverified == ()


def test_a_package_that_was_changed_is_not_as_it_was_made(config: Path, folder: Path) -> None:
    path = folder / "2026" / "rivera.zip"
    content = bytearray(path.read_bytes())
    content[content.index(b"%PDF") + 100] ^= 1
    path.write_bytes(content)
    shelf = look(config, Shelf(folder))
    assert verify_shelved(folder, shelf.packages[0], ignore_progress).soundness is Soundness.DAMAGED


def test_what_became_another_file_meanwhile_stays_unknown(config: Path, folder: Path) -> None:
    shelf = look(config, Shelf(folder))
    sound = verify_shelved(folder, shelf.packages[0], ignore_progress)
    os.utime(folder / "2026" / "rivera.zip", ns=(0, 0))
    assert len(with_packages(look(config, shelf), [sound]).unverified) == 1


def test_a_drive_that_went_away_says_nothing_about_a_package(config: Path, folder: Path) -> None:
    shelf = look(config, Shelf(folder))
    folder.rename(folder.with_name("elsewhere"))
    assert verify_shelved(folder, shelf.packages[0], ignore_progress) == shelf.packages[0]
    folder.with_name("elsewhere").rename(folder)
    again = look(config, shelf)
    assert verify_shelved(folder, again.packages[0], ignore_progress).soundness is Soundness.VALID


@posix_only
def test_what_could_not_be_read_is_read_the_next_time(config: Path, folder: Path) -> None:
    package = folder / "2026" / "rivera.zip"
    with closed(package):
        shelf = look(config, Shelf(folder))
    assert shelf.packages[0].soundness is Soundness.UNKNOWN
    assert look(config, shelf).packages[0].candidate == "A. Rivera"


def test_looking_can_be_stopped_in_any_folder(config: Path, folder: Path) -> None:
    with pytest.raises(Cancelled):
        scan_shelf(config, Shelf(folder), NOON.date(), Stopper(1))


def test_what_is_no_package_takes_the_place_of_none(config: Path, folder: Path) -> None:
    for number in range(50_001):  # more than a shelf looked at once
        (folder / f"{number}.lssc.zip.sig").touch()
    assert [each.name for each in look(config, Shelf(folder)).packages] == ["2026/rivera.zip"]


def test_what_is_more_than_a_list_has_is_counted(
    config: Path, folder: Path, built_package: Path
) -> None:
    lay_review(built_package, folder / "z.lssc-review.json")
    for name in ("a.zip", "b.zip"):
        shutil.copy(built_package, folder / name)
    seen = scan_shelf(config, Shelf(folder), NOON.date(), ignore_progress, most=3)
    assert [each.name for each in seen.packages] == ["2026/rivera.zip", "a.zip"]
    assert len(seen.reviews) == 1  # without it the others would seem not to be reviewed
    assert seen.left_out == NotListed(1)
    assert not look(config, seen).left_out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for a right to make links")
def test_a_link_is_not_followed_and_that_is_told(
    config: Path, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "2025").symlink_to(tmp_path / "elsewhere")
    (folder / "linked.zip").symlink_to(folder / "2026" / "rivera.zip")
    seen = look(config, Shelf(folder))
    assert len(seen.packages) == 1
    assert seen.left_out == NotListed(0, ("2025", "linked.zip"))


@posix_only
def test_a_folder_that_cannot_be_looked_into_is_told(config: Path, folder: Path) -> None:
    with closed(folder / "2026"):
        seen = look(config, Shelf(folder))
    assert seen.left_out == NotListed(0, ("2026",))


def test_while_something_is_left_out_nothing_can_be_deleted(config: Path, folder: Path) -> None:
    office_knows(folder)
    known = known_programs(config, folder)
    rules = known.files[-1].id
    package = ShelvedPackage("a.zip", SeenOnShelf(1, 1), package_id="a", rules_id=rules)
    long_ago = datetime(2019, 1, 1, tzinfo=UTC)
    result = ShelvedReview(
        "r",
        SeenOnShelf(1, 1),
        "a",
        "Office",
        ReviewMode.RESULT,
        written=long_ago,
        outcome=Outcome.ACHIEVED,
    )
    handed_in = replace(package, kind=PackageKind.PORTFOLIO)
    shelf = Shelf(folder, (handed_in,), (result,), known=known)
    assert len(shelf.expired(NOON.date())) == 1
    assert replace(shelf, left_out=NotListed(1)).expired(NOON.date()) == ()


def test_a_folder_deep_below_is_looked_into(
    config: Path, folder: Path, built_package: Path
) -> None:
    deep = folder / "a" / "b" / "c" / "d" / "e" / "f"
    deep.mkdir(parents=True)
    shutil.copy(built_package, deep / "deep.zip")
    assert "a/b/c/d/e/f/deep.zip" in [each.name for each in look(config, Shelf(folder)).packages]


def test_a_look_shows_what_it_has_and_begins_with_the_reviews(
    config: Path, folder: Path, built_package: Path
) -> None:
    lay_review(built_package, folder / "from Dana.lssc-review.json")
    shutil.copy(built_package, folder / "another.zip")
    seen: list[tuple[int, int]] = []
    going = ShelfLook(config, Shelf(folder), NOON.date())
    going.find(ignore_progress)
    while going.left:
        with suppress(Cancelled):
            going.read(Stopper(1))
        shelf = going.shelf()
        seen.append((len(shelf.reviews), len(shelf.packages)))
        assert remembered_shelf(config, folder, ignore_progress).packages == shelf.packages
    assert seen == [(1, 0), (1, 1), (1, 2)]
    assert (going.total, going.finish()) == (3, look(config, Shelf(folder)))


def test_a_look_that_was_stopped_is_remembered_and_the_next_goes_on(
    config: Path, folder: Path, built_package: Path
) -> None:
    shutil.copy(built_package, folder / "another.zip")
    going = ShelfLook(config, Shelf(folder), NOON.date())
    going.find(ignore_progress)
    with pytest.raises(Cancelled):
        going.read(Stopper(1))
    going.shelf()
    again = ShelfLook(config, remembered_shelf(config, folder, ignore_progress), NOON.date())
    again.find(ignore_progress)
    assert (again.left, again.total) == (1, 2)


def test_a_signature_that_comes_later_is_noticed(config: Path, folder: Path) -> None:
    before = look(config, Shelf(folder))
    known = with_packages(before, [verify_shelved(folder, before.packages[0], ignore_progress)])
    (folder / "2026" / "rivera.zip.sig").write_bytes(b"signature")
    (after,) = look(config, known).packages
    assert after.signature is not None
    assert after == replace(known.packages[0], signature=after.signature)
    (folder / "2026" / "rivera.zip.sig").unlink()
    (gone,) = look(config, look(config, known)).packages
    assert gone.signature is None


def test_a_whole_package_of_a_renewal_is_not_called_damaged(config: Path, folder: Path) -> None:
    shutil.copy2(RENEWAL, folder / "renewal.lssc.zip")
    shelf = look(config, Shelf(folder))
    (renewal,) = (each for each in shelf.packages if each.name == "renewal.lssc.zip")
    assert renewal.soundness is Soundness.UNKNOWN
    assert verify_shelved(folder, renewal, ignore_progress).soundness is Soundness.VALID


def test_a_zip_file_of_something_else_is_told_as_that(config: Path, folder: Path) -> None:
    with zipfile.ZipFile(folder / "holiday photos.zip", "w") as photos:
        photos.writestr("beach.jpg", b"\xff\xd8")
    os.utime(folder / "holiday photos.zip", (0, 0))
    (_, photo) = look(config, Shelf(folder)).entries
    assert (photo.package.soundness, soundness_text(photo)) == (
        Soundness.FOREIGN,
        "Other ZIP file",
    )


@pytest.mark.parametrize(
    ("content", "soundness"), [(b"no zip", Soundness.DAMAGED), (b"", Soundness.DAMAGED)]
)
def test_what_is_no_package_stays_on_the_shelf(
    config: Path, folder: Path, content: bytes, soundness: Soundness
) -> None:
    (folder / "letter.zip").write_bytes(content)
    os.utime(folder / "letter.zip", (NOON.timestamp() - 1e6, NOON.timestamp() - 1e6))
    (folder / "broken.lssc-review.json").write_bytes(content)
    shelf = look(config, Shelf(folder))
    assert shelf.packages[-1].soundness is soundness
    assert len(shelf.entries) == 2


def spoil(source: Path, target: Path, name: str) -> Path:
    """Write a copy of a package with one byte changed within a file of that name; it is stored."""
    data = bytearray(source.read_bytes())
    with zipfile.ZipFile(source) as archive:
        entry = next(each for each in archive.infolist() if each.filename.endswith(name))
        assert entry.compress_type == zipfile.ZIP_STORED
        at = data.index(archive.read(entry)[-40:]) + 20
    data[at] ^= 1
    target.write_bytes(data)
    return target


def cut(source: Path, target: Path) -> Path:
    """Write the first half of a package, as a download that was interrupted leaves it."""
    data = source.read_bytes()
    target.write_bytes(data[: len(data) // 2])
    return target


@pytest.mark.parametrize(
    "hit",
    [
        "data/portfolio.pdf",
        "data/record.json",
        "/manifest-sha256.txt",
        "tagmanifest-sha256.txt",
        "bag-info.txt",
        "",
    ],
)
def test_a_damaged_copy_is_known_by_what_can_still_be_read_of_it(
    config: Path, folder: Path, built_package: Path, hit: str
) -> None:
    target = folder / "rivera (1).zip"
    damaged = spoil(built_package, target, hit) if hit else cut(built_package, target)
    os.utime(damaged, (NOON.timestamp() - 1e6, NOON.timestamp() - 1e6))
    seen = look(config, Shelf(folder))
    seen = with_packages(
        seen, [verify_shelved(folder, each, ignore_progress) for each in seen.unverified]
    )
    found = {each.name: each for each in seen.entries}
    copy, whole = found["rivera (1).zip"], found["2026/rivera.zip"]
    assert (copy.copy_of, copy.under) == (whole.name, whole.name)
    assert (copy.package.soundness, soundness_text(copy)) == (Soundness.DAMAGED, "Damaged")
    assert whole.damaged == (copy.name,)


def test_half_a_package_stands_by_itself_where_the_whole_one_is_another(
    config: Path, folder: Path, built_package: Path
) -> None:
    """All of it that can be read is alike, but for the name of the candidate."""
    data = built_package.read_bytes()
    (folder / "half.zip").write_bytes(data[: len(data) // 2].replace(b"A. Rivera", b"B. Rivera"))
    os.utime(folder / "half.zip", (NOON.timestamp() - 1e6, NOON.timestamp() - 1e6))
    found = {each.name: each for each in look(config, Shelf(folder)).entries}
    assert found["half.zip"].copy_of == ""
    assert soundness_text(found["half.zip"]) == "Can’t be read"


def test_a_folder_that_is_gone_is_told(config: Path, tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        look(config, Shelf(tmp_path / "not there"))


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_no_cell_of_a_table_is_taken_for_a_formula(cells: list[str]) -> None:
    text = to_csv(["Head"] * len(cells), [cells]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    for cell in rows[-1] if rows else ():
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\uff1d1+1",
        "\uff0b1",
        "\uff20SUM(A1)",
        "\u22121",
        "\ufeff=1",
        "\u00a0=1",
    ],
)
def test_a_candidate_of_any_name_computes_nothing(name: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(["Candidate"], [[name]]).decode("utf-8-sig"))))
    assert rows[1] == [f"'{name}"]


def test_a_table_says_what_the_rows_say() -> None:
    text = to_csv(["Candidate", "Set"], [["=cmd|' /C calc'!A0", 'Ana "A" Rivera, Jr.']])
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert rows == [["Candidate", "Set"], ["'=cmd|' /C calc'!A0", 'Ana "A" Rivera, Jr.']]


def test_a_package_that_was_exchanged_under_its_name_is_told(
    folder: Path, config: Path, built_package: Path
) -> None:
    first = look(config, Shelf(folder))
    [entry] = first.entries
    assert entry.package.exchanged is None
    other = folder / "2026" / "rivera.zip"
    write_sample(folder.parent / "Other LSSC", ignore_progress)
    other.unlink()
    words = ["package", str(folder.parent / "Other LSSC"), "--set", "foundations"]
    assert run([*words, "--review-copy", "-o", str(other)], NOON.date()) == 0
    second = look(config, first)
    [entry] = second.entries
    assert entry.package.exchanged is not None
    assert entry.package.exchanged.package_id == first.packages[0].package_id
    assert entry.package.exchanged.day == NOON.date()
    verified = replace(entry.package, soundness=Soundness.VALID)
    assert soundness_text(replace(entry, package=verified)) == "Different file"
    assert "A different package had this name on November 26" in entry_place(entry)
    other.write_bytes(built_package.read_bytes())
    [entry] = look(config, second).entries
    assert entry.package.exchanged is None
