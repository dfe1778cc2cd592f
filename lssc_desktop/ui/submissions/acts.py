"""What a person does with packages on the Submissions page: asked, carried out, told."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.edits import decide, find_package, revisions_left
from lssc_desktop.core.portfolio.portfolio import Decision, PackageNote
from lssc_desktop.core.submission.submission import FORM, Standing, Submission
from lssc_desktop.core.submission.submission_list import SubmissionEntry
from lssc_desktop.messages.sending import contact_line
from lssc_desktop.messages.submissions import (
    copy_meaning,
    entry_title,
    hand_in_meaning,
    not_current,
    office_words,
)
from lssc_desktop.package.build import refresh_and_compare
from lssc_desktop.package.target import BuildOrder, bring_in
from lssc_desktop.transfer.connecting import ConnectionSettings
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.place import CheckPlace, RenewalPlace, SetPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.shared.dialogs import open_renewed
from lssc_desktop.ui.submissions.by_hand import ByHand, FindOutDialog
from lssc_desktop.ui.submissions.decision_dialog import DecisionDialog
from lssc_desktop.ui.submissions.destination import DestinationDialog, Wording
from lssc_desktop.ui.submissions.row import PackageAct
from lssc_desktop.ui.submissions.sending import Sending


class SubmissionActs(QObject):
    """Carries out one act at a time; dialogs open in front of `window`."""

    place_requested = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        session: Session,
        sending: Sending,
        by_hand: ByHand,
        services: Services,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._sending = sending
        self._by_hand = by_hand
        self._jobs = services.jobs
        self._desktop = services.desktop
        self._icons = services.icons
        self._window = window
        self._entry: SubmissionEntry | None = None
        self._dialog: QDialog | None = None

    @property
    def dialog(self) -> QDialog | None:
        """The dialog that is open."""
        return self._dialog

    def act(self, act: PackageAct, entry: SubmissionEntry) -> None:
        """Do what somebody asked for."""
        self._entry = entry
        acts: dict[PackageAct, Callable[[], None]] = {
            PackageAct.CHECK: self._check,
            PackageAct.OPEN_SET: self._open_set,
            PackageAct.HAND_IN: self._ask_where,
            PackageAct.BRING_IN: self._ask_which_file,
            PackageAct.GO_ON_BY_HAND: self._go_on_by_hand,
            PackageAct.PAUSE: partial(self._send, self._sending.pause),
            PackageAct.RESUME: partial(self._send, self._sending.resume),
            PackageAct.STOP: partial(self._send, self._sending.stop),
            PackageAct.FIND_OUT: self._find_out,
            PackageAct.TELL_HAS_IT: self._ask_office,
            PackageAct.TELL_ANSWER: self._ask_office,
            PackageAct.TELL_DECISION: self._ask_decision,
            PackageAct.SHOW_IN_FOLDER: self._show_in_folder,
        }
        acts[act]()

    @property
    def _package(self) -> Path | None:
        note = None if self._entry is None else self._entry.note
        return None if note is None or note.elsewhere else self._session.root / note.path

    def _check(self) -> None:
        if self._entry is not None:
            set_id = self._entry.set_id
            self.place_requested.emit(RenewalPlace() if set_id is None else CheckPlace(set_id))

    def _open_set(self) -> None:
        if self._entry is not None and self._entry.set_id is not None:
            self.place_requested.emit(SetPlace(self._entry.set_id))

    def _show_in_folder(self) -> None:
        if self._package is not None:
            self._desktop.show_in_folder(self._package)

    def _send(self, act: Callable[[Submission], None]) -> None:
        if self._entry is not None and self._entry.submission is not None:
            act(self._entry.submission)

    def _go_on_by_hand(self) -> None:
        if self._entry is not None:
            self._by_hand.begin(self._entry)

    def _ask_where(self) -> None:
        entry = self._entry
        if entry is None:
            return
        program = self._session.program
        wording = Wording(
            entry_title(entry),
            hand_in_meaning(entry, self._revisions_left(entry)),
            copy_meaning(entry),
        )
        dialog = DestinationDialog(program, wording, self._icons, self._window)
        dialog.form_chosen.connect(self._begin_by_hand)
        dialog.way_chosen.connect(self._hand_in)
        self._open(dialog)
        self._sending.ask_keyring(self._tell_keyring)
        self._ask_whether_current(entry)

    def _ask_whether_current(self, entry: SubmissionEntry) -> None:
        """Find out beside the window whether the package shows the set as it is now."""
        if entry.note is not None:
            self._session.when_saved(self._look_whether_current, self._fail_to_save, entry.note)

    def _fail_to_save(self, _note: PackageNote, _error: Exception) -> None:
        """Say nothing: the session tells by itself that it cannot save."""

    def _look_whether_current(self, note: PackageNote) -> None:
        session = self._session
        order = BuildOrder(
            session.root,
            session.program,
            session.program_text,
            session.portfolio,
            session.facts,
            note.set_id,
            note.kind,
        )
        self._jobs.start_reporting(
            Lane.SAVING,
            refresh_and_compare,
            order,
            note,
            session.today,
            done=self._tell_current,
            failed=self._keep_silent,
            quiet=True,
        )

    @Slot(object)
    def _tell_current(self, current: bool) -> None:
        if not current and isinstance(self._dialog, DestinationDialog):
            self._dialog.show_outdated(not_current())

    @Slot(object)
    def _keep_silent(self, _error: Exception) -> None:
        """Say nothing: the look at the folder tells by itself what keeps it from being read."""

    @Slot(object)
    def _tell_keyring(self, safe: bool) -> None:
        if isinstance(self._dialog, DestinationDialog):
            self._dialog.show_keyring(safe=safe)

    @Slot()
    def _begin_by_hand(self) -> None:
        self._go_on_by_hand()

    @Slot(object)
    def _hand_in(self, way: ConnectionSettings) -> None:
        if self._package is not None:
            self._sending.hand_in(self._package, way)

    def _ask_which_file(self) -> None:
        if self._entry is None or self._entry.note is None:
            return
        name = Path(self._entry.note.path).name
        dialog = QFileDialog(self._window, _("Where is {name}?").format(name=name))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Packages (*.zip)"), _("All files (*)")])
        dialog.fileSelected.connect(self.bring_in)
        self._open(dialog)

    @Slot(str)
    def bring_in(self, path: str) -> None:
        """Copy the package that was asked about from where it lies, so that it can be sent."""
        if self._entry is not None and self._entry.note is not None:
            self._jobs.start_reporting(
                Lane.DISK,
                bring_package,
                self._session.root,
                self._entry.note,
                Path(path),
                done=self._take_brought,
                failed=self._fail,
            )

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)

    @Slot(object)
    def _take_brought(self, brought: tuple[str, str]) -> None:
        package_id, path = brought
        self._session.take_in(partial(find_package, package_id=package_id, path=path))

    def _find_out(self) -> None:
        entry = self._entry
        if entry is None or entry.submission is None:
            return
        if entry.submission.destination != FORM:
            self._sending.find_out(entry.submission)
            return
        self._ask_office()

    def _ask_office(self) -> None:
        """Ask what the program office said about a package."""
        entry = self._entry
        if entry is None or entry.submission is None:
            return
        contact = contact_line(self._session.program)
        words = office_words(entry, contact)
        dialog = FindOutDialog(words, self._icons, self._window)
        dialog.ask_only_how(entry.standing is Standing.COPIED)
        dialog.has_it.connect(self._tell_has_it)
        dialog.has_not.connect(self._tell_has_not)
        self._open(dialog)

    @Slot(str)
    def _tell_has_it(self, said: str) -> None:
        if self._entry is not None:
            self._by_hand.find_out(self._entry, said, has_it=True)

    @Slot()
    def _tell_has_not(self) -> None:
        if self._entry is not None:
            self._by_hand.find_out(self._entry, "", has_it=False)

    def _ask_decision(self) -> None:
        entry = self._entry
        if entry is None or entry.note is None:
            return
        if entry.progress is None:
            self._keep_open(open_renewed(self._session, self._icons, self._window))
            return
        dialog = DecisionDialog(
            entry.progress.competency_set,
            entry.note.package_id,
            self._session.today,
            self._revisions_left(entry),
            self._icons,
            self._window,
        )
        dialog.decided.connect(self._decide)
        self._open(dialog)

    def _revisions_left(self, entry: SubmissionEntry) -> int:
        if entry.progress is None:
            return 0
        return revisions_left(self._session.program.pass_rule, entry.progress.work)

    @Slot(object)
    def _decide(self, decision: Decision) -> None:
        if self._entry is not None and self._entry.set_id is not None:
            set_id, today = self._entry.set_id, self._session.today
            self._session.apply(partial(decide, set_id=set_id, decision=decision, today=today))

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._keep_open(dialog)

    def _keep_open(self, dialog: QDialog | None) -> None:
        self._dialog = dialog
        if dialog is not None:
            dialog.finished.connect(self._forget_dialog)

    @Slot()
    def _forget_dialog(self) -> None:
        self._dialog = None


def bring_package(
    root: Path, note: PackageNote, source: Path, reporter: Reporter
) -> tuple[str, str]:
    """Copy a package to ours, and return its id with its path there."""
    return note.package_id, bring_in(root, note, source, reporter)
