"""Telling an activity that counts towards a renewal."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from gettext import gettext as _
from uuid import uuid4

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from lssc_desktop.core.activity import RenewalActivity
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program, RenewalRule
from lssc_desktop.core.renewal import contact_hours
from lssc_desktop.core.renewal_edits import MOST_UNITS, put_activity
from lssc_desktop.messages.renewal import hours_text
from lssc_desktop.messages.renewal_page import counts_line
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.choice_field import ChoiceField
from lssc_desktop.ui.widgets.day_field import DayField
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.evidence_picker import EvidencePicker
from lssc_desktop.ui.widgets.fields import NamedField
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.number_field import NumberField


class ActivityDialog(FormDialog):
    """Day, title, kind with its amount, technology hours, set and documents of one activity.

    While the amount is typed it says how many contact hours that makes. What cannot be is said
    in place, and nothing that was typed is lost.
    """

    told = Signal(object)
    """A `RenewalActivity` that can be taken into the portfolio."""

    def __init__(
        self,
        program: Program,
        rule: RenewalRule,
        portfolio: Portfolio,
        today: date,
        icons: Icons,
        activity: RenewalActivity | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add an activity") if activity is None else _("Change the activity")
        super().__init__(icons, title, _("Keep it"), _("Cancel"), parent=parent)
        self._program = program
        self._rule = rule
        self._portfolio = portfolio
        self._today = today
        self._activity = activity
        theme = icons.theme

        self.title = QLineEdit()
        self.day = DayField(today, icons)
        self.kind = ChoiceField()
        for item in rule.conversions:
            self.kind.addItem(f"{item.title} ({item.unit})", item.id)
        self.amount = NumberField(decimals=2)
        self.technology = NumberField(decimals=2)
        for field in (self.amount, self.technology):
            field.setMaximum(float(MOST_UNITS))
        self.amount.setValue(1.0)
        self.counts = Label(theme, "", Type.TABLE, Ink.INK2)
        self.set = ChoiceField()
        self.set.addItem(_("No set yet"), "")
        for each in program.sets:
            self.set.addItem(each.title, each.id)
        self.documents = EvidencePicker(icons)

        technology = _("They are part of the hours, not added to them.")
        for named in (
            NamedField(theme, _("What was it &called?"), self.title),
            NamedField(theme, _("&Day"), self.day),
            NamedField(theme, _("&Kind"), self.kind),
            NamedField(theme, _("How &many of these"), self.amount),
            self.counts,
            NamedField(theme, _("Contact hours on &technology"), self.technology, technology),
            NamedField(theme, _("Which competency &set is it about?"), self.set),
        ):
            self.fields.addWidget(named)
        documents = NamedField(theme, _("What shows that you were there"), self.documents)
        documents.name.setBuddy(self.documents.files)
        self.fields.addWidget(documents)

        self._show(activity)
        self.kind.currentIndexChanged.connect(self._count)
        self.amount.valueChanged.connect(self._count)
        self.kept.connect(self._keep)
        self._count()
        self.title.setFocus()

    def activity(self) -> RenewalActivity:
        """Return what was told."""
        known = self._activity or RenewalActivity(str(uuid4()), self._today, "", "", Decimal(0))
        return replace(
            known,
            day=self.day.day,
            title=self.title.text(),
            kind=str(self.kind.currentData() or ""),
            amount=self.amount.number,
            technology=self.technology.number,
            set_id=str(self.set.currentData() or ""),
            evidence=self.documents.chosen,
        )

    def _show(self, activity: RenewalActivity | None) -> None:
        known = tuple(file.path for file in self._portfolio.evidence)
        self.documents.show_files(known, () if activity is None else activity.evidence)
        if activity is None:
            return
        self.title.setText(activity.title)
        self.day.set_day(activity.day)
        self.kind.setCurrentIndex(self.kind.findData(activity.kind))
        self.amount.setValue(float(activity.amount))
        self.technology.setValue(float(activity.technology))
        self.set.setCurrentIndex(max(self.set.findData(activity.set_id), 0))

    @Slot()
    def _count(self) -> None:
        kind = str(self.kind.currentData() or "")
        hours = contact_hours(self._rule, kind, self.amount.number)
        self.counts.setVisible(hours is not None)
        if hours is not None:
            enough = hours >= self._rule.minimum_hours
            self.counts.setText(counts_line(hours_text(hours), self._rule, enough=enough))
            self.counts.set_ink(Ink.INK2 if enough else Ink.WARN)

    @Slot()
    def _keep(self) -> None:
        activity = self.activity()
        try:
            put_activity(self._program, self._portfolio, activity, self._today)
        except LsscError as error:
            self.error.show_error(error)
            return
        self.told.emit(activity)
        self.accept()
