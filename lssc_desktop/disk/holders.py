"""Holders: files that say which process has something, on which computer, since when.

Such a file is a courtesy between computers, and needs nothing that FAT sticks and network drives
cannot do.
"""

import getpass
import json
import os
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.disk.files import discard, read_limited, retry_while_busy, temporary_beside
from lssc_desktop.disk.json_files import read_object
from lssc_desktop.disk.processes import began, is_alive
from lssc_desktop.values import dataclass

_LARGEST = 16 << 10  # bytes of such a file
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


def release_lock(path: Path, ours: bytes) -> None:
    """Remove a lock file that still says what we wrote into it."""
    with suppress(OSError, LsscError):  # the stick was pulled out; the next one takes it over
        if read_limited(path, _LARGEST) == ours:
            retry_while_busy(path.unlink)


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
