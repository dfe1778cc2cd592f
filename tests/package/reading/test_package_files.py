"""Folders with links, devices and files that may not be read."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.reader import Verification, open_package, verify
from lssc_desktop.package.reading.package_files import FileUnusable, PackageUnreadable, read
from tests.systems import closed, needs_links, needs_pipes, posix_only

type MakeBag = Callable[..., dict[str, bytes]]
type Faults = Callable[[Path], list[tuple[str, str]]]


@pytest.fixture
def folder(make_bag: MakeBag, write_folder: Callable[..., Path]) -> Path:
    return write_folder(make_bag())


@needs_links
def test_a_link_out_of_the_bag_is_never_followed(folder: Path, faults: Faults) -> None:
    letter = folder / "data" / "letter.txt"
    letter.rename(folder.parent / "letter.txt")
    letter.symlink_to(folder.parent / "letter.txt")  # the right content, but not in the bag
    assert faults(folder) == [
        ("link-leaves", "data/letter.txt"),
        ("file-missing", "data/letter.txt"),
        ("payload-oxum-differs", ""),
    ]


@needs_links
def test_a_linked_folder_outside_is_never_entered(folder: Path, faults: Faults) -> None:
    pictures = folder / "data" / "pictures"
    pictures.rename(folder.parent / "pictures")
    pictures.symlink_to("../../pictures")
    assert faults(folder)[:2] == [
        ("link-leaves", "data/pictures"),
        ("file-missing", "data/pictures/shelf.jpg"),
    ]


@needs_links
def test_a_link_within_the_bag_is_a_warning(
    folder: Path, check: Callable[[Path], Verification]
) -> None:
    letter = folder / "data" / "letter.txt"
    letter.rename(folder / "data" / "real.txt")
    letter.symlink_to("real.txt")
    found = check(folder)
    assert [fault.code for fault in found.faults] == ["file-not-listed", "payload-oxum-differs"]
    assert [fault.code for fault in found.warnings] == ["link-inside"]


@needs_links
@pytest.mark.parametrize("target", ["nowhere", ".", "loop", "../data"])
def test_a_link_to_no_file_is_a_fault(folder: Path, faults: Faults, target: str) -> None:
    (folder / "data" / "loop").symlink_to(target)
    assert faults(folder) == [("link-broken", "data/loop")]


@needs_pipes
def test_a_pipe_is_never_opened(folder: Path, faults: Faults) -> None:
    os.mkfifo(folder / "data" / "pipe")
    assert faults(folder) == [("special-file", "data/pipe")]


@posix_only
def test_a_file_that_may_not_be_read_is_a_fault(folder: Path, faults: Faults) -> None:
    with closed(folder / "data" / "letter.txt"):
        assert faults(folder) == [("file-unreadable", "data/letter.txt")]


def test_a_file_that_vanishes_before_it_is_read_is_a_fault(folder: Path) -> None:
    package = open_package(folder)
    (folder / "data" / "letter.txt").unlink()
    with pytest.raises(FileUnusable) as refused:
        read(package, "data/letter.txt", 99)
    assert refused.value.fault.code == "file-unreadable"


@posix_only
def test_a_folder_that_may_not_be_listed_is_refused(folder: Path) -> None:
    with closed(folder), pytest.raises(PackageUnreadable):
        verify(folder, ignore_progress)


@posix_only
def test_names_that_are_no_text_are_shown_as_far_as_they_are(folder: Path, faults: Faults) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/data/M\xfcller")).write_bytes(b"")
    code, path = faults(folder)[0]
    assert (code, path) == ("file-not-listed", "data/M\ufffdller")


def test_an_empty_payload_folder_is_enough(
    make_bag: MakeBag, write_folder: Callable[..., Path], faults: Faults
) -> None:
    folder = write_folder(make_bag({}))
    assert faults(folder) == []
    (folder / "data").rmdir()
    assert faults(folder) == [("payload-missing", "data")]
