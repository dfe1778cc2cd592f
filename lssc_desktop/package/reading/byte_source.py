"""Where the bytes of a ZIP come from: a file of this computer, or one far away, by ranges.

What is far away is read from low to high, so that every byte is asked for once: what opening a
package read ahead of that (its directory lies at the end) is kept until it is reached.
"""

from collections.abc import Callable
from io import SEEK_CUR, SEEK_END, SEEK_SET, FileIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, override

from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.disk.windows import open_shared
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

RANGE = 1 << 21
"""Bytes asked for at once; a file of two or fewer is asked for whole."""

MOST_RANGES = 5
"""Ranges of one file that are kept in memory."""

type Fetch = Callable[[int, int], bytes]
"""Returns the bytes from one offset up to another one. Raises `SourceUnread`."""


class SourceUnread(LsscError):
    """A file far away could not be read to its end: nothing is known of what it holds."""

    path: str
    reason: str

    says = Says(
        "{path:safe_file} wasn’t completely read: {why}.",
        "We don’t know its condition; it may be intact.",
        "Try again.",
        {
            "why": By(
                "reason",
                {
                    "short": "we got fewer bytes than we requested",
                    "changed": "it changed while it was read",
                    "gone": "it isn’t there anymore",
                    "refused": "we don’t have permission to read it",
                    "connection": "the connection to it was lost",
                    "certificate": "its server shows a certificate that isn’t trusted",
                    "worker": "the process reading it ended, twice",
                    "place": "the computer that should read it can’t reach it",
                    "elsewhere": "its server points to another address, where we don’t follow",
                    "name": "no file can have that name",
                    "unforeseen": "an unexpected error",
                },
            )
        },
    )


class ByteSource(Protocol):
    """Bytes that can be read from any offset on."""

    @property
    def name(self) -> str:
        """What it is called in an error: a path or an address."""

    def open(self) -> RawIOBase:
        """Return a file for one thread. Raises `OSError`."""


@dataclass(frozen=True, slots=True)
class DiskSource:
    """A file of this computer."""

    path: Path

    @property
    def name(self) -> str:
        """Return its path."""
        return str(self.path)

    def open(self) -> RawIOBase:
        """Return the file, without a buffer. Raises `OSError`."""
        return FileIO(self.path, opener=open_shared)


class RangeSource:
    """A file far away, of which ranges are fetched; for one thread."""

    def __init__(self, name: str, size: int, fetch: Fetch, at_once: int = RANGE) -> None:
        self.name = name
        self.size = size
        self._fetch = fetch
        self._range = max(size, 1) if size <= 2 * at_once else at_once
        self._kept: dict[int, bytes] = {}

    def open(self) -> RawIOBase:
        """Return a file that begins at its first byte."""
        return _RangeFile(self)

    def piece(self, offset: int) -> memoryview:
        """Return what there is from an offset to the end of its range; nothing beyond the end.

        Raises `SourceUnread`, also where fewer bytes came than were asked for.
        """
        if offset >= self.size:
            return memoryview(b"")
        number = offset // self._range
        start = number * self._range
        found = self._kept.get(number)
        if found is None:
            stop = min(start + self._range, self.size)
            self._make_room(number)
            found = self._fetch(start, stop)
            if len(found) != stop - start:
                raise SourceUnread(self.name, "short")
            self._kept[number] = found
        return memoryview(found)[offset - start :]

    def _make_room(self, wanted: int) -> None:
        """Forget a range that was passed, or else the last to be reached."""
        while len(self._kept) >= MOST_RANGES:
            lowest = min(self._kept)
            del self._kept[lowest if lowest < wanted else max(self._kept)]


class _RangeFile(RawIOBase):
    """A position in a `RangeSource`."""

    def __init__(self, source: RangeSource) -> None:
        self._source = source
        self._at = 0

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = SEEK_SET, /) -> int:
        self._at = {SEEK_SET: 0, SEEK_CUR: self._at, SEEK_END: self._source.size}[whence] + offset
        return self._at

    @override
    def tell(self) -> int:
        return self._at

    @override
    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        target = memoryview(buffer).cast("B")
        piece = self._source.piece(self._at)[: len(target)]
        target[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)
