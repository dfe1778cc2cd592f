"""Tag files: their lines as text, the bag declaration, and the elements of bag-info.txt.

RFC 8493 has their encoding, line ends and byte-order mark in section 2.3, bagit.txt in 2.1.1, and
bag-info.txt in 2.2.2.
"""

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

UTF_8 = "utf-8"

LONGEST_LINE = 1 << 16
"""Characters; a longer line is no path and no sentence, and is cut."""

type Version = tuple[int, int]

VERSION_1 = (1, 0)
KNOWN_VERSIONS = frozenset({(0, 93), (0, 94), (0, 95), (0, 96), (0, 97), VERSION_1})

ONCE = ("bagging-date", "bag-size", "bag-group-identifier", "bag-count")
"""Labels, in lower case, that should not be repeated; that of the Payload-Oxum must not."""

PAYLOAD_OXUM = "payload-oxum"

_NEED_A_MARK = {"utf-16", "utf-32"}
_MARKS = {"utf-16": (b"\xff\xfe", b"\xfe\xff"), "utf-32": (b"\xff\xfe\0\0", b"\0\0\xfe\xff")}
_NO_CHARACTER_SETS = {  # text encodings of Python's that IANA does not register
    "idna",
    "punycode",
    "raw_unicode_escape",
    "undefined",
    "unicode_escape",
    "utf_8_sig",
}

_STRICT_LINES = (
    re.compile(r"BagIt-Version: (\d+)\.(\d+)"),
    re.compile(r"Tag-File-Character-Encoding: (\S+)"),
)
_VERSION = re.compile(r"\s*bagit-version\s*:\s*(\d{1,4})\.(\d{1,4})\s*", re.IGNORECASE)
_ENCODING = re.compile(r"\s*tag-file-character-encoding\s*:\s*(\S+)\s*", re.IGNORECASE)

_MOST_FOLDS = 1_000
_FIELD = re.compile(r"([^:\s](?:[^:]*[^:\s])?):[ \t](.*)", re.DOTALL)
_OLD_FIELD = re.compile(r"\s*([^:]*[^:\s])\s*:\s*(.*)", re.DOTALL)
_PAYLOAD_OXUM = re.compile(r"(\d+)\.(\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a tag file without its end.

    `ended` is false for a last line that has no end, `broken` true where bytes were no text of
    the declared encoding or the line was too long.
    """

    number: int
    text: str
    ended: bool = True
    broken: bool = False


def lines(blocks: Iterable[bytes | memoryview], encoding: str) -> Iterator[Line]:
    """Yield the lines of a tag file, read in pieces; LF, CR and CRLF end a line.

    A byte-order mark is left out. UTF-16 and UTF-32 without one are read as big-endian
    (RFC 2781, section 4.3).

    Raises:
        UnicodeDecodeError: where the bytes cannot be read on at all.
    """
    source = iter(blocks)
    head = bytes(next(source, b""))
    if encoding in _NEED_A_MARK and not head.startswith(_MARKS[encoding]):
        encoding = f"{encoding}-be"
    raw = _JoinedBlocks(chain((head,), source))
    text = io.TextIOWrapper(
        io.BufferedReader(raw), encoding=encoding, errors="surrogateescape", newline=""
    )
    number = 0
    inside = False
    while piece := text.readline(LONGEST_LINE):
        if not number:
            piece = piece.removeprefix("\ufeff")
        ended = piece.endswith(("\n", "\r"))
        if inside:
            inside = not ended
            continue
        number += 1
        content = piece.removesuffix("\n").removesuffix("\r")
        inside = not ended and len(piece) >= LONGEST_LINE
        broken = inside or (not content.isascii() and not _is_text(content))
        yield Line(number, content, ended or inside, broken)


def _is_text(content: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in content)


class _JoinedBlocks(io.RawIOBase):
    """Pieces of bytes as one stream."""

    def __init__(self, pieces: Iterator[bytes | memoryview]) -> None:
        self._pieces = pieces
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        """Return True: this is for reading."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill as much of the buffer as one piece can."""
        target = memoryview(buffer).cast("B")
        while not self._piece:
            following = next(self._pieces, None)
            if following is None:
                return 0
            self._piece = memoryview(following)
        length = min(len(target), len(self._piece))
        target[:length] = self._piece[:length]
        self._piece = self._piece[length:]
        return length


def codec(label: str) -> str | None:
    """Return Python's name of a character encoding, None when we cannot read it."""
    try:
        info = codecs.lookup(label)
        "".encode(info.name)  # raises for codecs that are not between text and bytes
    except (LookupError, ValueError):
        return None
    return None if info.name.replace("-", "_") in _NO_CHARACTER_SETS else info.name


def mark_is_forbidden(head: bytes, encoding: str) -> bool:
    """Return whether a file begins with a byte-order mark that its encoding does not need."""
    if encoding in _NEED_A_MARK:
        return False
    try:
        return head.startswith("\ufeff".encode(encoding))
    except UnicodeEncodeError:
        return False


# Bag declaration --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a bag says of itself; `version` is None and `encoding` "" where it does not.

    `strict` is false when the file is not exactly the two lines that it must be, though what it
    says could be understood.
    """

    version: Version | None
    encoding: str
    strict: bool
    ended: bool = True


def read_declaration(content: bytes) -> Declaration:
    """Read bagit.txt, as far as it can be understood; it is UTF-8 whatever it declares."""
    found = tuple(lines((content,), UTF_8))
    texts = [line.text for line in found]
    strict = (
        len(texts) == len(_STRICT_LINES)
        and not any(line.broken for line in found)
        and all(form.fullmatch(text) for form, text in zip(_STRICT_LINES, texts, strict=True))
    )
    versions = [match for text in texts if (match := _VERSION.fullmatch(text))]
    encodings = [match for text in texts if (match := _ENCODING.fullmatch(text))]
    version = (int(versions[0][1]), int(versions[0][2])) if versions else None
    ended = not found or found[-1].ended
    return Declaration(version, encodings[0][1] if encodings else "", strict, ended)


# Metadata ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Element:
    """One label with its value, or a line that is neither (`label` is then "")."""

    label: str
    value: str
    line: int


def elements(found: Iterable[Line], *, strict: bool) -> Iterator[Element]:
    """Yield the metadata elements in order; a folded value is one, its lines joined by a space.

    Where `strict` is false (before BagIt 1.0), white space around the colon is taken too.
    """
    label, values, number = "", [""], 0
    for line in found:
        if line.text.startswith((" ", "\t")) and label and line.text.strip():
            if len(values) < _MOST_FOLDS:
                values.append(line.text.strip())
            continue
        if label:
            yield Element(label, " ".join(values), number)
        match = None if line.broken else (_FIELD if strict else _OLD_FIELD).fullmatch(line.text)
        if match is None:
            label = ""
            yield Element("", line.text, line.number)
        else:
            label, values, number = match[1], [match[2].strip()], line.number
    if label:
        yield Element(label, " ".join(values), number)


def payload_oxum(value: str) -> tuple[int, int] | None:
    """Return the bytes and files that a Payload-Oxum says, None when it is malformed."""
    match = _PAYLOAD_OXUM.fullmatch(value)
    limit = 20  # digits; no payload has more bytes than that
    if match is None or max(len(match[1]), len(match[2])) > limit:
        return None
    return int(match[1]), int(match[2])
