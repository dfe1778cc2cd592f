"""The session: the portfolio that is open, saved by itself and kept up to date.

It is long because saving, reading again, undo and locks hold one state between them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lssc_desktop.core.check.set_checks import SetChecks
from lssc_desktop.core.files.seen import SeenFile, TriedFile
from lssc_desktop.core.job import Cancelled, Progress, Step
from lssc_desktop.core.portfolio.edits import set_document, set_unread_document
from lssc_desktop.core.portfolio.merging import UnsavedChanges
from lssc_desktop.core.portfolio.portfolio import Document, Portfolio, TextPlace
from lssc_desktop.core.portfolio.undo import (
    Undo,
    after_decision,
    after_outside_change,
    after_redo,
    after_undo,
)
from lssc_desktop.core.portfolio.versions import KeptFor
from lssc_desktop.core.privacy.private_data import ScannedFile
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import ProgramFault
from lssc_desktop.core.standing.folder_facts import FolderFacts, OwnWrites, with_writes
from lssc_desktop.core.standing.reconcile import (
    Reconciliation,
    accept_changes,
    without_missing,
    writes_between,
)
from lssc_desktop.core.submission.locking import (
    EditLock,
    PortfolioReadOnly,
    SetLocked,
    lock_of,
    locked_change,
    locks_using,
    with_handed_in,
)
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.core.text.richtext import RichText
from lssc_desktop.documents.word import DocumentMemory
from lssc_desktop.languages import spoken
from lssc_desktop.store.folder.conflicts import Keep
from lssc_desktop.store.folder.folder import HistoryNotKept, Loaded
from lssc_desktop.store.folder.opening import LeftOff, OpenFolder, write_left_off
from lssc_desktop.store.folder.saving import (
    ReadText,
    Saved,
    UnsavedText,
    keep_texts,
    read_text_at,
    with_written,
)
from lssc_desktop.store.folder.scan import RefreshedPortfolio, refresh_changed
from lssc_desktop.store.program_texts import program_in
from lssc_desktop.ui.base.autosave import Autosave, PendingAction, PendingActions
from lssc_desktop.ui.base.file_steps import FileSteps, HistoryStep
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.saved_state import SavedState
from lssc_desktop.ui.kit.flow import Flows, Wait, Waiting

_MANY_FILES = 200  # files; an undo step back over more is given up, because each step costs as much

type Edit = Callable[[Portfolio], Portfolio]


class Session(QObject):
    """The session of an open folder: holds its portfolio, saves it, and looks at the folder.

    A decision goes through `apply` and can be undone. What happened to files (a job copied,
    renamed or packaged something) goes through `apply_change`: the folder cannot be undone. Both
    get a function and never a finished value, because the portfolio may have changed meanwhile.

    One that is `read_only` is shown, and neither changed nor saved.
    """

    portfolio_changed = Signal(object)
    facts_changed = Signal(object)
    """`FolderFacts`, after every look at the folder."""
    looked = Signal(object)
    """`Reconciliation`, after every look: what was taken in, and what is new or missing."""
    look_failed = Signal(object)
    downloading = Signal(object)
    """The `Progress` of a look that is about to download files which are only online."""
    scanned_changed = Signal()
    """More files were scanned for private data, or other ones."""
    tried_changed = Signal()
    """More files were opened to see whether they can be, or other ones."""
    submissions_changed = Signal(object)
    """A tuple of `Submission`: what is known of the packages that are on their way."""
    edit_refused = Signal(object)
    """An `EditLock`: the set is handed in, or all is only shown, and nothing was changed."""
    saved_state_changed = Signal(object)
    undo_changed = Signal()
    text_changed_outside = Signal(object)
    """A `TextPlace` that was read and has another document now; nothing typed there is unsaved."""
    text_conflict = Signal(object)
    """A `RefusedText` that waits for `settle_text`."""
    portfolio_conflict = Signal(object)
    """A `ChangedOnDisk` that waits for `settle_portfolio`."""
    settle_requested = Signal()
    """What stands in a field and was not handed over yet is wanted now: it is going to be saved."""
    history_not_kept = Signal(object)
    """A `HistoryNotKept`, once: all is saved, and no earlier version of it is kept."""
    at_rest = Signal()
    """A write has ended, well or not."""
    closed = Signal()
    close_refused = Signal(object)
    """The error for which closing now would lose something."""

    def __init__(
        self,
        folder: OpenFolder,
        jobs: Jobs,
        now: Callable[[], datetime],
        parent: QObject | None = None,
        *,
        memory: DocumentMemory | None = None,
        read_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._program = program_in(folder.program, folder.program_text, spoken().language)
        self._read_only = read_only
        self._jobs = jobs
        self._now = now
        self._undo = Undo(folder.portfolio)
        self._facts = FolderFacts()
        self.checks = SetChecks()  # of all that shows what a check found
        self._reconciliation = Reconciliation()
        self._submissions = folder.submissions
        self._left_off = folder.left_off
        self._memory = memory or DocumentMemory()
        self._look_wanted = False
        self._looking_from: Portfolio | None = None
        self._has_looked = False
        self._writes_since: list[OwnWrites] = []
        self._lock_given_up = False
        self._told_of_history = False
        self._autosave = Autosave(folder, jobs, now, self)
        self._autosave.state_changed.connect(self.saved_state_changed)
        self._autosave.saved.connect(self._on_saved)
        self._autosave.replaced.connect(self._on_replaced)
        self._autosave.text_conflict.connect(self.text_conflict)
        self._autosave.portfolio_conflict.connect(self.portfolio_conflict)
        self._autosave.text_settled.connect(self.text_changed_outside)
        self._autosave.finished.connect(self._look_if_wanted)
        self._autosave.finished.connect(self.at_rest)
        self._pending = PendingActions(self._autosave, self)
        self.files = FileSteps(self, jobs, self)
        self.flows = Flows(self)
        for working in (self.files, self.flows):
            working.rested.connect(self._close_when_all_rest)
        self._is_closing = False

    @property
    def root(self) -> Path:
        """The portfolio folder."""
        return self._folder.root

    @property
    def program(self) -> Program:
        """The program that the portfolio follows, in the language of the window if it can be."""
        return self._program

    @property
    def program_for_others(self) -> Program:
        """The same in the language of the portfolio, for letters and messages."""
        return program_in(self.own_program, self.program_text, self.portfolio.language)

    @property
    def own_program(self) -> Program:
        """The same as its file has it, to be compared with another file."""
        return self._folder.program

    @property
    def program_text(self) -> str:
        """The text of its program file."""
        return self._folder.program_text

    @property
    def unknown_keys(self) -> tuple[ProgramFault, ...]:
        """What the program file says that this version does not know."""
        return self._folder.unknown_keys

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio as it is now, saved or not."""
        return self._undo.present

    @property
    def facts(self) -> FolderFacts:
        """What the last look at the folder saw, and what was written here since.

        Nothing before the first look.
        """
        return self._facts

    @property
    def reconciliation(self) -> Reconciliation:
        """How the last look sorted the files."""
        return self._reconciliation

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """What is known of the packages that are on their way."""
        return self._submissions

    @property
    def left_off(self) -> LeftOff:
        """Where the user is in the texts, or was when the portfolio was closed last."""
        return self._left_off

    @property
    def today(self) -> date:
        """The day of an edit that is made now."""
        return self._now().date()

    @property
    def now(self) -> datetime:
        """The day and the time of day."""
        return self._now()

    @property
    def is_read_only(self) -> bool:
        """Whether the portfolio is only shown."""
        return self._read_only

    @property
    def saved_state(self) -> SavedState:
        """Whether everything is saved."""
        return self._autosave.state

    @property
    def unsaved_texts(self) -> tuple[UnsavedText, ...]:
        """The texts that are not on the disk yet."""
        return self._autosave.unsaved_texts

    @property
    def unsaved_changes(self) -> UnsavedChanges | None:
        """What changed besides texts and is not on the disk yet, such as captions and notes."""
        changes = UnsavedChanges(self._autosave.saved_portfolio, self.portfolio)
        return None if changes.before == changes.after else changes

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is being saved."""
        return self._autosave.is_at_rest

    @property
    def is_safe(self) -> bool:
        """Whether everything is saved."""
        return self._autosave.is_clean

    @property
    def history(self) -> Undo[Portfolio]:
        """The portfolio with those before it and those that were taken back."""
        return self._undo

    @property
    def can_undo(self) -> bool:
        """Whether there is a decision to take back."""
        return bool(self._undo.past)

    @property
    def can_redo(self) -> bool:
        """Whether a decision was taken back."""
        return bool(self._undo.future)

    @property
    def before(self) -> Portfolio | None:
        """The portfolio that undo would bring back."""
        return self._undo.past[-1] if self._undo.past else None

    @property
    def after(self) -> Portfolio | None:
        """The portfolio that redo would bring back."""
        return self._undo.future[-1] if self._undo.future else None

    def may_change(self) -> bool:
        """Whether anything can be changed, here or on the disk; if not, `edit_refused` says why."""
        if self._read_only:
            self.edit_refused.emit(PortfolioReadOnly())
        return not self._read_only

    def apply(self, edit: Edit) -> None:
        """Change the portfolio by a decision, which can be undone, and save it soon.

        What would change a set that is handed in is not done; `edit_refused` says why.
        """
        if self.may_change():
            self.decide(after_decision(self._undo, edit(self.portfolio)))

    def apply_change(self, edit: Edit) -> None:
        """Change the portfolio by something that happened to files, and save it soon."""
        if not self.may_change():
            return
        undo = after_outside_change(self._undo, edit)
        self._note_writes(writes_between(self.portfolio, undo.present))
        self._set_history(undo)

    def set_document(self, place: TextPlace, document: Document | None) -> None:
        """Have a document that was put in place by a job, or None, as a text; it is read again."""
        self._set_documents({place: document}, set_document)

    def set_unread_documents(self, documents: Mapping[TextPlace, Document]) -> None:
        """Have documents from elsewhere as texts; none of them is ready until it is marked so."""
        self._set_documents(documents, set_unread_document)

    def _set_documents[D: Document | None](
        self,
        documents: Mapping[TextPlace, D],
        edit: Callable[[Portfolio, TextPlace, D, date], Portfolio],
    ) -> None:
        today = self.today

        def with_documents(portfolio: Portfolio) -> Portfolio:
            for place, document in documents.items():
                portfolio = edit(portfolio, place, document, today)
            return portfolio

        self.apply_change(with_documents)
        for place in documents:
            self.text_changed_outside.emit(place)
        self.refresh()

    def note_caret(self, place: TextPlace, caret: int) -> None:
        """Remember where the user is in a text; it is kept when the portfolio is closed."""
        self._left_off = self._left_off.moved(place, caret)

    def keep_texts(self, places: tuple[TextPlace, ...], kept_for: KeptFor) -> None:
        """Keep texts as earlier versions, off the GUI thread."""
        self._jobs.start(
            Lane.SAVING,
            keep_texts,
            self.root,
            self.portfolio,
            places,
            kept_for,
            self.now,
            done=self._tell_unkept,
            quiet=True,
        )

    def undo(self) -> None:
        """Take the last decision back; files that it moved to the trash come back before."""
        self.step(after_undo)

    def redo(self) -> None:
        """Make the decision again that was taken back last."""
        self.step(after_redo)

    def step(self, step: HistoryStep) -> None:
        """Go a step in the history, unless it would change what is handed in."""
        undo = step(self._undo)
        if not self._is_refused(undo) and not self.files.take(step, undo.present):
            self.decide(undo)

    def save_now(self) -> None:
        """Save what is not saved yet; `saved_state_changed` reports when that is done."""
        self.settle_requested.emit()
        self._autosave.save_now()

    def make_safe(self) -> None:
        """Save what is not saved yet; `at_rest` reports the end."""
        self.save_now()

    def when_saved(
        self, done: Callable[..., None], failed: Callable[..., None], *arguments: object
    ) -> PendingAction:
        """Save, then call `done(*arguments)`; or `failed(*arguments, error)` if that fails.

        Both are bound methods of QObjects, and exactly one is called, once: at once when nothing
        is unsaved. A failed save ends the wait, and so does closing the portfolio, by
        `Cancelled`: nothing begins later that was asked for under other circumstances.
        """
        action = PendingAction(done, failed, arguments)
        if self._lock_given_up:
            action.cancel()
        else:
            self.settle_requested.emit()
            self._pending.add(action)
        return action

    def saved(self) -> Wait[None]:
        """Let a flow wait until everything is saved, as `when_saved` does."""

        def begin(waiting: Waiting) -> None:
            self.when_saved(waiting.go_on, waiting.fail)

        return Wait(begin)

    def lock_of_files(self, *paths: str) -> SetLocked | None:
        """Return the lock of a set that shows one of these files, None if none does."""
        return locks_using(self.program, self.portfolio, self.submissions, *paths)

    def lock_of(self, set_id: str) -> EditLock | None:
        """Return why a set cannot be edited, None when it can."""
        if self._read_only:
            return PortfolioReadOnly()
        return lock_of(self.program, self.portfolio, self._submissions, set_id)

    def set_submissions(self, submissions: tuple[Submission, ...]) -> None:
        """Set how far the packages are on their way."""
        if not self._read_only and with_handed_in(self.portfolio, submissions) != self.portfolio:
            self.apply_change(partial(with_handed_in, submissions=submissions))
        if submissions != self._submissions:
            self._submissions = submissions
            self.submissions_changed.emit(submissions)

    def read_response(self, place: TextPlace, done: Callable[[ReadText], None]) -> None:
        """Read a response or statement, and give a `ReadText` to `done`.

        `done` is a bound method of a QObject. What was typed and is not on the disk yet is in
        the document that it gets.
        """
        if self._autosave.text(place) is not None:
            self._autosave.save_now()
        _Reading(self, self._jobs, self._autosave, place, done).start()

    def write_response(self, place: TextPlace, text: RichText) -> None:
        """Save a response or statement soon; the newest text is what counts."""
        lock = self.lock_of(place.set_id)
        if lock is None:
            self._autosave.put_text(place, text)
        else:
            self.edit_refused.emit(lock)

    def settle_text(self, place: TextPlace, keep: Keep) -> None:
        """Keep the typed text or the other program's document; the other one stays beside it."""
        self._autosave.settle_text(place, keep)

    def settle_portfolio(self, keep: Keep) -> None:
        """Keep our portfolio.json or the other one; the one that goes stays in `.lssc/`."""
        self._autosave.settle_portfolio(keep)

    def refresh(self) -> None:
        """Look at the folder and take in what other programs did; `facts_changed` reports the end.

        What is not saved yet is saved first.
        """
        self._look_wanted = True
        self.save_now()

    def close(self) -> None:
        """Save, give the lock up and emit `closed`; or emit `close_refused` and stay open."""
        self._look_wanted = False
        self.flows.say_no()
        self._pending.cancel_all()
        self.when_saved(self._wait_for_running, self._refuse_to_close)

    def close_anyway(self) -> None:
        """Give the lock up and emit `closed`, whatever is not saved."""
        self._give_up_lock()

    def decide(self, undo: Undo[Portfolio]) -> None:
        """Let a decision hold, unless it would change what is handed in."""
        if not self._is_refused(undo):
            self._set_history(undo)

    def _is_refused(self, undo: Undo[Portfolio]) -> bool:
        lock = locked_change(self.program, self.portfolio, undo.present, self._submissions)
        if lock is not None:
            self.edit_refused.emit(lock)
        return lock is not None

    def _set_history(self, undo: Undo[Portfolio]) -> None:
        before, self._undo = self._undo, undo
        if undo.present != before.present:
            if not self._read_only:
                self._autosave.put(undo.present)
            self.portfolio_changed.emit(undo.present)
        if (bool(undo.past), bool(undo.future)) != (bool(before.past), bool(before.future)):
            self.undo_changed.emit()

    def _on_saved(self, saved: Saved) -> None:
        before = self._undo
        for written in saved.written:
            happened = partial(with_written, written=written, today=saved.day)
            self._undo = after_outside_change(self._undo, happened)
        self._note_writes(saved.wrote)
        self._autosave.adopt(self.portfolio)
        self._tell_unkept(saved.unkept)
        if self.portfolio != before.present:
            self.portfolio_changed.emit(self.portfolio)

    def _tell_unkept(self, unkept: HistoryNotKept | None) -> None:
        if unkept is not None and not self._told_of_history:
            self._told_of_history = True
            self.history_not_kept.emit(unkept)

    def take_scanned(self, scanned: tuple[ScannedFile, ...]) -> None:
        """Have what is known of private data in the files."""
        if scanned != self._facts.scanned:
            self._facts = replace(self._facts, scanned=scanned)
            self.scanned_changed.emit()

    def take_tried(self, tried: tuple[TriedFile, ...]) -> None:
        """Have what came of opening some files, beside what is known of the others."""
        known = _still_there((*self._facts.tried, *tried), self._facts.files)
        if known != self._facts.tried:
            self._facts = replace(self._facts, tried=known)
            self.tried_changed.emit()

    def _note_writes(self, writes: OwnWrites) -> None:
        """Let the facts have what was written here: it was not there, or other, at the last look.

        A look that runs may have seen the files before they were written.
        """
        if self._looking_from is not None:
            self._writes_since.append(writes)
        if self._has_looked:
            self._facts = with_writes(self._facts, writes)
            self._reconciliation = without_missing(self._reconciliation, writes.paths)

    def _on_replaced(self, loaded: Loaded) -> None:
        self._undo = Undo(loaded.portfolio)
        self.portfolio_changed.emit(self.portfolio)
        self.undo_changed.emit()
        self.refresh()

    def _look_if_wanted(self) -> None:
        """Look at the folder when what had to be saved before that was written, well or not."""
        if self._look_wanted and self._looking_from is None and not self._lock_given_up:
            self._look_wanted = False
            self._looking_from = self.portfolio
            self._writes_since = []
            job = self._jobs.start_reporting(
                Lane.DISK,
                refresh_changed,
                self.root,
                self.program,
                self.portfolio,
                self.today,
                self._memory,
                done=self._on_looked,
                failed=self._on_look_failed,
                quiet=True,
            )
            job.progressed.connect(self._on_look_progressed)

    def _on_look_progressed(self, progress: Progress) -> None:
        if progress.step is Step.DOWNLOADING:
            self.downloading.emit(progress)

    def _on_looked(self, looked: RefreshedPortfolio) -> None:
        start, self._looking_from = self._looking_from, None
        found = looked.reconciliation
        tried = _still_there(self._facts.tried, looked.facts.files)
        self._facts = replace(looked.facts, scanned=self._facts.scanned, tried=tried)
        self._reconciliation = found
        self._has_looked = True
        for writes in self._writes_since:
            self._note_writes(writes)
        if start is not None and looked.portfolio != start:
            self._accept(looked, unchanged=self.portfolio is start)
            self._keep_changed_outside(start, looked.portfolio)
        self.looked.emit(self._reconciliation)
        self.facts_changed.emit(self._facts)
        for place in self._autosave.outdated(_fingerprints(self.portfolio)):
            self.text_changed_outside.emit(place)
        if self._look_wanted:
            self._autosave.save_now()

    def _keep_changed_outside(self, before: Portfolio, found: Portfolio) -> None:
        """Keep the texts whose documents a look found to be others."""
        known = dict(_fingerprints(before))
        changed = tuple(
            place for place, sha256 in _fingerprints(found) if known.get(place, sha256) != sha256
        )
        if changed:
            self.keep_texts(changed, KeptFor.OUTSIDE)

    def _accept(self, looked: RefreshedPortfolio, *, unchanged: bool) -> None:
        found = looked.reconciliation
        files = len(found.new) + len(found.changed) + len(found.moved)
        if files > _MANY_FILES and unchanged:
            self._set_history(Undo(looked.portfolio))
        else:
            accepted = partial(accept_changes, reconciliation=found, today=self.today)
            self._set_history(after_outside_change(self._undo, accepted))

    def _on_look_failed(self, error: Exception) -> None:
        self._looking_from = None
        self.look_failed.emit(error)

    def _close_when_all_rest(self) -> None:
        if self._is_closing:
            self._wait_for_running()

    def _wait_for_running(self) -> None:
        """Let end what changes files at this moment: what it did has to be saved as well."""
        self._is_closing = self.files.is_busy or bool(self.flows.going)
        if self._is_closing:
            return
        self._jobs.start(Lane.SAVING, lambda: None, done=self._close_when_saved)

    def _close_when_saved(self, _nothing: None) -> None:
        self.when_saved(self._give_up_lock, self._refuse_to_close)

    def _give_up_lock(self) -> None:
        self._lock_given_up = True
        self._pending.cancel_all()
        self._autosave.end()
        self._jobs.start(
            Lane.SAVING,
            _release,
            self._folder,
            self._left_off,
            done=self._on_lock_released,
            failed=self._on_lock_released,
        )

    def _refuse_to_close(self, error: Exception) -> None:
        self.flows.may_ask = True
        if not isinstance(error, Cancelled):  # closed anyway meanwhile
            self.close_refused.emit(error)

    def _on_lock_released(self, _result: object) -> None:
        self.closed.emit()


def _release(folder: OpenFolder, left_off: LeftOff) -> None:
    """Give the lock up; where the user left off is kept before."""
    if left_off != folder.left_off:
        write_left_off(folder.root, left_off)
    folder.release()


class _Reading(QObject):
    """One reading of a text; it reads again when the document became another one meanwhile."""

    arrived = Signal(object)

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        autosave: Autosave,
        place: TextPlace,
        done: Callable[[ReadText], None],
    ) -> None:
        super().__init__(session)
        self._session = session
        self._jobs = jobs
        self._autosave = autosave
        self._place = place
        self.arrived.connect(done)

    def start(self) -> None:
        """Read the document, after what is being saved."""
        self._jobs.start_reporting(
            Lane.SAVING,
            read_text_at,
            self._session.root,
            self._session.portfolio,
            self._place,
            done=self._on_read,
        )

    def _on_read(self, read: ReadText) -> None:
        known = self._session.portfolio.document(self._place)
        if ("" if known is None else known.path) != read.document.path:
            self.start()
            return
        self.arrived.emit(self._autosave.note_read(read))
        self.deleteLater()


def _still_there(tried: Iterable[TriedFile], files: Iterable[SeenFile]) -> tuple[TriedFile, ...]:
    """Return what is known of the files as they are now, the latest of each."""
    there = {(file.path, file.sha256) for file in files}
    known = {(file.path, file.sha256): file for file in tried}
    return tuple(file for key, file in known.items() if key in there)


def _fingerprints(portfolio: Portfolio) -> tuple[tuple[TextPlace, str], ...]:
    """Return every text of a portfolio with the fingerprint of its document."""
    return tuple(
        (TextPlace(work.set_id, number), document.sha256)
        for work in portfolio.sets
        for number, document in (
            (None, work.statement),
            *((item.number, item.response) for item in work.competencies),
        )
        if document is not None
    )
