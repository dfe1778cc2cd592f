"""Tables and pictures of other programs, written as a Word file holds them.

What is written says the same in every Word file: it declares its own namespaces, and the ids of
its relations come from what they lead to. So it has the same name, whatever file it is read from.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from lssc_desktop.core.text.richtext import (
    Effect,
    KeptContent,
    NewContent,
    Paragraph,
    RichText,
    Span,
    is_right_to_left,
    kept_in,
    normal,
    numbers,
)
from lssc_desktop.documents.office_xml.names import RELATIONS, WORD
from lssc_desktop.documents.office_xml.office_file import Relation
from lssc_desktop.documents.office_xml.ranges import Names, parse_source, quoted_attribute
from lssc_desktop.documents.office_xml.styles import read_styles
from lssc_desktop.documents.word.body import BodyReader
from lssc_desktop.documents.word.line import Setting
from lssc_desktop.documents.word.lists import read_lists

MOST_COLUMNS = 63
"""What Word can show."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SCOPE = f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}"'
_DECLARED = f" {_SCOPE}>".encode()
_NAMES = Names(_SCOPE.encode())

_TEXT_WIDTH = 9360  # twentieths of a point: Letter paper without margins of an inch
_STEP = 360
_NARROWEST, _WIDEST = 6, 40  # letters that a column is measured by
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_BULLET = "\u2022"
_LINK_COLOR = "0563C1"

_EMU_OF_PIXEL = 9525  # at 96 to the inch
_MOST_WIDTH, _MOST_HEIGHT = 5_943_600, 7_315_200  # EMU: 6.5 and 8 inches
_ID_LENGTH = 12
_MOST_NUMBER = 0x7FFF_FFFF

_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"))


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: how many columns and rows it takes; 0 rows go on with the one above."""

    paragraphs: tuple[Paragraph, ...] = ()
    columns: int = 1
    rows: int = 1


def picture_kind(data: bytes) -> str:
    """Return "png", "jpeg" or "gif", which every Word shows, or "" for any other file."""
    return next((kind for start, kind in _KINDS if data.startswith(start)), "")


def new_picture(data: bytes, width: float, height: float, name: str = "") -> Span:
    """Return a picture as it stands in a paragraph, as large as so many pixels at most.

    `data` is a file of a `picture_kind`; `name` is what it shows, in words.
    """
    digest = sha256(data).hexdigest()
    relation = f"rIdP{digest[:_ID_LENGTH]}"
    shown = drawing(relation, int(digest[:8], 16) & _MOST_NUMBER, width, height, name)
    run = b"<w:r" + _DECLARED + shown + b"</w:r>"
    content = NewContent(run, pictures=((relation, data),))
    (paragraph,) = _read(b"<w:p>" + run + b"</w:p>", content)
    (span,) = paragraph.spans
    return span


def new_table(rows: Sequence[Sequence[TableCell]], heads: int = 0) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a table; its first `heads` rows are repeated on each page."""
    rows = [
        [replace(cell, paragraphs=tuple(map(normal, cell.paragraphs))) for cell in row]
        for row in rows
    ]
    text = RichText(tuple(each for row in rows for cell in row for each in cell.paragraphs))
    inner = [kept.new for kept in kept_in(text) if kept.new is not None]
    links = {span.link for each in text.paragraphs for span in each.spans if span.link}
    content = NewContent(
        _table(rows, heads),
        tuple((_link_id(link), link) for link in sorted(links)),
        tuple(dict(pair for new in inner for pair in new.pictures).items()),
    )
    return _read(content.xml, content)


def _read(block: bytes, content: NewContent) -> tuple[Paragraph, ...]:
    """Return a block as it will be read from its Word file, with what it brings."""
    part = f"<w:document {_SCOPE}><w:body>".encode() + block + b"</w:body></w:document>"
    relations = {id_: Relation("hyperlink", link, external=True) for id_, link in content.links}
    source = parse_source(part)
    reader = BodyReader(Setting(read_styles(None), read_lists(None), relations))
    (found,) = reader.body(source.root[0], source)

    def with_content(kept: KeptContent | None) -> KeptContent | None:
        return None if kept is None else replace(kept, new=content)

    return tuple(
        replace(
            each,
            spans=tuple(replace(span, kept=with_content(span.kept)) for span in each.spans),
            kept=with_content(each.kept),
        )
        for each in found.paragraphs
    )


# Tables -----------------------------------------------------------------------------------------


def _table(rows: Sequence[Sequence[TableCell]], heads: int) -> bytes:
    names = _NAMES
    widths = _widths(rows)
    borders = (
        names.element(side, val="single", sz="4", space="0", color="auto") for side in _BORDERS
    )
    properties = (
        names.element("tblW", w="5000", type="pct"),
        names.element("tblBorders", b"".join(borders)),
    )
    grid = (names.element("gridCol", w=str(width)) for width in widths)
    written = [
        names.element("tblPr", b"".join(properties)),
        names.element("tblGrid", b"".join(grid)),
    ]
    for place, row in enumerate(rows):
        look = names.element("trPr", names.element("tblHeader")) if place < heads else b""
        written.append(names.element("tr", look + b"".join(_cells(row, widths))))
    return b"<w:tbl" + _DECLARED + b"".join(written) + b"</w:tbl>"


def _widths(rows: Sequence[Sequence[TableCell]]) -> list[int]:
    """Return the widths of the columns: those with longer texts get more."""
    letters = [_NARROWEST] * max(sum(cell.columns for cell in row) for row in rows)
    for row in rows:
        column = 0
        for cell in row:
            if cell.columns == 1:
                longest = max((len(each.text) for each in cell.paragraphs), default=0)
                letters[column] = max(letters[column], min(longest, _WIDEST))
            column += cell.columns
    return [_TEXT_WIDTH * each // sum(letters) for each in letters]


def _cells(row: Sequence[TableCell], widths: Sequence[int]) -> Iterator[bytes]:
    names = _NAMES
    column = 0
    for cell in row:
        width = sum(widths[column : column + cell.columns])
        column += cell.columns
        properties = [names.element("tcW", w=str(width), type="dxa")]
        if cell.columns > 1:
            properties.append(names.element("gridSpan", val=str(cell.columns)))
        if cell.rows > 1:
            properties.append(names.element("vMerge", val="restart"))
        elif cell.rows == 0:
            properties.append(names.element("vMerge"))
        counted = zip(cell.paragraphs, numbers(RichText(cell.paragraphs)), strict=True)
        content = b"".join(_paragraph(each, number) for each, number in counted)
        yield names.element(
            "tc", names.element("tcPr", b"".join(properties)) + (content or names.element("p"))
        )


def _paragraph(paragraph: Paragraph, number: int | None) -> bytes:
    """Return a paragraph of a cell; the mark of an item of a list is among its words there."""
    names, properties = _NAMES, []
    if is_right_to_left(paragraph.text):
        properties.append(names.element("bidi"))
    properties.append(names.element("spacing", before="0", after="0"))
    spans = list(paragraph.spans)
    if paragraph.form.is_list:
        indent = str(_STEP * (paragraph.level + 1))
        properties.append(names.element("ind", left=indent, hanging=str(_STEP)))
        spans.insert(0, Span(f"{_BULLET}\t" if number is None else f"{number}.\t"))
    content = b"".join(_runs(spans, bold=paragraph.form.is_heading))
    return names.element("p", names.element("pPr", b"".join(properties)) + content)


def _runs(spans: Iterable[Span], *, bold: bool) -> Iterator[bytes]:
    names = _NAMES
    for span in spans:
        if span.kept is not None:
            yield b"" if span.kept.new is None else span.kept.new.xml
            continue
        look: list[bytes] = []
        if span.bold or bold:
            look += (names.element("b"), names.element("bCs"))
        if span.italic:
            look += (names.element("i"), names.element("iCs"))
        look += (
            names.element(name) if not value else names.element(name, val=value)
            for name, value in _looks(span)
        )
        if is_right_to_left(span.text):
            look.append(names.element("rtl"))
        properties = names.element("rPr", b"".join(look)) if look else b""
        run = names.element("r", properties + b"".join(_characters(span.text)))
        if span.link:
            run = names.element("hyperlink", run, relation=_link_id(span.link))
        yield run


def _looks(span: Span) -> Iterator[tuple[str, str]]:
    """Yield how characters stand out, in Word's order."""
    if Effect.STRIKE in span.effects:
        yield "strike", ""
    if span.link:
        yield "color", _LINK_COLOR
    if Effect.HIGHLIGHT in span.effects:
        yield "highlight", "yellow"
    if span.link or Effect.UNDERLINE in span.effects:
        yield "u", "single"
    for effect in (Effect.SUPERSCRIPT, Effect.SUBSCRIPT):
        if effect in span.effects:
            yield "vertAlign", effect.value


def _characters(text: str) -> Iterator[bytes]:
    words = b""
    for character in text:
        content, in_text = _NAMES.character(character)
        if in_text:
            words += content
            continue
        if words:
            yield _NAMES.text(words)
        words = b""
        yield content
    if words:
        yield _NAMES.text(words)


def _link_id(link: str) -> str:
    return f"rIdL{sha256(link.encode()).hexdigest()[:_ID_LENGTH]}"


# Pictures ---------------------------------------------------------------------------------------


def drawing(relation: str, number: int, width: float, height: float, name: str) -> bytes:
    """Return a picture in the line, not wider than the text and not higher than a page."""
    across, down = width * _EMU_OF_PIXEL, height * _EMU_OF_PIXEL
    scale = min(1.0, _MOST_WIDTH / across, _MOST_HEIGHT / down)
    size = f'cx="{max(1, round(across * scale))}" cy="{max(1, round(down * scale))}"'
    said = f" descr={quoted_attribute(name)}" if name else ""
    return (
        f'<w:drawing xmlns:w="{WORD}" xmlns:r="{RELATIONS}"'
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
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    ).encode()


# In a Word file ---------------------------------------------------------------------------------


def media_name(relation: str, data: bytes) -> str:
    """Return the name of the part that holds a picture, beside the main part."""
    return f"media/{relation.removeprefix('rId')}.{picture_kind(data)}"
