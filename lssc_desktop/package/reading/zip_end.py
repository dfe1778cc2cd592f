"""The end records of a ZIP, which are read before anything else (APPNOTE.TXT 4.3.14 to 4.3.16)."""

import os
from dataclasses import dataclass
from io import FileIO
from struct import Struct

from lssc_desktop.core.errors import LsscError
from lssc_desktop.package.reading.fault import FaultCode, Ledger

MOST_ENTRIES = 200_000
MOST_DIRECTORY_BYTES = 1 << 26

_END = Struct("<4s4H2LH")
_END_64 = Struct("<4sQ2H2L4Q")
_LOCATOR = Struct("<4sLQL")
_END_MARK = b"PK\x05\x06"
_LIMIT_16 = 0xFFFF
_LIMIT_32 = 0xFFFF_FFFF


@dataclass(eq=False)
class ArchiveBroken(LsscError):
    """A ZIP cannot be read as one; `reason` is a word of `messages.reader`."""

    path: str
    reason: str


@dataclass(eq=False)
class TooManyEntries(LsscError):
    """A ZIP says that it holds, or holds, more files than are ever read."""

    path: str
    entries: int
    limit: int


@dataclass(frozen=True, slots=True)
class End:
    """Where the central directory lies and how many entries it is said to hold.

    `shift` is what has to be added to every offset because of bytes before the archive.
    """

    start: int
    bytes: int
    entries: int
    shift: int


def read_end(archive: FileIO, path: str, ledger: Ledger) -> End | None:
    """Find and read the end records; None when there are none.

    Raises:
        ArchiveBroken: when they contradict each other or the size of the file.
        TooManyEntries: when there are said to be more than `MOST_ENTRIES`.
    """
    size = os.fstat(archive.fileno()).st_size
    tail_start = max(0, size - _END.size - _LIMIT_16)
    tail = read_at(archive, tail_start, size - tail_start)
    found = _find(tail, path)
    if found < 0:
        return None
    position = tail_start + found
    _, disk, directory_disk, here, entries, length, start, comment = _END.unpack_from(tail, found)
    if trailing := size - position - _END.size - comment:
        ledger.forbid(FaultCode.ARCHIVE_TRAILING, bytes=trailing)
    if disk not in {0, _LIMIT_16} or directory_disk not in {0, _LIMIT_16}:
        raise ArchiveBroken(path, "split")
    large = _read_end_64(archive, position, path)
    if large is not None:
        position -= _LOCATOR.size + _END_64.size
        _agree(path, (entries, length, start), large)
        here, entries, length, start = large.here, large.entries, large.length, large.directory
    if here != entries:
        raise ArchiveBroken(path, "split")
    _limit(path, entries, length)
    shift = position - length - start
    if shift < 0:
        raise ArchiveBroken(path, "truncated")
    if large is not None and large.start + shift != position:
        raise ArchiveBroken(path, "end-records")
    if shift:
        ledger.forbid(FaultCode.ARCHIVE_PREFIXED, bytes=shift)
    return End(start + shift, length, entries, shift)


def read_at(archive: FileIO, offset: int, length: int) -> bytes:
    """Return up to `length` bytes at an offset; fewer where the file ends."""
    archive.seek(offset)
    pieces = []
    while length and (piece := archive.read(length)):
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def _find(tail: bytes, path: str) -> int:
    """Return where the end record is; the one that ends with the file is preferred."""
    exact, last = [], -1
    position = tail.rfind(_END_MARK)
    while position >= 0:
        if position + _END.size <= len(tail):
            last = max(last, position)
            comment = _END.unpack_from(tail, position)[-1]
            if position + _END.size + comment == len(tail):
                exact.append(position)
        position = tail.rfind(_END_MARK, 0, position)
    if len(exact) > 1:
        raise ArchiveBroken(path, "two-ends")  # two programs would see two archives
    return exact[0] if exact else last


@dataclass(frozen=True, slots=True)
class _End64:
    """The end record of a large ZIP; `start` is where its locator says that it lies."""

    start: int
    here: int
    entries: int
    length: int
    directory: int


def _read_end_64(archive: FileIO, end: int, path: str) -> _End64 | None:
    """Read the ZIP64 records before the end record at the offset `end`, if they are there.

    Nothing lies between the three. Where the locator points is compared later: with bytes before
    the archive, it points before the record.
    """
    if end < _LOCATOR.size:
        return None
    locator = read_at(archive, end - _LOCATOR.size, _LOCATOR.size)
    mark, disk, start, disks = _LOCATOR.unpack(locator)
    if mark != b"PK\x06\x07":
        return None
    if disk or disks > 1:
        raise ArchiveBroken(path, "split")
    record = read_at(archive, max(end - _LOCATOR.size - _END_64.size, 0), _END_64.size)
    if len(record) < _END_64.size or not record.startswith(b"PK\x06\x06"):
        raise ArchiveBroken(path, "end-records")
    here, entries, length, directory = _END_64.unpack(record)[-4:]
    return _End64(start, here, entries, length, directory)


def _agree(path: str, small: tuple[int, int, int], large: _End64) -> None:
    overflowing = (_LIMIT_16, _LIMIT_32, _LIMIT_32)
    numbers = (large.entries, large.length, large.directory)
    for value, limit, number in zip(small, overflowing, numbers, strict=True):
        if value not in {limit, number}:
            raise ArchiveBroken(path, "end-records")


def _limit(path: str, entries: int, length: int) -> None:
    if entries > MOST_ENTRIES:
        raise TooManyEntries(path, entries, MOST_ENTRIES)
    if length > MOST_DIRECTORY_BYTES:
        raise ArchiveBroken(path, "directory")
