"""The trash of the system, and the way back from it: nothing is called back that isn't there."""

import hashlib
import os
import shutil
import struct
from pathlib import Path

import pytest

from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.store.evidence import RemovedFile, return_files
from lssc_desktop.store.folder.trash import (
    InTrash,
    bring_back,
    move_to_trash,
    origin_by_specification,
    origin_on_windows,
)
from tests.systems import finds_trash, posix_only

FLYER = b"a flyer"
PATH = "Evidence/Desk guide 50% é.pdf" if os.name == "nt" else "Evidence/Desk guide 50% é\n.pdf"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "p" / "Evidence").mkdir(parents=True)
    (tmp_path / "p" / PATH).write_bytes(FLYER)
    return tmp_path / "p"


@pytest.fixture
def there(root: Path) -> InTrash:
    """The flyer, in the trash."""
    found = move_to_trash(root / PATH)
    assert found is not None
    return found


def back(root: Path, there: InTrash | None, data: bytes = FLYER) -> SeenFile | None:
    return bring_back(root, PATH, sha(data), there, ignore_progress)


@finds_trash
def test_a_file_comes_back_from_the_trash_and_leaves_nothing_there(
    root: Path, there: InTrash
) -> None:
    assert not (root / PATH).exists()
    assert there.file.read_bytes() == FLYER
    assert back(root, there) == SeenFile(PATH, len(FLYER), sha(FLYER))
    assert (root / PATH).read_bytes() == FLYER
    assert not there.file.exists()
    assert not there.note.exists()


@finds_trash
def test_files_of_one_name_in_the_trash_are_told_apart(root: Path, there: InTrash) -> None:
    (root / PATH).write_bytes(b"another")
    other = move_to_trash(root / PATH)
    assert other is not None
    assert other.file != there.file
    assert back(root, there) is not None
    assert (root / PATH).read_bytes() == FLYER
    assert other.file.read_bytes() == b"another"


@finds_trash
def test_another_file_of_that_name_stays_and_ours_gets_a_number(root: Path, there: InTrash) -> None:
    (root / PATH).write_bytes(b"another")
    found = back(root, there)
    assert found == SeenFile("Evidence/Desk guide 50% é\n (2).pdf", len(FLYER), sha(FLYER))
    assert (root / PATH).read_bytes() == b"another"
    assert (root / found.path).read_bytes() == FLYER


@finds_trash
def test_a_folder_that_is_gone_is_made_again(root: Path, there: InTrash) -> None:
    (root / "Evidence").rmdir()
    assert back(root, there) is not None
    assert (root / PATH).read_bytes() == FLYER


@finds_trash
def test_what_was_emptied_from_the_trash_does_not_come_back(root: Path, there: InTrash) -> None:
    there.file.unlink()
    assert back(root, there) is None
    assert not (root / PATH).exists()


@finds_trash
def test_what_somebody_put_in_its_place_in_the_trash_is_not_brought_back(
    root: Path, there: InTrash
) -> None:
    there.file.write_bytes(b"something else")
    assert back(root, there) is None
    assert there.file.read_bytes() == b"something else"


@finds_trash
def test_a_file_that_changed_before_it_was_thrown_away_comes_back_as_it_was(
    root: Path, there: InTrash
) -> None:
    """The portfolio knew an older fingerprint: a look at the folder was still to come."""
    found = back(root, there, b"as the portfolio knew it")
    assert found == SeenFile(PATH, len(FLYER), sha(FLYER))
    assert (root / PATH).read_bytes() == FLYER


@finds_trash
def test_what_the_user_restored_already_is_taken_as_it_is(root: Path, there: InTrash) -> None:
    shutil.move(there.file, root / PATH)
    assert back(root, there) == SeenFile(PATH, len(FLYER), sha(FLYER))
    assert back(root, None) == SeenFile(PATH, len(FLYER), sha(FLYER))


def test_where_nobody_can_say_where_it_is_nothing_comes_back(root: Path) -> None:
    (root / PATH).unlink()
    assert back(root, None) is None


@finds_trash
def test_of_a_drive_that_was_pulled_out_nothing_is_called_gone(root: Path, there: InTrash) -> None:
    away = root.rename(root.with_name("unplugged"))
    with pytest.raises(FolderGone):
        back(root, there)
    away.rename(root)
    assert back(root, there) is not None


@finds_trash
def test_from_another_drive_it_is_copied_and_compared_before_it_goes(
    root: Path, there: InTrash, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def across(path: Path, target: Path) -> Path:
        if path == there.file:
            raise OSError(18, "Invalid cross-device link")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", across)
    assert back(root, there) == SeenFile(PATH, len(FLYER), sha(FLYER))
    assert (root / PATH).read_bytes() == FLYER
    assert not there.file.exists()
    assert [each.name for each in (root / "Evidence").iterdir()] == [Path(PATH).name]


@finds_trash
def test_what_is_back_when_the_user_stops_it_is_named(root: Path, there: InTrash) -> None:
    (root / "Evidence/b.pdf").write_bytes(b"b")
    second = move_to_trash(root / "Evidence/b.pdf")
    files = ((RemovedFile(PATH, there), sha(FLYER)), (RemovedFile("Evidence/b.pdf", second), "b"))

    def stop_at_the_second(progress: Progress) -> None:
        if progress.item.name == "b.pdf":
            raise Cancelled

    returned = return_files(root, files, stop_at_the_second)
    assert isinstance(returned.error, Cancelled)
    assert list(returned.files) == [PATH]
    assert (root / PATH).exists()
    assert not (root / "Evidence/b.pdf").exists()


# Notes of where a file came from ----------------------------------------------------------------


@posix_only
def test_a_note_says_where_its_file_was() -> None:
    def origin(path: bytes, trash: str) -> str:
        note = b"[Trash Info]\nPath=" + path + b"\nDeletionDate=2026-12-01T10:00:00\n"
        return origin_by_specification(note, Path(trash))

    assert origin(b"p/a%20%25.pdf", "/media/stick/.Trash-1000") == "/media/stick/p/a %.pdf"
    assert origin(b"p/a.pdf", "/media/stick/.Trash/1000") == "/media/stick/p/a.pdf"
    assert origin(b"/home/amy/p/a.pdf", "/home/amy/.local/share/Trash") == "/home/amy/p/a.pdf"
    assert origin(b"%FF", "/media/stick/.Trash-1000") == "/media/stick/" + os.fsdecode(b"\xff")
    assert origin_by_specification(b"Path=/a", Path("/x/.Trash-1")) == ""
    assert origin_by_specification(b"[Trash Info]\n", Path("/x/.Trash-1")) == ""


def test_a_note_of_the_recycle_bin_says_where_its_file_was() -> None:
    path = "E:\\Rivera LSSC\\Evidence\\é.pdf"
    text = (path + "\0").encode("utf-16-le")
    head = struct.Struct("<qqq")
    newer = head.pack(2, 7, 133_000_000) + struct.pack("<i", len(path) + 1) + text
    older = head.pack(1, 7, 133_000_000) + text.ljust(520, b"\0")
    assert origin_on_windows(newer) == path
    assert origin_on_windows(older) == path
    assert origin_on_windows(head.pack(3, 7, 1) + text) == ""
    assert origin_on_windows(b"short") == ""
