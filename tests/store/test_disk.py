"""What systems say, as our own errors; and disks that are full, read only or refuse a size."""

import errno
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.edits import set_planned
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Quiet
from lssc_desktop.core.layout import is_temporary
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.store import disk, folder
from lssc_desktop.store.evidence import add_files

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, disk.NoSpace),
        (errno.EDQUOT, disk.NoSpace),
        (errno.EFBIG, disk.FileTooLargeForDisk),
        (errno.EROFS, disk.FolderReadOnly),
        (errno.EACCES, disk.NotAllowed),
        (errno.EBUSY, disk.FileBusy),
        (errno.ENOENT, disk.FileMissing),
        (errno.EIO, disk.FolderGone),
        (errno.ESTALE, disk.FolderGone),
        (errno.EINVAL, disk.NameRefusedByDisk),
        (errno.ENAMETOOLONG, disk.NameRefusedByDisk),
        (errno.EEXIST, disk.InTheWay),
        (errno.EISDIR, disk.InTheWay),
        (errno.ENOLCK, disk.DiskFailed),
    ],
)
def test_each_thing_a_system_says_has_its_error(
    tmp_path: Path, code: int, kind: type[LsscError]
) -> None:
    with pytest.raises(kind) as caught, disk.disk_errors(tmp_path / "a"):
        raise OSError(code, "as the system says it")
    assert isinstance(caught.value.__cause__, OSError)


def test_what_we_do_not_know_keeps_the_name_of_the_system(tmp_path: Path) -> None:
    error = disk.from_system(OSError(errno.ENOLCK, ""), tmp_path / "a")
    assert isinstance(error, disk.DiskFailed)
    assert error.reason == "ENOLCK"


def _everything(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def _later(portfolio: Portfolio, day: int) -> Portfolio:
    return set_planned(portfolio, "foundations", date(2027, 1, day), TODAY)


def _fill(folder_on_disk: Path, leave: int) -> None:
    """Leave so many bytes free on the disk."""
    filler = folder_on_disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(folder_on_disk).free - leave))


def test_a_full_disk_keeps_the_last_good_state(
    mounted: Callable[[str], Path],
    make_folder: Callable[[Path], folder.Stamp],
    portfolio: Portfolio,
) -> None:
    root = mounted("size=256k") / "Rivera LSSC"
    stamp = make_folder(root)
    _fill(root, 0)
    before = _everything(root)
    with pytest.raises(disk.NoSpace):
        folder.save(root, _later(portfolio, 1), stamp)
    assert _everything(root) == before
    assert folder.load(root).portfolio == portfolio


@pytest.mark.parametrize("leave", range(0, 40_960, 4096))
def test_the_last_room_of_a_disk_never_holds_half_a_portfolio(
    mounted: Callable[[str], Path],
    make_folder: Callable[[Path], folder.Stamp],
    portfolio: Portfolio,
    leave: int,
) -> None:
    root = mounted("size=256k") / "Rivera LSSC"
    stamp = make_folder(root)
    _fill(root, leave)
    kept = portfolio
    with suppress(disk.NoSpace):
        folder.save(root, _later(portfolio, 1), stamp)
        kept = _later(portfolio, 1)
    assert folder.load(root).portfolio == kept
    assert not [path for path in root.rglob("*") if is_temporary(path.name)]


def test_evidence_that_does_not_fit_is_refused_before_it_is_copied(
    tmp_path: Path,
    mounted: Callable[[str], Path],
    make_folder: Callable[[Path], folder.Stamp],
    portfolio: Portfolio,
) -> None:
    root = mounted("size=256k") / "Rivera LSSC"
    make_folder(root)
    (tmp_path / "clip.mov").write_bytes(bytes(400_000))
    before = _everything(root)
    with pytest.raises(disk.NoSpace) as caught:
        add_files(root, portfolio, [tmp_path / "clip.mov"], TODAY, Quiet())
    assert caught.value.needed == 400_000
    assert 0 < caught.value.free < 256_000
    assert _everything(root) == before


def test_a_disk_that_can_only_be_read_keeps_everything(
    tmp_path: Path,
    mounted: Callable[[str], Path],
    make_folder: Callable[[Path], folder.Stamp],
    portfolio: Portfolio,
) -> None:
    point = mounted("size=256k")
    root = point / "Rivera LSSC"
    stamp = make_folder(root)
    (tmp_path / "a.pdf").write_bytes(b"flyer")
    before = _everything(root)
    subprocess.run(["mount", "-o", "remount,ro", str(point)], check=True)
    with pytest.raises(disk.FolderReadOnly):
        folder.save(root, _later(portfolio, 1), stamp)
    with pytest.raises(disk.FolderReadOnly):
        add_files(root, portfolio, [tmp_path / "a.pdf"], TODAY, Quiet())
    assert folder.load(root).portfolio == portfolio
    assert _everything(root) == before


def test_a_disk_that_keeps_no_large_files_is_named(tmp_path: Path) -> None:
    (tmp_path / "clip.mov").write_bytes(bytes(300_000))
    script = (
        "import resource, sys; from pathlib import Path;"
        "from lssc_desktop.core.job import Quiet;"
        "from lssc_desktop.store.copying import copy_in;"
        "from lssc_desktop.store.disk import FileTooLargeForDisk\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, {resource.RLIM_INFINITY}))\n"
        "try: copy_in(Path(sys.argv[1]), Path(sys.argv[2]), Quiet())\n"
        "except FileTooLargeForDisk as error: print(Path(error.path).name)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "clip.mov", tmp_path / "copy.mov"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "copy.mov\n"
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mov"]
