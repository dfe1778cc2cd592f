"""Review files that are dropped on the window: imported into the open portfolio, and shown."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.review.review import Review, newest_reviews, take_result
from lssc_desktop.languages import gettext as _
from lssc_desktop.store.review_file import TakenReview, import_review
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.place import SetPlace
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.tokens import Tone

_KEY = "review-in"


class ReviewImport(QObject):
    """Imports review files into the open portfolio, and shows what they say."""

    place_requested = Signal(object)
    taken = Signal(object)
    """A `TakenReview`, whether it belongs here or not."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._place: SetPlace | None = None
        services.notices.action_chosen.connect(self._on_action)

    def take(self, sources: tuple[Path, ...]) -> None:
        """Import review files; what is no review of a package from here changes nothing."""
        session = self._session
        self._services.jobs.start(
            Lane.SAVING,
            _import,
            session.root,
            session.portfolio,
            sources,
            session.today,
            self._services.preferences.folder,
            done=self._on_imported,
            failed=self._services.notices.show_error,
        )

    def _on_imported(self, found: tuple[TakenReview | LsscError, ...]) -> None:
        session, taken = self._session, [each for each in found if isinstance(each, TakenReview)]
        ours = [each for each in taken if each.ours]
        today = session.today
        for review in newest_reviews(each.review for each in ours):
            session.apply_change(partial(take_result, review=review, today=today))
        if ours:
            session.refresh()
        self._show(found, [each.review for each in ours if each.review.comments])
        for each in taken:
            self.taken.emit(each)

    def _show(
        self, found: tuple[TakenReview | LsscError, ...], commented: Sequence[Review]
    ) -> None:
        from lssc_desktop.messages.review_files import (  # seldom: a portfolio opens without it
            several_taken,
            taken_message,
        )

        notices, program = self._services.notices, self._session.program
        if commented:
            self._place = _place(commented[0], program)
        match found:
            case [LsscError() as error]:
                notices.show_error(error)
                return
            case [TakenReview() as taken]:
                message, good = taken_message(taken, program), taken.ours
            case _:
                message = several_taken(found, program)
                good = all(isinstance(each, TakenReview) and each.ours for each in found)
        notices.show(
            message,
            Tone.INFO if good else Tone.WARN,
            key=_KEY,
            action=_("Show first comment") if commented else "",
        )

    def _on_action(self, key: str) -> None:
        if key == _KEY and self._place is not None:
            self._services.notices.withdraw(_KEY)
            self.place_requested.emit(self._place)


def _place(review: Review, program: Program) -> SetPlace:
    """Return the place of the first comment of a review."""
    set_id, number = review.package.set_id, review.comments[0].about.competency
    competency_set = program.competency_set(set_id)
    if number is None or competency_set is None or competency_set.competency(number) is None:
        return SetPlace(set_id, None, statement=True)
    return SetPlace(set_id, number)


def _import(
    root: Path, portfolio: Portfolio, sources: tuple[Path, ...], today: date, config: Path
) -> tuple[TakenReview | LsscError, ...]:
    """Import each file by itself: what is wrong with one does not stop the others."""
    found: list[TakenReview | LsscError] = []
    for source in sources:
        try:
            found.append(import_review(root, portfolio, source, today, config))
        except LsscError as error:
            found.append(error)
    return tuple(found)
