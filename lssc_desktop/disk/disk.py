"""Errors of drives and network folders as errors of ours, and small questions to a drive."""

import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from lssc_desktop.core.errors import By, Joined, LsscError, Says
from lssc_desktop.core.files.names import is_temporary
from lssc_desktop.disk.windows import (
    may_add_to,
    programs_with,
    why_denied,
    why_invalid,
    why_missing,
)
from lssc_desktop.paths import NOWHERE
from lssc_desktop.values import dataclass

FAT_LIMIT = 2**32 - 1  # the largest file, in bytes, that a FAT drive keeps

_NO_FOLDER, _DENIED = 3, 5  # Windows' numbers
_KINDS = {
    stat.S_IFLNK: "link",
    stat.S_IFDIR: "folder",
    stat.S_IFSOCK: "socket",
    stat.S_IFIFO: "pipe",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
}


_NOT_SAVED = By("saving", {True: "This last step wasn’t saved."})
"""Who only read hears nothing of it."""


class NoSpace(LsscError):
    """The drive is full: bytes that were wanted and bytes that are free, 0 when not known.

    `largest` is the name of the largest of the files that were to be written, "" for one alone.
    """

    path: str
    needed: int = 0
    free: int = 0
    largest: str = ""

    says = Says(
        Joined(
            (
                By(
                    "needed",
                    {0: "The drive is full: there was no space left for {path:file}."},
                    "The drive is full: {path:file} needs {needed:size}, and {free:size} is free.",
                ),
                By("largest", {"": ""}, "The largest file is {largest:file}."),
            )
        ),
        "Your earlier work is saved. This last step isn’t.",
        "Free up space on the drive, then try again.",
    )


class QuotaUsedUp(NoSpace):
    """The drive has room, and this user may have no more of it."""

    says = Says(
        "You’ve used all the storage you’re allowed here, so {path:file} wasn’t saved.",
        "Everything you saved before is still there. This last step wasn’t saved.",
        "Delete files you no longer need, or ask your IT staff for more storage. Then try again.",
    )


class FileTooLargeForDisk(LsscError):
    """The drive keeps no file this large, as FAT keeps none over 4 GiB."""

    path: str

    says = Says(
        "{path:file} is too large for this drive, which can’t store files over 4 GiB.",
        "It wasn’t saved. Your {portfolio} wasn’t changed.",
        "Use a shorter or smaller version of it, or move the {portfolio} to a drive formatted as "
        "exFAT or NTFS.",
    )


class FolderReadOnly(LsscError):
    """The drive or folder can be read only."""

    path: str

    says = Says(
        "{path:file} is on a read-only drive.",
        "Your earlier work is saved. You can’t save anything new here.",
        "Check for a lock switch on the drive or card, or copy the {portfolio} folder to another "
        "drive and open it there.",
    )


class NotAllowed(LsscError):
    """The system does not allow this user to do it."""

    path: str

    says = Says(
        "You don’t have permission to use {path:file} that way.",
        "Nothing was changed.",
        "Ask your IT staff for permission to read and write there, or copy the {portfolio} folder "
        "to a place of your own.",
    )


class SaveBlocked(NotAllowed):
    """The system makes no new file in a folder whose rights let this user make some.

    Something else forbids it, such as Windows' Controlled folder access.
    """

    says = Says(
        "Windows didn’t let us save {path:file}, though you may save here.",
        "Your earlier work is saved. This last step isn’t.",
        "Controlled folder access may be the reason. In Windows Security, choose Virus & threat "
        "protection, Manage ransomware protection, Allow an app through Controlled folder access, "
        "and add LSSC Desktop, or ask your IT staff to. Or move the {portfolio} folder to a USB "
        "drive.",
    )


class FileBusy(LsscError):
    """Another program has the file open; `programs` are the names of those that are known."""

    path: str
    programs: tuple[str, ...] = ()

    says = Says(
        By(
            "programs",
            {(): "Another program has {path:file} open."},
            "{path:file} is open in {programs:list}.",
        ),
        "Nothing was changed.",
        "Close it there, then try again.",
    )


class FileMissing(LsscError):
    """There is no file of that name, though its folder is there."""

    path: str

    says = Says(
        "There’s no file called {path:folder}.",
        "Nothing was changed.",
        "Check the name. If it was moved, choose it in its new place.",
    )


class FolderGone(LsscError):
    """The folder is not there: a wrong name, the stick was pulled out, the network drive is away.

    `saving`: it was to be saved there, and is not.
    """

    path: str
    saving: bool = False

    says = Says(
        "The folder {path:folder} isn’t there, or isn’t responding.",
        _NOT_SAVED,
        "Check its name. Plug the USB drive back in, or wait for the network drive, then try "
        "again.",
    )


class DriveGone(FolderGone):
    """The drive was pulled out."""

    says = Says(
        "The drive with {path:file} was unplugged or isn’t responding.",
        _NOT_SAVED,
        "Plug the drive back in, then try again.",
    )


class NetworkGone(FolderGone):
    """The computer in the network does not answer."""

    says = Says(
        "The network folder with {path:file} can’t be reached.",
        _NOT_SAVED,
        "Check the network connection, wait a moment, then try again.",
    )


class NotResponding(FolderGone):
    """The drive or the network folder with this file or folder; the system doesn't say which."""

    says = Says(
        "The drive or network folder with {path:file} isn’t responding.",
        _NOT_SAVED,
        "Plug the USB drive back in, or wait for the network drive, then try again.",
    )


class CloudAway(LsscError):
    """The file lies with a cloud service, and the service's program did not bring it."""

    path: str

    says = Says(
        "{path:file} is stored online, and this computer couldn’t download it.",
        "Nothing was changed.",
        "Check the internet connection and that OneDrive is running, then try again. To avoid "
        "this, right-click the {portfolio} folder and choose “Always keep on this device”.",
    )


class VirusFound(LsscError):
    """The virus protection took the file for a virus."""

    path: str

    says = Says(
        "The antivirus program on this computer blocked {path:file}.",
        "It may contain a virus. Your other files weren’t changed.",
        "Don’t open it elsewhere. Ask your IT staff to check it.",
    )


class NameRefusedByDisk(LsscError):
    """The drive takes no file of that name."""

    path: str

    says = Says(
        "This drive doesn’t allow the name {path:file}.",
        "Nothing was changed.",
        "Choose a shorter name with letters, digits, and spaces, then try again.",
    )


class PathTooLong(NameRefusedByDisk):
    """The folders above and the name are longer together than Windows takes."""

    says = Says(
        "The full path of {path:file} is too long for Windows to open or save it.",
        "Nothing was changed.",
        "Move the {portfolio} folder to a place with a shorter path, such as your Documents "
        "folder, or shorten the names of its folders. Then try again.",
    )


class InTheWay(LsscError):
    """A folder lies where a file belongs, or a file where a folder does."""

    path: str

    says = Says(
        "Something else is at {path:folder}: a folder instead of a file, or a file instead of a "
        "folder.",
        "Nothing was changed.",
        "Move or rename it, then try again.",
    )


class KeptNowhere(LsscError):
    """This run of the program keeps nothing: it was started with `--portable` and no folder."""

    says = Says(
        "The program was started to keep nothing on this computer, so that wasn’t saved.",
        "Your {portfolio} and your files aren’t affected.",
        "To keep it on your drive, start the program with --portable=FOLDER.",
    )


class DiskFailed(LsscError):
    """Anything else; `reason` is the system's own name for it, such as ENOLCK."""

    path: str
    reason: str

    says = Says(
        "The drive failed at {path:file} ({reason}).",
        "Your earlier work is saved. This last step isn’t.",
        "Try again. If this happens again, copy the {portfolio} folder to another drive.",
    )


@dataclass(frozen=True, slots=True)
class PathLimits:
    """From how many characters on a system refuses the path of a file, and of a new folder."""

    file: int
    folder: int


WINDOWS_LIMITS = PathLimits(file=260, folder=248)
"""Where the computer was not set to allow more."""
_LIMITS = WINDOWS_LIMITS if sys.platform == "win32" else None

_ONLINE_ON_WINDOWS = 0x1000 | 0x40000 | 0x400000
"""FILE_ATTRIBUTE_OFFLINE, _RECALL_ON_OPEN and _RECALL_ON_DATA_ACCESS."""
_ONLINE_ON_MACOS = 0x40000000  # SF_DATALESS

type _About = Callable[[str], LsscError]

# What Windows says by its own numbers (winerror.h), of which Python makes EINVAL, EACCES or ENOENT.
_BY_WINDOWS: Mapping[int, _About] = {
    # Open in another program, or a part of it locked; shown in memory; about to be removed; being
    # synchronized.
    **dict.fromkeys((32, 33, 36, 108, 170, 303, 391, 1224), FileBusy),
    19: FolderReadOnly,  # by a switch on the stick or card
    **dict.fromkeys((39, 112), NoSpace),
    **dict.fromkeys((1295, 1816), QuotaUsedUp),
    223: FileTooLargeForDisk,
    **dict.fromkeys((20, 21, 34, 433, 1006, 1110, 1112, 1117, 1167, 1617), DriveGone),
    **dict.fromkeys((51, 53, 54, 55, 57, 58, 59, 64, 67, 121), NetworkGone),
    **dict.fromkeys((1203, 1222, 1226, 1231, 1232, 1236, 1256, 2250), NetworkGone),
    **dict.fromkeys((362, 386, 387, 388, 389, 393, 395, 398, 404, 426, 475), CloudAway),
    **dict.fromkeys((4350, 4351), CloudAway),  # it was moved to slower storage
    **dict.fromkeys((225, 226), VirusFound),
    206: PathTooLong,
    **dict.fromkeys((123, 161), NameRefusedByDisk),
    **dict.fromkeys((80, 183), InTheWay),
    # By the network folder, by a policy of the computer, without a right, not signed in there.
    **dict.fromkeys((65, 1260, 1314, 1326), NotAllowed),
}

# A drive that answers and fails: of most of these Python says that it is not allowed.
_FAULTS_OF_A_DRIVE = frozenset((*range(22, 32), 1005, 1127, 1392, 1393, 1785))

_BY_NUMBER: Mapping[int, _About] = {
    errno.ENOSPC: NoSpace,
    errno.EDQUOT: QuotaUsedUp,
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
        NotResponding,
    ),
}


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn every `OSError` of the block into one of the errors above, about `path`."""
    try:
        yield
    except OSError as error:
        raise from_system(error, path) from error


def from_system(error: OSError, path: Path, limits: PathLimits | None = _LIMITS) -> LsscError:
    """Return our error for what the system said about `path`."""
    if path.is_relative_to(NOWHERE):
        return KeptNowhere()
    code = error.errno or 0
    said = _said_by_windows(error, path)
    about = _BY_WINDOWS.get(said) or _BY_NUMBER.get(code)
    if about is FileMissing and limits is not None and _is_too_long(error, path, said, limits):
        about = PathTooLong
    if about is NoSpace:
        return NoSpace(str(path), free=free_bytes(path))
    if about is FileBusy:
        return FileBusy(str(path), programs_with(path))
    if said not in _BY_WINDOWS:
        if about is FileMissing and code == errno.ENOENT and not _answers(path.parent):
            return FolderGone(str(path.parent))
        if said in _FAULTS_OF_A_DRIVE or (said and code == errno.EINVAL):
            about = None  # it has nothing to do with the name, or with rights
    if about in {NotAllowed, FileMissing} and is_blocked(error, partial(may_add_to, path.parent)):
        about = SaveBlocked
    if about is not None:
        return about(str(path))
    reason = f"Windows error {said}" if said else errno.errorcode.get(code, str(code))
    return DiskFailed(str(path), reason)


def is_blocked(error: OSError, may_add: Callable[[], bool]) -> bool:
    """Whether a new file of ours was refused in a folder whose rights allow it: `may_add` asks.

    Of a new file that Controlled folder access refuses, Windows says "denied", and to some programs
    "no such file".
    """
    return (
        error.errno in {errno.EACCES, errno.EPERM, errno.ENOENT}
        and error.filename2 is None
        and is_temporary(Path(str(error.filename)).name)
        and may_add()
    )


def _said_by_windows(error: OSError, path: Path) -> int:
    """Return Windows' own number for an error, 0 when there is none.

    `open`, `read` and `write` give no number at all, and what is denied may be so for several
    reasons. So Windows is asked once more.
    """
    said: int = getattr(error, "winerror", None) or 0
    if sys.platform != "win32":
        return said
    exists = 183
    if error.errno == errno.ENOENT and not said:
        return why_missing(_tried(error, path)[0])
    if error.errno == errno.EINVAL and not said:
        return why_invalid(path)
    if error.errno != errno.EACCES or said not in {0, _DENIED}:
        return said
    if is_folder(path):  # `open` and replacing mean a file
        return said if said and error.filename2 is None else exists
    return why_denied(path) or said


def _is_too_long(error: OSError, path: Path, said: int, limits: PathLimits) -> bool:
    """Whether what "is missing" is refused for its length: Windows says so of both.

    What counts is the name that was really tried: a file in the making has a longer one. Where
    Windows knows that a file is missing in its folder, it took the path.
    """
    if said not in {0, _NO_FOLDER}:
        return False
    most = limits.folder if said == _NO_FOLDER else limits.file
    for tried in _tried(error, path):
        whole = Path(os.path.abspath(tried))  # noqa: PTH100  asks no disk
        known = len(str(whole.parent)) < limits.folder  # of a longer one Windows can't say
        if len(str(whole)) >= most and (_answers(whole.parent) or not known):
            return True
    return False


def _tried(error: OSError, path: Path) -> tuple[Path, ...]:
    """Return the names that a call was given, or `path` where the error has none."""
    named = [name for name in (error.filename, error.filename2) if isinstance(name, str)]
    return tuple(map(Path, named)) or (path,)


def kind_of(mode: int) -> str:
    """Return "file", "link", "folder", "socket", "pipe" or "device" for a `st_mode`."""
    return _KINDS.get(stat.S_IFMT(mode), "file")


# Questions --------------------------------------------------------------------------------------
# `Path.is_file` and its like raise where they cannot know: in a folder that is closed to this user,
# for a name that is too long, or on a drive that does not answer. Here it is chosen: `is_file`,
# `is_folder`, `is_there`, `is_link` and `is_same_file` say no, `kind_at` raises an error of ours.


def is_file(path: Path) -> bool:
    """Whether a file lies there that can be reached; links are followed."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Whether a folder lies there that can be reached; links are followed."""
    return os.path.isdir(path)  # noqa: PTH112


def is_there(path: Path) -> bool:
    """Whether anything has that name that can be reached, even a link that leads nowhere."""
    return os.path.lexists(path)


def is_link(path: Path) -> bool:
    """Whether a link or a junction lies there that can be reached."""
    return os.path.islink(path) or os.path.isjunction(path)  # noqa: PTH114


def is_only_online(attributes: int, flags: int) -> bool:
    """Whether a file's content is with a cloud service alone: who reads it downloads it.

    `attributes` are those that Windows has for a file, `flags` those that macOS has; 0 elsewhere.
    """
    return bool(attributes & _ONLINE_ON_WINDOWS or flags & _ONLINE_ON_MACOS)


def is_away(state: os.stat_result) -> bool:
    """Whether the content of a file is only online, by what `stat` says of it."""
    return is_only_online(getattr(state, "st_file_attributes", 0), getattr(state, "st_flags", 0))


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file; what cannot be reached is none."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121
    except (OSError, ValueError):
        return False


def kind_at(path: Path) -> str | None:
    """Return what a path leads to, as `kind_of` names it; None where nothing lies.

    Raises the errors above where that cannot be known: what is closed is not gone.
    """
    with disk_errors(path):
        try:
            return kind_of(path.stat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return None


def require_folder_of(target: Path) -> None:
    """Raise `FolderGone` unless the folder is there in which a file shall be written.

    Raises the other errors above where that cannot be known.
    """
    if kind_at(target.parent) != "folder":
        raise FolderGone(str(target.parent))


def whole_path(path: Path) -> Path:
    """Return a path from the root on, without links; as it is when the current folder is gone."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # Python 3.12 says RuntimeError of links in a circle
        return path


# Contents ---------------------------------------------------------------------------------------


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
    return os.path.exists(folder)  # noqa: PTH110  below a file nothing is gone
