"""Whether a word processor has a document open, by the files it lays beside it."""

import os.path
from pathlib import Path

_WORD = "~$"


def is_open_elsewhere(path: Path) -> bool:
    """Whether Word or LibreOffice has a document open.

    Word puts `~$` before a short name and in place of the first one or two letters of a longer
    one; LibreOffice writes `.~lock.NAME#`. A program that crashed may have left such a file.
    """
    name = path.name
    beside = (_WORD + name, _WORD + name[1:], _WORD + name[2:], f".~lock.{name}#")
    return any(
        os.path.isfile(path.parent / other)  # noqa: PTH113  Path.is_file raises for a long name
        for other in beside
    )
