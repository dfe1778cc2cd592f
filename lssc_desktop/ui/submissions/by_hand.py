"""Handing in through a web form: copies are made, the page is opened, each step is saved."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QWidget

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.overview.submission_list import SubmissionEntry
from lssc_desktop.core.program.program import FieldSource, WebForm
from lssc_desktop.core.program.web_form import FilledField, fill_form
from lssc_desktop.core.submission import submission as steps
from lssc_desktop.core.submission.locking import without_handed_in
from lssc_desktop.core.submission.submission import (
    FORM,
    MAIL,
    EventCode,
    FormStep,
    Submission,
    field_step,
)
from lssc_desktop.formats.dates import long_moment
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.submissions import (
    OfficeWords,
    entry_title,
    locks_by_form,
    own_facts,
    subject_title,
)
from lssc_desktop.package.hand_in import HandIn, write_hand_in
from lssc_desktop.transfer.outbox import begin_form, take_form_step
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import link_button, plain_button, signals_blocked
from lssc_desktop.ui.kit.cards import Callout, Card
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.fields import NamedField
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, stretch
from lssc_desktop.ui.kit.pages import Divider, dispose, flow
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.copy_field import CopyField, FormStepBox
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class ShownForm:
    """The content of the panel: a package, a form, and what was done of it.

    `page` is "" where no address is known. `files` is None while the copies are being made.
    """

    package: str
    form: WebForm
    page: str
    fields: tuple[FilledField, ...]
    files: int | None = None
    opened: str = ""
    ticked: tuple[str, ...] = ()
    own_facts: bool = False
    locks: tuple[str, str] = ("", "")


class FormSteps(Card):
    """The five steps, with the buttons of each; every tick is saved at once, for another day."""

    step_toggled = Signal(str, bool)
    """A step, and whether it is done."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._icons = icons
        theme = icons.theme
        self._fields: list[CopyField] = []
        self.lead = Label(theme, "", Type.TABLE, Ink.INK2)
        self.form_note = Callout(icons, "", Tone.WARN, icon="info-circle", type_=Type.CAPTION)
        self.first = FormStepBox(icons, 1, _("Open the form"))
        self.second = FormStepBox(icons, 2, _("Copy these into the form"))
        self.third = FormStepBox(icons, 3, "")
        self.fourth = FormStepBox(icons, 4, "")
        self.fifth = FormStepBox(icons, 5, "")
        self.open_button = plain_button(icons, _("Open the page"), "external-link", small=True)
        self.folder_button = plain_button(icons, _("Open folder"), "folder-open", small=True)
        self.path_button = plain_button(icons, _("Copy path"), "copy", small=True)
        self.confirmed_button = plain_button(icons, _("It confirmed…"), small=True)
        self.silent_button = plain_button(icons, _("It didn’t say"), small=True)
        self.close_button = link_button(icons, _("Close steps"))
        self.promise = Callout(
            icons,
            _(
                "If the page didn’t say, the package stays Uncertain and we help you ask. "
                "We never send twice on a guess."
            ),
            Tone.ACCENT,
            icon="info-circle",
            type_=Type.TABLE,
        )
        self._lay_out()
        for box, step in (
            (self.first, FormStep.OPEN),
            (self.second, FormStep.FIELD),
            (self.third, FormStep.FILES),
            (self.fourth, FormStep.SUBMIT),
        ):
            box.mark.toggled.connect(partial(self.step_toggled.emit, step.value))

    @property
    def fields(self) -> tuple[FilledField, ...]:
        """The fields of the form with what belongs into them."""
        return tuple(each.field for each in self._fields)

    def field(self, number: int) -> CopyField:
        """Return a field, counted from 1."""
        return self._fields[number - 1]

    def show_form(self, shown: ShownForm) -> None:
        """Show the steps of a package; fields that stay keep what was typed."""
        self.lead.setText(
            _("{package}. You do this in your browser, and we keep track.").format(
                package=shown.package
            )
        )
        # Who has opened the form has read it; all five steps have room then.
        self.form_note.setVisible(bool(shown.form.note) and FormStep.OPEN not in shown.ticked)
        self.form_note.set_text(shown.form.note)
        self.open_button.setText(_("Open again") if shown.opened else _("Open the page"))
        self.open_button.setEnabled(bool(shown.page))
        self.first.set_words(_("Open the form"), shown.opened or _where(shown))
        self.second.set_words(_("Copy these into the form"), _about_fields(shown))
        self._show_fields(shown.fields)
        self.third.set_words(*_about_files(shown))
        at_submit, at_confirmation = shown.locks
        once = _("Don’t press it again, even if it looks stuck.")
        self.fourth.set_words(_("Press Submit on the page once"), f"{once} {at_submit}".strip())
        self.fifth.set_words(_("Enter what the page said"), at_confirmation)
        for button in (self.folder_button, self.path_button):
            button.setEnabled(bool(shown.files))
        self._show_ticks(shown.ticked)

    def _show_fields(self, fields: tuple[FilledField, ...]) -> None:
        if self.fields == fields:
            return
        for old in self._fields:
            dispose(old)
        self._fields = []
        for number, field in enumerate(fields, 1):
            made = CopyField(self._icons, field)
            made.align_labels(each.label for each in fields)
            made.copied.connect(partial(self.step_toggled.emit, field_step(number), True))
            self.second.content.addWidget(made)
            self._fields.append(made)

    def _show_ticks(self, ticked: Collection[str]) -> None:
        copied = [field_step(at) in ticked for at in range(1, len(self._fields) + 1)]
        for field, is_copied in zip(self._fields, copied, strict=True):
            field.show_copied(copied=is_copied)
        for mark, done in (
            (self.first.mark, FormStep.OPEN in ticked),
            (self.second.mark, FormStep.FIELD in ticked or (bool(copied) and all(copied))),
            (self.third.mark, FormStep.FILES in ticked),
            (self.fourth.mark, FormStep.SUBMIT in ticked),
            (self.fifth.mark, False),
        ):
            with signals_blocked(mark):
                mark.setChecked(done)
            mark.update()

    def _lay_out(self) -> None:
        title = Label(self._icons.theme, _("Hand in through a web form"), Type.H2)
        self.content.setSpacing(7)
        add(self.content, column(title, self.lead, gap=3), self.form_note)
        for box, buttons in (
            (self.first, (self.open_button,)),
            (self.second, ()),
            (self.third, (self.folder_button, self.path_button)),
            (self.fourth, ()),
            (self.fifth, (self.confirmed_button, self.silent_button)),
        ):
            if buttons:
                box.content.addLayout(flow(*buttons, gap=6))
            add(self.content, box, None if box is self.fifth else Divider())
        self.fifth.mark.setEnabled(False)  # it is done by what the page said
        self.fifth.mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left = Qt.AlignmentFlag.AlignLeft
        add(self.content, stretch, self.promise, (self.close_button, left))


def _where(shown: ShownForm) -> str:
    if not shown.page:
        return _("We don’t know its address. Ask the program office.")
    if not shown.form.page:
        return _("We don’t know its address. This opens the program’s website.")
    return shown.page


def _about_fields(shown: ShownForm) -> str:
    if shown.own_facts:
        return _(
            "We don’t know what the form asks for. Here are your details, in case it needs them."
        )
    return ""


def _about_files(shown: ShownForm) -> tuple[str, str]:
    if shown.files is None:
        return _("Choose the numbered files"), _("We’re still copying them.")
    if shown.files == 0:
        return _("Choose the files"), _("This package has no files the form accepts.")
    title = ngettext(
        "Choose the {count} numbered file", "Choose the {count} numbered files", shown.files
    ).format(count=shown.files)
    order = _("The form takes one at a time: start with 01.") if shown.form.one_by_one else ""
    return title, order


type _Change = Callable[[Submission], Submission]

_LINES = 4


# Handing in -------------------------------------------------------------------------------------


class ByHand(QObject):
    """A package on its way through the program's web form, one at a time."""

    shown = Signal(object)
    """A `ShownForm`, or None when no package is at the form anymore."""
    changed = Signal()
    """Something was saved about a package."""
    began = Signal(object)
    """The `JobHandle` of the copying."""

    def __init__(self, session: Session, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._entry: SubmissionEntry | None = None
        self._package: Path | None = None
        self._submission: Submission | None = None
        self._copies: HandIn | None = None

    @property
    def entry(self) -> SubmissionEntry | None:
        """The package that is at the form."""
        return self._entry

    @property
    def page(self) -> str:
        """The address of the form, else that of the program; "" where neither is known."""
        form, contact = self._session.program.web_form, self._session.program.contact
        own = "" if form is None else form.page
        return own or ("" if contact is None else contact.web)

    def begin(self, entry: SubmissionEntry) -> None:
        """Make the copies of a package, and show the steps with what was done before."""
        form, note = self._session.program.web_form, entry.note
        if form is None or note is None:
            return
        self._entry = entry
        self._package = self._session.root / note.path
        self._submission = self._copies = None
        job = self._services.jobs.start_reporting(
            Lane.DISK,
            begin_by_hand,
            self._package,
            form,
            done=self._on_begun,
            failed=self._fail,
        )
        self.began.emit(job)

    def leave(self) -> None:
        """Close the steps; what was ticked is there again next time."""
        self._entry = self._package = self._submission = self._copies = None
        self.shown.emit(None)

    def open_page(self) -> None:
        """Open the page in the user's browser, and save when."""
        page = self.page
        if page:
            self._services.desktop.open_address(page)
            self._save_step(partial(steps.form_opened, at=self._session.now))

    def open_folder(self) -> None:
        """Show the numbered copies in the file manager."""
        if self._copies is not None:
            self._services.desktop.open_file(self._copies.folder)
            self.tick(FormStep.FILES)

    def copy_path(self) -> None:
        """Put the path of the numbered copies into the clipboard."""
        if self._copies is not None:
            QGuiApplication.clipboard().setText(str(self._copies.folder))
            self.tick(FormStep.FILES)

    @Slot(str, bool)
    def tick(self, step: str, done: bool = True) -> None:
        """Save that a step is done, or is not done after all."""
        if step != FormStep.SUBMIT:
            self._save_step(partial(steps.step_ticked if done else steps.step_unticked, step=step))
        elif done:
            self._save_step(partial(steps.form_submitted, at=self._session.now))
        else:
            self._save_step(steps.form_not_submitted)

    def confirm(self, said: str) -> None:
        """Save the confirmation that the page showed: the package arrived."""
        page, now = self.page, self._session.now
        self._save_step(partial(steps.confirmed, said=said, page=page, at=now))

    def set_unanswered(self) -> None:
        """Save that the page did not say whether the package arrived."""
        self._save_step(partial(steps.form_unanswered, at=self._session.now))

    def find_out(self, entry: SubmissionEntry, has_it: bool, said: str) -> None:
        """Save what the program office said about a package, whichever way it went there."""
        sent, now = entry.submission, self._session.now
        if entry.note is None:
            return
        if sent is None or entry.remembered is not None:
            if not has_it:
                self._forget(entry.note.package_id)
            return
        package = self._session.root / entry.note.path
        if has_it:
            page = self.page if sent.destination == FORM else _location(sent)
            change: _Change = partial(steps.confirmed, said=said, page=page, at=now)
            self._save(package, change, sent.destination)
        else:
            self._save_not_handed_in(package, partial(steps.denied, at=now), sent.destination)

    def take_back(self, entry: SubmissionEntry) -> None:
        """Save that a package is not handed in after all; nobody but the user said so."""
        sent, note = entry.submission, entry.note
        if note is None:
            return
        if sent is None or entry.remembered is not None:
            self._forget(note.package_id)
            return
        package = self._session.root / note.path
        change = partial(steps.taken_back, at=self._session.now)
        self._save_not_handed_in(package, change, sent.destination)

    def _save_not_handed_in(self, package: Path, change: _Change, destination: str) -> None:
        self._session.flows.begin(self._not_handed_in(package, change, destination), self._fail)

    async def _not_handed_in(self, package: Path, change: _Change, destination: str) -> None:
        """Save it beside the package, and have the portfolio forget that it was handed in."""
        step = partial(take_form_step, destination=destination)
        submission = await self._services.jobs.reported(Lane.SAVING, step, package, change)
        self._forget(submission.package_id)
        self._on_saved(submission)

    def _forget(self, package_id: str) -> None:
        """Have the portfolio forget that it was handed in, too."""
        self._session.apply_change(partial(without_handed_in, package_id=package_id))

    def _save_step(self, change: _Change) -> None:
        if self._package is not None:
            self._save(self._package, change, FORM)

    def _save(self, package: Path, change: _Change, destination: str) -> None:
        self._services.jobs.start_reporting(
            Lane.SAVING,
            partial(take_form_step, destination=destination),
            package,
            change,
            done=self._on_saved,
            failed=self._fail,
        )

    def _on_begun(self, begun: tuple[Submission, HandIn]) -> None:
        submission, self._copies = begun
        self._on_saved(submission)

    def _on_saved(self, submission: Submission) -> None:
        self.changed.emit()
        if self._entry is None or self._entry.key != submission.package_id:
            return
        self._submission = submission
        if submission.receipt is not None:
            self.leave()
        else:
            self._show(self._entry, submission)

    def _fail(self, error: Exception) -> None:
        if self._submission is None:
            self.leave()
        self._services.notices.show_error(error)

    def _show(self, entry: SubmissionEntry, submission: Submission) -> None:
        form = self._session.program.web_form
        if form is None:
            return
        opened = [each for each in submission.events if each.code is EventCode.FORM_OPENED]
        self.shown.emit(
            ShownForm(
                package=entry_title(entry),
                form=form,
                page=self.page,
                fields=self._fields(form, entry, submission),
                files=None if self._copies is None else len(self._copies.names),
                opened=_("Opened {moment}. Stay on the page until step 5.").format(
                    moment=long_moment(opened[-1].at, self._session.now.tzinfo)
                )
                if opened
                else "",
                ticked=submission.ticked,
                own_facts=not form.fields,
                locks=locks_by_form(entry.note),
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
            FieldSource.FINGERPRINT: submission.sha256,
        }
        return fill_form(form, facts) if form.fields else own_facts(facts)


def begin_by_hand(package: Path, form: WebForm, reporter: Reporter) -> tuple[Submission, HandIn]:
    """Return what is known of a package's way through the form, with its copies made."""
    submission = begin_form(package, reporter)
    return submission, write_hand_in(package, form, reporter)


def _location(submission: Submission) -> str:
    if submission.destination == MAIL:
        return "" if submission.receipt is None else submission.receipt.location
    return submission.destination if submission.receipt is None else submission.receipt.location


# What a page, or the program office, said about a package that was handed in by hand ------------


class SaidDialog(Dialog):
    """A dialog for the words of a confirmation, which stand in for a fingerprint."""

    confirmed = Signal(str)
    """The words."""

    def __init__(self, package: str, lock: str, icons: Icons) -> None:
        """`lock` says what the answer locks, "" where it locks nothing."""
        super().__init__(
            icons,
            _("The page confirmed it"),
            _("Keep it as the receipt"),
            _("Cancel"),
            heading=_("What did the page say about {package}?").format(package=package),
            note=_(
                "We couldn’t see the page or compare anything, so its words are your "
                "proof. Copy them with any number it gave."
            )
            + f" {lock}".rstrip(),
        )
        self.words = _words_field(icons)
        add(self.content, NamedField(icons.theme, _("Its words"), self.words))
        self.words.textChanged.connect(self._allow)
        self.buttons.accepted.connect(self._confirm)
        self._allow()

    def _allow(self) -> None:
        self.accept_button.setEnabled(bool(self.words.toPlainText().strip()))

    def _confirm(self) -> None:
        self.confirmed.emit(self.words.toPlainText().strip())
        self.accept()


class FindOutDialog(Dialog):
    """A dialog that says how to find out, and asks for the answer; without one nothing changes."""

    answered = Signal(bool, str)
    """Whether the office has the package, and what it said."""

    def __init__(self, words: OfficeWords, icons: Icons, *, only_how: bool = False) -> None:
        """With `only_how` the office has the package, and only how the user knows is asked."""
        super().__init__(
            icons,
            _("They have it") if only_how else _("Find out whether it arrived"),
            _("Save") if only_how else _("Save answer"),
            _("Cancel") if only_how else _("Not yet"),
            heading=words.title,
            note=words.meaning,
        )
        self.yes = QRadioButton(_("They have it"))
        self.no = QRadioButton(_("They don’t have it"))
        self.words = _words_field(icons)
        self._words = NamedField(icons.theme, words.answer, self.words)
        self._group = QButtonGroup(self)
        for button in (self.yes, self.no):
            self._group.addButton(button)
        add(self.content, self.yes, self.no, self._words)
        self.yes.setChecked(only_how)
        self.yes.setHidden(only_how)
        self.no.setHidden(only_how)
        self._group.buttonToggled.connect(self._allow)
        self._group.buttonToggled.connect(self.fit)
        self.words.textChanged.connect(self._allow)
        self.buttons.accepted.connect(self._answer)
        self._allow()

    def _allow(self) -> None:
        self._words.setVisible(self.yes.isChecked())
        said = bool(self.words.toPlainText().strip())
        self.accept_button.setEnabled(self.no.isChecked() or (self.yes.isChecked() and said))

    def _answer(self) -> None:
        has_it = self.yes.isChecked()
        self.answered.emit(has_it, self.words.toPlainText().strip() if has_it else "")
        self.accept()


def _words_field(icons: Icons) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setMinimumHeight(_LINES * field.fontMetrics().lineSpacing() + icons.theme.measure(18))
    return field
