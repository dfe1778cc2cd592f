"""Dialogs of who has what to do: assigning, by name or by rule, its history, and reminders."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QListWidget

from lssc_desktop.core.files.names import one_line
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.submission.assigning import AssignmentProposal
from lssc_desktop.core.submission.assignments import AssignmentChange, AssignmentStep
from lssc_desktop.core.submission.shelf import ShelfEntry
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.office import (
    change_line,
    conflict_first,
    people_waited_for,
    proposal_text,
)
from lssc_desktop.messages.shelf import (
    assignment_line,
    reminder_mail,
    shelf_title,
)
from lssc_desktop.ui.kit.buttons import plain_button
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import ChoiceField, NamedField, TextBox
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, stretch
from lssc_desktop.ui.kit.pages import flow
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.day_field import OptionalDay

_WIDTH = 480
_USUAL_DAYS = 30
_LONGEST = 120
_LIST_HEIGHT = 168  # pixels
_EARLIEST = datetime.min.replace(tzinfo=UTC)
"""Stands for the moment that whoever writes a change down knows."""


class AssignDialog(Dialog):
    """A dialog that asks who is assigned to packages, by when, and when one was handed in.

    Where the office has a list, as many evaluators as are needed are chosen by rule.
    """

    def __init__(
        self,
        entries: Sequence[ShelfEntry],
        people: Sequence[str],
        own: str,
        today: date,
        icons: Icons,
        proposals: Sequence[AssignmentProposal] = (),
    ) -> None:
        first = entries[0]
        heading = shelf_title(first)
        if len(entries) > 1:
            heading = ngettext("{count} package", "{count} packages", len(entries)).format(
                count=len(entries)
            )
        super().__init__(icons, _("Assign"), _("Save"), _("Cancel"), heading=heading, size=_WIDTH)
        self._entries = tuple(entries)
        self._proposals = {each.entry.name: each for each in proposals}
        self._is_one = len(entries) == 1
        theme = icons.theme
        self.by_rule = QCheckBox(_("Choose {evaluators} by &rule"))
        self.by_rule.setChecked(any(each.people for each in proposals))
        self.proposed = QListWidget()
        self.proposed.setProperty("look", "framed")
        self.proposed.setWordWrap(True)
        self.proposed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.proposed.setAccessibleName(_("Who gets what"))
        self.proposed.addItems([proposal_text(each) for each in proposals])
        self.proposed.setMaximumHeight(theme.measure(_LIST_HEIGHT))
        self.person = ChoiceField()
        self.person.setEditable(True)
        names = dict.fromkeys(name for name in (own, *people) if name)
        self.person.addItems(sorted(names, key=str.casefold))
        self.person.setCurrentIndex(-1)
        line = self.person.lineEdit()
        if line is not None:
            line.setMaxLength(_LONGEST)
            line.setPlaceholderText(_("Name of a reviewer or {an_evaluator}"))
        self._person_field = NamedField(theme, _("&Assign to"), self.person)
        self.due = OptionalDay(icons, _("&Due by"), today + timedelta(days=_USUAL_DAYS))
        self.due.set_day(today + timedelta(days=_USUAL_DAYS))
        self.content.setSpacing(10)
        if proposals:
            add(self.content, self.by_rule, self.proposed)
        add(self.content, self._person_field, self.due)
        self.others = tuple(
            QCheckBox(assignment_line(each, today).replace("&", "&&"))
            for each in (first.assigned if self._is_one else ())
        )
        if self.others:
            keep = Label(theme, _("Currently assigned. Clear the box to unassign someone."))
            add(self.content, keep, *self.others)
        for box in self.others:
            box.setChecked(True)
            box.toggled.connect(self._check)
        self.handed_in = OptionalDay(icons, _("&Handed in on"), first.first_seen or today)
        self.handed_in.set_day(first.handed_in)
        is_portfolio = self._is_one and first.package.kind is PackageKind.PORTFOLIO
        if is_portfolio:
            why = _("This date starts the count of days. Without it, we use the date first seen.")
            add(self.content, self.handed_in, Label(theme, why, Type.TABLE, Ink.INK2))
        self._asks_hand_in = is_portfolio
        for changed in (
            self.by_rule.toggled,
            self.person.editTextChanged,
            self.due.changed,
            self.handed_in.changed,
        ):
            changed.connect(self._check)
        self._check()

    @property
    def changes(self) -> tuple[tuple[ShelfEntry, tuple[AssignmentChange, ...]], ...]:
        """What is to be noted of each package, as it is entered now.

        When that is, and who does it, is not said in them yet.
        """
        found = ((each, self._changes(each)) for each in self._entries)
        return tuple((each, changes) for each, changes in found if changes)

    def _changes(self, entry: ShelfEntry) -> tuple[AssignmentChange, ...]:
        found = [
            AssignmentChange(_EARLIEST, "", AssignmentStep.UNASSIGN, each.person)
            for box, each in zip(self.others, entry.assigned, strict=False)
            if not box.isChecked()
        ]
        assign = AssignmentStep.ASSIGN
        found += [
            AssignmentChange(_EARLIEST, "", assign, name, self.due.day)
            for name in self._names_for(entry)
        ]
        if self._asks_hand_in and self.handed_in.day != entry.handed_in:
            step = AssignmentStep.HANDED_IN
            found.append(AssignmentChange(_EARLIEST, "", step, day=self.handed_in.day))
        return tuple(found)

    def _names_for(self, entry: ShelfEntry) -> tuple[str, ...]:
        if not self.by_rule.isChecked():
            name = one_line(self.person.currentText())
            return (name,) if name else ()
        proposal = self._proposals.get(entry.name)
        return () if proposal is None else proposal.people

    def _in_conflict(self) -> bool:
        """Whether whoever is named must not get one of the packages."""
        if self.by_rule.isChecked():
            return False
        name = self.person.currentText()
        return any(one.bars(name) for each in self._entries for one in each.conflicts)

    def _check(self) -> None:
        is_by_rule = self.by_rule.isChecked()
        if self._person_field.isHidden() is not is_by_rule:
            self._person_field.setHidden(is_by_rule)
            self.proposed.setVisible(is_by_rule)
            self.fit()
        why_not = conflict_first(self.person.currentText()) if self._in_conflict() else ""
        self.hint.setText(why_not)
        clear = self.due.is_clear and (not self._asks_hand_in or self.handed_in.is_clear)
        self.accept_button.setEnabled(clear and not why_not and bool(self.changes))


# History ----------------------------------------------------------------------------------------

_HISTORY_SIZE = (620, 420)


class HistoryDialog(Dialog):
    """A dialog with everything that was noted of a package: who did it, and when."""

    def __init__(
        self, entry: ShelfEntry, history: Sequence[AssignmentChange], now: datetime, icons: Icons
    ) -> None:
        note = "" if history else _("Nobody was assigned to it yet.")
        super().__init__(
            icons,
            _("History"),
            _("Close"),
            heading=shelf_title(entry),
            note=note,
            size=_HISTORY_SIZE,
        )
        self.list = QListWidget()
        self.list.setProperty("look", "framed")
        self.list.setWordWrap(True)
        self.list.setAccessibleName(_("History"))
        self.list.addItems([change_line(each, now) for each in reversed(history)])
        add(self.content, (self.list, 1) if history else stretch)
        self.buttons.accepted.connect(self.accept)


# Reminders --------------------------------------------------------------------------------------

_REMINDER_WIDTH = 640
_MAIL_LINES = 12


class RemindersDialog(Dialog):
    """A dialog with the text of a reminder for whoever still has packages to look at."""

    calendar_requested = Signal(str)
    """The name of whom a calendar of the due days shall be saved for, "" for everybody."""
    draft_requested = Signal(object)
    """The text for each to whom a draft of an email shall be written, by name."""

    def __init__(self, entries: Sequence[ShelfEntry], today: date, icons: Icons) -> None:
        super().__init__(
            icons,
            _("Reminders"),
            _("Open email draft"),
            _("Close"),
            note=_("You can edit the text here first. Nothing is sent until you send it."),
            size=_REMINDER_WIDTH,
        )
        self._entries = tuple(entries)
        self._today = today
        people = people_waited_for(entries)
        self.person = ChoiceField()
        self.person.addItems(people)
        self.text = TextBox(icons.theme, _MAIL_LINES, _("Reminder text"))
        self.calendar = plain_button(icons, _("Save calendar…"), "calendar-event")
        self.copy = plain_button(icons, _("Copy text"), "copy")
        self.all = plain_button(icons, _("Drafts for everyone"), "mail")
        self.all.setVisible(len(people) > 1)
        who = NamedField(icons.theme, _("&To"), self.person)
        add(self.content, who, self.text, flow(self.all, self.copy, self.calendar, gap=8))
        self.person.currentIndexChanged.connect(self._show)
        self.calendar.clicked.connect(self._ask_calendar)
        self.copy.clicked.connect(self._copy)
        self.all.clicked.connect(self._draft_all)
        self.buttons.accepted.connect(self._draft)
        self._show()

    def _show(self) -> None:
        name = self.person.currentText()
        self.text.setPlainText(reminder_mail(self._entries, name, self._today) if name else "")
        if not name:
            self.text.setPlaceholderText(_("No one has a package to review."))
        for button in (self.accept_button, self.copy, self.calendar):
            button.setEnabled(bool(name))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.hint.setText(_("Copied."))

    def _draft(self) -> None:
        self.draft_requested.emit({self.person.currentText(): self.text.toPlainText()})
        self.accept()

    def _draft_all(self) -> None:
        """Have a draft written to everybody; what was edited here is only for the one shown."""
        shown = self.person.currentText()
        names = [self.person.itemText(at) for at in range(self.person.count())]
        self.draft_requested.emit(
            {
                name: self.text.toPlainText()
                if name == shown
                else reminder_mail(self._entries, name, self._today)
                for name in names
            }
        )
        self.accept()

    def _ask_calendar(self) -> None:
        self.calendar_requested.emit(self.person.currentText())
