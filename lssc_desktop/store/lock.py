"""Who has a portfolio open: a courtesy between computers, not what keeps the work safe.

What keeps it safe is that `store.folder.save` refuses to replace what it has not read. So the
lock may be overruled, and needs nothing that FAT sticks and network drives cannot do.
"""

import getpass
import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.layout import OWN
from lssc_desktop.store.disk import InTheWay, disk_errors
from lssc_desktop.store.files import clear_leftovers, write_durably
from lssc_desktop.store.folder import require_folder


@dataclass(frozen=True, slots=True)
class Holder:
    """Who works on the folder, on which computer, in which process, since when."""

    computer: str
    person: str
    process: int
    since: datetime
    started: str = ""
    """When the process started, by the system's own count; "" where it does not say."""


@dataclass(eq=False)
class FolderInUse(LsscError):
    """Somebody else has the portfolio open."""

    path: str
    holder: Holder


def this_holder(since: datetime) -> Holder:
    """Return who runs this process, on which computer."""
    try:
        person = getpass.getuser()
    except (ImportError, KeyError, OSError):  # the system does not say
        person = ""
    return Holder(platform.node(), person, os.getpid(), since, started(os.getpid()))


@contextmanager
def take(root: Path, holder: Holder, *, overrule: bool = False) -> Iterator[None]:
    """Hold the lock of a portfolio folder for the length of the block.

    The lock of a process of this computer that is gone is taken over, and what a crash left in
    the making is cleared away. Raises `NotAPortfolio`, the errors of `store.disk`, and
    `FolderInUse` unless `overrule`. At the end the lock is given up if it is still this holder's.
    """
    require_folder(root)
    path = _lock(root)
    ours = holder_text(holder)
    if not _claim(root, ours):
        other = holder_of(root)
        # A lock that cannot be read was cut off by a crash.
        if other is not None and not overrule and not is_gone(other, holder):
            raise FolderInUse(str(root), other)
        write_durably(path, ours)
    try:
        clear_leftovers(root)
        yield
    finally:
        with suppress(OSError):  # the stick was pulled out; the next one takes the lock over
            if path.read_bytes() == ours:
                path.unlink()


def holder_of(root: Path) -> Holder | None:
    """Return who holds the lock, None when nobody does or it cannot be read."""
    return read_holder(_lock(root))


def read_holder(path: Path) -> Holder | None:
    """Return who is named in a lock, None when there is none or it cannot be read."""
    try:
        raw = json.loads(path.read_bytes())
        return Holder(
            computer=str(raw["computer"]),
            person=str(raw["person"]),
            process=int(raw["process"]),
            since=datetime.fromisoformat(raw["since"]),
            started=str(raw.get("started", "")),
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def is_alive(process: int) -> bool:
    """Whether this computer runs a process of that id."""
    if sys.platform == "win32":
        return _is_alive_on_windows(process)
    try:
        os.kill(process, 0)
    except PermissionError:
        return True  # somebody else's
    except (ProcessLookupError, OverflowError):
        return False
    return True


def started(process: int) -> str:
    """Return when a process of this computer started, in a form that no other process shares.

    It does not change with the clock, and is "" where there is no such process or the system does
    not say: on Linux the boot and the ticks since then, on Windows the moment of its creation.
    """
    if sys.platform == "win32":
        return _started_on_windows(process)
    with suppress(OSError, IndexError, ValueError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        told = Path(f"/proc/{process}/stat").read_bytes()
        ticks = told.rpartition(b")")[2].split()[19]  # the name before may hold anything
        return f"{boot} {int(ticks)}"
    return ""


def runs_here(other: Holder, holder: Holder) -> bool:
    """Whether the other is for certain a process of this computer that lives, asleep or not."""
    if other.computer != holder.computer or not other.started:
        return False
    return started(other.process) == other.started


def _started_on_windows(process: int) -> str:
    if sys.platform != "win32":
        return ""
    import ctypes
    from ctypes import wintypes

    may_ask = 0x1000
    kernel = ctypes.windll.kernel32
    handle = kernel.OpenProcess(may_ask, False, process)
    if not handle:
        return ""
    times = [wintypes.FILETIME() for _ in range(4)]
    found = kernel.GetProcessTimes(handle, *map(ctypes.byref, times))
    kernel.CloseHandle(handle)
    made = times[0]
    return f"{(made.dwHighDateTime << 32) + made.dwLowDateTime}" if found else ""


def _lock(root: Path) -> Path:
    return root / OWN / "lock"


def _claim(root: Path, ours: bytes) -> bool:
    """Write the lock if there is none, and return whether there was none."""
    path = _lock(root)
    with disk_errors(root):  # people know the folder, not the lock
        try:
            path.parent.mkdir(exist_ok=True)
        except FileExistsError as error:
            raise InTheWay(str(path.parent)) from error
        try:
            with path.open("xb") as file:
                file.write(ours)
        except FileExistsError:
            return False
    return True


def is_gone(other: Holder, holder: Holder) -> bool:
    """Whether the other was a process of this computer that has ended.

    Another process may have its number by now: then they did not start at the same moment.
    """
    if other.computer != holder.computer:
        return False
    if not is_alive(other.process):
        return True
    now = started(other.process)
    is_same_boot = now.partition(" ")[0] == other.started.partition(" ")[0] or " " not in now
    return bool(other.started and now) and is_same_boot and now != other.started


def _is_alive_on_windows(process: int) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    may_ask, still_active = 0x1000, 259
    kernel = ctypes.windll.kernel32
    handle = kernel.OpenProcess(may_ask, False, process)
    if not handle:
        denied = 5
        return kernel.GetLastError() == denied
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active


def holder_text(holder: Holder) -> bytes:
    """Return what a lock says of its holder."""
    raw = {
        "computer": holder.computer,
        "person": holder.person,
        "process": holder.process,
        "since": holder.since.isoformat(),
    }
    if holder.started:
        raw["started"] = holder.started
    return json.dumps(raw, indent=2).encode()
