"""A bag while it is being checked: its files, its own rules, and the lines of its tag files."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from lssc_desktop.core.job import Reporter
from lssc_desktop.package.reading.declaration import (
    KNOWN_VERSIONS,
    VERSION_1,
    Declaration,
    Version,
    read_declaration,
)
from lssc_desktop.package.reading.fault import FaultCode, Ledger
from lssc_desktop.package.reading.package_files import FileUnusable, Package, read, watched
from lssc_desktop.package.reading.tag_file import UTF_8, Line, codec, lines, mark_is_forbidden

BAGIT = "bagit.txt"
_LONGEST_DECLARATION = 4_096


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


def begin(package: Package, reporter: Reporter) -> Bag:
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
        return nothing  # what else is wrong with the file is told with all content
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

    A file that cannot be read ends at once; that is told when all content is checked.
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
