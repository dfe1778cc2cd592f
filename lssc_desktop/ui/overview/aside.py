"""The right column of the overview: the next best steps, and the costs."""

from gettext import gettext as _

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from lssc_desktop.core.portfolio.next_steps import NextStep, StepCode
from lssc_desktop.core.program.program import Fees, Program
from lssc_desktop.core.time.money import Costs
from lssc_desktop.messages.money import cost_amount, cost_words, sum_text
from lssc_desktop.messages.overview import StepWords, next_step_words
from lssc_desktop.messages.words import word_list
from lssc_desktop.ui.kit.buttons import EnterPresses, IconTile
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.focus import set_ring_radius
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import Divider, empty
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import CARD_RADIUS, Ink, Tone

_LOOKS: dict[StepCode, tuple[IconName, Tone]] = {
    StepCode.APPEAL: ("calendar-event", Tone.BAD),
    StepCode.RENEWAL: ("calendar-repeat", Tone.WARN),
    StepCode.FILE_GONE: ("file-alert", Tone.BAD),
    StepCode.FILE_UNREADABLE: ("file-alert", Tone.BAD),
    StepCode.COMMENT: ("message-circle", Tone.NOTE),
    StepCode.OWN_ROLE: ("user", Tone.NOTE),
    StepCode.COURSE_OVERDUE: ("help-circle", Tone.WARN),
    StepCode.CHECK_SET: ("clipboard-check", Tone.OK),
    StepCode.HAND_IN: ("send", Tone.OK),
    StepCode.FIND_OUT: ("help-circle", Tone.WARN),
    StepCode.GIVE_COPY: ("device-usb", Tone.ACCENT),
    StepCode.STATEMENT: ("pencil", Tone.ACCENT),
    StepCode.ONLY_EMPTY: ("pencil", Tone.ACCENT),
    StepCode.PERSONAL_DOCUMENT: ("user", Tone.NOTE),
    StepCode.TOO_LONG: ("file-text", Tone.WARN),
    StepCode.PART_OPEN: ("list-check", Tone.WARN),
    StepCode.CHOOSE_ELECTIVES: ("list-check", Tone.ACCENT),
    StepCode.BEGIN_SET: ("pencil", Tone.ACCENT),
    StepCode.UNUSED_FILES: ("paperclip", Tone.IDLE),
}


# Next steps -------------------------------------------------------------------------------------


class StepRow(EnterPresses, QAbstractButton):
    """The row of one step: what to do and why; pressing it goes there."""

    def __init__(
        self,
        icons: Icons,
        words: StepWords,
        icon: IconName,
        tone: Tone,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{words.what}. {words.why}".strip())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        set_ring_radius(self, CARD_RADIUS - 4)

        what_and_why = column(
            Label(icons.theme, words.what, Type.BODY_STRONG),
            Label(icons.theme, words.why, Type.TABLE, Ink.INK2),
            gap=2,
        )
        top = Qt.AlignmentFlag.AlignTop
        row(
            (IconTile(icons, icon, tone), top),
            (what_and_why, 1),
            (IconLabel(icons, "chevron-right", Ink.INK, 18), top),
            gap=10,
            margins=(14, 8, 12, 8),
            on=self,
        )
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return the size that the words need."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground under the pointer; the words draw themselves."""
        if not (self.underMouse() or self.isDown()):
            return
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.pressed if self.isDown() else tokens.sunken))
        ground = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(ground, CARD_RADIUS - 4, CARD_RADIUS - 4)
        painter.end()


class StepsCard(Card):
    """The card of the next best steps, or one line where there is none."""

    step_requested = Signal(object)
    """The `NextStep` whose row was pressed."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(padding=1, parent=parent)
        self._icons = icons
        self._steps: tuple[NextStep, ...] = ()
        self._rows: list[StepRow] = []
        self.content.setSpacing(0)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Show that the folder is still being scanned."""
        self._show_line(_("Looking through your folder…"))

    def show_steps(self, program: Program, steps: tuple[NextStep, ...]) -> None:
        """Show these steps; the keyboard stays on the step it is on, if that is still there."""
        if steps and steps == self._steps:
            return  # to make the same rows again would keep the window from answering
        if not steps:
            self._show_line(_("Nothing is waiting for you. Write on, or add evidence."))
            return
        focused = next((row for row in self._rows if row.hasFocus()), None)
        kept = None if focused is None else self._steps[self._rows.index(focused)]
        self._clear()
        self._steps = steps
        for number, step in enumerate(steps):
            if number:
                self.content.addWidget(Divider())
            icon, tone = _LOOKS[step.code]
            step_row = StepRow(self._icons, next_step_words(program, step), icon, tone)
            step_row.clicked.connect(self._request)
            self.content.addWidget(step_row)
            self._rows.append(step_row)
            if step == kept:
                step_row.setFocus()

    @property
    def rows(self) -> tuple[StepRow, ...]:
        """The rows shown now, in order."""
        return tuple(self._rows)

    @Slot()
    def _request(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, StepRow) and pressed in self._rows:
            self.step_requested.emit(self._steps[self._rows.index(pressed)])

    def _show_line(self, text: str) -> None:
        self._clear()
        line = Label(self._icons.theme, text, Type.BODY, Ink.INK2)
        line.setContentsMargins(14, 12, 14, 12)
        self.content.addWidget(line)

    def _clear(self) -> None:
        self._steps = ()
        self._rows = []
        empty(self.content)


# Costs ------------------------------------------------------------------------------------------


class CostsCard(Card):
    """The card of the costs: what the certification cost so far, and what is still to come."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._theme = theme
        self._shown: tuple[Costs, Fees, bool] | None = None
        self._rows = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 1)
        self.content.addLayout(self._grid)

    def show_costs(self, costs: Costs, fees: Fees, *, member: bool) -> None:
        """Show these costs."""
        if self._shown == (costs, fees, member):
            return
        self._shown = costs, fees, member
        self._rows = 0
        empty(self._grid)
        self._add(_("Costs so far"), sum_text(costs, fees, paid=True), Type.H2, Ink.INK)
        for line in costs.lines:
            if line.paid:
                words = cost_words(line, fees, member=member)
                self._add(words, cost_amount(line, fees), Type.TABLE, Ink.INK2)
        coming = tuple(line for line in costs.lines if not line.paid)
        if coming:
            self._grid.addWidget(Divider(), self._next_row(), 0, 1, 2)
            things = word_list(tuple(cost_words(line, fees, member=member) for line in coming))
            self._add(
                _("Still to come: {things}").format(things=things),
                sum_text(costs, fees, paid=False),
                Type.TABLE_STRONG,
                Ink.INK,
            )

    def _add(self, words: str, amount: str, type_: Type, ink: Ink) -> None:
        line = self._next_row()
        number = Label(self._theme, amount, type_, ink, wrap=False, tabular=True)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(Label(self._theme, words, type_, ink), line, 0)
        self._grid.addWidget(number, line, 1, right)

    def _next_row(self) -> int:
        """Return the number of the next row: those of a grid only grow, used or not."""
        self._rows += 1
        return self._rows - 1
