"""The content of one ZIP entry after another, with everything the archive says of it checked."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import FileIO
from struct import Struct, pack

from lssc_desktop.package.checksum import crc32
from lssc_desktop.package.reading.fault import FaultCode, fault
from lssc_desktop.package.reading.package_files import BLOCK, FileUnusable
from lssc_desktop.package.reading.zip_directory import (
    DEFLATED,
    SIZES_FOLLOW,
    STORED,
    Entry,
    zip64_numbers,
)

_LOCAL = Struct("<4s5H3L2H")
_LIMIT_32 = 0xFFFF_FFFF
_LONGEST_DESCRIPTOR = 24
_USUAL_EXTRA = 64  # bytes; a header with more is read a second time


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """An entry, its whole name as written in the archive, and the bytes there are for it."""

    entry: Entry
    raw_name: bytes
    room: int


class ArchiveReader:
    """Reads entries through one open file and one buffer; for one thread."""

    def __init__(self, archive: FileIO, place: Callable[[str], EntryPlace]) -> None:
        self._archive = archive
        self._place = place
        self._buffer = memoryview(bytearray(BLOCK))

    def blocks(self, name: str) -> Iterator[memoryview]:
        """Yield the content of a file in pieces; a piece is gone when the next is asked for.

        Raises:
            FileUnusable: when the entry cannot be read or is not what the archive says.
        """
        place = self._place(name)
        entry = place.entry
        _refuse(entry, name)
        try:
            start, got = self._open(place, name)
            packed = self._packed(place, name, start, got)
            pieces = _inflated(packed, name) if entry.method == DEFLATED else packed
            yield from _checked(pieces, entry, name)
            self._require_no_more(place, name, start + entry.packed)
        except OSError as error:
            raise FileUnusable(fault(FaultCode.FILE_UNREADABLE, name)) from error

    def _require_no_more(self, place: EntryPlace, name: str, length: int) -> None:
        """Raise when there is more between an entry and the next than its sizes again."""
        entry = place.entry
        rest = place.room - length
        if not rest:
            return
        self._archive.seek(entry.offset + length)
        said = bytes(self._buffer[: self._fill(min(rest, _LONGEST_DESCRIPTOR + 1))])
        if not entry.flags & SIZES_FOLLOW or said not in _descriptors(entry):
            raise FileUnusable(fault(FaultCode.ENTRY_GAP, name, bytes=rest))

    def _packed(self, place: EntryPlace, name: str, start: int, got: int) -> Iterator[memoryview]:
        """Yield the bytes of an entry as they lie in the archive; see `_open`."""
        left = place.entry.packed
        if start + left > place.room:
            raise FileUnusable(fault(FaultCode.ENTRY_OVERLAP, name))
        piece = self._buffer[start : min(got, start + left)]
        while left:
            if not piece:
                raise FileUnusable(fault(FaultCode.ENTRY_DATA, name))
            yield piece
            left -= len(piece)
            piece = self._buffer[: self._fill(min(left, BLOCK))]

    def _open(self, place: EntryPlace, name: str) -> tuple[int, int]:
        """Read and check the local header, and as much of the data as fits.

        Return where in the buffer the data begins and how far it is filled.
        """
        entry = place.entry
        if place.room <= 0:
            raise FileUnusable(fault(FaultCode.ENTRY_OVERLAP, name))
        length = _LOCAL.size + len(place.raw_name) + _USUAL_EXTRA + entry.packed
        self._archive.seek(entry.offset)
        got = self._fill(min(length, BLOCK))
        start = self._header_bytes(got, name)
        if start > got:
            self._archive.seek(entry.offset)
            got = self._fill(min(start + entry.packed, BLOCK))
        if start > got or not _agrees(bytes(self._buffer[:start]), entry, place.raw_name):
            raise FileUnusable(fault(FaultCode.ENTRY_HEADER, name))
        return start, got

    def _header_bytes(self, got: int, name: str) -> int:
        if got < _LOCAL.size or not _is_local(self._buffer):
            raise FileUnusable(fault(FaultCode.ENTRY_HEADER, name))
        name_bytes, extra_bytes = _LOCAL.unpack_from(self._buffer)[-2:]
        return _LOCAL.size + int(name_bytes) + int(extra_bytes)

    def _fill(self, length: int) -> int:
        """Read up to `length` bytes into the buffer; fewer only where the file ends."""
        got = 0
        while got < length and (more := self._archive.readinto(self._buffer[got:length])):
            got += more
        return got


def _descriptors(entry: Entry) -> Iterator[bytes]:
    """Yield what may follow an entry whose sizes follow it (APPNOTE.TXT 4.3.9)."""
    numbers = (entry.crc, entry.packed, entry.size)
    for form in ("<3L", "<L2Q"):
        if max(numbers) <= _LIMIT_32 or form == "<L2Q":
            yield pack(form, *numbers)
            yield b"PK\x07\x08" + pack(form, *numbers)


def _is_local(header: memoryview) -> bool:
    return bytes(header[:4]) == b"PK\x03\x04"


def _refuse(entry: Entry, name: str) -> None:
    """Raise for an entry whose content is not read at all."""
    if entry.is_encrypted:
        raise FileUnusable(fault(FaultCode.ENTRY_ENCRYPTED, name))
    if entry.is_special:
        raise FileUnusable(fault(FaultCode.ENTRY_SPECIAL, name))
    if entry.method not in {STORED, DEFLATED}:
        raise FileUnusable(fault(FaultCode.ENTRY_METHOD, name, method=entry.method))
    if entry.method == STORED and entry.packed != entry.size:
        raise FileUnusable(fault(FaultCode.ENTRY_SIZE, name, declared=entry.size))


def _agrees(header: bytes, entry: Entry, raw_name: bytes) -> bool:
    """Tell whether a local header says the same as the directory.

    Where sizes and CRC follow the data, the local header may leave them at zero.
    """
    _, _, flags, method, _, _, crc, packed, size, name_bytes, _ = _LOCAL.unpack_from(header)
    extra = header[_LOCAL.size + name_bytes :]
    size, packed = zip64_numbers(extra, size, packed)
    said = (crc, packed, size)
    known = (entry.crc, entry.packed, entry.size)
    later = bool(flags & SIZES_FOLLOW)
    return (
        method == entry.method
        and not flags & 1
        and header[_LOCAL.size : _LOCAL.size + name_bytes] == raw_name
        and all(a == b or (later and a == 0) for a, b in zip(said, known, strict=True))
    )


def _inflated(packed: Iterable[memoryview], name: str) -> Iterator[memoryview]:
    """Yield what deflated bytes unpack to, never more than a block at a time."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    beyond = False
    try:
        for piece in packed:
            if inflater.eof:
                beyond = True
                break
            data: bytes | memoryview = piece
            while out := inflater.decompress(data, BLOCK):
                yield memoryview(out)
                data = inflater.unconsumed_tail
    except zlib.error as error:
        raise FileUnusable(fault(FaultCode.ENTRY_DATA, name)) from error
    if beyond or not inflater.eof or inflater.unused_data:
        raise FileUnusable(fault(FaultCode.ENTRY_DATA, name))


def _checked(pieces: Iterable[memoryview], entry: Entry, name: str) -> Iterator[memoryview]:
    """Pass the content on and hold it against the size and CRC of the directory."""
    crc = total = 0
    for piece in pieces:
        total += len(piece)
        if total > entry.size:
            break
        crc = crc32(piece, crc)
        yield piece
    if total != entry.size:
        raise FileUnusable(fault(FaultCode.ENTRY_SIZE, name, declared=entry.size))
    if crc != entry.crc:
        raise FileUnusable(fault(FaultCode.ENTRY_CRC, name))
