"""The files that go into a bag: read once, and known to have stayed the same meanwhile."""

import errno
import io
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from lssc_desktop.core.errors import LsscError
from lssc_desktop.store.disk import from_system

type Content = Path | bytes | Callable[[], bytes]

_NOT_FILES = {errno.ELOOP, errno.EISDIR}
# A pipe must not hold us up, and a link put in a file's place is not followed. Windows has neither.
_OPEN_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(eq=False)
class FileChanged(LsscError):
    """A file is not, or did not stay, what was to be packaged.

    It has other content, or a link, a folder or a device is in its place.
    """

    path: str


@dataclass(frozen=True, slots=True)
class BagFile:
    """A payload file: its path below `data/`, with /, and where its content comes from.

    Content is a regular file, or bytes, or a function that makes the bytes while the other
    files are being copied. `bytes` is the size of a file on disk (the other two tell theirs);
    with `sha256`, content that has another fingerprint is refused.
    """

    path: str
    source: Content
    bytes: int = 0
    sha256: str | None = None

    @property
    def size(self) -> int:
        """The size of content that is there already."""
        return len(self.source) if isinstance(self.source, bytes) else self.bytes


class OpenSource:
    """The content of one `BagFile`, being read from its beginning to its end.

    Every call raises `FileChanged` or what `from_system` returns, where that is what happened.
    """

    def __init__(self, file: BagFile) -> None:
        self._file = file
        self._stream: io.FileIO | io.BytesIO
        self._path = file.source if isinstance(file.source, Path) else Path(file.path)
        self._state: tuple[int, int] | None = None
        if isinstance(file.source, bytes):
            self._stream = io.BytesIO(file.source)
            return
        if not isinstance(file.source, Path):
            raise TypeError(file.source)
        try:
            self._stream = io.FileIO(file.source, opener=_open)
        except OSError as error:
            raise _ours(error, file.source) from error
        try:
            self._state = self._look()
        except LsscError:
            self._stream.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stream.close()

    def fill(self, view: memoryview) -> None:
        """Read exactly as much as fits into `view`."""
        while len(view):
            try:
                count = self._stream.readinto(view)
            except OSError as error:
                raise _ours(error, self._path) from error
            if not count:
                raise FileChanged(str(self._path))
            view = view[count:]

    def finish(self, sha256: str) -> None:
        """Make sure that what was read, with this fingerprint, is what was to be packaged."""
        if self._file.sha256 not in {None, sha256} or (self._state and self._look() != self._state):
            raise FileChanged(str(self._path))

    def _look(self) -> tuple[int, int]:
        """Return size and time of the file on disk, which has the size it ought to have."""
        now = os.fstat(self._stream.fileno())
        if not stat.S_ISREG(now.st_mode) or now.st_size != self._file.bytes:
            raise FileChanged(str(self._path))
        return now.st_size, now.st_mtime_ns


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | _OPEN_FLAGS)


def _ours(error: OSError, path: Path) -> LsscError:
    return FileChanged(str(path)) if error.errno in _NOT_FILES else from_system(error, path)
