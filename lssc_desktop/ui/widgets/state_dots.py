"""How far a package is, as five dots on a line: draft, packaged, sent, received, decided."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lssc_desktop.core.submission import Standing
from lssc_desktop.messages.submissions import STEP_OF, way_name
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import Tone

STEPS = 5
WIDTH = 128
"""How wide the dots are, at text of the usual size."""
_PASSED = 10  # how wide a dot is that lies behind
_HERE = 12
_AHEAD = 8
_LINE = 2


class StateDots(QWidget):
    """Painted; the words are its name for a screen reader. Dashed is uncertain."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._standing = Standing.DRAFT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    def show_standing(self, standing: Standing, word: str) -> None:
        """Show how far another package is; `word` names its state."""
        self._standing = standing
        said = way_name(standing, word)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room at the text size in force."""
        measure = self._theme.measure
        return QSize(measure(WIDTH), measure(_HERE) + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the same: dots are never cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, what is behind, where it stands, and what is ahead."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = STEP_OF[self._standing]
        places = self._places()
        self._draw_line(painter, places, here)
        for step, place in enumerate(places):
            if step < here or self._standing is Standing.ACHIEVED:
                self._draw_dot(painter, place, _PASSED, filled=True)
            elif step > here:
                self._draw_ahead(painter, place)
            else:
                self._draw_here(painter, place)
        painter.end()

    def _places(self) -> list[QPointF]:
        side = self._theme.measure(_HERE) / 2 + 2
        apart = (self.width() - 2 * side) / (STEPS - 1)
        middle = self.height() / 2
        return [QPointF(side + step * apart, middle) for step in range(STEPS)]

    def _color(self) -> str:
        tokens = self._theme.tokens
        return tokens.ok.fg if self._standing is Standing.ACHIEVED else tokens.accent

    def _draw_line(self, painter: QPainter, places: list[QPointF], here: int) -> None:
        tokens = self._theme.tokens
        painter.setPen(QPen(QColor(tokens.idle.line), _LINE))
        painter.drawLine(places[here], places[-1])
        painter.setPen(QPen(QColor(self._color()), _LINE))
        painter.drawLine(places[0], places[here])

    def _draw_dot(self, painter: QPainter, place: QPointF, wide: int, *, filled: bool) -> None:
        color = QColor(self._color())
        painter.setPen(QPen(color, _LINE))
        painter.setBrush(color if filled else QColor(self._theme.tokens.surface))
        painter.drawEllipse(self._circle(place, wide - _LINE))

    def _draw_ahead(self, painter: QPainter, place: QPointF) -> None:
        tokens = self._theme.tokens
        painter.setPen(QPen(QColor(tokens.line_strong), 1))
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(self._circle(place, _AHEAD))

    def _draw_here(self, painter: QPainter, place: QPointF) -> None:
        tokens = self._theme.tokens
        tone = {
            Standing.UNCERTAIN: Tone.WARN,
            Standing.UNREADABLE: Tone.WARN,
            Standing.REVISION_ASKED: Tone.WARN,
            Standing.NOT_ACHIEVED: Tone.BAD,
        }.get(self._standing)
        color = QColor(self._color() if tone is None else tokens.tone(tone).fg)
        pen = QPen(color, _LINE + 1)
        if self._standing in {Standing.UNCERTAIN, Standing.UNREADABLE}:
            pen = QPen(color, _LINE)
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([1.6, 1.4])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.surface if tone is None else tokens.tone(tone).bg))
        painter.drawEllipse(self._circle(place, _HERE - 1))

    def _circle(self, middle: QPointF, wide: int) -> QRectF:
        side = float(self._theme.measure(wide))
        circle = QRectF(0, 0, side, side)
        circle.moveCenter(middle)
        return circle

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
