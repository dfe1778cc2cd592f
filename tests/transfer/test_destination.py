import os
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Progress, Step, ignore_progress
from lssc_desktop.disk.copying import NotAFile
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.disk.files import fingerprint
from lssc_desktop.package.bag import BagFile, write_bag
from lssc_desktop.package.reading.package_files import NotABag
from lssc_desktop.transfer.destination import (
    PackageChanged,
    PackageDamaged,
    PackageFile,
    as_seen,
    blocks_of,
    read_package,
    require_unchanged,
)
from tests.transfer.on_the_way import StopsAt, make_package

QUIET = ignore_progress


class Told:
    """Remembers every step that was reported."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def __call__(self, progress: Progress) -> None:
        self.steps.append(progress.step)


class ChangesAfterTheFirstReport:
    """Somebody saves over the package when its sending has begun."""

    def __init__(self, package: PackageFile) -> None:
        self._package = package

    def __call__(self, _progress: Progress) -> None:
        change(self._package)


@pytest.fixture
def package_file(tmp_path: Path) -> PackageFile:
    return make_package(tmp_path)


def test_a_package_is_known_by_its_id_and_by_the_fingerprint_of_the_whole_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "rivera.lssc.zip"
    files = [BagFile("data/a.txt", b"a", 1)]
    written = write_bag(path, "rivera", files, [], date(2026, 11, 25), QUIET)
    found = read_package(path, QUIET)
    assert found == PackageFile(
        path, written.package_id, fingerprint(path, QUIET), path.stat().st_size
    )
    assert found.name == "rivera.lssc.zip"


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("rivera-1.lssc.zip", "rivera-1-{}.lssc.zip"),
        ("any.zip", "any-{}.zip"),
        ("no ending", "no ending-{}"),
    ],
)
def test_a_second_name_tells_packages_of_one_name_apart(
    package_file: PackageFile, name: str, second: str
) -> None:
    named = replace(package_file, path=package_file.path.with_name(name))
    assert named.second_name == second.format(package_file.sha256[:8])


def test_a_damaged_package_is_not_sent(tmp_path: Path) -> None:
    path = tmp_path / "rivera.lssc.zip"
    files = [BagFile("data/a.txt", b"the evidence", 12)]
    write_bag(path, "rivera", files, [], date(2026, 11, 25), QUIET)
    path.write_bytes(path.read_bytes().replace(b"the evidence", b"THE evidence"))
    with pytest.raises(PackageDamaged) as damaged:
        read_package(path, QUIET)
    assert damaged.value.faults > 0


def test_an_unpacked_bag_is_no_file_to_send(tmp_path: Path) -> None:
    with pytest.raises(NotAFile):
        read_package(tmp_path, QUIET)


def test_what_is_no_bag_is_not_sent(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        file.writestr("a.txt", "a")
    with pytest.raises(NotABag):
        read_package(tmp_path / "x.zip", QUIET)


def test_a_package_that_stayed_as_it_was_may_be_sent(package_file: PackageFile) -> None:
    require_unchanged(package_file, QUIET)


@pytest.mark.parametrize("data", [b"", b"other", bytes(300_000)])
def test_a_package_that_changed_may_not(package_file: PackageFile, data: bytes) -> None:
    package_file.path.write_bytes(data)
    with pytest.raises(PackageChanged):
        require_unchanged(package_file, QUIET)


def test_a_package_that_is_gone_is_missing(package_file: PackageFile) -> None:
    package_file.path.unlink()
    with pytest.raises(FileMissing):
        require_unchanged(package_file, QUIET)


@pytest.mark.parametrize(("start", "count"), [(0, None), (0, 10), (7, None), (299_999, 1), (5, 0)])
def test_any_run_of_a_package_can_be_sent(
    package_file: PackageFile, start: int, count: int | None
) -> None:
    data = package_file.path.read_bytes()[start:]
    sent = b"".join(blocks_of(package_file, QUIET, start, count))
    assert sent == (data if count is None else data[:count])


@pytest.mark.parametrize("size", [1, 262_143, 262_144, 262_145, 300_000])
def test_the_last_block_of_a_package_that_changed_is_never_sent(tmp_path: Path, size: int) -> None:
    package = make_package(tmp_path, size)
    data = bytearray(package.path.read_bytes())
    data[0] ^= 1
    package.path.write_bytes(data)
    sent: list[bytes] = []
    with pytest.raises(PackageChanged):
        sent.extend(blocks_of(package, QUIET))
    assert sum(map(len, sent)) < size


def change(package: PackageFile) -> None:
    """Write other bytes of the same number, as a program does that saves in place."""
    with package.path.open("r+b") as file:
        file.write(b"other")
    os.utime(package.path, ns=(0, 7))  # the clock of the drive may be too coarse for a test


def test_what_was_fingerprinted_is_not_read_again_until_the_file_is_touched(
    package_file: PackageFile,
) -> None:
    seen = require_unchanged(package_file, QUIET)
    told = Told()
    assert as_seen(seen, told) is seen
    assert told.steps == []
    os.utime(package_file.path, ns=(0, 7))
    assert as_seen(seen, told) == package_file
    assert told.steps != []


def test_a_package_that_changed_since_it_was_seen_is_refused(package_file: PackageFile) -> None:
    seen = require_unchanged(package_file, QUIET)
    change(package_file)
    with pytest.raises(PackageChanged):
        as_seen(seen, QUIET)


def test_a_package_that_changes_while_it_is_sent_never_arrives_whole(
    package_file: PackageFile,
) -> None:
    seen = require_unchanged(package_file, QUIET)
    sent: list[bytes] = []
    with pytest.raises(PackageChanged):
        sent.extend(blocks_of(seen, ChangesAfterTheFirstReport(package_file)))
    assert sum(map(len, sent)) < package_file.bytes


def test_a_package_that_ends_too_early_is_another_one(package_file: PackageFile) -> None:
    package_file.path.write_bytes(b"short")
    with pytest.raises(PackageChanged):
        b"".join(blocks_of(package_file, QUIET, start=2))


def test_a_wish_to_stop_is_felt_between_blocks(package_file: PackageFile) -> None:
    with pytest.raises(Cancelled):
        b"".join(blocks_of(package_file, StopsAt(Step.SENDING, 1)))
