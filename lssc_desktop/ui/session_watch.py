"""What an open portfolio has to tell or ask: saving that fails, and two who wrote the same."""

from collections import deque
from gettext import gettext as _

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.locking import SetLocked
from lssc_desktop.messages.conflicts import portfolio_conflict, text_conflict
from lssc_desktop.messages.errors import message_for
from lssc_desktop.messages.saved import keeps_trying
from lssc_desktop.store.conflicts import Keep
from lssc_desktop.store.folder import ChangedOnDisk
from lssc_desktop.store.responses import DocumentChanged, DocumentRicher
from lssc_desktop.store.saving import RefusedText, TextPlace
from lssc_desktop.ui.notices import Answer, Notices, Question
from lssc_desktop.ui.saved_state import SavedPhase, SavedState
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.tokens import Tone

SAVING = "saving"
LOOKING = "looking"
LOCKED = "locked"

_ASKED_ABOUT = (ChangedOnDisk, DocumentChanged, DocumentRicher)


class SessionWatch(QObject):
    """Brings what happens to a session before the person, and carries out what they say.

    It also has the folder looked at when the window gets the keyboard back.
    """

    def __init__(self, session: Session, notices: Notices, application: QGuiApplication) -> None:
        super().__init__(session)
        self._session = session
        self._notices = notices
        self._texts: deque[TextPlace] = deque()
        session.saved_state_changed.connect(self._show_state)
        session.text_conflict.connect(self._ask_about_text)
        session.portfolio_conflict.connect(self._ask_about_portfolio)
        session.look_failed.connect(self._show_look_failed)
        session.looked.connect(self._withdraw_look)
        session.edit_refused.connect(self._show_refused)
        notices.action_chosen.connect(self._act)
        application.applicationStateChanged.connect(self._look_when_active)

    @Slot(object)
    def _show_state(self, state: SavedState) -> None:
        if state.phase is SavedPhase.SAVED:
            self._notices.withdraw(SAVING)
        if state.phase is not SavedPhase.FAILED or isinstance(state.error, _ASKED_ABOUT):
            return
        if isinstance(state.error, LsscError):
            message = keeps_trying(message_for(state.error))
            self._notices.show(message, Tone.BAD, key=SAVING, action=_("Save again"))
        elif state.error is not None:
            self._notices.show_error(state.error, key=SAVING)

    @Slot(object)
    def _ask_about_text(self, refused: RefusedText) -> None:
        error = refused.error
        path = error.path if isinstance(error, DocumentChanged | DocumentRicher) else ""
        self._texts.append(refused.unsaved.place)
        answers = (
            Answer(Keep.MINE, _("Keep what I wrote here")),
            Answer(Keep.THEIRS, _("Keep the other one")),
        )
        question = Question(text_conflict(path), answers, Keep.MINE)
        self._notices.ask(question, self._settle_text)

    @Slot(str)
    def _settle_text(self, answer: str) -> None:
        self._session.settle_text(self._texts.popleft(), Keep(answer))

    @Slot(object)
    def _ask_about_portfolio(self, _error: ChangedOnDisk) -> None:
        answers = (
            Answer(Keep.MINE, _("Keep mine")),
            Answer(Keep.THEIRS, _("Take theirs")),
        )
        question = Question(portfolio_conflict(), answers, Keep.MINE)
        self._notices.ask(question, self._settle_portfolio)

    @Slot(str)
    def _settle_portfolio(self, answer: str) -> None:
        self._session.settle_portfolio(Keep(answer))

    @Slot(object)
    def _show_look_failed(self, error: Exception) -> None:
        if self._session.saved_state.phase is not SavedPhase.FAILED:
            self._notices.show_error(error, key=LOOKING)

    @Slot()
    def _withdraw_look(self) -> None:
        self._notices.withdraw(LOOKING)

    @Slot(object)
    def _show_refused(self, lock: SetLocked) -> None:
        self._notices.show(message_for(lock), Tone.INFO, key=LOCKED)

    @Slot(str)
    def _act(self, key: str) -> None:
        if key == SAVING:
            self._session.save_now()

    @Slot(Qt.ApplicationState)
    def _look_when_active(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._session.refresh()
