"""Closing a portfolio: nothing that runs is cut off unasked, nothing unsaved is lost unasked."""

from gettext import gettext as _

from PySide6.QtCore import QObject, Signal, Slot

from lssc_desktop.core.errors import LsscError
from lssc_desktop.messages.errors import message_for
from lssc_desktop.messages.saved import closing_busy, closing_unsaved
from lssc_desktop.messages.sending import closing_sending
from lssc_desktop.messages.unforeseen import unforeseen_message
from lssc_desktop.ui.jobs import Jobs, Lane
from lssc_desktop.ui.notices import Answer, Notices, Question
from lssc_desktop.ui.session import Session

_CLOSE, _STAY = "close", "stay"


class Closing(QObject):
    """Asks what has to be asked, saves, and gives the folder's lock up."""

    closed = Signal()
    """Nothing holds the window any more."""
    stayed = Signal()
    """The person would rather go on."""

    def __init__(self, jobs: Jobs, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._notices = notices
        self._session: Session | None = None
        self._waiting_for: Session | None = None
        self._under_way = False

    def begin(self, session: Session | None) -> None:
        """Close a session, or without one just what runs; one of the signals tells the end."""
        if self._under_way:
            return
        self._under_way = True
        self._session = session
        if self._jobs.is_busy:
            answers = (
                Answer(_STAY, _("Let it go on")),
                Answer(_CLOSE, _("Stop it and close")),
            )
            sending = any(not job.quiet for job in self._jobs.running(Lane.NETWORK))
            message = closing_sending() if sending else closing_busy()
            self._notices.ask(Question(message, answers, _STAY), self._answer_busy)
        else:
            self._save()

    @Slot(str)
    def _answer_busy(self, answer: str) -> None:
        if answer == _CLOSE:
            self._save()
        else:
            self._stay()

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

    @Slot(object)
    def _ask_about_unsaved(self, error: Exception) -> None:
        said = message_for(error) if isinstance(error, LsscError) else unforeseen_message()
        answers = (
            Answer(_STAY, _("Keep it open")),
            Answer(_CLOSE, _("Close and lose it")),
        )
        question = Question(closing_unsaved(said), answers, _STAY)
        self._notices.ask(question, self._answer_unsaved)

    @Slot(str)
    def _answer_unsaved(self, answer: str) -> None:
        if answer == _CLOSE and self._session is not None:
            self._session.close_anyway()
        else:
            self._stay()

    def _stay(self) -> None:
        session, self._waiting_for = self._waiting_for, None
        if session is not None:
            session.closed.disconnect(self._end)
            session.close_refused.disconnect(self._ask_about_unsaved)
        self._session = None
        self._under_way = False
        self.stayed.emit()

    @Slot()
    def _end(self) -> None:
        self._session = self._waiting_for = None
        self._under_way = False
        self.closed.emit()
