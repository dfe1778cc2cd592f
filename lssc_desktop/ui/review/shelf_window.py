"""The window of a shelf: every package in a folder of an office, and what is known of it.

It is long because everything that an office does with a package begins here.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.review.review import ReviewMode
from lssc_desktop.core.submission.retention import ExpiredPackage
from lssc_desktop.core.submission.shelf import (
    ShelfEntry,
    ShelfView,
    ShelvedReview,
    Soundness,
    hide_candidates,
    review_for_letter,
    shelf_filter,
)
from lssc_desktop.core.submission.shelf_statistics import shelf_statistics
from lssc_desktop.disk.files import write_durably
from lssc_desktop.disk.holders import this_holder
from lssc_desktop.formats.numbers import number_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.office import conflicts_unknown
from lssc_desktop.messages.retention import deleted_message
from lssc_desktop.messages.review import result_saved
from lssc_desktop.messages.shelf import (
    damaged_count,
    earlier_count,
    examined_message,
    nothing_found,
    rules_unknown_count,
    shelf_exported,
    shelf_table,
    verifying_line,
    why_not_evaluated,
    why_not_reviewed,
)
from lssc_desktop.messages.shelf_look import (
    left_out_lines,
    not_looked_through,
    shelf_empty,
)
from lssc_desktop.package.judging import Judging, RulesNotKnown, judge
from lssc_desktop.package.opened import open_for_review
from lssc_desktop.package.reader import Verification
from lssc_desktop.package.shelf import Shelf, examine
from lssc_desktop.store.known_programs import known_programs
from lssc_desktop.store.programs import LoadedProgram
from lssc_desktop.store.retention import Deletion, delete_expired
from lssc_desktop.ui.base.actions import ViewActions, fill_menu, menu_action, offer_to_remember
from lssc_desktop.ui.base.file_dialogs import ask_file, ask_target
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.script_fonts import show_scripts
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.buttons import (
    dots_button,
    filter_button,
    link_button,
    plain_button,
    primary_button,
    turn_off,
)
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.review.office.work import OfficeWork
from lssc_desktop.ui.review.program_files import ProgramFiles, RulesChooser
from lssc_desktop.ui.review.saving_review import LetterSaver
from lssc_desktop.ui.review.shelf_table import ShelfDetails, ShelfTable, unfolding
from lssc_desktop.ui.review.shelf_watch import ShelfWatch
from lssc_desktop.ui.shared.job_progress import ProgressDialog
from lssc_desktop.ui.shared.package_list import PackageListWindow
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.ui.review.dialogs import CombineDialog
    from lssc_desktop.ui.review.shelf_dialogs import RetentionDialog, StatisticsDialog

_TABLES = {".csv", ".xlsx"}
_READABLE = {Soundness.VALID, Soundness.UNKNOWN}
_BROKEN = {Soundness.DAMAGED, Soundness.FOREIGN}


@dataclass(frozen=True, slots=True)
class ExaminedFile:
    """A file of a shelf, and what verifying it has shown; an error says why it can't be read."""

    entry: ShelfEntry
    found: Verification | LsscError

    @property
    def is_whole(self) -> bool:
        """Whether it is what its list says."""
        return not isinstance(self.found, LsscError) and self.found.valid


class ShelfMenus(QMenuBar):
    """The menu bar of a shelf: File, Shelf, Package, View, Help."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = self._action(_("&Refresh"), "F5")
        self.export = self._action(_("&Save as table…"), "Ctrl+S")
        self.audit = self._action(_("&Open audit results…"), "Ctrl+O")
        self.remember = self._action(_("Re&member this folder on this computer"))
        self.remember.setCheckable(True)
        self.close_window = self._action(_("&Close shelf"), "Ctrl+W")
        self.quit = self._action(_("&Quit"), "Ctrl+Q")
        self.review = self._action(_("&Review"))
        self.evaluate = self._action(_("&Evaluate"))
        self.combine = self._action(_("&Combine evaluations…"))
        self.letter = self._action(_("Save as &letter…"))
        self.mail = self._action(_("E&mail result or review…"))
        self.assign = self._action(_("&Assign…"), "Ctrl+Shift+A")
        self.request = self._action(_("Email re&quest…"))
        self.conflicts = self._action(_("Conflicts of &interest…"))
        self.history = self._action(_("&History…"))
        self.verify = self._action(_("&Verify"))
        self.remind = self._action(_("Re&minders…"))
        self.statistics = self._action(_("&Statistics…"))
        self.retention = self._action(_("&Delete old packages…"))
        self.agreement = self._action(_("A&greement…"))
        self.evaluators = self._action(_("&{Evaluators}…"))
        self.program_files = self._action(_("&Program files…"))
        self.names = self._action(_("Show candidate &names"))
        self.names.setCheckable(True)
        self.view = ViewActions(self)
        self.help = self._action(_("&Help"), "F1")
        for title, groups in (
            (
                _("&File"),
                (
                    (self.look, self.export),
                    (self.audit,),
                    (self.remember,),
                    (self.close_window, self.quit),
                ),
            ),
            (
                _("&Shelf"),
                (
                    (self.evaluators,),
                    (self.statistics, self.agreement),
                    (self.program_files,),
                    (self.retention,),
                ),
            ),
            (
                _("&Package"),
                (
                    (self.review, self.evaluate, self.combine),
                    (self.letter, self.mail),
                    (self.assign, self.request, self.remind, self.conflicts),
                    (self.history, self.verify),
                ),
            ),
            (_("&View"), (*self.view.groups, (self.names,))),
            (_("&Help"), ((self.help,),)),
        ):
            fill_menu(self.addMenu(title), groups)

    def _action(self, words: str, *keys: str) -> QAction:
        return menu_action(self, words, *keys)


class ShelfWindow(PackageListWindow):
    """The window of a shelf; Enter opens a package."""

    audit_requested = Signal(object)
    """The path of what an audit wrote."""

    def __init__(self, folder: Path, services: Services) -> None:
        icons = services.icons
        table = ShelfTable(icons, lambda: services.now().date())
        sought = _("Filter by candidate, {set}, or person")
        super().__init__(folder, services, _("Packages to review"), sought, table)
        self.table = table
        self._unfolded: set[str] = set()
        self._counted = ""
        self._examined: ExaminedFile | None = None
        config = services.preferences.folder
        self.watch = ShelfWatch(config, folder, services.jobs, services.now, self)
        self.letters = LetterSaver(services, self)
        self.office = OfficeWork(folder, self._rows, services, self)
        self.program_files = ProgramFiles(folder, services, self)
        self.rules_chooser = RulesChooser(services, self, services.notices)
        self._to_combine = folder
        self.menus = ShelfMenus()
        self.open_button = primary_button(icons, _("Review"), "message-circle")
        self.evaluate_button = plain_button(icons, _("Evaluate"), "clipboard-check")
        self.combine_button = plain_button(icons, _("Combine…"), "files")
        self.assign_button = plain_button(icons, _("Assign…"), "user-check")
        more = (
            (self.menus.mail, self.menus.letter),
            (self.menus.request, self.menus.conflicts, self.menus.history),
            (self.menus.verify,),
        )
        self.more = QMenu(self)
        fill_menu(self.more, more)
        self.more_button = dots_button(icons, _("More for this package"), self.more)
        table.addActions([each for group in more for each in group])
        self.export_button = plain_button(icons, _("Save as table…"), "table")
        self.why_not = Label(icons.theme, "", Type.TABLE, Ink.INK2)
        self.fold_button = filter_button(icons, _("Show earlier ones"))
        self.left_out = Label(icons.theme, "", Type.TABLE, Ink.WARN)
        self.hidden_note = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self.names_button = link_button(icons, _("Show names"))
        self.names_button.setToolTip(_("Only if you don’t evaluate these packages"))
        self.entries = self.table.records
        self.details = ShelfDetails(icons)
        self.combine_dialog: CombineDialog | None = None
        self.statistics_dialog: StatisticsDialog | None = None
        self.retention_dialog: RetentionDialog | None = None
        self.menus.view.follow(services.preferences, services.notices)
        why_not = _("Remember this folder: off, because nothing is kept on this computer")
        offer_to_remember(self.menus.remember, services.preferences, why_not)
        self.setMenuBar(self.menus)
        self._lay_out(
            _view_words().values(),
            (
                self.open_button,
                self.evaluate_button,
                self.combine_button,
                self.assign_button,
                self.more_button,
            ),
            self.details,
            fold=self.fold_button,
            above=column(
                self.left_out, row(self.hidden_note, self.names_button, stretch, gap=8), gap=6
            ),
            beside=self.why_not,
        )
        self.head.buttons.addWidget(self.export_button)
        self._offer_to_me()
        self._connect()
        self._connect_filter()
        self._show(self.watch.shelf)
        self._look_on()

    @property
    def selected(self) -> ShelfEntry | None:
        """The package that is chosen."""
        return self.table.chosen

    @property
    def view(self) -> ShelfView:
        """Which packages are shown."""
        return tuple(ShelfView)[self.filters.checkedId()]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop looking; reviews that are open stay open."""
        self.watch.stop()
        event.accept()
        self.closed.emit()

    # Opening ------------------------------------------------------------------------------------

    def open_selected(self) -> None:
        """Review the chosen package; evaluate it where its candidate is hidden."""
        entry = self.selected
        is_hidden = entry is not None and entry.hidden and not entry.rules_unknown
        self._open(ReviewMode.EVALUATION if is_hidden else ReviewMode.REVIEW)

    def evaluate_selected(self) -> None:
        """Evaluate the chosen package."""
        self._open(ReviewMode.EVALUATION)

    def _open(self, mode: ReviewMode) -> None:
        entry = self.selected
        if entry is None or entry.package.soundness not in _READABLE:
            return
        self.watch.give_way()
        self.package_requested.emit(self._path / entry.name, mode)

    def combine_selected(self) -> None:
        """Open the chosen portfolio to combine its evaluations, which lie beside it."""
        entry = self.selected
        if entry is None or why_not_evaluated(entry):
            return
        self._to_combine = self._path / entry.name
        self._open_to_combine(None)

    def _open_to_combine(self, named: LoadedProgram | None) -> None:
        self.watch.give_way()
        job = self._services.jobs.start_reporting(
            Lane.DISK,
            _open_to_judge,
            self._services.preferences.folder,
            self._path,
            self._to_combine,
            named,
            done=self._combine,
            failed=self._fail_to_combine,
        )
        icons, title = self._services.icons, _("Opening a package")
        ProgressDialog(job, Step.VERIFYING, title, icons, self).show()

    def _fail_to_combine(self, error: Exception) -> None:
        if isinstance(error, RulesNotKnown):
            self.rules_chooser.ask(error)
        else:
            self._fail(error)

    def _combine(self, judging: Judging) -> None:
        from lssc_desktop.ui.review.dialogs import CombineDialog

        dialog = CombineDialog(judging, self._services)
        dialog.saved.connect(self._tell_result)
        self.combine_dialog = dialog.show_for(self)

    def _tell_result(self, path: Path) -> None:
        self._services.notices.show(result_saved(str(path)), Tone.OK, key="shelf-result")
        self.watch.look()

    def save_letter(self) -> None:
        """Ask where a letter with the result, or the review, of the chosen package shall lie."""
        entry = self.selected
        found = None if entry is None else self._letter_about(entry)
        if entry is not None and found is not None:
            self.watch.give_way()
            self.letters.ask_about_file(self._path / entry.name, self._path / found.name)

    def _letter_about(self, entry: ShelfEntry) -> ShelvedReview | None:
        return review_for_letter(self.watch.shelf.reviews, entry.package.package_id)

    def verify_selected(self) -> None:
        """Verify the chosen file, and say what was found."""
        entry = self.selected
        if entry is None:
            return
        self.watch.give_way()
        job = self._services.jobs.start_reporting(
            Lane.DISK, _examine, self._path, entry, done=self._tell_examined, failed=self._fail
        )
        icons, title = self._services.icons, _("Verifying")
        ProgressDialog(job, Step.VERIFYING, title, icons, self).show()

    def _tell_examined(self, examined: ExaminedFile) -> None:
        message = examined_message(examined.entry, examined.found)
        tone = Tone.OK if examined.is_whole else Tone.BAD
        self._services.notices.show(message, tone, key="shelf-verified")
        self._take_examined(examined)

    def ask_for_audit(self) -> None:
        """Ask which list of an audit to open."""
        ask_file(
            self,
            _("Which audit results?"),
            self.audit_requested.emit,
            filters=[_("Audit results (*.jsonl *.csv *.parquet)")],
        )

    # People -------------------------------------------------------------------------------------

    def assign_selected(self) -> None:
        """Ask to whom the selected packages are assigned, and by when they are due."""
        entries = tuple(each for each in self.table.selected if each.package.package_id)
        if entries:
            self.office.assign(entries)

    def ask_conflicts(self) -> None:
        """Show the conflicts of interest about the candidate of the chosen package."""
        if self.selected is not None:
            self.office.ask_conflicts(self.selected)

    def show_history(self) -> None:
        """Show who assigned the chosen package, and what else was noted of it."""
        if self.selected is not None:
            self.office.show_history(self.selected)

    def mail_result(self) -> None:
        """Write an email to the candidate of the chosen package, with its result or review."""
        entry = self.selected
        found = None if entry is None else self._letter_about(entry)
        if entry is not None and found is not None:
            self.watch.give_way()
            self.office.mail_result(entry, found.name)

    def mail_requests(self) -> None:
        """Write an email to each who is assigned to the selected packages."""
        self.office.mail_requests(self.table.selected)

    # Statistics, retention ----------------------------------------------------------------------

    def show_statistics(self) -> None:
        """Show how many portfolios there are of each set, and how long they take."""
        from lssc_desktop.ui.review.shelf_dialogs import StatisticsDialog

        found = shelf_statistics(self._rows(), self._today())
        dialog = StatisticsDialog(found, self._services.icons)
        dialog.save.clicked.connect(self.office.ask_statistics)
        self.statistics_dialog = dialog.show_for(self)

    def show_retention(self) -> None:
        """Show what was kept as long as its program says, to be deleted or not."""
        from lssc_desktop.ui.review.shelf_dialogs import RetentionDialog

        shelf = self.watch.shelf
        expired = shelf.expired(self._today())
        dialog = RetentionDialog(expired, shelf.left_out, self._services.icons)
        dialog.confirmed.connect(self._delete)
        self.retention_dialog = dialog.show_for(self)

    def _delete(self, expired: tuple[ExpiredPackage, ...]) -> None:
        self.watch.give_way()
        now = self._services.now()
        by = self._services.preferences.settings.reviewer or this_holder(now).person
        job = self._services.jobs.start_reporting(
            Lane.SAVING,
            delete_expired,
            self._path,
            expired,
            by,
            now,
            done=self._tell_deleted,
            failed=self._fail,
        )
        icons, title = self._services.icons, _("Deleting")
        ProgressDialog(job, Step.REMOVING, title, icons, self).show()

    def _tell_deleted(self, found: Deletion) -> None:
        tone = Tone.WARN if found.record.left else Tone.OK
        self._services.notices.show(deleted_message(found), tone, key="shelf-deleted")
        self.watch.look()

    # Table --------------------------------------------------------------------------------------

    def export(self) -> None:
        """Ask where the table shall lie."""
        ask_target(
            self,
            _("Where do you want to save the table?"),
            self.export_to,
            name="packages.xlsx",
            filters=[_("Excel workbooks (*.xlsx)"), _("Tables (*.csv)")],
        )

    def export_to(self, path: Path) -> None:
        """Write the rows that are shown, in their order."""
        target = path if path.suffix.lower() in _TABLES else path.with_name(f"{path.name}.csv")
        self._services.jobs.start(
            Lane.SAVING,
            _write_table,
            target,
            self.entries.shown,
            self._rows(),
            self._today(),
            done=self._tell_exported,
            failed=self._services.notices.show_error,
        )

    def _tell_exported(self, path: Path) -> None:
        self._services.notices.show(shelf_exported(str(path)), Tone.OK, key="shelf-exported")

    # What is shown ------------------------------------------------------------------------------

    def _today(self) -> date:
        return self._services.now().date()

    def _rows(self, shelf: Shelf | None = None) -> tuple[ShelfEntry, ...]:
        """Return every row, without names where they aren't to be seen."""
        found = (shelf or self.watch.shelf).entries
        return hide_candidates(found, names_wanted=self.menus.names.isChecked())

    def _show_names(self) -> None:
        """Show or hide names, where a program evaluates blind; it is not remembered."""
        self._show(self.watch.shelf)

    def _show(self, shelf: Shelf) -> None:
        found = self._rows(shelf)
        hidden = _names_hidden(found)
        self.hidden_note.setText(hidden)
        for widget in (self.hidden_note, self.names_button):
            widget.setVisible(bool(hidden))
        missing = (*left_out_lines(shelf.left_out), *conflicts_unknown(shelf.evaluators))
        self.left_out.setText(" ".join(missing))
        self.left_out.setVisible(bool(missing))
        self.menus.names.setEnabled(bool(hidden) or self.menus.names.isChecked())
        show_scripts(repr([each.package.candidate for each in found]))
        if found != self.entries.all_records:
            self._set_filter(found)
        self.table.show_records(found)
        self._show_found(shelf)

    def _show_found(self, shelf: Shelf) -> None:
        """Say how many rows the filter lets through, and in place of none why."""
        found = self.entries.all_records
        self._counted = self._count(found, len(shelf.unverified))
        self._say_looking()
        self._show_what_is_left(*self._why_nothing())

    def _why_nothing(self) -> tuple[str, str]:
        """Say why no row is shown, and what can be done; nothing is known before a whole look."""
        if not self.watch.has_looked:
            if self.watch.is_failing:
                return not_looked_through(str(self._path))
            return _looking_line(self.watch.progress), ""
        if self.entries.all_records:
            return nothing_found(self.view, self.field.text())
        return shelf_empty(str(self._path))

    def _look_on(self) -> None:
        """Say how far a look is; what counts the whole folder waits for the first one."""
        is_whole = self.watch.has_looked
        for action in (
            self.menus.export,
            self.menus.statistics,
            self.menus.agreement,
            self.menus.retention,
        ):
            action.setEnabled(is_whole)
        self.menus.remind.setEnabled(is_whole)
        if is_whole:
            self.export_button.setEnabled(True)
            self.export_button.setToolTip("")
            self.export_button.setAccessibleDescription("")
        else:
            turn_off(_("We’re still looking through the folder."), self.export_button)
        self._say_looking()
        if not self.entries.shown:
            self.empty.set_words(*self._why_nothing())

    def _say_looking(self) -> None:
        """Say how many rows there are, and how far a look is that has more to read."""
        watch = self.watch
        if not watch.has_looked:
            self.count.setText("" if watch.is_failing else _looking_line(watch.progress))
        elif watch.progress is not None and watch.progress.total:
            self.count.setText(f"{self._counted} · {_looking_line(watch.progress)}")
        else:
            self.count.setText(self._counted)

    def _count(self, found: tuple[ShelfEntry, ...], unverified: int) -> str:
        current = [each for each in found if not each.under]
        counted = [each for each in current if not each.rules_unknown]
        shown = sum(not (each.under or each.rules_unknown) for each in self.entries.shown)
        is_group = self.view is ShelfView.RULES_NOT_KNOWN
        words = [] if is_group and len(counted) < len(current) else [_shelf_count(shown, counted)]
        seen = {each.name for each in self.entries.shown}
        folded = [each for each in found if each.under]
        damaged = sum(bool(each.copy_of) and each.name not in seen for each in folded)
        hidden = sum(not each.copy_of and each.name not in seen for each in folded)
        unknown = len(current) - len(counted)
        if unknown:
            words.append(rules_unknown_count(unknown))
        place = tuple(ShelfView).index(ShelfView.RULES_NOT_KNOWN)
        self.filters.button(place).setVisible(bool(unknown) or self.filters.checkedId() == place)
        if hidden:
            words.append(earlier_count(hidden))
        if damaged:
            words.append(damaged_count(damaged))
        if unverified:
            words.append(verifying_line(unverified))
        has_earlier = any(not each.copy_of for each in folded)
        self.fold_button.setText(
            _("Show earlier ones") if has_earlier else _("Show damaged copies")
        )
        self.fold_button.setVisible(bool(folded))
        return " · ".join(words)

    def _check(self) -> None:
        entry = self.selected
        why, why_evaluate = why_not_reviewed(entry), why_not_evaluated(entry)
        for widget in (self.open_button, self.menus.review):
            widget.setEnabled(not why)
        decisions = self.combine_button, self.menus.combine
        for widget in (self.evaluate_button, self.menus.evaluate, *decisions):
            widget.setEnabled(not why_evaluate)
        self.menus.verify.setEnabled(entry is not None)
        package = entry.package if entry is not None and entry.package.package_id else None
        self.menus.history.setEnabled(package is not None)
        self.menus.conflicts.setEnabled(
            package is not None and package.kind is PackageKind.PORTFOLIO
        )
        has_letter = entry is not None and self._letter_about(entry) is not None
        for action in (self.menus.letter, self.menus.mail):
            action.setEnabled(has_letter)
        self.menus.request.setEnabled(any(each.waiting for each in self.table.selected))
        can_assign = any(each.package.package_id for each in self.table.selected)
        for widget in (self.assign_button, self.menus.assign):
            widget.setEnabled(can_assign)
        self.why_not.setText("" if entry is None else why or why_evaluate)
        self.details.show_entry(entry, self._today())
        if entry is not None and entry.package.soundness in _BROKEN:
            self._examine(entry)

    def _examine(self, entry: ShelfEntry) -> None:
        """Find out what is wrong with a file, and say it beside it."""
        known = self._examined
        if known is not None and known.entry.package == entry.package:
            self._take_examined(known)
            return
        self._services.jobs.start_reporting(
            Lane.DISK,
            _examine,
            self._path,
            entry,
            done=self._take_examined,
            failed=self._fail,
            quiet=True,
        )

    def _take_examined(self, examined: ExaminedFile) -> None:
        self._examined = examined
        chosen = self.selected
        if chosen is not None and chosen.package == examined.entry.package:
            message = examined_message(chosen, examined.found)
            self.details.show_fault(None if examined.is_whole else message)

    def _filter(self) -> None:
        self._set_filter(self.entries.all_records)
        self._show_found(self.watch.shelf)

    def _set_filter(self, entries: tuple[ShelfEntry, ...]) -> None:
        reviewer = self._services.preferences.settings.reviewer
        lets_through = shelf_filter(
            self.view, self.field.text(), reviewer, self._today(), self.watch.texts
        )
        self.entries.set_filter(unfolding(lets_through, entries, self.view, self._is_unfolded))

    def _is_unfolded(self, name: str) -> bool:
        return self.fold_button.isChecked() or name in self._unfolded

    def _offer_to_me(self) -> None:
        """Offer what is assigned to the reviewer, if it is known who that is."""
        reviewer = self.watch.reviewer = self._services.preferences.settings.reviewer
        button = self.filters.button(tuple(ShelfView).index(ShelfView.TO_ME))
        turn_off(_("First, open a package and let this computer remember your name."), button)
        if reviewer:
            button.setEnabled(True)
            button.setToolTip(reviewer)
            button.setAccessibleDescription("")

    def _unfold(self, name: str, shown: bool) -> None:
        (self._unfolded.add if shown else self._unfolded.discard)(name)
        self._filter()

    def _remember(self, agreed: bool) -> None:
        self._services.preferences.set_remember(agreed)
        self._services.preferences.note_shelf(self._path)

    def _fail(self, error: Exception) -> None:
        self._services.notices.show_error(error, key="shelf")

    def _connect(self) -> None:
        menus = self.menus
        self.watch.changed.connect(self._show)
        self.watch.failed.connect(self._fail)
        self.watch.looked_on.connect(self._look_on)
        for act, slot in (
            (self.open_button.clicked, self.open_selected),
            (menus.review.triggered, self.open_selected),
            (self.evaluate_button.clicked, self.evaluate_selected),
            (menus.evaluate.triggered, self.evaluate_selected),
            (self.combine_button.clicked, self.combine_selected),
            (menus.combine.triggered, self.combine_selected),
            (menus.letter.triggered, self.save_letter),
            (menus.audit.triggered, self.ask_for_audit),
            (self.assign_button.clicked, self.assign_selected),
            (menus.assign.triggered, self.assign_selected),
            (menus.verify.triggered, self.verify_selected),
            (menus.remind.triggered, self.office.show_reminders),
            (menus.mail.triggered, self.mail_result),
            (menus.request.triggered, self.mail_requests),
            (menus.conflicts.triggered, self.ask_conflicts),
            (menus.history.triggered, self.show_history),
            (menus.evaluators.triggered, self.office.show_evaluators),
            (menus.agreement.triggered, self.office.show_agreement),
            (self.office.changed, self.watch.look),
            (menus.statistics.triggered, self.show_statistics),
            (menus.program_files.triggered, self.program_files.show),
            (self.program_files.changed, self.watch.look),
            (self.rules_chooser.chosen, self._open_to_combine),
            (menus.retention.triggered, self.show_retention),
            (menus.names.toggled, self._show_names),
            (self.names_button.clicked, self.menus.names.toggle),
            (self.look_button.clicked, self.watch.look),
            (menus.look.triggered, self.watch.look),
            (self.export_button.clicked, self.export),
            (menus.export.triggered, self.export),
            (menus.close_window.triggered, self.close),
            (menus.remember.toggled, self._remember),
            (menus.quit.triggered, self.quit_requested),
            (menus.help.triggered, self.show_help),
            (self.fold_button.toggled, self._filter),
            (self.table.activated, self.open_selected),
            (self.table.selected_changed, self._check),
            (self.table.unfolded, self._unfold),
        ):
            act.connect(slot)
        self._services.preferences.changed.connect(self._offer_to_me)


def _open_to_judge(
    config: Path, shelf: Path, path: Path, named: LoadedProgram | None, reporter: Reporter
) -> Judging:
    return judge(open_for_review(path, reporter), known_programs(config, shelf), named)


def _examine(folder: Path, entry: ShelfEntry, reporter: Reporter) -> ExaminedFile:
    return ExaminedFile(entry, examine(folder / entry.name, reporter))


def _write_table(
    path: Path, shown: tuple[ShelfEntry, ...], entries: tuple[ShelfEntry, ...], today: date
) -> Path:
    write_durably(path, shelf_table(path, shown, entries, today))
    return path


def _view_words() -> dict[ShelfView, str]:
    """Name every view of a shelf."""
    return {
        ShelfView.ALL: _("All"),
        ShelfView.TO_ME: _("To me"),
        ShelfView.OVERDUE: _("Overdue"),
        ShelfView.TO_REVIEW: _("To review"),
        ShelfView.READY: _("Ready to combine"),
        ShelfView.DECIDED: _("Decided"),
        ShelfView.OPEN_COMMENTS: _("Open comments"),
        ShelfView.RULES_NOT_KNOWN: _("Rules not known here"),
    }


def _shelf_count(shown: int, entries: Sequence[ShelfEntry]) -> str:
    """Say how many packages there are, and how many of them are shown.

    They are files where one of them is no package, or none that could be read.
    """
    total = len(entries)
    if all(entry.package.kind is not None for entry in entries):
        said = ngettext("{total} package", "{total} packages", total)
    else:
        said = ngettext("{total} file", "{total} files", total)
    said = said.format(total=number_text(total))
    if shown == total:
        return said
    return _("{shown} of {files}").format(shown=number_text(shown), files=said)


def _names_hidden(entries: Iterable[ShelfEntry]) -> str:
    """Say why names of candidates are hidden, where their program evaluates blind; "" for none."""
    count = sum(each.hidden and not each.rules_unknown for each in entries)
    if not count:
        return ""
    return ngettext(
        "The name of {count} candidate is hidden because the program evaluates blind.",
        "The names of {count} candidates are hidden because the program evaluates blind.",
        count,
    ).format(count=count)


def _looking_line(progress: Progress | None) -> str:
    """Say how far a look through the folder is."""
    if progress is None or not (progress.done or progress.total):
        return _("Looking through the folder")
    if not progress.total:
        return ngettext(
            "Looking through the folder: {count} file so far",
            "Looking through the folder: {count} files so far",
            progress.done,
        ).format(count=number_text(progress.done))
    return _("Looking through the folder: {done} of {total}").format(
        done=number_text(progress.done), total=number_text(progress.total)
    )
