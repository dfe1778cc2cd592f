"""Handing in through a web form: copies are made, the page is opened, each step is written down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.program.program import FieldSource, FilledField, WebForm, fill_form
from lssc_desktop.core.submission import submission as by_hand
from lssc_desktop.core.submission.submission import FORM, EventCode, FormStep, Submission
from lssc_desktop.core.submission.submission_list import SubmissionEntry
from lssc_desktop.messages.submissions import (
    OfficeWords,
    entry_title,
    opened_line,
    own_facts,
    subject_title,
)
from lssc_desktop.package.hand_in import HandIn, write_hand_in
from lssc_desktop.transfer.outbox import begin_form, take_form_step
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.services import Desktop
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import plain_button, primary_button
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink
from lssc_desktop.ui.submissions.form_steps import ShownForm

# By hand ----------------------------------------------------------------------------------------


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
        job = self._jobs.start_reporting(
            Lane.DISK, begin_by_hand, self._package, form, done=self._take_begun, failed=self._fail
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
            self._step(partial(by_hand.form_opened, at=self._session.now))

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
            self._step(partial(by_hand.form_submitted, at=self._session.now))
        else:
            self._step(partial(by_hand.step_ticked, step=step))

    @Slot(str)
    def untick(self, step: str) -> None:
        """Remember that a step is not done after all."""
        if step == FormStep.SUBMIT:
            self._step(by_hand.form_not_submitted)
        else:
            self._step(partial(by_hand.step_unticked, step=step))

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
        self._step(partial(by_hand.form_unanswered, at=self._session.now))

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
        self._jobs.start_reporting(
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
        return fill_form(form, facts) if form.fields else own_facts(facts)


def write_step(
    package: Path,
    step: Callable[[Submission], Submission],
    destination: str,
    reporter: Reporter,
) -> Submission:
    """Write down one step of a package on its way to a destination."""
    return take_form_step(package, step, reporter, destination)


def _location(submission: Submission) -> str:
    return submission.destination if submission.receipt is None else submission.receipt.location


def begin_by_hand(package: Path, form: WebForm, reporter: Reporter) -> _Begun:
    """Return what is known of a package's way through the form, with its copies made."""
    submission = begin_form(package, reporter)
    return _Begun(submission, write_hand_in(package, form, reporter))


# What a page, or the program office, said about a package that was handed in by hand ------------


_WIDTH = 520
_LINES = 4


class SaidDialog(QDialog):
    """Asks for the words of a confirmation, which are what there is instead of a fingerprint."""

    said = Signal(str)

    def __init__(self, package: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.setWindowTitle(_("The page confirmed it"))
        self.setMinimumWidth(theme.measure(_WIDTH))
        self.words = _words_field(icons)
        self.keep = primary_button(icons, _("Keep it as the receipt"))
        self.cancel = plain_button(icons, _("Not now"))

        column = _column(self)
        title = _("What did the page say about {package}?").format(package=package)
        column.addWidget(Label(theme, title, Type.STATEMENT))
        meaning = _(
            "We could not see the page and compare nothing, so its words are your proof. Copy them "
            "with any number it gave."
        )
        column.addWidget(Label(theme, meaning, Type.BODY, Ink.INK2))
        column.addWidget(NamedField(theme, _("Its words"), self.words))
        column.addStretch(1)
        column.addLayout(_row(self.keep, self.cancel))
        self.words.textChanged.connect(self._allow)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.reject)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        self.keep.setEnabled(bool(self.words.toPlainText().strip()))

    @Slot()
    def _keep(self) -> None:
        self.said.emit(self.words.toPlainText().strip())
        self.accept()


class FindOutDialog(QDialog):
    """Tells how to find out, and asks for the answer; without one nothing changes."""

    has_it = Signal(str)
    """What the office said; it has the package."""
    has_not = Signal()

    def __init__(self, words: OfficeWords, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.setWindowTitle(_("Find out whether it arrived"))
        self.setMinimumWidth(theme.measure(_WIDTH))
        self.yes = QRadioButton(_("They have it"))
        self.no = QRadioButton(_("They do not have it"))
        self.words = _words_field(icons)
        self.keep = primary_button(icons, _("Keep the answer"))
        self.cancel = plain_button(icons, _("Not yet"))
        self._group = QButtonGroup(self)
        self._words = NamedField(theme, words.answer, self.words)

        column = _column(self)
        column.addWidget(Label(theme, words.title, Type.STATEMENT))
        column.addWidget(Label(theme, words.meaning, Type.BODY, Ink.INK2))
        for button in (self.yes, self.no):
            self._group.addButton(button)
            column.addWidget(button)
        column.addWidget(self._words)
        column.addStretch(1)
        column.addLayout(_row(self.keep, self.cancel))
        self._group.buttonToggled.connect(self._allow)
        self.words.textChanged.connect(self._allow)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.reject)
        self._allow()

    def ask_only_how(self, only_how: bool) -> None:
        """Ask only how the person knows: who asked for this says that they have it."""
        self.yes.setChecked(only_how)
        self.yes.setVisible(not only_how)
        self.no.setVisible(not only_how)
        if only_how:
            self.setWindowTitle(_("They have it"))
            self.keep.setText(_("Save"))
            self.cancel.setText(_("Cancel"))

    @Slot()
    def _allow(self) -> None:
        self._words.setVisible(self.yes.isChecked())
        said = bool(self.words.toPlainText().strip())
        self.keep.setEnabled(self.no.isChecked() or (self.yes.isChecked() and said))

    @Slot()
    def _keep(self) -> None:
        if self.yes.isChecked():
            self.has_it.emit(self.words.toPlainText().strip())
        else:
            self.has_not.emit()
        self.accept()


def _words_field(icons: Icons) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setMinimumHeight(_LINES * field.fontMetrics().lineSpacing() + icons.theme.measure(18))
    return field


def _column(dialog: QDialog) -> QVBoxLayout:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN)
    column.setSpacing(8)
    return column


def _row(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 6, 0, 0)
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
