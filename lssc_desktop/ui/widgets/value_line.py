"""A line that shows one value, from which it can be selected and copied."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

_QTS_MARGIN = 2  # that Qt keeps free on both sides of the text of a line


class ValueLine(QLineEdit):
    """Where its value is longer than the line, that is to be seen: it ends with an ellipsis.

    With the keyboard in it, it is a line as any other, and shows the part at the cursor.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursorPosition(0)
        self.textChanged.connect(self._tell)

    @property
    def is_cut(self) -> bool:
        """Whether the value is longer than the line."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self._room().width()

    @property
    def shown(self) -> str:
        """The value as far as it is shown without the keyboard."""
        elided = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.text(), elided, self._room().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell in a tooltip what is not shown."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, with an ellipsis where it is cut."""
        if self.hasFocus() or not self.is_cut:
            super().paintEvent(event)
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(self.palette().text().color())
        painter.drawText(self._room(), Qt.AlignmentFlag.AlignVCenter, self.shown)
        painter.end()

    def _room(self) -> QRect:
        """Return where the value stands."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(element, option, self)
        return room.adjusted(_QTS_MARGIN, 0, -_QTS_MARGIN, 0)

    def _tell(self) -> None:
        self.setToolTip(self.text() if self.is_cut else "")
