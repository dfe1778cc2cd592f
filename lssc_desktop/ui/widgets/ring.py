"""A ring that closes as competencies become ready."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import Tokens

_WHOLE = 360 * 16  # Qt counts sixteenths of a degree
_TOP = 90 * 16
_HAIR = 1.0


def paint_ring(
    painter: QPainter, place: QRectF, done: int, total: int, tokens: Tokens, thickness: float
) -> None:
    """Draw a ring inside `place`, filled from the top for `done` of `total`."""
    half = thickness / 2
    circle = place.adjusted(half, half, -half, -half)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # In high contrast both are of one color; then only what is done is a thick line.
    empty = _HAIR if tokens.idle.line == tokens.accent else thickness
    painter.setPen(QPen(QColor(tokens.idle.line), empty))
    painter.drawEllipse(circle)
    if total > 0 and done > 0:
        pen = QPen(QColor(tokens.accent), thickness)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(circle, _TOP, -_WHOLE * min(done, total) // total)
    painter.restore()


class ProgressRing(QWidget):
    """A ring beside words that say the same; the words are also its name for a screen reader."""

    def __init__(
        self, theme: Theme, name: str, side: int = 18, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side = side
        self._done = 0
        self._total = 0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def set_progress(self, done: int, total: int, name: str) -> None:
        """Show `done` of `total`, and say it in words to a screen reader."""
        self._done = done
        self._total = total
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square at the text size in force."""
        side = self._theme.measure(self._side)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        place = QRectF(self.rect())
        paint_ring(
            painter, place, self._done, self._total, self._theme.tokens, place.width() * 0.17
        )
        painter.end()
