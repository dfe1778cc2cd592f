"""A bag while it is checked: its declaration, its metadata, and the lines of its tag files."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from lssc_desktop.core.job import Reporter
from lssc_desktop.package.reading.fault import FaultCode, Ledger
from lssc_desktop.package.reading.package_files import BAGIT, FileUnusable, Package, read, watched
from lssc_desktop.package.reading.tag_files import (
    KNOWN_VERSIONS,
    ONCE,
    PAYLOAD_OXUM,
    UTF_8,
    VERSION_1,
    Declaration,
    Line,
    Version,
    codec,
    elements,
    lines,
    mark_is_forbidden,
    payload_oxum,
    read_declaration,
)

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
