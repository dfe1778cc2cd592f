"""Guards of a portfolio folder: nothing is written through a link, nothing odd or huge is read.

The folder itself may be reached by a link. What lies in it may not be one: whoever made it, the
files behind it are somebody else's.
"""

import errno
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.names import PORTFOLIO
from lssc_desktop.store.folder.disk import disk_errors, is_link, is_there, kind_of

# A link or pipe put there after we looked is neither followed nor waited for.
_READING_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_BLOCK = 256 * 1024  # bytes; Windows touches all of the memory that a read is given
_MOST_VALUES = 20_000  # in a small file of our own, unless it says otherwise


# Paths without links ----------------------------------------------------------------------------


@dataclass(eq=False)
class LinkInFolder(LsscError):
    """A file or folder of the portfolio only points to another place."""

    path: str


def inside(root: Path, path: str) -> Path:
    """Return where a relative path lies, to write there; raises `LinkInFolder`."""
    link = link_in(root, path)
    if link is not None:
        raise LinkInFolder(str(link))
    return root / path


def make_inside(root: Path, path: str) -> Path:
    """Make a folder at a relative path where there is none, and return where it lies.

    Part by part: a portfolio that goes away is not made again. Raises `LinkInFolder` and the
    errors of `store.disk`.
    """
    folder = inside(root, path)
    with disk_errors(folder):
        above = root
        for part in path.split("/"):
            above /= part
            above.mkdir(exist_ok=True)
    return folder


def require_own_folder(package: Path) -> None:
    """Raise `LinkInFolder` for a file in a folder of a portfolio that is a link."""
    folder = package.parent
    if is_there(folder.parent / PORTFOLIO):
        inside(folder.parent, folder.name)


def link_in(root: Path, path: str) -> Path | None:
    """Return the first part of a relative path that is a link or a junction, None without one."""
    whole = root
    for part in path.split("/"):
        whole /= part
        if is_link(whole):
            return whole
    return None


# Small files ------------------------------------------------------------------------------------


@dataclass(eq=False)
class NotOrdinary(LsscError):
    """A "link", "folder", "device", "pipe" or "socket" lies where a file belongs (`kind`)."""

    path: str
    kind: str


@dataclass(eq=False)
class FileTooLarge(LsscError):
    """The file has more bytes, or more values in it, than any such file needs; it was not read."""

    path: str
    limit: int


def read_limited(path: Path, limit: int) -> bytes:
    """Return the bytes of an ordinary file of at most `limit` bytes.

    Raises `NotOrdinary`, `FileTooLarge` and the errors of `store.disk`.
    """
    with disk_errors(path):
        _require_ordinary(path, os.lstat(path))
        try:
            handle = os.open(path, _READING_FLAGS)
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise NotOrdinary(str(path), "link") from error
            raise
        with os.fdopen(handle, "rb", buffering=0) as file:
            state = os.fstat(file.fileno())
            _require_ordinary(path, state)
            if state.st_size > limit:
                raise FileTooLarge(str(path), limit)
            data = bytearray()
            while len(data) <= limit and (block := file.read(min(_BLOCK, limit + 1 - len(data)))):
                data += block
    if len(data) > limit:
        raise FileTooLarge(str(path), limit)
    return bytes(data)


def values_in(data: bytes) -> int:
    """Return how many values a JSON text can hold at most, without reading it."""
    return 1 + sum(data.count(mark) for mark in (b",", b"[", b"{"))


def read_object(path: Path, limit: int, most: int = _MOST_VALUES) -> dict[str, Any] | None:
    """Return what a small JSON file of our own says; None when there is none that can be read."""
    import json  # many a computer has nothing to read

    try:
        data = read_limited(path, limit)
        found = json.loads(data) if values_in(data) <= most else None
    except (LsscError, OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _require_ordinary(path: Path, state: os.stat_result) -> None:
    kind = kind_of(state.st_mode)
    if kind != "file":
        raise NotOrdinary(str(path), kind)
