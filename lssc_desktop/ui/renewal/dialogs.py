"""The day on the certificate, told by a person who is certified already."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import FilledField, Program
from lssc_desktop.core.time.renewal import (
    FormValue,
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
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.pages import Divider
from lssc_desktop.ui.kit.tokens import Ink
from lssc_desktop.ui.shared.copy_field import CopyField, StepMark
from lssc_desktop.ui.shared.day_field import DayField
from lssc_desktop.ui.shared.form_dialog import FormDialog

# The day on the certificate, told by a person who is certified already --------------------------


class CertifiedDialog(FormDialog):
    """Asks for one day; `known` is the one that holds so far."""

    told = Signal(object)
    """The day, a `date`."""

    def __init__(
        self, today: date, icons: Icons, known: date | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            icons,
            _("When were you certified?"),
            _("Keep the day"),
            _("Not now"),
            note=_("The day on your certificate. It decides when you can renew."),
            parent=parent,
        )
        self._today = today
        self.day = DayField(today, icons)
        if known is not None:
            self.day.set_day(known)
        self.content.addWidget(NamedField(icons.theme, _("&Day on the certificate"), self.day))
        self.kept.connect(self._keep)
        self.day.setFocus()

    @Slot()
    def _keep(self) -> None:
        if self.day.day > self._today:
            self.error.show_message(day_to_come(self.day.day))
            self.day.setFocus()
            return
        self.told.emit(self.day.day)
        self.accept()


# Renewal form dialog ----------------------------------------------------------------------------


_WIDTH = 640


class RenewalFormDialog(FormDialog):
    """Five steps with their values; it lies beside the browser until it is closed."""

    text_copied = Signal(str)
    page_requested = Signal()

    def __init__(
        self,
        program: Program,
        portfolio: Portfolio,
        report: RenewalReport,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            icons,
            _("Prepare the renewal form"),
            _("Done"),
            _("Close"),
            note=form_lead(form_not_ready(_open_points(report))),
            width=_WIDTH,
            parent=parent,
        )
        self.setModal(False)
        self.reject_button.hide()
        self.open_page = plain_button(icons, _("Open the program’s website"), "external-link")
        self.open_page.setVisible(program.contact is not None and bool(program.contact.web))
        self.marks: list[StepMark] = []
        self.copies: list[CopyField] = []
        self.content.addWidget(self.open_page)
        values = renewal_form(program, portfolio, report)
        for number, step in enumerate(RenewalStep, 1):
            if number > 1:
                self.content.addWidget(Divider())
            of_step = tuple(value for value in values if value.step is step)
            self.content.addWidget(self._box(icons, number, step, of_step, program))
        names = [field.field.label for field in self.copies]
        for field in self.copies:
            field.stand_among(names)
        self.open_page.clicked.connect(self.page_requested)
        self.kept.connect(self.accept)

    def _box(
        self,
        icons: Icons,
        number: int,
        step: RenewalStep,
        values: tuple[FormValue, ...],
        program: Program,
    ) -> QWidget:
        box = QWidget()
        mark = StepMark(icons, number, step_title(step))
        self.marks.append(mark)
        content = QVBoxLayout()
        content.setSpacing(4)
        content.addWidget(Label(icons.theme, step_title(step), Type.BODY_STRONG))
        if not values:
            content.addWidget(Label(icons.theme, nothing_in_step(step), Type.TABLE, Ink.INK2))
        for value in values:
            field = CopyField(icons, FilledField(field_label(value), value_text(value, program)))
            field.copied.connect(self._copy)
            self.copies.append(field)
            content.addWidget(field)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(content, 1)
        return box

    @Slot(str)
    def _copy(self, text: str) -> None:
        self.text_copied.emit(text)
        field = self.sender()
        if isinstance(field, CopyField):
            field.show_copied(copied=True)


def _open_points(report: RenewalReport) -> tuple[str, ...]:
    points = []
    if report.missing:
        points.append(to_go_line(report))
    if report.undocumented:
        points.append(undocumented_sentence(report).rstrip("."))
    if report.state is not WindowState.OPEN:
        points.append(window_word(report.state))
    return tuple(point[:1].lower() + point[1:] for point in points)
