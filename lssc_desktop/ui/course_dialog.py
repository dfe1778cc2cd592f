"""Recording the course, or the agreement, by which a set is achieved."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from lssc_desktop.core.course_credit import course_credit
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.money import fee_of, money_text
from lssc_desktop.core.portfolio import CourseRecord, Portfolio, SetWork
from lssc_desktop.core.program import CompetencySet, Program
from lssc_desktop.messages.courses import credit_sentence
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.day_field import OptionalDay
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.evidence_picker import EvidencePicker
from lssc_desktop.ui.widgets.fields import NamedField
from lssc_desktop.ui.widgets.labels import Label


class CourseDialog(FormDialog):
    """Title, provider, the two days that decide, fee and certificate; says if it gives credit."""

    told = Signal(object)
    """A `CourseRecord`."""

    def __init__(
        self,
        program: Program,
        competency_set: CompetencySet,
        portfolio: Portfolio,
        today: date,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        title = _("The course for {set}").format(set=competency_set.title)
        super().__init__(icons, title, _("Keep it"), _("Cancel"), parent=parent)
        self._program = program
        self._today = today
        self._work = portfolio.set_work(competency_set.id) or SetWork(competency_set.id, today)
        theme = icons.theme
        self.title = QLineEdit()
        self.provider = QLineEdit()
        self.completed = OptionalDay(icons, _("&Completed on"), today)
        self.approved = OptionalDay(icons, _("A&pproved by the program on"), today)
        self.fee = QLineEdit()
        self.certificate = EvidencePicker(icons, several=False)
        self.credit = Label(theme, "", Type.TABLE, Ink.INK2)

        self.fields.addWidget(NamedField(theme, _("&Title of the course"), self.title))
        self.fields.addWidget(NamedField(theme, _("P&rovider"), self.provider))
        self.fields.addWidget(self.completed)
        self.fields.addWidget(self.approved)
        self.fields.addWidget(self.credit)
        fee = _("What it cost you, in {currency}. Leave it empty if you do not know.")
        self.fields.addWidget(
            NamedField(theme, _("&Fee"), self.fee, fee.format(currency=program.fees.currency))
        )
        certificate = NamedField(theme, _("Certificate"), self.certificate)
        certificate.name.setBuddy(self.certificate.files)
        self.fields.addWidget(certificate)
        self._show(portfolio)
        self.completed.day_changed.connect(self._judge)
        self.approved.day_changed.connect(self._judge)
        self.kept.connect(self._keep)
        self._judge()
        self.title.setFocus()

    def record(self, fee: Decimal | None) -> CourseRecord:
        """Return what was told, with a fee."""
        chosen = self.certificate.chosen
        return CourseRecord(
            self.title.text().strip(),
            self.provider.text().strip(),
            self.completed.day,
            self.approved.day,
            fee,
            chosen[0] if chosen else None,
        )

    def _show(self, portfolio: Portfolio) -> None:
        course = self._work.course or CourseRecord()
        self.title.setText(course.title)
        self.provider.setText(course.provider)
        self.completed.set_day(course.completed)
        self.approved.set_day(course.approved)
        self.fee.setText("" if course.fee is None else money_text(course.fee))
        known = tuple(file.path for file in portfolio.evidence)
        chosen = () if course.certificate is None else (course.certificate,)
        self.certificate.show_files(known, chosen)

    @Slot()
    def _judge(self) -> None:
        course = self.record(None)
        work = replace(self._work, course=course)
        credit = course_credit(self._program.courses, work, self._today)
        self.credit.setText(credit_sentence(credit, course))
        self.credit.set_ink(Ink.OK if credit.credited else Ink.INK2)

    @Slot()
    def _keep(self) -> None:
        try:
            fee = fee_of(self.fee.text())
        except LsscError as error:
            self.error.show_error(error)
            self.fee.setFocus()
            return
        self.told.emit(self.record(fee))
        self.accept()
