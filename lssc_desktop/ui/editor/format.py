"""Conversion between `core.text.richtext` and Qt's documents.

The form of a paragraph is a property of its block and its level the block's indent, so that
Enter, undo and redo carry both along. What they look like is painted (`Looks`) and never
kept: a heading is not bold, it is a heading.
"""

from collections.abc import Iterator
from itertools import groupby

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

from lssc_desktop.core.text.pages import BODY_SIZE, HEADING_1_SIZE, HEADING_2_SIZE
from lssc_desktop.core.text.richtext import (
    DEEPEST,
    Form,
    Paragraph,
    RichText,
    Span,
    blocks_of,
    ended,
    normal,
    normalized,
    numbers,
    safe_link,
)
from lssc_desktop.ui.editor.kept import (
    OBJECT,
    kept_block,
    kept_format,
    kept_mark,
    mark_format,
)
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.theme import Theme

_FORM_PROPERTY = QTextFormat.Property.UserProperty.value + 1
_LINE_HEIGHT = 90.0  # percent of what Charis SIL asks for: 22 pixels at 14.5 (look/tokens.md 3)
_PARAGRAPH_GAP = 7
_ITEM_GAP = 3
_HEADING_GAP = 8
_LINE_BREAK = "\u2028"  # within a paragraph; Qt begins another one at "\n"
_BYTE_ORDER = "\ufeff"  # Qt takes the first one of a text for a mark of its bytes, and drops it
_QTS_OWN = dict.fromkeys(map(ord, "\ufdd0\ufdd1"), "\ufffd")  # Qt begins a paragraph at these too

_BULLETS = ("\u2022", "\u25e6", "\u25aa")
_MARK_GAP = 7
_HEADING_SCALE = {
    Form.HEADING_1: HEADING_1_SIZE / BODY_SIZE,
    Form.HEADING_2: HEADING_2_SIZE / BODY_SIZE,
}


def block_format(form: Form, level: int = 0) -> QTextBlockFormat:
    """Return how a paragraph of this form is kept."""
    block = QTextBlockFormat()
    block.setProperty(_FORM_PROPERTY, form.value)
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setBottomMargin(_ITEM_GAP if form.is_list else _PARAGRAPH_GAP)
    if form.is_list:
        block.setIndent(min(max(level, 0), DEEPEST) + 1)
    if form.is_heading:
        block.setHeadingLevel(1 if form is Form.HEADING_1 else 2)
        block.setTopMargin(_HEADING_GAP)
    return block


def form_of(block: QTextBlock) -> Form:
    """Return the form of a paragraph."""
    kept = block.blockFormat().stringProperty(_FORM_PROPERTY)
    return Form(kept) if kept else Form.BODY


def level_of(block: QTextBlock) -> int:
    """Return the level of an item of a list, 0 for everything else."""
    return max(block.blockFormat().indent() - 1, 0)


def char_format(span: Span) -> QTextCharFormat:
    """Return how the look of a span is kept."""
    characters = QTextCharFormat()
    if span.bold:
        characters.setFontWeight(QFont.Weight.Bold)
    if span.italic:
        characters.setFontItalic(True)
    if span.link:
        characters.setAnchor(True)
        characters.setAnchorHref(span.link)
    return characters


def span_of(text: str, characters: QTextCharFormat) -> Span:
    """Return the span that characters of one look are."""
    return Span(
        text.replace(_LINE_BREAK, "\n"),
        bold=characters.fontWeight() >= QFont.Weight.DemiBold,
        italic=characters.fontItalic(),
        link=safe_link(characters.anchorHref()) if characters.isAnchor() else "",
    )


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Yield every paragraph of a document."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """Yield the stretches of one look in a paragraph."""
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1


def spans_of(block: QTextBlock) -> tuple[Span, ...]:
    """Return the spans of a paragraph."""
    return tuple(span for part in fragments(block) for span in _spans_of_part(part))


def paragraphs_of(block: QTextBlock) -> tuple[Paragraph, ...]:
    """Return a paragraph, or those of the kept block that it is and what stands beside that."""
    form, level = form_of(block), level_of(block)
    found: list[Paragraph] = []
    beside: list[Span] = []
    for part in fragments(block):
        kept = kept_block(part.charFormat()) if OBJECT in part.text() else ()
        if not kept:
            beside.extend(_spans_of_part(part))
            continue
        if beside:
            found.append(Paragraph(tuple(beside), form, level))
        beside = []
        found.extend(kept)
    if beside or not found:
        found.append(Paragraph(tuple(beside), form, level))
    return tuple(normal(paragraph) for paragraph in found)


def _spans_of_part(part: QTextFragment) -> Iterator[Span]:
    """Yield the spans of a stretch of one look, or of what is kept there."""
    mark = kept_mark(part.charFormat())
    if not mark:
        yield span_of(part.text(), part.charFormat())
        return
    for character in part.text():
        if character == OBJECT:
            yield from mark
        else:  # typed where the look of the object still held
            yield span_of(character, QTextCharFormat())


def read(document: QTextDocument) -> RichText:
    """Return what a document of the editor says."""
    found = (paragraph for block in blocks(document) for paragraph in paragraphs_of(block))
    return normalized(RichText(tuple(found)))


class EditorReader(QObject):
    """Reads a document time and again; paragraphs that did not change are not read again."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._read: dict[int, tuple[Paragraph, ...]] = {}
        document.contentsChange.connect(self._forget)

    def read(self) -> RichText:
        """Return what the document says."""
        known, now = self._read, {}
        for block in blocks(self._document):
            index = block.fragmentIndex()
            now[index] = known.get(index) or paragraphs_of(block)
        self._read = now
        return ended(paragraph for found in now.values() for paragraph in found)

    @Slot(int, int, int)
    def _forget(self, position: int, _removed: int, added: int) -> None:
        block, last = self._document.findBlock(position), self._document.findBlock(position + added)
        while block.isValid():
            self._read.pop(block.fragmentIndex(), None)
            if block == last:
                break
            block = block.next()


def insert(cursor: QTextCursor, text: RichText) -> None:
    """Write a text at a cursor, in place of what is selected, as one step of undo.

    A single paragraph of body text joins the paragraph it is written into; so does the first
    of several unless that paragraph is empty.
    """
    found = tuple(blocks_of(normalized(text)))
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    was_kept = False
    for place, unit in enumerate(found):
        first = unit[0]
        is_kept = first.kept is not None
        form = _format_of(unit)
        joins = len(found) == 1 and first.form is Form.BODY and not is_kept
        if place > 0 or (is_kept and cursor.block().text()):
            cursor.insertBlock(form, QTextCharFormat())
        elif not joins and not cursor.block().text():
            cursor.setBlockFormat(form)
        _write(cursor, unit)
        was_kept = is_kept
    if was_kept and not cursor.atBlockEnd():
        cursor.insertBlock(block_format(Form.BODY), QTextCharFormat())
    cursor.endEditBlock()


def _write(cursor: QTextCursor, unit: tuple[Paragraph, ...]) -> None:
    """Write the words of a paragraph, or the object that a kept block is."""
    if unit[0].kept is not None:
        cursor.insertText(OBJECT, kept_format(unit))
        return
    for kept, group in groupby(unit[0].spans, key=lambda span: span.kept):
        spans = tuple(group)
        if kept is not None:
            cursor.insertText(OBJECT, mark_format(spans))
            continue
        for span in spans:
            cursor.insertText(qt_text(span.text), char_format(span))


def fill(document: QTextDocument, text: RichText, form: Form) -> None:
    """Make a document say just this text; an empty one has one paragraph of `form`."""
    document.clear()
    refill(document, text, form)


def refill(document: QTextDocument, text: RichText, form: Form) -> None:
    """Make a document say just this text, as one step of undo."""
    cursor = QTextCursor(document)
    found = tuple(blocks_of(normalized(text))) or ((Paragraph((), form),),)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    cursor.setBlockFormat(_format_of(found[0]))
    cursor.setBlockCharFormat(QTextCharFormat())
    for place, unit in enumerate(found):
        if place > 0:
            cursor.insertBlock(_format_of(unit), QTextCharFormat())
        _write(cursor, unit)
    cursor.endEditBlock()


def _format_of(unit: tuple[Paragraph, ...]) -> QTextBlockFormat:
    """Return how a paragraph is kept, or the one that a kept block stands in."""
    first = unit[0]
    return block_format(Form.BODY) if first.kept else block_format(first.form, first.level)


def qt_text(text: str) -> str:
    """Return characters as they go into a paragraph of Qt's, where a newline would end it."""
    kept = text.replace("\n", _LINE_BREAK).translate(_QTS_OWN)
    return _BYTE_ORDER + kept if kept.startswith(_BYTE_ORDER) else kept


# Painting ---------------------------------------------------------------------------------------


class Looks(QSyntaxHighlighter):
    """Shows headings large and links as links; that is painted over the text, never kept in it.

    The colors are those the theme has when it is asked.
    """

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme

    def highlightBlock(self, _text: str) -> None:
        """Format one paragraph."""
        block = self.currentBlock()
        size = _HEADING_SCALE.get(form_of(block))
        for fragment in fragments(block):
            look = QTextCharFormat()
            if size is not None:
                look.setFontWeight(QFont.Weight.Bold)
                look.setFontPointSize(self._theme.font(Type.OWN_WORDS).pointSizeF() * size)
            if fragment.charFormat().isAnchor():
                look.setForeground(QColor(self._theme.tokens.accent))
                look.setFontUnderline(True)
            if look.propertyCount():
                self.setFormat(fragment.position() - block.position(), fragment.length(), look)


class ListMarks:
    """Draws the bullets and numbers in front of the items of lists."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._numbers: tuple[int | None, ...] | None = None

    def count_again(self) -> None:
        """Count the items again when a number is next drawn: the text changed."""
        self._numbers = None

    def _count(self) -> tuple[int | None, ...]:
        if self._numbers is None:
            items = (
                Paragraph((), form_of(block), level_of(block)) for block in blocks(self._document)
            )
            self._numbers = numbers(RichText(tuple(items)))
        return self._numbers

    def mark(self, block: QTextBlock) -> str:
        """Return the bullet or number of a paragraph, "" when it is no item."""
        form = form_of(block)
        if form is Form.BULLET:
            return _BULLETS[level_of(block) % len(_BULLETS)]
        if form is not Form.NUMBER:
            return ""
        place, counted = block.blockNumber(), self._count()
        number = counted[place] if place < len(counted) else None
        return f"{number or 1}."

    def draw(self, painter: QPainter, block: QTextBlock, corner: QPointF, ink: QColor) -> None:
        """Draw the mark of a paragraph whose layout begins at `corner`."""
        mark = self.mark(block)
        layout = block.layout()
        if not mark or layout.lineCount() == 0:
            return
        line = layout.lineAt(0)
        painter.setPen(ink)
        painter.setFont(self._document.defaultFont())
        right = corner.x() + line.x() - _MARK_GAP
        room = QRectF(right - 100, corner.y() + line.y(), 100, line.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark)
