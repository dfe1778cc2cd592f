"""Elements of a main part as bytes: written under the prefixes that the document itself uses."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from lssc_desktop.store.documents.ranges import XmlSource
from lssc_desktop.store.documents.styles import value

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_NAMESPACE = re.compile(rb"xmlns(?::([\w.-]+))?\s*=\s*[\"']([^\"']*)[\"']")

_CHARACTERS = {"\n": "br", "\t": "tab", "\u00ad": "softHyphen", "\u2011": "noBreakHyphen"}

_PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku"),
    *("wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi"),
    *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
    *("suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap"),
    *("outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
)
_RUN_ORDER = (
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
            start += f"{self._relations_declared} {self._relations}:id={quoteattr(relation)}"
        start += "".join(f" {self._word}:{key}={quoteattr(it)}" for key, it in attributes.items())
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
        if character in _CHARACTERS:
            return self.element(_CHARACTERS[character]), False
        return escape(character).encode(), True


def _prefix(bound: dict[str, str], addresses: Sequence[str], usual: str) -> tuple[str, str]:
    """Return the prefix of a namespace, and how it has to be declared where it has none."""
    for prefix, address in bound.items():
        if prefix and address in addresses:
            return prefix, ""
    strict = any(address == addresses[1] for address in bound.values())
    return usual, f' xmlns:{usual}="{addresses[1] if strict else addresses[0]}"'


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
        order = _PARAGRAPH_ORDER if item.tag in _PARAGRAPH_ORDER else _RUN_ORDER
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
