"""Elements of Word's as all that we write holds them: paragraphs, runs, and their names."""

import re
from collections.abc import Iterator
from typing import Any

from lssc_desktop.core.text.richtext import is_right_to_left, storable
from lssc_desktop.documents.office_xml.ranges import Unparsable

type Tree = Any
"""An element of lxml, which brings no types."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""A date is needed where none is known to be right: the first that a ZIP can hold."""
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_OFFICE = "http://schemas.microsoft.com/office/word"

NEWER = {
    "w14": f"{_OFFICE}/2010/wordml",
    "w15": f"{_OFFICE}/2012/wordml",
    "w16cex": f"{_OFFICE}/2018/wordml/cex",
    "w16cid": f"{_OFFICE}/2016/wordml/cid",
    "w16": f"{_OFFICE}/2018/wordml",
    "w16sdtdh": f"{_OFFICE}/2020/wordml/sdtdatahash",
    "w16se": f"{_OFFICE}/2015/wordml/symex",
    "wp14": f"{_OFFICE}/2010/wordprocessingDrawing",
}
"""What newer versions of Word add to the format, and older ones may ignore."""

KNOWN = {
    "w": WORD,
    "r": RELATIONS,
    "mc": COMPATIBILITY,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": f"{_DRAWING}/main",
    "pic": f"{_DRAWING}/picture",
    "wp": f"{_DRAWING}/wordprocessingDrawing",
    "c": f"{_DRAWING}/chart",
    "dgm": f"{_DRAWING}/diagram",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "wpc": f"{_OFFICE}/2010/wordprocessingCanvas",
    "wpg": f"{_OFFICE}/2010/wordprocessingGroup",
    "wpi": f"{_OFFICE}/2010/wordprocessingInk",
    "wps": f"{_OFFICE}/2010/wordprocessingShape",
    "wne": f"{_OFFICE}/2006/wordml",
    **NEWER,
}


def word(name: str) -> str:
    """Return the whole name of an element or attribute of Word's."""
    return f"{{{WORD}}}{name}"


def parsed(data: bytes) -> Tree:
    """Return a part as lxml reads it; nothing outside is ever fetched.

    Raises `Unparsable` for one that is broken or declares a document type.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unparsable from error
    if root.getroottree().docinfo.doctype:
        raise Unparsable
    return root


def made(tag: str, /, *children: Tree, **attributes: str) -> Tree:
    """Return a new element of Word's; attributes are Word's too."""
    from lxml import etree

    element = etree.Element(word(tag), nsmap={"w": WORD})
    for key, value in attributes.items():
        element.set(word(key.rstrip("_")), value)
    element.extend(children)
    return element


def root_of(name: str) -> Tree:
    """Return an empty part that declares every kind of content Word files usually hold."""
    from lxml import etree

    root = etree.Element(word(name), nsmap=KNOWN)
    root.set(f"{{{COMPATIBILITY}}}Ignorable", " ".join(NEWER))
    return root


_CHARACTERS = {"\n": "br", "\t": "tab", "\u00ad": "softHyphen", "\u2011": "noBreakHyphen"}
"""Those that are elements of their own in Word."""


def run(text: str, *looks: Tree) -> Tree:
    """Return a run of characters that look so."""
    made_run = made("r", *([made("rPr", *looks)] if looks else []))
    for piece in re.split("([\n\t\u00ad\u2011])", storable(text)):
        if piece in _CHARACTERS:
            made_run.append(made(_CHARACTERS[piece]))
        elif piece:
            made_run.append(_with_text(made("t"), piece))
    return made_run


def instruction(text: str) -> Tree:
    """Return a run that says what a field shows."""
    return made("r", _with_text(made("instrText"), text))


def _with_text(element: Tree, text: str) -> Tree:
    element.text = text
    if text.strip() != text:
        element.set(XML_SPACE, "preserve")
    return element


def paragraph(text: str, style: str, *properties: Tree) -> Tree:
    """Return an empty paragraph in a style, "" for the usual one, which runs as its text does."""
    about = [made("pStyle", val=style)] if style else []
    about += properties
    if is_right_to_left(text):
        about.append(made("bidi"))
    return made("p", *([made("pPr", *about)] if about else []))


def words_of(element: Tree, name: str) -> Iterator[Tree]:
    """Yield every element of Word's with a name, the element itself among them."""
    yield from element.iter(word(name))
