"""Opening packages for review: each in a window of its own, and only once.

It is long because whatever has to be asked before a package is shown is asked here.
"""

from dataclasses import replace
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.core.job import Cancelled, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.review.evaluation import answer_conflict
from lssc_desktop.core.review.review import ConflictAnswer, Review, ReviewMode
from lssc_desktop.core.submission.evaluators import Conflict, Evaluators, Ruling, declare_conflict
from lssc_desktop.core.submission.trust import UNSIGNED, SignatureCheck
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.disk.holders import Holder, this_holder
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import spoken
from lssc_desktop.messages.bags import opening_canceled
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.office import conflict_declared
from lssc_desktop.messages.review import kept_nowhere, unfinished_before
from lssc_desktop.messages.review_files import filed_work
from lssc_desktop.messages.words import one_line
from lssc_desktop.package.judging import RulesNotKnown, asked_here, judge, rules_in, shown_by_known
from lssc_desktop.package.opened import (
    NothingToRate,
    OpenedPackage,
    blinded,
    open_for_review,
    read_opened,
    require_handed_in,
    reviewed_package,
    signature_of,
)
from lssc_desktop.package.reader import Verification
from lssc_desktop.package.rounds import EarlierRounds, KeptReview, earlier_rounds
from lssc_desktop.store.evaluators import change_evaluators, list_around
from lssc_desktop.store.known_programs import KnownFiles, known_beside, shelf_around
from lssc_desktop.store.programs import LoadedProgram
from lssc_desktop.store.shelf_files import (
    RENEW_EVERY,
    PackageInUse,
    mark_open,
    renew_mark,
    unmark_open,
)
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Notices, Question
from lssc_desktop.ui.base.script_fonts import show_scripts
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.kit.pages import bring_to_front
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.review.dialogs import NameDialog
from lssc_desktop.ui.review.office.evaluators_dialogs import ConflictDialog
from lssc_desktop.ui.review.program_files import RulesChooser
from lssc_desktop.ui.review.review_content import ReviewContent, packaged_source
from lssc_desktop.ui.review.review_session import ReviewSession
from lssc_desktop.ui.review.window import ReviewWindow
from lssc_desktop.ui.review.window_parts import NOTHING_SAID, ShownRules
from lssc_desktop.ui.shared.job_progress import ProgressDialog
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.ui.review.audit_window import AuditWindow
    from lssc_desktop.ui.review.shelf_window import ShelfWindow
    from lssc_desktop.ui.shared.package_list import PackageListWindow


# Work on a package that was not finished: after a crash, or kept for later ----------------------


_GO_ON, _START_OVER = "go-on", "start-over"
_OPEN, _LEAVE = "open", "leave"


class KeptWork(QObject):
    """Offers a kept review when its package is opened again by the same reviewer, or its file.

    And comments that were not finished on an earlier package of the same work. Before an evaluation
    begins, it is asked for whom it is.
    """

    def __init__(self, window: ReviewWindow, notices: Notices, rounds: EarlierRounds) -> None:
        super().__init__(window)
        self._window = window
        self._notices = notices
        self._unfinished = rounds.unfinished
        self._kept = next((each for each in rounds.kept if _is_work(each)), None)
        answers = (Answer(_GO_ON, _("Continue")), Answer(_START_OVER, _("Start over")))
        if self._kept is None:
            self._kept = filed = rounds.filed
            if filed is not None:
                message = filed_work(filed.review.reviewer, filed.review.written.date())
                notices.ask(Question(message, answers, _GO_ON), self._answer)
            else:
                self._offer_unfinished()
            return
        if self._kept.saved:  # nothing is lost: the review file has it
            self._window.session.take_up(self._kept)
            self._offer_unfinished()
            return
        review = self._kept.review
        message = Message(
            _("There’s unsaved work by {reviewer} on this package.").format(
                reviewer=one_line(review.reviewer)
            ),
            _(
                "It was kept on this computer on {day}. The package from {candidate} is the same."
            ).format(
                day=long_day(review.written.date()), candidate=one_line(review.package.candidate)
            ),
            _("Continue with it, or start over."),
        )
        notices.ask(Question(message, answers, _GO_ON), self._answer)

    def _answer(self, answer: str) -> None:
        if answer == _GO_ON and self._kept is not None:
            self._window.session.take_up(self._kept)
            self._window.desk.go_to(self._window.desk.place)
        self._offer_unfinished()

    def _offer_unfinished(self) -> None:
        """Offer comments that were begun on earlier packages, and then ask what comes first."""
        if not self._unfinished:
            self._window.ask_first()
            return
        answers = (Answer(_GO_ON, _("Continue here")), Answer(_LEAVE, _("Cancel")))
        question = Question(unfinished_before(self._unfinished), answers, _LEAVE)
        self._notices.ask(question, self._answer_unfinished)

    def _answer_unfinished(self, answer: str) -> None:
        if answer == _GO_ON:
            self._window.session.take_drafts(self._unfinished)
        self._window.ask_first()


def _is_work(kept: KeptReview) -> bool:
    review = kept.review
    said = review.ratings or review.comments or review.settled or kept.drafts
    return bool(said or review.statement_read)


# Opening packages for review: each in a window of its own, and only once ------------------------


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A package to open; `verified` is what verifying it a moment ago has shown.

    `anyway` says to open it though somebody else has it open. `named` is the program file by
    which it's judged, where somebody chose one. `conflict` is what was answered to the program's
    question about a conflict of interest.
    """

    path: Path
    mode: ReviewMode
    verified: Verification | None
    anyway: bool = False
    named: LoadedProgram | None = None
    conflict: ConflictAnswer | None = None


class ConflictUnanswered(Exception):
    """An evaluator has to answer about a conflict of interest before anything is shown.

    `verification` is what verifying the package has shown: it need not be done again.
    """

    def __init__(self, opened: OpenedPackage) -> None:
        super().__init__()
        self.rules = opened.program.reviews
        self.portfolio = opened.record.portfolio
        self.verification = opened.verification


class KeptApart(LsscError):
    """The office keeps an evaluator and a candidate apart, or has not decided yet."""

    is_decided: bool

    says = Says(
        "You declared a conflict of interest with this candidate.",
        By(
            "is_decided",
            {True: "The program office decided that you don’t evaluate this work."},
            "The program office hasn’t decided yet whether you evaluate this work.",
        ),
        "Ask the program office if that isn’t right.",
    )


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who reviews, and whether this computer may remember it."""

    name: str
    remembered: bool


@dataclass(frozen=True, slots=True)
class OpenedReview:
    """A package that was verified and read, with what is known of earlier rounds."""

    mode: ReviewMode
    person: Reviewer
    opened: OpenedPackage
    rounds: EarlierRounds
    holder: Holder
    """In whose name others see that the package is open."""
    signature: SignatureCheck = UNSIGNED
    rules: ShownRules = NOTHING_SAID
    conflict: ConflictAnswer | None = None


@dataclass(frozen=True, slots=True)
class ReviewHost:
    """The window in which a package is opened, and its notices, which say what went wrong."""

    window: QWidget
    notices: Notices


class Reviews(QObject):
    """Keeps every window of a review until it is closed.

    `pages` is a folder of our own for copies that other programs open.
    """

    opened = Signal(object)
    """A `ReviewWindow` that is shown."""
    quit_requested = Signal()
    """The user wants to end the program, from one of these windows."""
    left = Signal(object)
    """The path of a package that is not open any more, or could not be opened."""

    def __init__(self, services: Services, pages: PathLike[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._pages = pages
        self._main = self._host = ReviewHost(parent, services.notices)
        self._path = Path()
        self._wish: OpenRequest | None = None
        self._begun: tuple[OpenRequest, Reviewer] | None = None
        self._held: dict[Path, Holder] = {}
        self._renewal = QTimer(self)
        self._renewal.setInterval(int(RENEW_EVERY * 1000))
        self._renewal.timeout.connect(self._renew)
        self._windows: list[ReviewWindow] = []
        self._lists: list[PackageListWindow] = []
        self._gone: list[QWidget] = []
        self.dialog: NameDialog | None = None
        self.conflict_dialog: ConflictDialog | None = None
        self._unanswered: ConflictUnanswered | None = None
        self.rules: RulesChooser | None = None
        self._next: OpenRequest | None = None

    @property
    def windows(self) -> tuple[ReviewWindow, ...]:
        """The windows that are open, the oldest first."""
        return tuple(self._windows)

    def open(
        self,
        path: Path,
        mode: ReviewMode = ReviewMode.REVIEW,
        verified: Verification | None = None,
        host: ReviewHost | None = None,
        named: LoadedProgram | None = None,
    ) -> None:
        """Verify a package unless that was done a moment ago, read it, and show it.

        One that is open already comes to the front. What goes wrong is shown in the `host`.
        """
        for window in self._windows:
            if window.session.opened.path == path:
                bring_to_front(window)
                return
        self._host = host or self._main
        self._wish = OpenRequest(path, mode, verified, named=named)
        name = self._services.preferences.settings.reviewer
        if name:
            self._start(name, remember=True)
            return
        can_keep = self._services.preferences.can_keep
        dialog = NameDialog("", self._services.icons, mode=mode, can_keep=can_keep)
        dialog.named.connect(self._take_name)
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog.show_for(self._host.window)

    def _start(self, reviewer: str, *, remember: bool) -> None:
        wish, self._wish = self._wish, None
        if wish is None:
            return
        self._path = wish.path
        person = Reviewer(reviewer, remember)
        self._begun = wish, person
        holder = replace(this_holder(self._services.now()), person=reviewer)
        job = self._services.jobs.start_reporting(
            Lane.DISK,
            _open,
            wish,
            person,
            holder,
            self._services.preferences.folder,
            done=self._begin,
            failed=self._fail,
        )
        icons, title = self._services.icons, _("Opening a package")
        ProgressDialog(job, Step.VERIFYING, title, icons, self._host.window).show()

    def open_shelf(self, folder: Path) -> None:
        """Show the packages in a folder; one that is shown comes to the front."""
        from lssc_desktop.ui.review.shelf_window import ShelfWindow

        if not self._shows_list(folder):
            shelf = ShelfWindow(folder, replace(self._services, notices=Notices()))
            shelf.audit_requested.connect(self.open_audit)
            self.left.connect(shelf.watch.look)
            self._show_list(shelf)

    def open_audit(self, path: Path) -> None:
        """Show the packages that an audit found; a list that is shown comes to the front."""
        from lssc_desktop.ui.review.audit_window import AuditWindow

        if not self._shows_list(path):
            self._show_list(AuditWindow(path, replace(self._services, notices=Notices())))

    def _shows_list(self, path: Path) -> bool:
        """Whether a list is shown already, which then comes to the front."""
        window = next((each for each in self._lists if each.path == path), None)
        if window is not None:
            bring_to_front(window)
        return window is not None

    def _show_list(self, window: "PackageListWindow") -> None:
        window.package_requested.connect(self._open_from_list)
        window.quit_requested.connect(self.quit_requested)
        window.notices.setParent(window)
        self._lists.append(window)
        window.closed.connect(self._forget_list)
        window.show()

    def _open_from_list(self, path: Path, mode: ReviewMode) -> None:
        window = next(each for each in self._lists if each is self.sender())
        self.open(path, mode, host=ReviewHost(window, window.notices))

    def close_all(self, *, asks: bool = True) -> None:
        """Close every list and every review; one that no file holds asks first, if it `asks`.

        Otherwise it is kept on this computer, where its `make_safe` has written it.
        """
        for each in tuple(self._lists):
            each.close()
        for window in tuple(self._windows):
            if asks:
                window.close()
            else:
                window.leave()

    @property
    def shelves(self) -> "tuple[ShelfWindow, ...]":
        """The shelves that are shown."""
        from lssc_desktop.ui.review.shelf_window import ShelfWindow

        return tuple(each for each in self._lists if isinstance(each, ShelfWindow))

    @property
    def audits(self) -> "tuple[AuditWindow, ...]":
        """The lists of audits that are shown."""
        from lssc_desktop.ui.review.audit_window import AuditWindow

        return tuple(each for each in self._lists if isinstance(each, AuditWindow))

    def _forget_list(self) -> None:
        window = self.sender()
        if isinstance(window, QWidget):
            self._lists = [each for each in self._lists if each is not window]
            self._let_go(window)

    def _fail(self, error: Exception) -> None:
        if not isValid(self._host.window):  # closed meanwhile: nobody waits for it
            self._leave()
            return
        if isinstance(error, PackageInUse):
            answers = (Answer(_LEAVE, _("Cancel")), Answer(_OPEN, _("Open it anyway")))
            question = Question(message_for(error), answers, _LEAVE)
            self._host.notices.ask(question, self._answer_in_use)
            return
        if isinstance(error, RulesNotKnown):
            self.rules = RulesChooser(self._services, self._host.window, self._host.notices)
            self.rules.chosen.connect(self._judge_by)
            self.rules.left.connect(self._leave)
            self.rules.ask(error)
            return
        if isinstance(error, ConflictUnanswered):
            self._unanswered, rules = error, error.rules
            dialog = ConflictDialog(
                rules.conflict_question, None, self._services.icons, is_blind=rules.blind
            )
            dialog.answered.connect(self._take_conflict)
            dialog.rejected.connect(self._leave)
            self.conflict_dialog = dialog.show_for(self._host.window)
            return
        if isinstance(error, Cancelled):
            message = opening_canceled(self._path.name)
            self._host.notices.show(message, Tone.INFO, key="review")
        else:
            self._host.notices.show_error(error, key="review")
        self.left.emit(self._path)

    def _take_conflict(self, answer: ConflictAnswer) -> None:
        """Open the package after all; one with a conflict waits for the office."""
        unanswered, begun = self._unanswered, self._begun
        if unanswered is None or begun is None:
            return
        wish, person = begun
        wish = replace(wish, conflict=answer, verified=unanswered.verification)
        self._begun = wish, person
        if not answer.declared:
            self._open_now()
            return
        now = self._services.now()
        conflict = Conflict(
            person.name, unanswered.portfolio, answer.words, now.date(), person.name
        )
        self._services.jobs.start(
            Lane.SAVING,
            _declare,
            self._services.preferences.folder,
            wish.path,
            conflict,
            done=self._tell_declared,
            failed=self._fail,
        )

    def _open_now(self) -> None:
        begun, self._begun = self._begun, None
        if begun is not None:
            self._wish, person = begun
            self._start(person.name, remember=person.remembered)

    def _tell_declared(self, in_shelf: bool) -> None:
        """Say that the office decides; where it has no list here, ask whether it did already."""
        message = conflict_declared(is_open=False)
        if in_shelf:
            self._host.notices.show(message, Tone.WARN, key="review")
            self._leave()
            return
        answers = (Answer(_LEAVE, _("Close")), Answer(_OPEN, _("The office allowed it")))
        self._host.notices.ask(Question(message, answers, _LEAVE), self._answer_declared)

    def _answer_declared(self, answer: str) -> None:
        if answer == _OPEN:
            self._open_now()
        else:
            self._leave()

    def _judge_by(self, named: LoadedProgram | None) -> None:
        """Open the package once more, to be judged by a file that somebody chose."""
        begun, self._begun = self._begun, None
        if begun is not None:
            wish, person = begun
            self._wish = replace(wish, named=named)
            self._start(person.name, remember=person.remembered)

    def _leave(self) -> None:
        self.left.emit(self._path)

    def _evaluate_by(self, named: LoadedProgram) -> None:
        """Close the window in which rules were chosen, and evaluate its package by them."""
        window = self.sender()
        if isinstance(window, ReviewWindow):
            path = window.session.opened.path
            self._next = OpenRequest(path, ReviewMode.EVALUATION, None, named=named)
            window.close()

    def _answer_in_use(self, answer: str) -> None:
        begun, self._begun = self._begun, None
        if begun is None:
            return
        wish, person = begun
        if answer == _OPEN:
            self._wish = replace(wish, anyway=True)
            self._start(person.name, remember=person.remembered)
        else:
            self.left.emit(wish.path)

    def _renew(self) -> None:
        for path, holder in self._held.items():
            self._services.jobs.start(
                Lane.SAVING, renew_mark, path, holder, failed=self._forgo, quiet=True
            )

    def _tell_left(self, path: Path) -> None:
        self.left.emit(path)

    def _forgo(self, _error: Exception) -> None:
        """Nobody learns who has it open where the drive does not answer."""

    def _take_name(self, name: str, remember: bool) -> None:
        if remember:
            self._services.preferences.set_reviewer(name)
        self._start(name, remember=remember)

    def _forget_dialog(self) -> None:
        self.dialog = None
        if self._wish is not None:  # nobody gave a name
            wish, self._wish = self._wish, None
            self.left.emit(wish.path)

    def _begin(self, ready: OpenedReview) -> None:
        services = replace(self._services, notices=Notices())
        review = Review(
            uuid4().hex,
            ready.mode,
            reviewed_package(ready.opened),
            ready.person.name,
            services.now(),
            conflict=ready.conflict,
        )
        show_scripts(
            repr(ready.opened.record), *(plain(each.text) for each in ready.opened.documents)
        )
        session = ReviewSession(
            ready.opened, review, services.preferences.folder, services.jobs, services.now
        )
        session.remember = ready.person.remembered
        session.judging = ready.rules.judging
        window = ReviewWindow(
            session,
            ReviewContent(
                ready.opened,
                ready.rounds,
                partial(packaged_source, ready.opened),
                ready.rules.asked,
            ),
            services,
            Path(self._pages),
            ready.signature,
            ready.rules,
        )
        services.notices.setParent(window)
        self._held[ready.opened.path] = ready.holder
        self._renewal.start()
        self._windows.append(window)
        window.closed.connect(self._forget)
        window.quit_requested.connect(self.quit_requested)
        window.rules_chosen.connect(self._evaluate_by)
        window.show()
        self.opened.emit(window)
        KeptWork(window, services.notices, ready.rounds)
        if not session.can_keep:
            services.notices.show(kept_nowhere(), Tone.WARN, key="kept-nowhere")

    def _forget(self) -> None:
        window = self.sender()
        if isinstance(window, ReviewWindow) and window in self._windows:
            self._windows.remove(window)
            self._let_go(window)
            path = window.session.opened.path
            holder = self._held.pop(path, None)
            if not self._held:
                self._renewal.stop()
            if holder is not None:
                self._services.jobs.start(
                    Lane.SAVING,
                    _unmark,
                    path,
                    holder,
                    done=self._tell_left,
                    failed=self._forgo,
                    quiet=True,
                )
            wish, self._next = self._next, None
            if wish is not None and wish.path == path:
                self.open(path, wish.mode, named=wish.named)

    def _let_go(self, window: QWidget) -> None:
        """Have Qt delete a window, and hold it until then.

        A window without a parent is Python's too: when that forgets it first, its layouts are
        asked for their parts while they are half gone.
        """
        self._gone = [each for each in self._gone if isValid(each)]
        self._gone.append(window)
        window.deleteLater()


def _open(
    wish: OpenRequest, person: Reviewer, holder: Holder, config: Path, reporter: Reporter
) -> OpenedReview:
    mark_open(wish.path, holder, overrule=wish.anyway)
    try:
        opened, rounds, rules = _read(wish, person, config, reporter)
        conflict = _answered(wish, opened, person.name, rounds, list_around(config, wish.path))
        if conflict is not None:
            rounds = _with_answer(rounds, conflict)
    except BaseException:
        unmark_open(wish.path, holder)
        raise
    signature = signature_of(config, opened)
    return OpenedReview(wish.mode, person, opened, rounds, holder, signature, rules, conflict)


def _read(
    wish: OpenRequest, person: Reviewer, config: Path, reporter: Reporter
) -> tuple[OpenedPackage, EarlierRounds, ShownRules]:
    if wish.verified is None:
        opened = open_for_review(wish.path, reporter)
    else:
        opened = read_opened(wish.path, wish.verified, reporter)
    if opened.record.route is not Route.PORTFOLIO:
        raise NothingToRate(str(wish.path))
    opened, rules = _by_rules(wish, opened, known_beside(config, wish.path))
    opened = opened.shown_in(spoken().language)
    return opened, earlier_rounds(config, opened, person.name, wish.mode, reporter), rules


def _by_rules(
    wish: OpenRequest, opened: OpenedPackage, known: KnownFiles
) -> tuple[OpenedPackage, ShownRules]:
    """Return a package as the program file that's known has it, and what is known of its rules.

    What was handed in by rules that are not known here is shown blind. Raises as `judge` where
    it is to be evaluated.
    """
    found = rules_in(opened, known)
    is_evaluation = wish.mode is ReviewMode.EVALUATION
    if is_evaluation:
        require_handed_in(opened)
    judging = None
    handed_in = opened.record.kind is PackageKind.PORTFOLIO
    if is_evaluation or (handed_in and found.are_known):
        judging = judge(opened, known, wish.named)
    asked = asked_here(opened, known, judging)
    opened = shown_by_known(opened, known) if judging is None else judging.opened
    if handed_in and (judging is None or (is_evaluation and opened.program.reviews.blind)):
        opened = blinded(opened)
    return opened, ShownRules(found, judging, asked)


def _answered(
    wish: OpenRequest,
    opened: OpenedPackage,
    reviewer: str,
    rounds: EarlierRounds,
    listed: Evaluators,
) -> ConflictAnswer | None:
    """Return what is answered about a conflict; None where nothing is asked.

    Raises `KeptApart`, and `ConflictUnanswered` where that is not known yet.
    """
    if wish.mode is not ReviewMode.EVALUATION:
        return None
    question = opened.program.reviews.conflict_question
    ruled = listed.conflict(reviewer, opened.record.portfolio)
    if ruled is not None and ruled.keeps_apart and wish.conflict is None:
        raise KeptApart(ruled.ruling is Ruling.APART)
    if not question:
        return None
    if ruled is not None:
        return ConflictAnswer(question, declared=True, words=ruled.words)
    before = (*rounds.kept, *(() if rounds.filed is None else (rounds.filed,)))
    known = (each.review.conflict for each in before if each.review.conflict is not None)
    found = wish.conflict or next(known, None)
    if found is None:
        raise ConflictUnanswered(opened)
    return found


def _with_answer(rounds: EarlierRounds, answer: ConflictAnswer) -> EarlierRounds:
    """Return what was kept with an answer where it has none; that is in no file then."""

    def answered(kept: KeptReview) -> KeptReview:
        if kept.review.conflict is not None:
            return kept
        return replace(kept, review=answer_conflict(kept.review, answer), saved=False)

    filed = rounds.filed
    return replace(
        rounds,
        kept=tuple(map(answered, rounds.kept)),
        filed=None if filed is None else answered(filed),
    )


def _declare(config: Path, package: Path, conflict: Conflict) -> bool:
    """Note a conflict for the office, and return whether its list is here."""
    shelf = shelf_around(config, package)
    if shelf is not None:
        change_evaluators(shelf, partial(declare_conflict, new=conflict))
    return shelf is not None


def _unmark(path: Path, holder: Holder) -> Path:
    unmark_open(path, holder)
    return path
