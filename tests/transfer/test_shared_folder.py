"""A folder as a receiver: what is its own beside the contract that all destinations keep."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lssc_desktop.core.job import Progress, Step, ignore_progress
from lssc_desktop.core.submission.submission import Proof, Receipt
from lssc_desktop.disk import files
from lssc_desktop.disk.disk import FileMissing
from lssc_desktop.disk.files import temporary_beside
from lssc_desktop.store.signing import signature_path
from lssc_desktop.transfer.address import folder_address, parse_address
from lssc_desktop.transfer.destination import ArrivalUnknown, NameTaken, PackageFile, Unproven
from lssc_desktop.transfer.proof import CopyDiffers
from lssc_desktop.transfer.shared_folder import (
    OwnFolder,
    SharedFolder,
    SharedFolderAway,
    SharedFolderClosed,
    SharedFolderFailed,
    SharedFolderFull,
)
from tests.drives import make_read_only, mounted
from tests.systems import closed, needs_links, posix_only, removes_open_files
from tests.transfer.on_the_way import NOW, Ledger, make_package

QUIET = ignore_progress


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "office"
    made.mkdir()
    return made


@pytest.fixture
def package_file(tmp_path: Path) -> PackageFile:
    return make_package(tmp_path)


@pytest.fixture
def shared(folder: Path) -> SharedFolder:
    return SharedFolder(parse_address(folder_address(folder)), lambda: NOW)


class When:
    """Does something once, at the first report of a step."""

    def __init__(self, step: Step, act: Callable[[], object], *, done: bool = False) -> None:
        self._step = step
        self._act = act
        self._at_end = done
        self.happened = False

    def __call__(self, progress: Progress) -> None:
        at_end = progress.done == progress.total
        if progress.step is self._step and not self.happened and (at_end or not self._at_end):
            self.happened = True
            self._act()


def test_nothing_but_the_package_is_left_there(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    finding = shared.send(package_file, Ledger(), QUIET)
    assert isinstance(finding, Receipt)
    assert finding.proof is Proof.READ_BACK
    assert finding.location == (folder / package_file.name).as_uri()
    assert [path.name for path in folder.iterdir()] == [package_file.name]


def test_the_signature_of_a_package_comes_along_also_when_it_was_signed_later(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    shared.send(package_file, Ledger(), QUIET)
    for content in (b"signed", b"signed again"):
        signature_path(package_file.path).write_bytes(content)
        assert isinstance(shared.send(package_file, Ledger(), QUIET), Receipt)
        assert signature_path(folder / package_file.name).read_bytes() == content
    assert len(list(folder.iterdir())) == 2


def test_the_name_is_given_only_when_the_copy_was_compared(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    seen: list[bool] = []
    reporter = When(Step.COMPARING, lambda: seen.append((folder / package_file.name).exists()))
    shared.send(package_file, Ledger(), reporter)
    assert seen == [False]


def test_a_copy_that_the_drive_spoiled_is_not_received(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    def spoil() -> None:
        (copy,) = folder.iterdir()
        with copy.open("r+b") as file:
            file.write(b"spoiled")

    with pytest.raises(CopyDiffers):
        shared.send(package_file, Ledger(), When(Step.COMPARING, spoil))
    assert list(folder.iterdir()) == []


def test_what_has_the_name_and_is_equal_counts_as_received(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    shutil.copy(package_file.path, folder / package_file.name)
    assert isinstance(shared.send(package_file, Ledger(), QUIET), Receipt)


@pytest.mark.parametrize("same_size", [True, False])
def test_where_another_package_has_the_name_both_lie_side_by_side(
    shared: SharedFolder, folder: Path, package_file: PackageFile, same_size: bool
) -> None:
    other = bytes(package_file.bytes) if same_size else b"other"
    (folder / package_file.name).write_bytes(other)
    assert shared.find(package_file, Ledger(), QUIET) is Unproven.NOT_THERE
    upload = Ledger()
    receipt = shared.send(package_file, upload, QUIET)
    assert isinstance(receipt, Receipt)
    assert receipt.location == (folder / package_file.second_name).as_uri()
    assert (folder / package_file.name).read_bytes() == other
    assert (folder / package_file.second_name).read_bytes() == package_file.path.read_bytes()
    assert isinstance(shared.find(package_file, upload, QUIET), Receipt)
    assert isinstance(
        shared.send(package_file, Ledger(), QUIET), Receipt
    )  # also when all is forgotten
    assert len(list(folder.iterdir())) == 2
    (folder / package_file.second_name).unlink()  # the office took it in
    assert shared.find(package_file, upload, QUIET) is Unproven.NOT_CONFIRMED


@needs_links
def test_where_both_names_are_taken_what_has_them_is_left_alone(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    (folder / package_file.name).mkdir()
    (folder / package_file.second_name).symlink_to(folder / "nowhere")
    with pytest.raises(NameTaken):
        shared.send(package_file, Ledger(), QUIET)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [package_file.name, package_file.second_name]
    )


def test_somebody_who_takes_the_name_meanwhile_keeps_it(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    take = When(Step.COMPARING, lambda: (folder / package_file.name).write_bytes(b"theirs"))
    upload = Ledger()
    with pytest.raises(NameTaken):
        shared.send(package_file, upload, take)
    assert (folder / package_file.name).read_bytes() == b"theirs"
    assert isinstance(shared.send(package_file, upload, QUIET), Receipt)  # under its second name


def test_the_folder_of_the_package_itself_is_no_receiver(package_file: PackageFile) -> None:
    own = SharedFolder(parse_address(folder_address(package_file.path.parent)), lambda: NOW)
    with pytest.raises(OwnFolder):
        own.send(package_file, Ledger(), QUIET)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, package_file: PackageFile) -> None:
    away = SharedFolder(parse_address(folder_address(tmp_path / "stick")), lambda: NOW)
    with pytest.raises(SharedFolderAway):
        away.check(QUIET)
    with pytest.raises(SharedFolderAway):
        away.send(package_file, Ledger(), QUIET)
    with pytest.raises(SharedFolderAway):
        away.find(package_file, Ledger(), QUIET)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "stick").write_bytes(b"")
    away = SharedFolder(parse_address(folder_address(tmp_path / "stick")), lambda: NOW)
    with pytest.raises(SharedFolderAway):
        away.check(QUIET)


@removes_open_files
@pytest.mark.parametrize("step", [Step.COPYING, Step.COMPARING])
def test_a_stick_that_is_pulled_out_on_the_way_has_received_nothing(
    shared: SharedFolder, folder: Path, package_file: PackageFile, step: Step
) -> None:
    with pytest.raises(SharedFolderAway):
        shared.send(package_file, Ledger(), When(step, lambda: shutil.rmtree(folder), done=True))


def test_a_stick_that_is_pulled_out_at_the_last_moment_leaves_us_in_doubt(
    shared: SharedFolder, folder: Path, package_file: PackageFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "sync_folder", lambda _: folder.rename(folder.with_name("away")))
    with pytest.raises(ArrivalUnknown):
        shared.send(package_file, Ledger(), QUIET)
    folder.with_name("away").rename(folder)
    assert isinstance(shared.find(package_file, Ledger(), QUIET), Receipt)


def test_a_stick_that_can_only_be_read_is_told(tmp_path: Path, package_file: PackageFile) -> None:
    with mounted(tmp_path / "stick", "size=4m") as stick:
        make_read_only(stick)
        shared = SharedFolder(parse_address(folder_address(stick)), lambda: NOW)
        with pytest.raises(SharedFolderClosed):
            shared.check(QUIET)
        with pytest.raises(SharedFolderClosed):
            shared.send(package_file, Ledger(), QUIET)


def test_a_stick_that_is_full_is_told_before_it_is_filled(
    tmp_path: Path, package_file: PackageFile
) -> None:
    with mounted(tmp_path / "stick", "size=256k") as stick:
        shared = SharedFolder(parse_address(folder_address(stick)), lambda: NOW)
        with pytest.raises(SharedFolderFull) as full:
            shared.send(package_file, Ledger(), QUIET)
        assert list(stick.iterdir()) == []
    assert (full.value.needed, full.value.free) == (package_file.bytes, 256 * 1024)


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, SharedFolderFull),
        (errno.EROFS, SharedFolderClosed),
        (errno.EACCES, SharedFolderClosed),
        (errno.EIO, SharedFolderAway),
        (errno.ENOTCONN, SharedFolderAway),
        (errno.ENOLCK, SharedFolderFailed),
        (errno.EBUSY, SharedFolderFailed),
    ],
)
def test_what_the_drive_says_is_told_of_the_folder(
    shared: SharedFolder,
    folder: Path,
    package_file: PackageFile,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    error: type[Exception],
) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(error):
        shared.send(package_file, Ledger(), QUIET)
    assert list(folder.iterdir()) == []


def test_a_package_that_is_gone_is_told_as_a_file_not_as_the_folder(
    shared: SharedFolder, package_file: PackageFile
) -> None:
    package_file.path.unlink()
    with pytest.raises(FileMissing):
        shared.send(package_file, Ledger(), QUIET)


def test_what_a_crash_left_there_is_cleared_away_once_it_is_old(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    old, new, deep = (
        folder / ".lssc-0123456789abcdef.tmp",
        folder / ".lssc-1123456789abcdef.tmp",
        folder / "within" / ".lssc-2123456789abcdef.tmp",
    )
    deep.parent.mkdir()
    for path in [old, new, deep]:
        path.write_bytes(b"half")
    for path in [old, deep]:
        os.utime(path, (1, 1))
    shared.send(package_file, Ledger(), QUIET)
    assert (old.exists(), new.exists(), deep.exists()) == (False, True, True)


def test_what_was_taken_away_after_its_arrival_is_not_told_as_not_there(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    upload = Ledger()
    shared.send(package_file, upload, QUIET)
    (folder / package_file.name).rename(folder / "taken in.zip")
    assert shared.find(package_file, upload, QUIET) is Unproven.NOT_CONFIRMED


def test_a_copy_that_never_got_its_name_is_not_there(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    (folder / ".lssc-0123456789abcdef.tmp").write_bytes(package_file.path.read_bytes())
    upload = Ledger(".lssc-0123456789abcdef.tmp", package_file.bytes)
    assert shared.find(package_file, upload, QUIET) is Unproven.NOT_THERE


# A folder that nobody may look into -------------------------------------------------------------


@posix_only
def test_what_cannot_be_looked_at_is_not_said_to_be_missing(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    for confirmed in (0, package_file.bytes):
        with closed(folder), pytest.raises(SharedFolderClosed):
            shared.find(package_file, Ledger("", confirmed), QUIET)


@posix_only
def test_what_cannot_be_looked_at_is_not_said_to_be_removed(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    left = temporary_beside(folder / package_file.name)
    left.touch()
    with closed(folder), pytest.raises(SharedFolderClosed):
        shared.discard(package_file, Ledger(f"{left.name} {package_file.name}"), QUIET)
    assert left.exists()
    assert shared.discard(package_file, Ledger(f"{left.name} {package_file.name}"), QUIET)
    assert not left.exists()


@posix_only
def test_a_name_that_no_disk_takes_is_told(tmp_path: Path, package_file: PackageFile) -> None:
    long = SharedFolder(parse_address(folder_address(tmp_path / ("n" * 300))), lambda: NOW)
    with pytest.raises(SharedFolderAway):
        long.send(package_file, Ledger(), QUIET)


@posix_only
def test_a_name_that_is_taken_is_taken_even_where_the_package_is_gone(
    shared: SharedFolder, folder: Path, package_file: PackageFile
) -> None:
    for name in (package_file.name, package_file.second_name):
        (folder / name).write_bytes(b"another")
    package_file.path.rename(package_file.path.with_name("n" * 200))
    with pytest.raises(NameTaken):
        shared.send(package_file, Ledger(), QUIET)
