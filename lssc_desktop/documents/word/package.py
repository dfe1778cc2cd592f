"""Package of a Word file: what it must have to be one, and how it is changed.

A change copies every other entry as it is stored. Nothing is unpacked to be packed again, so that
a picture, an entry with a wrong checksum and one that is there twice stay what they were, in
their order.
"""

import io
import os.path
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element

from lssc_desktop.core.text.richtext import DocumentFault
from lssc_desktop.disk.files import open_to_read
from lssc_desktop.documents.office_xml.office_file import (
    CONTENT_TYPES,
    Locked,
    OfficeFile,
    part_key,
)
from lssc_desktop.documents.office_xml.ranges import TooMuch, Unparsable
from lssc_desktop.documents.word.errors import DocumentUnreadable

_DIRECTORY_LIMIT = 4 << 20
_END_RECORD = b"PK\x05\x06"
_END_RECORD_BYTES = 22
_END_RECORD_SEARCHED = _END_RECORD_BYTES + 0xFFFF
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_LOCATOR_BYTES = 20
COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD_STREAM = "WordDocument".encode("utf-16-le")
_COMPOUND_SEARCHED = 64 << 20

_OF_TEXT = re.compile(r"(?:styles|numbering|footnotes|endnotes|comments|(?:header|footer)\d*)\.xml")
"""Parts without which a text is not whole."""
_MAY_LEAD_NOWHERE = (
    *("hyperlink", "thumbnail", "theme", "webSettings", "fontTable", "printerSettings"),
    *("extended-properties", "core-properties", "attachedTemplate"),
)

_WORD_LOCK = "~$"


class WordPackage(OfficeFile):
    """An open Word file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        super().__init__(archive)
        self.incomplete = False
        if not self.main:
            raise _Refused(DocumentFault.NOT_WORD)

    @property
    def has_macros(self) -> bool:
        """Whether the file carries a program that Word would run."""
        return any(posixpath.basename(name) == "vbaproject.bin" for name in self.names)

    def is_twice(self, name: str) -> bool:
        """Whether several parts have one name, so that programs may read another than we do."""
        keys = [part_key(stored) for stored in self._archive.namelist()]
        return keys.count(part_key(name)) > 1

    def checksums(self) -> dict[str, tuple[int, int]]:
        """Return the checksum and size of each part, as the directory has them."""
        return {entry.filename: (entry.CRC, entry.file_size) for entry in self._archive.infolist()}

    def related(self, kind: str) -> Element | None:
        """Return the part of one kind that the main part points to, such as `styles`.

        None when there is none; a part of another kind in its place is none of it either, and
        makes the file incomplete.
        """
        target = self.target(kind)
        if not target:
            return None
        part = self.part(target)
        if part is not None and part.tag == kind:
            return part
        self.incomplete = True
        return None

    def has_loose_ends(self) -> bool:
        """Whether parts are missing, stored twice, or there without anything that leads to them."""
        is_twice = len(self.names) < len(self._archive.namelist())
        if is_twice or self.stored_name(CONTENT_TYPES) is None:
            return True
        led_to = set()
        for source in ("", self.main):
            for relation in self.relations(source).values():
                if relation.external or relation.kind in _MAY_LEAD_NOWHERE:
                    continue
                led_to.add(part_key(relation.target))
        folder = posixpath.dirname(self.main).lower()
        loose = {
            name
            for name in self.names
            if posixpath.dirname(name) == folder and _OF_TEXT.fullmatch(posixpath.basename(name))
        }
        return not led_to <= self.names.keys() or not loose <= led_to


@contextmanager
def open_package(source: Path | bytes, relative: str) -> Iterator[WordPackage]:
    """Open a Word file, or its content; raises `DocumentUnreadable` for what stands against it."""
    try:
        with _opened(source) as file:
            _refuse_before_reading(file)
            with zipfile.ZipFile(file) as archive:
                yield WordPackage(archive)
    except _Refused as refused:
        raise DocumentUnreadable(relative, refused.fault) from None
    except Locked:
        raise DocumentUnreadable(relative, DocumentFault.ENCRYPTED) from None
    except FileNotFoundError:
        raise DocumentUnreadable(relative, DocumentFault.MISSING) from None
    except TooMuch:
        raise DocumentUnreadable(relative, DocumentFault.TOO_LARGE) from None
    except OSError as error:
        # A read beyond the end of a cut-off archive is an OSError without a number.
        fault = DocumentFault.DAMAGED if error.errno is None else DocumentFault.UNREADABLE
        raise DocumentUnreadable(relative, fault) from error
    except (
        Unparsable,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        RecursionError,
    ) as error:
        raise DocumentUnreadable(relative, DocumentFault.DAMAGED) from error


def fault_of_compound_file(file: IO[bytes]) -> DocumentFault:
    """Return whether a compound file is locked with a password or a document of Word 97 to 2003."""
    fault, kept, searched = DocumentFault.NOT_WORD, b"", 0
    while searched < _COMPOUND_SEARCHED and (block := file.read(1 << 20)):
        window = kept + block
        if _ENCRYPTED_STREAM in window:
            return DocumentFault.ENCRYPTED
        if _OLD_WORD_STREAM in window:
            fault = DocumentFault.OLD_WORD
        kept, searched = block[-len(_ENCRYPTED_STREAM) :], searched + len(block)
    return fault


def is_open_elsewhere(path: Path) -> bool:
    """Whether Word or LibreOffice has a document open.

    Word puts `~$` before a short name and in place of the first one or two letters of a longer
    one; LibreOffice writes `.~lock.NAME#`. A program that crashed may have left such a file.
    """
    name = path.name
    beside = (_WORD_LOCK + name, _WORD_LOCK + name[1:], _WORD_LOCK + name[2:], f".~lock.{name}#")
    return any(
        os.path.isfile(path.parent / other)  # noqa: PTH113  Path.is_file raises for a long name
        for other in beside
    )


class _Refused(Exception):
    """The file is not one that we read."""

    def __init__(self, fault: DocumentFault) -> None:
        super().__init__(fault)
        self.fault = fault


@contextmanager
def _opened(source: Path | bytes) -> Iterator[IO[bytes]]:
    """Open an ordinary file; a pipe or a device is not even touched."""
    if isinstance(source, bytes):
        yield io.BytesIO(source)
        return
    if not stat.S_ISREG(source.stat().st_mode):
        raise _Refused(DocumentFault.NOT_WORD)
    with open_to_read(source) as file:
        yield file


def _refuse_before_reading(file: IO[bytes]) -> None:
    """Refuse what is no Word file, and a ZIP whose directory alone would fill the memory."""
    start = file.read(len(COMPOUND_FILE))
    if not start:
        raise _Refused(DocumentFault.EMPTY)
    if start == COMPOUND_FILE:
        raise _Refused(fault_of_compound_file(file))
    if not start.startswith(b"PK"):
        raise _Refused(DocumentFault.NOT_WORD)
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_RECORD_SEARCHED - _ZIP64_LOCATOR_BYTES))
    tail = file.read()
    place = tail.rfind(_END_RECORD)
    record = tail[place : place + _END_RECORD_BYTES]
    if place < 0 or len(record) < _END_RECORD_BYTES:
        raise _Refused(DocumentFault.DAMAGED)
    # A Word file never needs ZIP64; Word itself does not write it.
    locator = tail[max(0, place - _ZIP64_LOCATOR_BYTES) : place]
    if locator.startswith(_ZIP64_LOCATOR):
        raise _Refused(DocumentFault.TOO_LARGE)
    if int.from_bytes(record[12:16], "little") > _DIRECTORY_LIMIT:
        raise _Refused(DocumentFault.TOO_LARGE)


# Changing a file entry by entry -----------------------------------------------------------------

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
