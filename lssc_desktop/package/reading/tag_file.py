"""The text of tag files: declared encoding, line ends, byte-order mark (RFC 8493, section 2.3)."""

import codecs
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

UTF_8 = "utf-8"
LONGEST_LINE = 1 << 16
"""Characters; a longer line is no path and no sentence, and is cut."""

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


def codec(label: str) -> str | None:
    """Return Python's name of a character encoding, None when we cannot read it."""
    try:
        info = codecs.lookup(label)
        "".encode(info.name)  # raises for codecs that are not between text and bytes
    except (LookupError, ValueError):
        return None
    return None if info.name.replace("-", "_") in _NO_CHARACTER_SETS else info.name


def mark_is_forbidden(head: bytes, encoding: str) -> bool:
    """Tell whether a file begins with a byte-order mark that its encoding does not need."""
    if encoding in _NEED_A_MARK:
        return False
    try:
        return head.startswith("\ufeff".encode(encoding))
    except UnicodeEncodeError:
        return False


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
    raw = _Joined(chain((head,), source))
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


class _Joined(io.RawIOBase):
    """Pieces of bytes as one stream."""

    def __init__(self, pieces: Iterator[bytes | memoryview]) -> None:
        self._pieces = pieces
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        """Say that this is for reading."""
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
