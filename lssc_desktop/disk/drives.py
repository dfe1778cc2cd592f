"""Portfolios on USB drives: which drives are plugged in, and which portfolios lie on them.

It is looked for anew each time; nothing about the computer or its drives is kept.
"""

import getpass
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from lssc_desktop.core.files.names import PORTFOLIO, one_line
from lssc_desktop.values import dataclass

_MOST_FOLDERS = 200  # of a drive, at the top; whoever has more keeps no portfolio among them
_LARGEST = 16 << 20  # bytes of a portfolio.json that is read for the name in it
_LONGEST_NAME = 120  # characters


@dataclass(frozen=True, slots=True)
class FoundPortfolio:
    """A portfolio folder on a drive; `owner` is the candidate, "" where that cannot be read."""

    root: Path
    drive: str
    owner: str


def removable_drives() -> tuple[Path, ...]:
    """Return the top folders of the USB drives, cards and the like that are plugged in."""
    if sys.platform == "win32":
        return _windows_drives()
    if sys.platform == "darwin":
        return tuple(_mounts_below(Path("/Volumes")))
    user = ""
    with suppress(ImportError, KeyError, OSError):  # the system does not say
        user = getpass.getuser()
    places = [Path("/media"), Path("/mnt")]
    places = [Path("/media") / user, Path("/run/media") / user, *places] if user else places
    return tuple(dict.fromkeys(drive for place in places for drive in _mounts_below(place)))


def _mounts_below(place: Path) -> Iterator[Path]:
    """Return the folders of a folder on which another drive is mounted than the system's."""
    with suppress(OSError), os.scandir(place) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if not entry.is_symlink() and os.path.ismount(entry.path):
                yield Path(entry.path)


def _windows_drives() -> tuple[Path, ...]:
    if sys.platform != "win32":
        return ()
    import ctypes

    removable = 2
    kind_of = ctypes.windll.kernel32.GetDriveTypeW
    return tuple(Path(drive) for drive in os.listdrives() if kind_of(drive) == removable)


def portfolios_on(drives: Iterable[Path]) -> tuple[FoundPortfolio, ...]:
    """Return the portfolios on drives: a drive itself, its folders, and those one level below.

    A drive that does not answer has none.
    """
    return tuple(found for drive in drives for found in _on_drive(drive))


def look_for_portfolios() -> tuple[FoundPortfolio, ...]:
    """Return the portfolios on the drives that are plugged in now."""
    return portfolios_on(removable_drives())


def _on_drive(drive: Path) -> Iterator[FoundPortfolio]:
    top = _folders(drive)
    below = [folder for each in top if not _is_portfolio(each) for folder in _folders(each)]
    for folder in (drive, *top, *below):
        if _is_portfolio(folder):
            yield FoundPortfolio(folder, drive.name or str(drive), _owner(folder))


def _folders(folder: Path) -> Sequence[Path]:
    found: list[Path] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if len(found) >= _MOST_FOLDERS:
                break
            with suppress(OSError):
                if not entry.name.startswith((".", "$")) and entry.is_dir(follow_symlinks=False):
                    found.append(Path(entry.path))
    return sorted(found, key=lambda path: path.name.casefold())


def _is_portfolio(folder: Path) -> bool:
    path = folder / PORTFOLIO
    return os.path.isfile(path) and not os.path.islink(path)  # noqa: PTH113, PTH114  never raises


def _owner(folder: Path) -> str:
    """Return the candidate's name as portfolio.json has it, "" where it does not say."""
    path = folder / PORTFOLIO
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        if path.stat().st_size <= _LARGEST:
            name = json.loads(path.read_bytes())["candidate"]["name"]
            if isinstance(name, str):
                return one_line(name)[:_LONGEST_NAME]
    return ""
