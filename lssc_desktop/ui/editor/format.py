"""Conversion between `core.text.richtext` and Qt's documents.

The form of a paragraph and its level are properties of its block, so that
Enter, undo and redo carry both along. What they look like is painted (`Looks`) and never
kept: a heading is not bold, it is a heading.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
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

from lssc_desktop.core.plain import from_data, to_data
from lssc_desktop.core.text.numbering import Numbering
from lssc_desktop.core.text.pages import (
    BODY_SIZE,
    HEADING_1_SIZE,
    HEADING_2_SIZE,
    HEADING_3_SIZE,
)
from lssc_desktop.core.text.richtext import (
    DEEPEST,
    PLAIN,
    Effect,
    Form,
    Paragraph,
    RichText,
    Span,
    blocks_of,
    ended,
    labels,
    normal,
    normalized,
    safe_link,
)
from lssc_desktop.ui.editor.kept import (
    OBJECT,
    kept_block,
    kept_format,
    kept_mark,
    mark_format,
)
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Type

_FORM_PROPERTY = QTextFormat.Property.UserProperty.value + 1
_NUMBERING_PROPERTY = QTextFormat.Property.UserProperty.value + 3  # 2 is what is kept
_EFFECTS_PROPERTY = QTextFormat.Property.UserProperty.value + 4
_LEVEL_PROPERTY = QTextFormat.Property.UserProperty.value + 5
_LINE_HEIGHT = 90.0  # percent of what Charis SIL asks for: 22 pixels at 14.5 (docs/look.md 3)
_PARAGRAPH_GAP = 7
_ITEM_GAP = 3
_HEADING_GAP = 8
_LINE_BREAK = "\u2028"  # within a paragraph; Qt begins another one at "\n"
_BYTE_ORDER = "\ufeff"  # Qt takes the first one of a text for a mark of its bytes, and drops it
_QTS_OWN = dict.fromkeys(map(ord, "\ufdd0\ufdd1"), "\ufffd")  # Qt begins a paragraph at these too

_HEADING_LEVELS = {Form.HEADING_1: 1, Form.HEADING_2: 2, Form.HEADING_3: 3}
_REMEMBERED = 500  # lists of Word files

_BULLETS = ("\u2022", "\u25e6", "\u25aa")
_MARK_GAP = 7
_MARK_WIDTH = 400
_OF_CHARACTER, _OF_LARGE_CHARACTER, _OF_LABEL = 0.27, 0.36, 0.19
"""How much of the indent of one level each character of a label takes, in a heading, and what
stands between it and the words."""
_QUOTE_INDENT = 26
_QUOTE_LINE, _QUOTE_LINE_WIDTH, _QUOTE_LINE_INK = 13, 3, 0.3
_HEADING_SCALE = {
    Form.HEADING_1: HEADING_1_SIZE / BODY_SIZE,
    Form.HEADING_2: HEADING_2_SIZE / BODY_SIZE,
    Form.HEADING_3: HEADING_3_SIZE / BODY_SIZE,
}


def block_format(
    form: Form, level: int = 0, numbering: Numbering | None = None
) -> QTextBlockFormat:
    """Return how a paragraph of this form is kept."""
    block = QTextBlockFormat()
    block.setProperty(_FORM_PROPERTY, form.value)
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setBottomMargin(_ITEM_GAP if form.is_list else _PARAGRAPH_GAP)
    if form.is_list:
        level = min(max(level, 0), DEEPEST)
        block.setProperty(_LEVEL_PROPERTY, level)
        block.setIndent(level + 1)
    if form.is_heading:
        block.setHeadingLevel(_HEADING_LEVELS[form])
        block.setTopMargin(_HEADING_GAP)
    if form is Form.QUOTE:
        block.setLeftMargin(_QUOTE_INDENT)
        block.setRightMargin(_QUOTE_INDENT)
    if numbering is not None:
        block.setProperty(_NUMBERING_PROPERTY, json.dumps(to_data(numbering)))
        if form.is_heading:
            label = numbering.width(numbering.level) * _OF_LARGE_CHARACTER + _OF_LABEL
            block.setIndent(math.ceil(label))
        elif form is Form.NUMBER:
            block.setIndent(_indent(numbering, level))
    return block


def _indent(numbering: Numbering, level: int) -> int:
    """Return how far in an item stands: there is room for its label, and for those above it."""
    found = 0
    for depth in range(level + 1):
        label = numbering.width(depth) * _OF_CHARACTER + _OF_LABEL
        found = max(found + 1, depth + math.ceil(label))
    return found


def form_of(block: QTextBlock) -> Form:
    """Return the form of a paragraph."""
    kept = block.blockFormat().stringProperty(_FORM_PROPERTY)
    return Form(kept) if kept else Form.BODY


def numbering_of(block: QTextBlock) -> Numbering | None:
    """Return how the Word file numbers a paragraph, None for what it does not number."""
    data = block.blockFormat().stringProperty(_NUMBERING_PROPERTY)
    return _numbering(data) if data else None


@lru_cache(maxsize=_REMEMBERED)
def _numbering(data: str) -> Numbering:
    return from_data(Numbering, json.loads(data))


def level_of(block: QTextBlock) -> int:
    """Return the level of an item of a list, 0 for everything else."""
    return block.blockFormat().intProperty(_LEVEL_PROPERTY)


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
    set_effects(characters, span.effects)
    return characters


def effects_of(characters: QTextCharFormat) -> frozenset[Effect]:
    """Return how characters of one look stand out."""
    kept = characters.stringProperty(_EFFECTS_PROPERTY)
    return frozenset(map(Effect, kept.split())) if kept else PLAIN


def set_effects(characters: QTextCharFormat, effects: frozenset[Effect]) -> None:
    """Let characters of a look stand out, or not any more."""
    if effects:
        characters.setProperty(_EFFECTS_PROPERTY, " ".join(sorted(effects)))
    else:
        characters.clearProperty(_EFFECTS_PROPERTY)


def span_of(text: str, characters: QTextCharFormat) -> Span:
    """Return the span that characters of one look are."""
    return Span(
        text.replace(_LINE_BREAK, "\n"),
        bold=characters.fontWeight() >= QFont.Weight.DemiBold,
        italic=characters.fontItalic(),
        link=safe_link(characters.anchorHref()) if characters.isAnchor() else "",
        effects=effects_of(characters),
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


def paragraphs_of(block: QTextBlock) -> tuple[Paragraph, ...]:
    """Return a paragraph, or those of the kept block that it is and what stands beside that."""
    words = Paragraph((), form_of(block), level_of(block), None, numbering_of(block))
    found: list[Paragraph] = []
    beside: list[Span] = []
    for part in fragments(block):
        kept = kept_block(part.charFormat()) if OBJECT in part.text() else ()
        if not kept:
            beside.extend(_spans_of_part(part))
            continue
        if beside:
            found.append(replace(words, spans=tuple(beside)))
        beside = []
        found.extend(kept)
    if beside or not found:
        found.append(replace(words, spans=tuple(beside)))
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
    if first.kept:
        return block_format(Form.BODY)
    return block_format(first.form, first.level, first.numbering)


def qt_text(text: str) -> str:
    """Return characters as they go into a paragraph of Qt's, where a newline would end it."""
    kept = text.replace("\n", _LINE_BREAK).translate(_QTS_OWN)
    return _BYTE_ORDER + kept if kept.startswith(_BYTE_ORDER) else kept


# Painting ---------------------------------------------------------------------------------------


class Looks(QSyntaxHighlighter):
    """Shows headings large, links as links, and what stands out; that is painted, never kept.

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
            for effect in effects_of(fragment.charFormat()):
                self._show(effect, look)
            if look.propertyCount():
                self.setFormat(fragment.position() - block.position(), fragment.length(), look)

    def _show(self, effect: Effect, look: QTextCharFormat) -> None:
        match effect:
            case Effect.HIGHLIGHT:
                look.setBackground(QColor(self._theme.tokens.warn.bg))
            case Effect.STRIKE:
                look.setFontStrikeOut(True)
            case Effect.SUBSCRIPT:
                look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
            case Effect.SUPERSCRIPT:
                look.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            case Effect.UNDERLINE:
                look.setFontUnderline(True)


class ListMarks:
    """Draws bullets, numbers and labels before paragraphs, and the line beside a quote."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._labels: tuple[str, ...] | None = None

    def count_again(self) -> None:
        """Count the items again when a number is next drawn: the text changed."""
        self._labels = None

    def _count(self) -> tuple[str, ...]:
        if self._labels is None:
            items = (
                Paragraph((), form_of(block), level_of(block), None, numbering_of(block))
                for block in blocks(self._document)
            )
            self._labels = labels(RichText(tuple(items)))
        return self._labels

    def mark(self, block: QTextBlock) -> str:
        """Return the bullet or label of a paragraph, "" when it has none."""
        form = form_of(block)
        if not form.is_list and not form.is_heading:
            return ""
        place, counted = block.blockNumber(), self._count()
        label = counted[place] if place < len(counted) else ""
        is_usual = form is Form.BULLET and not label
        return _BULLETS[level_of(block) % len(_BULLETS)] if is_usual else label

    def draw(self, painter: QPainter, block: QTextBlock, corner: QPointF, ink: QColor) -> None:
        """Draw the mark of a paragraph whose layout begins at `corner`."""
        form, mark = form_of(block), self.mark(block)
        layout = block.layout()
        if layout.lineCount() == 0 or not (mark or form is Form.QUOTE):
            return
        line = layout.lineAt(0)
        if form is Form.QUOTE:
            faint = QColor(ink)
            faint.setAlphaF(_QUOTE_LINE_INK)
            left = corner.x() + line.x() - _QUOTE_LINE
            if block.textDirection() is Qt.LayoutDirection.RightToLeft:
                left = corner.x() + line.x() + line.width() + _QUOTE_LINE - _QUOTE_LINE_WIDTH
            height = layout.boundingRect().height()
            painter.fillRect(QRectF(left, corner.y(), _QUOTE_LINE_WIDTH, height), faint)
            return
        font = self._document.defaultFont()
        if form in _HEADING_SCALE:
            font.setBold(True)
            font.setPointSizeF(font.pointSizeF() * _HEADING_SCALE[form])
        painter.setPen(ink)
        painter.setFont(font)
        left, side = corner.x() + line.x() - _MARK_GAP - _MARK_WIDTH, Qt.AlignmentFlag.AlignRight
        if form.is_heading:  # one below the other, as the headings stand
            left = (
                corner.x() + line.x() - block.blockFormat().indent() * self._document.indentWidth()
            )
            side = Qt.AlignmentFlag.AlignLeft
        if block.textDirection() is Qt.LayoutDirection.RightToLeft:
            left = corner.x() + line.x() + line.width() + _MARK_GAP
            side = Qt.AlignmentFlag.AlignLeft
        room = QRectF(left, corner.y() + line.y(), _MARK_WIDTH, line.height())
        absolute = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, absolute, mark)
