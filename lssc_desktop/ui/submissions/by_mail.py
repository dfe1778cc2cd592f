"""Handing in by email: a message to copy or open, the file to attach, and what the user says."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from lssc_desktop.core.overview.submission_list import SubmissionEntry
from lssc_desktop.core.portfolio.portfolio import PackageKind, PackageNote
from lssc_desktop.core.program.web_form import FilledField
from lssc_desktop.core.submission import submission as steps
from lssc_desktop.core.submission.mail import MailFacts, MailMessage, mail_message
from lssc_desktop.core.submission.submission import MAIL, FormStep, Submission, SubmissionState
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import speaking
from lssc_desktop.messages.submissions import entry_title, mail_size_line, subject_title
from lssc_desktop.package.mail_draft import write_draft
from lssc_desktop.package.typesetting.language import words_for_others
from lssc_desktop.transfer.outbox import begin_form, take_form_step
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import link_button, plain_button, signals_blocked
from lssc_desktop.ui.kit.cards import Callout, Card
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import add, column, stretch
from lssc_desktop.ui.kit.pages import Divider, dispose, flow
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.copy_field import CopyField, FormStepBox
from lssc_desktop.values import dataclass

_LINES = 7


@dataclass(frozen=True, slots=True)
class ShownMail:
    """The content of the panel: a package, its message, and whether it was opened already."""

    package: str
    message: MailMessage
    note: str = ""
    ticked: tuple[str, ...] = ()
    is_open: bool = False
    locks: tuple[str, str] = ("", "")


class MailSteps(Card):
    """The four steps: copy the message, attach the file, open it, and say whether it was sent."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._icons = icons
        theme = icons.theme
        self.fields: list[CopyField] = []
        self.lead = Label(theme, "", Type.TABLE, Ink.INK2)
        self.program_note = Callout(icons, "", Tone.WARN, icon="info-circle", type_=Type.CAPTION)
        self.too_large = Callout(icons, "", Tone.WARN, icon="alert-triangle", type_=Type.TABLE)
        self.first = FormStepBox(icons, 1, _("Read the message"), _("Change it as you like."))
        self.second = FormStepBox(icons, 2, _("Find the file to attach"))
        self.third = FormStepBox(icons, 3, _("Open it in your mail program"), " ")
        self.fourth = FormStepBox(icons, 4, "")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_("Message"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(
            _LINES * self.text.fontMetrics().lineSpacing() + theme.measure(16)
        )
        self.copy_button = plain_button(icons, _("Copy the message"), "copy", small=True)
        self.folder_button = plain_button(icons, _("Show in folder"), "folder-open", small=True)
        self.path_button = plain_button(icons, _("Copy path"), "copy", small=True)
        self.open_button = plain_button(
            icons, _("Open my mail program"), "external-link", small=True
        )
        self.draft_button = plain_button(
            icons, _("Open a draft with the file"), "paperclip", small=True
        )
        self.sent_button = plain_button(icons, _("I sent it"), small=True)
        self.not_sent_button = plain_button(icons, _("I didn’t send it"), small=True)
        self.close_button = link_button(icons, _("Close steps"))
        self._field_room = column(gap=4)
        self._lay_out()

    @property
    def message_text(self) -> str:
        """The message as it stands there, perhaps changed."""
        return self.text.toPlainText()

    def show_mail(self, shown: ShownMail) -> None:
        """Show the steps of a package; a message that stays keeps what was typed."""
        message = shown.message
        self.lead.setText(
            _("{package}. You send it yourself, and we keep track.").format(package=shown.package)
        )
        self.program_note.setVisible(bool(shown.note))
        self.program_note.set_text(shown.note)
        values = (
            FilledField(
                _("To"),
                message.to,
                "" if message.to else _("Ask the program office for the address"),
            ),
            FilledField(_("Subject"), message.subject),
        )
        if tuple(each.field for each in self.fields) != values:
            self._show_fields(values)
            self.text.setPlainText(message.text)
        file = _("{name}, {size}").format(name=message.attachment, size=size(message.bytes))
        self.second.set_words(_("Attach this file"), file)
        self.too_large.setVisible(message.is_too_large)
        self.too_large.set_text(mail_size_line(message))
        attaching = _(
            "When we open a mail program, we can’t attach the file: attach it "
            "yourself. The draft has it; in Thunderbird choose Edit as New Message."
        )
        at_opening, at_sending = shown.locks
        self.third.set_words(_("Open it in your mail program"), f"{attaching} {at_opening}".strip())
        unseen = _("We can’t see your mail.")
        self.fourth.set_words(_("Enter whether you sent it"), f"{unseen} {at_sending}".strip())
        for box, done in (
            (self.first, FormStep.OPEN in shown.ticked),
            (self.second, FormStep.OPEN in shown.ticked),
            (self.third, FormStep.OPEN in shown.ticked),
            (self.fourth, False),
        ):
            with signals_blocked(box.mark):
                box.mark.setChecked(done)
            box.mark.update()
        self.not_sent_button.setEnabled(shown.is_open)

    def _show_fields(self, values: tuple[FilledField, ...]) -> None:
        for old in self.fields:
            dispose(old)
        self.fields = []
        for value in values:
            made = CopyField(self._icons, value)
            made.align_labels(each.label for each in values)
            self._field_room.addWidget(made)
            self.fields.append(made)

    def _lay_out(self) -> None:
        title = Label(self._icons.theme, _("Send by email"), Type.H2)
        self.content.setSpacing(7)
        add(self.content, column(title, self.lead, gap=3), self.program_note)
        add(self.first.content, self._field_room, self.text, flow(self.copy_button, gap=6))
        add(self.second.content, self.too_large, flow(self.folder_button, self.path_button, gap=6))
        add(self.third.content, flow(self.open_button, self.draft_button, gap=6))
        add(self.fourth.content, flow(self.sent_button, self.not_sent_button, gap=6))
        boxes = (self.first, self.second, self.third, self.fourth)
        for box in boxes:
            box.mark.setEnabled(False)  # each is done by what the user does in it
            box.mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            add(self.content, box, None if box is self.fourth else Divider())
        left = Qt.AlignmentFlag.AlignLeft
        add(self.content, stretch, (self.close_button, left))


# Handing in -------------------------------------------------------------------------------------

type _Change = Callable[[Submission], Submission]


class ByMail(QObject):
    """A package on its way by email, one at a time; only the user can say that it was sent."""

    shown = Signal(object)
    """A `ShownMail`, or None when no package is at it anymore."""
    changed = Signal()
    """Something was saved about a package."""

    def __init__(self, session: Session, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._entry: SubmissionEntry | None = None
        self._package: Path | None = None
        self._message: MailMessage | None = None

    @property
    def entry(self) -> SubmissionEntry | None:
        """The package that is at it."""
        return self._entry

    def begin(self, entry: SubmissionEntry) -> None:
        """Show the steps of a package, with what was done before."""
        if entry.note is None:
            return
        self._entry, self._message = entry, None
        self._package = self._session.root / entry.note.path
        self._services.jobs.start_reporting(
            Lane.DISK,
            partial(begin_form, destination=MAIL),
            self._package,
            done=self._on_saved,
            failed=self._on_failure,
        )

    def leave(self) -> None:
        """Close the steps; what was done is there again next time."""
        self._entry = self._package = self._message = None
        self.shown.emit(None)

    def copy_message(self, text: str) -> None:
        """Put the message into the clipboard; nothing leaves this computer by that."""
        QGuiApplication.clipboard().setText(text)

    def show_file(self) -> None:
        """Show the file to attach in the file manager."""
        if self._package is not None:
            self._services.desktop.show_in_folder(self._package)

    def copy_path(self) -> None:
        """Put the path of the file to attach into the clipboard."""
        if self._package is not None:
            QGuiApplication.clipboard().setText(str(self._package))

    def open_program(self, text: str) -> None:
        """Open the message in the user's mail program, and save when."""
        if self._message is None:
            return
        message = replace(self._message, text=text)
        if not message.has_text_in_link:
            self.copy_message(text)
        self._services.desktop.open_address(message.link)
        self._save(partial(steps.mail_opened, at=self._session.now))

    def open_draft(self, text: str) -> None:
        """Write a draft with the file attached, and open that."""
        if self._message is not None and self._package is not None:
            self._services.jobs.start_reporting(
                Lane.DISK,
                write_draft,
                self._package,
                replace(self._message, text=text),
                done=self._on_draft,
                failed=self._services.notices.show_error,
            )

    def set_sent(self) -> None:
        """Save that the user sent it."""
        if self._message is not None:
            to, now = self._message.to, self._session.now
            self._save(partial(steps.mail_sent, to=to, at=now))

    def set_not_sent(self) -> None:
        """Save that the user did not send it."""
        self._save(partial(steps.mail_not_sent, at=self._session.now))

    def _save(self, change: _Change) -> None:
        if self._package is not None:
            self._services.jobs.start_reporting(
                Lane.SAVING,
                partial(take_form_step, destination=MAIL),
                self._package,
                change,
                done=self._on_saved,
                failed=self._on_failure,
            )

    def _on_draft(self, path: Path) -> None:
        self._services.desktop.open_file(path)
        self._save(partial(steps.mail_opened, at=self._session.now))

    def _on_saved(self, submission: Submission) -> None:
        self.changed.emit()
        entry = self._entry
        if entry is None or entry.key != submission.package_id:
            return
        if submission.receipt is not None:
            self.leave()
            return
        session = self._session
        program = session.program_for_others
        words = words_for_others(program, session.portfolio)
        with speaking(words):
            title = subject_title(entry.in_program(program))
        self._message = mail_message(
            program,
            MailFacts(
                session.portfolio.candidate.name,
                title,
                program.name,
                submission.package,
                submission.sha256,
                submission.bytes,
                is_review=entry.is_review_copy,
            ),
            words.gettext,
        )
        delivery = session.program.mail
        self.shown.emit(
            ShownMail(
                entry_title(entry),
                self._message,
                "" if delivery is None else delivery.note,
                submission.ticked,
                submission.state is SubmissionState.UNCERTAIN,
                _locks_by_mail(entry.note),
            )
        )

    def _on_failure(self, error: Exception) -> None:
        if self._message is None:
            self.leave()
        self._services.notices.show_error(error)


def _locks_by_mail(note: PackageNote | None) -> tuple[str, str]:
    """Say what two steps of an email lock: that it was opened, and that it was sent."""
    if note is None or note.kind is not PackageKind.PORTFOLIO:
        return "", ""
    return _("Opening it locks the {set} until you enter that you didn’t send it."), _(
        "If you sent it, the {set} stays locked until the {evaluators} require a revision. You can "
        "undo a mistake."
    )
