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
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
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
        """Whether several parts have one name, so that programs may read another than we do.

        A part may have two: which one counts differs where Info-ZIP's field 0x7075 gives another.
        """
        entries = self._archive.infolist()
        keys = [{part_key(it.filename), part_key(it.orig_filename)} for it in entries]
        return sum(part_key(name) in names for names in keys) > 1

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

_ENTRY = b"PK\x03\x04"
_ROW_BYTES, _SIZES_AT, _PLACE_AT = 46, 28, 42  # of a row in the directory
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # that a ZIP can hold


class NotCopied(Exception):
    """The ZIP is not laid out in a way that can be copied entry by entry."""


def with_parts(archive: bytes, parts: Mapping[str, bytes], without: Collection[str] = ()) -> bytes:
    """Return a ZIP with other content in some entries; entries that are new come last.

    Those that it shall be `without` are gone. All others are copied as they lie, with their rows
    in the directory: `zipfile` would write the names of some otherwise. Raises `NotCopied`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as old:
            entries, directory, comment = old.infolist(), old.start_dir, old.comment
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise NotCopied from error
    starts = sorted({entry.header_offset for entry in entries})
    ends = dict(zip(starts, [*starts[1:], directory], strict=True))
    if not all(archive.startswith(_ENTRY, start, ends[start]) for start in starts):
        raise NotCopied
    rows = zip(entries, _rows(archive, directory, len(entries)), strict=True)
    kept = [(entry, row) for entry, row in rows if entry.filename not in without]
    written = bytearray(archive[: starts[0] if starts else directory])
    left = dict(parts)
    places: dict[int, tuple[int, bytes | None]] = {}
    for start, entry in sorted({entry.header_offset: entry for entry, _row in kept}.items()):
        content, changed = left.pop(entry.filename, None), None
        entry_bytes = archive[start : ends[start]]
        if content is not None:
            entry_bytes, changed = _packed(entry, content)
        places[start] = len(written), changed
        written += entry_bytes
    made = [(places[entry.header_offset], row) for entry, row in kept]
    listed = [_placed(changed or row, place) for (place, changed), row in made]
    for name, content in left.items():
        entry_bytes, row = _packed(_new_entry(name, [entry for entry, _row in kept]), content)
        listed.append(_placed(row, len(written)))
        written += entry_bytes
    size, count = sum(map(len, listed)), len(listed)
    sizes = (_END_RECORD, 0, 0, count, count, size, len(written), len(comment))
    return b"".join((written, *listed, struct.pack("<4s4H2LH", *sizes), comment))


def _rows(archive: bytes, place: int, count: int) -> Iterator[bytes]:
    """Yield the rows of a directory as they are written."""
    for _ in range(count):
        sizes = struct.unpack_from("<3H", archive, place + _SIZES_AT)
        end = place + _ROW_BYTES + sum(sizes)
        yield archive[place:end]
        place = end


def _placed(row: bytes, place: int) -> bytes:
    """Return a row of the directory for an entry that begins at a place."""
    return row[:_PLACE_AT] + struct.pack("<L", place) + row[_ROW_BYTES:]


def _packed(entry: zipfile.ZipInfo, content: bytes) -> tuple[bytes, bytes]:
    """Return an entry with other content, and its row: with its name, date and way of packing."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise NotCopied
    new, file = zipfile.ZipInfo(entry.filename, entry.date_time), io.BytesIO()
    for name in ("compress_type", "create_system", "create_version", "extract_version", "comment"):
        setattr(new, name, getattr(entry, name))
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(new, content)
        new.external_attr, new.internal_attr = entry.external_attr, entry.internal_attr
        end = made.start_dir
    data = file.getvalue()
    return data[:end], data[end : data.rindex(_END_RECORD)]


def _new_entry(name: str, others: Sequence[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """Return an entry like the others for a part that was not there."""
    new = zipfile.ZipInfo(name, others[0].date_time if others else _FIRST_DAY)
    is_stored = {entry.compress_type for entry in others} == {zipfile.ZIP_STORED}
    new.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    new.create_system = 0
    return new
