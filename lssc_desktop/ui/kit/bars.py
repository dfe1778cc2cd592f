"""Progress bars, rings and lines of days, and the hatching that parts a bar without color."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimerEvent
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHideEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from lssc_desktop.ui.kit.mirroring import draw_words, mirror
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Tokens, Tone, Type
from lssc_desktop.values import dataclass

THIN = 6
THICK = 14
_SHORTEST = 60
_TICK = 40  # milliseconds between two steps of a bar that only moves
_TICKS_ACROSS = 45
_MOVING_PART = 0.28

_FULL_CIRCLE = 360 * 16  # Qt counts sixteenths of a degree
_TOP = 90 * 16
_HAIRLINE = 1.0

_FLAG_SIDE = 9  # before and after the word on a flag

_HATCH_WIDTH = 1.5
_HATCH_STEP = 7  # pixels between two lines


class ProgressLine(QProgressBar):
    """A bar that fills: how far a set has come, how much of a job is done.

    It has no words. Thin, on a card, it stands beside words that say the same; thick, it is that of
    a job, whose name and value are there for a screen reader. `set_progress(0, 0)` is a length that
    nobody knows: a part of the bar moves; for users who want less motion, the whole bar is hatched.
    """

    def __init__(
        self, theme: Theme, name: str, height: int = THIN, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self._tone = Tone.ACCENT
        self._tick = 0
        self._timer: int | None = None
        self.setAccessibleName(name)
        if height < THICK:
            speak_as(self, Speech.DECORATION)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)
        theme.changed.connect(self._start_or_stop_moving)

    @property
    def is_moving(self) -> bool:
        """Whether a part of the bar moves, because the length is not known."""
        return self._timer is not None

    def set_tone(self, tone: Tone) -> None:
        """Fill in another tone: green for what is achieved."""
        self._tone = tone
        self.update()

    def set_progress(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done; a total of 0 is not known.

        Bytes of any number fit: Qt's own bar stops at two thousand million.
        """
        steps = min(max(total, 0), 1_000_000)
        value = min(done, total) * steps // total if steps else self.value()
        if (steps, value) == (self.maximum(), self.value()):
            return
        # Qt's own bar paints at once whatever is to be painted in the window, and may do so twice.
        self.setUpdatesEnabled(False)
        self.setRange(0, steps)
        if steps:
            self.setValue(value)
        self.setUpdatesEnabled(True)
        self._start_or_stop_moving()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height; the width is what there is."""
        return QSize(self._theme.measure(_SHORTEST) * 2, self._theme.measure(self._height))

    def minimumSizeHint(self) -> QSize:
        """Return the least that shows a share."""
        return QSize(self._theme.measure(_SHORTEST), self._theme.measure(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the groove, and in it what is done."""
        tokens = self._theme.tokens
        groove = QRectF(self.rect())
        groove.adjust(0.5, 0.5, -0.5, -0.5)
        round_ = groove.height() / 2
        painter = QPainter(self)
        mirror(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.idle.bg))
        painter.drawRoundedRect(groove, round_, round_)
        clip = QPainterPath()
        clip.addRoundedRect(groove, round_, round_)
        painter.setClipPath(clip)
        color = QColor(tokens.tone(self._tone).fg)
        if self.maximum() == 0 and self._theme.reduced_motion:
            paint_hatch(painter, groove, color, self._theme.text_scale)
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setBrush(color)
            painter.drawRoundedRect(self._filled(groove), round_, round_)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.line_strong), 1))
        painter.drawRoundedRect(groove, round_, round_)
        painter.end()

    def timerEvent(self, _event: QTimerEvent) -> None:
        """Move the part that says we are still at it."""
        self._tick = (self._tick + 1) % _TICKS_ACROSS
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Move only while seen."""
        super().showEvent(event)
        self._start_or_stop_moving()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._start_or_stop_moving()

    def _filled(self, groove: QRectF) -> QRectF:
        filled = QRectF(groove)
        if self.maximum() == 0:
            filled.setWidth(groove.width() * _MOVING_PART)
            across = groove.width() + filled.width()
            filled.moveLeft(groove.left() - filled.width() + across * self._tick / _TICKS_ACROSS)
        else:
            filled.setWidth(groove.width() * self.value() / self.maximum())
        return filled

    def _start_or_stop_moving(self) -> None:
        is_unknown = self.maximum() == 0
        moving = is_unknown and self.isVisible() and not self._theme.reduced_motion
        if moving and self._timer is None:
            self._timer = self.startTimer(_TICK)
        elif not moving and self._timer is not None:
            self.killTimer(self._timer)
            self._timer = None


# Progress ring ----------------------------------------------------------------------------------


def paint_ring(
    painter: QPainter, place: QRectF, done: int, total: int, tokens: Tokens, thickness: float
) -> None:
    """Draw a ring inside `place`, filled from the top for `done` of `total`."""
    half = thickness / 2
    circle = place.adjusted(half, half, -half, -half)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # What is left is thin, as in high contrast both are of one color.
    painter.setPen(QPen(QColor(tokens.line_strong), _HAIRLINE))
    painter.drawEllipse(circle)
    if total > 0 and done > 0:
        pen = QPen(QColor(tokens.accent), thickness)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(circle, _TOP, -_FULL_CIRCLE * min(done, total) // total)
    painter.restore()


# Hatching ---------------------------------------------------------------------------------------


def paint_hatch(painter: QPainter, box: QRectF, color: QColor, scale: float = 1.0) -> None:
    """Draw slanted lines inside a box, and inside of what the painter is clipped to already.

    As far apart on every screen, which the patterns of Qt are not: they count device pixels.
    """
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(color, _HATCH_WIDTH))
    step = round(_HATCH_STEP * scale)
    at = box.left()
    while at < box.right() + box.height():
        painter.drawLine(QPointF(at, box.top()), QPointF(at - box.height(), box.bottom()))
        at += step
    painter.restore()


# Lines of days ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a line of days: its ends, the colors of ground and edge, and its hatching."""

    begin: date
    end: date
    ground: str
    edge: str
    hatched: bool = False


class DayLine(QWidget):
    """The base of a painted line of days: a bar with bands on it, a flag for today, and words.

    Whoever draws one says by `_bar` where the bar lies, and what days it has by `_set_days`.
    """

    def __init__(self, theme: Theme, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._first = self._last = self._today = date.min
        self.setAccessibleName(name)
        speak_as(self, Speech.GRAPHIC)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def _set_days(self, first: date, last: date, today: date) -> None:
        self._first, self._last, self._today = first, last, today

    def _bar(self) -> QRectF:
        """Return the place of the bar."""
        raise NotImplementedError

    def _x(self, day: date) -> float:
        """Return where a day lies, never beside the bar."""
        bar, whole = self._bar(), (self._last - self._first).days
        share = (day - self._first).days / whole if whole else 1.0
        return bar.left() + bar.width() * min(max(share, 0.0), 1.0)

    def _row_height(self) -> float:
        return self._metrics(Type.CAPTION).height()

    def _metrics(self, type_: Type) -> QFontMetricsF:
        return QFontMetricsF(self._theme.font(type_))

    def _flag(self, words: str, air: int) -> QRectF:
        """Return the place of today's flag at the top, `air` higher than its words."""
        measure, bar = self._theme.measure, self._bar()
        width = self._metrics(Type.CAPTION_STRONG).horizontalAdvance(words)
        flag = QRectF(0, 0, width + 2 * measure(_FLAG_SIDE), self._row_height() + measure(air))
        flag.moveCenter(QPointF(self._x(self._today), flag.center().y()))
        flag.moveLeft(max(min(flag.left(), bar.right() - flag.width()), bar.left()))
        return flag

    def _draw_flag(self, painter: QPainter, flag: QRectF, words: str, end: float) -> None:
        """Draw today's flag, and its pole down to `end`."""
        tokens = self._theme.tokens
        # On the first and the last day it stands at the edge of the flag, not half beside it.
        x = min(max(self._x(self._today), flag.left() + 1), flag.right() - 1)
        painter.setPen(QPen(QColor(tokens.ink), 2))
        painter.drawLine(QPointF(x, flag.bottom()), QPointF(x, end))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.ink))
        painter.drawRoundedRect(flag, 4, 4)
        middle = Qt.AlignmentFlag.AlignCenter
        self._write(painter, flag, words, Type.CAPTION_STRONG, tokens.bg, middle)

    def _draw_bands(self, painter: QPainter, bands: Iterable[Band]) -> None:
        """Draw bands over one another; the ends of the bar are round."""
        bar = self._bar()
        box = bar.adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(box, box.height() / 2, box.height() / 2)
        for band in bands:
            stretch = QRectF(bar)
            if band.begin > self._first:
                stretch.setLeft(self._x(band.begin))
            if band.end < self._last:
                stretch.setRight(self._x(band.end))
            painter.save()
            painter.setClipRect(stretch)
            painter.fillPath(shape, QColor(band.ground))
            if band.hatched:
                painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
                paint_hatch(painter, stretch, QColor(band.edge), self._theme.text_scale)
                painter.setClipRect(stretch)
            painter.setPen(QPen(QColor(band.edge), 1))
            painter.drawPath(shape)
            painter.restore()

    def _write(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        type_: Type,
        color: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        painter.setFont(self._theme.font(type_))
        painter.setPen(QColor(color))
        draw_words(painter, place, int(align) | int(Qt.TextFlag.TextSingleLine), text)
