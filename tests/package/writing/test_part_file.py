import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.package.writing.part_file import (
    NoSpaceForPackage,
    PackageTooLargeForDrive,
    PartFile,
)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_target_appears_when_it_is_published(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    with PartFile(target, 5) as part:
        with part.open() as handle:
            part.write(handle, 0, b"whole")
        assert not target.exists()
        part.publish()
    assert target.read_bytes() == b"whole"
    assert _names(tmp_path) == {"a.zip"}


def test_what_is_not_published_vanishes_and_the_old_target_stays(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), PartFile(target, 5):
        raise KeyboardInterrupt
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == {"a.zip"}


def test_each_handle_has_its_own_place(tmp_path: Path) -> None:
    with PartFile(tmp_path / "a", 6) as part, part.open() as first, part.open() as second:
        part.write(first, 3, b"def")
        part.write(second, 0, memoryview(b"abc"))
        assert part.path.read_bytes() == b"abcdef"


@pytest.mark.parametrize("length", [1, 120, 255])
def test_a_target_may_have_a_name_of_any_length(tmp_path: Path, length: int) -> None:
    target = tmp_path / ("n" * length)
    with PartFile(target, 0) as part:
        part.publish()
    assert _names(tmp_path) == {target.name}


def test_the_part_of_a_process_that_crashed_is_removed(tmp_path: Path) -> None:
    crash = (
        "import os, pathlib, sys\n"
        "from lssc_desktop.package.writing.part_file import PartFile\n"
        "PartFile(pathlib.Path(sys.argv[1]), 0).__enter__()\n"
        "os._exit(1)\n"
    )
    target = tmp_path / "a.zip"
    subprocess.run([sys.executable, "-c", crash, target], check=False)
    assert len(_names(tmp_path)) == 1
    with PartFile(target, 0) as part:
        assert _names(tmp_path) == {part.path.name}


def test_the_part_of_a_running_process_stays(tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    with PartFile(target, 0) as running, PartFile(target, 0) as part:
        assert _names(tmp_path) == {running.path.name, part.path.name}


@pytest.mark.parametrize(("age", "stays"), [(60, True), (3700, False)])
def test_a_part_from_another_computer_is_removed_after_an_hour(
    tmp_path: Path, age: int, stays: bool
) -> None:
    other = tmp_path / ".a.zip.part-other-99999999-00000000"
    other.touch()
    then = other.stat().st_mtime - age
    os.utime(other, (then, then))
    with PartFile(tmp_path / "a.zip", 0):
        assert other.exists() is stays


def test_files_that_only_look_alike_stay(tmp_path: Path) -> None:
    others = {"a.zip", "a.zip.part-1", ".b.zip.part-x-1-0", "part"}
    for name in others:
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    with PartFile(tmp_path / "a.zip", 0):
        assert others < _names(tmp_path)
    assert _names(tmp_path) == others


def test_room_is_looked_for_before_anything_is_written(tmp_path: Path) -> None:
    needed = shutil.disk_usage(tmp_path).free + 10**9
    with pytest.raises(NoSpaceForPackage) as full, PartFile(tmp_path / "a", needed):
        pass
    assert full.value.needed == needed
    assert 0 < full.value.free < needed
    assert not _names(tmp_path)


def test_so_is_whether_the_drive_keeps_files_that_large(tmp_path: Path) -> None:
    # Where the file system has no such limit, it has no such room.
    with pytest.raises((PackageTooLargeForDrive, NoSpaceForPackage)):
        PartFile(tmp_path / "a", 2**62).__enter__()
    assert not _names(tmp_path)


@pytest.mark.skipif(not hasattr(os, "SEEK_DATA"), reason="this system cannot claim room")
def test_room_is_claimed_in_one_piece_where_the_drive_can(tmp_path: Path) -> None:
    with PartFile(tmp_path / "a", 1 << 20) as part:
        part.reserve(1 << 20)
        claimed = part.path.stat()
        with part.open() as handle:
            part.write(handle, 0, b"content")
            blocks_of_content = os.lseek(handle.fileno(), 0, os.SEEK_HOLE) // 512
    if claimed.st_size == 1:
        pytest.skip("this drive cannot")
    assert claimed.st_size == 1 << 20
    assert claimed.st_blocks >= 2048 > blocks_of_content


def test_a_drive_that_would_only_write_zeros_is_spared_that(tmp_path: Path) -> None:
    with PartFile(tmp_path / "a", 1 << 20) as part:
        with part.open() as handle:
            part.write(handle, 0, b"x")  # as on FAT: the claimed block holds data
        part.reserve(1 << 20)
        assert part.path.stat().st_size == 1


@pytest.mark.parametrize(
    ("code", "kind"), [(errno.ENOSPC, NoSpaceForPackage), (errno.EFBIG, PackageTooLargeForDrive)]
)
def test_a_drive_that_refuses_is_named_by_its_reason(
    tmp_path: Path, code: int, kind: type[Exception]
) -> None:
    with PartFile(tmp_path / "a", 7) as part, pytest.raises(kind), part.writing():
        raise OSError(code, os.strerror(code))


def test_a_full_fat_drive_with_room_has_a_limit(tmp_path: Path) -> None:
    with (
        PartFile(tmp_path / "a", 2**32) as part,
        pytest.raises(PackageTooLargeForDrive),
        part.writing(),
    ):
        raise OSError(errno.ENOSPC, "as Windows says")


def test_says_when_the_folder_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FolderGone), PartFile(tmp_path / "gone" / "a.zip", 1):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_file_larger_than_the_drive_keeps_is_said_so(tmp_path: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with (
            PartFile(tmp_path / "a", 2000) as part,
            part.open() as handle,
            pytest.raises(PackageTooLargeForDrive) as large,
        ):
            part.write(handle, 0, bytes(2000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert large.value.needed == 2000
