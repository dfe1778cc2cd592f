"""Dialogs of the renewal page: the day on the certificate, and the form to fill in."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import FilledField, Program
from lssc_desktop.core.time.certification import (
    RenewalReport,
    RenewalStep,
    WindowState,
    renewal_form,
)
from lssc_desktop.messages.dates import day_to_come
from lssc_desktop.messages.renewal import (
    field_label,
    form_lead,
    form_not_ready,
    nothing_in_step,
    step_title,
    to_go_line,
    undocumented_sentence,
    value_text,
    window_word,
)
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add
from lssc_desktop.ui.kit.pages import Divider
from lssc_desktop.ui.kit.tokens import Ink
from lssc_desktop.ui.shared.copy_field import CopyField, FormStepBox, StepMark
from lssc_desktop.ui.shared.day_field import DayField
from lssc_desktop.ui.shared.form_dialog import FormDialog

_WIDTH = 640


class CertifiedDialog(FormDialog):
    """A dialog for the day on the certificate; `known` is the one that counts so far."""

    submitted = Signal(object)
    """The day, a `date`."""

    def __init__(self, today: date, icons: Icons, known: date | None = None) -> None:
        super().__init__(
            icons,
            _("When were you certified?"),
            _("Keep the day"),
            _("Not now"),
            note=_("The day on your certificate. It decides when you can renew."),
        )
        self._today = today
        self.day = DayField(today, icons)
        if known is not None:
            self.day.set_day(known)
        self.content.addWidget(NamedField(icons.theme, _("&Day on the certificate"), self.day))
        self.validated.connect(self._submit)
        self.day.setFocus()

    @Slot()
    def _submit(self) -> None:
        if self.day.day > self._today:
            self.error.show_message(day_to_come(self.day.day))
            self.day.setFocus()
            return
        self.submitted.emit(self.day.day)
        self.accept()


# Renewal form -----------------------------------------------------------------------------------


class RenewalFormDialog(Dialog):
    """A dialog with the five steps of the renewal form and their values, to be copied."""

    page_requested = Signal()
    """The program's website is wanted."""

    def __init__(
        self, program: Program, portfolio: Portfolio, report: RenewalReport, icons: Icons
    ) -> None:
        super().__init__(
            icons,
            _("Prepare the renewal form"),
            _("Done"),
            note=form_lead(form_not_ready(_open_points(report))),
            size=_WIDTH,
        )
        self.open_page = plain_button(icons, _("Open the program’s website"), "external-link")
        self.content.addWidget(self.open_page)
        self.open_page.setVisible(program.contact is not None and bool(program.contact.web))
        self.marks: list[StepMark] = []
        self.copies: list[CopyField] = []
        values = renewal_form(program, portfolio, report)
        for number, step in enumerate(RenewalStep, 1):
            box = FormStepBox(icons, number, step_title(step))
            of_step = [value for value in values if value.step is step]
            if not of_step:
                nothing = Label(icons.theme, nothing_in_step(step), Type.TABLE, Ink.INK2)
                box.content.addWidget(nothing)
            for value in of_step:
                label = field_label(value)
                field = CopyField(icons, FilledField(label, value_text(value, program)))
                box.content.addWidget(field)
                self.copies.append(field)
            self.marks.append(box.mark)
            add(self.content, Divider() if number > 1 else None, box)
        names = [field.field.label for field in self.copies]
        for field in self.copies:
            field.align_labels(names)
        self.open_page.clicked.connect(self.page_requested)
        self.buttons.accepted.connect(self.accept)


def _open_points(report: RenewalReport) -> tuple[str, ...]:
    points = []
    if report.missing:
        points.append(to_go_line(report))
    if report.undocumented:
        points.append(undocumented_sentence(report).rstrip("."))
    if report.state is not WindowState.OPEN:
        points.append(window_word(report.state))
    return tuple(point[:1].lower() + point[1:] for point in points)
