"""Who the candidate is: name, e-mail, membership, days, education and work."""

from dataclasses import replace
from datetime import date
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from lssc_desktop.core.candidate_edits import Days, set_days, set_email, set_membership, set_name
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.experience import Experience
from lssc_desktop.core.options import ClockStart
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.messages.about_you import member_label, membership_history, start_note
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.day_field import DayField, OptionalDay
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.experience_form import ExperienceForm
from lssc_desktop.ui.widgets.fields import NamedField
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.section import Divider, SectionHead

_WIDTH = 600


class AboutYouDialog(FormDialog):
    """Everything that was said when the portfolio was begun can be said differently here."""

    told = Signal(object)
    """An edit of the portfolio."""

    def __init__(
        self,
        program: Program,
        portfolio: Portfolio,
        today: date,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            icons, _("About you"), _("Keep it"), _("Cancel"), width=_WIDTH, parent=parent
        )
        theme = icons.theme
        self._portfolio = portfolio
        self._today = today
        candidate = portfolio.candidate
        self.name = QLineEdit(candidate.name)
        self.email = QLineEdit(candidate.email)
        self.member = QCheckBox(member_label(program.fees.association))
        self.member.setChecked(candidate.member)
        self.since = OptionalDay(icons, _("My membershi&p changed on"), today)
        self.since.set_day(candidate.member_since)
        self.admitted = DayField(portfolio.admitted, icons)
        self.enrollment = OptionalDay(icons, _("&Enrolled on"), today)
        self.enrollment.set_day(portfolio.enrolled)
        self.acceptance = OptionalDay(icons, _("A&ccepted on"), today)
        self.acceptance.set_day(portfolio.accepted)
        self.experience = ExperienceForm(today, icons)
        self.experience.show_experience(program.eligibility, portfolio.experience)

        start = program.option("clock-start") or ClockStart.ADMISSION.value
        by_admission = start == ClockStart.ADMISSION
        self.fields.addWidget(NamedField(theme, _("Your &name"), self.name))
        self.fields.addWidget(NamedField(theme, _("E-&mail"), self.email))
        self.fields.addWidget(self.member)
        self.fields.addWidget(self.since)
        self.history = Label(theme, membership_history(candidate), Type.CAPTION, Ink.INK2)
        self.history.setVisible(bool(self.history.text()))
        self.fields.addWidget(self.history)
        note = start_note(start) if by_admission else ""
        self.fields.addWidget(NamedField(theme, _("A&dmitted on"), self.admitted, note))
        self.fields.addWidget(self.enrollment)
        self.fields.addWidget(self.acceptance)
        self.enrollment.setVisible(start == ClockStart.ENROLLMENT)
        self.acceptance.setVisible(start == ClockStart.ACCEPTANCE)
        self.fields.addWidget(Divider())
        self.fields.addWidget(SectionHead(theme, _("May you apply?")))
        self.fields.addWidget(self.experience)
        self.member.toggled.connect(self._propose_day)
        self.kept.connect(self._keep)
        self.name.setFocus()

    def edited(self, portfolio: Portfolio) -> Portfolio:
        """Return a portfolio with what stands in the fields. Raises `NameMissing`."""
        days = Days(self.admitted.day, self.enrollment.day, self.acceptance.day)
        edits = (
            partial(set_name, name=self.name.text(), today=self._today),
            partial(set_email, email=self.email.text()),
            partial(set_membership, member=self.member.isChecked(), since=self.since.day),
            partial(set_days, days=days, today=self._today),
            partial(_with_experience, self.experience.experience),
        )
        for edit in edits:
            portfolio = edit(portfolio)
        return portfolio

    @Slot(bool)
    def _propose_day(self, member: bool) -> None:
        """Let a change be on this day, so that what was paid stays; taken back, it is none."""
        candidate = self._portfolio.candidate
        same = member == candidate.member
        self.since.set_day(candidate.member_since if same else self._today)

    @Slot()
    def _keep(self) -> None:
        if not self.experience.finish():
            return
        try:
            self.edited(self._portfolio)
        except LsscError as error:
            self.error.show_error(error)
            self.name.setFocus()
            return
        self.told.emit(self.edited)
        self.accept()


def _with_experience(experience: Experience, portfolio: Portfolio) -> Portfolio:
    return replace(portfolio, experience=experience)
