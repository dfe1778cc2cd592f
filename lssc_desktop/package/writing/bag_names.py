"""Which names the bag writer takes: those that every system and BagIt tool reads the same way."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lssc_desktop.core.errors import LsscError

_LONGEST = 0xFFFF  # bytes; the field of a ZIP that holds the length
_CONTROLS_AND_LINE_ENDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class NameFault(StrEnum):
    """Why a name cannot stand in a bag."""

    NOT_RELATIVE = "not-relative"  # empty, absolute, or with an empty, "." or ".." part
    BACKSLASH = "backslash"
    PERCENT = "percent"  # RFC 8493 2.1.3 wants it encoded, the common tools do not decode it
    CONTROL = "control"  # also every character at which some tool ends a line
    SPACE_AT_END = "space-at-end"  # lost by tools that trim the lines of a manifest
    NOT_TEXT = "not-text"  # bytes that are no UTF-8
    TOO_LONG = "too-long"
    TWICE = "twice"  # the same, or the same but for case or composed letters
    ALSO_A_FOLDER = "also-a-folder"


@dataclass(eq=False)
class BagNameRefused(LsscError):
    """A file cannot have this name in a bag; the bag writer refuses, it does not rename."""

    name: str
    fault: NameFault


def check_names(top: str, paths: Iterable[str]) -> None:
    """Make sure that the files can lie below `top`/data/ in a ZIP.

    Raises:
        BagNameRefused: for the first name that cannot.
    """
    if "/" in top:
        raise BagNameRefused(top, NameFault.NOT_RELATIVE)
    _check_alone(top, 0)
    before = len(f"{top}/data/".encode())
    files: dict[str, str] = {}
    folders: set[str] = set()
    for path in paths:
        _check_alone(path, before)
        folded = _folded(path)
        if folded in files:
            raise BagNameRefused(path, NameFault.TWICE)
        files[folded] = path
        while (folded := folded.rpartition("/")[0]) and folded not in folders:
            folders.add(folded)
    for folded in files.keys() & folders:
        raise BagNameRefused(files[folded], NameFault.ALSO_A_FOLDER)


def _check_alone(path: str, before: int) -> None:
    if fault := _fault(path, before):
        raise BagNameRefused(path, fault)


def _fault(path: str, before: int) -> NameFault | None:
    try:
        length = before + len(path.encode())
    except UnicodeEncodeError:
        return NameFault.NOT_TEXT
    faults = {
        NameFault.NOT_RELATIVE: any(part in {"", ".", ".."} for part in path.split("/")),
        NameFault.BACKSLASH: "\\" in path,
        NameFault.PERCENT: "%" in path,
        NameFault.CONTROL: _CONTROLS_AND_LINE_ENDS.search(path) is not None,
        NameFault.SPACE_AT_END: path != path.rstrip(),
        NameFault.TOO_LONG: length > _LONGEST,
    }
    return next((fault for fault, present in faults.items() if present), None)


def _folded(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
