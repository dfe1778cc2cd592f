"""Handing in through a web form: copies are made, the page is opened, each step is written down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lssc_desktop.core import by_hand
from lssc_desktop.core.by_hand import FORM, FormStep
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.submission import EventCode, Submission
from lssc_desktop.core.submission_list import SubmissionEntry
from lssc_desktop.core.web_form import FieldSource, FilledField, WebForm, fill
from lssc_desktop.messages.submissions import entry_title, opened_line, own_facts, subject_title
from lssc_desktop.package.hand_in import HandIn, write_hand_in
from lssc_desktop.transfer.web_form import begin_by_hand, take_step
from lssc_desktop.ui.desktop import Desktop
from lssc_desktop.ui.jobs import Jobs, Lane
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.widgets.form_steps import ShownForm


@dataclass(frozen=True, slots=True)
class _Begun:
    """A package at the form, and its numbered copies."""

    submission: Submission
    copies: HandIn


class ByHand(QObject):
    """Takes one package at a time through the program's web form."""

    shown = Signal(object)
    """A `ShownForm`, or None when no package is at the form any more."""
    changed = Signal()
    """Something was written down about a package."""
    failed = Signal(object)
    began = Signal(object)
    """The `JobHandle` of the copying."""

    def __init__(
        self, session: Session, jobs: Jobs, desktop: Desktop, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._desktop = desktop
        self._entry: SubmissionEntry | None = None
        self._package: Path | None = None
        self._submission: Submission | None = None
        self._copies: HandIn | None = None

    @property
    def package_id(self) -> str | None:
        """The package that is at the form."""
        note = None if self._entry is None else self._entry.note
        return None if note is None else note.package_id

    @property
    def form(self) -> WebForm | None:
        """The web form of the program, None when it has none."""
        return self._session.program.web_form

    @property
    def copies(self) -> HandIn | None:
        """The numbered copies of the package, None until they are made."""
        return self._copies

    def begin(self, entry: SubmissionEntry) -> None:
        """Make the copies of a package, and show the steps with what was done before."""
        form, note = self.form, entry.note
        if form is None or note is None:
            return
        self._entry = entry
        self._package = self._session.root / note.path
        self._submission = self._copies = None
        job = self._jobs.start(
            Lane.DISK, begin, self._package, form, done=self._take_begun, failed=self._fail
        )
        self.began.emit(job)

    @Slot()
    def leave(self) -> None:
        """Put the steps away; what was ticked is there again next time."""
        self._entry = self._package = self._submission = self._copies = None
        self.shown.emit(None)

    @Slot()
    def open_page(self) -> None:
        """Open the page in the person's browser, and remember when."""
        page = self.page
        if page:
            self._desktop.open_address(page)
            self._step(partial(by_hand.opened, at=self._session.now))

    @property
    def page(self) -> str:
        """The address of the form, else that of the program; "" where neither is known."""
        form, contact = self.form, self._session.program.contact
        own = "" if form is None else form.page
        return own or ("" if contact is None else contact.web)

    @Slot(str)
    def tick(self, step: str) -> None:
        """Remember that a step is done."""
        if step == FormStep.SUBMIT:
            self._step(partial(by_hand.submitted, at=self._session.now))
        else:
            self._step(partial(by_hand.ticked, step=step))

    @Slot(str)
    def untick(self, step: str) -> None:
        """Remember that a step is not done after all."""
        if step == FormStep.SUBMIT:
            self._step(by_hand.not_submitted)
        else:
            self._step(partial(by_hand.unticked, step=step))

    @Slot()
    def open_folder(self) -> None:
        """Show the numbered copies in the file manager."""
        if self._copies is not None:
            self._desktop.open_file(self._copies.folder)
            self.tick(FormStep.FILES)

    def tell_confirmed(self, said: str) -> None:
        """The page said that it arrived."""
        page = self.page
        self._step(partial(by_hand.confirmed, said=said, page=page, at=self._session.now))

    @Slot()
    def tell_silent(self) -> None:
        """The page did not say whether it arrived."""
        self._step(partial(by_hand.silent, at=self._session.now))

    def find_out(self, entry: SubmissionEntry, said: str, *, has_it: bool) -> None:
        """Take in what the program office said about a package, whichever way it went there."""
        sent = entry.submission
        if entry.note is None or sent is None:
            return
        page = self.page if sent.destination == FORM else _location(sent)
        now = self._session.now
        step: Callable[[Submission], Submission] = partial(by_hand.denied, at=now)
        if has_it:
            step = partial(by_hand.confirmed, said=said, page=page, at=now)
        self._write(self._session.root / entry.note.path, step, sent.destination)

    def _step(self, step: Callable[[Submission], Submission]) -> None:
        if self._package is not None:
            self._write(self._package, step)

    def _write(
        self, package: Path, step: Callable[[Submission], Submission], destination: str = FORM
    ) -> None:
        self._jobs.start(
            Lane.SAVING,
            write_step,
            package,
            step,
            destination,
            done=self._take_step,
            failed=self._fail,
        )

    @Slot(object)
    def _take_begun(self, begun: _Begun) -> None:
        self._copies = begun.copies
        self._take_step(begun.submission)

    @Slot(object)
    def _take_step(self, submission: Submission) -> None:
        self.changed.emit()
        if self._entry is None or self.package_id != submission.package_id:
            return
        self._submission = submission
        if submission.receipt is not None:
            self.leave()
        else:
            self._show()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        if self._submission is None:
            self.leave()
        self.failed.emit(error)

    def _show(self) -> None:
        form, entry, submission = self.form, self._entry, self._submission
        if form is None or entry is None or submission is None:
            return
        opened = [each for each in submission.events if each.code is EventCode.FORM_OPENED]
        self.shown.emit(
            ShownForm(
                package=entry_title(entry),
                form=form,
                page=self.page,
                fields=self._fields(form, entry, submission),
                files=None if self._copies is None else len(self._copies.names),
                opened=opened_line(opened[-1].at, self._session.now.tzinfo) if opened else "",
                ticked=submission.ticked,
                own_facts=not form.fields,
            )
        )

    def _fields(
        self, form: WebForm, entry: SubmissionEntry, submission: Submission
    ) -> tuple[FilledField, ...]:
        session = self._session
        candidate = session.portfolio.candidate
        facts: Mapping[FieldSource, str] = {
            FieldSource.NAME: candidate.name,
            FieldSource.EMAIL: candidate.email,
            FieldSource.SET: subject_title(entry),
            FieldSource.PROGRAM: session.program.name,
            FieldSource.PACKAGE: submission.package,
            FieldSource.FINGERPRINT: submission.package_id,
        }
        return fill(form, facts) if form.fields else own_facts(facts)


def write_step(
    package: Path,
    step: Callable[[Submission], Submission],
    destination: str,
    reporter: Reporter,
) -> Submission:
    """Write down one step of a package on its way to a destination."""
    return take_step(package, step, reporter, destination)


def _location(submission: Submission) -> str:
    return submission.destination if submission.receipt is None else submission.receipt.location


def begin(package: Path, form: WebForm, reporter: Reporter) -> _Begun:
    """Return what is known of a package's way through the form, with its copies made."""
    submission = begin_by_hand(package, reporter)
    return _Begun(submission, write_hand_in(package, form, reporter))
