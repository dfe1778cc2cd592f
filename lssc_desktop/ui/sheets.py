"""A text laid out on sheets of paper and painted, beside the window's thread.

Nothing here is HTML, and nothing is fetched: words, headings, lists and the color of links.
"""

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from lssc_desktop.core.richtext import Form, Paragraph, RichText, numbers
from lssc_desktop.store.previews import PageSize
from lssc_desktop.ui.fonts import Type, type_font
from lssc_desktop.ui.tokens import LIGHT

SHEET = PageSize(612, 792)
"""A sheet of Letter paper in points."""

_PIXELS_OF_POINT = 96 / 72
_WIDTH, _HEIGHT = SHEET.width * _PIXELS_OF_POINT, SHEET.height * _PIXELS_OF_POINT
_MARGIN = 96
_INDENT = 26
_SIZES = {Form.HEADING_1: 22, Form.HEADING_2: 18}
_BODY_SIZE = 15
_LINE_HEIGHT = 105.0  # percent; Charis is set wide already


def count_sheets(text: RichText) -> int:
    """Return how many sheets a text takes."""
    return _document(text).pageCount()


def paint_sheet(text: RichText, number: int, size: QSize) -> QImage:
    """Return a sheet (from 0) in black on white, as large as asked."""
    document = _document(text)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size.width() / _WIDTH, size.height() / _HEIGHT)
    painter.translate(0, -number * _HEIGHT)
    document.drawContents(painter, QRectF(0, number * _HEIGHT, _WIDTH, _HEIGHT))
    painter.end()
    return image


def _document(text: RichText) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(_MARGIN)
    document.setDefaultFont(_font(Form.BODY))
    document.setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    document.setPageSize(QSizeF(_WIDTH, _HEIGHT))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for place, (paragraph, number) in enumerate(zip(text.paragraphs, numbers(text), strict=True)):
        if place:
            cursor.insertBlock()
        cursor.setBlockFormat(_block(paragraph))
        if paragraph.form.is_list:
            mark = "\u2022" if number is None else f"{number}."
            cursor.insertText(f"{mark}\t", _look(paragraph.form))
        for span in paragraph.spans:
            look = _look(paragraph.form, bold=span.bold, italic=span.italic, link=bool(span.link))
            cursor.insertText(span.text.replace("\n", "\u2028"), look)
    cursor.endEditBlock()
    return document


def _block(paragraph: Paragraph) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block.setBottomMargin(_BODY_SIZE * (0.3 if paragraph.form.is_list else 0.6))
    if paragraph.form.is_heading:
        block.setTopMargin(_BODY_SIZE * 0.6)
    if paragraph.form.is_list:
        block.setLeftMargin(_INDENT * (paragraph.level + 1))
        block.setTextIndent(-_INDENT)
        tab = QTextOption.Tab(_INDENT, QTextOption.TabType.LeftTab)
        block.setTabPositions([tab])
    return block


def _look(
    form: Form, *, bold: bool = False, italic: bool = False, link: bool = False
) -> QTextCharFormat:
    font = _font(form)
    font.setBold(bold or form.is_heading)
    font.setItalic(italic)
    look = QTextCharFormat()
    look.setFont(font)
    look.setForeground(QColor(LIGHT.accent if link else LIGHT.ink))
    look.setFontUnderline(link)
    return look


def _font(form: Form) -> QFont:
    font = type_font(Type.OWN_WORDS)
    font.setPixelSize(_SIZES.get(form, _BODY_SIZE))
    return font
