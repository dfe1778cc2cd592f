"""A paper that somebody asked for by name: written whole, and over nothing."""

import os
from pathlib import Path

from lssc_desktop.store.copying import FileExists
from lssc_desktop.store.disk import FolderGone
from lssc_desktop.store.files import write_durably


def write_paper(path: Path, data: bytes) -> None:
    """Write a new file. Raises `FileExists`, `FolderGone` and the errors of `store.disk`."""
    if os.path.lexists(path):
        raise FileExists(str(path))
    if not path.parent.is_dir():
        raise FolderGone(str(path.parent))
    write_durably(path, data)
