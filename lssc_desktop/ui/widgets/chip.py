"""A status in words and icon on a tinted ground, and the tile of an icon."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Tone

_ICON_SIZE = 14
_GAP = 5
_SIDE = 7  # before the icon
_END = 9  # after the words
_AIR = 3  # above and below


class StatusChip(QLabel):
    """A status: icon, word, and their tone. A screen reader reads the word.

    Without an icon it is a count, such as "3 open".
    """

    def __init__(
        self,
        icons: Icons,
        icon: IconName | None,
        text: str,
        tone: Tone,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon = icon
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)
        self._dress()
        icons.theme.changed.connect(self._dress)

    @property
    def tone(self) -> Tone:
        """The tone of the status shown."""
        return self._tone

    def set_status(self, icon: IconName | None, text: str, tone: Tone) -> None:
        """Show another status."""
        self._icon = icon
        self._tone = tone
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for icon and words, whatever their size."""
        measure = self._icons.theme.measure
        words = self.fontMetrics()
        width = words.horizontalAdvance(self.text()) + measure(_END)
        width += (
            measure(_SIDE) + measure(_ICON_SIZE) + measure(_GAP) if self._icon else measure(_END)
        )
        height = max(words.height(), measure(_ICON_SIZE)) + 2 * measure(_AIR)
        return QSize(max(width, height), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a status is never cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the icon and the words."""
        theme = self._icons.theme
        colors = theme.tokens.tone(self._tone)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.line), 1))
        painter.setBrush(QColor(colors.bg))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(colors.fg))
        if self._icon is None:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        else:
            side = theme.measure(_ICON_SIZE)
            left = theme.measure(_SIDE)
            picture = self._icons.pixmap(self._icon, colors.fg, _ICON_SIZE)
            painter.drawPixmap(QPoint(left, (self.height() - side) // 2), picture)
            words = self.rect().adjusted(left + side + theme.measure(_GAP), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _dress(self) -> None:
        self.setFont(self._icons.theme.font(Type.CAPTION_STRONG))
        self.updateGeometry()
        self.update()


class IconTile(QWidget):
    """An icon on a tinted square with a line around, in front of a step or a choice."""

    def __init__(
        self,
        icons: Icons,
        icon: IconName,
        tone: Tone,
        side: int = 26,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._icon = icon
        self._tone = tone
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        icons.theme.changed.connect(self._dress)

    def set_icon(self, icon: IconName, tone: Tone) -> None:
        """Show another icon in another tone."""
        self._icon = icon
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square at the text size in force."""
        side = self._icons.theme.measure(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the square and the icon in its middle."""
        theme = self._icons.theme
        colors = theme.tokens.tone(self._tone)
        icon_size = 16 if self._side < 40 else 25  # noqa: PLR2004 - the two sizes of tiles
        radius = self.width() * (0.23 if self._side < 40 else 0.22)  # noqa: PLR2004 - the same
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.fg), 1))
        painter.setBrush(QColor(colors.bg))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        corner = (self.width() - theme.measure(icon_size)) // 2
        painter.drawPixmap(
            QPoint(corner, corner), self._icons.pixmap(self._icon, colors.fg, icon_size)
        )
        painter.end()

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
