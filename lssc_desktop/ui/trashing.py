"""Moving a response, or a learning statement, to the trash: asked first, saved before."""

from datetime import date
from functools import partial
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from lssc_desktop.core.edits import set_response, set_statement
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.messages.trashing import moved_to_trash, not_moved_to_trash, question_of_trash
from lssc_desktop.store.responses import remove_response
from lssc_desktop.store.saving import TextPlace
from lssc_desktop.ui.competency_edits import CompetencyEdits
from lssc_desktop.ui.jobs import Jobs, Lane
from lssc_desktop.ui.notices import Answer, Notices, Question
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.tokens import Tone

_TRASH, _KEEP = "trash", "keep"
_NOT_TRASHED = "response-not-trashed"


class Trashing(QObject):
    """Takes out the text of the place that is shown; the file can be found in the trash."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        notices: Notices,
        edits: CompetencyEdits,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._notices = notices
        self._edits = edits

    @Slot()
    def ask(self) -> None:
        """Ask whether the text that is shown shall go."""
        place = self._edits.place
        if place is None:
            return
        lock = self._session.lock_of(place.set_id)
        if lock is not None:
            self._notices.show_error(lock, key="locked")
            return
        answers = (Answer(_KEEP, _("Cancel")), Answer(_TRASH, _("Move to trash")))
        question = Question(question_of_trash(place.number), answers, _KEEP)
        self._notices.ask(question, _Removal(self._session, self._jobs, self._notices, place).take)


class _Removal(QObject):
    """One text that may go to the trash: the user may look at another one by then."""

    def __init__(self, session: Session, jobs: Jobs, notices: Notices, place: TextPlace) -> None:
        super().__init__(session)
        self._session = session
        self._jobs = jobs
        self._notices = notices
        self._place = place

    @Slot(str)
    def take(self, answer: str) -> None:
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
            _remove,
            session.root,
            session.portfolio,
            self._place,
            session.today,
            done=self._take_removed,
            failed=self._fail,
        )

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        say = partial(not_moved_to_trash, number=self._place.number)
        self._notices.show_not_begun(error, say, key=_NOT_TRASHED)
        self.deleteLater()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._notices.show_error(error, key=_NOT_TRASHED)
        self.deleteLater()

    @Slot(object)
    def _take_removed(self, place: TextPlace) -> None:
        session = self._session
        session.take_in(partial(_without, place, session.today))
        session.text_changed_outside.emit(place)
        session.refresh()
        self._notices.show(moved_to_trash(place.number), Tone.INFO, key="response-trashed")
        self.deleteLater()


def _remove(
    root: Path, portfolio: Portfolio, place: TextPlace, today: date, _reporter: Reporter
) -> TextPlace:
    remove_response(root, portfolio, place.set_id, place.number, today)
    return place


def _without(place: TextPlace, today: date, portfolio: Portfolio) -> Portfolio:
    if place.number is None:
        return set_statement(portfolio, place.set_id, None, today)
    return set_response(portfolio, place.set_id, place.number, None, today)
