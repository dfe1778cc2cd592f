"""Elements of Word's as all that we write holds them: paragraphs, runs, tables and pictures."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lssc_desktop.core.text.richtext import Effect, Span, is_right_to_left, storable
from lssc_desktop.documents.office_xml.names import RELATIONS, WORD
from lssc_desktop.documents.office_xml.ranges import (
    CHARACTERS,
    PARAGRAPH_ORDER,
    Unparsable,
    quoted_attribute,
)

type Tree = Any
"""An element of lxml, which brings no types."""

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_LINK_COLOR = "0563C1"
_EMU_OF_PIXEL = 9525  # at 96 to the inch
_MOST_WIDTH, _MOST_HEIGHT = 5_943_600, 7_315_200  # EMU: 6.5 and 8 inches
_OFFICE = "http://schemas.microsoft.com/office/word"

_NEWER = {
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
    **_NEWER,
}

DECLARED = " ".join(
    (
        *(f'xmlns:{prefix}="{address}"' for prefix, address in KNOWN.items()),
        f'mc:Ignorable="{" ".join(_NEWER)}"',
    )
).encode()
"""What the outermost element of a part says of every kind of content Word files usually hold."""


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
    return parsed(b"<w:%b %b/>" % (name.encode(), DECLARED))


def run(text: str, *looks: Tree) -> Tree:
    """Return a run of characters that look so."""
    made_run = made("r", *([made("rPr", *looks)] if looks else []))
    for piece in re.split("([\n\t\u00ad\u2011])", storable(text)):
        if piece in CHARACTERS:
            made_run.append(made(CHARACTERS[piece]))
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


def looks(span: Span, *, bold: bool = False, has_styles: bool = True) -> Iterator[Tree]:
    """Yield how the characters of a span look, in the order that Word wants.

    Where the file may not have our styles, a link is drawn as one.
    """
    effects, is_drawn = span.effects, span.link and not has_styles
    raised = effects & {Effect.SUPERSCRIPT, Effect.SUBSCRIPT}
    for is_so, name, value in (
        (span.link and has_styles, "rStyle", "Hyperlink"),
        (span.bold or bold, "b", ""),
        (span.bold or bold, "bCs", ""),
        (span.italic, "i", ""),
        (span.italic, "iCs", ""),
        (Effect.STRIKE in effects, "strike", ""),
        (is_drawn, "color", _LINK_COLOR),
        (Effect.HIGHLIGHT in effects, "highlight", "yellow"),
        (Effect.UNDERLINE in effects or is_drawn, "u", "single"),
        (Effect.SUPERSCRIPT in raised, "vertAlign", "superscript"),
        (raised == {Effect.SUBSCRIPT}, "vertAlign", "subscript"),
        (is_right_to_left(span.text), "rtl", ""),
    ):
        if is_so:
            yield made(name, val=value) if value else made(name)


def leading(tag: str, relation: str, *children: Tree, **attributes: str) -> Tree:
    """Return a new element that leads somewhere by the id of a relation, as a link does."""
    element = made(tag, *children, **attributes)
    element.set(f"{{{RELATIONS}}}id", relation)
    return element


def paragraph(text: str, style: str = "", *properties: Tree) -> Tree:
    """Return an empty paragraph in a style, "" for the usual one, which runs as its text does."""
    about = [made("pStyle", val=style)] if style else []
    about += properties
    if is_right_to_left(text):
        about.append(made("bidi"))
    about.sort(key=lambda item: place_of(item, PARAGRAPH_ORDER))
    return made("p", *([made("pPr", *about)] if about else []))


def place_of(item: Tree, order: Sequence[str]) -> int:
    """Return where a property stands among the others; what is newer comes last."""
    local = item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""
    return order.index(local) if local in order else len(order)


def table(widths: Iterable[int], rows: Iterable[Tree], *properties: Tree) -> Tree:
    """Return a table of rows; widths are in twentieths of a point."""
    grid = made("tblGrid", *(made("gridCol", w=str(width)) for width in widths))
    return made("tbl", made("tblPr", *properties), grid, *rows)


def cell(width: int, blocks: Sequence[Tree], columns: int = 1, rows: int = 1) -> Tree:
    """Return a cell and how many columns and rows it takes; 0 rows go on with the one above."""
    about = [made("tcW", w=str(width), type="dxa")]
    if columns > 1:
        about.append(made("gridSpan", val=str(columns)))
    if rows != 1:
        about.append(made("vMerge", val="restart") if rows else made("vMerge"))
    return made("tc", made("tcPr", *about), *(blocks or (made("p"),)))


_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"))


def picture_kind(data: bytes) -> str:
    """Return "png", "jpeg" or "gif", which every Word shows, or "" for any other file."""
    return next((kind for start, kind in _KINDS if data.startswith(start)), "")


def picture(relation: str, number: int, width: float, height: float, name: str) -> Tree:
    """Return a run with a picture of so many pixels, no wider than the text or higher than a page.

    `name` is what it shows, in words.
    """
    across, down = width * _EMU_OF_PIXEL, height * _EMU_OF_PIXEL
    scale = min(1.0, _MOST_WIDTH / across, _MOST_HEIGHT / down)
    size = f'cx="{max(1, round(across * scale))}" cy="{max(1, round(down * scale))}"'
    said = f" descr={quoted_attribute(storable(name))}" if name else ""
    return parsed(
        (
            f'<w:r xmlns:w="{WORD}" xmlns:r="{RELATIONS}"><w:drawing'
            f' xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
            f' xmlns:pic="{_DRAWING}/picture">'
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr id="{number}" name="Picture {number}"{said}/>'
            f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/>'
            "</pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        ).encode()
    )


def words_of(element: Tree, name: str) -> Iterator[Tree]:
    """Yield every element of Word's with a name, the element itself among them."""
    yield from element.iter(word(name))
