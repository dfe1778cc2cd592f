"""Where a package is written, and what is in its way."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind, PackageNote
from lssc_desktop.disk.disk import FolderGone, NameRefusedByDisk, NotAllowed
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.package.target import PackageExists, target_of
from tests.systems import closed, needs_links, posix_only

DAY = date(2026, 11, 25)
NAME = "rivera-technology-2026-11-25.lssc.zip"
LONG = "n" * 300


def package(path: Path, content: bytes = b"mine") -> PackageNote:
    written = write_bag(path, "top", [BagFile("a.txt", content)], [], DAY, ignore_progress)
    return PackageNote(
        written.package_id,
        "technology",
        PackageKind.PORTFOLIO,
        0,
        DAY,
        "content",
        path.name,
        elsewhere=True,
    )


def test_packages_lie_in_a_folder_that_is_made_when_it_is_missing(tmp_path: Path) -> None:
    assert target_of(NAME, tmp_path, None, ()) == tmp_path / "Packages" / NAME
    assert (tmp_path / "Packages").is_dir()


def test_a_name_that_is_taken_there_is_numbered(tmp_path: Path) -> None:
    (tmp_path / "Packages").mkdir()
    (tmp_path / "Packages" / NAME.upper()).touch()
    assert target_of(NAME, tmp_path, None, ()).name == NAME.replace(".lssc", " (2).lssc")


def test_in_a_folder_elsewhere_the_package_has_its_usual_name(tmp_path: Path) -> None:
    assert target_of(NAME, tmp_path, tmp_path, ()) == tmp_path / NAME


def test_a_folder_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(FolderGone) as raised:
        target_of(NAME, tmp_path, tmp_path / "a" / "b" / "c.zip", ())
    assert raised.value.path == str(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []


def test_the_same_package_is_written_again_whatever_it_is_called(tmp_path: Path) -> None:
    note = package(tmp_path / "a.zip")
    shutil.copy(tmp_path / "a.zip", tmp_path / "b.zip")
    assert target_of(NAME, tmp_path, tmp_path / "b.zip", (note,)) == tmp_path / "b.zip"


def test_another_file_of_the_name_of_a_package_is_kept(tmp_path: Path) -> None:
    note = package(tmp_path / "thesis.zip")
    (tmp_path / "other").mkdir()
    theirs = tmp_path / "other" / "thesis.zip"
    theirs.write_bytes(b"something else")
    with pytest.raises(PackageExists):
        target_of(NAME, tmp_path, theirs, (note,))
    package(theirs, b"another bag")
    with pytest.raises(PackageExists):
        target_of(NAME, tmp_path, theirs, (note,))


@needs_links
def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    note = package(tmp_path / "a.zip")
    (tmp_path / "link.zip").symlink_to(tmp_path / "a.zip")
    with pytest.raises(PackageExists):
        target_of(NAME, tmp_path, tmp_path / "link.zip", (note,))


@posix_only
def test_a_place_that_cannot_be_looked_at_is_said_so(tmp_path: Path) -> None:
    for output in (tmp_path / LONG, tmp_path / LONG / "a.zip"):
        with pytest.raises(NameRefusedByDisk):
            target_of(NAME, tmp_path, output, ())
    (tmp_path / "office").mkdir()
    with closed(tmp_path / "office") as office:
        for output in (office / "out", office / "out" / "a.zip"):
            with pytest.raises(NotAllowed):
                target_of(NAME, tmp_path, output, ())
