"""Tables and pictures of other programs, written as a Word file holds them.

What is written says the same in every Word file: it declares its own namespaces, and the ids of
its relations come from what they lead to. So it has the same name, whatever file it is read from.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import starmap

from lssc_desktop.core.text.richtext import (
    KeptContent,
    NewContent,
    Paragraph,
    RichText,
    Span,
    kept_in,
    normal,
    numbers,
)
from lssc_desktop.documents.office_xml.names import RELATIONS, WORD
from lssc_desktop.documents.office_xml.office_file import Relation
from lssc_desktop.documents.office_xml.ranges import parse_source
from lssc_desktop.documents.office_xml.styles import read_styles
from lssc_desktop.documents.word.body import BodyReader
from lssc_desktop.documents.word.line import Setting
from lssc_desktop.documents.word.lists import read_lists
from lssc_desktop.documents.word.making import (
    Tree,
    cell,
    leading,
    looks,
    made,
    paragraph,
    parsed,
    picture,
    run,
    table,
)
from lssc_desktop.values import dataclass

MOST_COLUMNS = 63
"""What Word can show."""

_SCOPE = f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}"'

_TEXT_WIDTH = 9360  # twentieths of a point: Letter paper without margins of an inch
_STEP = 360
_NARROWEST, _WIDEST = 6, 40  # letters that a column is measured by
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_BULLET = "\u2022"

_ID_LENGTH = 12
_MOST_NUMBER = 0x7FFF_FFFF


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: how many columns and rows it takes; 0 rows go on with the one above."""

    paragraphs: tuple[Paragraph, ...] = ()
    columns: int = 1
    rows: int = 1


def new_picture(data: bytes, width: float, height: float, name: str = "") -> Span:
    """Return a picture as it stands in a paragraph, as large as so many pixels at most.

    `data` is a file of a `picture_kind`; `name` is what it shows, in words.
    """
    digest = sha256(data).hexdigest()
    relation = f"rIdP{digest[:_ID_LENGTH]}"
    number = int(digest[:8], 16) & _MOST_NUMBER
    xml = _standing_alone(picture(relation, number, width, height, name))
    (read,) = _read(b"<w:p>" + xml + b"</w:p>", NewContent(xml, pictures=((relation, data),)))
    (span,) = read.spans
    return span


def new_table(rows: Sequence[Sequence[TableCell]], heads: int = 0) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a table; its first `heads` rows are repeated on each page."""
    rows = [
        [replace(each, paragraphs=tuple(map(normal, each.paragraphs))) for each in row]
        for row in rows
    ]
    text = RichText(tuple(each for row in rows for it in row for each in it.paragraphs))
    inner = [kept.new for kept in kept_in(text) if kept.new is not None]
    links = {span.link for each in text.paragraphs for span in each.spans if span.link}
    content = NewContent(
        _standing_alone(_table(rows, heads)),
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


def _standing_alone(element: Tree) -> bytes:
    """Return an element as it is written where nothing around it declares names."""
    from lxml import etree

    alone = etree.Element(element.tag, nsmap={"w": WORD, "r": RELATIONS})
    alone.extend(element)
    data: bytes = etree.tostring(alone, encoding="UTF-8")
    return data


# Tables -----------------------------------------------------------------------------------------


def _table(rows: Sequence[Sequence[TableCell]], heads: int) -> Tree:
    widths = _widths(rows)
    line = {"val": "single", "sz": "4", "space": "0", "color": "auto"}
    lines = []
    for place, row in enumerate(rows):
        about = [made("trPr", made("tblHeader"))] if place < heads else []
        lines.append(made("tr", *about, *_cells(row, widths)))
    borders = made("tblBorders", *(made(side, **line) for side in _BORDERS))
    return table(widths, lines, made("tblW", w="5000", type="pct"), borders)


def _widths(rows: Sequence[Sequence[TableCell]]) -> list[int]:
    """Return the widths of the columns: those with longer texts get more."""
    letters = [_NARROWEST] * max(sum(each.columns for each in row) for row in rows)
    for row in rows:
        column = 0
        for each in row:
            if each.columns == 1:
                longest = max((len(it.text) for it in each.paragraphs), default=0)
                letters[column] = max(letters[column], min(longest, _WIDEST))
            column += each.columns
    return [_TEXT_WIDTH * each // sum(letters) for each in letters]


def _cells(row: Sequence[TableCell], widths: Sequence[int]) -> Iterator[Tree]:
    column = 0
    for each in row:
        width = sum(widths[column : column + each.columns])
        column += each.columns
        counted = zip(each.paragraphs, numbers(RichText(each.paragraphs)), strict=True)
        yield cell(width, list(starmap(_line, counted)), each.columns, each.rows)


def _line(said: Paragraph, number: int | None) -> Tree:
    """Return a paragraph of a cell; the mark of an item of a list is among its words there."""
    about, spans = [made("spacing", before="0", after="0")], list(said.spans)
    if said.form.is_list:
        indent = str(_STEP * (said.level + 1))
        about.append(made("ind", left=indent, hanging=str(_STEP)))
        spans.insert(0, Span(f"{_BULLET}\t" if number is None else f"{number}.\t"))
    line = paragraph(said.text, "", *about)
    for span in spans:
        if span.kept is not None:
            if span.kept.new is not None:
                line.append(parsed(span.kept.new.xml))
            continue
        characters = run(span.text, *looks(span, bold=said.form.is_heading, has_styles=False))
        if span.link:
            characters = leading("hyperlink", _link_id(span.link), characters)
        line.append(characters)
    return line


def _link_id(link: str) -> str:
    return f"rIdL{sha256(link.encode()).hexdigest()[:_ID_LENGTH]}"
