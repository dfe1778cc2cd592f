"""A package that was written elsewhere is copied to ours, and only that one."""

from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind, PackageNote
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.package.target import OtherPackage, bring_in

QUIET = ignore_progress
DAY = date(2026, 11, 24)


def package(folder: Path, content: bytes = b"a") -> tuple[Path, PackageNote]:
    folder.mkdir(exist_ok=True)
    path = folder / "rivera-technology.lssc.zip"
    written = write_bag(path, "rivera", [BagFile("data/a.txt", content)], [], DAY, QUIET)
    note = PackageNote(
        written.package_id,
        "technology",
        PackageKind.PORTFOLIO,
        0,
        DAY,
        "",
        path.name,
        elsewhere=True,
    )
    return path, note


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "Rivera LSSC"
    made.mkdir()
    return made


def test_it_is_copied_under_its_name_and_stays_where_it_was(tmp_path: Path, root: Path) -> None:
    path, note = package(tmp_path / "stick")
    brought = bring_in(root, note, path, QUIET)
    assert brought == "Packages/rivera-technology.lssc.zip"
    assert (root / brought).read_bytes() == path.read_bytes()


def test_what_lies_in_our_folder_already_is_not_copied(root: Path) -> None:
    path, note = package(root / "Packages")
    assert bring_in(root, note, path, QUIET) == f"Packages/{path.name}"
    assert list((root / "Packages").iterdir()) == [path]


def test_another_package_of_the_name_is_left_alone(tmp_path: Path, root: Path) -> None:
    before, _ = package(root / "Packages", b"another")
    kept = before.read_bytes()
    path, note = package(tmp_path / "stick")
    brought = root / bring_in(root, note, path, QUIET)
    assert before.read_bytes() == kept
    assert brought != before
    assert brought.read_bytes() == path.read_bytes()


def test_another_package_than_this_one_is_refused(tmp_path: Path, root: Path) -> None:
    _, note = package(tmp_path / "stick")
    other, _ = package(tmp_path / "other", b"another")
    with pytest.raises(OtherPackage):
        bring_in(root, note, other, QUIET)
    assert list(root.iterdir()) == []
