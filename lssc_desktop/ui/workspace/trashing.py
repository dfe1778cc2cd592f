"""Moving a response or learning statement to the trash, and putting it back."""

from functools import partial
from gettext import gettext as _

from PySide6.QtCore import QObject, Slot

from lssc_desktop.core.portfolio.portfolio import Document, TextPlace
from lssc_desktop.core.portfolio.versions import EarlierVersion
from lssc_desktop.messages.documents import (
    moved_to_trash,
    not_moved_to_trash,
    not_put_back,
    question_of_trash,
)
from lssc_desktop.store.responses import put_back, remove_response
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Question
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.workspace.competency_edits import CompetencyEdits

_TRASH, _KEEP = "trash", "keep"  # answers
_TRASHED = "response-trashed"
_NOT_TRASHED = "response-not-trashed"


class TrashRequest(QObject):
    """Moves the response or statement that is shown to the trash: asked first, saved before."""

    def __init__(
        self,
        session: Session,
        services: Services,
        edits: CompetencyEdits,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._services = services
        self._edits = edits

    @Slot()
    def ask(self) -> None:
        """Ask whether to remove the text that is shown."""
        place = self._edits.place
        if place is None:
            return
        session, notices = self._session, self._services.notices
        lock = session.lock_of(place.set_id)
        if lock is not None:
            notices.show_error(lock, key="locked")
            return
        answers = (Answer(_KEEP, _("Cancel")), Answer(_TRASH, _("Move to trash")))
        question = Question(question_of_trash(place.number), answers, _KEEP)
        notices.ask(question, _Removal(session, self._services, place, self).on_answer)


class _Removal(QObject):
    """One text that may go to the trash: the user may have moved to another one by then."""

    def __init__(
        self, session: Session, services: Services, place: TextPlace, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = services.jobs
        self._notices = services.notices
        self._place = place
        self._version: EarlierVersion | None = None

    @Slot(str)
    def on_answer(self, answer: str) -> None:
        """Remove the text, or leave it, as the user answered."""
        if answer == _TRASH:
            self._session.when_saved(self._begin, self._give_up)
        else:
            self.deleteLater()

    @Slot()
    def _begin(self) -> None:
        """Begin: everything that was typed is on the disk."""
        session = self._session
        self._jobs.start(
            Lane.SAVING,
            remove_response,
            session.root,
            session.portfolio,
            self._place,
            session.now,
            done=self._on_removed,
            failed=self._on_failure,
        )

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        say = partial(not_moved_to_trash, number=self._place.number)
        self._notices.show_not_begun(error, say, key=_NOT_TRASHED)
        self.deleteLater()

    @Slot(object)
    def _on_failure(self, error: Exception) -> None:
        self._notices.show_error(error, key=_NOT_TRASHED)
        self.deleteLater()

    @Slot(object)
    def _on_removed(self, version: EarlierVersion | None) -> None:
        self._session.set_document(self._place, None)
        self._version = version
        action = "" if version is None else _("Put it back")
        said = moved_to_trash(self._place.number)
        self._notices.show(said, Tone.INFO, key=self._key, action=action)
        if version is None:
            self.deleteLater()
        else:
            self._notices.action_chosen.connect(self._on_action)

    @property
    def _key(self) -> str:
        return f"{_TRASHED}:{self._place.set_id}:{self._place.number}"

    @Slot(str)
    def _on_action(self, key: str) -> None:
        if key == self._key and self._version is not None:
            self._notices.withdraw(key)
            self._session.when_saved(self._begin_put_back, self._give_up_put_back, self._version)

    @Slot(object)
    def _begin_put_back(self, version: EarlierVersion) -> None:
        session = self._session
        self._jobs.start(
            Lane.SAVING,
            put_back,
            session.root,
            session.program,
            session.portfolio,
            self._place,
            version,
            session.now,
            done=self._on_put_back,
            failed=self._on_failure,
        )

    @Slot(object, object)
    def _give_up_put_back(self, _version: EarlierVersion, error: Exception) -> None:
        say = partial(not_put_back, number=self._place.number)
        self._notices.show_not_begun(error, say, key=_NOT_TRASHED)
        self.deleteLater()

    @Slot(object)
    def _on_put_back(self, document: Document) -> None:
        self._session.set_document(self._place, document)
        self.deleteLater()
