"""Work on a package that was not finished: after a crash, or kept for later."""

from gettext import gettext as _

from PySide6.QtCore import QObject, Slot

from lssc_desktop.messages.filed_reviews import filed_work
from lssc_desktop.messages.review import kept_work
from lssc_desktop.package.kept_reviews import KeptReview
from lssc_desktop.package.rounds import EarlierRounds
from lssc_desktop.ui.notices import Answer, Notices, Question
from lssc_desktop.ui.review.window import ReviewWindow

_GO_ON, _ANEW = "go-on", "anew"


class KeptWork(QObject):
    """Offers it when the package is opened again by the same person, or what a file says of it."""

    def __init__(self, window: ReviewWindow, notices: Notices, rounds: EarlierRounds) -> None:
        super().__init__(window)
        self._window = window
        self._kept = next((each for each in rounds.kept if _is_work(each)), None)
        answers = (Answer(_GO_ON, _("Go on with it")), Answer(_ANEW, _("Start over")))
        if self._kept is None:
            self._kept = filed = rounds.filed
            if filed is not None:
                message = filed_work(filed.review.reviewer, filed.review.written.date())
                notices.ask(Question(message, answers, _GO_ON), self._answer)
            return
        if self._kept.saved:  # nothing is lost: the review file has it
            self._window.session.take_up(self._kept)
            return
        review = self._kept.review
        message = kept_work(review.package.candidate, review.reviewer, review.written.date())
        notices.ask(Question(message, answers, _GO_ON), self._answer)

    @Slot(str)
    def _answer(self, answer: str) -> None:
        if answer == _GO_ON and self._kept is not None:
            self._window.session.take_up(self._kept)
            self._window.desk.go_to(self._window.desk.place)


def _is_work(kept: KeptReview) -> bool:
    review = kept.review
    said = review.ratings or review.comments or review.settled or kept.drafts
    return bool(said or review.statement_read)
