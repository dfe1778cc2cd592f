"""The names of a ZIP's entries: which can be trusted, and which of them are the bag."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from sys import getsizeof

from lssc_desktop.core.errors import LsscError
from lssc_desktop.package.reading.bag_path import escapes, plain
from lssc_desktop.package.reading.fault import FaultCode, Ledger
from lssc_desktop.package.reading.zip_directory import Entry

BAGIT = "bagit.txt"

LONGEST_NAME = 4_096
"""Bytes of one name: what Linux takes for a whole path, and no other system takes more."""

DEEPEST_NAME = 100
"""Parts of one name."""

MOST_NAME_BYTES = 40_000_000
"""Bytes of memory for all names together: 200,000 plain ones of 150 letters each."""

_MANIFEST = re.compile(r"(tag)?manifest-.*\.txt", re.IGNORECASE)
_MAC_EXTRAS = "__MACOSX/"  # what macOS adds beside the folder that was compressed


@dataclass(eq=False)
class NamesTooLong(LsscError):
    """The names in a ZIP have more bytes together than are ever read."""

    path: str
    limit: int


def safe_entries(entries: Iterable[Entry], ledger: Ledger, path: str) -> Iterator[Entry]:
    """Yield the entries whose name means one place inside the archive, each name once.

    Raises `NamesTooLong` for the archive at `path`.
    """
    seen: set[str] = set()
    mac_extras = False
    together = 0
    for entry in entries:
        name = entry.name
        length = len(name) if name.isascii() else len(name.encode())
        if length > LONGEST_NAME or name.count("/") >= DEEPEST_NAME:
            ledger.forbid(FaultCode.ENTRY_NAME_LONG, name, bytes=LONGEST_NAME, parts=DEEPEST_NAME)
            continue
        together += getsizeof(name) + len(entry.raw or b"")
        if together > MOST_NAME_BYTES:
            raise NamesTooLong(path, MOST_NAME_BYTES)
        if not name or "\\" in name or escapes(name) or plain(name) != name:
            ledger.forbid(FaultCode.ENTRY_NAME, name)
        elif name.startswith(_MAC_EXTRAS):
            mac_extras = True
        elif name in seen:
            ledger.forbid(FaultCode.ENTRY_TWICE, name)
        else:
            seen.add(name)
            yield entry
    if mac_extras:
        ledger.advise(FaultCode.SYSTEM_FILE, _MAC_EXTRAS)


def base_folder(names: Collection[str]) -> str | None:
    """Return the folder of the bag with a slash at its end, "" when it is the whole archive.

    None when there is no bag, or more than one.
    """
    if BAGIT in names:
        return ""
    tops = {name.partition("/")[0] for name in names if "/" in name}
    declared = [top for top in tops if f"{top}/{BAGIT}" in names]
    if declared:
        return f"{declared[0]}/" if len(declared) == 1 else None
    if has_manifest(names):
        return ""
    if len(tops) == 1:
        base = f"{tops.pop()}/"
        if has_manifest(name[len(base) :] for name in names if name.startswith(base)):
            return base
    return None


def has_manifest(names: Iterable[str]) -> bool:
    """Tell whether a payload or tag manifest is among files named relative to a bag."""
    return any(_MANIFEST.fullmatch(name) for name in names)


def is_folder(name: str, names: Sequence[str]) -> bool:
    """Tell whether any of the sorted names lies in a folder, or is the folder with its slash."""
    inside = f"{name}/"
    first = bisect_left(names, inside)
    return first < len(names) and names[first].startswith(inside)
