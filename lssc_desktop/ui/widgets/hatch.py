"""Slanted lines over a part of a bar: it is told by more than its color."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

_LINE = 1.5
_STEP = 7
"""Pixels between two lines."""


def paint_hatch(painter: QPainter, box: QRectF, color: QColor, scale: float = 1.0) -> None:
    """Draw the lines inside a box, and inside of what the painter is clipped to already.

    As far apart on every screen, which the patterns of Qt are not: they count device pixels.
    """
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(color, _LINE))
    step = round(_STEP * scale)
    at = box.left()
    while at < box.right() + box.height():
        painter.drawLine(QPointF(at, box.top()), QPointF(at - box.height(), box.bottom()))
        at += step
    painter.restore()
