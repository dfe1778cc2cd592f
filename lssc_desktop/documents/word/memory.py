"""The documents of an open folder, remembered by their content: none is taken apart twice."""

import hashlib
import stat
from dataclasses import replace
from pathlib import Path

from lssc_desktop.core.files.seen import SeenDocument
from lssc_desktop.disk.files import open_to_read

_LARGEST_REMEMBERED = 4 << 20  # bytes; a larger file is not taken into memory to be compared


class DocumentMemory:
    """Reads documents as `read_document` does, each content once.

    It belongs to one thread at a time.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, SeenDocument] = {}
        self._used: dict[bytes, SeenDocument] = {}

    def read(self, path: Path, relative: str) -> SeenDocument:
        """Return what a Word file says now."""
        from lssc_desktop.documents.word.package import is_open_elsewhere  # both are slow to load
        from lssc_desktop.documents.word.read import read_content, read_document

        content = _bytes_of(path)
        if content is None:
            return read_document(path, relative)
        key = hashlib.sha256(content).digest()
        known = self._known.get(key) or read_content(content, relative)
        self._known[key] = self._used[key] = known
        return replace(known, path=relative, locked=is_open_elsewhere(path))

    def forget_unused(self) -> None:
        """Keep only what was read since this was last called."""
        self._known, self._used = self._used, {}


def _bytes_of(path: Path) -> bytes | None:
    """Return the bytes of an ordinary file of a usual size, None of anything else."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode) or state.st_size > _LARGEST_REMEMBERED:
            return None
        with open_to_read(path) as file:
            content = file.read(_LARGEST_REMEMBERED + 1)
    except OSError:
        return None
    return content if len(content) <= _LARGEST_REMEMBERED else None
