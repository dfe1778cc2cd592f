"""Review files that the candidate drops on the window: taken in, told, and led to."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.threads import take_result
from lssc_desktop.messages.review_in import show_comments, taken_message
from lssc_desktop.store.reviews import TakenReview, import_review
from lssc_desktop.ui.jobs import Lane
from lssc_desktop.ui.place import SetPlace
from lssc_desktop.ui.services import Services
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.tokens import Tone

_KEY = "review-in"


class ReviewsIn(QObject):
    """Lives as long as its session."""

    place_requested = Signal(object)
    taken = Signal(object)
    """A `TakenReview`, whether it belongs here or not."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._place: SetPlace | None = None
        services.notices.action_chosen.connect(self._act)

    def take(self, source: Path) -> None:
        """Take a review file in; one about another package changes nothing."""
        session = self._session
        self._services.jobs.start(
            Lane.SAVING,
            _import,
            session.root,
            session.portfolio,
            source,
            session.today,
            done=self._tell,
            failed=self._services.notices.show_error,
        )

    @Slot(object)
    def _tell(self, taken: TakenReview) -> None:
        session, review = self._session, taken.review
        comments = review.comments if taken.ours else ()
        first = comments[0].about.competency if comments else None
        self._place = SetPlace(review.package.set_id, first, statement=first is None)
        if taken.ours:
            today = session.today
            session.take_in(lambda portfolio: take_result(portfolio, review, today))
            session.refresh()
        self._services.notices.show(
            taken_message(taken, session.program),
            Tone.INFO if taken.ours else Tone.WARN,
            key=_KEY,
            action=show_comments() if comments else "",
        )
        self.taken.emit(taken)

    @Slot(str)
    def _act(self, key: str) -> None:
        if key == _KEY and self._place is not None:
            self._services.notices.withdraw(_KEY)
            self.place_requested.emit(self._place)


def _import(
    root: Path, portfolio: Portfolio, source: Path, today: date, _reporter: Reporter
) -> TakenReview:
    return import_review(root, portfolio, source, today)
