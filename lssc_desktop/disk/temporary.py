"""Temporary folders: where they lie, and that none of them stays.

Each is named after the process it is for, and its computer. It is removed at the end, and at a next
start where that process was killed. What a portable program lays down lies on the user's own drive,
or on a share that several computers use at once.
"""

import os
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from lssc_desktop import paths
from lssc_desktop.core.files.names import OWN
from lssc_desktop.disk.disk import disk_errors, is_folder
from lssc_desktop.disk.processes import began, computer_mark, is_alive

if TYPE_CHECKING:
    from lssc_desktop.core.job import Reporter

_PREFIX = "lssc-desktop-"
_OF_PORTFOLIO = Path(OWN, paths.TEMPORARY)
_ONE_DAY = 24 * 60 * 60  # seconds
_USUAL = "~/AppData/Local/Temp" if sys.platform == "win32" else "/tmp"  # noqa: S108  only read


def scratch_folder() -> TemporaryDirectory[str]:
    """Return an empty folder for as long as the `with` lasts, which gives its path.

    What cannot be removed at the end, because another program still shows it, is removed by
    `remove_leftovers` at a next start. Raises an error of `disk` where none can be made.
    """
    with disk_errors(Path(tempfile.tempdir or _USUAL)):
        return scratch_of_helper()


def scratch_of_helper() -> TemporaryDirectory[str]:
    """Return the same for a helper, whose start fails with the `OSError` of the system."""
    process = os.getpid()
    return TemporaryDirectory(
        prefix=f"{_PREFIX}{process}-{began(process)}-{computer_mark()}-",
        ignore_cleanup_errors=True,
    )


class RunFolder(os.PathLike[str]):
    """The temporary folder of this run of the program, made when its path is first asked for.

    It is made again, where temporary files lie by then, when its drive is gone.
    """

    def __init__(self) -> None:
        self._made: list[TemporaryDirectory[str]] = []

    def __fspath__(self) -> str:
        """Return the path of the folder, which is there."""
        if not self._made or not is_folder(Path(self._made[-1].name)):
            self._made.append(scratch_folder())
        return self._made[-1].name

    def close(self) -> None:
        """Remove it, and all that is in it."""
        for folder in self._made:
            folder.cleanup()
            _remove_if_empty(Path(folder.name).parent)
        self._made.clear()

    def close_if_empty(self) -> None:
        """Remove it unless something is in it: in a portfolio that is closed nothing stays."""
        for folder in self._made:
            with suppress(OSError):
                Path(folder.name).rmdir()


def system_temporary_folders() -> tuple[Path, ...]:
    """Return the system's own folders for temporary files, wherever ours lie at this moment.

    The first is the one that `tempfile` chooses, which writes a file there to find out.
    """
    named = (os.environ.get(name, "") for name in ("TMPDIR", "TEMP", "TMP"))
    usable = [Path(name) for name in dict.fromkeys(named) if name and os.access(name, os.W_OK)]
    return tuple(usable) or (Path(_USUAL).expanduser(),)


def temporary_folder_of(root: Path) -> Path:
    """Return the folder for temporary files in a portfolio, or of packages."""
    return root / _OF_PORTFOLIO


def stay_on_drive(root: Path | None = None, package: Path | None = None) -> None:
    """Lay down temporary files on the user's own drive from now on, if the program is portable.

    They go into the portfolio that is open at `root`, else beside the program, else beside the
    package that is open; into the folder of the system only where none of them can be written.
    What a killed run left in a portfolio is removed by an installed program too.
    """
    folders = paths.own_folders()
    of_root = None if root is None else temporary_folder_of(root)
    if folders.portable:
        near = None if package is None else temporary_folder_of(package.parent)
        use_temporary_folder(*filter(None, (of_root, folders.temporary, near)))
    elif of_root is not None and is_folder(of_root):
        _remove_leftovers_in(of_root)
        with suppress(OSError):
            of_root.rmdir()


def use_temporary_folder(*folders: Path) -> None:
    """Lay down temporary files in the first of these folders that can be written, from now on.

    Where none can be, they go into the folder of the system. What the folder had of programs that
    are gone is removed.
    """
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError:  # a drive may be read-only, full, or gone
            _remove_if_empty(folder)
            continue
        if str(folder) != tempfile.tempdir:
            leave_temporary_folder()
            tempfile.tempdir = str(folder)
        _remove_leftovers_in(folder)
        return
    leave_temporary_folder()


def leave_temporary_folder() -> None:
    """Use the folder of the system again, and remove the one that was used, if it is empty.

    `tempfile` tries that folder out, by a file, when it is asked which it is: so it is not asked.
    """
    folder, tempfile.tempdir = tempfile.tempdir, None
    if folder is not None:
        _remove_if_empty(Path(folder))


def end_temporary_files() -> None:
    """Remove what this process still has on the user's drive, at its end.

    A helper that nobody stopped yet, and ends with this process, may have its folder there.
    """
    if tempfile.tempdir is not None:
        for folder in Path(tempfile.tempdir).glob(f"{_PREFIX}{os.getpid()}-*"):
            shutil.rmtree(folder, ignore_errors=True)
    leave_temporary_folder()


def leftovers(folder: Path) -> tuple[Path, ...]:
    """Return the temporary folders in a folder whose programs are gone."""
    return tuple(sorted(each for each in folder.glob(f"{_PREFIX}*-*") if not _is_in_use(each)))


def remove_leftovers(reporter: "Reporter") -> None:
    """Remove the folders of programs that are gone.

    What a package holds is nobody's business who uses the computer next.
    """
    from lssc_desktop.core.job import Progress, Step

    for folder in leftovers(Path(tempfile.tempdir or system_temporary_folders()[0])):
        reporter(Progress(Step.LOOKING))
        shutil.rmtree(folder, ignore_errors=True)  # somebody else's stays


def _remove_if_empty(folder: Path) -> None:
    """Remove a folder of ours for temporary files; the system's stays, whatever it is called."""
    if folder.name == paths.TEMPORARY and folder.parent.name in {OWN, paths.SETTINGS_ON_DRIVE}:
        with suppress(OSError):  # what another program still shows goes at the next start
            folder.rmdir()
            folder.parent.rmdir()


def _remove_leftovers_in(folder: Path) -> None:
    for left in leftovers(folder):
        shutil.rmtree(left, ignore_errors=True)  # somebody else's stays


def _is_in_use(folder: Path) -> bool:
    """Whether the program runs whose temporary folder this is; so does a folder of none.

    Nobody sees what runs on another computer: what that laid down is left alone for a day.
    """
    process, *others = folder.name.removeprefix(_PREFIX).split("-")
    if not process.isdecimal():
        return True
    mark, computer = (*others[:-1], "", "")[:2]  # earlier versions wrote less
    if computer not in {"", computer_mark()}:
        return _is_new(folder)
    return is_alive(int(process), mark)


def _is_new(folder: Path) -> bool:
    """Whether something was laid down within a day; the clocks of two computers may differ."""
    try:
        return abs(time.time() - folder.stat().st_mtime) < _ONE_DAY
    except OSError:
        return False
