"""Locks that say who has a portfolio open.

A lock is a courtesy between computers. What keeps the work safe is that `folder.save` refuses to
replace what it has not read. So a lock may be overruled, and needs nothing that FAT sticks and
network drives cannot do.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import OWN
from lssc_desktop.disk.copying import give_names_back
from lssc_desktop.disk.disk import (
    InTheWay,
    NotAllowed,
    disk_errors,
    is_same_file,
)
from lssc_desktop.disk.files import (
    clear_leftovers,
    create,
    inside,
    write_own,
)
from lssc_desktop.disk.holders import (
    Holder,
    holder_text,
    is_gone,
    read_holder,
    release_lock,
    runs_here,
    this_holder,
)
from lssc_desktop.disk.json_files import read_object, write_object
from lssc_desktop.store.folder.folder import require_folder

_LOCK = "lock"  # in `.lssc/` of a portfolio

_LARGEST = 16 << 10  # bytes of a request


class FolderInUse(LsscError):
    """Somebody else has the portfolio open."""

    path: str
    holder: Holder

    says = Says(
        "{path:file} is already open: by {holder.person} on {holder.computer}, since "
        "{holder.since:moment}.",
        "Nothing was changed. Two people working at once could overwrite each other.",
        "Close it there first. If no one is working on it because that computer was turned off or "
        "crashed, you can open it anyway.",
    )


class OwnFolderClosed(NotAllowed):
    """The folder `.lssc` in a portfolio cannot be used by this user; the rest may be."""

    says = Says(
        "You don’t have permission to use the folder {path:file} in {inside:file}.",
        "Your work isn’t in it and wasn’t changed. We record there who has the {portfolio} open, "
        "and keep earlier versions.",
        "Ask your IT staff for permission to read and write there. Or rename the folder, and we’ll "
        "make a new one.",
    )

    @property
    def inside(self) -> str:
        """The folder that it is in."""
        return str(PurePath(self.path).parent)


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


def holder_of(root: Path) -> Holder | None:
    """Return who holds the lock, None when nobody does or it cannot be read."""
    return read_holder(root / OWN / _LOCK)


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
