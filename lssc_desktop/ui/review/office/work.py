"""What an office does about people at its shelf: assigns, decides about conflicts, and reminds."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.files.names import slug
from lssc_desktop.core.submission.assigning import propose
from lssc_desktop.core.submission.assignments import AssignmentChange, AssignmentStep
from lssc_desktop.core.submission.evaluators import Evaluators
from lssc_desktop.core.submission.shelf import ShelfEntry
from lssc_desktop.core.submission.shelf_statistics import ShelfAgreement
from lssc_desktop.disk.files import write_durably
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.office import (
    agreement_saved,
    agreement_sheets,
    draft_reminder,
    draft_requests,
    draft_result,
    drafts_saved,
    people_waited_for,
    statistics_page,
    statistics_saved,
)
from lssc_desktop.messages.shelf import assigned_message, calendar_saved, reminders
from lssc_desktop.package.papers import CalendarEntry, calendar_file
from lssc_desktop.package.table_file import to_xlsx
from lssc_desktop.store.evaluators import change_evaluators, read_evaluators
from lssc_desktop.store.known_programs import known_programs
from lssc_desktop.store.shelf_files import assignments_path, note_assignments, read_assignments
from lssc_desktop.ui.base.file_dialogs import ask_target
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.flow import Flows, Steps
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.review.office.agreement import RaterAgreementDialog
from lssc_desktop.ui.review.office.dialogs import AssignDialog, HistoryDialog, RemindersDialog
from lssc_desktop.ui.review.office.evaluators_dialogs import ConflictsDialog, EvaluatorsDialog

type Noted = tuple[tuple[ShelfEntry, tuple[AssignmentChange, ...]], ...]
type EditList = Callable[[Evaluators], Evaluators]


class OfficeWork(QObject):
    """The acts of an office about people, each with its dialog in front of the shelf."""

    changed = Signal()
    """Something was written into the shelf."""

    def __init__(
        self, folder: Path, rows: Callable[[], tuple[ShelfEntry, ...]], services: Services,
        window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._folder = folder
        self._rows = rows
        self._services = services
        self._window = window
        self.flows = Flows(self)
        self.assign_dialog: AssignDialog | None = None
        self.reminders_dialog: RemindersDialog | None = None
        self.evaluators_dialog: EvaluatorsDialog | None = None
        self.conflicts_dialog: ConflictsDialog | None = None
        self.history_dialog: HistoryDialog | None = None
        self.agreement_dialog: RaterAgreementDialog | None = None

    def _today(self) -> date:
        return self._services.now().date()

    def _by(self) -> str:
        own = self._services.preferences.settings.reviewer
        return own or this_holder(self._services.now()).person

    def _begin(self, steps: Steps) -> None:
        self.flows.begin(steps, self._fail)

    def _fail(self, error: Exception) -> None:
        self._services.notices.show_error(error, key="shelf")

    # Assigning ----------------------------------------------------------------------------------

    def assign(self, entries: tuple[ShelfEntry, ...]) -> None:
        """Ask to whom packages are assigned, by name or by rule, and by when they are due."""
        self.assign_dialog = None
        self._begin(self._assign(entries))

    async def _assign(self, entries: tuple[ShelfEntry, ...]) -> None:
        found = await self._services.jobs.result(Lane.DISK, read_evaluators, self._folder)
        rows = self._rows()
        proposals = propose(entries, rows, found) if found.people else ()
        people = dict.fromkeys(
            name
            for entry in rows
            for name in (*(each.person for each in entry.assigned), *entry.reviewers)
        )
        people |= dict.fromkeys(each.name for each in found.people)
        own = self._services.preferences.settings.reviewer
        dialog = AssignDialog(
            entries, tuple(people), own, self._today(), self._services.icons, proposals
        )
        self.assign_dialog = dialog
        await dialog.answer(self._window)
        noted = dialog.changes
        now, by = self._services.now(), self._by()
        noted = tuple(
            (entry, tuple(replace(each, at=now, by=by) for each in changes))
            for entry, changes in noted
        )
        config = self._services.preferences.folder
        await self._services.jobs.result(Lane.SAVING, _note, config, self._folder, noted)
        new = [
            each
            for _entry, changes in noted
            for each in changes
            if each.step is AssignmentStep.ASSIGN
        ]
        if new:
            names = tuple(dict.fromkeys(each.person for each in new))
            message = assigned_message(len(noted), names, new[0].day)
            self._services.notices.show(message, Tone.OK, key="shelf-assigned")
        self.changed.emit()

    def show_history(self, entry: ShelfEntry) -> None:
        """Show who assigned a package, and what else was noted of it."""
        self.history_dialog = None
        self._begin(self._history(entry))

    async def _history(self, entry: ShelfEntry) -> None:
        path = assignments_path(self._folder / entry.name)
        noted = await self._services.jobs.result(Lane.DISK, read_assignments, path)
        is_ours = noted.package_id == entry.package.package_id
        history = noted.history if is_ours else ()
        dialog = HistoryDialog(entry, history, self._services.now(), self._services.icons)
        self.history_dialog = dialog.show_for(self._window)

    # The list, and conflicts --------------------------------------------------------------------

    def show_evaluators(self) -> None:
        """Show the office's list of evaluators, to be changed."""
        self.evaluators_dialog = None
        self._begin(self._evaluators())

    async def _evaluators(self) -> None:
        found = await self._services.jobs.result(Lane.DISK, read_evaluators, self._folder)
        dialog = EvaluatorsDialog(self._rows(), found, self._services.icons)
        dialog.changed.connect(self._change_list)
        self.evaluators_dialog = dialog.show_for(self._window)

    def ask_conflicts(self, entry: ShelfEntry) -> None:
        """Show the conflicts of interest about a package's candidate, to be decided."""
        self.conflicts_dialog = None
        self._begin(self._conflicts(entry))

    async def _conflicts(self, entry: ShelfEntry) -> None:
        found = await self._services.jobs.result(Lane.DISK, read_evaluators, self._folder)
        people = (*(each.person for each in entry.assigned), *(each.name for each in found.people))
        dialog = ConflictsDialog(entry, people, self._by(), self._today(), self._services.icons)
        dialog.decided.connect(self._change_list)
        self.conflicts_dialog = dialog.show_for(self._window)

    def _change_list(self, edit: EditList) -> None:
        self._begin(self._edit(edit))

    async def _edit(self, edit: EditList) -> None:
        jobs = self._services.jobs
        found = await jobs.result(Lane.SAVING, change_evaluators, self._folder, edit)
        dialog = self.evaluators_dialog
        if dialog is not None and dialog.isVisible():
            dialog.show_list(found)
        self.changed.emit()

    # Agreement ----------------------------------------------------------------------------------

    def show_agreement(self) -> None:
        """Show how far evaluators agreed, over a year."""
        dialog = RaterAgreementDialog(self._rows(), self._services.icons)
        dialog.save_requested.connect(self._ask_agreement)
        self.agreement_dialog = dialog.show_for(self._window)

    def _ask_agreement(self, found: ShelfAgreement) -> None:
        ask_target(
            self._window,
            _("Where do you want to save the table?"),
            partial(self.save_agreement, found),
            name="agreement.xlsx",
            filters=[_("Excel workbooks (*.xlsx)")],
        )

    def save_agreement(self, found: ShelfAgreement, path: Path) -> None:
        """Write how far evaluators agreed as a workbook; it names no candidate."""
        self._begin(self._save_agreement(found, path))

    async def _save_agreement(self, found: ShelfAgreement, path: Path) -> None:
        target = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
        content = await self._services.jobs.result(Lane.SAVING, to_xlsx, agreement_sheets(found))
        await self._services.jobs.result(Lane.SAVING, write_durably, target, content)
        self._services.notices.show(agreement_saved(str(target)), Tone.OK, key="shelf-exported")

    # Statistics ---------------------------------------------------------------------------------

    def ask_statistics(self) -> None:
        """Ask where the statistics shall be saved as a web page."""
        ask_target(
            self._window,
            _("Where do you want to save the statistics?"),
            self.save_statistics,
            name="statistics.html",
            filters=[_("Web pages (*.html)")],
        )

    def save_statistics(self, path: Path) -> None:
        """Write the statistics as a web page; it has no names."""
        self._begin(self._save_statistics(path))

    async def _save_statistics(self, path: Path) -> None:
        jobs = self._services.jobs
        target = path if path.suffix.lower() == ".html" else path.with_name(f"{path.name}.html")
        content = await jobs.result(Lane.SAVING, statistics_page, self._rows(), self._today())
        await jobs.result(Lane.SAVING, write_durably, target, content)
        self._services.notices.show(statistics_saved(str(target)), Tone.OK, key="shelf-exported")

    # Emails and reminders -----------------------------------------------------------------------

    def mail_result(self, entry: ShelfEntry, review: str) -> None:
        """Write an email to the candidate with what a review file says, and its letter."""
        self._begin(self._mail_result(self._folder / entry.name, self._folder / review))

    async def _mail_result(self, package: Path, file: Path) -> None:
        path = await self._services.jobs.reported(
            Lane.DISK,
            draft_result,
            self._services.preferences.folder,
            self._folder,
            package,
            file,
            self._today(),
        )
        self._show_drafts((path,))

    def mail_requests(self, entries: tuple[ShelfEntry, ...]) -> None:
        """Write an email to each who is assigned to packages, with the packages."""
        self._begin(self._mail_requests(entries))

    async def _mail_requests(self, entries: tuple[ShelfEntry, ...]) -> None:
        jobs = self._services.jobs
        listed = await jobs.result(Lane.DISK, read_evaluators, self._folder)
        paths = await jobs.reported(
            Lane.DISK,
            draft_requests,
            self._services.preferences.folder,
            self._folder,
            entries,
            people_waited_for(entries),
            listed,
            self._today(),
        )
        self._show_drafts(paths)

    def _show_drafts(self, paths: Sequence[Path]) -> None:
        """Open a draft, or show where several lie."""
        if len(paths) == 1:
            self._services.desktop.open_file(paths[0])
        elif paths:
            self._services.desktop.show_in_folder(paths[0])
        names = [str(each) for each in paths]
        self._services.notices.show(drafts_saved(names), Tone.OK, key="shelf-drafts")

    def show_reminders(self) -> None:
        """Show the text of a reminder for whoever has packages to look at."""
        dialog = RemindersDialog(self._rows(), self._today(), self._services.icons)
        dialog.calendar_requested.connect(self._ask_calendar)
        dialog.draft_requested.connect(self.mail_reminders)
        self.reminders_dialog = dialog.show_for(self._window)

    def mail_reminders(self, texts: dict[str, str]) -> None:
        """Write a reminder to each of these people, with their texts."""
        self._begin(self._mail_reminders(texts))

    async def _mail_reminders(self, texts: dict[str, str]) -> None:
        jobs, rows = self._services.jobs, self._rows()
        listed = await jobs.result(Lane.DISK, read_evaluators, self._folder)
        paths = [
            await jobs.reported(
                Lane.DISK, draft_reminder, self._folder, rows, person, text, listed, self._today()
            )
            for person, text in texts.items()
        ]
        self._show_drafts(paths)

    def _ask_calendar(self, person: str) -> None:
        ask_target(
            self._window,
            _("Where do you want to save the calendar?"),
            partial(self.save_calendar, person),
            name=f"{slug(person) or 'reviews'}-due.ics",
            filters=[_("Calendars (*.ics)")],
        )

    def save_calendar(self, person: str, path: Path) -> None:
        """Write the due days of somebody as a calendar."""
        self._begin(self._save_calendar(reminders(self._rows(), person), path))

    async def _save_calendar(self, entries: Sequence[CalendarEntry], path: Path) -> None:
        content = calendar_file(tuple(entries), _("Due reviews"), self._today())
        await self._services.jobs.result(Lane.SAVING, write_durably, path, content)
        self._services.notices.show(calendar_saved(str(path)), Tone.OK, key="shelf-exported")


def _note(config: Path, folder: Path, noted: Noted) -> None:
    known = known_programs(config, folder)
    for entry, changes in noted:
        program = known.text_for(entry.package.rules_id)
        note_assignments(folder / entry.name, entry.package.package_id, changes, program)
