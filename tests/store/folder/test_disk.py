"""What systems say, as our own errors; and disks that are full, read only or refuse a size."""

import errno
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import is_temporary
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.edits import set_planned
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.disk import disk
from lssc_desktop.disk.files import temporary_beside
from lssc_desktop.disk.windows import may_add_to
from lssc_desktop.messages.message import message_for
from lssc_desktop.store.evidence import add_files
from lssc_desktop.store.folder import folder
from tests.open_elsewhere import Share, open_elsewhere
from tests.systems import posix_only, windows_only

TODAY = date(2026, 11, 25)


# What Python makes of Windows' numbers (errmap.h); of all others it makes EINVAL.
_KNOWN_TO_PYTHON = {
    **dict.fromkeys((2, 3, 15, 18, 53, 67, 161, 206), errno.ENOENT),
    **dict.fromkeys((5, *range(19, 37), 65, 82, 83, 108, 132, 158, 167), errno.EACCES),
    **dict.fromkeys((80, 183), errno.EEXIST),
    112: errno.ENOSPC,
}


def _said_by_windows(number: int, code: int = errno.EINVAL) -> OSError:
    """What Windows says, which Python takes for EINVAL wherever it does not know better."""
    error = OSError(code, "as Windows says it", None, number)
    if sys.platform != "win32":
        setattr(error, "winerror", number)  # noqa: B010  it has none on other systems
    return error


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, disk.NoSpace),
        (errno.EDQUOT, disk.QuotaUsedUp),
        (errno.EFBIG, disk.FileTooLargeForDisk),
        (errno.EROFS, disk.FolderReadOnly),
        (errno.EACCES, disk.NotAllowed),
        (errno.EBUSY, disk.FileBusy),
        (errno.ENOENT, disk.FileMissing),
        (errno.EIO, disk.FolderGone),
        (errno.ESTALE, disk.FolderGone),
        # Windows is asked what it means by this one, and has nothing against the name
        pytest.param(errno.EINVAL, disk.NameRefusedByDisk, marks=posix_only),
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


@pytest.mark.parametrize("code", [errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN])
def test_a_file_whose_drive_fails_is_called_no_folder(tmp_path: Path, code: int) -> None:
    said = message_for(disk.from_system(OSError(code, ""), tmp_path / "165b.toml")).happened
    assert said == "The drive or network folder with “165b.toml” isn’t responding."


def test_what_we_do_not_know_keeps_the_name_of_the_system(tmp_path: Path) -> None:
    error = disk.from_system(OSError(errno.ENOLCK, ""), tmp_path / "a")
    assert isinstance(error, disk.DiskFailed)
    assert error.reason == "ENOLCK"


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ((32, 33, 170, 303, 391, 1224), disk.FileBusy),
        ((19,), disk.FolderReadOnly),
        ((39, 112), disk.NoSpace),
        ((1295, 1816), disk.QuotaUsedUp),
        ((223,), disk.FileTooLargeForDisk),
        ((20, 21, 34, 433, 1006, 1110, 1112, 1117, 1167, 1617), disk.DriveGone),
        ((51, 53, 54, 55, 57, 58, 59, 64, 67, 121), disk.NetworkGone),
        ((1203, 1222, 1226, 1231, 1232, 1236, 1256, 2250), disk.NetworkGone),
        ((206,), disk.PathTooLong),
        ((123, 161), disk.NameRefusedByDisk),
        ((80, 183), disk.InTheWay),
        ((225, 226), disk.VirusFound),
        ((362, 386, 388, 389, 395, 404, 426, 4350), disk.CloudAway),
        ((65, 1260, 1314, 1326), disk.NotAllowed),
        ((22, 23, 25, 27, 29, 30, 31, 1005, 1127, 1392, 1393), disk.DiskFailed),
        ((5,), disk.NotAllowed),
        ((2,), disk.FileMissing),
        ((6009,), disk.DiskFailed),
    ],
)
def test_each_thing_windows_says_has_its_error(
    tmp_path: Path, numbers: tuple[int, ...], kind: type[LsscError]
) -> None:
    for number in numbers:
        said = _said_by_windows(number, _KNOWN_TO_PYTHON.get(number, errno.EINVAL))
        assert type(disk.from_system(said, tmp_path / "a")) is kind, number


def test_what_we_do_not_know_of_windows_keeps_its_number(tmp_path: Path) -> None:
    error = disk.from_system(_said_by_windows(1393), tmp_path / "a")
    assert isinstance(error, disk.DiskFailed)
    assert error.reason == "Windows error 1393"


@windows_only
@pytest.mark.parametrize("share", [Share.NONE, Share.READ])
def test_a_file_that_is_open_in_another_program_is_busy(tmp_path: Path, share: Share) -> None:
    (tmp_path / "letter.docx").write_bytes(b"old")
    (tmp_path / "new").write_bytes(b"new")
    for act in (
        lambda: (tmp_path / "new").replace(tmp_path / "letter.docx"),
        (tmp_path / "letter.docx").unlink,
        lambda: (tmp_path / "letter.docx").write_bytes(b"new"),
    ):
        with (
            open_elsewhere(tmp_path / "letter.docx", share),
            pytest.raises(disk.FileBusy),
            disk.disk_errors(tmp_path / "letter.docx"),
        ):
            act()


@windows_only
def test_a_name_that_windows_does_not_take_is_one_though_open_gives_no_number(
    tmp_path: Path,
) -> None:
    with pytest.raises(disk.NameRefusedByDisk), disk.disk_errors(tmp_path / "a<b.docx"):
        (tmp_path / "a<b.docx").open("rb")


@windows_only
def test_what_open_says_without_a_number_is_no_fault_of_a_good_name(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"")
    said = OSError(errno.EINVAL, "as Python says what it does not know")
    assert type(disk.from_system(said, tmp_path / "letter.docx")) is disk.DiskFailed


@windows_only
def test_a_folder_in_the_place_of_a_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").mkdir()
    with pytest.raises(disk.InTheWay), disk.disk_errors(tmp_path / "letter.docx"):
        (tmp_path / "letter.docx").open("rb")


def test_below_a_file_there_is_no_file_and_no_folder_is_gone(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(b"")
    said = OSError(errno.ENOENT, "as Windows says it")
    assert isinstance(disk.from_system(said, tmp_path / "letter.docx" / "a"), disk.FileMissing)
    assert isinstance(disk.from_system(said, tmp_path / "never" / "a"), disk.FolderGone)


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
) -> None:
    root = mounted("size=256k") / "Rivera LSSC"
    make_folder(root)
    (tmp_path / "clip.mov").write_bytes(bytes(400_000))
    before = _everything(root)
    with pytest.raises(disk.NoSpace) as caught:
        add_files(root, [tmp_path / "clip.mov"], TODAY, ignore_progress)
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
        add_files(root, [tmp_path / "a.pdf"], TODAY, ignore_progress)
    assert folder.load(root).portfolio == portfolio
    assert _everything(root) == before


@posix_only
def test_a_disk_that_keeps_no_large_files_is_named(tmp_path: Path) -> None:
    (tmp_path / "clip.mov").write_bytes(bytes(300_000))
    script = (
        "import resource, sys; from pathlib import Path;"
        "from lssc_desktop.core.job import ignore_progress;"
        "from lssc_desktop.disk.copying import copy_in;"
        "from lssc_desktop.disk.disk import FileTooLargeForDisk\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))\n"
        "try: copy_in(Path(sys.argv[1]), Path(sys.argv[2]), ignore_progress)\n"
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


# Long paths --------------------------------------------------------------------------------------


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """A folder whose path has 240 characters: Windows keeps a portfolio.json in it."""
    deep = tmp_path
    while (left := 240 - len(str(deep))) > 0:
        deep /= "n" * (left - 1 if left < 43 else 40)
    deep.mkdir(parents=True)
    assert len(str(deep)) == 240
    return deep


def _refused(path: Path, said: int = 0) -> OSError:
    """What Python says of a name that is refused or missing; `open` gives no number."""
    if not said:
        return OSError(errno.ENOENT, "as Windows says it", str(path))
    error = _said_by_windows(said, errno.ENOENT)
    error.filename = str(path)
    return error


@posix_only  # on Windows itself, it is asked what it says of the path
def test_a_path_is_as_long_as_the_name_that_is_really_written(deep: Path) -> None:
    target = deep / "portfolio.json"
    temporary = temporary_beside(target)
    assert len(str(target)) < disk.WINDOWS_LIMITS.file <= len(str(temporary))
    told = disk.from_system(_refused(temporary), target, disk.WINDOWS_LIMITS)
    assert type(told) is disk.PathTooLong
    assert told.path == str(target), "nobody knows the name of the file in the making"


def test_a_renaming_is_as_long_as_its_new_name(deep: Path) -> None:
    error = _refused(deep / "short", 3)
    error.filename2 = str(deep / "much longer than this.pdf")
    told = disk.from_system(error, deep / "short", disk.WINDOWS_LIMITS)
    assert type(told) is disk.PathTooLong


def test_a_file_that_is_missing_in_a_deep_folder_is_missing(deep: Path) -> None:
    target = deep / "portfolio.json"
    told = disk.from_system(_refused(target), target, disk.WINDOWS_LIMITS)
    assert type(told) is disk.FileMissing


def test_a_folder_may_be_twelve_characters_shorter_than_a_file(deep: Path) -> None:
    kinds = [
        type(disk.from_system(_refused(deep / name, 3), deep / name, disk.WINDOWS_LIMITS))
        for name in ("Shelf1", "Shelf12")
    ]
    assert kinds == [disk.FileMissing, disk.PathTooLong]


def test_where_windows_knows_that_only_the_file_is_missing_the_path_was_none_too_long(
    deep: Path,
) -> None:
    """It was set to allow long paths."""
    target = deep / "a statement of some length.docx"
    told = disk.from_system(_refused(target, 2), target, disk.WINDOWS_LIMITS)
    assert type(told) is disk.FileMissing


def test_a_drive_that_was_pulled_out_made_no_path_too_long(deep: Path) -> None:
    target = deep / "portfolio.json"
    temporary = temporary_beside(target)
    deep.rmdir()
    told = disk.from_system(_refused(temporary), target, disk.WINDOWS_LIMITS)
    assert type(told) is disk.FolderGone


@posix_only
def test_other_systems_have_no_such_limit(deep: Path) -> None:
    target = deep / "portfolio.json"
    told = disk.from_system(_refused(temporary_beside(target)), target)
    assert type(told) is disk.FileMissing


# Controlled folder access -----------------------------------------------------------------------


NEW_FILE = "E:/Rivera/.lssc-0123456789abcdef.tmp"


def _new_file_refused(code: int, name: str = NEW_FILE, other: str | None = None) -> OSError:
    return OSError(code, "as Python says it", name, None, other)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.ENOENT])
def test_a_new_file_that_rights_allow_was_refused_by_something_else(code: int) -> None:
    assert disk.is_blocked(_new_file_refused(code), lambda: True)
    assert not disk.is_blocked(_new_file_refused(code), lambda: False)


def test_what_is_no_new_file_may_have_rights_of_its_own() -> None:
    for error in (
        _new_file_refused(errno.EACCES, "E:/Rivera/portfolio.json"),
        _new_file_refused(errno.EACCES, NEW_FILE, "E:/Rivera/portfolio.json"),  # renamed
        _new_file_refused(errno.ENOSPC),
        OSError(errno.EACCES, "about no file"),
    ):
        assert not disk.is_blocked(error, lambda: True)


@pytest.mark.skipif(sys.platform == "win32", reason="the rights of others")
def test_elsewhere_nothing_is_blamed_on_windows(tmp_path: Path) -> None:
    error = disk.from_system(_new_file_refused(errno.EACCES), tmp_path / "portfolio.json")
    assert type(error) is disk.NotAllowed


@windows_only
def test_windows_says_whether_files_can_be_added_to_a_folder(tmp_path: Path) -> None:
    assert may_add_to(tmp_path)
    assert not may_add_to(tmp_path / "gone")


def test_it_is_said_as_what_may_be_and_what_to_do() -> None:
    said = message_for(disk.SaveBlocked("E:/Rivera/portfolio.json"))
    assert said.happened == "Windows didn’t let us save “portfolio.json”, though you may save here."
    assert said.advice.startswith("Controlled folder access may be the reason.")
