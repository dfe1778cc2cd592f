import hashlib
import os
import sys
from pathlib import Path

import pytest

from lssc_desktop.disk.disk import FileMissing, NotAllowed
from lssc_desktop.package.writing.bag_source import BagFile, FileChanged, OpenSource
from tests.systems import closed, posix_only

TEXT = b"We count who comes."
SUM = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "log.txt"
    path.write_bytes(TEXT)
    return path


def _read(file: BagFile) -> bytes:
    content = bytearray(file.size)
    with OpenSource(file) as source:
        source.fill(memoryview(content))
        source.finish(hashlib.sha256(content).hexdigest())
    return bytes(content)


@pytest.mark.parametrize("sha256", [None, SUM])
def test_gives_the_content_of_a_file(path: Path, sha256: str | None) -> None:
    assert _read(BagFile("log.txt", path, len(TEXT), sha256)) == TEXT


@pytest.mark.parametrize("sha256", [None, SUM])
def test_gives_content_from_memory(sha256: str | None) -> None:
    assert _read(BagFile("log.txt", TEXT, sha256=sha256)) == TEXT


def test_gives_a_file_piece_by_piece(path: Path) -> None:
    piece = bytearray(4)
    with OpenSource(BagFile("log.txt", path, len(TEXT))) as source:
        source.fill(memoryview(piece))
        source.fill(memoryview(piece))
    assert piece == TEXT[4:8]


@pytest.mark.parametrize("size", [len(TEXT) - 1, len(TEXT) + 1])
def test_refuses_a_file_of_another_size(path: Path, size: int) -> None:
    with pytest.raises(FileChanged) as changed:
        OpenSource(BagFile("log.txt", path, size))
    assert changed.value.path == str(path)


@pytest.mark.parametrize("where", ["disk", "memory"])
def test_refuses_content_with_another_fingerprint(path: Path, where: str) -> None:
    source = path if where == "disk" else TEXT
    with pytest.raises(FileChanged):
        _read(BagFile("log.txt", source, len(TEXT), "0" * 64))


def test_notices_a_file_that_shrinks_while_it_is_read(path: Path) -> None:
    with OpenSource(BagFile("log.txt", path, len(TEXT))) as source:
        os.truncate(path, 5)
        with pytest.raises(FileChanged):
            source.fill(memoryview(bytearray(len(TEXT))))


def test_notices_a_file_that_grows_while_it_is_read(path: Path) -> None:
    with OpenSource(BagFile("log.txt", path, len(TEXT))) as source:
        source.fill(memoryview(bytearray(len(TEXT))))
        with path.open("ab") as more:
            more.write(b"!")
        with pytest.raises(FileChanged):
            source.finish(SUM)


def test_notices_a_file_that_is_written_in_place_while_it_is_read(path: Path) -> None:
    with OpenSource(BagFile("log.txt", path, len(TEXT))) as source:
        source.fill(memoryview(bytearray(len(TEXT))))
        os.utime(path, ns=(0, 1))
        with pytest.raises(FileChanged):
            source.finish(SUM)


def test_says_when_a_file_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        OpenSource(BagFile("a", tmp_path / "gone.txt", 1))


@posix_only
def test_says_when_a_file_may_not_be_read(path: Path) -> None:
    with closed(path), pytest.raises(NotAllowed):
        OpenSource(BagFile("a", path, len(TEXT)))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_takes_nothing_but_files_and_is_not_held_up_by_a_pipe(path: Path, kind: str) -> None:
    other = path.with_name("other")
    if kind == "link":
        other.symlink_to(path)
    elif kind == "folder":
        other.mkdir()
    else:
        os.mkfifo(other)
    with pytest.raises(FileChanged) as changed:
        OpenSource(BagFile("a", other, len(TEXT)))
    assert changed.value.path == str(other)
