"""What is kept of a Word file, in the editor: one object each, drawn with its name.

The object carries all that it stands for, so that undo, cut and paste carry it along.
"""

import json
from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from lssc_desktop.core.plain import from_data, to_data
from lssc_desktop.core.text.richtext import (
    KeptContent,
    Paragraph,
    RichText,
    Span,
    UnsupportedContent,
    kept_in,
    with_kept,
)
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.ui.kit.theme import Theme

OBJECT = "\ufffc"
"""The character that stands for an object in Qt's texts."""

_CONTENT = QTextFormat.Property.UserProperty.value + 2
_TYPE = QTextFormat.ObjectTypes.UserObject.value + 1
_REMEMBERED = 2000
_PADDING = 6.0
_WIDEST = 10_000.0

type Data = dict[str, object]


def kept_format(paragraphs: tuple[Paragraph, ...]) -> QTextCharFormat:
    """Return the format of the object that stands for a kept block."""
    return _object(_encoded(paragraphs, is_block=True))


def mark_format(spans: tuple[Span, ...]) -> QTextCharFormat:
    """Return the format of the object that stands for something kept in a paragraph."""
    return _object(_encoded((Paragraph(spans),), is_block=False))


def kept_block(characters: QTextCharFormat) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the kept block that an object is, () for any other character."""
    found = _content(characters)
    return found[1] if found is not None and found[0] else ()


def kept_mark(characters: QTextCharFormat) -> tuple[Span, ...]:
    """Return the spans of the kept thing that an object is, () for any other character."""
    found = _content(characters)
    return found[1][0].spans if found is not None and not found[0] else ()


def is_kept(characters: QTextCharFormat) -> bool:
    """Whether a character is an object that stands for something kept."""
    return characters.hasProperty(_CONTENT)


def is_kept_block(block: QTextBlock) -> bool:
    """Whether a paragraph of the editor is one kept block."""
    text = block.text() if block.isValid() else ""
    if OBJECT not in text:
        return False
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + text.index(OBJECT) + 1)
    return bool(kept_block(cursor.charFormat()))


def kept_ids(text: RichText) -> frozenset[str]:
    """Return the names of everything kept in a text."""
    return frozenset(kept.id for kept in kept_in(text))


def without_kept(text: RichText, unwanted: Iterable[str]) -> RichText:
    """Return a text in which some of what is kept is only the words that it shows."""
    gone = frozenset(unwanted)
    return with_kept(text, lambda kept: None if kept.id in gone else kept)


def _object(content: str) -> QTextCharFormat:
    characters = QTextCharFormat()
    characters.setObjectType(_TYPE)
    characters.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBottom)
    characters.setProperty(_CONTENT, content)
    return characters


def _content(characters: QTextCharFormat) -> tuple[bool, tuple[Paragraph, ...]] | None:
    kept = characters.stringProperty(_CONTENT)
    return _decoded(kept) if kept else None


def _encoded(paragraphs: tuple[Paragraph, ...], *, is_block: bool) -> str:
    return json.dumps([is_block, to_data(paragraphs)], ensure_ascii=False)


@lru_cache(maxsize=_REMEMBERED)
def _decoded(content: str) -> tuple[bool, tuple[Paragraph, ...]]:
    is_block, data = json.loads(content)
    return bool(is_block), from_data(tuple[Paragraph, ...], data)


# Drawing ----------------------------------------------------------------------------------------


class KeptObject(QPyTextObject):
    """Draws what is kept, in one line of the text."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        document.documentLayout().registerHandler(_TYPE, self)

    def intrinsicSize(self, doc: QTextDocument, _place: int, shown: QTextFormat) -> QSizeF:
        """Return the size of an object: as wide as its name, at most as the text."""
        metrics = QFontMetricsF(doc.defaultFont())
        width = metrics.horizontalAdvance(_label(shown)) + 2 * _PADDING
        room = doc.textWidth() - 2 * doc.documentMargin()
        return QSizeF(min(width, room if room > 0 else _WIDEST), metrics.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        _place: int,
        shown: QTextFormat,
    ) -> None:
        """Draw an object."""
        rect = QRectF(rect)
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line_strong))
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QColor(tokens.ink2))
        painter.setFont(doc.defaultFont())
        inside = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        metrics = QFontMetricsF(doc.defaultFont())
        label = metrics.elidedText(_label(shown), Qt.TextElideMode.ElideRight, inside.width() + 1)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, label)
        painter.restore()


def _label(shown: QTextFormat) -> str:
    characters = shown.toCharFormat()
    block = kept_block(characters)
    if block and block[0].kept is not None:
        words = " ".join(item.text for item in block if item.text.strip())
        return _kept_label(block[0].kept, words)
    spans = kept_mark(characters)
    if spans and spans[0].kept is not None:
        return _kept_label(spans[0].kept, "".join(span.text for span in spans))
    return ""


def _kept_label(kept: KeptContent, text: str) -> str:
    """Name something that is kept as it is, in the text where it stands.

    `text` is what it says: a field or a link shows just that.
    """
    words = " ".join(text.split())
    if kept.kind is UnsupportedContent.TABLE:
        return ngettext("Table, {count} row", "Table, {count} rows", kept.count).format(
            count=kept.count
        )
    if kept.kind is UnsupportedContent.FOOTNOTE and kept.count:
        return _("Note {number}").format(number=kept.count)
    if kept.kind is UnsupportedContent.SYMBOL and words and "\ufffd" not in words:
        return words
    names = {
        UnsupportedContent.CHART: _("Chart"),
        UnsupportedContent.COMMENT: _("Paragraph with a comment"),
        UnsupportedContent.DIAGRAM: _("Diagram"),
        UnsupportedContent.EMBEDDED_OBJECT: _("Embedded object"),
        UnsupportedContent.FOOTNOTE: _("Notes"),
        UnsupportedContent.FORM: _("Form field"),
        UnsupportedContent.HIDDEN_TEXT: _("Hidden text"),
        UnsupportedContent.PAGE_BREAK: _("Page break"),
        UnsupportedContent.PICTURE: _("Picture"),
        UnsupportedContent.SECTION: _("Section break"),
        UnsupportedContent.SHAPE: _("Drawing"),
        UnsupportedContent.SYMBOL: _("Symbol"),
        UnsupportedContent.TEXT_BOX: _("Text box"),
        UnsupportedContent.TRACKED_CHANGE: _("Paragraph with tracked changes"),
    }
    name = names.get(kept.kind, "")
    if not name:
        return words or _("Edited in Word")
    return _("{name}: {words}").format(name=name, words=words) if words else name
