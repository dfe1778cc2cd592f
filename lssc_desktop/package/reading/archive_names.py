"""The names of a ZIP's entries: which can be trusted, and which of them are the bag."""

import re
from collections.abc import Collection, Iterable, Iterator

from lssc_desktop.package.reading.bag_path import escapes, plain
from lssc_desktop.package.reading.fault import FaultCode, Ledger
from lssc_desktop.package.reading.zip_directory import Entry

BAGIT = "bagit.txt"
_MANIFEST = re.compile(r"(tag)?manifest-.*\.txt", re.IGNORECASE)
_MAC_EXTRAS = "__MACOSX/"  # what macOS adds beside the folder that was compressed


def safe_entries(entries: Iterable[Entry], ledger: Ledger) -> Iterator[Entry]:
    """Yield the entries whose name means one place inside the archive, each name once."""
    seen: set[str] = set()
    mac_extras = False
    for entry in entries:
        name = entry.name
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


def folders_of(names: Iterable[str]) -> set[str]:
    """Return every folder that paths lie in, a path with a slash at its end being one itself."""
    folders: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders
