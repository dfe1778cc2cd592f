"""Single files: written durably, fingerprinted, thrown away."""

import errno
import hashlib
import os
import sys
import tracemalloc
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from lssc_desktop.core.job import Item, Progress, Step, ignore_progress
from lssc_desktop.disk.disk import FileBusy, FileMissing, FolderGone, InTheWay
from lssc_desktop.disk.files import (
    NotOrdinary,
    SaveUncertain,
    clear_leftovers,
    create,
    discard,
    fingerprint,
    open_to_read,
    read_limited,
    retry_while_busy,
    temporary_beside,
    to_trash,
    write_durably,
)
from tests.open_elsewhere import Share, open_elsewhere
from tests.systems import finds_trash, needs_pipes, windows_only


def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_durably(tmp_path / "a.json", b"new")
    assert (tmp_path / "a.json").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"old")
    write_durably(tmp_path / "a.json", b"new")
    assert (tmp_path / "a.json").read_bytes() == b"new"


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.json").mkdir()
    (tmp_path / "a.json" / "inside").write_bytes(b"kept")
    with pytest.raises(InTheWay):
        write_durably(tmp_path / "a.json", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json" / "inside").read_bytes() == b"kept"


def test_a_folder_that_went_away_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderGone) as caught:
        write_durably(tmp_path / "stick" / "a.json", b"new")
    assert caught.value.path == str(tmp_path / "stick")


def test_a_fingerprint_is_sha_256(tmp_path: Path) -> None:
    data = os.urandom(3_000_001)
    (tmp_path / "a").write_bytes(data)
    assert fingerprint(tmp_path / "a", ignore_progress) == hashlib.sha256(data).hexdigest()


def test_a_fingerprint_tells_its_progress_in_bytes(
    tmp_path: Path, recorder: Callable[..., Any]
) -> None:
    (tmp_path / "clip.mov").write_bytes(bytes(3_000_000))
    told = recorder()
    fingerprint(tmp_path / "clip.mov", told)
    item = Item("clip.mov")
    assert told.reports[0] == Progress(Step.READING, 0, 3_000_000, item)
    assert told.reports[-1] == Progress(Step.READING, 3_000_000, 3_000_000, item)


def test_a_missing_file_has_no_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        fingerprint(tmp_path / "a", ignore_progress)


@needs_pipes
@pytest.mark.timeout(20)
def test_a_pipe_has_no_fingerprint_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotOrdinary):
        fingerprint(tmp_path / "pipe", ignore_progress)
    with open_to_read(tmp_path / "pipe") as file:
        assert file.read() == b""


def _refusing(times: int, number: int) -> Callable[[], str]:
    """What succeeds after Windows refused it so many times."""
    left = [number] * times

    def act() -> str:
        if left:
            error = PermissionError(errno.EACCES, "as Windows says it", None, left.pop())
            if sys.platform != "win32":
                setattr(error, "winerror", number)  # noqa: B010  it has none on other systems
            raise error
        return "done"

    return act


@pytest.mark.parametrize("number", [5, 32, 33])
def test_what_somebody_looks_into_for_a_moment_is_tried_again(number: int) -> None:
    assert retry_while_busy(_refusing(2, number)) == "done"


def test_what_somebody_keeps_open_is_refused_after_a_while() -> None:
    with pytest.raises(PermissionError):
        retry_while_busy(_refusing(99, 32))


@pytest.mark.parametrize("number", [0, 2, 19])
def test_what_will_not_pass_is_refused_at_once(number: int) -> None:
    with pytest.raises(PermissionError):
        retry_while_busy(_refusing(1, number))


def test_a_file_is_created_only_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert create(path, b"ours")
    assert not create(path, b"theirs")
    assert path.read_bytes() == b"ours"


@windows_only
def test_a_file_that_is_just_being_removed_is_still_there(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_bytes(b"theirs")
    with open_to_read(path):
        path.unlink()
        taken = create(path, b"ours")
    assert path.exists() is taken  # newer Windows removes the name at once


@windows_only
def test_a_file_that_a_scanner_lets_go_of_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"old")
    with ExitStack() as holding:
        holding.enter_context(open_elsewhere(path, Share.READ))
        letting_go = Timer(0.2, holding.close)
        letting_go.start()
        write_durably(path, b"new")
        letting_go.join()
    assert path.read_bytes() == b"new"


@windows_only
def test_a_file_that_word_has_open_is_told_as_open_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"old")
    with open_elsewhere(path, Share.READ):
        with pytest.raises(FileBusy):
            write_durably(path, b"new")
        assert path.read_bytes() == b"old"
        assert [each.name for each in tmp_path.iterdir()] == ["letter.docx"]
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"


@windows_only
def test_a_file_that_a_scanner_lets_go_of_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"old")
    with ExitStack() as holding:
        holding.enter_context(open_elsewhere(path, Share.READ))
        letting_go = Timer(0.2, holding.close)
        letting_go.start()
        discard(path)
        letting_go.join()
    assert not path.exists()


def test_leftovers_of_an_hour_ago_are_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "Evidence").mkdir()
    old = temporary_beside(tmp_path / "Evidence" / "a.pdf")
    young = temporary_beside(tmp_path / "a.pdf")
    theirs = tmp_path / ".lssc-notes.tmp"
    for path in (old, young, theirs):
        path.write_bytes(b"half")
    for path in (old, theirs):
        long_ago = young.stat().st_mtime - 3700
        os.utime(path, (long_ago, long_ago))
    clear_leftovers(tmp_path)
    assert not old.exists()
    assert young.exists()
    assert theirs.exists()
    assert len(list(tmp_path.iterdir())) == 3


@finds_trash
def test_a_file_in_the_trash_can_be_found_again(tmp_path: Path, own_home: Path) -> None:
    (tmp_path / "flyer for the trash.pdf").write_bytes(b"flyer")
    to_trash(tmp_path / "flyer for the trash.pdf")
    assert not (tmp_path / "flyer for the trash.pdf").exists()
    found = list(own_home.rglob("flyer for the trash*.pdf"))
    assert [path.read_bytes() for path in found] == [b"flyer"]


def test_what_is_not_there_cannot_be_thrown_away(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        to_trash(tmp_path / "a.pdf")


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_a_name_that_the_drive_does_not_confirm_is_not_called_saved(
    tmp_path: Path, failing_sync: Callable[[int], None], number: int
) -> None:
    failing_sync(number)
    with pytest.raises(SaveUncertain) as caught:
        write_durably(tmp_path / "a.json", b"new")
    assert caught.value.path == str(tmp_path / "a.json")
    assert caught.value.reason == errno.errorcode[number]
    assert caught.value.sha256 == hashlib.sha256(b"new").hexdigest()


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_drive_that_confirms_no_names_is_written_to(
    tmp_path: Path, failing_sync: Callable[[int], None], number: int
) -> None:
    failing_sync(number)
    write_durably(tmp_path / "a.json", b"new")
    assert (tmp_path / "a.json").read_bytes() == b"new"


def test_a_small_file_takes_no_more_memory_than_it_needs_whatever_it_may_have(
    tmp_path: Path,
) -> None:
    """Windows touches all of the memory that a read is given: each read of 64 MB takes its time."""
    path = tmp_path / "portfolio.json"
    path.write_bytes(b"x" * 5000)
    tracemalloc.start()
    try:
        assert read_limited(path, 64_000_000) == b"x" * 5000
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 1_000_000
