"""Closing a portfolio or the window, and the end of the desktop session."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication

from lssc_desktop.core.errors import LsscError
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message, message_for, unforeseen_message
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.notices import Answer, Asked, Notices, Question

if TYPE_CHECKING:
    from lssc_desktop.ui.base.session import Session

_CLOSE, _STAY, _KEEP = "close", "stay", "keep"  # answers
_PATIENCE = 4000  # milliseconds; Windows calls a program hung that says nothing for five seconds


class Closing(QObject):
    """Closes a session: asks first where something would be stopped or lost, saves, unlocks."""

    closed = Signal()
    """Nothing keeps the window open any more."""
    stayed = Signal()
    """The user keeps it open."""
    keeping_requested = Signal(object)
    """Unsaved words of a `Session` are to be kept elsewhere; then it closes anyway, or stays."""

    def __init__(self, jobs: Jobs, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._notices = notices
        self._session: Session | None = None
        self._waiting_for: Session | None = None
        self._asked: Asked | None = None
        self._under_way = False
        self._may_ask = True

    def end(self, session: "Session | None") -> None:
        """Close a session without a question, since all is saved.

        `stayed` reports that something cannot be saved now.
        """
        self._may_ask = False
        self._jobs.cancel_all(*(lane for lane in Lane if lane is not Lane.SAVING))
        self.begin(session)

    def withdraw_question(self) -> None:
        """Take the question back that waits for an answer, as if the user kept it open."""
        if self._asked is not None:
            self._asked.answer(_STAY)

    def begin(self, session: "Session | None") -> None:
        """Close a session, or without one just what runs; one of the signals reports the end."""
        if self._under_way:
            return
        self._under_way = True
        self._session = session
        if self._jobs.is_busy:
            answers = (Answer(_STAY, _("Keep going")), Answer(_CLOSE, _("Stop and close")))
            self._ask(Question(what_is_stopped(self._jobs), answers, _STAY), self._answer_busy)
        else:
            self._save()

    def _ask(self, question: Question, answered: "Callable[[str], None]") -> None:
        self._asked = self._notices.ask(question, answered)

    def _answer_busy(self, answer: str) -> None:
        self._asked = None
        if answer == _CLOSE:
            self._save()
        else:
            self.stay()

    def _save(self) -> None:
        self._jobs.cancel_all(Lane.DISK, Lane.NETWORK)
        session = self._session
        if session is None:
            self._end()
            return
        self._waiting_for = session
        session.closed.connect(self._end)
        session.close_refused.connect(self._ask_about_unsaved)
        session.close()

    def _ask_about_unsaved(self, error: Exception) -> None:
        if not self._may_ask:
            self.stay()
            return
        if isinstance(error, LsscError):
            message = message_for(error)
        else:
            message = unforeseen_message(has_report=False)
        answers = [Answer(_STAY, _("Cancel")), Answer(_CLOSE, _("Close without saving"))]
        session = self._session
        if session is not None and (session.unsaved_texts or session.unsaved_changes):
            answers.insert(1, Answer(_KEEP, _("Save my words on this computer…")))
        lost = _("If you close now, what you typed since the last save is lost.")
        message = Message(message.happened, lost, message.advice)
        self._ask(Question(message, tuple(answers), _STAY), self._answer_unsaved)

    def _answer_unsaved(self, answer: str) -> None:
        self._asked = None
        if answer == _CLOSE:
            self.close_anyway()
        elif answer == _KEEP:
            self.keeping_requested.emit(self._session)
        else:
            self.stay()

    def close_anyway(self) -> None:
        """Close without what is not saved: the user wants it, or it is kept elsewhere."""
        if self._session is not None:
            self._session.close_anyway()

    def stay(self) -> None:
        """Keep the session open."""
        session, self._waiting_for = self._waiting_for, None
        if session is not None:
            session.closed.disconnect(self._end)
            session.close_refused.disconnect(self._ask_about_unsaved)
        self._session = None
        self._under_way = False
        self._may_ask = True
        self.stayed.emit()

    def _end(self) -> None:
        self._session = self._waiting_for = None
        self._under_way = False
        self._may_ask = True
        self.closed.emit()


def what_is_stopped(jobs: Jobs) -> Message:
    """Return what is said before the program is closed while jobs run."""
    if any(not job.quiet for job in jobs.running(Lane.NETWORK)):
        return Message(
            _("A package is being sent."),
            _(
                "If you stop, the receiver keeps what it has. You can continue from there when "
                "you open this {portfolio} again."
            ),
        )
    return Message(
        _("We’re still building a package, or copying or comparing files."),
        _("If you stop now, nothing half-finished is left behind and your work isn’t changed."),
    )


# The end of the desktop session ----------------------------------------------------------------


class OpenWork(Protocol):
    """An open portfolio or review, as the end of the desktop session finds it."""

    at_rest: SignalInstance
    """A write has ended."""

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is being written."""

    @property
    def is_safe(self) -> bool:
        """Whether everything is on a disk."""

    def make_safe(self) -> None:
        """Write what is not on a disk yet."""


class EndOfSession(Protocol):
    """The part of a `QSessionManager` that we need."""

    def allowsInteraction(self) -> bool:
        """Whether the user may be asked something."""

    def cancel(self) -> None:
        """Keep the desktop session going."""

    def release(self) -> None:
        """Say that the user was asked."""


class SignOff(QObject):
    """Saves all work before the computer ends the program, and holds that up where it cannot.

    `work` gives all that is open. `close` closes the windows, which ask what to do; `end` ends the
    program without a question.
    """

    def __init__(
        self,
        application: QGuiApplication,
        work: Callable[[], Sequence[OpenWork]],
        close: Callable[[], object],
        end: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._close = close
        self._end = end
        self._ends_once_saved = False
        self._waiting_for: Sequence[OpenWork] = ()
        self._loop: QEventLoop | None = None
        application.commitDataRequest.connect(self.commit)

    def commit(self, manager: EndOfSession) -> None:
        """Save, and return once that is done: afterwards the program may be ended any moment."""
        if self._loop is not None:  # asked again meanwhile
            return
        work = self._work()
        self._save(work)
        if all(each.is_safe for each in work) or not manager.allowsInteraction():
            return
        manager.cancel()
        manager.release()
        QTimer.singleShot(0, self, self._close_windows)

    def end(self) -> None:
        """End the program with all work saved; what cannot be saved is asked about."""
        if self._loop is not None:  # it is being saved
            self._ends_once_saved = True
            return
        work = self._work()
        self._save(work)
        if all(each.is_safe for each in work):
            self._end()
        else:
            self._close()

    def _close_windows(self) -> None:
        self._close()

    def _save(self, work: Sequence[OpenWork]) -> None:
        loop = self._loop = QEventLoop()
        self._waiting_for = work
        for each in work:
            # Not at once: the next write may begin when one ends.
            each.at_rest.connect(self._stop_waiting, Qt.ConnectionType.QueuedConnection)
            each.make_safe()
        if not self._is_over:
            QTimer.singleShot(_PATIENCE, loop, loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        for each in work:
            each.at_rest.disconnect(self._stop_waiting)
        self._waiting_for, self._loop = (), None
        if self._ends_once_saved:
            self._ends_once_saved = False
            QTimer.singleShot(0, self, self.end)

    @property
    def _is_over(self) -> bool:
        return all(each.is_at_rest for each in self._waiting_for)

    def _stop_waiting(self) -> None:
        if self._loop is not None and self._is_over:
            self._loop.quit()
