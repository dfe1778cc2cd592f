"""A text laid out on sheets of paper and painted, beside the window's thread.

Nothing here is HTML, and nothing is fetched: words, headings, lists and the color of links. Line
by line, because a whole document of Qt's would want the timers of a thread that has none.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from lssc_desktop.core.richtext import Form, Paragraph, RichText, Span, numbers
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
_AFTER, _AFTER_ITEM, _BEFORE_HEADING = 9, 4, 8
_LINE_BREAK = "\u2028"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line, where it stands on which sheet; `layout` keeps it alive."""

    sheet: int
    place: QPointF
    line: QTextLine
    layout: QTextLayout


def count_sheets(text: RichText) -> int:
    """Return how many sheets a text takes."""
    return max((placed.sheet for placed in _lines(text)), default=0) + 1


def paint_sheet(text: RichText, number: int, size: QSize) -> QImage:
    """Return a sheet (from 0) in black on white, as large as asked."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(LIGHT.ink))
    painter.scale(size.width() / _WIDTH, size.height() / _HEIGHT)
    for placed in _lines(text):
        if placed.sheet == number:
            placed.line.draw(painter, placed.place)
        elif placed.sheet > number:
            break
    painter.end()
    return image


def _lines(text: RichText) -> Iterator[_Placed]:
    """Yield every line in reading order."""
    sheet, y = 0, float(_MARGIN)
    for paragraph, number in zip(text.paragraphs, numbers(text), strict=True):
        if paragraph.form.is_heading and y > _MARGIN:
            y += _BEFORE_HEADING
        layout = _laid_out(paragraph, number)
        for place in range(layout.lineCount()):
            line = layout.lineAt(place)
            if y + line.height() > _HEIGHT - _MARGIN and y > _MARGIN:
                sheet, y = sheet + 1, float(_MARGIN)
            yield _Placed(sheet, QPointF(_MARGIN, y), line, layout)
            y += line.height()
        y += _AFTER_ITEM if paragraph.form.is_list else _AFTER


def _laid_out(paragraph: Paragraph, number: int | None) -> QTextLayout:
    """Return the lines of a paragraph, each at its indent and at no height yet."""
    spans = paragraph.spans
    if paragraph.form.is_list:
        mark = "\u2022" if number is None else f"{number}."
        spans = (Span(f"{mark}\t"), *spans)
    layout = QTextLayout(_characters(spans), _font(paragraph.form))
    layout.setFormats(_formats(spans, paragraph.form))
    layout.setTextOption(_option())
    indent = _INDENT * (paragraph.level + 1) if paragraph.form.is_list else 0
    layout.beginLayout()
    hanging = _INDENT if paragraph.form.is_list else 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(_WIDTH - 2 * _MARGIN - indent + hanging)
        line.setPosition(QPointF(indent - hanging, 0))
        hanging = 0
    layout.endLayout()
    return layout


def _characters(spans: tuple[Span, ...]) -> str:
    """Return the characters as they are laid out."""
    return "".join(span.text for span in spans).replace("\n", _LINE_BREAK)


def _formats(spans: tuple[Span, ...], form: Form) -> list[QTextLayout.FormatRange]:
    formats = []
    start = 0
    for span in spans:
        found = QTextLayout.FormatRange()
        # Qt counts in units of UTF-16, of which characters beyond the first plane take two.
        length = len(span.text.encode("utf-16-le")) // 2
        found.start, found.length = start, length
        found.format = _look(span, form)
        formats.append(found)
        start += length
    return formats


def _option() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabs([QTextOption.Tab(_INDENT, QTextOption.TabType.LeftTab)])
    return option


def _look(span: Span, form: Form) -> QTextCharFormat:
    font = _font(form)
    font.setBold(span.bold or form.is_heading)
    font.setItalic(span.italic)
    font.setUnderline(bool(span.link))
    look = QTextCharFormat()
    look.setFont(font)
    if span.link:
        look.setForeground(QColor(LIGHT.accent))
    return look


def _font(form: Form) -> QFont:
    font = type_font(Type.OWN_WORDS)
    font.setPixelSize(_SIZES.get(form, _BODY_SIZE))
    return font
