"""The cards of a renewal: its contact hours as two rings, and its window of time as a line."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from lssc_desktop.core.program.program import Program, RenewalRule
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.core.time.certification import RenewalReport, Window, WindowState
from lssc_desktop.core.time.clock import days_left
from lssc_desktop.formats.dates import long_day, short_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.renewal import (
    grace_months,
    hours_line,
    hours_text,
    missing_hours_sentence,
    statement_line,
    technology_line,
    to_go_line,
    undocumented_sentence,
    window_sentence,
    window_word,
)
from lssc_desktop.messages.standing import days_left_text
from lssc_desktop.ui.kit.bars import Band, DayLine
from lssc_desktop.ui.kit.buttons import StatusChip
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.fields import DebouncedTextEdit
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import Label, icon_with_words
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.mirroring import mirror
from lssc_desktop.ui.kit.pages import SectionHead
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.rule_source import SourceButton
from lssc_desktop.values import dataclass

# Hours ------------------------------------------------------------------------------------------


_HAIRLINE = 1.0
_WHOLE = 360 * 16  # Qt counts sixteenths of a degree
_TOP = 90 * 16
_SIDE = 150
_OUTER, _INNER = 12, 8  # thickness
_BETWEEN = 7
_SWATCH = 12


class HoursRing(QWidget):
    """Two rings: the outer closes with the contact hours, the thinner inner one with technology."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: RenewalReport | None = None
        self.setAccessibleName(_("Contact hours"))
        speak_as(self, Speech.GRAPHIC)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def show_report(self, report: RenewalReport) -> None:
        """Show how many hours there are."""
        self._report = report
        self.setAccessibleDescription(missing_hours_sentence(report))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square at the current text size."""
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
        painter.setPen(QPen(QColor(self._theme.tokens.line_strong), _HAIRLINE))
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
                _of_hours_line(report),
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
        speak_as(self, Speech.DECORATION)
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


class StatementCard(Card):
    """The card of the statement that goes with a renewal, where the program asks for one."""

    changed = Signal(str)

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        theme = icons.theme
        self.text = DebouncedTextEdit(theme, _("{Renewal} statement"), lines=4)
        self.length = Label(theme, "", Type.CAPTION, Ink.INK2)
        add(self.content, SectionHead(theme, _("{Statement}")), self.text, self.length)
        self.text.settled.connect(self.changed)

    def show_report(self, report: RenewalReport, statement: str) -> None:
        """Show the statement, and how long it is of how long it may be."""
        self.text.show_text(statement)
        self.length.setText(statement_line(report))
        self.length.set_ink(Ink.WARN if report.words_over else Ink.INK2)


class HoursCard(Card):
    """The card of the contact hours: the rings, and beside them the same in words."""

    def __init__(self, icons: Icons, program: Program, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        theme = icons.theme
        source = SourceButton(icons, program, Rule.RENEWAL)
        self.ring = HoursRing(theme)
        self.to_go = Label(theme, "", Type.H2)
        self.hours = Label(theme, "", Type.BODY)
        self.technology = Label(theme, "", Type.BODY)
        self.undocumented = Label(theme, "", Type.CAPTION, Ink.INK2)
        self._warning = icon_with_words(icons, "alert-triangle", self.undocumented, Ink.WARN, 16)

        hours = _legend(theme, self.hours, inner=False)
        self._technology = _legend(theme, self.technology, inner=True)
        parts = (row((self.to_go, 1), source, gap=4), hours, self._technology, self._warning)
        words = column(stretch, *parts, stretch, gap=6)
        ring = self.ring, Qt.AlignmentFlag.AlignVCenter
        self.content.addLayout(row(ring, (words, 1), gap=20))

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
    swatch = Swatch(theme, inner=inner), Qt.AlignmentFlag.AlignTop
    row(swatch, (label, 1), gap=8, on=legend)
    return legend


# Window of time ---------------------------------------------------------------------------------


STATE_LOOKS: dict[WindowState, tuple[IconName, Tone]] = {
    WindowState.NOT_YET: ("clock", Tone.IDLE),
    WindowState.OPEN: ("circle-check", Tone.OK),
    WindowState.GRACE: ("alert-triangle", Tone.WARN),
    WindowState.OVER: ("circle-x", Tone.BAD),
}
_BAR = 14
_GAP = 4
_APART = 12
_NARROWEST = 300


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the line with the words above it."""

    begin: date
    end: date
    words: str


def _window_of(report: RenewalReport) -> Window:
    if report.window is None:
        raise AssertionError  # the line of what is voluntary is hidden
    return report.window


class WindowLine(DayLine):
    """A line of the months before the expiry and the grace period, with a flag for today.

    Words that would meet others are left out; the accessible description has all of them.
    """

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Your {renewal} timeline"), parent=parent)
        self._report: RenewalReport | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_report(self, report: RenewalReport, today: date) -> None:
        """Show the window of another report."""
        self._report = report
        self._set_days(_window_of(report).opens, _window_of(report).grace_ends, today)
        self.setAccessibleDescription(self._words_of(report))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the flag, the words above and below, and the bar."""
        measure = self._theme.measure
        height = 4 * self._row_height() + measure(_BAR) + 4 * measure(_GAP) + measure(6)
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
        mirror(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_bar(painter, report)
        flag = self._draw_today(painter) if self._is_inside(report) else QRectF()
        self._draw_words(painter, report, flag)
        self._draw_ends(painter, report)
        painter.end()

    def _words_of(self, report: RenewalReport) -> str:
        """Return all days that are painted, whether there is room for them or not."""
        ends = sorted(self._ends(report), key=lambda end: end[1])
        days = [f"{words}: {long_day(day)}." for words, day in ends]
        return " ".join((window_sentence(report, self._today), *days))

    # Places --------------------------------------------------------------------------------

    def _bar(self) -> QRectF:
        measure = self._theme.measure
        top = 2 * self._row_height() + 3 * measure(_GAP)
        return QRectF(0, top, self.width(), measure(_BAR))

    def _is_inside(self, report: RenewalReport) -> bool:
        return _window_of(report).opens <= self._today <= _window_of(report).grace_ends

    def _ends(self, report: RenewalReport) -> tuple[tuple[str, date], ...]:
        """Return what begins and ends, and when."""
        window = _window_of(report)
        over = report.state in (WindowState.GRACE, WindowState.OVER)
        return (
            (_("Window opens") if self._today < window.opens else _("Window opened"), window.opens),
            (_("Grace period ends"), window.grace_ends),
            (_("Expired") if over else _("Expires"), window.expires),
        )

    def _parts(self, report: RenewalReport) -> Iterator[_Part]:
        window, today = _window_of(report), self._today
        if window.opens < today < window.expires:
            yield _Part(window.opens, today, _months_before(report.rule))
            yield _Part(today, window.expires, days_left_text(days_left(window.expires, today)))
        else:
            yield _Part(window.opens, window.expires, _months_before(report.rule))
        yield _Part(window.expires, window.grace_ends, grace_months(report.rule))

    # Drawing -------------------------------------------------------------------------------

    def _draw_bar(self, painter: QPainter, report: RenewalReport) -> None:
        tokens, bar, window = self._theme.tokens, self._bar(), _window_of(report)
        warn = tokens.warn
        bands = [
            Band(window.opens, window.expires, tokens.accent_soft, tokens.accent),
            Band(window.expires, window.grace_ends, warn.bg, warn.fg, hatched=True),
        ]
        if self._today > window.opens:
            bands.append(Band(window.opens, self._today, tokens.accent, tokens.accent))
        self._draw_bands(painter, bands)
        expires = self._x(window.expires)
        painter.setPen(QPen(QColor(tokens.ink), 2))
        painter.drawLine(QPointF(expires, bar.top() - 6), QPointF(expires, bar.bottom() + 6))

    def _draw_today(self, painter: QPainter) -> QRectF:
        flag = self._flag(_("Today"), _GAP)
        self._draw_flag(painter, flag, _("Today"), self._bar().bottom() + 4)
        return flag

    def _draw_words(self, painter: QPainter, report: RenewalReport, flag: QRectF) -> None:
        taken = [flag]
        for part in self._parts(report):
            width = self._metrics(Type.CAPTION).horizontalAdvance(part.words) + 2
            place = QRectF(0, 0, width, self._row_height())
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
        window = _window_of(report)
        taken: list[QRectF] = []
        for words, day in self._ends(report):
            place = self._end_place(words, day)
            if day == window.expires and taken:
                apart = self._theme.measure(_APART)
                place.moveRight(min(place.right(), taken[-1].left() - apart))
            if any(place.intersects(other) for other in taken):
                continue
            taken.append(place)
            tokens = self._theme.tokens
            upper = QRectF(place)
            upper.setHeight(self._row_height())
            right = day != window.opens
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            align = side | Qt.AlignmentFlag.AlignVCenter
            self._write(painter, upper, words, Type.CAPTION_STRONG, tokens.ink, align)
            lower = upper.translated(0, self._row_height())
            self._write(painter, lower, short_day(day), Type.CAPTION, tokens.ink2, align)

    def _end_place(self, words: str, day: date) -> QRectF:
        width = max(
            self._metrics(Type.CAPTION_STRONG).horizontalAdvance(words),
            self._metrics(Type.CAPTION).horizontalAdvance(short_day(day)),
        )
        place = QRectF(0, 0, width + 2, 2 * self._row_height())
        place.moveTop(self._bar().bottom() + 2 * self._theme.measure(_GAP))
        report = self._report
        if report is None or day == _window_of(report).opens:
            return place
        place.moveRight(self._x(day))
        return place


class WindowCard(Card):
    """The card of the window of time: the line, and a chip for where today is."""

    def __init__(self, icons: Icons, program: Program, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        theme = icons.theme
        source = SourceButton(icons, program, Rule.RENEWAL)
        self.chip = StatusChip(icons, "circle-check", "", Tone.OK)
        self.line = WindowLine(theme)
        self.sentence = Label(theme, "", Type.CAPTION, Ink.INK2)
        head = SectionHead(theme, _("When you can {renew}"), info=source, after=self.chip)
        add(self.content, head, self.line, self.sentence, stretch)

    def show_report(self, report: RenewalReport, today: date) -> None:
        """Show the window; where the line has no flag for today, a sentence says the rest."""
        icon, tone = STATE_LOOKS[report.state]
        is_voluntary = report.window is None
        self.chip.setHidden(is_voluntary)
        self.chip.set_status(icon, window_word(report.state), tone)
        self.line.setHidden(is_voluntary)
        if not is_voluntary:
            self.line.show_report(report, today)
        self.sentence.setText(window_sentence(report, today))
        self.sentence.setVisible(is_voluntary or report.state is not WindowState.OPEN)


def _of_hours_line(report: RenewalReport) -> str:
    """Say of how many hours: "of 32 hours"."""
    said = ngettext("of {hours} hour", "of {hours} hours", report.rule.hours)
    return said.format(hours=hours_text(report.rule.hours))


def _months_before(rule: RenewalRule) -> str:
    """Say how long before its end a certification can be renewed: "12 months before"."""
    count = 12 * rule.years if rule.opens_months_before is None else rule.opens_months_before
    return ngettext("{count} month before", "{count} months before", count).format(count=count)
