"""Locks that say who has a portfolio open, and the lease of who sends a package.

A lock is a courtesy between computers. What keeps the work safe is that `folder.save` refuses to
replace what it has not read. So a lock may be overruled, and needs nothing that FAT sticks and
network drives cannot do.
"""

import getpass
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import OWN
from lssc_desktop.core.job import Progress, Reporter
from lssc_desktop.disk.copying import give_names_back
from lssc_desktop.disk.disk import (
    InTheWay,
    NotAllowed,
    disk_errors,
    is_folder,
    is_same_file,
)
from lssc_desktop.disk.files import (
    clear_leftovers,
    create,
    discard,
    inside,
    read_limited,
    require_own_folder,
    retry_while_busy,
    temporary_beside,
    write_own,
)
from lssc_desktop.disk.json_files import read_object, write_object
from lssc_desktop.disk.processes import began, is_alive
from lssc_desktop.store.folder.folder import require_folder

_LOCK = "lock"  # in `.lssc/` of a portfolio

_LARGEST = 16 << 10  # bytes of a lock
_LONGEST_NAME = 300  # characters
_MOST_PROCESSES = 1 << 32


@dataclass(frozen=True, slots=True)
class Holder:
    """Who works on the folder, on which computer, in which process, since when.

    `began` marks the process off from others that are given its number later (`processes.began`).
    """

    computer: str
    person: str
    process: int
    since: datetime
    began: str = ""


@dataclass(eq=False)
class FolderInUse(LsscError):
    """Somebody else has the portfolio open."""

    path: str
    holder: Holder


@dataclass(eq=False)
class OwnFolderClosed(NotAllowed):
    """The folder `.lssc` in a portfolio cannot be used by this user; the rest may be."""


@contextmanager
def take_lock(root: Path, holder: Holder, *, overrule: bool = False) -> Iterator[None]:
    """Hold the lock of a portfolio folder for the length of the block.

    The lock of a process of this computer that is gone is taken over, and what a crash left in
    the making is cleared away or undone. Raises `NotAPortfolio`, `LinkInFolder`, `OwnFolderClosed`,
    the errors of `store.disk`, and `FolderInUse` unless `overrule`. At the end the lock is given
    up if it is still ours.
    """
    require_folder(root)
    path = inside(root, OWN) / _LOCK
    ours = holder_text(holder)
    if not _claim(root, path, ours):
        other = read_holder(path)
        # A lock that cannot be read was cut off by a crash.
        if other is not None and not overrule and not is_gone(other, holder):
            raise FolderInUse(str(root), other)
        try:
            write_own(path, ours)
        except NotAllowed as error:
            raise OwnFolderClosed(str(path.parent)) from error
    try:
        clear_leftovers(root)
        give_names_back(root)
        yield
    finally:
        release_lock(path, ours)


def release_lock(path: Path, ours: bytes) -> None:
    """Remove a lock file that still says what we wrote into it."""
    with suppress(OSError, LsscError):  # the stick was pulled out; the next one takes it over
        if read_limited(path, _LARGEST) == ours:
            retry_while_busy(path.unlink)


def holder_of(root: Path) -> Holder | None:
    """Return who holds the lock, None when nobody does or it cannot be read."""
    return read_holder(root / OWN / _LOCK)


def read_holder(path: Path) -> Holder | None:
    """Return who is named in a lock, None when there is none or it cannot be read."""
    raw = read_object(path, _LARGEST) or {}
    computer, person, process = (raw.get(key) for key in ("computer", "person", "process"))
    mark = raw.get("began", "")  # not in the locks of earlier versions
    if not (isinstance(computer, str) and isinstance(person, str) and type(process) is int):
        return None
    if not isinstance(mark, str) or len(mark) > _LONGEST_NAME:
        return None
    if not 0 < process < _MOST_PROCESSES or max(len(computer), len(person)) > _LONGEST_NAME:
        return None
    try:
        since = datetime.fromisoformat(raw["since"])
    except (KeyError, TypeError, ValueError):
        return None
    return Holder(computer, person, process, since, mark)


def this_holder(since: datetime) -> Holder:
    """Return who runs this process, on which computer."""
    try:
        person = getpass.getuser()
    except (ImportError, KeyError, OSError):  # the system does not say
        person = ""
    process = os.getpid()
    return Holder(platform.node(), person, process, since, began(process))


def holder_text(holder: Holder) -> bytes:
    """Return what a lock says of its holder."""
    return json.dumps(
        {
            "computer": holder.computer,
            "person": holder.person,
            "process": holder.process,
            "since": holder.since.isoformat(),
            "began": holder.began,
        },
        indent=2,
    ).encode()


def runs_here(other: Holder, holder: Holder) -> bool:
    """Whether the other is for certain a process of this computer that lives, asleep or not."""
    if other.computer != holder.computer or not other.began:
        return False
    return began(other.process) == other.began


def is_gone(other: Holder, holder: Holder) -> bool:
    """Whether the other was a process of this computer that has ended."""
    if other.computer != holder.computer:
        return False
    if other.process == holder.process:  # the number was given again, or it is ourselves
        return other.began != holder.began
    return not is_alive(other.process, other.began)


def _claim(root: Path, path: Path, ours: bytes) -> bool:
    """Write the lock if there is none, and return whether there was none."""
    with disk_errors(root):  # people know the folder, not the lock
        try:
            path.parent.mkdir(exist_ok=True)
        except FileExistsError as error:
            raise InTheWay(str(path.parent)) from error
        try:
            return create(path, ours)
        except PermissionError as error:
            if not os.access(root, os.W_OK | os.X_OK):
                raise
            raise OwnFolderClosed(str(path.parent)) from error


# Bringing the window that has it to the front ---------------------------------------------------

REQUESTS = "to the front"
"""The folder of such requests, in that of this user's settings."""
_PATIENCE = 2.5  # seconds
_BETWEEN_LOOKS = 0.05


def ask_to_front(config: Path, root: Path, other: Holder) -> bool:
    """Ask the window that has a portfolio open to come to the front; return whether it did.

    It has to be a process of this user on this computer. The request is a file in the folder of
    the settings, which `take_request` removes: no network, no port. It waits, so it is a job.
    """
    if not runs_here(other, this_holder(other.since)):
        return False
    _let_come_to_front(other.process)
    request = _request(config, other.process)
    try:
        request.parent.mkdir(parents=True, exist_ok=True)
        write_object(request, {"root": str(root)}, _LARGEST)
    except (OSError, LsscError):
        return False
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if not os.path.lexists(request):
            return True
        time.sleep(_BETWEEN_LOOKS)
    with suppress(OSError):
        request.unlink()
    return False


def take_request(config: Path, root: Path) -> bool:
    """Whether another process asked this one to show a portfolio that it has open."""
    request = _request(config, os.getpid())
    if not os.path.lexists(request):
        return False
    wanted = (read_object(request, _LARGEST) or {}).get("root")
    if not isinstance(wanted, str) or not is_same_file(Path(wanted), root):
        return False
    try:
        request.unlink()
    except OSError:
        return False
    return True


def _request(config: Path, process: int) -> Path:
    return config / REQUESTS / f"{process}.json"


def _let_come_to_front(process: int) -> None:
    """Let another process show its window, which Windows allows the one in front alone."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(process)


SUFFIX = ".sending.json"
_RENEWED_EVERY = 15.0  # seconds
_STALE_AFTER = 120.0


# Sending ----------------------------------------------------------------------------------------


@dataclass(eq=False)
class BeingSent(LsscError):
    """Another window or command sends this package at this moment."""

    package: str
    holder: Holder


@dataclass(eq=False)
class SendingLeaseLost(LsscError):
    """While this computer slept, somebody else took over the sending of this package."""

    package: str


class SendingLease:
    """A reporter that passes everything on, and says now and then that it still holds."""

    def __init__(self, path: Path, package: str, ours: bytes, reporter: Reporter) -> None:
        self._path = path
        self._package = package
        self._ours = ours
        self._reporter = reporter
        self._renewed = _moment()

    def __call__(self, progress: Progress) -> None:
        """Report; raises `SendingLeaseLost`, and `Cancelled` when the job shall stop."""
        now = _moment()
        slept = (abs(at - last) for at, last in zip(now, self._renewed, strict=True))
        if max(slept) > _RENEWED_EVERY:
            self._renewed = now
            self.require_ours()
            with suppress(OSError):
                os.utime(self._path)
        self._reporter(progress)

    def require_ours(self) -> None:
        """Raise `SendingLeaseLost` when somebody else has the hold by now.

        A drive that does not answer takes it from nobody.
        """
        try:
            is_ours = self._path.read_bytes() == self._ours
        except FileNotFoundError:
            is_ours = not is_folder(self._path.parent)  # the drive was pulled out
        except OSError:
            is_ours = True
        if not is_ours:
            raise SendingLeaseLost(self._package)


def _moment() -> tuple[float, float]:
    """Return the time by the clock that stands still while a computer sleeps, and by the other."""
    return time.monotonic(), time.time()


@contextmanager
def sending_lease(package: Path, since: datetime, reporter: Reporter) -> Iterator[SendingLease]:
    """Hold the sending of a package for the length of the block; raises `BeingSent`.

    Give the reporter that comes out to the work: the hold is renewed as it reports, which raises
    `SendingLeaseLost` when somebody else has it by now.
    """
    require_own_folder(package)
    require_not_leased(package, since)
    path = lease_path(package)
    ours = holder_text(this_holder(since))
    with disk_errors(path):
        if not create(path, ours):  # left by a crash, or somebody was quicker
            require_not_leased(package, since)
            write_own(path, ours)
    try:
        yield SendingLease(path, package.name, ours, reporter)
    finally:
        release_lock(path, ours)


def require_not_leased(package: Path, now: datetime) -> None:
    """Raise `BeingSent` when somebody else sends the package at this moment."""
    other = _holder(lease_path(package), this_holder(now))
    if other is not None:
        raise BeingSent(package.name, other)


def is_leased(package: Path, now: datetime) -> bool:
    """Whether somebody else sends the package at this moment."""
    return _holder(lease_path(package), this_holder(now)) is not None


def lease_path(package: Path) -> Path:
    """Return where it is written who sends a package."""
    return package.with_name(package.name + SUFFIX)


def _holder(path: Path, me: Holder) -> Holder | None:
    other = read_holder(path)
    if other is None or replace(other, since=me.since) == me or is_gone(other, me):
        return None
    return other if runs_here(other, me) or not is_stale(path, _STALE_AFTER) else None


def is_stale(path: Path, seconds: float) -> bool:
    """Whether a file was not renewed for so long, by the clock of the drive it lies on."""
    clock = temporary_beside(path)
    with suppress(OSError):
        try:
            clock.touch(exist_ok=False)
            return clock.stat().st_mtime - path.stat().st_mtime > seconds
        finally:
            discard(clock)
    return False
