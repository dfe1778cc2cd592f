"""Clipboard of the editor: what other programs put there as HTML, and what the editor does.

Word, Google Docs, LibreOffice, browsers and mail programs all say a table, a picture or a footnote
in their own way. What a response cannot say at all is left out and named, never written as
something else: the mark of a footnote would be a digit of the number before it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QSize
from PySide6.QtGui import (
    QImageReader,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFragment,
    QTextFrame,
    QTextListFormat,
    QTextTable,
    QTextTableCell,
)

from lssc_desktop.core.plain import from_data, to_data
from lssc_desktop.core.text.richtext import (
    Effect,
    Form,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
    from_plain,
    labels,
    normal,
    normalized,
    plain,
)
from lssc_desktop.documents.importing import MOST_PICTURE_BYTES, pasted_picture
from lssc_desktop.documents.word import (
    MOST_COLUMNS,
    TableCell,
    new_picture,
    new_table,
    picture_kind,
)
from lssc_desktop.ui.editor.foreign_html import LIST_ITEM, OURS, ForeignPage, Picture
from lssc_desktop.ui.editor.format import fragments, span_of
from lssc_desktop.ui.editor.kept import OBJECT
from lssc_desktop.values import dataclass

_OWN_TYPE = "application/x-lssc-desktop-text"
_TAGS = {
    Form.HEADING_1: "h1",
    Form.HEADING_2: "h2",
    Form.HEADING_3: "h3",
    Form.QUOTE: "blockquote",
}
_HEADINGS = (Form.HEADING_1, Form.HEADING_2, Form.HEADING_3)
_ORDERED_STYLES = (
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListUpperAlpha,
    QTextListFormat.Style.ListLowerRoman,
    QTextListFormat.Style.ListUpperRoman,
)

_MOST_CHARACTERS = 64_000_000  # of HTML, with pictures in it
_MOST_CELLS = 2_000
_MOST_PICTURES = 30
_MOST_IN_ALL = 3 * MOST_PICTURE_BYTES
_MOST_PIXELS = 50_000_000
_ENDS = {"png": b"IEND", "jpeg": b"\xff\xd9", "gif": b";"}
_LONGEST_END = 1 << 10  # bytes that some programs write behind the end
_LEAST_PIXELS = 4  # of a side; what is smaller is there to be counted, not to be seen

type _Item = Paragraph | tuple[Paragraph, ...]
"""A paragraph, or all of those of a table."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text from the clipboard, and what of it could not be taken over, once for each."""

    text: RichText
    left_out: tuple[UnsupportedContent, ...] = ()


def pasted(source: QMimeData) -> Pasted:
    """Return what the clipboard or a drop holds, as far as a response can say it."""
    if source.hasFormat(_OWN_TYPE):
        try:
            told = json.loads(bytes(source.data(_OWN_TYPE).data()))
            return Pasted(RichText(tuple(map(normal, from_data(RichText, told).paragraphs))))
        except (ValueError, RecursionError):  # another program, or another version of this one
            pass
    if source.hasHtml() and len(html := source.html()) <= _MOST_CHARACTERS:
        return from_html(html)
    return Pasted(from_plain(source.text()))


def to_mime(text: RichText) -> QMimeData:
    """Return a text for the clipboard: as HTML for word processors, and as plain text.

    Where it is pasted its items belong to the lists that they stand in there.
    """
    told = RichText(tuple(replace(each, numbering=None) for each in text.paragraphs))
    data = QMimeData()
    data.setHtml(to_html(text))
    data.setText(_plain_text(text))
    data.setData(_OWN_TYPE, json.dumps(to_data(told)).encode())
    return data


def to_html(text: RichText) -> str:
    """Return a text as HTML that word processors and this editor read."""
    lines: list[str] = []
    open_lists: list[str] = []
    for paragraph in text.paragraphs:
        depth = paragraph.level + 1 if paragraph.form.is_list else 0
        kind = "ol" if paragraph.form is Form.NUMBER else "ul"
        while len(open_lists) > depth or (len(open_lists) == depth > 0 and open_lists[-1] != kind):
            lines.append(f"</{open_lists.pop()}>")
        while len(open_lists) < depth:
            open_lists.append(kind)
            lines.append(f"<{kind}>")
        tag = "li" if depth else _TAGS.get(paragraph.form, "p")
        words = "".join(_span_html(span) for span in paragraph.spans)
        lines.append(f'<{tag} style="white-space: pre-wrap">{words}</{tag}>')
    lines.extend(f"</{kind}>" for kind in reversed(open_lists))
    return "\n".join((f"<html><head>{OURS}</head><body>", *lines, "</body></html>"))


def from_html(source: str) -> Pasted:
    """Return what HTML from any program says: words, headings, bold, italic, lists, links.

    A table is kept, so is a picture that came along; a footnote stands as a note in the text.
    Nothing is fetched from the network.
    """
    page = ForeignPage(source)
    document = _ForeignDocument()
    document.setHtml(page.html())
    reader = _Reader(page.pictures, page.left_out)
    items = reader.items(document.rootFrame())
    paragraphs = (it for item in items for it in (item if isinstance(item, tuple) else (item,)))
    text = normalized(RichText(tuple(paragraphs)))
    return Pasted(text, tuple(page.left_out))


def _span_html(span: Span) -> str:
    html = escape(span.text).replace("\n", "<br/>")
    for effect in sorted(span.effects):
        html = f"<{effect.tag}>{html}</{effect.tag}>"
    if span.bold:
        html = f"<b>{html}</b>"
    if span.italic:
        html = f"<i>{html}</i>"
    if span.link:
        html = f'<a href="{escape(span.link)}">{html}</a>'
    return html


def _plain_text(text: RichText) -> str:
    lines = [
        _with_list_mark(paragraph, label)
        for paragraph, label in zip(text.paragraphs, labels(text), strict=True)
    ]
    return "\n\n".join(lines) if plain(text).strip() else plain(text)


def _with_list_mark(paragraph: Paragraph, label: str) -> str:
    if not paragraph.form.is_list:
        return f"{label} {paragraph.text}" if label else paragraph.text
    return f"{'  ' * paragraph.level}{label or '-'} {paragraph.text}"


# Reading ----------------------------------------------------------------------------------------


class _ForeignDocument(QTextDocument):
    """A document of which nothing is fetched: no picture, no style sheet, no file."""

    def loadResource(self, _kind: int, _name: object) -> object:
        return None


class _Reader:
    """Reads a foreign document: its paragraphs, tables and pictures."""

    def __init__(self, pictures: Sequence[Picture], left_out: list[UnsupportedContent]) -> None:
        self._pictures = pictures
        self._left_out = left_out
        self._taken = self._bytes = 0

    def items(self, frame: QTextFrame | QTextTableCell) -> list[_Item]:
        """Return what stands in a frame or cell, in order."""
        found: list[_Item] = []
        place = frame.begin()
        while not place.atEnd():
            inner = place.currentFrame()
            if isinstance(inner, QTextTable):
                found.extend(self._table(inner))
            elif inner is not None:
                found.extend(self.items(inner))
            elif place.currentBlock().isValid():
                found.extend(self._paragraph(place.currentBlock()))
            place += 1
        return found

    def _table(self, table: QTextTable) -> Iterator[_Item]:
        """Yield a table; one that only arranges a page is what stands in it."""
        cells = {
            (row, column): self.items(table.cellAt(row, column))
            for row in range(table.rows())
            for column in range(table.columns())
            if _begins_at(table, row, column)
        }
        is_arrangement = any(isinstance(it, tuple) for content in cells.values() for it in content)
        is_arrangement |= sum(map(bool, cells.values())) <= 1 or bool(table.childFrames())
        if not is_arrangement and len(cells) <= _MOST_CELLS and table.columns() <= MOST_COLUMNS:
            rows = [self._row(table, row, cells) for row in range(table.rows())]
            yield new_table(rows, table.format().headerRowCount())
            return
        if not is_arrangement:
            self._left_out.append(UnsupportedContent.TABLE)
        for content in cells.values():
            yield from content

    def _row(
        self, table: QTextTable, row: int, cells: dict[tuple[int, int], list[_Item]]
    ) -> list[TableCell]:
        found: list[TableCell] = []
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            if cell.column() != column:
                continue
            content = cells.get((row, column), [])
            paragraphs = tuple(it for it in content if isinstance(it, Paragraph))
            rows = cell.rowSpan() if cell.row() == row else 0
            found.append(TableCell(paragraphs, cell.columnSpan(), rows))
        return found

    def _paragraph(self, block: QTextBlock) -> Iterator[Paragraph]:
        heading = block.blockFormat().headingLevel() > 0
        spans = tuple(
            replace(span, bold=span.bold and not heading)
            for part in fragments(block)
            for span in self._spans(part)
        )
        form, level = _foreign_form(block)
        tagged = LIST_ITEM.match(spans[0].text) if spans else None
        if tagged is not None:
            form = Form.NUMBER if tagged["number"] else Form.BULLET
            level = int(tagged["level"])
            first = replace(spans[0], text=spans[0].text[tagged.end() :].lstrip(), link="")
            spans = (first, *spans[1:])
        if any(span.text.strip() or span.kept for span in spans):
            yield Paragraph(spans, form, level)

    def _spans(self, part: QTextFragment) -> Iterator[Span]:
        characters = part.charFormat()
        if characters.isImageFormat():
            for _ in range(part.text().count(OBJECT)):
                yield from self._picture(characters.toImageFormat().name())
            return
        span = replace(span_of(part.text(), characters), effects=_foreign_effects(characters))
        yield replace(span, text=span.text.replace(OBJECT, "").replace("\u00a0", " "))

    def _picture(self, place: str) -> Iterator[Span]:
        """Yield a picture that came along, and note one that did not."""
        index = int(place) if place.isdecimal() else -1
        if not 0 <= index < len(self._pictures):
            return
        picture = self._pictures[index]
        if any(0 < side < _LEAST_PIXELS for side in (picture.width, picture.height)):
            return
        span = self._new_picture(picture)
        if span is None:
            self._left_out.append(UnsupportedContent.PICTURE)
        else:
            yield span

    def _new_picture(self, picture: Picture) -> Span | None:
        data = pasted_picture(picture.source)
        if data is None or not picture_kind(data) or self._taken >= _MOST_PICTURES:
            return None
        if self._bytes + len(data) > _MOST_IN_ALL:
            return None
        natural = _size(data)
        if natural is None:
            return None
        self._taken, self._bytes = self._taken + 1, self._bytes + len(data)
        width, height = picture.width, picture.height
        if width and not height:
            height = width * natural.height() / natural.width()
        elif height and not width:
            width = height * natural.width() / natural.height()
        elif not width:
            width, height = natural.width(), natural.height()
        return new_picture(data, width, height, picture.name)


def _size(data: bytes) -> QSize | None:
    """Return the size of a picture in pixels, None of one that is cut off, broken or too large.

    It is not decoded for that: keys wait meanwhile.
    """
    if _ENDS[picture_kind(data)] not in data[-_LONGEST_END:]:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    size = QImageReader(buffer).size()
    is_picture = size.isValid() and 0 < size.width() * size.height() <= _MOST_PIXELS
    return size if is_picture else None


def _begins_at(table: QTextTable, row: int, column: int) -> bool:
    cell = table.cellAt(row, column)
    return (cell.row(), cell.column()) == (row, column)


def _foreign_effects(characters: QTextCharFormat) -> frozenset[Effect]:
    """Return how characters of another program stand out; links are underlined by themselves."""
    raised = characters.verticalAlignment()
    found = {
        Effect.UNDERLINE: characters.fontUnderline() and not characters.isAnchor(),
        Effect.STRIKE: characters.fontStrikeOut(),
        Effect.SUPERSCRIPT: raised == QTextCharFormat.VerticalAlignment.AlignSuperScript,
        Effect.SUBSCRIPT: raised == QTextCharFormat.VerticalAlignment.AlignSubScript,
    }
    return frozenset(effect for effect, holds in found.items() if holds)


def _foreign_form(block: QTextBlock) -> tuple[Form, int]:
    items = block.textList()
    if items is not None:
        style = items.format().style()
        form = Form.NUMBER if style in _ORDERED_STYLES else Form.BULLET
        return form, items.format().indent() - 1
    heading = block.blockFormat().headingLevel()
    if heading > 0:
        return _HEADINGS[min(heading, len(_HEADINGS)) - 1], 0
    return Form.BODY, 0
