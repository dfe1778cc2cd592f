"""What was painted, read off a picture: its colors, its ink, and the lines that cross it.

Colors count as the same within a small tolerance, as edges and crossing strokes are smoothed.
"""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QWidget

_ALIKE = 2  # of 255, in each of red, green and blue
_CLEAR = 60  # of 255 in lightness: what one sees to be something else


class Painted:
    """A picture of a widget, in pixels of the screen; of a sharp one with `ratio` of them each."""

    def __init__(self, source: QWidget | QPixmap | QImage, ratio: int | None = None) -> None:
        if isinstance(source, QWidget) and ratio is not None:
            self._image = QImage(source.size() * ratio, QImage.Format.Format_RGB32)
            self._image.setDevicePixelRatio(ratio)
            source.render(self._image)
        elif isinstance(source, QImage):
            self._image = source
        else:
            shown = source.grab() if isinstance(source, QWidget) else source
            self._image = shown.toImage()

    @property
    def width(self) -> int:
        """The width in pixels."""
        return self._image.width()

    @property
    def height(self) -> int:
        """The height in pixels."""
        return self._image.height()

    def color(self, x: float, y: float) -> QColor:
        """The color at a place."""
        return self._image.pixelColor(round(x), round(y))

    def across(self, y: int) -> list[QColor]:
        """The colors of a row, from the left."""
        return [self.color(x, y) for x in range(self.width)]

    def down(self, x: int) -> list[QColor]:
        """The colors of a column, from the top."""
        return [self.color(x, y) for y in range(self.height)]

    def colors(self) -> set[str]:
        """Every color that covers what is below it, as `#RRGGBB`."""
        rows = (self.across(y) for y in range(self.height))
        return {color.name().upper() for row in rows for color in row if color.alpha() == 255}

    def holds(self, color: str) -> bool:
        """Whether anything has this color."""
        return any(is_like(QColor(each), color) for each in self.colors())

    def dark(self, below: int = 160) -> QRect:
        """The box around what is darker than this lightness; an empty one where nothing is."""
        return self._box(
            (x, y)
            for y in range(self.height)
            for x in range(self.width)
            if self.color(x, y).lightness() < below
        )

    def dark_rows(self, below: int = 160) -> list[int]:
        """The rows in which something is darker than this lightness."""
        return [y for y in range(self.height) if any(c.lightness() < below for c in self.across(y))]

    def added_to(self, other: "Painted") -> list[tuple[int, int]]:
        """The places that look clearly different from the same ones of another picture."""
        return [
            (x, y)
            for y in range(self.height)
            for x in range(self.width)
            if abs(self.color(x, y).lightness() - other.color(x, y).lightness()) > _CLEAR
        ]

    def box_added_to(self, other: "Painted") -> QRect:
        """The box around what looks clearly different from another picture."""
        return self._box(self.added_to(other))

    def _box(self, places: Iterable[tuple[int, int]]) -> QRect:
        box = QRect()
        for x, y in places:
            box = box.united(QRect(x, y, 1, 1))
        return box


def is_like(color: QColor, other: str | QColor) -> bool:
    """Whether two colors are the same to the eye."""
    wanted = QColor(other)
    pairs = zip(color.getRgb()[:3], wanted.getRgb()[:3], strict=True)  # type: ignore[index]  # always four
    return all(abs(one - two) <= _ALIKE for one, two in pairs)


def stripes(line: Iterable[QColor], color: str | QColor) -> list[int]:
    """The widths of the parts of a line that have a color, in order."""
    return [
        len(list(part)) for is_it, part in groupby(line, lambda each: is_like(each, color)) if is_it
    ]
