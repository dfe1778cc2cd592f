"""What Windows says of a file: who has it open, and marks that came with it from a CD."""

import errno
import os
import stat
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lssc_desktop.disk.disk import FileBusy
from lssc_desktop.disk.files import discard, write_durably
from lssc_desktop.disk.windows import clear_read_only, program_names, programs_with
from tests.systems import WineLacks, not_on_wine, windows_only

OURS = 4711


def _listed(process: int, name: str) -> bytes:
    """An entry of Windows' list (RM_PROCESS_INFO): 668 bytes, the name in 256 units."""
    units = name.encode("utf-16-le").ljust(512, b"\0")
    entry = struct.pack("<I8s", process, b"\1" * 8) + units + bytes(128)
    return entry + struct.pack("<IIIi", 1, 1, 1, 0)


def test_an_entry_is_as_long_as_windows_says() -> None:
    assert len(_listed(1, "Microsoft Word")) == 668


def test_each_program_is_named_once_and_our_own_is_not() -> None:
    names = ("Microsoft Word", "Microsoft Word", "Adobe Acrobat")
    listed = b"".join(_listed(number, name) for number, name in enumerate(names, 1))
    found = program_names(listed + _listed(OURS, "LSSC Desktop"), OURS)
    assert found == ("Microsoft Word", "Adobe Acrobat")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("", ()), ("\n", ()), ("Wo\x1b[31mrd\r\n", ("Wo[31mrd",)), ("W" * 255, ("W" * 80,))],
)
def test_a_name_that_is_none_is_not_shown_and_a_long_one_is_cut(
    name: str, shown: tuple[str, ...]
) -> None:
    assert program_names(_listed(1, name), OURS) == shown


def test_no_more_are_named_than_anybody_reads() -> None:
    listed = b"".join(_listed(number, f"Program {number}") for number in range(1, 9))
    assert program_names(listed, OURS) == ("Program 1", "Program 2", "Program 3")


@pytest.mark.skipif(sys.platform == "win32", reason="that is what Windows does")
def test_other_systems_are_asked_nothing(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"old")
    denied = PermissionError(errno.EACCES, "denied", str(tmp_path / "letter.docx"))
    assert programs_with(tmp_path / "letter.docx") == ()
    assert not clear_read_only(denied)


@contextmanager
def _open_in_another_program(path: Path) -> Iterator[None]:
    """Let another process have a file open for the length of the block."""
    code = "import sys\nwith open(sys.argv[1], 'rb'): print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"open"
        yield
        process.communicate(b"\n")


@windows_only
def test_asking_who_has_a_file_open_costs_nothing_where_nobody_has(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"old")
    assert programs_with(tmp_path / "letter.docx") == ()
    assert programs_with(tmp_path / "never") == ()


@windows_only
@not_on_wine(WineLacks.PROGRAMS_WITH_FILES)
def test_the_program_that_has_a_file_open_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"old")
    with _open_in_another_program(path), pytest.raises(FileBusy) as caught:
        write_durably(path, b"new")
    assert any("python" in name.lower() for name in caught.value.programs)


@windows_only
def test_a_file_that_is_open_in_another_process_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"old")
    with _open_in_another_program(path), pytest.raises(FileBusy):
        write_durably(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_file_that_is_marked_as_read_only_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"old")
    path.chmod(stat.S_IREAD)
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.access(path, os.W_OK)


def test_a_file_that_is_marked_as_read_only_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"old")
    path.chmod(stat.S_IREAD)
    discard(path)
    assert not path.exists()
