"""How the forms of a text look in the editor: painted over it, never kept in it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
)

from lssc_desktop.core.pages import BODY_SIZE, HEADING_1_SIZE, HEADING_2_SIZE
from lssc_desktop.core.richtext import Form, Paragraph, RichText, numbers
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.widgets.editor_format import blocks, form_of, fragments, level_of

_BULLETS = ("\u2022", "\u25e6", "\u25aa")
_MARK_GAP = 7
_SIZES = {
    Form.HEADING_1: HEADING_1_SIZE / BODY_SIZE,
    Form.HEADING_2: HEADING_2_SIZE / BODY_SIZE,
}


class Looks(QSyntaxHighlighter):
    """Shows headings large and links as links, in the colors the theme has when it is asked."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme

    def highlightBlock(self, _text: str) -> None:
        """Dress one paragraph."""
        block = self.currentBlock()
        size = _SIZES.get(form_of(block))
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
        """Count the items anew when a number is next drawn: the text changed."""
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
