"""The central directory of a ZIP: what it says of each entry (APPNOTE.TXT 4.3.12)."""

import io
import stat
from collections.abc import Iterator
from io import FileIO
from struct import Struct
from typing import BinaryIO, NamedTuple

from lssc_desktop.package.reading.fault import FaultCode, Ledger
from lssc_desktop.package.reading.zip_end import (
    MOST_ENTRIES,
    ArchiveBroken,
    End,
    TooManyEntries,
)

STORED = 0
DEFLATED = 8
_NAME_IS_UTF8 = 1 << 11
SIZES_FOLLOW = 1 << 3

_CENTRAL = Struct("<4s6H3L5H2L")
_ZIP64_EXTRA = 1
_ENCRYPTED = 1 | 1 << 6 | 1 << 13
_LIMIT_32 = 0xFFFF_FFFF
_UNIX_HOSTS = {3, 19}  # Unix and macOS keep the kind of file in the upper half of the attributes


class Entry(NamedTuple):
    """One entry, as the central directory has it; a tuple, for there may be 200,000.

    `raw` is the name as it is written, where that is not UTF-8; `kind` are the bits that
    tell a regular file from a link or a device, 0 where the archive does not say.
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


def read_directory(archive: FileIO, end: End, path: str, ledger: Ledger) -> Iterator[Entry]:
    """Yield the entries, and close the archive after the last one.

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
            fields, raw, extra, length = _record(source, path)
            left -= length
            count += 1
            if left < 0:
                raise ArchiveBroken(path, "directory")
            if count > MOST_ENTRIES:
                raise TooManyEntries(path, count, MOST_ENTRIES)
            yield _entry(fields, raw, extra, end, ledger)
    if count != end.entries:
        ledger.forbid(FaultCode.ARCHIVE_COUNT, said=end.entries, found=count)


def _record(source: BinaryIO, path: str) -> tuple[tuple[int, ...], bytes, bytes, int]:
    """Read one record: its fixed fields, the name, the extra fields, and its whole length."""
    fixed = source.read(_CENTRAL.size)
    if len(fixed) < _CENTRAL.size or not fixed.startswith(b"PK\x01\x02"):
        raise ArchiveBroken(path, "directory")
    fields = _CENTRAL.unpack(fixed)
    name_bytes, extra_bytes, comment_bytes = fields[10:13]
    variable = name_bytes + extra_bytes + comment_bytes
    rest = source.read(variable)
    if len(rest) < variable:
        raise ArchiveBroken(path, "directory")
    raw, extra = rest[:name_bytes], rest[name_bytes : name_bytes + extra_bytes]
    return fields, raw, extra, _CENTRAL.size + variable


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
