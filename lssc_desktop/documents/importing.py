"""What other programs hand over: files that become a response, and pictures of a clipboard.

Word files are taken as they are; LibreOffice makes one of what other word processors wrote. Of a
plain text nobody can know the encoding for sure, so that unless it is Unicode the user is asked.
"""

import base64
import binascii
import codecs
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lssc_desktop.core.errors import N_, By, LsscError, Says
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.text.richtext import (
    DocumentFault,
    RichText,
    UnsupportedContent,
    from_plain,
)
from lssc_desktop.disk.copying import require_file
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.disk.files import open_to_read, read_limited
from lssc_desktop.disk.temporary import scratch_folder, system_temporary_folders
from lssc_desktop.documents import word
from lssc_desktop.documents.markdown import from_markdown
from lssc_desktop.documents.office import find_office, to_newer
from lssc_desktop.documents.word import WORD_SUFFIX, DocumentUnreadable
from lssc_desktop.values import dataclass

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVE, _RTF, _WORD_2, _WORDPERFECT = b"PK", b"{\\rtf", b"\xdb\xa5", b"\xffWPC"
_STARTS = {
    ".docm": (_ARCHIVE,),
    ".dotm": (_ARCHIVE,),
    ".dotx": (_ARCHIVE,),
    ".odt": (_ARCHIVE,),
    ".ott": (_ARCHIVE,),
    ".rtf": (_RTF,),
    ".doc": (_COMPOUND_FILE, _RTF, _WORD_2, _ARCHIVE),
    ".dot": (_COMPOUND_FILE, _RTF, _WORD_2),
    ".wpd": (_WORDPERFECT,),
}
"""What LibreOffice makes a Word file of, and how that begins."""
_LONGEST_START = 8

_READERS = {".md": from_markdown, ".markdown": from_markdown, ".txt": from_plain}
SUFFIXES = (WORD_SUFFIX, *_STARTS, *_READERS)
"""What can become a response."""

_LARGEST_TEXT = 4 << 20  # bytes; a response has some ten thousand
_DAMAGED = frozenset({UnsupportedContent.DAMAGED, UnsupportedContent.INCOMPLETE})
_LARGEST_CONVERTED = 200 << 20
_MOST_UNPACKED = 1 << 30  # bytes that are unpacked to see whether a file is whole


_SAVE_AS_WORD = N_(
    "Open it in the program it was made with and save it as a Word document (.docx)."
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read so that it can become a text: a Word file, or what a plain text says.

    `converted` is the Word file that LibreOffice made of it, None for one that is a Word file
    itself. `is_damaged` says that a part of it is missing or unreadable.
    """

    path: Path
    converted: bytes | None = field(default=None, repr=False)
    text: RichText | None = None
    is_damaged: bool = False


class TextRefused(LsscError):
    """The file cannot become a response: `reason` is "kind", "size" or "no-text"."""

    path: str
    reason: str

    says = Says(
        By(
            "reason",
            {
                "kind": "{path:file} isn’t a kind of document that can be a response.",
                "size": "{path:file} is too large to be a response.",
                "no-text": "{path:file} has no text we can read.",
            },
        ),
        "Nothing was changed.",
        _SAVE_AS_WORD,
    )


class EncodingUnsure(LsscError):
    """Nobody can know which letters a plain text has: `choices` are its readings."""

    path: str
    choices: tuple["TextReading", ...]


@dataclass(frozen=True, slots=True)
class TextReading:
    """A text as it reads in one encoding, the name of which Python knows."""

    encoding: str
    text: str


class OfficeNeeded(LsscError):
    """Only LibreOffice could make a Word file of it, and it is not on this computer."""

    path: str

    says = Says(
        "{path:file} can’t be read here because LibreOffice isn’t on this computer.",
        "Nothing was changed.",
        _SAVE_AS_WORD,
    )


class NotConverted(LsscError):
    """LibreOffice could not make a Word file of it."""

    path: str

    says = Says(
        "{path:file} couldn’t be converted to a Word document.",
        "It may be damaged or need a password. Nothing was changed.",
        _SAVE_AS_WORD,
    )


def is_text_file(path: Path) -> bool:
    """Whether the name of a file says that it can become a response."""
    return path.suffix.casefold() in SUFFIXES


def needs_office(path: Path) -> bool:
    """Whether only LibreOffice can read a file, to judge by its name: that takes a while."""
    return path.suffix.casefold() in _STARTS


def read_incoming(path: Path, encoding: str, reporter: Reporter) -> Incoming:
    """Read a file that becomes a text.

    `encoding` is the one that the user said a plain text is in, "" if none was said. Raises
    `NotAFile`, `DocumentUnreadable`, and what `converted` and `read_text` raise.
    """
    require_file(path)
    if path.suffix.casefold() == WORD_SUFFIX:
        seen, made, is_damaged = word.read_document(path, path.name), None, False
    elif needs_office(path):
        is_damaged = _is_damaged(path)
        made = converted(path, reporter)
        seen = word.read_content(made, path.name)
    else:
        return Incoming(path, text=read_text(path, encoding))
    if seen.fault:
        raise DocumentUnreadable(str(path), DocumentFault(seen.fault))
    is_damaged |= bool(_DAMAGED & frozenset(seen.beyond))
    return Incoming(path, made, None, is_damaged)


# Files of word processors -----------------------------------------------------------------------


def converted(source: Path, reporter: Reporter) -> bytes:
    """Return the Word file that LibreOffice makes of another program's.

    Raises `OfficeNeeded`, `NotConverted`, `FileTooLarge`, `Cancelled` and the errors of
    `store.folder.disk`.
    """
    data = read_limited(source, _LARGEST_CONVERTED)
    if not data.startswith(_STARTS[source.suffix.casefold()]):
        raise NotConverted(str(source))  # LibreOffice would take it for a plain text
    if find_office() is None:
        raise OfficeNeeded(str(source))
    with scratch_folder() as folder:
        copy = Path(folder) / f"document{source.suffix.lower()}"
        with disk_errors(copy):
            copy.write_bytes(data)
        made = to_newer(copy, Path(folder), reporter)
        if made is None:
            raise NotConverted(str(source))
        return read_limited(made, _LARGEST_CONVERTED)


def _is_damaged(source: Path) -> bool:
    """Whether a file of a word processor is plainly not whole, though it may be read.

    LibreOffice says nothing of what it mended or left out.
    """
    with disk_errors(source), open_to_read(source) as file:
        start = file.read(_LONGEST_START)
        if start.startswith(_ARCHIVE):
            return _is_archive_damaged(source)
        if start.startswith(_RTF):
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 4096))
            return not file.read().rstrip(b"\0\r\n\t \x1a").endswith(b"}")
        if start == _COMPOUND_FILE:
            return _is_compound_file_cut(source)
    return False


_NO_SECTOR = 0xFFFFFFFA  # this number and those above mark no sector
_FIRST_TABLES = 109


def _is_archive_damaged(source: Path) -> bool:
    try:
        with open_to_read(source) as file, zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
                return False  # LibreOffice has limits of its own
            return archive.testzip() is not None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        return True


def _is_compound_file_cut(source: Path) -> bool:
    """Whether a file of Word 6 to 2003 ends before its last sector (MS-CFB 2.2 and 2.3)."""
    with open_to_read(source) as file:
        head = file.read(512)
        size = file.seek(0, os.SEEK_END)
        shift = int.from_bytes(head[30:32], "little")
        if len(head) < 512 or shift not in (9, 12):  # noqa: PLR2004 - the two that there are
            return True
        sector = 1 << shift
        last = 0
        tables = (
            int.from_bytes(head[76 + 4 * n : 80 + 4 * n], "little") for n in range(_FIRST_TABLES)
        )
        for order, table in enumerate(each for each in tables if each < _NO_SECTOR):
            file.seek((table + 1) * sector)
            entries = file.read(sector)
            if len(entries) < sector:
                return True
            used = (
                place
                for place in range(sector // 4)
                if entries[4 * place : 4 * place + 4] != b"\xff\xff\xff\xff"
            )
            last = max(last, order * (sector // 4) + max(used, default=0))
        return (last + 1) * sector >= size


# Plain texts ------------------------------------------------------------------------------------

_LIKELY = (
    *("cp1252", "mac_roman", "cp437", "cp850", "cp1250", "cp1251", "cp866", "koi8_r"),
    *("cp1253", "cp1254", "cp1255", "cp1256", "cp1258"),
)
"""What is offered besides what the letters speak for; the first is usual in the United States."""
_MOST_CHOICES = 12
_SAMPLE = 64 << 10  # bytes that are looked at to find the encoding


def read_text(path: Path, encoding: str = "") -> RichText:
    """Return what a .md or .txt file says.

    It may be in UTF-8, in UTF-16 with a mark, or in the encoding that the user said. Raises
    `TextRefused`, `EncodingUnsure` and the errors of `store.folder.disk`.
    """
    reader = _READERS.get(path.suffix.casefold())
    if reader is None:
        raise TextRefused(str(path), "kind")
    with disk_errors(path), open_to_read(path) as file:
        data = file.read(_LARGEST_TEXT + 1)
    if len(data) > _LARGEST_TEXT:
        raise TextRefused(str(path), "size")
    text = _decoded(data, encoding) if encoding else _in_unicode(data)
    if text is None:
        choices = tuple(_readings(data))
        if not choices or b"\0" in data:
            raise TextRefused(str(path), "no-text")
        raise EncodingUnsure(str(path), choices)
    if "\0" in text:
        raise TextRefused(str(path), "no-text")
    return reader(text)


def decoded(data: bytes) -> str:
    """Return the characters of a text as they most likely are, to be looked at."""
    text = _in_unicode(data)
    if text is None:
        first = next(_readings(data), None)
        text = data.decode("cp1252", "replace") if first is None else first.text
    return text


def _in_unicode(data: bytes) -> str | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return _decoded(data, "utf-8-sig")


def _decoded(data: bytes, encoding: str) -> str | None:
    with suppress(UnicodeDecodeError, LookupError):
        return data.decode(encoding)
    return None


def _readings(data: bytes) -> Iterator[TextReading]:
    """Yield how a text reads in the encodings that it may be in, the likeliest first."""
    known: set[str] = set()
    for encoding in _encodings(data):
        text = _decoded(data, encoding)
        if text is not None and text not in known and len(known) < _MOST_CHOICES:
            known.add(text)
            yield TextReading(encoding, text)


def _encodings(data: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data[:_SAMPLE]))
    guesses = [name for match in matches for name in _names(match.could_be_from_charset)]
    best = _names(matches[0].could_be_from_charset) if matches else []
    western = any(
        "cp1252" in match.could_be_from_charset and match.chaos <= matches[0].chaos
        for match in matches
    )
    first = ["cp1252"] if western else best
    return list(dict.fromkeys((*first, *guesses, *_LIKELY)))


def _names(charsets: list[str]) -> list[str]:
    """Return encodings of equal letters, those that are usual first."""
    return sorted(charsets, key=lambda name: name not in _LIKELY)


# Pictures of a clipboard ------------------------------------------------------------------------

MOST_PICTURE_BYTES = 8 << 20
_WORDS_FOLDER = "msohtmlclip"


def pasted_picture(source: str) -> bytes | None:
    """Return a picture that a program put on the clipboard along with HTML, None for no such one.

    It is in the address itself, or a file that the program left in a temporary folder for it. No
    other file is read, whatever a page names, and nothing from the network.
    """
    if source.startswith("data:"):
        return _in_address(source)
    path = _local(source)
    if path is None or not _is_of_clipboard(path):
        return None
    try:
        return read_limited(path, MOST_PICTURE_BYTES)
    except LsscError:
        return None


def _in_address(source: str) -> bytes | None:
    kind, comma, content = source.partition(",")
    if not comma or not kind.endswith(";base64") or len(content) > 2 * MOST_PICTURE_BYTES:
        return None
    try:
        data = base64.b64decode(unquote(content))
    except (binascii.Error, ValueError):
        return None
    return data if len(data) <= MOST_PICTURE_BYTES else None


def _local(source: str) -> Path | None:
    """Return the file of this computer that an address names."""
    from urllib.request import url2pathname  # it loads the network, which a start has no use for

    with suppress(ValueError, OSError):  # Windows refuses what has a colon at a wrong place
        parts = urlsplit(source.replace("\\", "/"))
        if parts.scheme == "file" and parts.netloc in ("", "localhost"):
            path = Path(url2pathname(parts.path))
            return None if str(path).startswith(("//", "\\\\")) else path
    return None


def _is_of_clipboard(path: Path) -> bool:
    with suppress(OSError, ValueError):
        whole = path.resolve()
        if any(whole.is_relative_to(folder.resolve()) for folder in system_temporary_folders()):
            return True
        return any(part.lower().startswith(_WORDS_FOLDER) for part in whole.parent.parts)
    return False
