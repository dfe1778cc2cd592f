"""XML from strangers: parsed without document types, to a depth and size that can be held.

An `XmlSource` also knows in which bytes of its part each element stands, so that a part can be
changed without being written again from its tree. New elements are written under the prefixes
that the document itself uses.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from html import escape
from typing import IO, override
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from lssc_desktop.documents.office_xml.names import RELATIONS, WORD, short, strict
from lssc_desktop.documents.office_xml.styles import value
from lssc_desktop.values import dataclass

_DEEPEST = 200
_MOST_ELEMENTS = 250_000
_MOST_ATTRIBUTES = 1_000  # of one element
_SLICE = 1 << 16  # bytes given to the parser at once; it reads to their end before it stops
_KNOWN_ENCODING = re.compile(
    r"(us-)?ascii|utf-?(8|16)([bl]e)?|iso-?8859-\d{1,2}|latin-?\d|(windows-|cp)125\d", re.IGNORECASE
)
_WHO_AND_WHEN = ("rsid", "w14.paraId", "w14.textId")


class Unparsable(Exception):
    """The XML is broken, declares a document type or is nested beyond reason."""


class TooMuch(Exception):
    """The XML is larger than is held in memory."""


def parse(stream: IO[bytes], limit: int) -> Element:
    """Return the root element of an XML part of at most `limit` bytes.

    Raises `Unparsable` or `TooMuch`.
    """
    tree = _Tree()
    with _broken_is_unparsable():
        for data in _slices(stream, limit):
            tree.expat.Parse(data)
        return tree.close()


def events(stream: IO[bytes], limit: int) -> Iterator[tuple[str, Element]]:
    """Yield "start" and "end" with each element as it is read, for what is too long to hold.

    Names are whole here: `{address}name`. Whoever reads so clears what is done with, and stops
    where it has enough. Raises `Unparsable`, and `TooMuch` after `limit` bytes.
    """
    builder = TreeBuilder()
    names: dict[str, str] = {}
    read: list[tuple[str, Element]] = []

    def whole(name: str) -> str:  # expat leaves out the first bracket
        names[name] = known = f"{{{name}" if "}" in name else name
        return known

    def start(name: str, values: dict[str, str]) -> None:
        attributes = {names.get(key) or whole(key): value for key, value in values.items()}
        read.append(("start", builder.start(names.get(name) or whole(name), attributes)))

    def end(name: str) -> None:
        read.append(("end", builder.end(names[name])))

    expat = _expat(start, end, builder.data)
    slices = _slices(stream, limit)
    data = b"-"
    while data:
        with _broken_is_unparsable():
            data = next(slices, b"")
            expat.Parse(data, not data)
        yield from read
        read.clear()


def _expat(
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object],
    text: Callable[[str], object],
) -> XMLParserType:
    """Return the parser of Python, which takes no document type.

    So nothing but XML's own five names and numbers of characters stands for something else, and
    no other file is named; the rest of the handlers is for the day when that isn't so.
    """
    parser = ParserCreate(namespace_separator="}")
    parser.XmlDeclHandler = _require_known
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.UnparsedEntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    parser.SkippedEntityHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.buffer_text = True
    return parser


def _require_known(version: str | None, encoding: str | None, _standalone: int) -> None:
    """Refuse other versions than 1, of which some releases of expat say nothing, and encodings."""
    if version is not None and not version.startswith("1."):
        raise Unparsable
    if encoding is not None and not _KNOWN_ENCODING.fullmatch(encoding):
        raise Unparsable


def _refuse(*_declared: object) -> int:
    raise Unparsable


@contextmanager
def _broken_is_unparsable() -> Iterator[None]:
    """Turn what the parser says of broken XML and of encodings into one error."""
    try:
        yield
    except (ExpatError, LookupError, ValueError) as error:
        raise Unparsable from error


def _slices(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """Yield the bytes of a stream; raises `TooMuch` where it should have ended long ago."""
    while data := stream.read(_SLICE):
        limit -= len(data)
        if limit < 0:
            raise TooMuch
        yield data


class _Tree:
    """Builds a tree under short names, without Word's marks of who typed when."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._names: dict[str, str] = {}
        self._attributes: dict[str, str] = {}
        self._depth = self._count = 0
        self.expat = _expat(self.start, self.end, self._builder.data)

    def start(self, name: str, values: dict[str, str]) -> Element:
        """Begin an element. Raises `Unparsable` and `TooMuch`."""
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST:
            raise Unparsable
        if self._count > _MOST_ELEMENTS or len(values) > _MOST_ATTRIBUTES:
            raise TooMuch
        names = self._names
        if name not in names:
            names[name] = short(name)
        return self._builder.start(names[name], self._kept(values) if values else values)

    def end(self, name: str) -> Element:
        """End an element."""
        self._depth -= 1
        return self._builder.end(self._names[name])

    def close(self) -> Element:
        """Return the root, once all was parsed."""
        self.expat.Parse(b"", True)
        return self._builder.close()

    def _kept(self, values: dict[str, str]) -> dict[str, str]:
        known = self._attributes
        for name in values:
            if name not in known:
                known[name] = "" if short(name).startswith(_WHO_AND_WHEN) else short(name)
        return {known[name]: text for name, text in values.items() if known[name]}


# Ranges -----------------------------------------------------------------------------------------

_START_TAG = re.compile(rb"<([^\s/>]+)(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")
_UTF_8 = ("utf-8", "utf8", "us-ascii", "ascii")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


class NotUtf8(Exception):
    """The part is in an encoding in which we write nothing, such as UTF-16."""


@dataclass(frozen=True, slots=True, eq=False)
class XmlSource:
    """An XML part: its bytes, its root element, and the range of bytes of every element."""

    data: bytes
    root: Element
    _ranges: dict[Element, tuple[int, int]] = field(repr=False)

    def range_of(self, element: Element) -> tuple[int, int]:
        """Return where an element begins and ends."""
        return self._ranges[element]

    def bytes_of(self, element: Element) -> bytes:
        """Return an element as it is written."""
        start, end = self._ranges[element]
        return self.data[start:end]

    def start_tag(self, element: Element) -> bytes:
        """Return the tag that begins an element; one that is empty and closed by itself is open."""
        start, _ = self._ranges[element]
        match = _START_TAG.match(self.data, start)
        if match is None:  # a parser has read it as a tag
            raise Unparsable
        tag = match[0]
        return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag

    def end_tag(self, element: Element) -> bytes:
        """Return the tag that ends an element."""
        return end_of(self.start_tag(element))

    def inner_start(self, element: Element) -> int:
        """Return where the content of an element begins; it is not closed by itself."""
        start, _ = self._ranges[element]
        match = _START_TAG.match(self.data, start)
        if match is None:
            raise Unparsable
        return match.end()

    def inner_end(self, element: Element) -> int | None:
        """Return where the content of an element ends; None where it is closed by itself."""
        start, end = self._ranges[element]
        match = _START_TAG.match(self.data, start)
        if match is None or match[0].endswith(b"/>"):
            return None
        return self.data.rindex(b"</", start, end)


def end_of(start_tag: bytes) -> bytes:
    """Return the tag that ends what a tag begins."""
    match = _START_TAG.match(start_tag)
    if match is None:
        raise Unparsable
    return b"</" + match[1] + b">"


def require_utf8(data: bytes) -> None:
    """Raise `NotUtf8` for a part that is in another encoding than UTF-8."""
    declared = _DECLARED.search(data[:200])
    other = declared is not None and declared[1].decode("latin-1").lower() not in _UTF_8
    if other or data.startswith(_WIDE):
        raise NotUtf8


def parse_source(data: bytes) -> XmlSource:
    """Return an XML part with the range of each of its elements.

    Raises `Unparsable` or `TooMuch`.
    """
    tree = _RangedTree(data)
    view = memoryview(data)
    with _broken_is_unparsable():
        for place in range(0, len(data), _SLICE):
            tree.expat.Parse(view[place : place + _SLICE])
        return XmlSource(data, tree.close(), tree.ranges)


def require_well_formed(data: bytes) -> None:
    """Raise `Unparsable` for a part that we put together and that no program could read."""
    with _broken_is_unparsable():
        _expat(_nothing, _nothing, _nothing).Parse(data, True)


def _nothing(*_read: object) -> None:
    """Take what was read."""


class _RangedTree(_Tree):
    """Builds a tree and notes where the parser is at each element."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.ranges: dict[Element, tuple[int, int]] = {}
        self._data = data
        self._starts: list[int] = []
        self._is_leaf = False

    @override
    def start(self, name: str, values: dict[str, str]) -> Element:
        self._starts.append(self.expat.CurrentByteIndex)
        self._is_leaf = True
        return super().start(name, values)

    @override
    def end(self, name: str) -> Element:
        start, place = self._starts.pop(), self.expat.CurrentByteIndex
        match = _START_TAG.match(self._data, start) if self._is_leaf else None
        self._is_leaf = False
        if match is not None and match[0].endswith(b"/>"):
            end = match.end()
        else:
            end = self._data.find(b">", place) + 1
        element = super().end(name)
        self.ranges[element] = (start, end)
        return element


# Elements as bytes ------------------------------------------------------------------------------

_WORD = (WORD, strict(WORD.encode()).decode())
_RELATIONS = (RELATIONS, strict(RELATIONS.encode()).decode())
_NAMESPACE = re.compile(rb"xmlns(?::([\w.-]+))?\s*=\s*[\"']([^\"']*)[\"']")

CHARACTERS = {"\n": "br", "\t": "tab", "\u00ad": "softHyphen", "\u2011": "noBreakHyphen"}
"""Those that are elements of their own in Word."""

PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku"),
    *("wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi"),
    *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
    *("suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap"),
    *("outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
RUN_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
    *("bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
    *("specVanish", "oMath"),
)
"""The order in which Word's schema wants the properties of paragraphs and runs."""


class Names:
    """Names of elements and attributes in a document."""

    def __init__(self, scope: bytes) -> None:
        bound = {prefix.decode(): address.decode() for prefix, address in _NAMESPACE.findall(scope)}
        self._word, self._declared = _prefix(bound, _WORD, "w")
        self._relations, self._relations_declared = _prefix(bound, _RELATIONS, "r")

    def element(
        self, name: str, content: bytes = b"", relation: str = "", **attributes: str
    ) -> bytes:
        """Return an element; the attributes are Word's own, `relation` is an `r:id`."""
        tag = f"{self._word}:{name}"
        start = f"<{tag}{self._declared}"
        if relation:
            start += f"{self._relations_declared} {self._relations}:id={quoted_attribute(relation)}"
        start += "".join(
            f" {self._word}:{key}={quoted_attribute(it)}" for key, it in attributes.items()
        )
        if not content:
            return f"{start}/>".encode()
        return f"{start}>".encode() + content + f"</{tag}>".encode()

    def text(self, characters: bytes) -> bytes:
        """Return characters, which are escaped already, as a text element."""
        tag = f"{self._word}:t"
        start = f'<{tag}{self._declared} xml:space="preserve">'
        return start.encode() + characters + f"</{tag}>".encode()

    def character(self, character: str) -> tuple[bytes, bool]:
        """Return a character, and whether it stands in a text element."""
        if character in CHARACTERS:
            return self.element(CHARACTERS[character]), False
        return escape(character, quote=False).encode(), True


def _prefix(bound: dict[str, str], addresses: Sequence[str], usual: str) -> tuple[str, str]:
    """Return the prefix of a namespace, and how it has to be declared where it has none."""
    for prefix, address in bound.items():
        if prefix and address in addresses:
            return prefix, ""
    is_strict = any(address == addresses[1] for address in bound.values())
    return usual, f' xmlns:{usual}="{addresses[1] if is_strict else addresses[0]}"'


@dataclass(frozen=True, slots=True)
class Property:
    """One child of `pPr` or `rPr`, read and as it is written."""

    element: Element
    content: bytes

    @property
    def tag(self) -> str:
        """Its name."""
        return self.element.tag


type PropertyRow = tuple[Property, ...]


def property_row(parent: Element | None, source: XmlSource) -> PropertyRow:
    """Return the children of `pPr` or `rPr`."""
    if parent is None:
        return ()
    return tuple(Property(item, source.bytes_of(item)) for item in parent)


def made(names: Names, name: str, content: bytes = b"", **attributes: str) -> Property:
    """Return a property that is new."""
    return Property(Element(name, attributes), names.element(name, content, **attributes))


def without(row: PropertyRow, names: Iterable[str]) -> PropertyRow:
    """Return the properties but these."""
    gone = frozenset(names)
    return tuple(item for item in row if item.tag not in gone)


def with_properties(row: PropertyRow, added: Iterable[Property]) -> PropertyRow:
    """Return properties with others in place of those of the same name, in Word's order."""
    new = tuple(added)
    found = list(without(row, (item.tag for item in new)))
    for item in new:
        order = PARAGRAPH_ORDER if item.tag in PARAGRAPH_ORDER else RUN_ORDER
        rank = order.index(item.tag)
        before = [
            place
            for place, other in enumerate(found)
            if other.tag in order and order.index(other.tag) > rank
        ]
        found.insert(before[0] if before else len(found), item)
    return tuple(found)


def joined(names: Names, parent: str, row: PropertyRow) -> bytes:
    """Return properties as `pPr` or `rPr`, nothing where there is none."""
    content = b"".join(item.content for item in row)
    return names.element(parent, content) if content else b""


def style_of(row: PropertyRow) -> str:
    """Return the id of the style that the properties name, "" for none."""
    return next((value(item.element) for item in row if item.tag == "pStyle"), "")


def quoted_attribute(value: str) -> str:
    """Return a value as it stands in a tag, with its quotation marks.

    The function of the standard library does the same, and loads the network to do it.
    """
    escaped = escape(value, quote=False).replace('"', "&quot;")
    for character in "\n\r\t":  # which a reader would take for spaces
        escaped = escaped.replace(character, f"&#{ord(character)};")
    return f'"{escaped}"'
