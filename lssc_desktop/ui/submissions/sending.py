"""Sending from the window: packages one at a time, only after a press, and nothing twice.

It is long because the jobs that it starts, plain functions that nothing else uses, end the file.
"""

import random
import stat
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import PACKAGES
from lssc_desktop.core.job import Cancelled, Progress, Reporter, Step
from lssc_desktop.core.overview.submission_list import listed_submissions
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.submission.submission import Submission, SubmissionState, may_be_removed
from lssc_desktop.disk.secrets import is_keyring_safe
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.submissions import entry_title, is_reported
from lssc_desktop.messages.words import shown_place
from lssc_desktop.store.folder.own_submissions import submissions_of
from lssc_desktop.store.sending_lease import BeingSent
from lssc_desktop.store.submissions import Kept
from lssc_desktop.transfer.address import Kind, parse_address
from lssc_desktop.transfer.answers import (
    CertificateFileUnusable,
    CertificateRefused,
    PasswordRefused,
)
from lssc_desktop.transfer.connecting import (
    ConnectionSettings,
    keep_secret,
    open_connection,
    remembered_connection,
)
from lssc_desktop.transfer.destination import read_package
from lssc_desktop.transfer.outbox import Backoff, Outbox, StillInDoubt, wait
from lssc_desktop.ui.base.jobs import JobHandle, Jobs, Lane
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.submissions.destination import SignInDialog

INTERRUPTED = "sending-interrupted"
_NOT_LET_IN = (PasswordRefused, CertificateRefused, CertificateFileUnusable)


class Sending(QObject):
    """The outbox of an open portfolio, whose packages are sent in background jobs.

    The settings of a connection, with a password, are kept for this session alone.
    """

    progressed = Signal(str, object)
    """The id of the package that is being sent, and its `Progress`."""
    interrupted = Signal(object)
    """The submissions that were on their way when the program ended last; they are paused."""
    sign_in_wanted = Signal(object)
    """A `Submission` whose connection settings we do not have anymore."""
    sizes_changed = Signal()
    settled = Signal(object)
    """A `Submission`, after its sending or asking came to an end."""
    left_there = Signal(object)
    """A `Submission` that was stopped, of which the receiver keeps an unfinished part."""
    failed = Signal(object, object)
    """The `Submission`, or None before there was one, and the error."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._outbox = Outbox(session.root / PACKAGES, self._now)
        self._settings: dict[str, ConnectionSettings] = {}
        self._refused: set[str] = set()  # where what we knew did not let us in
        self._running: tuple[Submission, JobHandle] | None = None
        self._stop_running = False
        self._preempt = Event()
        self._looking = self._is_asking = self._is_over = False
        self._step: object = None
        self._sizes: Mapping[str, int] = {}
        self._reading = 0  # the number of the reading that began last
        self._to_ask: list[Submission] = []
        self._postponed: dict[tuple[str, str], Callable[[Submission], None]] = {}
        session.looked.connect(self.reload)
        session.closed.connect(self._end)
        self._start(self._on_interrupted_found, find_interrupted, self._outbox)
        self.reload()

    @property
    def running(self) -> Submission | None:
        """What is being sent or asked for."""
        return None if self._running is None else self._running[0]

    @property
    def sizes(self) -> Mapping[str, int]:
        """The bytes of each package by its path; 0 when it is not there anymore."""
        return self._sizes

    @Slot()
    def reload(self, _looked: object = None) -> None:
        """Read what is saved beside the packages."""
        self._reading += 1
        session = self._session
        self._start(self._on_read, read_kept, session.root, session.portfolio, self._reading)

    def hand_in(self, package: Path, settings: ConnectionSettings) -> JobHandle:
        """Put a package into the queue; it is sent when its turn comes."""
        return self._jobs.start_reporting(
            Lane.DISK,
            queue_package,
            self._outbox,
            package,
            settings,
            done=self._on_queued,
            failed=self._on_queue_failed,
        )

    def set_settings(self, settings: ConnectionSettings) -> None:
        """Use these settings for their address as long as the session lasts."""
        self._settings[parse_address(settings.url).text] = settings

    def forget_settings(self) -> None:
        """Forget the settings of every receiver, with their passwords."""
        self._settings.clear()

    def can_connect(self, submission: Submission) -> bool:
        """Whether we can connect to a receiver; a folder asks for no name."""
        address = parse_address(submission.destination)
        return address.kind is Kind.FOLDER or address.text in self._settings

    def pause(self, submission: Submission) -> None:
        """Pause sending; the receiver keeps what it has."""
        if self._is_running(submission) and self._running is not None:
            self._running[1].cancel()
        else:
            self._change(self._outbox.pause, submission)

    def resume(self, submission: Submission) -> None:
        """Resume sending where it was; first the receiver is asked what it has."""
        if self.can_connect(submission):
            self._change(self._outbox.resume, submission)
        else:
            self._postpone(submission, self.resume)

    def stop(self, submission: Submission) -> None:
        """Stop sending; a package that may have arrived becomes uncertain."""
        if self._is_running(submission) and self._running is not None:
            self._stop_running = True
            self._running[1].cancel()
        else:
            self._cancel(submission)

    def find_out(self, submission: Submission) -> None:
        """Ask the receiver what it has; nothing is sent."""
        if not self.can_connect(submission):
            self._postpone(submission, self.find_out)
        else:
            self._to_ask.append(submission)
            self._preempt_waiting()
            self._look_for_next()

    def go_on_with(self, submission: Submission, settings: ConnectionSettings) -> None:
        """Do what was postponed until the user signed in."""
        self.set_settings(settings)
        postponed = self._postponed.pop((submission.package, submission.destination), None)
        if postponed is not None:
            postponed(submission)

    def ask_keyring(self, done: Callable[[bool], None]) -> None:
        """Find out in the background whether this computer has a keyring that we trust."""
        self._ask_keyring(done, is_keyring_safe)

    def _now(self) -> datetime:
        return self._session.now

    def _postpone(self, submission: Submission, act: Callable[[Submission], None]) -> None:
        self._postponed[(submission.package, submission.destination)] = act
        if submission.destination in self._refused:
            self.sign_in_wanted.emit(submission)
        else:
            self._ask_keyring(self._on_looked_up, look_up, submission)

    def _on_looked_up(self, found: tuple[Submission, ConnectionSettings | None]) -> None:
        submission, settings = found
        if settings is None:
            self.sign_in_wanted.emit(submission)
        else:
            self.go_on_with(submission, settings)

    def _is_running(self, submission: Submission) -> bool:
        running = self.running
        return running is not None and (running.package, running.destination) == (
            submission.package,
            submission.destination,
        )

    def _change(self, change: Callable[[Submission], Submission], submission: Submission) -> None:
        self._start(self._on_changed, change, submission)

    def _cancel(self, submission: Submission) -> None:
        cancel = self._outbox.cancel
        self._start(self._on_cancelled, cancel, submission)

    def _on_cancelled(self, submission: Submission) -> None:
        """Have the receiver remove what it has of the package, if we can connect to it."""
        self._on_changed(submission)
        if not may_be_removed(submission) or self._is_over:
            return
        if not self.can_connect(submission):
            self.left_there.emit(submission)
            return
        settings = self._settings.get(
            submission.destination, ConnectionSettings(submission.destination)
        )
        self._preempt_waiting()
        self._jobs.start_reporting(
            Lane.NETWORK,
            clear_up,
            self._outbox,
            submission,
            settings,
            self._now,
            done=self._on_cleared,
            failed=self._on_clearing_failed,
            quiet=True,
        )

    def _on_cleared(self, kept: Submission | None) -> None:
        if kept is not None:
            self.left_there.emit(kept)

    def _on_clearing_failed(self, _error: Exception) -> None:
        """Say nothing: the program ends, or another window sends the package."""

    def _start[*Arguments](
        self,
        done: Callable[..., None] | None,
        function: Callable[[*Arguments], object],
        *arguments: *Arguments,
    ) -> None:
        self._start_in(Lane.SAVING, done, function, *arguments)

    def _ask_keyring[*Arguments](
        self,
        done: Callable[..., None] | None,
        function: Callable[[*Arguments], object],
        *arguments: *Arguments,
    ) -> None:
        """Do what the keyring is asked for where nothing else waits for it."""
        self._start_in(Lane.KEYRING, done, function, *arguments)

    def _start_in[*Arguments](
        self,
        lane: Lane,
        done: Callable[..., None] | None,
        function: Callable[[*Arguments], object],
        *arguments: *Arguments,
    ) -> None:
        if not self._is_over:
            failed = self._on_read_failed
            self._jobs.start(lane, function, *arguments, done=done, failed=failed, quiet=True)

    def _look_for_next(self) -> None:
        """Ask what is wanted to be known, else send what waits longest; one thing at a time."""
        if self._running is not None:
            return
        if self._to_ask:
            self._run(self._to_ask.pop(0), ask_receiver)
        elif not self._looking:
            self._looking = True
            self._start(self._on_next, self._outbox.next)

    def _on_next(self, submission: Submission | None) -> None:
        self._looking = False
        if submission is not None and self._running is None:
            self._run(submission, send_one)

    def _run(self, submission: Submission, work: Callable[..., Submission | None]) -> None:
        settings = self._settings.get(
            submission.destination, ConnectionSettings(submission.destination)
        )
        self._preempt = Event()
        job = self._jobs.start_reporting(
            Lane.NETWORK,
            work,
            self._outbox,
            submission,
            settings,
            self._now,
            self._preempt,
            done=self._on_sent,
            failed=self._on_sending_failed,
        )
        self._running, self._step = (submission, job), None
        self._is_asking = work is ask_receiver
        job.progressed.connect(self._on_progress)

    def _on_progress(self, progress: Progress) -> None:
        if self._running is not None:
            if progress.step is not self._step:  # it was written down that it goes out now
                self._step = progress.step
                self.reload()
            self.progressed.emit(self._running[0].package_id, progress)

    def _on_queued(self, queued: tuple[Submission, ConnectionSettings]) -> None:
        self.set_settings(queued[1])
        self.reload()
        self._preempt_waiting()
        self._look_for_next()

    def _preempt_waiting(self) -> None:
        """Stop a job that only waits for its receiver: something else can be done now."""
        if self._step is Step.WAITING:
            self._preempt.set()

    def _on_queue_failed(self, error: Exception) -> None:
        self.failed.emit(None, error)

    def _on_sent(self, submission: Submission | None) -> None:
        """Go on; None was preempted, and goes on when its turn comes again."""
        (running, stop), self._running = (self._running, self._stop_running), None
        self._stop_running = False
        if submission is None and running is not None:
            if stop:
                self._cancel(running[0])
            elif running[1].is_cancelled:
                self._change(self._outbox.pause, running[0])
            else:
                self.reload()
                self._look_for_next()
        if submission is None:
            return
        self._keep_secret(submission.destination)
        self.reload()
        self.settled.emit(submission)
        self._look_for_next()

    def _keep_secret(self, destination: str) -> None:
        """Have the keyring remember what let us in, where that was asked for."""
        settings = self._settings.get(destination)
        if settings is not None and settings.remember:
            self._settings[destination] = replace(settings, remember=False)
            self._ask_keyring(None, keep_secret, settings)

    def _on_sending_failed(self, error: Exception) -> None:
        running, self._running = self.running, None
        reason = error.__cause__ if isinstance(error, StillInDoubt) else error
        if running is not None and isinstance(reason, _NOT_LET_IN):
            self._settings.pop(running.destination, None)  # next time the user is asked again
            self._refused.add(running.destination)
        stop, self._stop_running = self._stop_running, False
        if stop and running is not None:
            self._cancel(running)
        elif isinstance(error, Cancelled) and running is not None and not self._is_asking:
            self._change(self._outbox.pause, running)  # it may have been stopped before it began
        else:
            self.reload()
            self._look_for_next()
        self.failed.emit(running, error)

    def _on_changed(self, _submission: Submission) -> None:
        self.reload()
        self._look_for_next()

    def _on_read(self, read: tuple[Kept, Mapping[str, int], int]) -> None:
        """Show what was read, unless it's read anew: it may be from before what came since."""
        kept, sizes, number = read
        if number != self._reading:
            return
        if sizes != self._sizes:
            self._sizes = sizes
            self.sizes_changed.emit()
        self._session.set_submissions(kept.submissions)
        for fault in kept.faults:
            self.failed.emit(None, fault)

    def _on_interrupted_found(self, found: tuple[Submission, ...]) -> None:
        if found:
            self.reload()
            self.interrupted.emit(found)

    def _on_read_failed(self, error: Exception) -> None:
        self._looking = False
        self.failed.emit(None, error)

    def _end(self) -> None:
        """Forget every password, and start nothing anymore: the session is over."""
        self.forget_settings()
        self._is_over = True


# Notices and questions --------------------------------------------------------------------------


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
        self._said: dict[str, SubmissionState] = {}
        self.dialog: SignInDialog | None = None
        sending.interrupted.connect(self._show_interrupted)
        sending.settled.connect(self._show_settled)
        sending.left_there.connect(self._show_left)
        sending.failed.connect(self._show_failed)
        sending.sign_in_wanted.connect(self._ask_sign_in)
        session.submissions_changed.connect(self._withdraw_past)
        notices.action_chosen.connect(self._on_action)

    def _show_interrupted(self, found: tuple[Submission, ...]) -> None:
        self._interrupted = found
        self._notices.show(
            interrupted_message(len(found)),
            Tone.INFO,
            key=INTERRUPTED,
            action=_("Continue sending"),
        )

    def _on_action(self, key: str) -> None:
        if key == INTERRUPTED:
            self._notices.withdraw(INTERRUPTED)
            found, self._interrupted = self._interrupted, ()
            for submission in found:
                self._sending.resume(submission)

    def _show_settled(self, submission: Submission) -> None:
        package, key = self._name(submission), f"sending-{submission.package_id}"
        self._said[submission.package_id] = submission.state
        if submission.state is SubmissionState.RECEIVED:
            happened = _("{package} was received.")
            why = _("The receiver’s copy has the same fingerprint as yours.")
            if is_reported(submission):
                happened = _("The receiver reports that it has {package}.")
                why = _("It didn’t let us read its copy, so we couldn’t compare it with yours.")
            receipt = _("The receipt is on the Submissions page and next to the package.")
            message = Message(happened.format(package=package), why, receipt)
            self._notices.show(message, Tone.OK, key=key)
        elif submission.state is SubmissionState.COPIED:
            copied = copied_message(package, submission.destination)
            self._notices.show(copied, Tone.INFO, key=key)
        elif submission.state is SubmissionState.UNCERTAIN:
            message = Message(
                _("We can’t tell whether {package} arrived.").format(package=package),
                _("It may be there, so we don’t send it again."),
                _("Find out first on the Submissions page."),
            )
            self._notices.show(message, Tone.WARN, key=key)
        else:
            message = Message(
                _("The receiver doesn’t have {package}.").format(package=package),
                _("It doesn’t count as handed in."),
                _("You can hand it in again."),
            )
            self._notices.show(message, Tone.INFO, key=key)

    def _withdraw_past(self, submissions: tuple[Submission, ...]) -> None:
        """Say no more what became of a package once something else did, whoever entered it."""
        now = {each.package_id: each.state for each in submissions}
        for package_id, state in tuple(self._said.items()):
            if now.get(package_id) is not state:
                del self._said[package_id]
                self._notices.withdraw(f"sending-{package_id}")

    def _show_left(self, submission: Submission) -> None:
        key = f"sending-{submission.package_id}"
        self._notices.show(left_there_message(self._name(submission)), Tone.INFO, key=key)

    def _show_failed(self, submission: Submission | None, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            key = "sending" if submission is None else f"sending-{submission.package_id}"
            self._notices.show_error(error, key=key)

    def _ask_sign_in(self, submission: Submission) -> None:
        self._wanted = submission
        why = _("To continue with {package}, sign in to the receiver again")
        why = why.format(package=self._name(submission))
        self.dialog = SignInDialog(submission.destination, why, self._icons)
        self.dialog.settings_chosen.connect(self._go_on)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.show_for(self._window)
        self._sending.ask_keyring(self._show_keyring)

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _show_keyring(self, safe: bool) -> None:
        if self.dialog is not None:
            self.dialog.sign_in.show_keyring(safe=safe)

    def _go_on(self, settings: ConnectionSettings) -> None:
        if self._wanted is not None:
            self._sending.go_on_with(self._wanted, settings)

    def _name(self, submission: Submission) -> str:
        session = self._session
        entries = listed_submissions(session.program, session.portfolio, (submission,))
        for entry in entries:
            if entry.note is not None and entry.note.package_id == submission.package_id:
                return entry_title(entry)
        return submission.package


class _Preempted(Exception):
    """The wait of a package was stopped because something else can be done; it stays queued."""


def read_kept(root: Path, portfolio: Portfolio, number: int) -> tuple[Kept, Mapping[str, int], int]:
    """Read what is written down beside the packages of a portfolio, and how large they are.

    The size of a package that is not there anymore is 0. `number` is handed back.
    """
    sizes: dict[str, int] = {}
    for note in portfolio.packages:
        if not note.elsewhere:
            path = root / note.path
            sizes[note.path] = _size(path)
    return submissions_of(root, portfolio), sizes, number


def _size(path: Path) -> int:
    try:
        state = path.stat()
    except OSError:  # it is not there, or cannot be reached
        return 0
    return state.st_size if stat.S_ISREG(state.st_mode) else 0


def find_interrupted(outbox: Outbox) -> tuple[Submission, ...]:
    """Pause what was on its way when the program ended, and return it."""
    return tuple(outbox.pause(each) for each in outbox.waiting())


def queue_package(
    outbox: Outbox, package: Path, settings: ConnectionSettings, reporter: Reporter
) -> tuple[Submission, ConnectionSettings]:
    """Put the package into the queue."""
    address = parse_address(settings.url).text
    return outbox.queue(read_package(package, reporter), address, mine=settings.mine), settings


def send_one(
    outbox: Outbox,
    submission: Submission,
    settings: ConnectionSettings,
    now: Callable[[], datetime],
    preempt: Event,
    reporter: Reporter,
) -> Submission | None:
    """Send one package to the end; one that cannot be begun is paused.

    Returns None when `preempt` is set while it only waits for its receiver.
    """

    def wait_unless_preempted(seconds: float, reporter: Reporter) -> None:
        def report(progress: Progress) -> None:
            if preempt.is_set():
                raise _Preempted
            reporter(progress)

        wait(seconds, report)

    try:
        with outbox.doubt_repeated(submission.package, submission.destination):
            destination = open_connection(settings, now)
    except LsscError:
        outbox.pause(submission)
        raise
    with closing(destination):
        try:
            return outbox.run(
                submission, destination, Backoff(random.random), reporter, wait_unless_preempted
            )
        except _Preempted:
            return None


def ask_receiver(
    outbox: Outbox,
    submission: Submission,
    settings: ConnectionSettings,
    now: Callable[[], datetime],
    _preempt: Event,
    reporter: Reporter,
) -> Submission:
    """Ask what the receiver has of a package."""
    with (
        outbox.doubt_repeated(submission.package, submission.destination),
        closing(open_connection(settings, now)) as destination,
    ):
        return outbox.find_out(submission, destination, reporter)


def clear_up(
    outbox: Outbox,
    submission: Submission,
    settings: ConnectionSettings,
    now: Callable[[], datetime],
    reporter: Reporter,
) -> Submission | None:
    """Remove at the receiver what was begun of a package; return it when something stays there."""
    try:
        with closing(open_connection(settings, now)) as destination:
            return None if outbox.clear_up(submission, destination, reporter) else submission
    except (Cancelled, BeingSent):
        raise
    except LsscError:
        return submission


def look_up(submission: Submission) -> tuple[Submission, ConnectionSettings | None]:
    """Return a submission with the settings of its receiver, where the keyring has them."""
    try:
        return submission, remembered_connection(submission.destination)
    except LsscError:  # it is locked; the user is asked
        return submission, None


def interrupted_message(count: int) -> Message:
    """Say that sending was cut off when the program ended last."""
    return Message(
        ngettext(
            "{count} package was being sent when LSSC Desktop closed.",
            "{count} packages were being sent when LSSC Desktop closed.",
            count,
        ).format(count=count),
        _("Nothing is lost, and nothing is being sent now."),
        _("Continue when you’re ready. We first ask the receiver what it has."),
    )


def copied_message(package: str, folder: str) -> Message:
    """Say that a package lies on the user's own drive, and is not handed in by that."""
    return Message(
        _("{package} is copied to {folder}. The copy has the same fingerprint.").format(
            package=package, folder=shown_place(folder)
        ),
        _("It isn’t handed in yet."),
        _(
            "Give the drive to your program office. When they have the package, enter that "
            "on the Submissions page."
        ),
    )


def left_there_message(package: str) -> Message:
    """Say that the receiver keeps an unfinished part of what was stopped."""
    return Message(
        _("Sending {package} was stopped.").format(package=package),
        _(
            "Nothing counts as handed in. The receiver still has an unfinished part of it, "
            "which no one can open and we couldn’t remove."
        ),
        _(
            "You can hand it in later, and it may resume from there. To have that part "
            "removed, ask your program office."
        ),
    )
