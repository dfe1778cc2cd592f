"""Single files: written durably, fingerprinted, thrown away."""

import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lssc_desktop.core.job import Quiet, Step
from lssc_desktop.store.disk import FileMissing, FolderGone, InTheWay
from lssc_desktop.store.files import (
    SaveUncertain,
    clear_leftovers,
    fingerprint,
    temporary_beside,
    to_trash,
    write_durably,
)


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
    assert fingerprint(tmp_path / "a", Quiet()) == hashlib.sha256(data).hexdigest()


def test_a_fingerprint_tells_its_progress_in_bytes(
    tmp_path: Path, recorder: Callable[..., Any]
) -> None:
    (tmp_path / "clip.mov").write_bytes(bytes(3_000_000))
    told = recorder()
    fingerprint(tmp_path / "clip.mov", told)
    assert told.reports[0][:3] == (Step.READING, 0, 3_000_000)
    assert told.reports[-1][:3] == (Step.READING, 3_000_000, 3_000_000)
    assert told.reports[0][3].name == "clip.mov"


def test_a_missing_file_has_no_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        fingerprint(tmp_path / "a", Quiet())


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
