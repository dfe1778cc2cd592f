"""ZIP of a Word file changed entry by entry: what does not change is copied as it is stored.

Nothing is unpacked to be packed again, so that a picture, an entry with a wrong checksum and one
that is there twice stay what they were, in their order.
"""

import struct
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END_SIGNATURE, _CENTRAL_SIGNATURE = b"PK\x05\x06", b"PK\x01\x02"
_LOCAL_SIGNATURE = b"PK\x03\x04"

_STORED, _DEFLATED = 0, 8
_DESCRIPTOR_FLAG = 0x8
_UTF_8_FLAG = 0x800
_VERSION = 20
_FIRST_DAY = 0x21  # 1 January 1980, the first that a ZIP can hold


class NotCopied(Exception):
    """The ZIP is not laid out in a way that can be copied entry by entry."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the directory: its fields, name, extra field and comment, as they are."""

    fields: tuple[int, ...]
    name: bytes
    extra: bytes
    comment: bytes

    @property
    def offset(self) -> int:
        """Where its local header begins."""
        return self.fields[15]

    def text(self) -> str:
        """Return its name as `zipfile` does."""
        return self.name.decode("utf-8" if self.fields[2] & _UTF_8_FLAG else "cp437")

    def packed(self, offset: int) -> bytes:
        """Return the entry of the directory for a file that begins at an offset."""
        values = (*self.fields[:15], offset)
        return _CENTRAL.pack(_CENTRAL_SIGNATURE, *values) + self.name + self.extra + self.comment


def with_parts(archive: bytes, parts: Mapping[str, bytes], without: Collection[str] = ()) -> bytes:
    """Return a ZIP with other content in some entries; entries that are new come last.

    Those that it shall be `without` are gone. Raises `NotCopied`.
    """
    found, directory, tail = _read(archive)
    entries = [entry for entry in found if entry.text() not in without]
    starts = sorted({entry.offset for entry in found})
    ends = dict(zip(starts, [*starts[1:], directory], strict=True))
    written = bytearray(archive[: starts[0]] if starts else archive[:directory])
    starts = sorted({entry.offset for entry in entries})
    left = dict(parts)
    places: dict[int, tuple[int, _Entry | None]] = {}
    by_offset = {entry.offset: entry for entry in entries}
    for start in starts:
        entry, place = by_offset[start], len(written)
        content = left.pop(entry.text(), None)
        if content is None:
            written += archive[start : ends[start]]
            places[start] = (place, None)
        else:
            changed = _changed(entry, content)
            written += _local(changed, content)
            places[start] = (place, changed)
    new: list[tuple[int, _Entry]] = []
    for name, content in left.items():
        added = _changed(_new_entry(name, entries), content)
        new.append((len(written), added))
        written += _local(added, content)
    begin = len(written)
    for entry in entries:
        place, other = places[entry.offset]
        written += (other or entry).packed(place)
    for place, added in new:
        written += added.packed(place)
    count = len(entries) + len(new)
    size = len(written) - begin
    comment = tail[_END.size :]
    return (
        bytes(written)
        + _END.pack(_END_SIGNATURE, 0, 0, count, count, size, begin, len(comment))
        + comment
    )


def _read(archive: bytes) -> tuple[list[_Entry], int, bytes]:
    """Return the entries, where the directory begins, and the record at the end."""
    end = archive.rfind(_END_SIGNATURE)
    if end < 0 or end + _END.size > len(archive):
        raise NotCopied
    _, disk, start_disk, _, count, size, offset, _ = _END.unpack_from(archive, end)
    directory = end - size
    shift = directory - offset  # what stands before the ZIP itself, if anything does
    if disk or start_disk or shift < 0:
        raise NotCopied
    entries = [replace_offset(entry, shift) for entry in _entries(archive, directory, count)]
    for entry in entries:
        if archive[entry.offset : entry.offset + 4] != _LOCAL_SIGNATURE:
            raise NotCopied
    if any(entry.offset >= directory for entry in entries):
        raise NotCopied
    return entries, directory, archive[end:]


def _entries(archive: bytes, place: int, count: int) -> Iterator[_Entry]:
    for _ in range(count):
        if archive[place : place + 4] != _CENTRAL_SIGNATURE:
            raise NotCopied
        signature_and_fields = _CENTRAL.unpack_from(archive, place)
        fields = tuple(int(value) for value in signature_and_fields[1:])
        place += _CENTRAL.size
        parts = []
        for length in (fields[9], fields[10], fields[11]):
            parts.append(archive[place : place + length])
            place += length
        yield _Entry(fields, *parts)


def replace_offset(entry: _Entry, shift: int) -> _Entry:
    """Return an entry whose offset counts from the beginning of the file."""
    return replace(entry, fields=(*entry.fields[:15], entry.fields[15] + shift))


def _changed(entry: _Entry, content: bytes) -> _Entry:
    """Return an entry for other content: with its name, date and way of packing."""
    fields = list(entry.fields)
    fields[2] &= ~_DESCRIPTOR_FLAG
    fields[6] = zlib.crc32(content)
    fields[7] = len(_packed(content, fields[3]))
    fields[8] = len(content)
    fields[10] = 0
    return replace(entry, fields=tuple(fields), extra=b"")


def _new_entry(name: str, entries: list[_Entry]) -> _Entry:
    """Return an entry like the others for a part that was not there."""
    date = entries[0].fields[5] if entries else _FIRST_DAY
    time = entries[0].fields[4] if entries else 0
    encoded = name.encode()
    methods = {entry.fields[3] for entry in entries}
    method = _STORED if methods == {_STORED} else _DEFLATED
    fields = (_VERSION, _VERSION, _UTF_8_FLAG, method, time, date, 0, 0, 0, len(encoded))
    return _Entry((*fields, 0, 0, 0, 0, 0, 0), encoded, b"", b"")


def _local(entry: _Entry, content: bytes) -> bytes:
    """Return the local header of an entry with its content."""
    _, version, flags, method, time, date, crc, packed_size, size = entry.fields[:9]
    header = (version, flags, method, time, date, crc, packed_size, size, len(entry.name), 0)
    return _LOCAL.pack(_LOCAL_SIGNATURE, *header) + entry.name + _packed(content, method)


def _packed(content: bytes, method: int) -> bytes:
    if method == _STORED:
        return content
    if method != _DEFLATED:
        raise NotCopied
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()
