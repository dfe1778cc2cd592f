"""Painting for languages that are read from right to left: sides change, words and pictures stay.

What is painted counts from the left, everywhere. `mirror` turns the painter once, at the beginning;
words and pictures are drawn by the functions here, which turn them back in their place.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

_FROM_THE_RIGHT = Qt.LayoutDirection.RightToLeft


def mirror(painter: QPainter, within: QRect | QRectF) -> None:
    """Change left and right inside a box from now on, if the painter's words are read so."""
    if painter.layoutDirection() is _FROM_THE_RIGHT:
        _turn(painter, QRectF(within))


def draw_words(painter: QPainter, place: QRect | QRectF, flags: int, words: str) -> None:
    """Draw words in a box that may be on the other side; so is what they are aligned to."""
    with upright(painter, place):
        painter.drawText(QRectF(place), flags, words)


def draw_picture(painter: QPainter, corner: QPointF, picture: QPixmap) -> None:
    """Draw a picture whose upper left corner is counted from the left."""
    size = QSizeF(picture.deviceIndependentSize())
    with upright(painter, QRectF(corner, size)):
        painter.drawPixmap(corner, picture)


@contextmanager
def upright(painter: QPainter, place: QRect | QRectF) -> Iterator[None]:
    """Draw what is in a box the right way around: words, pictures, and what turns as clocks do."""
    if not _is_turned(painter):
        yield
        return
    painter.save()
    _turn(painter, QRectF(place))
    yield
    painter.restore()


def leading_edge(painter: QPainter, box: QRect, width: int) -> QRect:
    """Return the strip of a box where reading begins."""
    strip = QRect(box.left(), box.top(), width, box.height())
    if painter.layoutDirection() is _FROM_THE_RIGHT and not _is_turned(painter):
        strip.moveRight(box.right())
    return strip


def trailing_edge(painter: QPainter, box: QRect, width: int) -> QRect:
    """Return the strip of a box where reading ends."""
    strip = QRect(box.left(), box.top(), width, box.height())
    if painter.layoutDirection() is not _FROM_THE_RIGHT or _is_turned(painter):
        strip.moveRight(box.right())
    return strip


def counted_from_left(widget: QWidget, x: float) -> float:
    """Return where a point of a widget is for what was painted after `mirror`."""
    return widget.width() - x if widget.isRightToLeft() else x


def _turn(painter: QPainter, within: QRectF) -> None:
    painter.translate(within.left() + within.right(), 0)
    painter.scale(-1, 1)


def _is_turned(painter: QPainter) -> bool:
    return painter.transform().m11() < 0
