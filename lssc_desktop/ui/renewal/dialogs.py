"""Dialogs of a renewal: the day on the certificate, and the values of the form to copy."""

from datetime import date

from PySide6.QtCore import Signal

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program, RenewalRule
from lssc_desktop.core.program.web_form import FilledField
from lssc_desktop.core.time.certification import (
    FormValue,
    RenewalField,
    RenewalReport,
    RenewalStep,
    WindowState,
    renewal_form,
)
from lssc_desktop.formats.dates import long_day, short_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.renewal import (
    hours_text,
    set_word,
    to_go_line,
    undocumented_sentence,
    window_word,
)
from lssc_desktop.messages.words import day_to_come
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add
from lssc_desktop.ui.kit.pages import Divider
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.copy_field import CopyField, FormStepBox, StepMark
from lssc_desktop.ui.shared.day_field import DayField
from lssc_desktop.ui.shared.dialogs import FormDialog

_WIDTH = 640


# Day on the certificate -------------------------------------------------------------------------


class CertifiedDialog(FormDialog):
    """A dialog for the day on the certificate; `known` is the one that counts so far."""

    submitted = Signal(object)
    """The day, a `date`."""

    def __init__(self, today: date, icons: Icons, known: date | None = None) -> None:
        super().__init__(
            icons,
            _("When were you certified?"),
            _("Save"),
            _("Cancel"),
            note=_("The date on your certificate. It decides when you can {renew}."),
        )
        self._today = today
        self.day = DayField(today, icons)
        if known is not None:
            self.day.set_day(known)
        self.content.addWidget(NamedField(icons.theme, _("&Date on the certificate"), self.day))
        self.day.setFocus()

    def submit(self) -> None:
        """Hand over the day; one to come is refused."""
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
            _("Prepare {renewal} form"),
            _("Done"),
            note=_form_lead(program.renewal, _form_not_ready(_open_points(report))),
            size=_WIDTH,
        )
        self.open_page = plain_button(icons, _("Open program website"), "external-link")
        self.content.addWidget(self.open_page)
        self.open_page.setVisible(program.contact is not None and bool(program.contact.web))
        self.marks: list[StepMark] = []
        self.copies: list[CopyField] = []
        values = renewal_form(program, portfolio, report)
        for number, step in enumerate(RenewalStep, 1):
            box = FormStepBox(icons, number, _step_title(step))
            of_step = [value for value in values if value.step is step]
            if not of_step:
                nothing = Label(icons.theme, _nothing_in_step(step), Type.TABLE, Ink.INK2)
                box.content.addWidget(nothing)
            for value in of_step:
                label = _field_label(value.field)
                field = CopyField(icons, FilledField(label, _value_text(value, program)))
                box.content.addWidget(field)
                self.copies.append(field)
            self.marks.append(box.mark)
            add(self.content, Divider() if number > 1 else None, box)
        names = [field.field.label for field in self.copies]
        for field in self.copies:
            field.align_labels(names)
        self.open_page.clicked.connect(self.page_requested)
        self.buttons.accepted.connect(self.accept)


def _step_title(step: RenewalStep) -> str:
    return {
        RenewalStep.PERSON: _("Who you are"),
        RenewalStep.CERTIFICATION: _("Your certification"),
        RenewalStep.ACTIVITIES: _("Your activities, one line each"),
        RenewalStep.TOTALS: _("Totals"),
        RenewalStep.DOCUMENTS: _("Documents to send"),
    }[step]


def _nothing_in_step(step: RenewalStep) -> str:
    return {
        RenewalStep.ACTIVITIES: _("No activity counts yet."),
        RenewalStep.DOCUMENTS: _("No document yet. Attach something that shows you were there."),
    }.get(step, _("Nothing entered for this yet."))


def _field_label(field: RenewalField) -> str:
    return {
        RenewalField.NAME: _("Name"),
        RenewalField.EMAIL: _("Email"),
        RenewalField.DESIGNATION: _("Title"),
        RenewalField.CERTIFIED: _("Certified"),
        RenewalField.EXPIRES: _("Expires"),
        RenewalField.ACTIVITY: _("Activity"),
        RenewalField.HOURS: _("Contact hours"),
        RenewalField.TECHNOLOGY: _("On technology"),
        RenewalField.DOCUMENT: _("File"),
    }[field]


def _open_points(report: RenewalReport) -> tuple[str, ...]:
    points = []
    if report.missing:
        points.append(to_go_line(report))
    if report.undocumented:
        points.append(undocumented_sentence(report).rstrip("."))
    if report.state is not WindowState.OPEN:
        points.append(window_word(report.state))
    return tuple(point[:1].lower() + point[1:] for point in points)


def _value_text(value: FormValue, program: Program) -> str:
    """Return the words that are copied."""
    if value.counted is None:
        if value.field in (RenewalField.CERTIFIED, RenewalField.EXPIRES):
            return long_day(date.fromisoformat(value.text))
        return value.text
    item = value.counted
    parts = [
        short_day(item.activity.day),
        item.activity.title,
        ngettext("{hours} contact hour", "{hours} contact hours", item.hours).format(
            hours=hours_text(item.hours)
        ),
    ]
    if item.technology:
        parts.append(_("{hours} on technology").format(hours=hours_text(item.technology)))
    parts.append(set_word(item, program))
    return "; ".join(parts)


def _form_lead(rule: RenewalRule | None, missing: str) -> str:
    """Say what the steps are for, and what stands against using them now."""
    said = [
        _("Open the form when everything is here."),
        _("You can’t save it partway.") if rule is not None and rule.one_sitting else "",
        _("Copy each value, paste it, and mark the step as done."),
        _("We don’t know the fields of the real form."),
        missing,
    ]
    return " ".join(filter(None, said))


def _form_not_ready(reasons: tuple[str, ...]) -> str:
    """Say what is still open before the form can be sent in; "" when nothing is."""
    if not reasons:
        return ""
    return _("Still to do: {things}.").format(things=word_list(reasons))
