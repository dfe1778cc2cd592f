"""Trials in the helper: whether a file opens and is whole, and who may not be able to open it.

Nothing is shown of it, and no more is read than it takes to know. What a file is named stands for
what other programs take it for; its first bytes say what it is.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from struct import Struct
from typing import BinaryIO

from lssc_desktop.core.files.names import BEGINNING, PLAIN_TEXT, extension_of
from lssc_desktop.core.files.seen import Barrier
from lssc_desktop.disk.files import open_to_read
from lssc_desktop.documents.images import PictureFault, PictureUnreadable, require_whole
from lssc_desktop.documents.previews.viewers import inspect_pdf, inspect_word
from lssc_desktop.documents.previews.wire import PreviewFault, Trial, Unviewable

# Kinds ------------------------------------------------------------------------------------------

_PICTURES = ("jpg", "png", "gif", "tif", "bmp", "webp")
_FOUND: tuple[tuple[str, bytes], ...] = (
    ("jpg", rb"\xff\xd8\xff"),
    ("png", rb"\x89PNG\r\n\x1a\n"),
    ("gif", rb"GIF8[79]a"),
    ("tif", rb"II[*+]\x00|MM\x00[*+]"),
    ("bmp", rb"BM.{12}[\x0c\x10\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00"),
    ("webp", rb"RIFF....WEBP"),
    ("heic", rb"....ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1|avif)"),
    ("boxes", rb"....(?:ftyp|moov|mdat|wide|free|skip|pnot)"),
    ("riff", rb"RIFF....(?:WAVE|AVI )"),
    ("zip", rb"PK\x03\x04|PK\x05\x06"),
    ("compound", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ("rtf", rb"\{\\rtf"),
    ("xml", rb"(?:\xef\xbb\xbf)?<\?xml\s"),
    ("old", rb"\xdb\xa5|1\xbe\x00\x00|\xffWPC|\x09[\x00\x02\x04]\x04\x00|\x09[\x00\x04]\x06\x00"),
    ("program", rb"MZ.{58}|\x7fELF|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe"),
    ("shortcut", rb"L\x00\x00\x00\x01\x14\x02\x00|book\x00{4}mark\x00{4}"),
    ("archive", rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07"),
    ("pdf", rb".{0,1019}%PDF-"),
    ("page", rb"(?:\xef\xbb\xbf)?\s{0,99}<(?i:!doctype html|html)"),
)
"""What files are by their first bytes; for the sources see `core.portfolio.names`."""

_OFFICE = ("compound", "zip", "rtf", "page", "xml", "old")
_BOXES = ("boxes", "heic")
_MAY_BE: Mapping[str, tuple[str, ...]] = {
    "pdf": ("pdf",),
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "tif", "tiff", "bmp", "webp"), _PICTURES),
    **dict.fromkeys(("heic", "heif"), (*_PICTURES, "heic")),
    **dict.fromkeys(("docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xlsb"), ("zip", "compound")),
    **dict.fromkeys(("pptx", "pptm", "ppsx"), ("zip", "compound")),
    **dict.fromkeys(("odt", "ods", "odp", "zip", "epub"), ("zip",)),
    **dict.fromkeys(("pages", "numbers", "key"), ("zip",)),
    # Word and Excel have saved other kinds under these names, and look for themselves.
    **dict.fromkeys(("doc", "dot", "xls", "xlt", "ppt", "pps"), _OFFICE),
    "rtf": _OFFICE,
    "msg": ("compound",),
    **dict.fromkeys(("mp4", "m4v", "mov", "3gp", "m4a"), _BOXES),
    **dict.fromkeys(("wav", "avi"), ("riff",)),
}
"""What a file may be by its name, for kinds that all begin in ways that we know."""

_WORDS = ("txt", "md", "log", "csv", "tsv", "html", "htm", "eml", "mht", "mhtml", "url", "svg")
_UNMARKED = ("mp3", "ogg", "flac", "wma", "aac", "wmv", "mkv", "webm", "mpg", "mpeg")
"""Sound and film that may begin in any way: only what is surely something else is told."""

_HEIC = ("heic", "heif")

_BARRIERS: Mapping[str, Barrier] = {
    **dict.fromkeys(_HEIC, Barrier.APPLE_PICTURE),
    **dict.fromkeys(("pages", "numbers", "key"), Barrier.APPLE_DOCUMENT),
    **dict.fromkeys(("msg", "oft"), Barrier.OUTLOOK),
    **dict.fromkeys(("pst", "ost", "olm", "mbox"), Barrier.MAILBOX),
    **dict.fromkeys(
        (
            *("exe", "msi", "com", "bat", "cmd", "scr", "pif", "ps1", "vbs", "js", "jar", "dll"),
            *("hta", "wsf", "wsh", "vbe", "jse", "cpl", "msc", "reg", "inf", "application"),
            *("pkg", "apk", "deb", "rpm", "sh", "appimage", "msix", "command", "py"),
        ),
        Barrier.PROGRAM,
    ),
    **dict.fromkeys(
        ("lnk", "gdoc", "gsheet", "gslides", "gform", "gdraw", "gmap", "gsite", "gjam"),
        Barrier.SHORTCUT,
    ),
    **dict.fromkeys(("url", "webloc", "website", "desktop"), Barrier.WEB_LINK),
    **dict.fromkeys(("rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "iso", "dmg"), Barrier.ARCHIVE),
    "chm": Barrier.HELP_FILE,
    **dict.fromkeys(("svgz", "avif", "jxl"), Barrier.PICTURE_FORMAT),
    **dict.fromkeys(
        (
            *("pub", "one", "wps", "wpd", "wri", "vsd", "vsdx", "mpp", "mdb", "accdb", "xps"),
            *("oxps", "djvu", "psd", "ai", "indd", "xcf", "cdr", "dwg", "odg", "sketch", "fig"),
            *("emlx", "fodt"),
        ),
        Barrier.RARE,
    ),
}

_LINES = re.IGNORECASE | re.MULTILINE | re.DOTALL
_ADDRESS = re.compile(rb"^\s*URL\s*=\s*(?:https?|ftp):|<string>\s*https?:|^bplist.*https?:", _LINES)


def try_opening(name: str, file: BinaryIO) -> Trial:
    """Open a file to its end, as far as we look into its kind, and say who cannot open it.

    Raises `Unviewable` for a file that is empty, damaged, cut off, locked with a password, or not
    what its name says.
    """
    start = file.read(BEGINNING)
    if not start:
        raise Unviewable(PreviewFault.EMPTY)
    extension = extension_of(name)
    found = next((kind for kind, mark in _FOUND if re.match(mark, start, re.DOTALL)), "")
    barrier = _barrier(extension, found, start)
    if barrier in (Barrier.SHORTCUT, Barrier.WEB_LINK, Barrier.PROGRAM):
        return Trial(opened=False, barrier=barrier)
    _require_kind(extension, found, start)
    file.seek(0)
    opened = _CHECKS.get(found, _words_open)(extension, file)
    if opened and found in ("zip", "compound") and _has_macros(found, file):
        barrier = Barrier.MACROS
    return Trial(opened, barrier)


def barrier_of(path: Path) -> Barrier | None:
    """Return why many cannot open a file, by its name and its first bytes; None for no reason.

    Of one that cannot be read now there is none that we know of.
    """
    try:
        with open_to_read(path) as file:
            start = file.read(BEGINNING)
    except OSError:
        return None
    found = next((kind for kind, mark in _FOUND if re.match(mark, start, re.DOTALL)), "")
    return _barrier(extension_of(path.name), found, start)


def _barrier(extension: str, found: str, start: bytes) -> Barrier | None:
    barrier = _BARRIERS.get(extension)
    if barrier is Barrier.WEB_LINK:  # one to a file or a program is of use on one computer only
        return barrier if _ADDRESS.search(start) else Barrier.SHORTCUT
    if found == "heic" and extension in _MAY_BE["jpg"] + ("jpeg", "tiff"):
        return Barrier.APPLE_PICTURE
    if found == "old" and extension in _MAY_BE:  # of before 1995: Office blocks it today
        return Barrier.RARE
    if barrier is None and extension not in (*_MAY_BE, *_WORDS, *_UNMARKED, *PLAIN_TEXT):
        known = {"program": Barrier.PROGRAM, "shortcut": Barrier.SHORTCUT}
        return known.get(found, Barrier.UNKNOWN)
    return barrier


def _require_kind(extension: str, found: str, start: bytes) -> None:
    """Refuse what is surely not what its name says; without a known beginning it is damaged."""
    if extension in _MAY_BE:
        allowed = _MAY_BE[extension]
        if allowed is _OFFICE and 0 not in start:  # text that a web page saved as a sheet
            return
        if "jpg" in allowed:
            allowed = (*allowed, "heic")  # a telephone's picture under a name of another kind
    elif extension in _WORDS:
        allowed = ("page", "xml", "")
    elif extension in _UNMARKED:
        allowed = ("", "riff", "boxes")
    else:
        return
    if found not in allowed:
        raise Unviewable(PreviewFault.WRONG_KIND if found else PreviewFault.DAMAGED)


# PDF, pictures, sound and film ------------------------------------------------------------------

_END_OF_PDF, _END_WITHIN = b"%%EOF", 64 << 10
_WHOLE_PDF = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d{1,12})\b")


def _pdf_opens(_extension: str, file: BinaryIO) -> bool:
    inspect_pdf(file)
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    told = _WHOLE_PDF.search(file.read(BEGINNING))
    file.seek(max(0, size - _END_WITHIN))
    # PDFium makes pages of what is left of a file.
    if _END_OF_PDF not in file.read() or (told is not None and int(told[1]) > size):
        raise Unviewable(PreviewFault.DAMAGED)
    return True


def _picture_opens(_extension: str, file: BinaryIO) -> bool:
    try:
        require_whole(file)
    except PictureUnreadable as error:
        if error.fault is PictureFault.TOO_LARGE:
            return False
        raise Unviewable(PreviewFault.DAMAGED) from error
    return True


_BOX = Struct(">I4s")
_BOX_WIDE = Struct(">Q")
_ANY_SIZE, _WIDE_SIZE = 0, 1
_MOST_BOXES = 100_000
_CONTENTS = (b"moov", b"moof", b"meta")


def _boxes_whole(_extension: str, file: BinaryIO) -> bool:
    """Look whether the parts of a film or of a HEIC picture are all there (ISO 14496-12)."""
    size = file.seek(0, io.SEEK_END)
    kinds = set()
    for kind, end in islice(_boxes(file, size), _MOST_BOXES):
        if end > size:
            raise Unviewable(PreviewFault.DAMAGED)
        kinds.add(kind)
    if kinds.isdisjoint(_CONTENTS):  # what says where everything is comes last in many
        raise Unviewable(PreviewFault.DAMAGED)
    return True


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int]]:
    at = 0
    while at + _BOX.size <= size:
        file.seek(at)
        length, kind = _BOX.unpack(file.read(_BOX.size))
        least = _BOX.size
        if length == _WIDE_SIZE:
            wide = file.read(_BOX_WIDE.size)
            length = _BOX_WIDE.unpack(wide)[0] if len(wide) == _BOX_WIDE.size else size + 1
            least += _BOX_WIDE.size
        end = size if length == _ANY_SIZE else at + length
        if end < at + least:
            raise Unviewable(PreviewFault.DAMAGED)
        yield kind, end
        at = end


def _riff_whole(_extension: str, file: BinaryIO) -> bool:
    """Look whether a sound or film is as long as it says; what was never closed says nothing."""
    length = int.from_bytes(file.read(8)[4:], "little")
    size = file.seek(0, io.SEEK_END)
    if length not in (0, 0xFFFFFFFF) and length + 8 > size + 1:  # the last byte may be a filler
        raise Unviewable(PreviewFault.DAMAGED)
    return True


def _not_looked_into(_extension: str, _file: BinaryIO) -> bool:
    return False


# Words ------------------------------------------------------------------------------------------

_MOST_WORDS = 4 << 20
_MOST_RICH = 64 << 20
_ESCAPED = re.compile(rb"\\[\\{}]")
_TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")


def _words_open(extension: str, file: BinaryIO) -> bool:
    """Look whether a text is one: a file that a drive lost is full of zeros."""
    if extension not in (*_WORDS, *_OLD_OFFICE):
        return False
    text = file.read(_MOST_WORDS)
    if not text.startswith(_TWO_BYTES) and text.count(0) * 8 > len(text):
        raise Unviewable(PreviewFault.DAMAGED)
    return True


def _rich_text_opens(_extension: str, file: BinaryIO) -> bool:
    """Look whether every group is closed; what follows the last one is nobody's business."""
    text = _ESCAPED.sub(b"", file.read(_MOST_RICH))
    if b"\\bin" not in text and len(text) < _MOST_RICH and text.count(b"{") > text.count(b"}"):
        raise Unviewable(PreviewFault.DAMAGED)
    return True


# Office since 2007, OpenDocument, Apple, archives -----------------------------------------------

_WORD = ("docx", "docm", "dotx", "dotm")
_FAMILIES = {
    **dict.fromkeys(_WORD, b"wordprocessingml"),
    **dict.fromkeys(("xlsx", "xlsm", "xlsb"), b"spreadsheetml"),
    **dict.fromkeys(("pptx", "pptm", "ppsx"), b"presentationml"),
}
_CONTENT_TYPES = "[Content_Types].xml"
_OPEN_DOCUMENT = ("odt", "ods", "odp")
_LOCKED_ENTRY = 0x1
_MANIFEST, _LOCKED = "META-INF/manifest.xml", b"encryption-data"
_APPLE_LOCK = ".iwpv2"
_MOST_UNPACKED = 128 << 20
_BLOCK = 1 << 20


def _zip_opens(extension: str, file: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _require_unlocked(archive)
            _require_family(extension, archive)
            _unpack(archive)
    except NotImplementedError:  # packed in a way that we do not know
        return False
    except (zipfile.BadZipFile, EOFError, RuntimeError, OSError) as error:
        raise Unviewable(PreviewFault.DAMAGED) from error
    if not entries:
        raise Unviewable(PreviewFault.EMPTY)
    if extension in _WORD:
        file.seek(0)
        inspect_word(file)
    return True


def _require_unlocked(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    locked = any(entry.flag_bits & _LOCKED_ENTRY for entry in archive.infolist())
    if locked or _APPLE_LOCK in names:
        raise Unviewable(PreviewFault.PASSWORD)
    if _MANIFEST in names and _LOCKED in archive.open(_MANIFEST).read(_BLOCK):
        raise Unviewable(PreviewFault.PASSWORD)


def _require_family(extension: str, archive: zipfile.ZipFile) -> None:
    """Refuse a ZIP that is not at all of the kind that its name says."""
    names = archive.namelist()
    wrong = Unviewable(PreviewFault.WRONG_KIND)
    if extension in _OPEN_DOCUMENT and "content.xml" not in names:
        raise wrong
    own = _FAMILIES.get(extension)
    if own is None:
        return
    if _CONTENT_TYPES not in names:
        raise wrong
    types = archive.open(_CONTENT_TYPES).read(_BLOCK)
    if own not in types and any(other in types for other in _FAMILIES.values()):
        raise wrong


def _unpack(archive: zipfile.ZipFile) -> None:
    """Unpack as much as is sensible: what is damaged does not have the sum that it should have."""
    room = _MOST_UNPACKED
    for entry in archive.infolist():
        room -= entry.file_size
        if room < 0:
            return
        with archive.open(entry) as part:
            while part.read(_BLOCK):
                pass


# Compound files: Office 97 to 2003, and what Office locks with a password -----------------------

_HEAD = 512
_SECTORS_IN_HEAD = 109
_END_OF_CHAIN = 0xFFFFFFFE
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_SMALLEST_STREAM = 4096
_MOST_FAT = 64 << 20
_LOCKED_STREAMS = ("EncryptedPackage", "EncryptedSummary")
_MACRO_STREAMS = ("_VBA_PROJECT", "_VBA_PROJECT_CUR")


class _Compound:
    """The table and the directory of a compound file ([MS-CFB]). Raises `Unviewable`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size = file.seek(0, io.SEEK_END)
        file.seek(0)
        head = file.read(_HEAD)
        if len(head) < _HEAD:
            raise Unviewable(PreviewFault.DAMAGED)
        self._bytes = 1 << min(int.from_bytes(head[30:32], "little"), 20)
        if self._bytes < _ENTRY:
            raise Unviewable(PreviewFault.DAMAGED)
        self._table = self._read_table(head)
        directory = self._chain(int.from_bytes(head[48:52], "little"), _MOST_FAT)
        entries = (directory[at : at + _ENTRY] for at in range(0, len(directory), _ENTRY))
        named = [_named(entry) for entry in entries if len(entry) == _ENTRY]
        self._require_whole([stream for _name, stream in named])
        self._streams = dict(named)

    def holds(self, names: tuple[str, ...]) -> bool:
        """Return whether one of these streams is there."""
        return any(name.upper() in self._streams for name in names)

    def begins(self, name: str, most: int = 0) -> bytes:
        """Return the first bytes of a stream; none where it is not there, or is a small one.

        `most` is how many are wanted; without it as many as lie together.
        """
        kind, first, size = self._streams.get(name.upper(), (0, 0, 0))
        if kind != _STREAM or size < _SMALLEST_STREAM:
            return b""
        return self._chain(first, most or self._bytes)

    def _read_table(self, head: bytes) -> list[int]:
        """Return which sector follows each sector of the file."""
        places = _numbers(head[76:])[:_SECTORS_IN_HEAD]
        more, seen = int.from_bytes(head[68:72], "little"), 0
        while more < _END_OF_CHAIN - 1 and seen * self._bytes < self._size:
            sector = _numbers(self._sector(more))
            places += sector[:-1]
            more, seen = sector[-1], seen + 1
        table: list[int] = []
        for place in places:
            if place < _END_OF_CHAIN - 2 and len(table) * 4 < _MOST_FAT:
                table += _numbers(self._sector(place))
        return table

    def _require_whole(self, streams: Sequence[tuple[int, int, int]]) -> None:
        """Refuse a file that ends before the last sector of a stream, or has no streams."""
        if not any(kind == _ROOT for kind, _first, _size in streams):
            raise Unviewable(PreviewFault.DAMAGED)
        seen: set[int] = set()
        for kind, first, size in streams:
            is_large = kind == _ROOT or (kind == _STREAM and size >= _SMALLEST_STREAM)
            left, sector = (-(-size // self._bytes) if is_large else 0), first
            while left > 0 and sector < len(self._table) and sector not in seen:
                if self._place(sector) >= self._size:
                    raise Unviewable(PreviewFault.DAMAGED)
                seen.add(sector)
                left, sector = left - 1, self._table[sector]

    def _chain(self, sector: int, most: int) -> bytes:
        got = bytearray()
        for _count in range(len(self._table)):
            if sector >= len(self._table) or len(got) >= most:
                break
            got += self._sector(sector)
            sector = self._table[sector]
        return bytes(got)

    def _sector(self, number: int) -> bytes:
        if self._place(number) >= self._size:
            raise Unviewable(PreviewFault.DAMAGED)
        self._file.seek(self._place(number))
        return self._file.read(self._bytes).ljust(self._bytes, b"\0")

    def _place(self, number: int) -> int:
        return (number + 1) * self._bytes


def _numbers(data: bytes) -> list[int]:
    return [int.from_bytes(data[at : at + 4], "little") for at in range(0, len(data) - 3, 4)]


def _named(entry: bytes) -> tuple[str, tuple[int, int, int]]:
    """Return the name of an entry of the directory; its kind, first sector and bytes."""
    length = min(int.from_bytes(entry[64:66], "little"), 64)
    name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
    first, size = (int.from_bytes(entry[at : at + 4], "little") for at in (116, 120))
    return name.upper(), (entry[66], first, size)


def _compound_opens(extension: str, file: BinaryIO) -> bool:
    compound = _Compound(file)
    if _is_locked(compound):
        raise Unviewable(PreviewFault.PASSWORD)
    if extension in _MAY_BE and "zip" in _MAY_BE[extension] and extension not in _OLD_OFFICE:
        raise Unviewable(PreviewFault.WRONG_KIND)  # Office opens no old file under a new name
    return True


_OLD_OFFICE = ("doc", "dot", "xls", "xlt", "ppt", "pps", "rtf")
_WORD_LOCKED = 0x01
_SHEET_LOCKED, _SHEET_BEGINS, _SHEET_ENDS = 0x2F, 0x0809, 0x0A


def _is_locked(compound: _Compound) -> bool:
    """Return whether Office asks for a password: [MS-OFFCRYPTO], [MS-DOC] 2.5.1, [MS-XLS] 2.4."""
    if compound.holds(_LOCKED_STREAMS):
        return True
    words = compound.begins("WordDocument")
    if len(words) > 11 and words[11] & _WORD_LOCKED:  # noqa: PLR2004 - the flags of a document
        return True
    book = compound.begins("Workbook") or compound.begins("Book")
    at = 0
    for _count in range(2):  # the lock comes right after the beginning
        kind, length = (int.from_bytes(book[part : part + 2], "little") for part in (at, at + 2))
        if kind == _SHEET_LOCKED:
            return True
        if kind != _SHEET_BEGINS:
            break
        at += 4 + length
    return False


# Macros -----------------------------------------------------------------------------------------

_CAN_HOLD_MACROS = ("zip", "compound", "rtf")
_MACRO_PARTS = re.compile(r".*/vbaProject\.bin|xl/macrosheets/.+", re.IGNORECASE)
_OPEN_MACROS = re.compile(r"Basic/.+/(?!script-l[bc]\.xml$).+|Scripts/.+")
"""Parts of ZIPs: macros and macro sheets of Office; modules of OpenDocument, not their lists."""

_SHEET, _MACRO_SHEET = 0x85, 1
_MOST_OF_BOOK = 4 << 20
_MOST_RECORDS = 100_000
_MOST_SHOW = 64 << 20
_SHOW_MACROS = re.compile(
    rb"\x0f\x00\xff\x03....\x02\x00\x00\x04\x0c\x00\x00\x00....[^\x00]...", re.DOTALL
)
"""What says of a slide show that it has macros ([MS-PPT] 2.4.10): they lie packed within it."""

_RICH_OBJECT = re.compile(rb"\\obj(?:data|ocx|link|autlink|update)\b")


def holds_macros(file: BinaryIO) -> bool:
    """Return whether a file holds what Office would run: macros, or in rich text other objects.

    A file that we cannot look into holds none that we know of.
    """
    file.seek(0)
    start = file.read(BEGINNING)
    found = next((kind for kind, mark in _FOUND if re.match(mark, start, re.DOTALL)), "")
    try:
        return found in _CAN_HOLD_MACROS and _has_macros(found, file)
    except (Unviewable, zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _has_macros(found: str, file: BinaryIO) -> bool:
    file.seek(0)
    if found == "rtf":
        return _RICH_OBJECT.search(file.read(_MOST_RICH)) is not None
    if found == "compound":
        compound = _Compound(file)
        if compound.holds(_MACRO_STREAMS) or _has_macro_sheet(compound):
            return True
        if not compound.holds(("PowerPoint Document",)):
            return False
        file.seek(0)
        return _SHOW_MACROS.search(file.read(_MOST_SHOW)) is not None
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
    parts = _OPEN_MACROS if _MANIFEST in names else _MACRO_PARTS
    return any(parts.fullmatch(name) for name in names)


def _has_macro_sheet(compound: _Compound) -> bool:
    """Return whether a workbook has a sheet of macros as of Excel 4 ([MS-XLS] 2.4.28)."""
    book = compound.begins("Workbook", _MOST_OF_BOOK) or compound.begins("Book", _MOST_OF_BOOK)
    at = 0
    for _count in range(_MOST_RECORDS):
        kind, length = (int.from_bytes(book[part : part + 2], "little") for part in (at, at + 2))
        if kind == _SHEET and book[at + 9 : at + 10] == bytes([_MACRO_SHEET]):
            return True
        if not book[at : at + 4] or kind == _SHEET_ENDS:
            return False
        at += 4 + length
    return False


_CHECKS: Mapping[str, Callable[[str, BinaryIO], bool]] = {
    "pdf": _pdf_opens,
    **dict.fromkeys(_PICTURES, _picture_opens),
    "heic": _boxes_whole,
    "boxes": _boxes_whole,
    "riff": _riff_whole,
    "zip": _zip_opens,
    "compound": _compound_opens,
    "rtf": _rich_text_opens,
    "old": _not_looked_into,
}
