"""A set on the page of courses: how it is achieved, and what its course gives."""

from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.choosing_help import Leaning, RouteAdvice
from lssc_desktop.core.course_credit import CourseCredit, CreditReason
from lssc_desktop.core.portfolio import Route, SetWork
from lssc_desktop.core.program import CompetencySet, Program
from lssc_desktop.messages.choosing_help import advice_sentence
from lssc_desktop.messages.courses import credit_sentence, credit_word
from lssc_desktop.messages.courses_page import certificate_line, course_line, planned_line
from lssc_desktop.messages.standing import route_word
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink, Tone
from lssc_desktop.ui.widgets.buttons import plain_button
from lssc_desktop.ui.widgets.card import Card
from lssc_desktop.ui.widgets.chip import StatusChip
from lssc_desktop.ui.widgets.flow import FlowLayout
from lssc_desktop.ui.widgets.labels import Label

_LOOKS: dict[CreditReason, tuple[IconName, Tone]] = {
    CreditReason.APPROVED: ("circle-check", Tone.OK),
    CreditReason.BEFORE_APPROVAL: ("circle-check", Tone.OK),
    CreditReason.TOO_EARLY: ("circle-x", Tone.BAD),
    CreditReason.NOT_APPROVED: ("help-circle", Tone.WARN),
    CreditReason.NOT_COMPLETED: ("school", Tone.ACCENT),
    CreditReason.NO_RECORD: ("circle-dashed", Tone.IDLE),
    CreditReason.NO_RULE: ("help-circle", Tone.WARN),
}


@dataclass(frozen=True, slots=True)
class SetOnCourses:
    """A chosen set with its route; `credit` is None for a set by portfolio.

    `locked` says in words why nothing can be changed, "" where it can.
    """

    competency_set: CompetencySet
    work: SetWork
    credit: CourseCredit | None
    advice: RouteAdvice
    locked: str = ""


class CourseCard(Card):
    """Title and route, what the course is, whether it gives credit, and what can be done."""

    record_requested = Signal(str)
    route_requested = Signal(str)
    open_requested = Signal(str)

    def __init__(
        self, program: Program, item: SetOnCourses, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        theme = icons.theme
        self.item = item
        by_course = self.by_course = item.work.route is not Route.PORTFOLIO
        self.record_button = plain_button(
            icons,
            _("Record the course…") if item.work.course is None else _("Change the record…"),
            "pencil",
            small=True,
        )
        self.route_button = plain_button(icons, _("Which route fits…"), "help-circle", small=True)
        self.open_button = plain_button(icons, _("Open the set"), "arrow-right", small=True)
        title = item.competency_set.title
        for button in (self.record_button, self.route_button, self.open_button):
            button.setAccessibleName(f"{button.text()} {title}")

        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(theme, title, Type.H2), 1)
        if item.credit is not None:
            icon, tone = _LOOKS[item.credit.reason]
            chip = StatusChip(icons, icon, credit_word(item.credit), tone)
        else:
            chip = StatusChip(icons, "folder", route_word(item.work.route), Tone.IDLE)
        beside = Qt.AlignmentFlag.AlignTop if by_course else Qt.AlignmentFlag.AlignVCenter
        head.addWidget(chip, 0, beside)
        said = QVBoxLayout()
        said.setSpacing(3)
        for text, ink in self._lines(program):
            said.addWidget(Label(theme, text, Type.TABLE, ink))
        self.content.addLayout(head)
        self.content.addLayout(said)
        self.buttons = (self.record_button, self.route_button, self.open_button)
        if by_course:
            acts = FlowLayout(spacing=8)
            for button in self.buttons:
                acts.addWidget(button)
            self.content.addLayout(acts)
        else:
            self.record_button.hide()
            for at, button in enumerate(self.buttons, 1):
                head.insertWidget(at, button)
        if item.locked:
            for button in (self.record_button, self.route_button):
                button.setEnabled(False)
            self.content.addWidget(Label(theme, item.locked, Type.TABLE, Ink.INK2))
        self.record_button.clicked.connect(self._record)
        self.route_button.clicked.connect(self._route)
        self.open_button.clicked.connect(self._open)

    def _lines(self, program: Program) -> list[tuple[str, Ink]]:
        item = self.item
        lines: list[tuple[str, Ink]] = []
        if item.work.route is not Route.PORTFOLIO and item.credit is not None:
            lines.append((route_word(item.work.route), Ink.INK2))
            lines.append((course_line(item.work, program), Ink.INK))
            lines.append((planned_line(item.work), Ink.INK2))
            lines.append((credit_sentence(item.credit, item.work.course), Ink.INK2))
            lines.append((certificate_line(item.work.course), Ink.INK2))
        elif item.advice.leaning is not Leaning.OPEN or item.advice.unanswered == 0:
            lines.append((advice_sentence(item.advice), Ink.INK2))
        return [(text, ink) for text, ink in lines if text]

    @Slot()
    def _record(self) -> None:
        self.record_requested.emit(self.item.competency_set.id)

    @Slot()
    def _route(self) -> None:
        self.route_requested.emit(self.item.competency_set.id)

    @Slot()
    def _open(self) -> None:
        self.open_requested.emit(self.item.competency_set.id)
