"""The user's decisions about the competency that is shown, as edits of the portfolio.

Among them moving its response, or the learning statement, to the trash and putting it back.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from lssc_desktop.core.portfolio import edits
from lssc_desktop.core.portfolio.portfolio import (
    EvidenceUse,
    Plan,
    Portfolio,
    TextPlace,
    Weight,
)
from lssc_desktop.core.program.schema import Rating, Route
from lssc_desktop.core.text.official_texts import OfficialText
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.portfolio import not_begun
from lssc_desktop.store.folder.responses import put_back, remove_response
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Question
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.values import dataclass


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Files that were taken out of a competency, with what was shown before."""

    place: TextPlace
    paths: tuple[str, ...]
    before: tuple[EvidenceUse, ...]


class CompetencyEdits(QObject):
    """The user's edits of the competency, or the learning statement, at `place`."""

    taken_out = Signal(object)
    """A `TakenOut`, or None when it was put back."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._taken: TakenOut | None = None
        self.place: TextPlace | None = None

    def set_official_text(self, text: str) -> None:
        """Set the official wording that was pasted in."""
        self._edit(edits.set_official_text, text)

    def set_official_texts(self, texts: tuple[OfficialText, ...]) -> None:
        """Set the official wording of several competencies of the set, as one step."""
        place, today = self.place, self._session.today
        if place is not None:
            self._session.apply(
                lambda portfolio: edits.set_official_texts(portfolio, place.set_id, texts, today)
            )

    def set_plan(self, plan: Plan) -> None:
        """Set the planning notes."""
        self._edit(edits.set_plan, plan)

    def set_self_rating(self, rating: Rating | None) -> None:
        """Set the candidate's own rating."""
        self._edit(edits.set_self_rating, rating)

    def set_pds(self, text: str) -> None:
        """Set the suggestion that is answered."""
        self._edit(edits.set_pds, text)

    def set_ready(self, ready: bool) -> None:
        """Mark as ready, or not any more."""
        place, today = self.place, self._session.today
        if place is not None:
            self._session.apply(partial(edits.mark_ready, place=place, ready=ready, today=today))

    def set_portfolio_route(self) -> None:
        """Achieve the set by a portfolio from now on."""
        place, today = self.place, self._session.today
        if place is not None:
            self._session.apply(
                lambda portfolio: edits.set_route(portfolio, place.set_id, Route.PORTFOLIO, today)
            )

    def set_use(self, use: EvidenceUse) -> None:
        """Set what is said about a file."""
        self._edit(edits.use_evidence, use, or_statement=True)

    def toggle_weight(self, path: str) -> None:
        """Make a primary file secondary, and the other way round."""
        for use in self._uses():
            if use.path == path:
                primary = use.weight is Weight.PRIMARY
                self.weigh((path,), Weight.SECONDARY if primary else Weight.PRIMARY)

    def weigh(self, paths: tuple[str, ...], weight: Weight) -> None:
        """Make files primary or secondary, all at once."""
        place, today = self.place, self._session.today
        if place is not None:
            self._session.apply(
                partial(edits.weigh_uses, place=place, paths=paths, weight=weight, today=today)
            )

    def set_order(self, paths: tuple[str, ...]) -> None:
        """Put the files in another order."""
        if paths != tuple(use.path for use in self._uses()):
            self._edit(edits.order_evidence, paths, or_statement=True)

    def move(self, path: str, by: int) -> None:
        """Move a file so many places down in the order, or up when below 0."""
        paths = [use.path for use in self._uses()]
        if path in paths:
            place = paths.index(path) + by
            self.set_order(edits.moved_within(paths, {path}, place + (by > 0)))

    def take_out(self, paths: tuple[str, ...]) -> None:
        """Stop showing files for this competency; they stay in the folder."""
        before = self._uses()
        gone = tuple(use.path for use in before if use.path in paths)
        if self.place is None or not gone:
            return
        self._taken = TakenOut(self.place, gone, before)
        self.set_order(tuple(use.path for use in before if use.path not in gone))
        self.taken_out.emit(self._taken)

    def put_back(self) -> None:
        """Show again the files that were taken out last, where they stood and as described."""
        taken, self._taken = self._taken, None
        if taken is None or taken.place != self.place:
            return
        back = [use for use in taken.before if use.path in taken.paths]
        paths = tuple(use.path for use in taken.before)
        added = tuple(use.path for use in self._uses() if use.path not in paths)
        place, today = taken.place, self._session.today

        def put(portfolio: Portfolio) -> Portfolio:
            portfolio = edits.put_uses(portfolio, place, back, today)
            order = (*paths, *added)
            return edits.order_evidence(portfolio, place.set_id, place.number, order, today)

        self._session.apply(put)
        self.taken_out.emit(None)

    def _uses(self) -> tuple[EvidenceUse, ...]:
        work = None if self.place is None else self._session.portfolio.set_work(self.place.set_id)
        if work is None or self.place is None:
            return ()
        return work.evidence_of(self.place.number)

    def _edit(
        self, edit: Callable[..., Portfolio], value: object, *, or_statement: bool = False
    ) -> None:
        """Apply one of the edits of `core` to the competency, or the statement, at the place."""
        place, today = self.place, self._session.today
        if place is not None and (place.number is not None or or_statement):
            self._session.apply(
                lambda portfolio: edit(portfolio, place.set_id, place.number, value, today)
            )


# Trash ------------------------------------------------------------------------------------------

_TRASH, _KEEP = "trash", "keep"  # answers
_NOT_TRASHED = "response-not-trashed"


async def trash(session: Session, services: Services, place: TextPlace) -> None:
    """Move a response or statement to the trash: asked first, saved before; it can be put back."""
    notices, jobs = services.notices, services.jobs
    if lock := session.lock_of(place.set_id):
        notices.show_error(lock, key="locked")
        return
    answers = (Answer(_KEEP, _("Cancel")), Answer(_TRASH, _("Move to trash")))
    if await notices.answer(Question(_question_of_trash(place.number), answers, _KEEP)) != _TRASH:
        return
    with notices.before(partial(_not_moved_to_trash, number=place.number), key=_NOT_TRASHED):
        await session.saved()
    version = await jobs.result(
        Lane.SAVING, remove_response, session.root, session.portfolio, place, session.now
    )
    session.set_document(place, None)
    key = f"response-trashed:{place.set_id}:{place.number}"
    action = "" if version is None else _("Put it back")
    notices.show(_moved_to_trash(place.number), Tone.INFO, key=key, action=action)
    if version is None:
        return
    await notices.pressed(key)
    with notices.before(partial(_not_put_back, number=place.number), key=_NOT_TRASHED):
        await session.saved()
    root, program, portfolio = session.root, session.program, session.portfolio
    document = await jobs.result(
        Lane.SAVING, put_back, root, program, portfolio, place, version, session.now
    )
    session.set_document(place, document)


def _moved_to_trash(number: int | None) -> Message:
    """Say that the text went to the trash."""
    if number is None:
        happened = _("The {learning_statement} is in the trash.")
    else:
        happened = _("The response to {competency} {number} is in the trash.").format(number=number)
    return Message(happened, _("You can start over. Nothing else was changed."))


def _not_moved_to_trash(message: Message, number: int | None) -> Message:
    """Say that it stays, because what was typed could not be saved before."""
    if number is None:
        undone = _("The {learning_statement} wasn’t moved to the trash.")
    else:
        undone = _("The response to {competency} {number} wasn’t moved to the trash.").format(
            number=number
        )
    return not_begun(message, undone)


def _not_put_back(message: Message, number: int | None) -> Message:
    """Say that a text stays in the trash, because what was typed could not be saved before."""
    if number is None:
        undone = _("The {learning_statement} wasn’t restored.")
    else:
        undone = _("The response to {competency} {number} wasn’t restored.").format(number=number)
    return not_begun(message, undone)


def _question_of_trash(number: int | None) -> Message:
    """Ask whether to trash the response to a competency, or with None the learning statement."""
    if number is None:
        happened = _("Move the {learning_statement} to the trash?")
    else:
        happened = _("Move the response to {competency} {number} to the trash?").format(
            number=number
        )
    return Message(
        happened,
        _("Your plan and evidence stay. You can find the document in the trash."),
        _("If you’re not sure, make a safety copy first."),
    )
