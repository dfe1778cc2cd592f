"""Single files: written so that nothing is lost, and read so that nothing odd or huge gets in.

Everything here works on FAT sticks and network drives: no hard links, no symbolic links, no
locks. A file in the making has a name of our own (`names.is_temporary`) until it is whole.

The portfolio folder itself may be reached by a link. What lies in it may not be one: whoever made
it, the files behind it are somebody else's.
"""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import BufferedReader, FileIO
from itertools import islice
from pathlib import Path

from lssc_desktop.core.errors import N_, By, LsscError, Says
from lssc_desktop.core.files.names import OWN, PORTFOLIO, is_temporary, numbered, temporary_name
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.disk.disk import (
    FileBusy,
    disk_errors,
    from_system,
    is_folder,
    is_link,
    is_there,
    kind_of,
    names_in,
)
from lssc_desktop.disk.windows import clear_read_only, open_shared

BLOCK = 1 << 20  # bytes read at once
_STALE_AFTER = 3600  # seconds
_REPORT_EVERY = 0.08  # seconds between two reports about one file
_IN_THE_WAY_FOR_A_MOMENT = frozenset({5, 32, 33})  # denied, shared or locked, as Windows says it
_WAITS = (0.01, 0.04, 0.15, 0.3, 0.5)  # seconds before each further try

_CANNOT_SYNC = frozenset(
    {
        errno.EINVAL,
        errno.ENOTSUP,
        errno.EOPNOTSUPP,
        errno.ENOSYS,
        errno.ENOTTY,
        errno.EBADF,
        errno.EISDIR,
        errno.EROFS,  # nothing can have changed
        *(errno.EACCES, errno.EPERM),  # a folder that may be written to and not be listed
    }
)
"""What a system says whose folders cannot be made durable one by one."""


_REAL_FILE = N_(
    "Move it out of the way and put the real file there. Without “portfolio.json”, we offer to "
    "rebuild it from the folder."
)


class SaveUncertain(LsscError):
    """The drive took a file and failed to confirm that it keeps the name; `reason` is as EIO.

    `sha256` is the fingerprint of what has the name now, "" when not known.
    """

    path: str
    reason: str
    sha256: str = ""

    says = Says(
        "The drive didn’t confirm that {path:file} was saved ({reason}).",
        "It may be saved, or it may be lost when the computer or drive is turned off.",
        "Save again. If this happens again, copy the {portfolio} folder to another drive.",
    )


class TrashRefused(LsscError):
    """The system has no trash for this drive, or the trash did not take the file; it stays."""

    path: str

    says = Says(
        "{path:file} can’t be moved to the trash. The drive has no trash, or it didn’t accept the "
        "file.",
        "The file is still there. We never delete a file permanently.",
        "If you’re sure, delete it yourself in your file manager, then come back here.",
    )


def temporary_beside(target: Path) -> Path:
    """Return an unused path in the folder of `target` for a file in the making."""
    return target.with_name(temporary_name(os.urandom(8).hex()))


@contextmanager
def removed_on_failure(temporary: Path) -> Iterator[None]:
    """Remove a file in the making when the block fails or is cancelled."""
    try:
        yield
    except BaseException:
        discard(temporary)
        raise


def discard(temporary: Path) -> None:
    """Remove a file in the making; on a stick that was pulled out it stays until next time."""
    with suppress(OSError):
        retry_while_busy(temporary.unlink)


def write_durably(path: Path, data: bytes) -> None:
    """Write the file, or leave what was there as it was; once this returns it is on the disk.

    Raises `SaveUncertain` when the new one has the name and the drive may yet lose it.
    """
    temporary = write_beside(path, data)
    try:
        with disk_errors(path), removed_on_failure(temporary):
            move_into_place(temporary, path)
    except SaveUncertain as error:
        import hashlib  # a start has no use for it

        sha256 = hashlib.sha256(data).hexdigest()
        raise SaveUncertain(str(path), error.reason, sha256) from error


def write_beside(target: Path, data: bytes) -> Path:
    """Write a file in the folder of `target`, durably, and return its temporary path."""
    temporary = temporary_beside(target)
    with disk_errors(target), removed_on_failure(temporary), temporary.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return temporary


def create(path: Path, data: bytes) -> bool:
    """Write a file where there is none, and return whether there was none; raises `OSError`.

    On Windows one that is just being removed is still there.
    """
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return False
    except PermissionError:
        if sys.platform == "win32" and is_there(path):
            return False
        raise
    return True


def write_own(path: Path, data: bytes) -> None:
    """Write a file that only we need; a folder that lies in its place gets another name."""
    if is_folder(path) and not is_link(path):
        with disk_errors(path):
            _move_aside(path)
    write_durably(path, data)


def move_into_place(temporary: Path, target: Path) -> None:
    """Give a finished file its name, replacing what was there.

    Raises `OSError`, and `SaveUncertain` once the name is given.
    """
    if is_folder(target):  # Windows says of it what it says of a file in use
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    retry_while_busy(lambda: temporary.replace(target))
    try:
        sync_folder(target.parent)
    except SaveUncertain as error:
        raise SaveUncertain(str(target), error.reason) from error


def retry_while_busy[T](act: Callable[[], T]) -> T:
    """Rename, replace or remove something, and return what `act` does. Raises `OSError`.

    On Windows a virus scanner or the indexer has a new file open for the blink of an eye, and then
    nobody else may do that: it is tried again for a second. A file that is marked as read-only
    there loses the mark. Not for the GUI thread.
    """
    for wait in _WAITS:
        try:
            return act()
        except OSError as error:
            if getattr(error, "winerror", None) not in _IN_THE_WAY_FOR_A_MOMENT:
                raise
            if clear_read_only(error):
                continue
        time.sleep(wait)
    return act()


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable, where the system can; Windows and some networks cannot.

    Raises `SaveUncertain` when the drive tried and failed.
    """
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            reason = errno.errorcode.get(error.errno or 0, str(error.errno))
            raise SaveUncertain(str(folder), reason) from error


def clear_leftovers(root: Path, *, deep: bool = True) -> None:
    """Remove what a crash left in the making anywhere in a folder, once it is an hour old.

    The age is by the clock of the drive, not of this computer. Only the holder of the lock
    should call this for a portfolio. Without `deep` the folders within are left alone.
    """
    walk = os.walk(root)
    folders = walk if deep else islice(walk, 1)
    leftovers = [
        Path(folder, name) for folder, _, names in folders for name in names if is_temporary(name)
    ]
    if not leftovers:
        return
    clock = temporary_beside(root / "clock")
    with suppress(OSError):  # there is a next time
        try:
            clock.touch(exist_ok=False)
            now = clock.stat().st_mtime
            for path in leftovers:
                if now - path.lstat().st_mtime > _STALE_AFTER:
                    path.unlink()
        finally:
            discard(clock)


def open_to_read(path: Path) -> BufferedReader:
    """Open a file of the user, in nobody's way: it can be renamed and removed while it is read.

    Raises `OSError`.
    """
    return open(path, "rb", opener=open_shared)


def fingerprint(path: Path, reporter: Reporter) -> str:
    """Return the SHA-256 of a file, in hexadecimal; what is added meanwhile does not count.

    Raises `NotOrdinary` and the errors of `store.disk`.
    """
    import hashlib  # a start has no use for it

    with disk_errors(path), FileIO(path, opener=open_shared) as file:
        state = os.fstat(file.fileno())
        _require_ordinary(path, state)
        size = state.st_size
        progress = FileProgress(reporter, Step.READING, path, size)
        digest = hashlib.sha256()
        block = memoryview(bytearray(min(BLOCK, size)))
        left = size
        while left and (count := file.readinto(block[:left])):
            digest.update(block[:count])
            progress.advance(count)
            left -= count
    return digest.hexdigest()


def forget_cached(path: Path) -> None:
    """Ask the system to read a file from the drive again and not from its memory."""
    if not hasattr(os, "posix_fadvise"):  # Windows and macOS have no such wish
        return
    with suppress(OSError), path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def to_trash(path: Path) -> None:
    """Move a file to the system's trash.

    Raises `FileBusy` for one that another program has open, else `TrashRefused`; the file stays.
    """
    with disk_errors(path):
        path.lstat()
    require_trash(path)
    try:
        retry_while_busy(lambda: _throw_away(path))
    except OSError as error:
        if os.path.lexists(path):  # else it is there, only without a note of where it came from
            said = from_system(error, path)
            raise (said if isinstance(said, FileBusy) else TrashRefused(str(path))) from error
    else:
        if os.path.lexists(path):  # Windows is content with what its user was asked and refused
            raise TrashRefused(str(path))


def _throw_away(path: Path) -> None:
    from send2trash import send2trash  # type: ignore[import-untyped]  # it has no types

    try:
        send2trash(str(path))
    except OSError as error:
        error.filename = str(path)  # on Windows it is a list of them
        raise


def require_trash(path: Path) -> None:
    """Raise `TrashRefused` where nothing that is thrown away can be found again."""
    if not _has_trash(path):
        raise TrashRefused(str(path))


def _has_trash(path: Path) -> bool:
    """Whether what is thrown away here can be found again.

    Windows keeps a recycle bin on fixed drives only: from a stick or a network drive it would
    delete for good, without a word.
    """
    if sys.platform != "win32":
        return True
    import ctypes

    fixed = 3
    root = Path(os.path.abspath(path)).anchor  # noqa: PTH100  resolve() would follow links
    return ctypes.windll.kernel32.GetDriveTypeW(root) == fixed


# Progress ---------------------------------------------------------------------------------------


class FileProgress:
    """Counts the bytes of one file, and reports at its start, its end and now and then between."""

    def __init__(self, reporter: Reporter, step: Step, path: Path, total: int) -> None:
        self._reporter = reporter
        self._step = step
        self._item = Item(path.name)
        self._total = total
        self._done = 0
        self._report()

    def advance(self, count: int) -> None:
        """Note that so many more bytes are done; raises `Cancelled` when the job shall stop."""
        self._done += count
        if self._done >= self._total or time.monotonic() >= self._next:
            self._report()

    def _report(self) -> None:
        self._reporter(Progress(self._step, self._done, max(self._total, self._done), self._item))
        self._next = time.monotonic() + _REPORT_EVERY


def announce_downloads(sizes: Sequence[int], reporter: Reporter) -> None:
    """Say that so many files of these sizes are only online, before reading downloads them."""
    if sizes:
        reporter(Progress(Step.DOWNLOADING, 0, sum(sizes), Item("", 0, len(sizes))))


def part_of(whole: Reporter, before: int, total: int, item: Item) -> Reporter:
    """Return a reporter for one of several files: what it gets becomes part of the whole.

    `before` bytes of `total` were done when the file began; `item` says which file it is.
    """

    def report(progress: Progress) -> None:
        done = min(before + progress.done, total)
        whole(replace(progress, done=done, total=total, item=item))

    return report


def as_step(step: Step, whole: Reporter) -> Reporter:
    """Return a reporter under which all that is done is one step, such as comparing."""
    return lambda progress: whole(replace(progress, step=step))


# Reading what a stranger may have put there -----------------------------------------------------

# A link put there after we looked is not followed.
_READING_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_SMALL_BLOCK = 256 * 1024  # bytes; Windows touches all of the memory that a read is given


# Paths without links ----------------------------------------------------------------------------


class LinkInFolder(LsscError):
    """A file or folder of the portfolio only points to another place."""

    path: str

    says = Says(
        "{path:folder} in your {portfolio} folder only points to another place.",
        "We never change anything behind a link, so nothing was changed.",
        "Delete the link, put the real file or folder in its place, then try again.",
    )


def inside(root: Path, path: str) -> Path:
    """Return where a relative path lies, to write there; raises `LinkInFolder`."""
    link = link_in(root, path)
    if link is not None:
        raise LinkInFolder(str(link))
    return root / path


def make_inside(root: Path, path: str) -> Path:
    """Make a folder at a relative path where there is none, and return where it lies.

    Part by part: a portfolio that goes away is not made again. A file that lies in the place of a
    folder that only we need gets another name. Raises `LinkInFolder` and the errors of
    `store.disk`.
    """
    folder = inside(root, path)
    with disk_errors(folder):
        above = root
        for part in path.split("/"):
            above /= part
            if above.parent != root and path.startswith(f"{OWN}/") and not is_folder(above):
                _move_aside(above)
            above.mkdir(exist_ok=True)
    return folder


def _move_aside(path: Path) -> None:
    """Give whatever lies there another name. Raises `OSError`."""
    if is_there(path):
        path.rename(path.with_name(numbered(path.name, names_in(path.parent))))


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


class NotOrdinary(LsscError):
    """A "link", "folder", "device", "pipe" or "socket" lies where a file belongs (`kind`)."""

    path: str
    kind: str

    says = Says(
        By(
            "kind",
            {
                "link": "{path:file} only points to another place, and we don’t follow links.",
                "folder": "{path:file} is a folder, but should be a file.",
            },
            "{path:file} isn’t an ordinary file but part of the system (a {kind}).",
        ),
        "We didn’t open it, and nothing was changed.",
        _REAL_FILE,
    )


class FileTooLarge(LsscError):
    """The file has more bytes, or more values in it, than any such file needs; it was not read."""

    path: str
    limit: int

    says = Says(
        "{path:file} is far too large for this kind of file.",
        "We didn’t open it, and nothing was changed.",
        _REAL_FILE,
    )


def read_limited(path: Path, limit: int) -> bytes:
    """Return the bytes of an ordinary file of at most `limit` bytes.

    Raises `NotOrdinary`, `FileTooLarge` and the errors of `store.disk`.
    """
    with disk_errors(path):
        _require_ordinary(path, os.lstat(path))
        try:
            handle = open_shared(path, _READING_FLAGS)
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
            while len(data) <= limit and (
                block := file.read(min(_SMALL_BLOCK, limit + 1 - len(data)))
            ):
                data += block
    if len(data) > limit:
        raise FileTooLarge(str(path), limit)
    return bytes(data)


def _require_ordinary(path: Path, state: os.stat_result) -> None:
    kind = kind_of(state.st_mode)
    if kind != "file":
        raise NotOrdinary(str(path), kind)
