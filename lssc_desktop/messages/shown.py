"""How a path, a moment and a place in a file are shown within a sentence."""

from gettext import gettext as _
from pathlib import PurePath
from unicodedata import bidirectional, category

from lssc_desktop.core.errors import LsscError
from lssc_desktop.transfer.address import parse_address

# Embedding and isolating marks can make "gpj.exe" look like "exe.jpg".
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def shown_file(path: str) -> str:
    """Return the name of a file or folder in quotation marks, without what is above it."""
    return _("“{name}”").format(name=printable(PurePath(path).name or path))


def shown_folder(path: str) -> str:
    """Return a whole path in quotation marks, for where something was looked for."""
    return _("“{name}”").format(name=printable(path))


def printable(text: str) -> str:
    """Return a name in one line: what breaks it, or turns its direction, becomes U+FFFD."""
    return "".join("\ufffd" if _is_tricky(char) else char for char in text)


def _is_tricky(char: str) -> bool:
    return category(char) in {"Cc", "Cs", "Zl", "Zp"} or bidirectional(char) in _TURNING


def shown_place(url: str) -> str:
    """Return an address as it is shown: a folder of this computer as its path."""
    try:
        folder = parse_address(url).folder
    except LsscError:
        folder = None
    return shown_folder(url if folder is None else str(folder))
