"""The next steps on the overview page: what to do, why, and where each is taken."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from lssc_desktop.core.check.set_checks import SetChecks
from lssc_desktop.core.overview.next_steps import GoOn, NextStep, StepCode, next_steps
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.next_steps import STEPS, StepWords, next_step_words
from lssc_desktop.store.folder.scan import with_missing_files
from lssc_desktop.ui.base.place import (
    CheckPlace,
    CoursesPlace,
    EvidencePlace,
    Overview,
    RenewalPlace,
    SetPlace,
    SubmissionsPlace,
    Tab,
    Target,
)
from lssc_desktop.ui.kit.buttons import EnterPresses, IconTile
from lssc_desktop.ui.kit.cards import Card
from lssc_desktop.ui.kit.focus import set_ring_radius
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import Divider, empty
from lssc_desktop.ui.kit.tokens import CARD_RADIUS, Ink, Tone, Type
from lssc_desktop.ui.shared.rule_source import SourceButton


class StepRow(EnterPresses, QAbstractButton):
    """The row of one step: what to do and why; pressing it goes there.

    `source` is a button of its own in it.
    """

    def __init__(
        self,
        icons: Icons,
        words: StepWords,
        icon: IconName,
        tone: Tone,
        source: QWidget | None = None,
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
            (column(IconLabel(icons, "chevron-right", Ink.INK, 18), source, stretch, gap=0), top),
            gap=10,
            margins=(14, 8, 12, 8),
            on=self,
        )
        for part in self.findChildren(QWidget):
            if part is not source:
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
        self._show_line(_("Checking your folder…"))

    def show_steps(self, program: Program, steps: tuple[NextStep, ...]) -> None:
        """Show these steps; the keyboard stays on the step it is on, if that is still there."""
        if steps and steps == self._steps:
            return  # to make the same rows again would keep the window from answering
        if not steps:
            self._show_line(_("Nothing needs your attention. Keep writing, or add evidence."))
            return
        focused = next((row for row in self._rows if row.hasFocus()), None)
        kept = None if focused is None else self._steps[self._rows.index(focused)]
        self._clear()
        self._steps = steps
        for number, step in enumerate(steps):
            if number:
                self.content.addWidget(Divider())
            kind = STEPS[step.code]
            icon, tone = kind.look
            source = None if kind.rule is None else SourceButton(self._icons, program, kind.rule)
            words = next_step_words(program, step)
            step_row = StepRow(self._icons, words, cast("IconName", icon), Tone(tone), source)
            step_row.clicked.connect(self._request)
            self.content.addWidget(step_row)
            self._rows.append(step_row)
            if step == kept:
                step_row.setFocus()

    @property
    def rows(self) -> tuple[StepRow, ...]:
        """The rows shown now, in order."""
        return tuple(self._rows)

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


def find_steps(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    facts: FolderFacts,
    today: date,
    submissions: tuple[Submission, ...],
    checks: SetChecks,
) -> tuple[NextStep, ...]:
    """Return the next best steps; a job, because it checks every set. Raises `FolderGone`."""
    facts = with_missing_files(root, portfolio, facts)
    return next_steps(program, portfolio, facts, today, submissions=submissions, checks=checks)


def place_to_go_on(where: GoOn) -> SetPlace:
    """Return where a text is written on."""
    return SetPlace(where.set_id, where.number, statement=where.number is None, tab=Tab.RESPONSE)


def _where_it_is_fixed(step: NextStep) -> Target:
    from lssc_desktop.ui.base.finding_place import place_of  # no page waits for findings

    return Overview() if step.finding is None else place_of(step.finding)


def _text(step: NextStep) -> Target:
    return Overview() if step.set_id is None else place_to_go_on(GoOn(step.set_id, step.number))


PLACES: Mapping[StepCode, Callable[[NextStep], Target]] = {
    StepCode.APPEAL: lambda step: SubmissionsPlace(step.set_id),
    StepCode.NOT_ACHIEVED: lambda step: SubmissionsPlace(step.set_id),
    StepCode.REVISE: _text,
    StepCode.RENEWAL: lambda _step: RenewalPlace(),
    StepCode.FILE_GONE: _where_it_is_fixed,
    StepCode.FILE_UNREADABLE: _where_it_is_fixed,
    StepCode.COMMENT: _text,
    StepCode.OWN_ROLE: _where_it_is_fixed,
    StepCode.FIND_OUT: lambda step: SubmissionsPlace(step.set_id),
    StepCode.DAYS: _where_it_is_fixed,
    StepCode.GIVE_COPY: lambda step: SubmissionsPlace(step.set_id),
    StepCode.COURSE_OVERDUE: lambda step: CoursesPlace(step.set_id),
    StepCode.HAND_IN: lambda step: SubmissionsPlace(step.set_id),
    StepCode.CHECK_SET: lambda step: CheckPlace(step.set_id),
    StepCode.STATEMENT: _text,
    StepCode.ONLY_EMPTY: _text,
    StepCode.TOO_LONG: _text,
    StepCode.PART_OPEN: _text,
    StepCode.CHOOSE_ROUTE: lambda step: CoursesPlace(step.set_id),
    StepCode.BEGIN_SET: _text,
    StepCode.UNREFERENCED: _text,
    StepCode.PERSONAL_DOCUMENT: lambda _step: EvidencePlace(about_me=True),
    StepCode.UNUSED_FILES: lambda step: EvidencePlace(step.path),
}
"""Where a step is taken, the most urgent first; the page itself takes those that are missing."""
