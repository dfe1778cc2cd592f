"""Which of the binaries that PyInstaller finds go into the program."""

from collections.abc import Callable, Iterable
from pathlib import Path

Entry = tuple[str, str, str]
"""As PyInstaller has it: the place in the program, the file, and its kind."""

EXTENSION = "EXTENSION"
"""The kind of a module that Python imports; nothing is linked to one."""


def without_orphans(
    binaries: Iterable[Entry], linked_to: Callable[[str], Iterable[str]]
) -> list[Entry]:
    """Return the binaries without libraries that only left-out files were linked to.

    `linked_to` returns the names of the libraries that a file is linked to.
    """
    kept: list[Entry] = []
    libraries: dict[str, list[Entry]] = {}
    for entry in binaries:
        if _is_for_others(entry):  # a name twice: a library, and a link to it
            libraries.setdefault(Path(entry[0]).name, []).append(entry)
        else:
            kept.append(entry)
    for entry in kept:  # which grows meanwhile
        for name in linked_to(entry[1]):
            kept.extend(libraries.pop(Path(name).name, ()))
    return kept


def lost_extensions(found: Iterable[Entry], taken: Iterable[Entry]) -> list[str]:
    """Return the places of modules that were found and are not taken along; there may be none."""
    there = {entry[0] for entry in taken}
    return sorted(entry[0] for entry in found if entry[2] == EXTENSION and entry[0] not in there)


def _is_for_others(entry: Entry) -> bool:
    """Whether a file is there only for others that are linked to it."""
    target, _source, kind = entry
    folder = Path(target).parent
    is_at_libraries = str(folder) in {".", "PySide6/Qt/lib"} or folder.suffix == ".libs"
    # The starter loads Python by its name.
    return is_at_libraries and kind != EXTENSION and not Path(target).name.startswith("libpython")
