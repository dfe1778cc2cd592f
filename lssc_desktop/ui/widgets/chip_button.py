"""A status that changes when it is pressed, such as Primary and Secondary."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from lssc_desktop.ui.focus import set_ring_radius
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import SMALLEST_TARGET, Tone

_ICON = 14
_GAP = 5
_SIDE = 7
_END = 9


class ChipButton(QAbstractButton):
    """Looks like a `StatusChip`; Enter and Space press it. Its name says what it is about."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon: IconName = "star"
        self._tone = Tone.IDLE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_ring_radius(self, SMALLEST_TARGET // 2)
        icons.theme.changed.connect(self._dress)
        self._dress()

    def set_status(self, icon: IconName, text: str, tone: Tone) -> None:
        """Show a status."""
        self._icon, self._tone = icon, tone
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for icon and word, no smaller than the smallest target."""
        measure = self._icons.theme.measure
        width = self.fontMetrics().horizontalAdvance(self.text())
        width += measure(_SIDE + _ICON + _GAP + _END)
        return QSize(width, max(self.fontMetrics().height() + 4, measure(SMALLEST_TARGET)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the icon and the word; the line is stronger under the pointer."""
        theme = self._icons.theme
        colors = theme.tokens.tone(self._tone)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.fg if self.underMouse() else colors.line), 1))
        painter.setBrush(QColor(colors.bg))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        side, left = theme.measure(_ICON), theme.measure(_SIDE)
        picture = self._icons.pixmap(self._icon, colors.fg, _ICON)
        painter.drawPixmap(left, (self.height() - side) // 2, picture)
        painter.setPen(QColor(colors.fg))
        words = self.rect().adjusted(left + side + theme.measure(_GAP), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _dress(self) -> None:
        self.setFont(self._icons.theme.font(Type.CAPTION_STRONG))
        self.updateGeometry()
        self.update()
