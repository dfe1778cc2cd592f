"""The form of education and work in libraries, and whether that is enough to apply."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.candidate_edits import (
    HOURS_OF_A_WEEK,
    school_hours,
    sound_period,
    work_of_total,
)
from lssc_desktop.core.portfolio.portfolio import Experience, WorkPeriod
from lssc_desktop.core.program.program import Eligibility, Program
from lssc_desktop.core.program.rule import Rule
from lssc_desktop.core.time.eligibility import EligibilityReport, eligibility
from lssc_desktop.formats.dates import short_month
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.standing import (
    eligibility_sentence,
    hours_sentence,
    rule_sentence,
    unjudged,
)
from lssc_desktop.messages.words import day_unclear
from lssc_desktop.ui.kit.buttons import Button, link_button, plain_button, signals_blocked
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField, NumberField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.pages import empty
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.day_field import DayField, OptionalDay, unclear_day
from lssc_desktop.ui.shared.dialogs import ErrorNote
from lssc_desktop.ui.shared.rule_source import SourceButton

_ANSWERS: tuple[bool | None, ...] = (None, True, False)
_FULL_WEEK = 40.0
_SCHOOL_WEEKS = 36  # a first proposal: the user says how many
_WEEKS_OF_A_YEAR = 53
_MOST_TOTAL = 99_999.0  # hours
_MOST_YEARS = 80.0
_A_WEEK, _ALTOGETHER, _SCHOOL = range(3)
"""The ways to count work, as the field for them lists them."""


class ExperienceForm(QWidget):
    """One answer about education, the periods entered so far, and fields for one more."""

    changed = Signal()

    def __init__(self, today: date, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._today = today
        self._icons = icons
        self._rule: Eligibility | None = None
        self._judged_by: Callable[[Experience], EligibilityReport | None] | None = None
        self._periods: tuple[WorkPeriod, ...] = ()
        self.remove_buttons: list[Button] = []
        self._rule_words = Label(theme, "", Type.BODY, Ink.INK2)
        self._source = SourceButton(icons)
        self.education = ChoiceField()
        self.education.addItems([_("Not answered"), _("Yes"), _("No")])
        self.employer = QLineEdit()
        self.begun = DayField(today, icons)
        self.ended = OptionalDay(icons, _("I&t ended on"), today)
        self.hours = NumberField(decimals=1)
        self.hours.setRange(0.5, float(HOURS_OF_A_WEEK))
        self.hours.setValue(_FULL_WEEK)
        self.way = ChoiceField()
        self.way.addItems([_("Hours a week"), _("Total hours"), _("School years")])
        self.total = NumberField(decimals=1)
        self.total.setRange(0.5, _MOST_TOTAL)
        self.school_years = NumberField(decimals=1)
        self.school_years.setRange(0.5, _MOST_YEARS)
        self.weeks = NumberField(decimals=0)
        self.weeks.setRange(1, _WEEKS_OF_A_YEAR)
        self.weeks.setValue(_SCHOOL_WEEKS)
        self.add_button = plain_button(icons, _("Add this work"), "plus", small=True)
        self.error = ErrorNote(icons)
        self.verdict = Label(theme, "", Type.BODY_STRONG)
        self._counted = Label(theme, "", Type.TABLE, Ink.INK2)
        self._rows = column(gap=2)
        self._lay_out()
        self.education.currentIndexChanged.connect(self._on_changed)
        self.add_button.clicked.connect(self.add_period)
        self.employer.returnPressed.connect(self.add_period)

    @property
    def experience(self) -> Experience:
        """What was entered."""
        return Experience(_ANSWERS[self.education.currentIndex()], self._periods)

    def show_experience(
        self,
        program: Program,
        experience: Experience,
        judge: Callable[[Experience], EligibilityReport | None] | None = None,
    ) -> None:
        """Show what was entered before, judged by the rule of a program.

        `judge` knows more than the rule: when somebody applied, and by which routes.
        """
        rule = program.eligibility
        self._rule, self._judged_by = rule, judge
        self._source.show_rule(program, Rule.ELIGIBILITY)
        self._rule_words.setText("" if rule is None else rule_sentence(rule))
        with signals_blocked(self.education):
            self.education.setCurrentIndex(_ANSWERS.index(experience.education))
        self._periods = experience.periods
        self._show_rows()
        self._judge()

    def add_period(self) -> None:
        """Take the period down that stands in the fields; what cannot be is said in place."""
        unclear = unclear_day(self)
        if unclear is not None:
            self.error.show_message(day_unclear(unclear.text()))
            unclear.setFocus()
            return
        try:
            period = self._period()
        except LsscError as error:
            self.error.show_error(error)
            return
        self.error.clear()
        others = tuple(item for item in self._periods if item != period)
        self._periods = tuple(sorted((*others, period), key=lambda item: item.begun))
        self.employer.clear()
        self.employer.setFocus()
        self._show_rows()
        self._on_changed()

    def _period(self) -> WorkPeriod:
        """Return the work in the fields, in the way that it is counted. Raises `WorkUnlikely`."""
        employer, begun, ended = self.employer.text(), self.begun.day, self.ended.day
        way = self.way.currentIndex()
        if way == _A_WEEK:
            return sound_period(WorkPeriod(employer, begun, ended, self.hours.number))
        total = self.total.number
        if way == _SCHOOL:
            total = school_hours(self.hours.number, self.weeks.number, self.school_years.number)
        return work_of_total(employer, begun, ended or self._today, total)

    def _with_typed(self) -> Experience:
        """Return what was entered, with the work that stands in the fields and is not added yet."""
        known = self.experience
        if not self.employer.text().strip() or unclear_day(self) is not None:
            return known
        try:
            typed = self._period()
        except LsscError:  # it is said when it is added
            return known
        return replace(known, periods=(*(it for it in known.periods if it != typed), typed))

    def _show_way(self) -> None:
        way = self.way.currentIndex()
        self._hours.setVisible(way != _ALTOGETHER)
        self._total.setVisible(way == _ALTOGETHER)
        self._school.setVisible(way == _SCHOOL)

    def finish(self) -> bool:
        """Take down work that was typed and not added yet; whether nothing is left to be said."""
        if self.employer.text().strip():
            self.add_period()
        return not self.employer.text().strip()

    def hideEvent(self, event: QHideEvent) -> None:
        """Lose nothing that was typed when one goes on to something else."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.finish()

    def _lay_out(self) -> None:
        theme = self._icons.theme
        since = NamedField(theme, _("&Since"), self.begun)
        way = NamedField(theme, _("How do you c&ount it?"), self.way)
        self._hours = NamedField(theme, _("&Hours a week"), self.hours)
        self._total = NamedField(theme, _("Total ho&urs"), self.total)
        self._school = QWidget()
        row(
            (NamedField(theme, _("School yea&rs"), self.school_years), 1),
            (NamedField(theme, _("&Weeks in a school year"), self.weeks), 1),
            gap=12,
            on=self._school,
        )
        self.way.currentIndexChanged.connect(self._show_way)
        self.way.currentIndexChanged.connect(self._judge)
        self.employer.textChanged.connect(self._judge)
        self.begun.textChanged.connect(self._judge)
        self.ended.changed.connect(self._judge)
        for number in (self.hours, self.total, self.school_years, self.weeks):
            number.valueChanged.connect(self._judge)
        self._show_way()
        column(
            row((self._rule_words, 1), self._source, gap=4),
            NamedField(theme, _("Do &you have the required education?"), self.education),
            Label(theme, _("Your work in libraries, paid or unpaid"), Type.H2),
            self._rows,
            NamedField(theme, _("&Library"), self.employer),
            row((since, 1), (way, 1), gap=12),
            self._hours,
            self._total,
            self._school,
            self.ended,
            self.add_button,
            self.error,
            self.verdict,
            self._counted,
            gap=10,
            on=self,
        )

    def _show_rows(self) -> None:
        empty(self._rows)
        self.remove_buttons = []
        for period in self._periods:
            self._rows.addWidget(self._row(period))

    def _row(self, period: WorkPeriod) -> QWidget:
        widget = QWidget()
        words = _period_line(period)
        button = link_button(self._icons, _("Remove"))
        button.setAccessibleName(_("Remove {period}").format(period=words))
        button.clicked.connect(self._remove)
        self.remove_buttons.append(button)
        row((Label(self._icons.theme, words), 1), button, on=widget)
        return widget

    def _remove(self) -> None:
        button = self.sender()
        if isinstance(button, Button) and button in self.remove_buttons:
            gone = self.remove_buttons.index(button)
            self._periods = tuple(p for at, p in enumerate(self._periods) if at != gone)
            self.employer.setFocus()
            self._show_rows()
            self._on_changed()

    def _on_changed(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        if self._rule is None:
            self.verdict.setText(unjudged())
            self._counted.setText("")
            return
        meant = self._with_typed()
        report = self._judged_by(meant) if self._judged_by else None
        report = report or eligibility(self._rule, meant, self._today)
        self.verdict.setText(eligibility_sentence(report))
        self.verdict.set_ink(Ink.OK if report.eligible else Ink.INK)
        self._counted.setText(hours_sentence(report))


def _period_line(period: WorkPeriod) -> str:
    """Say a work period: "Maple Library, Jun 2020 to Sep 2022, 20 hours a week"."""
    shown = round(period.hours_a_week, 1)
    hours = f"{shown.normalize():f}"
    if period.ended is None:
        said = ngettext(
            "{employer}, since {begun}, {hours} hour a week",
            "{employer}, since {begun}, {hours} hours a week",
            shown,
        )
    else:
        said = ngettext(
            "{employer}, {begun} to {ended}, {hours} hour a week",
            "{employer}, {begun} to {ended}, {hours} hours a week",
            shown,
        )
    return said.format(
        employer=period.employer,
        begun=short_month(period.begun),
        ended="" if period.ended is None else short_month(period.ended),
        hours=hours,
    )
