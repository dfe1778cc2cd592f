"""The records of a stored ZIP, made from names, sizes and a day alone (APPNOTE.TXT 6.3).

Nothing is compressed, so the place of every entry is known before the first byte is read. ZIP64
records are used exactly where a field would overflow.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from struct import Struct

LIMIT_32 = 0xFFFF_FFFF
LIMIT_16 = 0xFFFF

_LOCAL_HEADER = Struct("<4s5H3L2H")
_CENTRAL_HEADER = Struct("<4s6H3L5H2L")
_END_RECORD = Struct("<4s4H2LH")
_END_RECORD_64 = Struct("<4sQ2H2L4Q")
_LOCATOR = Struct("<4sLQL")

_MADE_BY = 3 << 8 | 45  # Unix, so that the file mode counts; ZIP64 is understood
_NEEDS_FOLDERS = 20
_NEEDS_ZIP64 = 45
_NAME_IS_UTF8 = 1 << 11
_STORED = 0
_FILE_ATTRIBUTES = 0o100644 << 16
_FOLDER_ATTRIBUTES = 0o040755 << 16 | 0x10
_ZIP64_EXTRA = 1


@dataclass(frozen=True, slots=True)
class LaidOutEntry:
    """An entry and where its local header begins. `name` is UTF-8 and ends in / for a folder."""

    name: bytes
    size: int
    offset: int

    @property
    def content(self) -> int:
        """The offset of the first byte of the content, after the local header."""
        extra = 20 if self.size >= LIMIT_32 else 0
        return self.offset + _LOCAL_HEADER.size + len(self.name) + extra

    @property
    def end(self) -> int:
        """The offset of the first byte after the content."""
        return self.content + self.size


def lay_out(entries: Iterable[tuple[bytes, int]], start: int = 0) -> Iterator[LaidOutEntry]:
    """Place entries, given as name and size, one after another from the offset `start`."""
    for name, size in entries:
        place = LaidOutEntry(name, size, start)
        yield place
        start = place.end


def dos_date(day: date) -> int:
    """Return the day as a ZIP keeps it; days it cannot say become the nearest that it can."""
    day = min(max(day, date(1980, 1, 1)), date(2107, 12, 31))
    return (day.year - 1980) << 9 | day.month << 5 | day.day


def local_header(place: LaidOutEntry, crc: int, when: int) -> bytes:
    """Return the record before the content; `when` is a `dos_date`, the hour is midnight."""
    large = place.size >= LIMIT_32
    size = LIMIT_32 if large else place.size
    extra = _zip64_extra(place.size, place.size) if large else b""
    return (
        _LOCAL_HEADER.pack(
            b"PK\x03\x04",
            _NEEDS_ZIP64 if large else _NEEDS_FOLDERS,
            _NAME_IS_UTF8,
            _STORED,
            0,
            when,
            crc,
            size,
            size,
            len(place.name),
            len(extra),
        )
        + place.name
        + extra
    )


def central_directory(
    places: Sequence[LaidOutEntry], crcs: Sequence[int], start: int, when: int
) -> bytes:
    """Return all that follows the last content, at the offset `start`: directory and end."""
    directory = b"".join(
        _central_header(place, crc, when) for place, crc in zip(places, crcs, strict=True)
    )
    return directory + end_records(len(places), len(directory), start)


def _central_header(place: LaidOutEntry, crc: int, when: int) -> bytes:
    size, offset = min(place.size, LIMIT_32), min(place.offset, LIMIT_32)
    overflowing = [place.size, place.size] if size == LIMIT_32 else []
    if offset == LIMIT_32:
        overflowing.append(place.offset)
    extra = _zip64_extra(*overflowing) if overflowing else b""
    return (
        _CENTRAL_HEADER.pack(
            b"PK\x01\x02",
            _MADE_BY,
            _NEEDS_ZIP64 if extra else _NEEDS_FOLDERS,
            _NAME_IS_UTF8,
            _STORED,
            0,
            when,
            crc,
            size,
            size,
            len(place.name),
            len(extra),
            0,
            0,
            0,
            _FOLDER_ATTRIBUTES if place.name.endswith(b"/") else _FILE_ATTRIBUTES,
            offset,
        )
        + place.name
        + extra
    )


def end_records(count: int, directory_bytes: int, start: int) -> bytes:
    """Return the end of a ZIP whose directory of `count` entries begins at `start`."""
    end = _END_RECORD.pack(
        b"PK\x05\x06",
        0,
        0,
        min(count, LIMIT_16),
        min(count, LIMIT_16),
        min(directory_bytes, LIMIT_32),
        min(start, LIMIT_32),
        0,
    )
    if count < LIMIT_16 and directory_bytes < LIMIT_32 and start < LIMIT_32:
        return end
    end_64 = _END_RECORD_64.pack(
        b"PK\x06\x06",
        _END_RECORD_64.size - 12,  # as APPNOTE counts: without its first two fields
        _MADE_BY,
        _NEEDS_ZIP64,
        0,
        0,
        count,
        count,
        directory_bytes,
        start,
    )
    return end_64 + _LOCATOR.pack(b"PK\x06\x07", 0, start + directory_bytes, 1) + end


def _zip64_extra(*numbers: int) -> bytes:
    return Struct(f"<2H{len(numbers)}Q").pack(_ZIP64_EXTRA, 8 * len(numbers), *numbers)
