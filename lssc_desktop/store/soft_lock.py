"""Who has a package of a shared shelf open: a courtesy, which never keeps anybody from reading."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.layout import OWN
from lssc_desktop.store.files import patiently, write_own
from lssc_desktop.store.inside import inside
from lssc_desktop.store.lock import Holder, holder_text, is_gone, read_holder, this_holder

_FOLDER = "opened"


@dataclass(eq=False)
class PackageInUse(LsscError):
    """Somebody else has the package open."""

    name: str
    holder: Holder


def take_package(shelf: Path, name: str, holder: Holder, *, overrule: bool = False) -> None:
    """Say that somebody has a package open; `name` is its path within the shelf.

    Where the shelf cannot be written to, nobody is told. Raises `PackageInUse` unless `overrule`.
    """
    path = lock_path(shelf, name)
    other = read_holder(path)
    is_ours = other is None or _same(other, holder) or is_gone(other, holder)
    if other is not None and not overrule and not is_ours:
        raise PackageInUse(name, other)
    with suppress(OSError, LsscError):
        path = inside(shelf, f"{OWN}/{_FOLDER}") / lock_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_own(path, holder_text(holder))


def give_package_up(shelf: Path, name: str, holder: Holder) -> None:
    """Say that the package is closed; a lock that somebody else took over stays."""
    other = read_holder(lock_path(shelf, name))
    if other is not None and _same(other, holder):
        with suppress(OSError, LsscError):
            patiently((inside(shelf, f"{OWN}/{_FOLDER}") / lock_name(name)).unlink)


def holders(shelf: Path) -> dict[str, str]:
    """Return who has which package open, by the name of its lock file.

    What a program of this computer left behind when it was stopped holds nothing.
    """
    try:
        locks = sorted(lock_folder(shelf).iterdir())
    except OSError:
        return {}
    found = ((path.name, read_holder(path)) for path in locks)
    us = this_holder(datetime.now(UTC))
    return {
        name: holder.person
        for name, holder in found
        if holder is not None and not is_gone(holder, us)
    }


def lock_folder(shelf: Path) -> Path:
    """Return where all of a shelf's locks lie; it need not be there."""
    return shelf / OWN / _FOLDER


def lock_path(shelf: Path, name: str) -> Path:
    """Return where it is written who has a package open."""
    return lock_folder(shelf) / lock_name(name)


def lock_name(name: str) -> str:
    """Return what the lock of a package is called."""
    return f"{hashlib.sha256(name.encode(errors='surrogatepass')).hexdigest()[:24]}.json"


def _same(one: Holder, other: Holder) -> bool:
    """Whether two holders are one: the same person and process of one computer."""
    return replace(one, since=other.since) == other
