"""Whatever stops the writing of a bag, nothing half-made is left and the old package stays."""

import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Progress, Reporter, ignore_progress
from lssc_desktop.disk.copying import FileExists
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.package.bag import BagFile, WrittenBag, write_bag
from lssc_desktop.package.writing.bag_source import FileChanged
from lssc_desktop.package.writing.part_file import NoSpaceForPackage

MIB = 1 << 20


class At:
    """A reporter that does something at one of the reports it gets."""

    def __init__(self, number: int, act: Callable[[], object]) -> None:
        self._left = number
        self._act = act
        self.last = (0, 0)

    def __call__(self, progress: Progress) -> None:
        self.last = (progress.done, progress.total)
        if not self._left:
            self._act()
        self._left -= 1


def _cancel() -> None:
    raise Cancelled


def _write(target: Path, files: list[BagFile], reporter: Reporter) -> WrittenBag:
    return write_bag(target, "top", files, [], date(2026, 11, 25), reporter, fingerprint=True)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(bytes(3 * MIB))
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where an older package lies already."""
    folder = tmp_path / "Packages"
    folder.mkdir()
    (folder / "a.zip").write_bytes(b"older")
    return folder / "a.zip"


def _assert_untouched(target: Path) -> None:
    assert target.read_bytes() == b"older"
    assert list(target.parent.iterdir()) == [target]


def test_what_got_the_name_meanwhile_is_kept(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.zip"
    theirs = At(1, lambda: target.write_bytes(b"theirs"))
    with pytest.raises(FileExists):
        _write(target, [BagFile("stream", source, 3 * MIB)], theirs)
    assert target.read_bytes() == b"theirs"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.zip", "source"]


def test_a_cancel_at_any_report_leaves_nothing(source: Path, target: Path) -> None:
    files = [
        BagFile("small", b"small"),
        BagFile("stream", source, 3 * MIB),
        BagFile("large", bytes(20 * MIB)),
        BagFile("made", lambda _report: bytes(MIB)),
    ]
    cancelled = 0
    for number in count():
        try:
            _write(target, files, At(number, _cancel))
        except Cancelled:
            cancelled += 1
            _assert_untouched(target)
        else:
            break
    assert cancelled >= 5  # the beginning, each kind of content, the end
    assert target.read_bytes() != b"older"


def test_a_cancel_is_felt_in_the_middle_of_a_huge_file(tmp_path: Path, target: Path) -> None:
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(2048 * MIB)  # sparse
    cancelling = At(1, _cancel)
    with pytest.raises(Cancelled):
        _write(target, [BagFile("huge", huge, 2048 * MIB)], cancelling)
    done, total = cancelling.last
    assert done < total
    _assert_untouched(target)


@pytest.mark.parametrize("sha256", [None, "0" * 64])
def test_a_file_that_changes_stops_the_bag(source: Path, target: Path, sha256: str | None) -> None:
    def change() -> None:
        with source.open("r+b") as file:
            file.truncate(3 * MIB if sha256 else MIB)

    with pytest.raises(FileChanged) as changed:
        _write(
            target,
            [BagFile("a", b"fine"), BagFile("b", source, 3 * MIB, sha256)],
            At(0, change),
        )
    assert changed.value.path == str(source)
    _assert_untouched(target)


def test_a_file_that_goes_stops_the_bag(source: Path, target: Path) -> None:
    with pytest.raises(FileMissing):
        _write(target, [BagFile("a", source, 3 * MIB)], At(0, source.unlink))
    _assert_untouched(target)


def test_what_cannot_be_made_stops_the_bag_with_its_own_error(source: Path, target: Path) -> None:
    def make(_report: Reporter) -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _write(target, [BagFile("a", source, 3 * MIB), BagFile("pdf", make)], ignore_progress)
    _assert_untouched(target)


def test_an_interrupt_by_the_keyboard_leaves_nothing(source: Path, target: Path) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _write(target, [BagFile("a", source, 3 * MIB)], At(1, interrupt))
    _assert_untouched(target)


@pytest.fixture
def small_drive(tmp_path: Path) -> Iterator[Path]:
    """A drive of 4 MiB."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only who may mount a drive")
    folder = tmp_path / "drive"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("only who may mount a drive")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_drive_without_room_is_found_before_the_work(source: Path, small_drive: Path) -> None:
    files = [BagFile("a", source, 3 * MIB), BagFile("b", bytes(2 * MIB))]
    with pytest.raises(NoSpaceForPackage) as full:
        _write(small_drive / "a.zip", files, ignore_progress)
    assert 5 * MIB < full.value.needed < 5 * MIB + 1000
    assert full.value.free == 4 * MIB
    assert not list(small_drive.iterdir())


@pytest.mark.parametrize("size", [5 * MIB, 20 * MIB])
def test_a_drive_that_becomes_full_is_said_so(small_drive: Path, size: int) -> None:
    files = [BagFile("a", b"small"), BagFile("made", lambda _report: bytes(size))]
    with pytest.raises(NoSpaceForPackage):
        _write(small_drive / "a.zip", files, ignore_progress)
    assert not list(small_drive.iterdir())
