"""Between `core.richtext` and Qt's documents: how each form and look is kept in one.

The form of a paragraph is a property of its block and its level the block's indent, so that
Enter, undo and redo carry both along. What they look like is painted (`editor_looks`) and never
kept: a heading is not bold, it is a heading.
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)

from lssc_desktop.core.richtext import (
    DEEPEST,
    Form,
    Paragraph,
    RichText,
    Span,
    ended,
    normal,
    normalized,
    safe_link,
)

_FORM = QTextFormat.Property.UserProperty.value + 1
_LINE_HEIGHT = 90.0  # percent of what Charis SIL asks for: 22 pixels at 14.5 (look/tokens.md 3)
_GAP = 7
_ITEM_GAP = 3
_HEADING_GAP = 8
_LINE_BREAK = "\u2028"  # within a paragraph; Qt begins another one at "\n"
_BYTE_ORDER = "\ufeff"  # Qt takes the first one of a text for a mark of its bytes, and drops it
_QTS_OWN = dict.fromkeys(map(ord, "\ufdd0\ufdd1"), "\ufffd")  # Qt begins a paragraph at these too


def block_format(form: Form, level: int = 0) -> QTextBlockFormat:
    """Return how a paragraph of this form is kept."""
    block = QTextBlockFormat()
    block.setProperty(_FORM, form.value)
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setBottomMargin(_ITEM_GAP if form.is_list else _GAP)
    if form.is_list:
        block.setIndent(min(max(level, 0), DEEPEST) + 1)
    if form.is_heading:
        block.setHeadingLevel(1 if form is Form.HEADING_1 else 2)
        block.setTopMargin(_HEADING_GAP)
    return block


def form_of(block: QTextBlock) -> Form:
    """Return the form of a paragraph."""
    kept = block.blockFormat().stringProperty(_FORM)
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
    """Give every paragraph of a document."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """Give the stretches of one look in a paragraph."""
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1


def spans_of(block: QTextBlock) -> tuple[Span, ...]:
    """Return the spans of a paragraph."""
    return tuple(span_of(part.text(), part.charFormat()) for part in fragments(block))


def paragraph_of(block: QTextBlock) -> Paragraph:
    """Return a paragraph."""
    return Paragraph(spans_of(block), form_of(block), level_of(block))


def read(document: QTextDocument) -> RichText:
    """Return what a document of the editor says."""
    return normalized(RichText(tuple(paragraph_of(block) for block in blocks(document))))


class Reader(QObject):
    """Reads a document time and again; paragraphs that did not change are not read anew."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._read: dict[int, Paragraph] = {}
        document.contentsChange.connect(self._forget)

    def read(self) -> RichText:
        """Return what the document says."""
        known, now = self._read, {}
        for block in blocks(self._document):
            index = block.fragmentIndex()
            now[index] = known.get(index) or normal(paragraph_of(block))
        self._read = now
        return ended(now.values())

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
    paragraphs = normalized(text).paragraphs
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for place, paragraph in enumerate(paragraphs):
        kept = block_format(paragraph.form, paragraph.level)
        joins = len(paragraphs) == 1 and paragraph.form is Form.BODY
        if place > 0:
            cursor.insertBlock(kept, QTextCharFormat())
        elif not joins and not cursor.block().text():
            cursor.setBlockFormat(kept)
        for span in paragraph.spans:
            cursor.insertText(qt_text(span.text), char_format(span))
    cursor.endEditBlock()


def fill(document: QTextDocument, text: RichText, form: Form) -> None:
    """Make a document say just this text; an empty one has one paragraph of `form`."""
    document.clear()
    refill(document, text, form)


def refill(document: QTextDocument, text: RichText, form: Form) -> None:
    """Make a document say just this text, as one step of undo."""
    cursor = QTextCursor(document)
    paragraphs = normalized(text).paragraphs or (Paragraph((), form),)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    cursor.setBlockFormat(block_format(paragraphs[0].form, paragraphs[0].level))
    cursor.setBlockCharFormat(QTextCharFormat())
    for place, paragraph in enumerate(paragraphs):
        if place > 0:
            kept = block_format(paragraph.form, paragraph.level)
            cursor.insertBlock(kept, QTextCharFormat())
        for span in paragraph.spans:
            cursor.insertText(qt_text(span.text), char_format(span))
    cursor.endEditBlock()


def qt_text(text: str) -> str:
    """Return characters as they go into a paragraph of Qt's, where a newline would end it."""
    kept = text.replace("\n", _LINE_BREAK).translate(_QTS_OWN)
    return _BYTE_ORDER + kept if kept.startswith(_BYTE_ORDER) else kept
