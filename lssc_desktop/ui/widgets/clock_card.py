"""The candidate's clock: days left, pace with its reason, and the line of the years."""

from datetime import date
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.certification import Certification
from lssc_desktop.core.clock import Pace, PaceReport, days_left
from lssc_desktop.core.timeline import Timeline, certified_timeline
from lssc_desktop.messages.clock import days_left_text, pace_sentence, pace_word
from lssc_desktop.messages.overview import certified_ends
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink, Tone
from lssc_desktop.ui.widgets.card import Card
from lssc_desktop.ui.widgets.chip import StatusChip
from lssc_desktop.ui.widgets.clock_line import ClockLine, Words
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.section import Divider

_PACE_LOOKS: dict[Pace, tuple[IconName, Tone]] = {
    Pace.ON_PACE: ("circle-check", Tone.OK),
    Pace.A_LITTLE_BEHIND: ("clock", Tone.WARN),
    Pace.BEHIND: ("alert-triangle", Tone.BAD),
}
_LEFT_WIDTH = 176
_NARROW = 700


class ClockCard(Card):
    """Days left and pace beside the line; in little room above it."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=12, parent=parent)
        theme = icons.theme
        self._theme = theme
        self._days = Label(theme, "", Type.DISPLAY, wrap=False)
        self._left = Label(theme, "", Type.BODY, Ink.INK2, wrap=False)
        self._pace = StatusChip(icons, "circle-check", "", Tone.OK)
        self._reason = Label(theme, "", Type.CAPTION, Ink.INK2)
        self.line = ClockLine(icons, _("Your time, as a line"))

        count = QHBoxLayout()
        count.setSpacing(8)
        count.addWidget(self._days, 0, Qt.AlignmentFlag.AlignBottom)
        count.addWidget(self._left, 1, Qt.AlignmentFlag.AlignBottom)
        left = QVBoxLayout()
        left.setContentsMargins(8, 0, 0, 0)
        left.setSpacing(5)
        left.addLayout(count)
        left.addWidget(self._pace)
        left.addWidget(self._reason)
        left.addStretch(1)
        self._side = QWidget()
        self._side.setLayout(left)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        self._rule = Divider(upright=True)
        self._row.addWidget(self._side)
        self._row.addWidget(self._rule)
        self._row.addWidget(self.line, 1, Qt.AlignmentFlag.AlignVCenter)
        self.content.addLayout(self._row)
        theme.changed.connect(self._lay_out)
        self._lay_out()

    def show_clock(self, line: Timeline, report: PaceReport, today: date, start_word: str) -> None:
        """Show how the work keeps up with the time."""
        days = days_left(line.end, today)
        self._days.setText(f"{abs(days):,}")
        self._days.setVisible(days != 0)
        self._left.setText(_after_number(days))
        icon, tone = _PACE_LOOKS[report.pace]
        self._pace.set_status(icon, pace_word(report.pace), tone)
        self._reason.setText(pace_sentence(report, line.start, line.end))
        self._show_line(line, today, (start_word, _("Deadline")))

    def show_certified(self, certified: Certification, reason: str, today: date) -> None:
        """Show how long the certification still runs, on the line of its own years."""
        days = 0 if certified.expires is None else days_left(certified.expires, today)
        self._days.setText(f"{abs(days):,}")
        self._days.setVisible(days != 0)
        self._left.setText("" if certified.expires is None else _after_number(days))
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
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the line below the days where there is no room beside them."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        narrow = self.width() < self._theme.measure(_NARROW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if narrow else across)
        self._rule.setVisible(not narrow and not self.line.isHidden())
        lower = self._days.fontMetrics().descent() - self._left.fontMetrics().descent()
        self._left.setContentsMargins(0, 0, 0, lower)  # both stand on one line
        width = self._theme.measure(_LEFT_WIDTH)
        self._side.setMinimumWidth(width)
        self._side.setMaximumWidth(16_777_215 if narrow else width)


def _after_number(days: int) -> str:
    """Say what the large number counts; all of it when there is none."""
    if days == 0:
        said = days_left_text(0)
        return said[:1].upper() + said[1:]
    if days > 0:
        return ngettext("day left", "days left", days)
    return ngettext("day over", "days over", -days)
