"""Moving a response, or a learning statement, to the trash: asked first, saved before."""

from datetime import date
from functools import partial
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from lssc_desktop.core.edits import set_response, set_statement
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.messages.trashing import moved_to_trash, question_of_trash
from lssc_desktop.store.responses import remove_response
from lssc_desktop.store.saving import TextPlace
from lssc_desktop.ui.competency_edits import CompetencyEdits
from lssc_desktop.ui.jobs import Jobs, Lane
from lssc_desktop.ui.notices import Answer, Notices, Question
from lssc_desktop.ui.saved_state import SavedPhase, SavedState
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.tokens import Tone

_TRASH, _KEEP = "trash", "keep"


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
        self._place: TextPlace | None = None
        self._is_waiting = False
        session.saved_state_changed.connect(self._go_on)

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
        self._place = place
        answers = (Answer(_KEEP, _("Keep it")), Answer(_TRASH, _("Move it to the trash")))
        self._notices.ask(Question(question_of_trash(place.number), answers, _KEEP), self._take)

    @Slot(str)
    def _take(self, answer: str) -> None:
        if answer == _TRASH:
            self._is_waiting = True
            self._session.save_now()
            self._go_on(self._session.saved_state)

    @Slot(object)
    def _go_on(self, state: SavedState) -> None:
        """Begin when everything that was typed is on the disk."""
        place = self._place
        if not self._is_waiting or place is None or state.phase is not SavedPhase.SAVED:
            return
        self._is_waiting = False
        session = self._session
        self._jobs.start(
            Lane.SAVING,
            _remove,
            session.root,
            session.portfolio,
            place,
            session.today,
            done=self._take_removed,
            failed=self._notices.show_error,
        )

    @Slot(object)
    def _take_removed(self, place: TextPlace) -> None:
        session = self._session
        session.take_in(partial(_without, place, session.today))
        session.text_changed_outside.emit(place)
        session.refresh()
        self._notices.show(moved_to_trash(place.number), Tone.INFO, key="response-trashed")


def _remove(
    root: Path, portfolio: Portfolio, place: TextPlace, today: date, _reporter: Reporter
) -> TextPlace:
    remove_response(root, portfolio, place.set_id, place.number, today)
    return place


def _without(place: TextPlace, today: date, portfolio: Portfolio) -> Portfolio:
    if place.number is None:
        return set_statement(portfolio, place.set_id, None, today)
    return set_response(portfolio, place.set_id, place.number, None, today)
