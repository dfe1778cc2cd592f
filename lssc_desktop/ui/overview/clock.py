"""Clock of a candidacy: days left, pace with its reason, and the line of the years."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.core.time.certification import Certification
from lssc_desktop.core.time.clock import (
    Mark,
    MarkKind,
    Pace,
    PaceReport,
    Timeline,
    certified_timeline,
    days_left,
)
from lssc_desktop.core.time.eligibility import EligibilityReport
from lssc_desktop.formats.dates import short_day, short_month
from lssc_desktop.formats.lists import capitalized, word_list
from lssc_desktop.formats.numbers import number_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.overview import certified_ends
from lssc_desktop.messages.standing import (
    days_left_text,
    eligibility_sentence,
    hours_sentence,
    mark_labels,
    mark_sentence,
    no_deadline,
    not_begun,
    pace_sentence,
    pace_word,
    timeline_sentences,
    unjudged,
)
from lssc_desktop.ui.kit.bars import Band, DayLine
from lssc_desktop.ui.kit.buttons import StatusChip, plain_button
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row, set_beside, stretch
from lssc_desktop.ui.kit.mirroring import counted_from_left, draw_picture, mirror
from lssc_desktop.ui.kit.pages import Divider
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.rule_source import SourceButton
from lssc_desktop.values import dataclass

_BAR = 12  # how thick the line is
_DOT = 18  # how wide a mark is
_GAP = 6
_APART = 10  # between two labels
_BELOW_ENDS = 5
_NARROWEST = 340

_DOTS: dict[MarkKind, tuple[IconName, Tone, bool]] = {
    MarkKind.PLANNED: ("circle-dashed", Tone.IDLE, False),
    MarkKind.READY: ("check", Tone.OK, True),
    MarkKind.COURSE_DONE: ("check", Tone.OK, True),
    MarkKind.PACKAGED: ("package", Tone.ACCENT, False),
    MarkKind.NOT_CONFIRMED: ("help-circle", Tone.WARN, False),
    MarkKind.HANDED_IN: ("send", Tone.INFO, True),
    MarkKind.ACHIEVED: ("check", Tone.OK, True),
}

_PACE_LOOKS: dict[Pace, tuple[IconName, Tone]] = {
    Pace.TOO_EARLY: ("clock", Tone.IDLE),
    Pace.ON_PACE: ("circle-check", Tone.OK),
    Pace.A_LITTLE_BEHIND: ("clock", Tone.WARN),
    Pace.BEHIND: ("alert-triangle", Tone.BAD),
}

_DAYS_WIDTH = 176  # what English needs
_SIDE_START = 8
_NARROW_CARD = 700


class ClockCard(Card):
    """The card of days left and pace beside the line; where it is narrow, above it."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=12, parent=parent)
        theme = icons.theme
        self._theme = theme
        self._days = Label(theme, "", Type.DISPLAY, wrap=False)
        self._left = Label(theme, "", Type.BODY, Ink.INK2, wrap=False)
        self._pace = StatusChip(icons, "circle-check", "", Tone.OK)
        self._reason = Label(theme, "", Type.CAPTION, Ink.INK2)
        self.line = ClockLine(icons, _("Your timeline"))
        self.source, self.eligibility_source = SourceButton(icons), SourceButton(icons)
        self._verdict = Label(theme, "", Type.H2)
        for figure in (self._days, self._verdict):
            speak_as(figure, Speech.WORDS)
        self._hours = Label(theme, "", Type.TABLE, Ink.INK2)
        self.about_you_button = plain_button(icons, _("Enter work or admission date…"), small=True)
        self._before = QWidget()

        bottom = Qt.AlignmentFlag.AlignBottom
        self._count = row((self._days, bottom), (self._left, 1, bottom), gap=8)
        self._status = row(self._pace, self.source, stretch, gap=4)
        self._side = QWidget()
        column(
            self._count,
            self._status,
            self._reason,
            stretch,
            gap=5,
            margins=(_SIDE_START, 0, 0, 0),
            on=self._side,
        )
        self._rule = Divider(upright=True)
        column(
            row((self._verdict, 1), self.eligibility_source, gap=4),
            self._hours,
            (self.about_you_button, Qt.AlignmentFlag.AlignLeft),
            stretch,
            gap=6,
            on=self._before,
        )
        line = (self.line, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row = row(self._side, self._rule, line, (self._before, 1), gap=16)
        self.content.addLayout(self._row)
        theme.changed.connect(self._fit)
        self._fit()

    def show_program(self, program: Program, *, certified: bool) -> None:
        """Say where the rules of what is shown come from."""
        self.source.show_rule(program, Rule.RENEWAL if certified else Rule.CLOCK)
        self.eligibility_source.show_rule(program, Rule.ELIGIBILITY)

    def show_clock(self, line: Timeline, report: PaceReport, today: date, start_word: str) -> None:
        """Show how the work keeps up with the time."""
        days = days_left(line.end, today)
        self._days.setText(number_text(abs(days)))
        self._days.setVisible(days != 0)
        self._left.setText(_after_number(days))
        self._left.show()
        icon, tone = _PACE_LOOKS[report.pace]
        self._pace.set_status(icon, pace_word(report.pace), tone)
        self._reason.setText(pace_sentence(report, line.start, line.end))
        self._show_line(line, today, (start_word, _("Deadline")))

    def show_before(self, program: Program, report: EligibilityReport | None) -> None:
        """Show of somebody who is not admitted yet whether they may apply, and no deadline."""
        self._days.hide()
        self._left.hide()
        self._pace.set_status("calendar-event", not_begun(program), Tone.IDLE)
        self._reason.setText(no_deadline(program))
        self._verdict.setText(unjudged() if report is None else eligibility_sentence(report))
        self._verdict.set_ink(Ink.OK if report is not None and report.eligible else Ink.INK)
        self._hours.setText("" if report is None else hours_sentence(report))
        self._hours.setVisible(report is not None)
        self._show_line(None, date.min, ("", ""))
        self._before.show()
        self._fit()

    def show_certified(self, certified: Certification, reason: str, today: date) -> None:
        """Show how long the certification still runs, on the line of its own years."""
        days = 0 if certified.expires is None else days_left(certified.expires, today)
        self._days.setText(number_text(abs(days)))
        self._days.setVisible(days != 0)
        self._left.setText("" if certified.expires is None else _after_number(days))
        self._left.setVisible(certified.expires is not None)
        if days < 0:
            self._pace.set_status("alert-triangle", _("Expired"), Tone.BAD)
        else:
            self._pace.set_status("award", _("Certified"), Tone.OK)
        self._reason.setText(reason)
        self._show_line(certified_timeline(certified), today, certified_ends(certified, today))

    def _show_line(self, line: Timeline | None, today: date, ends: tuple[str, str]) -> None:
        if line is not None:
            self.line.show_line(line, today, Words(*ends, _("Today")))
        self.line.setVisible(line is not None)
        self._before.hide()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the line below the days where there is no room beside them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < self._theme.measure(_NARROW_CARD)
        set_beside(self._row, beside=not narrow)
        has_more = not self.line.isHidden() or not self._before.isHidden()
        alone = narrow or not has_more
        self._rule.setVisible(not narrow and has_more)
        lower = self._days.fontMetrics().descent() - self._left.fontMetrics().descent()
        self._left.setContentsMargins(0, 0, 0, lower)  # both stand on one line
        width = self._theme.measure(_DAYS_WIDTH)
        for each in (self._count, self._status):
            each.invalidate()  # a row in a row notices other words later
            width = max(width, _SIDE_START + each.sizeHint().width())
        self._side.setMinimumWidth(width)
        self._side.setMaximumWidth(16_777_215 if alone else width)


def _after_number(days: int) -> str:
    """Return what the large number counts; all of it when there is none."""
    if days == 0:
        return capitalized(days_left_text(0))
    if days > 0:
        return ngettext("day left", "days left", days)
    return ngettext("day past", "days past", -days)


# Time line --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words on the line, which depend on the program."""

    start: str
    end: str
    today: str


@dataclass(frozen=True, slots=True)
class _Label:
    """The words below a mark, or below several that lie close together, and their place."""

    marks: tuple[Mark, ...]
    words: str
    place: QRectF

    @property
    def title(self) -> str:
        """The names of the sets."""
        return _title(self.marks)


class ClockLine(DayLine):
    """The candidate's years as a painted line, with today, the years and the sets on it.

    The accessible description says all that it shows. Labels stand in the middle below their marks.
    Those that would overlap get fewer words, are joined, or are left out, those farthest from today
    first: the mark then has them in its tooltip. A click, Enter or Space asks for the plan.
    """

    plan_requested = Signal()

    def __init__(self, icons: Icons, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(icons.theme, name, parent=parent)
        self._icons = icons
        self._line: Timeline | None = None
        self._words = Words("", "", "")
        self._labels_of: Mapping[Mark, tuple[str, ...]] = {}
        speak_as(self, Speech.BUTTON)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_line(self, line: Timeline, today: date, words: Words) -> None:
        """Show another portfolio's time."""
        self._line = line
        self._words = words
        self._labels_of = {mark: mark_labels(mark) for mark in line.marks}
        self._set_days(line.start, line.end, today)
        self.setAccessibleDescription(timeline_sentences(line, words.start, words.end, today))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room that all rows of words need at the current text size.

        Without sets on the line there are none below it.
        """
        measure = self._theme.measure
        rows = (4 if self._line is None or self._line.marks else 2) * self._row_height()
        return QSize(measure(820), round(rows + measure(_DOT) + 4 * measure(_GAP)))

    def minimumSizeHint(self) -> QSize:
        """Return the least width; labels are left out rather than cut off."""
        return QSize(self._theme.measure(_NARROWEST), self.sizeHint().height())

    def labelled(self) -> tuple[Mark, ...]:
        """Return the marks whose label has room, ordered by day."""
        shown = {mark for label in self._labels() for mark in label.marks}
        return tuple(mark for mark in self._marks() if mark in shown)

    def label(self, mark: Mark) -> tuple[str, QRectF] | None:
        """Return the words below the name of a set with the places of both; None: no room."""
        found = (label for label in self._labels() if mark in label.marks)
        return next(((label.words, label.place) for label in found), None)

    def sentences_at(self, spot: QPoint) -> str:
        """Return in whole sentences what the marks at a point are; "" where there is none."""
        at = QPointF(counted_from_left(self, spot.x()), spot.y())
        under = (mark for mark in self._marks() if self._reach(mark).contains(at))
        return "\n".join(map(mark_sentence, under))

    def dot_place(self, mark: Mark) -> QRectF:
        """Return where a mark lies."""
        side = self._theme.measure(_DOT)
        dot = QRectF(0, 0, side, side)
        dot.moveCenter(QPointF(self._x(mark.day), self._bar().center().y()))
        return dot

    @property
    def end_places(self) -> tuple[QRectF, QRectF]:
        """The places of the words at both ends of the line."""
        line = self._line
        if line is None:
            return QRectF(), QRectF()
        bar = self._bar()
        start = QRectF(
            bar.left(), 0, self._led_width(self._words.start, line.start), self._row_height()
        )
        end = QRectF(0, 0, self._led_width(self._words.end, line.end), self._row_height())
        end.moveRight(bar.right())
        return start, end

    @property
    def flag_place(self) -> QRectF:
        """The place of today's flag: beside the ends, or a row lower where they meet."""
        flag = self._flag(self._words.today, _GAP)
        flag.moveTop(0)
        meets = any(map(flag.intersects, self.end_places))
        flag.moveTop(self._row_height() + self._theme.measure(_BELOW_ENDS) if meets else 0)
        return flag

    def press(self) -> None:
        """Ask for the plan."""
        self.plan_requested.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ends, the years, the line, today and the marks."""
        if self._line is None:
            return
        painter = QPainter(self)
        mirror(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        flag = self.flag_place
        self._draw_ends(painter)
        self._draw_years(painter, self._line, flag)
        self._draw_bar(painter, self._line)
        self._draw_today(painter, flag)
        for mark in self._line.marks:
            self._draw_dot(painter, mark)
        for label in self._labels():
            self._draw_label(painter, label)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the plan on Enter and Space."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and not event.isAutoRepeat():
            self.plan_requested.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the plan where the line was pressed."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.plan_requested.emit()

    def event(self, event: QEvent) -> bool:
        """Show a tooltip for the mark under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.sentences_at(event.pos()), self)
            return True
        return super().event(event)

    # Places --------------------------------------------------------------------------------

    def _marks(self) -> tuple[Mark, ...]:
        return () if self._line is None else self._line.marks

    def _bar(self) -> QRectF:
        measure = self._theme.measure
        top = 2 * self._row_height() + 2 * measure(_GAP) + (measure(_DOT) - measure(_BAR)) / 2
        side = measure(_DOT) / 2
        return QRectF(side, top, self.width() - 2 * side, measure(_BAR))

    def _reach(self, mark: Mark) -> QRectF:
        """Return where the pointer is on a mark: the dot and a label's room below it."""
        dot = self.dot_place(mark)
        return dot.adjusted(-4, -4, 4, 2 * self._row_height())

    def _led_width(self, lead: str, day: date) -> float:
        strong = self._metrics(Type.CAPTION_STRONG).horizontalAdvance(lead + " ")
        return strong + self._metrics(Type.CAPTION).horizontalAdvance(short_day(day))

    def _labels(self) -> list[_Label]:
        """Return which labels have room, those next to today before the others.

        All get their fewest words first, so that none takes the room of another.
        """
        found: list[_Label] = []
        left: list[Mark] = []
        for mark in sorted(self._marks(), key=lambda mark: abs(mark.day - self._today)):
            label = self._made_label((mark,), self._labels_of[mark][-1])
            if self._is_free(label, found):
                found.append(label)
            else:
                left.append(mark)
        for mark in left:
            self._join(mark, found)
        for place, label in enumerate(found):
            others = found[:place] + found[place + 1 :]
            words = self._labels_of[label.marks[0]] if len(label.marks) == 1 else ()
            longer = (self._made_label(label.marks, each) for each in words)
            found[place] = next((each for each in longer if self._is_free(each, others)), label)
        return found

    def _join(self, mark: Mark, found: list[_Label]) -> None:
        """Let a mark share the label of the next one, if both together have room."""
        if not found:
            return
        beside = min(found, key=lambda label: min(abs(each.day - mark.day) for each in label.marks))
        marks = tuple(sorted((*beside.marks, mark), key=lambda each: each.day))
        joint = self._made_label(marks, _joint_label(marks))
        others = [label for label in found if label != beside]
        if joint.place.width() <= self.width() and self._is_free(joint, others):
            found[found.index(beside)] = joint

    def _made_label(self, marks: tuple[Mark, ...], words: str) -> _Label:
        """Return these words in the middle below their marks, but never outside of the line."""
        width = max(
            self._metrics(Type.CAPTION_STRONG).horizontalAdvance(_title(marks)),
            self._metrics(Type.CAPTION).horizontalAdvance(words),
        )
        top = self.dot_place(marks[0]).bottom() + self._theme.measure(_GAP)
        place = QRectF(0, top, width + 2, 2 * self._row_height())
        middle = (self._x(marks[0].day) + self._x(marks[-1].day)) / 2
        place.moveCenter(QPointF(middle, place.center().y()))
        place.moveLeft(max(min(place.left(), self.width() - place.width()), 0.0))
        return _Label(marks, words, place)

    def _is_free(self, label: _Label, others: Iterable[_Label]) -> bool:
        apart = self._theme.measure(_APART)
        widened = label.place.adjusted(-apart, 0, apart, 0)
        return not any(widened.intersects(other.place) for other in others)

    # Drawing -------------------------------------------------------------------------------

    def _draw_ends(self, painter: QPainter) -> None:
        line = self._line
        if line is None:
            return
        pairs = ((self._words.start, line.start), (self._words.end, line.end))
        for place, (lead, day) in zip(self.end_places, pairs, strict=True):
            strong = self._metrics(Type.CAPTION_STRONG).horizontalAdvance(lead + " ")
            self._write(painter, place, lead, Type.CAPTION_STRONG, self._theme.tokens.ink)
            rest = place.adjusted(strong, 0, 0, 0)
            self._write(painter, rest, short_day(day), Type.CAPTION, self._theme.tokens.ink2)

    def _draw_years(self, painter: QPainter, line: Timeline, flag: QRectF) -> None:
        tokens = self._theme.tokens
        edges = (line.start, *line.years, line.end)
        top = self._row_height() + self._theme.measure(_GAP)
        for number, (begin, end) in enumerate(pairwise(edges), 1):
            text = _("Year {number}").format(number=number)
            width = self._metrics(Type.CAPTION).horizontalAdvance(text)
            place = QRectF(0, top, width, self._row_height())
            place.moveCenter(QPointF((self._x(begin) + self._x(end)) / 2, place.center().y()))
            if not place.intersects(flag):
                self._write(painter, place, text, Type.CAPTION, tokens.ink2)

    def _draw_bar(self, painter: QPainter, line: Timeline) -> None:
        tokens, bar = self._theme.tokens, self._bar()
        bands = [Band(line.start, line.end, tokens.idle.bg, tokens.line_strong)]
        if self._today > line.start:
            bands.append(Band(line.start, self._today, tokens.accent, tokens.accent))
        self._draw_bands(painter, bands)
        for day in line.years:
            x = self._x(day)
            over = day < self._today
            painter.setPen(QPen(QColor(tokens.surface if over else tokens.line_strong), 1))
            painter.drawLine(QPointF(x, bar.top() + 1), QPointF(x, bar.bottom() - 1))

    def _draw_today(self, painter: QPainter, flag: QRectF) -> None:
        x = self._x(self._today)
        dots = map(self.dot_place, self._marks())
        under_dot = any(dot.left() - 2 <= x <= dot.right() + 2 for dot in dots)
        end = self._bar().center().y() if under_dot else self._bar().bottom() + 4
        self._draw_flag(painter, flag, self._words.today, end)

    def _draw_dot(self, painter: QPainter, mark: Mark) -> None:
        theme = self._theme
        icon, tone, filled = _DOTS[mark.kind]
        color = theme.tokens.tone(tone).fg
        dot = self.dot_place(mark)
        painter.setPen(QPen(QColor(theme.tokens.surface), 2))
        painter.setBrush(QColor(color if filled else theme.tokens.surface))
        painter.drawEllipse(dot)
        whole = mark.kind is MarkKind.PLANNED  # the icon is the circle itself
        side = _DOT if whole else _DOT - 8
        if not whole and not filled:
            painter.setPen(QPen(QColor(color), 1.5))
            painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
        picture = self._icons.pixmap(icon, theme.tokens.surface if filled else color, side)
        corner = dot.center() - QPointF(theme.measure(side) / 2, theme.measure(side) / 2)
        draw_picture(painter, corner, picture)

    def _draw_label(self, painter: QPainter, label: _Label) -> None:
        tokens, place = self._theme.tokens, label.place
        upper = QRectF(place.topLeft(), QPointF(place.right(), place.top() + self._row_height()))
        lower = upper.translated(0, self._row_height())
        middle = Qt.AlignmentFlag.AlignCenter
        self._write(painter, upper, label.title, Type.CAPTION_STRONG, tokens.ink, middle)
        self._write(painter, lower, label.words, Type.CAPTION, tokens.ink2, middle)

    def _write(
        self,
        painter: QPainter,
        place: QRectF,
        text: str,
        type_: Type,
        color: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        super()._write(painter, place.adjusted(0, 0, 1, 0), text, type_, color, align)


def _title(marks: tuple[Mark, ...]) -> str:
    return ", ".join(mark.competency_set.short_title for mark in marks)


def _joint_label(marks: Sequence[Mark]) -> str:
    """Say when several sets are, that share the room below their marks: "Sep 2026 and Oct 2026"."""
    months = tuple(dict.fromkeys(short_month(mark.day) for mark in marks))
    return word_list(months)
