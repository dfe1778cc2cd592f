"""A bag while it is checked: its declaration, its metadata, and the lines of its tag files.

RFC 8493 has their encoding, line ends and byte-order mark in section 2.3, bagit.txt in 2.1.1, and
bag-info.txt in 2.2.2.
"""

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from lssc_desktop.core.job import Reporter
from lssc_desktop.package.reading.fault import FaultCode, Ledger
from lssc_desktop.package.reading.package_files import BAGIT, FileUnusable, Package, read, watched
from lssc_desktop.values import dataclass

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


type Info = tuple[tuple[str, str], ...]

_LONGEST_DECLARATION = 4_096

_FIRST_WITH_BAG_INFO = (0, 96)  # until then it was package-info.txt
_MOST_METADATA_CHARACTERS = 1 << 20
_MOST_ELEMENTS = 1_000


@dataclass(frozen=True, slots=True)
class Bag:
    """An opened package and what its declaration says: the version whose rules count."""

    package: Package
    ledger: Ledger
    reporter: Reporter
    version: Version
    declared: bool
    encoding: str

    @property
    def strict(self) -> bool:
        """Whether the rules of RFC 8493 count, not those of an older draft."""
        return self.version >= VERSION_1

    def since_1(self, code: FaultCode, path: str, **facts: object) -> None:
        """Note what BagIt forbids since version 1.0 and before was only unwise."""
        note = self.ledger.forbid if self.strict else self.ledger.advise
        note(code, path, **facts)

    def payload(self) -> Iterator[str]:
        """Yield the names of the payload files."""
        return (name for name in self.package.names() if name.startswith("data/"))

    def tag_files(self) -> Iterator[str]:
        """Yield the names of all other files."""
        return (name for name in self.package.names() if not name.startswith("data/"))


def begin_bag(package: Package, reporter: Reporter) -> Bag:
    """Read the declaration of a bag; where it has none that we know, BagIt 1.0 counts."""
    ledger = package.ledger
    declaration = _declaration(package)
    version, encoding = VERSION_1, UTF_8
    if declaration.version in KNOWN_VERSIONS and declaration.version is not None:
        version = declaration.version
    elif declaration.version is not None:
        major, minor = declaration.version
        ledger.forbid(FaultCode.VERSION_UNKNOWN, BAGIT, version=f"{major}.{minor}")
    if declaration.encoding:
        known = codec(declaration.encoding)
        if known is None:
            ledger.forbid(FaultCode.ENCODING_UNKNOWN, BAGIT, encoding=declaration.encoding)
        encoding = known or UTF_8
    return Bag(package, ledger, reporter, version, declaration.version is not None, encoding)


def _declaration(package: Package) -> Declaration:
    ledger = package.ledger
    nothing = Declaration(None, "", strict=True)
    if BAGIT not in package.names():
        ledger.forbid(FaultCode.DECLARATION_MISSING, BAGIT)
        return nothing
    try:
        content = read(package, BAGIT, _LONGEST_DECLARATION)
    except FileUnusable as error:
        if error.fault.code is FaultCode.FILE_TOO_LARGE:
            ledger.add(error.fault)
        return nothing  # what else is wrong with the file is noted with all content
    if mark_is_forbidden(content, UTF_8):
        ledger.forbid(FaultCode.BYTE_ORDER_MARK, BAGIT)
    declaration = read_declaration(content)
    if not declaration.strict:
        ledger.forbid(FaultCode.DECLARATION_MALFORMED, BAGIT)
    if not declaration.ended:
        ledger.advise(FaultCode.LAST_LINE_OPEN, BAGIT)
    return declaration


def text_lines(bag: Bag, name: str) -> Iterator[Line]:
    """Yield the lines of a tag file that are text, and note those that are none.

    A file that cannot be read ends at once; that is noted when all content is checked.
    """
    ended = True
    try:
        with bag.package.reader() as reader:
            blocks = reader.blocks(name)
            head = bytes(next(blocks, b""))
            if mark_is_forbidden(head, bag.encoding):
                bag.since_1(FaultCode.BYTE_ORDER_MARK, name)
            for line in watched(lines(chain((head,), blocks), bag.encoding), bag.reporter):
                ended = line.ended
                if line.broken:
                    bag.ledger.forbid(FaultCode.TEXT_ENCODING, name, line=line.number)
                else:
                    yield line
    except UnicodeDecodeError:
        bag.ledger.forbid(FaultCode.TEXT_ENCODING, name, line="")
    except FileUnusable:
        return
    if not ended:
        bag.ledger.advise(FaultCode.LAST_LINE_OPEN, name)


# Metadata ---------------------------------------------------------------------------------------


def read_metadata(bag: Bag) -> Info:
    """Return label and value of every element of bag-info.txt (RFC 8493, 2.2.2), in order.

    There are none where there is no such file.
    """
    name = "bag-info.txt" if bag.version >= _FIRST_WITH_BAG_INFO else "package-info.txt"
    if name not in bag.package.names():
        return ()
    info: list[tuple[str, str]] = []
    characters = 0
    for element in elements(text_lines(bag, name), strict=bag.strict):
        if element.label:
            characters += len(element.label) + len(element.value)
            if characters > _MOST_METADATA_CHARACTERS:
                bag.ledger.forbid(FaultCode.FILE_TOO_LARGE, name, limit=_MOST_METADATA_CHARACTERS)
                break
            if len(info) == _MOST_ELEMENTS:
                bag.ledger.forbid(FaultCode.INFO_TOO_MANY, name, limit=_MOST_ELEMENTS)
                break
            info.append((element.label, element.value))
        elif element.value.strip():
            bag.ledger.forbid(FaultCode.LINE_MALFORMED, name, line=element.line)
        else:
            bag.since_1(FaultCode.LINE_EMPTY, name, line=element.line)
    _check_repeated(bag, name, info)
    return tuple(info)


def _check_repeated(bag: Bag, name: str, info: list[tuple[str, str]]) -> None:
    counts = Counter(label.casefold() for label, _ in info)
    if counts[PAYLOAD_OXUM] > 1:
        bag.since_1(FaultCode.PAYLOAD_OXUM_REPEATED, name)
    for label, _ in info:
        folded = label.casefold()
        if bag.strict and folded in ONCE and counts[folded] > 1:
            bag.ledger.advise(FaultCode.INFO_REPEATED, name, label=label)
            counts[folded] = 0


def check_payload_oxum(bag: Bag, info: Info, files: int, size: int) -> None:
    """Compare every Payload-Oxum with the files and bytes of the payload."""
    for label, value in info:
        if label.casefold() != PAYLOAD_OXUM:
            continue
        said = payload_oxum(value)
        if said is None:
            bag.ledger.forbid(FaultCode.PAYLOAD_OXUM_MALFORMED, "", value=value)
        elif said != (size, files):
            bag.ledger.forbid(
                FaultCode.PAYLOAD_OXUM_DIFFERS,
                "",
                bytes_said=said[0],
                files_said=said[1],
                bytes=size,
                files=files,
            )
