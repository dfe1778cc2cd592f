"""The contact hours of a renewal: two rings, and beside them everything they say in words."""

from decimal import Decimal
from gettext import gettext as _

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lssc_desktop.core.renewal import RenewalReport
from lssc_desktop.messages.renewal import hours_text, missing_sentence, undocumented_sentence
from lssc_desktop.messages.renewal_page import (
    hours_line,
    of_hours_line,
    technology_line,
    to_go_line,
)
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.card import Card
from lssc_desktop.ui.widgets.labels import Label, icon_with_words

_WHOLE = 360 * 16  # Qt counts sixteenths of a degree
_TOP = 90 * 16
_SIDE = 150
_OUTER, _INNER = 12, 8  # thickness
_BETWEEN = 7
_SWATCH = 12


class HoursRing(QWidget):
    """The outer ring closes with the contact hours, the thinner inner one with technology."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: RenewalReport | None = None
        self.setAccessibleName(_("Contact hours"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_report(self, report: RenewalReport) -> None:
        """Show how many hours there are."""
        self._report = report
        self.setAccessibleDescription(missing_sentence(report))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square at the text size in force."""
        side = self._theme.measure(_SIDE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both rings and the number inside them."""
        report = self._report
        if report is None:
            return
        theme, measure = self._theme, self._theme.measure
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outer, inner = measure(_OUTER), measure(_INNER)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._ring(painter, place, outer, report.hours, report.rule.hours, theme.tokens.accent)
        inside = outer + measure(_BETWEEN)
        smaller = place.adjusted(inside, inside, -inside, -inside)
        needed = report.rule.technology_hours
        if needed:
            self._ring(painter, smaller, inner, report.technology, needed, theme.tokens.info.fg)
        self._write(painter, report)
        painter.end()

    def _ring(
        self,
        painter: QPainter,
        place: QRectF,
        thickness: float,
        done: Decimal,
        needed: Decimal,
        color: str,
    ) -> None:
        half = thickness / 2
        circle = place.adjusted(half, half, -half, -half)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.tokens.idle.bg), thickness))
        painter.drawEllipse(circle)
        if needed <= 0 or done <= 0:
            return
        pen = QPen(QColor(color), thickness)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(circle, _TOP, -round(_WHOLE * min(done / needed, Decimal(1))))

    def _write(self, painter: QPainter, report: RenewalReport) -> None:
        theme = self._theme
        middle = QRectF(self.rect())
        upper = QRectF(middle)
        upper.setBottom(middle.center().y() + theme.measure(8))
        lower = QRectF(middle)
        lower.setTop(upper.bottom())
        for place, text, type_, color, align in (
            (
                upper,
                hours_text(report.hours),
                Type.WELCOME,
                theme.tokens.ink,
                Qt.AlignmentFlag.AlignBottom,
            ),
            (
                lower,
                of_hours_line(report),
                Type.CAPTION,
                theme.tokens.ink2,
                Qt.AlignmentFlag.AlignTop,
            ),
        ):
            painter.setFont(theme.font(type_))
            painter.setPen(QColor(color))
            painter.drawText(place, align | Qt.AlignmentFlag.AlignHCenter, text)


class Swatch(QWidget):
    """The color of a ring beside its words: a square for the outer, a ring for the inner one."""

    def __init__(self, theme: Theme, *, inner: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inner = inner
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the room of the mark, as high as a line."""
        return QSize(self._theme.measure(_SWATCH + 2), self._theme.measure(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        tokens = self._theme.tokens
        side = self._theme.measure(_SWATCH)
        mark = QRectF(0, 0, side, side)
        mark.moveCenter(QPointF(QRectF(self.rect()).center()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._inner:
            painter.setPen(QPen(QColor(tokens.info.fg), side / 4))
            ring = mark.adjusted(side / 8, side / 8, -side / 8, -side / 8)
            painter.drawEllipse(ring)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(mark, 3, 3)
        painter.end()


class HoursCard(Card):
    """The rings with their legend."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        theme = icons.theme
        self.ring = HoursRing(theme)
        self.to_go = Label(theme, "", Type.H2)
        self.hours = Label(theme, "", Type.BODY)
        self.technology = Label(theme, "", Type.BODY)
        self.undocumented = Label(theme, "", Type.CAPTION, Ink.INK2)
        self._warning = icon_with_words(icons, "alert-triangle", self.undocumented, Ink.WARN, 16)

        words = QVBoxLayout()
        words.setSpacing(6)
        words.addStretch(1)
        words.addWidget(self.to_go)
        words.addWidget(_legend(theme, self.hours, inner=False))
        self._technology = _legend(theme, self.technology, inner=True)
        words.addWidget(self._technology)
        words.addWidget(self._warning)
        words.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addLayout(words, 1)
        self.content.addLayout(across)

    def show_report(self, report: RenewalReport) -> None:
        """Show how many hours there are, of which kind, and what is missing."""
        self.ring.show_report(report)
        self.to_go.setText(to_go_line(report))
        self.hours.set_led_text(*hours_line(report))
        self.technology.set_led_text(*technology_line(report))
        self._technology.setVisible(bool(report.rule.technology_hours))
        undocumented = undocumented_sentence(report)
        self.undocumented.setText(undocumented)
        self._warning.setVisible(bool(undocumented))


def _legend(theme: Theme, label: Label, *, inner: bool) -> QWidget:
    legend = QWidget()
    row = QHBoxLayout(legend)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Swatch(theme, inner=inner), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label, 1)
    return legend
