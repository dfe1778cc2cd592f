"""When a certification can be renewed: a line from the opening of the window to its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lssc_desktop.core.renewal import RenewalReport, WindowState
from lssc_desktop.messages.days import short_day
from lssc_desktop.messages.renewal import window_sentence, window_word
from lssc_desktop.messages.renewal_page import grace_months, left_words, months_before
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import Ink, Tone
from lssc_desktop.ui.widgets.buttons import link_button
from lssc_desktop.ui.widgets.card import Card
from lssc_desktop.ui.widgets.chip import StatusChip
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.hatch import paint_hatch
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.section import SectionHead

STATE_LOOKS: dict[WindowState, tuple[IconName, Tone]] = {
    WindowState.NOT_YET: ("clock", Tone.IDLE),
    WindowState.OPEN: ("circle-check", Tone.OK),
    WindowState.GRACE: ("alert-triangle", Tone.WARN),
    WindowState.OVER: ("circle-x", Tone.BAD),
}
_BAR = 14
_FLAG_SIDE = 9
_GAP = 4
_APART = 12
_NARROWEST = 300


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the line with the words above it."""

    begin: date
    end: date
    words: str


class WindowLine(QWidget):
    """The months before the expiry and those of grace, hatched, with a flag for today.

    Words that would meet others are left out; the accessible description has all of them.
    """

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: RenewalReport | None = None
        self._today = date.min
        self.setAccessibleName(_("When you can renew, as a line"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_report(self, report: RenewalReport, today: date) -> None:
        """Show the window of another report."""
        self._report = report
        self._today = today
        self.setAccessibleDescription(window_sentence(report, today))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the flag, the words above and below, and the bar."""
        measure = self._theme.measure
        height = 4 * self._row() + measure(_BAR) + 4 * measure(_GAP) + measure(6)
        return QSize(measure(600), round(height))

    def minimumSizeHint(self) -> QSize:
        """Return the least width."""
        return QSize(self._theme.measure(_NARROWEST), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar, the words above it, the days below it, and today."""
        report = self._report
        if report is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_bar(painter, report)
        flag = self._draw_today(painter) if self._is_inside(report) else QRectF()
        self._draw_words(painter, report, flag)
        self._draw_ends(painter, report)
        painter.end()

    # Places --------------------------------------------------------------------------------

    def _row(self) -> float:
        return self._metrics(Type.CAPTION).height()

    def _metrics(self, type_: Type) -> QFontMetricsF:
        return QFontMetricsF(self._theme.font(type_))

    def _bar(self) -> QRectF:
        measure = self._theme.measure
        top = 2 * self._row() + 3 * measure(_GAP)
        return QRectF(0, top, self.width(), measure(_BAR))

    def _x(self, day: date) -> float:
        if self._report is None:
            return 0.0
        window = self._report.window
        whole = max((window.grace_ends - window.opens).days, 1)
        share = min(max((day - window.opens).days / whole, 0.0), 1.0)
        return self._bar().width() * share

    def _is_inside(self, report: RenewalReport) -> bool:
        return report.window.opens <= self._today <= report.window.grace_ends

    def _parts(self, report: RenewalReport) -> Iterator[_Part]:
        window, today = report.window, self._today
        if window.opens < today < window.expires:
            yield _Part(window.opens, today, months_before(report.rule))
            yield _Part(today, window.expires, left_words(window.expires, today))
        else:
            yield _Part(window.opens, window.expires, months_before(report.rule))
        yield _Part(window.expires, window.grace_ends, grace_months(report.rule))

    # Drawing -------------------------------------------------------------------------------

    def _draw_bar(self, painter: QPainter, report: RenewalReport) -> None:
        tokens = self._theme.tokens
        bar = self._bar()
        box = bar.adjusted(0.5, 0.5, -0.5, -0.5)
        round_ = box.height() / 2
        shape = QPainterPath()
        shape.addRoundedRect(box, round_, round_)
        expires = self._x(report.window.expires)
        open_, grace, over = QRectF(bar), QRectF(bar), QRectF(bar)
        open_.setRight(expires)
        grace.setLeft(expires)
        over.setRight(self._x(self._today))
        for stretch, ground, line in (
            (open_, tokens.accent_soft, tokens.accent_line),
            (grace, tokens.warn.bg, tokens.warn.line),
            (over, tokens.accent, tokens.accent),
        ):
            painter.save()
            painter.setClipRect(stretch)
            painter.fillPath(shape, QColor(ground))
            if stretch is grace:
                painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
                paint_hatch(painter, grace, QColor(tokens.warn.line), self._theme.text_scale)
                painter.setClipRect(stretch)
            painter.setPen(QPen(QColor(line), 1))
            painter.drawPath(shape)
            painter.restore()
        painter.setPen(QPen(QColor(tokens.ink), 2))
        painter.drawLine(QPointF(expires, bar.top() - 6), QPointF(expires, bar.bottom() + 6))

    def _draw_today(self, painter: QPainter) -> QRectF:
        tokens, measure = self._theme.tokens, self._theme.measure
        width = self._metrics(Type.CAPTION_STRONG).horizontalAdvance(_("Today"))
        flag = QRectF(0, 0, width + 2 * measure(_FLAG_SIDE), self._row() + measure(_GAP))
        x = self._x(self._today)
        flag.moveCenter(QPointF(x, flag.center().y()))
        flag.moveLeft(min(max(flag.left(), 0.0), self.width() - flag.width()))
        painter.setPen(QPen(QColor(tokens.ink), 2))
        painter.drawLine(QPointF(x, flag.bottom()), QPointF(x, self._bar().bottom() + 4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.ink))
        painter.drawRoundedRect(flag, 4, 4)
        middle = Qt.AlignmentFlag.AlignCenter
        self._write(painter, flag, _("Today"), Type.CAPTION_STRONG, tokens.bg, middle)
        return flag

    def _draw_words(self, painter: QPainter, report: RenewalReport, flag: QRectF) -> None:
        taken = [flag]
        for part in self._parts(report):
            width = self._metrics(Type.CAPTION).horizontalAdvance(part.words) + 2
            place = QRectF(0, 0, width, self._row())
            middle = (self._x(part.begin) + self._x(part.end)) / 2
            place.moveCenter(QPointF(middle, 0))
            place.moveLeft(min(max(place.left(), 0.0), self.width() - width))
            place.moveBottom(self._bar().top() - self._theme.measure(_GAP))
            if not any(place.adjusted(-4, 0, 4, 0).intersects(other) for other in taken):
                taken.append(place)
                ink2 = self._theme.tokens.ink2
                self._write(painter, place, part.words, Type.CAPTION, ink2)

    def _draw_ends(self, painter: QPainter, report: RenewalReport) -> None:
        """Write what begins and ends below the line; where two would meet, the inner gives way."""
        window = report.window
        over = report.state in (WindowState.GRACE, WindowState.OVER)
        ends = (
            (_("Window opens") if self._today < window.opens else _("Window opened"), window.opens),
            (_("Grace ends"), window.grace_ends),
            (_("Expired") if over else _("Expires"), window.expires),
        )
        taken: list[QRectF] = []
        for words, day in ends:
            place = self._end_place(words, day)
            if day == window.expires and taken:
                apart = self._theme.measure(_APART)
                place.moveRight(min(place.right(), taken[-1].left() - apart))
            if any(place.intersects(other) for other in taken):
                continue
            taken.append(place)
            tokens = self._theme.tokens
            upper = QRectF(place)
            upper.setHeight(self._row())
            right = day != window.opens
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            align = side | Qt.AlignmentFlag.AlignVCenter
            self._write(painter, upper, words, Type.CAPTION_STRONG, tokens.ink, align)
            lower = upper.translated(0, self._row())
            self._write(painter, lower, short_day(day), Type.CAPTION, tokens.ink2, align)

    def _end_place(self, words: str, day: date) -> QRectF:
        width = max(
            self._metrics(Type.CAPTION_STRONG).horizontalAdvance(words),
            self._metrics(Type.CAPTION).horizontalAdvance(short_day(day)),
        )
        place = QRectF(0, 0, width + 2, 2 * self._row())
        place.moveTop(self._bar().bottom() + 2 * self._theme.measure(_GAP))
        report = self._report
        if report is None or day == report.window.opens:
            return place
        place.moveRight(self._x(day))
        return place

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
        painter.drawText(place, align | Qt.TextFlag.TextSingleLine, text)


class WindowCard(Card):
    """The line under its head, with a chip for where today lies, and what moves its days."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        theme = icons.theme
        self.chip = StatusChip(icons, "circle-check", "", Tone.OK)
        self.line = WindowLine(theme)
        self.sentence = Label(theme, "", Type.CAPTION, Ink.INK2)
        self.renewed = link_button(icons, _("It was renewed…"))
        self.certified = link_button(icons, _("Another day on the certificate…"))
        self.taken_back = link_button(icons, "")
        links = FlowLayout(spacing=16)
        links.addWidget(self.renewed)
        links.addWidget(self.certified)
        links.addWidget(self.taken_back)
        self.content.addWidget(SectionHead(theme, _("When you can renew"), after=self.chip))
        self.content.addWidget(self.line)
        self.content.addWidget(self.sentence)
        self.content.addStretch(1)
        self.content.addLayout(links)

    def show_report(self, report: RenewalReport, today: date) -> None:
        """Show the window; where the line has no flag for today, a sentence says the rest."""
        icon, tone = STATE_LOOKS[report.state]
        self.chip.set_status(icon, window_word(report.state), tone)
        self.line.show_report(report, today)
        self.sentence.setText(window_sentence(report, today))
        self.sentence.setVisible(report.state is not WindowState.OPEN)
