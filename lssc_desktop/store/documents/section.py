"""The page that a Word file asks for: its paper, margins, columns and borders."""

from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from lssc_desktop.core.beyond import Beyond
from lssc_desktop.store.documents.styles import is_on

_LETTER = (12240, 15840)
_MARGINS = (
    (1440, 1440, 1440, 1440),  # ours, and Word's since 2007
    (1440, 1800, 1440, 1800),  # Word's before, and python-docx's
    (1134, 1134, 1134, 1134),  # LibreOffice's
    (567, 567, 567, 1134),  # LibreOffice's for a web page
)
"""Top, right, bottom, left: ours, and those that programs begin a document with, which are nobody's
choice. They become ours, as the font that a program begins with becomes ours."""
_TOLERANCE = 20  # twentieths of a point; programs count in inches, millimeters and points

_HARMLESS = (
    *("headerReference", "footerReference", "footnotePr", "endnotePr", "noEndnote", "type"),
    *("titlePg", "printerSettings"),
)
"""What only headers and notes need, which have their own reasons; how the only section begins."""
_NEUTRAL = {
    "docGrid": ("type", ("", "default")),
    "textDirection": ("val", ("", "lrTb")),
    "vAlign": ("val", ("", "top")),
}
_SWITCHES = ("formProt", "bidi", "rtlGutter")


def strange_page(section: Element) -> Iterator[Beyond]:
    """Yield what about the page would be lost if the document were written again."""
    for item in section:
        if item.tag in _READERS:
            yield from _READERS[item.tag](item)
        elif item.tag in _SWITCHES:
            if is_on(item):
                yield Beyond.PAGE_SETUP
        elif item.tag in _NEUTRAL:
            attribute, plain = _NEUTRAL[item.tag]
            if item.get(attribute, "") not in plain:
                yield Beyond.PAGE_SETUP
        elif item.tag not in _HARMLESS:
            yield Beyond.PAGE_SETUP


def _columns(item: Element) -> Iterator[Beyond]:
    if item.get("num", "1") != "1" or item.get("sep", "0") not in ("0", "false", "off"):
        yield Beyond.SECTION


def _numbers(item: Element) -> Iterator[Beyond]:
    if item.get("fmt", "decimal") != "decimal" or set(item.attrib) - {"fmt"}:
        yield Beyond.PAGE_SETUP


def _borders(_item: Element) -> Iterator[Beyond]:
    yield Beyond.PAGE_BORDER


def _changed(_item: Element) -> Iterator[Beyond]:
    yield Beyond.TRACKED_CHANGE


def _size(item: Element) -> Iterator[Beyond]:
    if item.get("orient") == "landscape":
        yield Beyond.SECTION
        return
    sides = (item.get("w"), item.get("h"))
    if not all(_near(side, ours) for side, ours in zip(sides, _LETTER, strict=True)):
        yield Beyond.PAGE_SETUP


def _margins(item: Element) -> Iterator[Beyond]:
    found = [item.get(side) for side in ("top", "right", "bottom", "left")]
    known = any(all(map(_near, found, margins)) for margins in _MARGINS)
    if not known or not _near(item.get("gutter"), 0):
        yield Beyond.PAGE_SETUP


def _near(length: str | None, ours: int) -> bool:
    """Whether a length is ours, or not said."""
    return length is None or abs(_twips(length) - ours) <= _TOLERANCE


def _twips(length: str) -> float:
    """Return a length in twentieths of a point; the strict form of the format writes points."""
    return float(length.removesuffix("pt")) * 20 if length.endswith("pt") else float(length)


_READERS: Mapping[str, Callable[[Element], Iterator[Beyond]]] = {
    "cols": _columns,
    "pgBorders": _borders,
    "pgMar": _margins,
    "pgNumType": _numbers,
    "pgSz": _size,
    "sectPrChange": _changed,
}
