"""The forecast of the pass rule as a bar, with the line from which on there are enough met."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import Forecast
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.evaluation import needed_label, rating_word
from lssc_desktop.ui.kit.bars import paint_hatch
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.mirroring import draw_picture, draw_words, mirror
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tokens import RADIUS, Tone, Type
from lssc_desktop.values import dataclass

_BAR = 34
_OVER = 4  # the line of what is needed stands out of the bar
_ICON = 16
_GAP = 6


@dataclass(frozen=True, slots=True)
class RatingShare:
    """One kind of rating: how many there are, and how it looks wherever it is shown."""

    word: str
    count: int
    icon: IconName
    tone: Tone
    filled: bool = False
    hatched: bool = False


def parts_of(forecast: Forecast) -> tuple[RatingShare, ...]:
    """Return the parts of a forecast, from met to not rated, empty ones too.

    A program of two ratings has no part for what is partially met.
    """
    rated_not_met = forecast.not_met - forecast.unrated
    parts = (
        RatingShare(rating_word(Rating.MET), forecast.met, "circle-check", Tone.OK, filled=True),
        RatingShare(rating_word(Rating.PARTIAL), forecast.partial, "half", Tone.WARN, hatched=True),
        RatingShare(rating_word(Rating.NOT_MET), rated_not_met, "circle-x", Tone.BAD),
        RatingShare(rating_word(None), forecast.unrated, "circle-dashed", Tone.IDLE),
    )
    if forecast.partial or Rating.PARTIAL in forecast.scale:
        return parts
    return (parts[0], *parts[2:])


class ForecastBar(QWidget):
    """A bar whose parts differ by number, icon and hatching, not by color alone."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = icons.theme
        self._forecast: Forecast | None = None
        self.setAccessibleName(_("Forecast"))
        speak_as(self, Speech.GRAPHIC)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme.changed.connect(self._apply_theme)

    def show_forecast(self, forecast: Forecast) -> None:
        """Show another forecast."""
        self._forecast = forecast
        counts = [f"{part.word}: {part.count}" for part in parts_of(forecast) if part.count]
        self.setAccessibleDescription(", ".join((*counts, needed_label(forecast))))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of label, bar and what stands out; the width is what there is."""
        bar = self._theme.measure(_BAR) + 2 * self._theme.measure(_OVER)
        return QSize(self._theme.measure(240), self._label_height() + bar)

    def minimumSizeHint(self) -> QSize:
        """Return the least that shows the parts apart."""
        return QSize(self._theme.measure(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the parts, their numbers, the edge, and the line of what is needed."""
        forecast = self._forecast
        if forecast is None or not forecast.total:
            return
        painter = QPainter(self)
        mirror(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self._theme.measure(_OVER)
        bar = QRectF(self.rect()).adjusted(0.5, self._label_height() + over, -0.5, -over)
        edge = QPainterPath()
        edge.addRoundedRect(bar, RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(edge)
        left = bar.left()
        for part in parts_of(forecast):
            width = bar.width() * part.count / forecast.total
            if part.count:
                box = QRectF(left, bar.top(), width, bar.height())
                self._paint_part(painter, part, box, self._needed_at(forecast, bar))
            left += width
        painter.restore()
        painter.setPen(QPen(QColor(self._theme.tokens.line_strong), 1))
        painter.drawPath(edge)
        self._paint_needed(painter, forecast, bar)
        painter.end()

    def _paint_part(
        self, painter: QPainter, part: RatingShare, box: QRectF, needed_at: float
    ) -> None:
        tokens = self._theme.tokens
        colors = tokens.tone(part.tone)
        painter.fillRect(box, QColor(colors.fg if part.filled else colors.bg))
        if part.hatched:
            paint_hatch(painter, box, QColor(colors.fg), self._theme.text_scale)
        if box.left() > 1:
            painter.fillRect(QRectF(box.left(), box.top(), 1, box.height()), QColor(tokens.surface))
        ink = tokens.surface if part.filled else colors.fg
        font = self._theme.font(Type.BODY_STRONG)
        text = str(part.count)
        text_width = QFontMetrics(font).horizontalAdvance(text)
        icon, gap = self._theme.measure(_ICON), self._theme.measure(_GAP)
        if icon + gap + text_width > box.width() - 4:  # the icon is in the legend too
            icon = gap = 0
        label = _label_box(box, icon + gap + text_width, needed_at)
        if part.hatched:
            painter.fillRect(label.adjusted(-5, 6, 5, -6), QColor(colors.bg))
        if icon:
            corner = QPointF(label.left(), box.center().y() - icon / 2)
            draw_picture(painter, corner, self._icons.pixmap(part.icon, ink, _ICON))
        painter.setFont(font)
        painter.setPen(QColor(ink))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        draw_words(painter, label, int(right), text)

    def _paint_needed(self, painter: QPainter, forecast: Forecast, bar: QRectF) -> None:
        tokens = self._theme.tokens
        over = self._theme.measure(_OVER)
        at = round(self._needed_at(forecast, bar))  # on whole pixels it is sharp
        line = QRectF(at - 1, bar.top() - over, 2, bar.height() + 2 * over)
        # Edges, because on the dark ground of what is met the line alone would vanish.
        painter.fillRect(line.adjusted(-1, over + 1, 1, -over - 1), QColor(tokens.surface))
        painter.fillRect(line, QColor(tokens.ink))
        font = self._theme.font(Type.CAPTION_STRONG)
        text = needed_label(forecast)
        width = QFontMetrics(font).horizontalAdvance(text) + 2
        left = min(max(0.0, at - width / 2), self.width() - width)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        place = QRectF(left, 0, width, self._label_height())
        draw_words(painter, place, int(Qt.AlignmentFlag.AlignCenter), text)

    @staticmethod
    def _needed_at(forecast: Forecast, bar: QRectF) -> float:
        share = min(1.0, forecast.needed / forecast.total)
        return min(bar.left() + bar.width() * share, bar.right() - 1)

    def _label_height(self) -> int:
        return QFontMetrics(self._theme.font(Type.CAPTION_STRONG)).height()

    def _apply_theme(self) -> None:
        self.updateGeometry()
        self.update()


def _label_box(box: QRectF, width: float, needed_at: float) -> QRectF:
    """Return the middle of a part, moved aside when the line of what is needed crosses it."""
    left = box.center().x() - width / 2
    apart = 10
    if left - apart < needed_at < left + width + apart:
        before, after = needed_at - apart - width, needed_at + apart
        if before >= box.left() + 2:
            left = before
        elif after + width <= box.right() - 2:
            left = after
    return QRectF(left, box.top(), width, box.height())
