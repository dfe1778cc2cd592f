"""A new Word file of what a document says: words, lists, tables, notes and pictures drawn anew.

Only our own styles are used, black on white. It is put together of its text alone, so nothing of
another file can get into it.
"""

import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from itertools import count
from pathlib import Path

from lssc_desktop.core.text.printed import (
    OBJECT,
    Equation,
    NoteMark,
    PrintedBlock,
    PrintedObject,
    PrintedParagraph,
    PrintedPicture,
    PrintedTable,
    PrintedText,
)
from lssc_desktop.core.text.richtext import Effect, Form, Span, is_right_to_left
from lssc_desktop.disk.disk import is_file
from lssc_desktop.languages import gettext as _
from lssc_desktop.paths import resources

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_STYLES = {
    Form.INTRODUCTION: "Introduction",
    Form.HEADING_1: "Heading1",
    Form.HEADING_2: "Heading2",
    Form.HEADING_3: "Heading3",
    Form.QUOTE: "Quote",
    Form.BULLET: "ListBullet",
}
_BULLETS = 1
_WIDTH = 9_360  # twentieths of a point between the margins
_EMU = 12_700  # of a point
_TWENTIETHS = 20  # of a point
_MOST_HIGH, _LEAST = 620.0, 4.0  # points
_ASIDE, _NARROWEST = 216, 240  # twentieths: what a cell has beside its words, and the least
_INDENT = 360
_EFFECTS = {
    Effect.UNDERLINE: '<w:u w:val="single"/>',
    Effect.STRIKE: "<w:strike/>",
    Effect.SUPERSCRIPT: '<w:vertAlign w:val="superscript"/>',
    Effect.SUBSCRIPT: '<w:vertAlign w:val="subscript"/>',
}
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PNG = b"\x89PNG"


def write_word(text: PrintedText, into: Path, title: str, language: str) -> None:
    """Write a document whose words are seen already."""
    made = _Writer()
    body = "".join(made.blocks(text.blocks))
    if text.notes:
        body += made.heading(_("Notes"))
        for number, note in enumerate(text.notes, 1):
            body += made.note(number, note)
    folder = resources() / "templates" / "docx"
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(each for each in folder.rglob("*") if is_file(each)):
            name, said = part.relative_to(folder).as_posix(), part.read_text("utf-8")
            match name:
                case "word/document.xml":
                    start = f"<w:document {_SPACES}><w:body>{body}"
                    said = start + said[said.index("<w:sectPr>") :]
                case "word/_rels/document.xml.rels":
                    end = "</Relationships>"
                    said = said.replace(end, f"{made.relations()}{end}")
                case "[Content_Types].xml":
                    kinds = '<Default Extension="{0}" ContentType="image/{1}"/>'
                    added = kinds.format("jpg", "jpeg") + kinds.format("png", "png")
                    said = said.replace("</Types>", f"{added}</Types>")
                case "docProps/core.xml":
                    said = said.replace(
                        "<dc:language>en-US</dc:language>",
                        f"<dc:title>{escape(title)}</dc:title>"
                        f"<dc:language>{escape(language)}</dc:language>",
                    )
                case "word/styles.xml":
                    said = said.replace('w:val="en-US"', f'w:val="{escape(language)}"')
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DAY), said, zipfile.ZIP_DEFLATED)
        for number, data in enumerate(made.pictures, 1):
            name = f"word/media/picture{number}.{_ending(data)}"
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DAY), data)


def _ending(data: bytes) -> str:
    return "png" if data.startswith(_PNG) else "jpg"


class _Writer:
    """Writes blocks as elements of Word, and keeps the pictures in them."""

    def __init__(self) -> None:
        self.pictures: list[bytes] = []
        self._ids = count(1)

    def relations(self) -> str:
        """Return what the body leads to: its pictures."""
        return "".join(
            f'<Relationship Id="rPicture{number}" Type="{_IMAGE}" '
            f'Target="media/picture{number}.{_ending(data)}"/>'
            for number, data in enumerate(self.pictures, 1)
        )

    def heading(self, words: str) -> str:
        """Return a heading."""
        return _paragraph(_run(Span(words), words), '<w:pStyle w:val="Heading1"/>')

    def note(self, number: int, blocks: Sequence[PrintedBlock]) -> str:
        """Return a note with its number before it."""
        mark = _paragraph(_run(Span(""), f"[{number}]"))
        return mark + "".join(self.blocks(blocks))

    def blocks(self, blocks: Sequence[PrintedBlock], room: int = _WIDTH) -> Iterator[str]:
        """Yield paragraphs and tables, which are no wider than the room of a page or cell."""
        for block in blocks:
            if isinstance(block, PrintedTable):
                yield self._table(block, room)
            else:
                yield from self._lines(block, room)

    def _lines(self, block: PrintedParagraph, room: int) -> Iterator[str]:
        """Yield a paragraph, and what its pictures show under it."""
        paragraph = block.paragraph
        style = _STYLES.get(paragraph.form, "")
        about = f'<w:pStyle w:val="{style}"/>' if style else ""
        label = f"{block.label}\t" if block.label else ""
        if paragraph.form is Form.BULLET and not label:
            place = f'<w:ilvl w:val="{paragraph.level}"/><w:numId w:val="{_BULLETS}"/>'
            about += f"<w:numPr>{place}</w:numPr>"
        if is_right_to_left(paragraph.text):
            about += "<w:bidi/>"
        if label and not paragraph.form.is_heading:
            left = _INDENT * (paragraph.level + 1)
            about += f'<w:ind w:left="{left}" w:hanging="{_INDENT}"/>'
        things = iter(block.objects)
        runs = [_run(Span(""), label)] if label else []
        shown: list[str] = []
        for span in paragraph.spans:
            for number, piece in enumerate(span.text.split(OBJECT)):
                if number:
                    runs.append(self._thing(next(things, None), shown, room))
                runs.append(_run(span, piece))
        yield _paragraph("".join(runs), about)
        yield from (_paragraph(_run(Span("", italic=True), words)) for words in shown)

    def _thing(self, thing: PrintedObject | None, shown: list[str], room: int) -> str:
        match thing:
            case PrintedPicture() if thing.data:
                if thing.alt:
                    shown.append(thing.alt)
                return self._picture(thing, room)
            case NoteMark(note):
                raised = Span("", effects=frozenset({Effect.SUPERSCRIPT}))
                return _run(raised, f"[{note + 1}]")
            case Equation():
                return _run(Span(""), thing.text)
        return ""

    def _picture(self, picture: PrintedPicture, room: int) -> str:
        self.pictures.append(picture.data)
        number = len(self.pictures)
        width, height = max(picture.width, _LEAST), max(picture.height, _LEAST)
        scale = min(room / _TWENTIETHS / width, _MOST_HIGH / height, 1.0)
        size = f'cx="{round(width * scale * _EMU)}" cy="{round(height * scale * _EMU)}"'
        name = f'id="{next(self._ids)}" name="Picture {number}" descr="{escape(picture.alt)}"'
        return (
            f"<w:r><w:drawing><wp:inline><wp:extent {size}/><wp:docPr {name}/><a:graphic>"
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f"<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
            f'<a:blip r:embed="rPicture{number}"/><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
            "</a:graphic></wp:inline></w:drawing></w:r>"
        )

    def _table(self, table: PrintedTable, room: int) -> str:
        total = sum(table.widths) or 1.0
        widths = [max(round(room * width / total), 1) for width in table.widths]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows, open_cells = [], dict[int, tuple[int, int]]()
        for number, row in enumerate(table.rows):
            cells, column, own = [], 0, iter(row)
            while column < len(widths):
                until, columns = open_cells.get(column, (0, 1))
                goes_on = until > number
                cell = None if goes_on else next(own, None)
                columns = columns if goes_on else 1 if cell is None else cell.columns
                merge = "<w:vMerge/>" if goes_on else ""
                if cell is not None and cell.rows > 1:
                    open_cells[column] = (number + cell.rows, columns)
                    merge = '<w:vMerge w:val="restart"/>'
                wide = sum(widths[column : column + columns])
                within = max(wide - _ASIDE, _NARROWEST)
                inside = "" if cell is None else "".join(self.blocks(cell.blocks, within))
                if not inside.endswith("</w:p>"):
                    inside += "<w:p/>"
                cells.append(
                    f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/><w:gridSpan '
                    f'w:val="{columns}"/>{merge}</w:tcPr>{inside}</w:tc>'
                )
                column += columns
            head = "<w:trPr><w:tblHeader/></w:trPr>" if number < table.heads else ""
            rows.append(f"<w:tr>{head}{''.join(cells)}</w:tr>")
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{room}" w:type="dxa"/><w:tblBorders>{_SIDES}'
            f"</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"
        )


def _paragraph(runs: str, about: str = "") -> str:
    return f"<w:p><w:pPr>{about}</w:pPr>{runs}</w:p>"


def _run(span: Span, text: str) -> str:
    """Return characters with the look of a span."""
    if not text:
        return ""
    look = "<w:b/><w:bCs/>" * span.bold + "<w:i/><w:iCs/>" * span.italic
    look += "".join(said for effect, said in _EFFECTS.items() if effect in span.effects)
    if is_right_to_left(text):
        look += "<w:rtl/>"
    said = escape(text, quote=False).replace("\t", "</w:t><w:tab/><w:t>")
    said = said.replace("\n", "</w:t><w:br/><w:t>")
    said = said.replace("<w:t>", '<w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>'
