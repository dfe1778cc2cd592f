"""Dialogs of a shelf: who is assigned to packages, and by when they are due."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox

from lssc_desktop.core.portfolio.names import one_line
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.submission.shelf import AssignmentChange, AssignmentStep, ShelfEntry
from lssc_desktop.messages.shelf import assignment_line, candidate_text, package_text, set_text
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.day_field import OptionalDay

_WIDTH = 480
_USUAL_DAYS = 30
_LONGEST = 120
_EARLIEST = datetime.min.replace(tzinfo=UTC)
"""Stands for the moment that whoever writes a change down knows."""


class AssignDialog(Dialog):
    """A dialog that asks who is assigned to packages, by when, and when one was handed in."""

    noted = Signal(object)
    """A tuple of `AssignmentChange`, of which the moment and who made them are not said yet."""

    def __init__(
        self,
        entries: Sequence[ShelfEntry],
        people: Sequence[str],
        own: str,
        today: date,
        icons: Icons,
    ) -> None:
        first = entries[0]
        heading = _("{candidate}, {set}, {package}").format(
            candidate=candidate_text(first), set=set_text(first), package=package_text(first)
        )
        if len(entries) > 1:
            heading = ngettext("{count} package", "{count} packages", len(entries)).format(
                count=len(entries)
            )
        super().__init__(icons, _("Assign"), _("Save"), _("Cancel"), heading=heading, size=_WIDTH)
        self._entries = tuple(entries)
        self._is_one = len(entries) == 1
        theme = icons.theme
        self.person = ChoiceField()
        self.person.setEditable(True)
        names = dict.fromkeys(name for name in (own, *people) if name)
        self.person.addItems(sorted(names, key=str.casefold))
        self.person.setCurrentIndex(-1)
        line = self.person.lineEdit()
        if line is not None:
            line.setMaxLength(_LONGEST)
            line.setPlaceholderText(_("Name of a reviewer or an evaluator"))
        self.due = OptionalDay(icons, _("&Due by"), today + timedelta(days=_USUAL_DAYS))
        self.due.set_day(today + timedelta(days=_USUAL_DAYS))
        self.content.setSpacing(10)
        add(self.content, NamedField(theme, _("&Assign to"), self.person), self.due)
        self.others = tuple(
            QCheckBox(assignment_line(each, today).replace("&", "&&"))
            for each in (first.assigned if self._is_one else ())
        )
        if self.others:
            keep = Label(theme, _("Assigned now. Clear the box of whoever is not anymore."))
            add(self.content, keep, *self.others)
        for box in self.others:
            box.setChecked(True)
            box.toggled.connect(self._check)
        self.handed_in = OptionalDay(icons, _("&Handed in on"), first.first_seen or today)
        self.handed_in.set_day(first.handed_in)
        is_portfolio = self._is_one and first.package.kind is PackageKind.PORTFOLIO
        why = Label(
            theme,
            _("The day counts for how long it takes. Without it, the day it was first seen does."),
            Type.TABLE,
            Ink.INK2,
        )
        if is_portfolio:
            add(self.content, self.handed_in, why)
        self._asks_hand_in = is_portfolio
        self.person.editTextChanged.connect(self._check)
        self.due.changed.connect(self._check)
        self.handed_in.changed.connect(self._check)
        self.buttons.accepted.connect(self._note)
        self._check()

    @property
    def changes(self) -> tuple[AssignmentChange, ...]:
        """What is to be noted, as it is entered now."""
        first = self._entries[0]
        found = [
            AssignmentChange(_EARLIEST, "", AssignmentStep.UNASSIGN, each.person)
            for box, each in zip(self.others, first.assigned, strict=False)
            if not box.isChecked()
        ]
        name = one_line(self.person.currentText())
        if name:
            assign = AssignmentStep.ASSIGN
            found.append(AssignmentChange(_EARLIEST, "", assign, name, self.due.day))
        if self._asks_hand_in and self.handed_in.day != first.handed_in:
            step = AssignmentStep.HANDED_IN
            found.append(AssignmentChange(_EARLIEST, "", step, day=self.handed_in.day))
        return tuple(found)

    @Slot()
    def _check(self) -> None:
        clear = self.due.is_clear and (not self._asks_hand_in or self.handed_in.is_clear)
        self.accept_button.setEnabled(clear and bool(self.changes))

    @Slot()
    def _note(self) -> None:
        changes = self.changes
        if changes:
            self.noted.emit(changes)
            self.accept()
