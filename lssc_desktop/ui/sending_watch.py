"""What sending has to tell or ask, wherever in the window the person is."""

from gettext import gettext as _

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.job import Cancelled
from lssc_desktop.core.submission import Submission, SubmissionState
from lssc_desktop.core.submission_list import listed_submissions
from lssc_desktop.messages import sending as say
from lssc_desktop.messages.submissions import entry_title, is_reported
from lssc_desktop.transfer.way import Way
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.notices import Notices
from lssc_desktop.ui.sending import Sending
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.sign_in_dialog import SignInDialog
from lssc_desktop.ui.tokens import Tone

INTERRUPTED = "sending-interrupted"


class SendingWatch(QObject):
    """Shows what came of each sending, and asks before anything goes on after a restart."""

    def __init__(
        self,
        session: Session,
        sending: Sending,
        notices: Notices,
        icons: Icons,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._sending = sending
        self._notices = notices
        self._icons = icons
        self._window = window
        self._interrupted: tuple[Submission, ...] = ()
        self._wanted: Submission | None = None
        self.dialog: SignInDialog | None = None
        sending.interrupted.connect(self._tell_interrupted)
        sending.settled.connect(self._tell_settled)
        sending.left_there.connect(self._tell_left)
        sending.failed.connect(self._tell_failed)
        sending.way_wanted.connect(self._ask_way)
        notices.action_chosen.connect(self._act)

    @Slot(object)
    def _tell_interrupted(self, found: tuple[Submission, ...]) -> None:
        self._interrupted = found
        self._notices.show(
            say.interrupted(len(found)), Tone.INFO, key=INTERRUPTED, action=_("Go on sending")
        )

    @Slot(str)
    def _act(self, key: str) -> None:
        if key == INTERRUPTED:
            self._notices.withdraw(INTERRUPTED)
            found, self._interrupted = self._interrupted, ()
            for submission in found:
                self._sending.resume(submission)

    @Slot(object)
    def _tell_settled(self, submission: Submission) -> None:
        package, key = self._name(submission), f"sending-{submission.package_id}"
        if submission.state is SubmissionState.RECEIVED:
            arrived = say.reported if is_reported(submission) else say.arrived
            self._notices.show(arrived(package), Tone.OK, key=key)
        elif submission.state is SubmissionState.COPIED:
            copied = say.copied(package, submission.destination)
            self._notices.show(copied, Tone.INFO, key=key)
        elif submission.state is SubmissionState.UNCERTAIN:
            self._notices.show(say.uncertain(package), Tone.WARN, key=key)
        else:
            self._notices.show(say.not_there(package), Tone.INFO, key=key)

    @Slot(object)
    def _tell_left(self, submission: Submission) -> None:
        key = f"sending-{submission.package_id}"
        self._notices.show(say.left_there(self._name(submission)), Tone.INFO, key=key)

    @Slot(object, object)
    def _tell_failed(self, submission: Submission | None, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            key = "sending" if submission is None else f"sending-{submission.package_id}"
            self._notices.show_error(error, key=key)

    @Slot(object)
    def _ask_way(self, submission: Submission) -> None:
        self._wanted = submission
        why = say.sign_in_again(self._name(submission))
        self.dialog = SignInDialog(submission.destination, why, self._icons, self._window)
        self.dialog.way_chosen.connect(self._go_on)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()
        self._sending.ask_keyring(self._tell_keyring)

    @Slot()
    def _forget_dialog(self) -> None:
        self.dialog = None

    @Slot(object)
    def _tell_keyring(self, safe: bool) -> None:
        if self.dialog is not None:
            self.dialog.sign_in.show_keyring(safe=safe)

    @Slot(object)
    def _go_on(self, way: Way) -> None:
        if self._wanted is not None:
            self._sending.go_on_with(self._wanted, way)

    def _name(self, submission: Submission) -> str:
        session = self._session
        entries = listed_submissions(session.program, session.portfolio, (submission,))
        for entry in entries:
            if entry.note is not None and entry.note.package_id == submission.package_id:
                return entry_title(entry)
        return submission.package
