"""XML from strangers: parsed without entities, to a depth and size that can be held.

The only user of defusedxml. Names come without their namespaces' addresses: those of Word's own
namespace as they are (`p`, `rPr`), others behind a short prefix (`r.id`, `wps.txbx`). The
addresses of the transitional and the strict form of the format give the same names.
"""

from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

_DEEPEST = 200
_MOST_ELEMENTS = 250_000
_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_MICROSOFT = "http://schemas.microsoft.com/office/word"

_PREFIXES = {
    f"{_OFFICE}/wordprocessingml/2006/main": "",
    f"{_STRICT}/wordprocessingml/main": "",
    f"{_OFFICE}/officeDocument/2006/relationships": "r.",
    f"{_STRICT}/officeDocument/relationships": "r.",
    f"{_OFFICE}/package/2006/relationships": "rel.",
    f"{_OFFICE}/officeDocument/2006/math": "m.",
    f"{_STRICT}/officeDocument/math": "m.",
    f"{_OFFICE}/drawingml/2006/main": "a.",
    f"{_STRICT}/drawingml/main": "a.",
    f"{_OFFICE}/drawingml/2006/picture": "pic.",
    f"{_STRICT}/drawingml/picture": "pic.",
    f"{_OFFICE}/markup-compatibility/2006": "mc.",
    f"{_MICROSOFT}/2010/wordprocessingShape": "wps.",
    f"{_MICROSOFT}/2010/wordml": "w14.",
    f"{_MICROSOFT}/2012/wordml": "w15.",
    "urn:schemas-microsoft-com:vml": "v.",
    "urn:schemas-microsoft-com:office:office": "o.",
    "http://www.w3.org/XML/1998/namespace": "xml.",
}


class Unparsable(Exception):
    """The XML is broken, declares entities or is nested beyond reason."""


class TooMuch(Exception):
    """The XML is larger than is held in memory."""


def parse(stream: IO[bytes], limit: int) -> Element:
    """Return the root element of an XML part of at most `limit` bytes.

    Raises `Unparsable` or `TooMuch`.
    """
    names: dict[str, str] = {}
    depth = count = 0
    root: Element | None = None
    try:
        events = iterparse(_Limited(stream, limit), ("start", "end"), forbid_dtd=True)
        for event, element in events:
            if event == "start":
                depth, count = depth + 1, count + 1
                root = element if root is None else root
                if depth > _DEEPEST:
                    raise Unparsable
                if count > _MOST_ELEMENTS:
                    raise TooMuch
            else:
                depth -= 1
                _shorten(element, names)
    except (ParseError, DefusedXmlException, LookupError, UnicodeError) as error:
        raise Unparsable from error
    if root is None:
        raise Unparsable
    return root


class _Limited:
    """A stream that ends with `TooMuch` where it should have ended long ago."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream = stream
        self._left = limit

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self._stream.read(min(size, 1 << 16) if size > 0 else 1 << 16)
        self._left -= len(data)
        if self._left < 0:
            raise TooMuch
        return data


def _shorten(element: Element, names: dict[str, str]) -> None:
    """Give an element and its attributes their short names; drop Word's marks of who typed when."""
    element.tag = _short(element.tag, names)
    if element.attrib:
        short = {_short(name, names): value for name, value in element.attrib.items()}
        element.attrib = {
            name: value
            for name, value in short.items()
            if not name.startswith(("rsid", "w14.paraId", "w14.textId"))
        }


def _short(name: str, names: dict[str, str]) -> str:
    """Return the short form of `{address}name`."""
    known = names.get(name)
    if known is None:
        address, brace, local = name.removeprefix("{").rpartition("}")
        known = f"{_PREFIXES.get(address, '?')}{local}" if brace else name
        names[name] = known
    return known
