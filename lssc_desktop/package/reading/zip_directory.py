"""The directory of a ZIP: its end records and what it says of each entry (APPNOTE.TXT 4.3)."""

import io
import stat
from collections.abc import Iterator
from struct import Struct
from typing import BinaryIO, NamedTuple

from zlib_ng import zlib_ng

from lssc_desktop.core.errors import By, Counted, LsscError, Says
from lssc_desktop.package.reading.fault import FaultCode, Ledger
from lssc_desktop.values import dataclass

MOST_ENTRIES = 200_000
MOST_DIRECTORY_BYTES = 1 << 26

STORED = 0
DEFLATED = 8
SIZES_FOLLOW = 1 << 3

_END_RECORD = Struct("<4s4H2LH")
_END_RECORD_64 = Struct("<4sQ2H2L4Q")
_LOCATOR = Struct("<4sLQL")
_END_MARK = b"PK\x05\x06"

_CENTRAL_HEADER = Struct("<4s6H3L5H2L")
_ZIP64_EXTRA = 1
_NAME_IS_UTF8 = 1 << 11
_ENCRYPTED = 1 | 1 << 6 | 1 << 13
_UNIX_HOSTS = {3, 19}  # Unix and macOS keep the kind of file in the upper half of the attributes

_LIMIT_16 = 0xFFFF
_LIMIT_32 = 0xFFFF_FFFF


class ArchiveBroken(LsscError):
    """A ZIP cannot be read as one, for a `reason`."""

    path: str
    reason: str

    says = Says(
        "{path:safe_file} can’t be read as a ZIP: {why}.",
        "The copy is damaged or incomplete; the original may be fine.",
        "Get a new copy. If you built it yourself, build it again.",
        {
            "why": By(
                "reason",
                {
                    "truncated": "its end is missing",
                    "split": "it is only one part of several",
                    "two-ends": "it has two ends, so two programs would see different things",
                    "end-records": "its end contradicts itself",
                    "directory": "its list of files can’t be read",
                },
            )
        },
    )


class TooManyEntries(LsscError):
    """A ZIP says that it holds, or holds, more files than are ever read."""

    path: str
    entries: int
    limit: int

    says = Says(
        Counted(
            "{path:safe_file} says it has {entries} file; we read at most {limit}.",
            "{path:safe_file} says it has {entries} files; we read at most {limit}.",
            "entries",
        ),
        "It wasn’t opened. No {portfolio} has that many, so it may be a trap.",
        "Don’t unpack it. Ask whoever sent it what it is.",
    )


@dataclass(frozen=True, slots=True)
class End:
    """Where the central directory lies and how many entries it is said to hold.

    `shift` is what has to be added to every offset because of bytes before the archive.
    """

    start: int
    bytes: int
    entries: int
    shift: int


class Entry(NamedTuple):
    """One entry, as the central directory has it; a tuple, for there may be 200,000.

    `raw` is the name as it is written, where that is not UTF-8; `kind` are the bits that
    distinguish a regular file from a link or a device, 0 where the archive does not say.
    """

    name: str
    raw: bytes | None
    offset: int
    packed: int
    size: int
    crc: int
    method: int
    flags: int
    kind: int

    @property
    def is_folder(self) -> bool:
        """Whether the entry stands for a folder."""
        return self.name.endswith("/")

    @property
    def is_special(self) -> bool:
        """Whether the entry is a link, a device or the like."""
        return self.kind not in {0, stat.S_IFREG, stat.S_IFDIR}

    @property
    def is_encrypted(self) -> bool:
        """Whether the entry, or the directory itself, is encrypted."""
        return bool(self.flags & _ENCRYPTED)


def read_directory(archive: io.RawIOBase, end: End, path: str, ledger: Ledger) -> Iterator[Entry]:
    """Yield the entries (APPNOTE.TXT 4.3.12), and close the archive after the last one.

    The count of the end record may lie: reading stops in time.

    Raises:
        ArchiveBroken: when a record is not one, or is cut.
        TooManyEntries: when there are more than `MOST_ENTRIES`.
    """
    archive.seek(end.start)
    left = end.bytes
    count = 0
    with io.BufferedReader(archive, 1 << 18) as source:
        while left:
            fields, raw, extra, length = _read_record(source, path)
            left -= length
            count += 1
            if left < 0:
                raise ArchiveBroken(path, "directory")
            if count > MOST_ENTRIES:
                raise TooManyEntries(path, count, MOST_ENTRIES)
            yield _entry(fields, raw, extra, end, ledger)
    if count != end.entries:
        ledger.forbid(FaultCode.ARCHIVE_COUNT, said=end.entries, found=count)


def _read_record(source: BinaryIO, path: str) -> tuple[tuple[int, ...], bytes, bytes, int]:
    """Read one record: its fixed fields, the name, the extra fields, and its whole length."""
    fixed = source.read(_CENTRAL_HEADER.size)
    if len(fixed) < _CENTRAL_HEADER.size or not fixed.startswith(b"PK\x01\x02"):
        raise ArchiveBroken(path, "directory")
    fields = _CENTRAL_HEADER.unpack(fixed)
    name_bytes, extra_bytes, comment_bytes = fields[10:13]
    variable = name_bytes + extra_bytes + comment_bytes
    rest = source.read(variable)
    if len(rest) < variable:
        raise ArchiveBroken(path, "directory")
    raw, extra = rest[:name_bytes], rest[name_bytes : name_bytes + extra_bytes]
    return fields, raw, extra, _CENTRAL_HEADER.size + variable


def _entry(fields: tuple[int, ...], raw: bytes, extra: bytes, end: End, ledger: Ledger) -> Entry:
    made, flags, method, crc, packed, size = (fields[index] for index in (1, 3, 4, 7, 8, 9))
    attributes, offset = fields[15], fields[16]
    name, kept = _decoded(raw, flags, ledger)
    size, packed, offset = zip64_numbers(extra, size, packed, offset)
    kind = stat.S_IFMT(attributes >> 16) if made >> 8 in _UNIX_HOSTS else 0
    packed = size if packed == size else packed  # one number in memory, not two
    return Entry(name, kept, offset + end.shift, packed, size, crc, method, flags, kind)


def _decoded(raw: bytes, flags: int, ledger: Ledger) -> tuple[str, bytes | None]:
    """Return a name, which is UTF-8 or else in the code page of MS-DOS, and what to keep of it."""
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        name = raw.decode("cp437")
        if flags & _NAME_IS_UTF8:
            ledger.forbid(FaultCode.ENTRY_NAME_ENCODING, name)
        return name, raw


def zip64_numbers(extra: bytes, *numbers: int) -> tuple[int, ...]:
    """Return the numbers, each that has overflowed taken from the ZIP64 extra field.

    A number stays as it is where the field is absent or too short: no file has that size, so
    the entry is found wrong when it is read.
    """
    if _LIMIT_32 not in numbers:
        return numbers
    field = _extra_field(extra, _ZIP64_EXTRA)
    result = []
    for number in numbers:
        if number == _LIMIT_32 and len(field) >= 8:  # noqa: PLR2004 - eight bytes are one number
            result.append(int.from_bytes(field[:8], "little"))
            field = field[8:]
        else:
            result.append(number)
    return tuple(result)


def _extra_field(extra: bytes, wanted: int) -> bytes:
    header = 4  # two numbers of two bytes: kind and length
    while len(extra) >= header:
        kind = int.from_bytes(extra[:2], "little")
        length = int.from_bytes(extra[2:header], "little")
        if kind == wanted:
            return extra[header : header + length]
        extra = extra[header + length :]
    return b""


# End records ------------------------------------------------------------------------------------


def read_end(archive: io.RawIOBase, path: str, ledger: Ledger) -> End | None:
    """Find and read the end records (APPNOTE.TXT 4.3.14 to 4.3.16); None when there are none.

    Raises:
        ArchiveBroken: when they contradict each other or the size of the file.
        TooManyEntries: when there are said to be more than `MOST_ENTRIES`.
    """
    size = archive.seek(0, io.SEEK_END)
    tail_start = max(0, size - _END_RECORD.size - _LIMIT_16)
    tail = read_at(archive, tail_start, size - tail_start)
    found = _find_end(tail, path)
    if found < 0:
        return None
    position = tail_start + found
    _, disk, directory_disk, here, entries, length, start, comment = _END_RECORD.unpack_from(
        tail, found
    )
    if trailing := size - position - _END_RECORD.size - comment:
        ledger.forbid(FaultCode.ARCHIVE_TRAILING, bytes=trailing)
    if disk not in {0, _LIMIT_16} or directory_disk not in {0, _LIMIT_16}:
        raise ArchiveBroken(path, "split")
    large = _read_end_64(archive, position, path)
    if large is not None:
        position -= _LOCATOR.size + _END_RECORD_64.size
        _require_agreement(path, (entries, length, start), large)
        here, entries, length, start = large.here, large.entries, large.length, large.directory
    if here != entries:
        raise ArchiveBroken(path, "split")
    _require_within_limits(path, entries, length)
    shift = position - length - start
    if shift < 0:
        raise ArchiveBroken(path, "truncated")
    if large is not None and large.start + shift != position:
        raise ArchiveBroken(path, "end-records")
    if shift:
        ledger.forbid(FaultCode.ARCHIVE_PREFIXED, bytes=shift)
    return End(start + shift, length, entries, shift)


def _find_end(tail: bytes, path: str) -> int:
    """Return where the end record is; the one that ends with the file is preferred."""
    exact, last = [], -1
    position = tail.rfind(_END_MARK)
    while position >= 0:
        if position + _END_RECORD.size <= len(tail):
            last = max(last, position)
            comment = _END_RECORD.unpack_from(tail, position)[-1]
            if position + _END_RECORD.size + comment == len(tail):
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


def _read_end_64(archive: io.RawIOBase, end: int, path: str) -> _End64 | None:
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
    record = read_at(
        archive, max(end - _LOCATOR.size - _END_RECORD_64.size, 0), _END_RECORD_64.size
    )
    if len(record) < _END_RECORD_64.size or not record.startswith(b"PK\x06\x06"):
        raise ArchiveBroken(path, "end-records")
    here, entries, length, directory = _END_RECORD_64.unpack(record)[-4:]
    return _End64(start, here, entries, length, directory)


def _require_agreement(path: str, small: tuple[int, int, int], large: _End64) -> None:
    overflowing = (_LIMIT_16, _LIMIT_32, _LIMIT_32)
    numbers = (large.entries, large.length, large.directory)
    for value, limit, number in zip(small, overflowing, numbers, strict=True):
        if value not in {limit, number}:
            raise ArchiveBroken(path, "end-records")


def _require_within_limits(path: str, entries: int, length: int) -> None:
    if entries > MOST_ENTRIES:
        raise TooManyEntries(path, entries, MOST_ENTRIES)
    if length > MOST_DIRECTORY_BYTES:
        raise ArchiveBroken(path, "directory")


def read_at(archive: io.RawIOBase, offset: int, length: int) -> bytes:
    """Return up to `length` bytes at an offset; fewer where the file ends."""
    archive.seek(offset)
    pieces = []
    while length and (piece := archive.read(length)):
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def crc32(data: bytes | bytearray | memoryview, value: int = 0) -> int:
    """Return the CRC-32 that a ZIP keeps for an entry, carried on from `value`."""
    return zlib_ng.crc32(data, value)
