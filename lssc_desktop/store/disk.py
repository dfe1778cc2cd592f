"""What a drive or network folder says when it cannot do what we ask, as our own errors."""

import errno
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from lssc_desktop.core.errors import LsscError

FAT_LIMIT = 2**32 - 1  # the largest file, in bytes, that a FAT drive keeps

_KINDS = {
    stat.S_IFLNK: "link",
    stat.S_IFDIR: "folder",
    stat.S_IFSOCK: "socket",
    stat.S_IFIFO: "pipe",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
}
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_WINDOWS_SHARING = frozenset({32, 33})  # another program has the file open, or part of it locked


@dataclass(eq=False)
class NoSpace(LsscError):
    """The drive is full: bytes that were wanted and bytes that are free, 0 when not known."""

    path: str
    needed: int = 0
    free: int = 0


@dataclass(eq=False)
class FileTooLargeForDisk(LsscError):
    """The drive keeps no file this large, as FAT keeps none over 4 GiB."""

    path: str


@dataclass(eq=False)
class FolderReadOnly(LsscError):
    """The drive or folder can be read only."""

    path: str


@dataclass(eq=False)
class NotAllowed(LsscError):
    """The system does not allow this person to do it."""

    path: str


@dataclass(eq=False)
class FileBusy(LsscError):
    """Another program holds the file."""

    path: str


@dataclass(eq=False)
class FileMissing(LsscError):
    """There is no file of that name, though its folder is there."""

    path: str


@dataclass(eq=False)
class FolderGone(LsscError):
    """The folder does not answer: the stick was pulled out, or the network drive is away."""

    path: str


@dataclass(eq=False)
class NameRefusedByDisk(LsscError):
    """The drive takes no file of that name."""

    path: str


@dataclass(eq=False)
class InTheWay(LsscError):
    """A folder lies where a file belongs, or a file where a folder does."""

    path: str


@dataclass(eq=False)
class DiskFailed(LsscError):
    """Anything else; `reason` is the system's own name for it, such as ENOLCK."""

    path: str
    reason: str


type _About = Callable[[str], LsscError]

_BY_NUMBER: Mapping[int, _About] = {
    errno.EFBIG: FileTooLargeForDisk,
    errno.EROFS: FolderReadOnly,
    errno.ENOENT: FileMissing,
    errno.ENOTDIR: FileMissing,
    **dict.fromkeys((errno.EEXIST, errno.EISDIR), InTheWay),
    **dict.fromkeys((errno.EACCES, errno.EPERM), NotAllowed),
    **dict.fromkeys((errno.EBUSY, errno.ETXTBSY), FileBusy),
    **dict.fromkeys((errno.EINVAL, errno.ENAMETOOLONG, errno.EILSEQ), NameRefusedByDisk),
    **dict.fromkeys(
        (
            errno.EIO,
            errno.ENODEV,
            errno.ENXIO,
            errno.ENOTCONN,
            errno.ENETDOWN,
            errno.ENETUNREACH,
            errno.EHOSTDOWN,
            errno.EHOSTUNREACH,
            errno.ESTALE,
            errno.ETIMEDOUT,
        ),
        FolderGone,
    ),
}


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn every `OSError` of the block into one of the errors above, about `path`."""
    try:
        yield
    except OSError as error:
        raise from_system(error, path) from error


def from_system(error: OSError, path: Path) -> LsscError:
    """Return our error for what the system said about `path`."""
    code = error.errno or 0
    where = str(path)
    if getattr(error, "winerror", 0) in _WINDOWS_SHARING:
        return FileBusy(where)
    if code in _FULL:
        return NoSpace(where, free=free_bytes(path))
    if code == errno.ENOENT and not _answers(path.parent):
        return FolderGone(str(path.parent))
    if code in _BY_NUMBER:
        return _BY_NUMBER[code](where)
    return DiskFailed(where, errno.errorcode.get(code, str(code)))


def kind_of(mode: int) -> str:
    """Return "file", "link", "folder", "socket", "pipe" or "device" for a `st_mode`."""
    return _KINDS.get(stat.S_IFMT(mode), "file")


def names_in(folder: Path) -> tuple[str, ...]:
    """Return the names of everything in a folder."""
    with disk_errors(folder):
        return tuple(entry.name for entry in folder.iterdir())


def free_bytes(path: Path) -> int:
    """Return how many bytes are free where `path` lies; 0 when the drive does not say."""
    for folder in (path, *path.parents):
        with suppress(OSError):
            return shutil.disk_usage(folder).free
    return 0


def _answers(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False
