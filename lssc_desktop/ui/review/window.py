"""The window of one review: a package opened read-only, and what is said about it.

It is long because going on from a file asks and answers in this window.
"""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
    QTextCursor,
)
from PySide6.QtWidgets import QMainWindow, QWidget

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import EvaluatorDisagreement, Rating
from lssc_desktop.core.review.evaluation import (
    Forecast,
    answer_conflict,
    has_decider,
    pass_forecast,
    rate,
)
from lssc_desktop.core.review.review import ConflictAnswer, Review, ReviewMode
from lssc_desktop.core.submission.trust import UNSIGNED, SignatureCheck
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.evaluation import decider_rule, decider_word
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.office import conflict_declared
from lssc_desktop.messages.review import package_title, result_saved
from lssc_desktop.messages.review_files import reviewed_before
from lssc_desktop.messages.signatures import signature_line
from lssc_desktop.messages.words import shown_file
from lssc_desktop.package.opened import (
    OpenedPackage,
    SeenNotBlind,
    is_blind,
    is_hidden,
    require_handed_in,
    require_unchanged,
    reviewed_package,
)
from lssc_desktop.package.page import write_page
from lssc_desktop.package.record import Record
from lssc_desktop.package.rounds import (
    EarlierRounds,
    GivenReview,
    earlier_rounds,
    forget_saved_reviews,
    review_to_go_on,
)
from lssc_desktop.store.folder.opening import is_review
from lssc_desktop.ui.base.edit_menu import Undoing
from lssc_desktop.ui.base.file_dialogs import ask_file
from lssc_desktop.ui.base.jobs import Lane
from lssc_desktop.ui.base.notices import Answer, Notices, Question
from lssc_desktop.ui.base.services import ProgramSpeech, Services
from lssc_desktop.ui.kit.focus import next_pane
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.pages import Divider, take_window_size
from lssc_desktop.ui.kit.reading_order import TabInOrder
from lssc_desktop.ui.kit.tokens import Tone
from lssc_desktop.ui.review.dialogs import (
    ForecastDialog,
    NameDialog,
    NoteDialog,
    review_filter,
)
from lssc_desktop.ui.review.evidence_pane import OpenedCopies, ShownEvidence
from lssc_desktop.ui.review.office.evaluators_dialogs import ConflictDialog
from lssc_desktop.ui.review.program_files import RulesChooser
from lssc_desktop.ui.review.review_content import ReviewContent
from lssc_desktop.ui.review.review_session import ReviewSession
from lssc_desktop.ui.review.review_view import ReviewView
from lssc_desktop.ui.review.saving_review import LetterSaver, ReviewSaver
from lssc_desktop.ui.review.standard_comments import InsertDialog
from lssc_desktop.ui.review.text_view import LinkFollower
from lssc_desktop.ui.review.window_parts import (
    NOTHING_SAID,
    ReviewHead,
    ReviewMenus,
    ReviewStatus,
    RulesLine,
    ShownRules,
)
from lssc_desktop.ui.shared.notice_area import NoticeArea

if TYPE_CHECKING:
    from lssc_desktop.ui.review.dialogs import CombineDialog


# Going on from a review file --------------------------------------------------------------------


_KEY = "going-on"


class ResumeReview(QObject):
    """Goes on from a review file, which takes the place of the review in the window.

    Of an earlier package of the same work, it shows what was said and what changed since.
    """

    def __init__(self, window: "ReviewWindow", services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def choose(self) -> None:
        """Let a review file be chosen."""
        ask_file(self._window, _("Choose a review file"), self.take, filters=[review_filter()])

    def take(self, path: Path) -> None:
        """Go on from a review file; what is none of this reviewer's on this work is reported."""
        session = self._window.session
        self._services.jobs.start_reporting(
            Lane.DISK,
            _read,
            self._services.preferences.folder,
            session.opened,
            session.review,
            path,
            done=self._go_on,
            failed=self._fail,
        )

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take a review file that is dropped on the window."""
        if isinstance(event, QDropEvent):  # which entering is too
            path = _dropped(event)
            if path is None:
                return False
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if not isinstance(event, QDragEnterEvent) and event.type() is QEvent.Type.Drop:
                self.take(path)
            return True
        return False

    def _go_on(self, found: "Review | EarlierRounds") -> None:
        notices, window = self._services.notices, self._window
        if isinstance(found, Review):
            window.session.go_on(found)
            day = long_day(found.written.date())
            message = Message(
                _("You’re continuing your review of {day}.").format(day=day),
                _("Choose Undo to restore what was here before."),
            )
            notices.show(message, Tone.OK, key=_KEY)
            return
        window.take_rounds(found)
        last = found.last
        if last is not None:
            notices.show(
                Message(
                    _("Your review of {package} from {day} is loaded.").format(
                        package=reviewed_before(last), day=long_day(last.written.date())
                    ),
                    _("Changes since then are marked, and your comments are next to the work."),
                ),
                Tone.OK,
                key=_KEY,
            )

    def _fail(self, error: Exception) -> None:
        self._services.notices.show_error(error, key=_KEY)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one review file that is dragged, None for anything else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if is_review(path) else None


def _read(
    config: Path, opened: OpenedPackage, review: Review, path: Path, reporter: Reporter
) -> Review | EarlierRounds:
    about = reviewed_package(opened)
    found = review_to_go_on(path, about, review.reviewer)
    if opened.program.reviews.blind and is_blind(found) is not is_hidden(opened):
        raise SeenNotBlind(str(path))
    if found.package.package_id == opened.package_id:
        if found.mode is ReviewMode.EVALUATION:
            require_handed_in(opened)
        return found
    given = GivenReview(path, found)
    return earlier_rounds(config, opened, review.reviewer, review.mode, reporter, given)


# Window -----------------------------------------------------------------------------------------


_SAVED = "review-saved"
_RATE, _CANCEL = "rate", "cancel"
_ALONE, _DECIDES = "alone", "decides"
_WIDTH, _HEIGHT = 1366, 768
_LEAST_WIDTH, _LEAST_HEIGHT = 640, 480


class ReviewWindow(TabInOrder, QMainWindow):
    """The window of one review: all of it is kept; closing asks when no review file was saved.

    `pages` is a folder of our own for copies that other programs open.
    """

    closed = Signal()
    quit_requested = Signal()
    rules_chosen = Signal(object)
    """The `LoadedProgram` by which the package is to be evaluated, in a window of its own."""

    def __init__(
        self,
        session: ReviewSession,
        board: ReviewContent,
        services: Services,
        pages: Path,
        signature: SignatureCheck = UNSIGNED,
        shown_rules: ShownRules = NOTHING_SAID,
    ) -> None:
        super().__init__()
        self._rules = shown_rules
        self._session = session
        ProgramSpeech(self, lambda: session.opened.program)
        self._services = services
        self._pages = pages
        self._board = board
        self._may_close = False
        self._handed_over: set[str] = set()
        icons = services.icons
        session.setParent(self)
        self.menus = ReviewMenus(session.opened.program.pass_rule.scale)
        self._undoing = Undoing(self.menus.undo, self.menus.redo, self)
        self._undoing.set_history(session)
        handed_in = session.opened.record.kind is PackageKind.PORTFOLIO
        self.menus.allow_decisions(allowed=handed_in)
        rules = session.opened.program.reviews
        self.menus.follow_rules(rules, is_blind=is_hidden(session.opened))
        self.menus.offer_decider(session.opened.program)
        self.menus.follow_rules_known(shown_rules)
        self.rules_line = RulesLine(icons, shown_rules, handed_in=handed_in)
        self.rules_chooser = RulesChooser(services, self, services.notices)
        self.rules_line.choose.clicked.connect(self.rules_chooser.choose)
        self.rules_chooser.chosen.connect(self.rules_chosen)
        self.head = ReviewHead(icons, session.opened, board.rounds.last)
        self.desk = ReviewView(session, board, services.jobs, services.previews, icons)
        self.notice_area = NoticeArea(services.notices, icons, self.desk)
        self.notice_area.offer_again(self)
        is_shown = signature.is_wrong or not is_hidden(session.opened)
        shown = signature if is_shown else None
        self.status = ReviewStatus(
            icons,
            session.opened.verification.fingerprint,
            shown,
            session.opened.program.disagreement,
        )
        self.copies = OpenedCopies(session.opened, services, pages, self)
        self.links = LinkFollower(services, self)
        self.saver = ReviewSaver(session, services, self)
        self.going_on = ResumeReview(self, services)
        self.letters = LetterSaver(services, self)
        self._met: int | None = None  # asked about
        self.name_dialog: NameDialog | None = None
        self.combine_dialog: CombineDialog | None = None
        self.conflict_dialog: ConflictDialog | None = None
        self.insert_dialog: InsertDialog | None = None
        self._lay_out()
        self._connect()
        self.menus.view.follow(services.preferences, services.notices)
        self._show()
        self._show_place()
        if signature.is_wrong:
            message = Message(signature_line(signature))
            services.notices.show(message, Tone.BAD, key="signature")

    @property
    def session(self) -> ReviewSession:
        """The review that is written in this window."""
        return self._session

    @property
    def notices(self) -> Notices:
        """What this window has to say."""
        return self._services.notices

    @property
    def board(self) -> ReviewContent:
        """The package that is read in this window."""
        return self._board

    def print_shown(self) -> None:
        """Ask where to print what is read, with its rating and what was said of it."""
        from lssc_desktop.ui.shared.printout import Printout, ask_where, page_html

        opened, title = self._session.opened, self.windowTitle()
        html = "".join(page_html(part) for part in (self.desk.reading, self.desk.comments))
        names = f"{opened.program.short_name}, {opened.competency_set.title}"
        today = self._services.now().date()
        who, paper = opened.record.candidate, opened.program.sheet
        printout = Printout(title, html, names, who, today, paper)
        ask_where(printout, self, self._services)

    def take_rounds(self, rounds: EarlierRounds) -> None:
        """Show what is known of other earlier rounds."""
        self._board.take_rounds(rounds)
        self.head.show_last(rounds.last)
        self.desk.go_to(self.desk.place)
        self._show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before a review is left that no file holds."""
        if self._may_close or self._session.is_saved:
            event.accept()
            self.desk.reading.evidence.preview.show_file(None)
            self.copies.remove()
            self.closed.emit()
            return
        event.ignore()
        self.saver.ask_to_leave()

    def show_unfinished(self) -> None:
        """Show the first competency with a comment that is not finished."""
        places = self._session.unfinished
        first = next((place for place in self._board.places if place in places), None)
        if places:
            self.desk.go_to(first)
            field = self.desk.comments.box.field
            field.moveCursor(QTextCursor.MoveOperation.End)
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_missing(self, place: int | None) -> None:
        """Show where something is missing, with the keyboard at what would end it."""
        self.desk.go_to(place)
        rating = None if place is None else self._session.review.rating(place)
        field = self.desk.comments.box.field
        wanted = self.desk.reading.rating.first_control if rating is None else field
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_met(self, number: int) -> None:
        """Ask whether a competency is met where nothing is written."""
        self._met = number
        answers = (Answer(_CANCEL, _("Cancel")), Answer(_RATE, _("Rate it met")))
        question = Question(
            Message(
                _("Nothing is written for {competency} {number}.").format(number=number),
                _("This package has no response for it. Rate it met anyway?"),
            ),
            answers,
            _CANCEL,
        )
        self._services.notices.ask(question, self._answer_met)

    def _answer_met(self, answer: str) -> None:
        number, self._met = self._met, None
        if answer == _RATE and number is not None:
            self._session.apply(partial(rate, number=number, rating=Rating.MET))

    def ask_note(self) -> None:
        """Ask for a note on the whole set."""
        review = self._session.review
        dialog = NoteDialog(review.note, self._services.icons, mode=review.mode)
        dialog.noted.connect(self._take_note)
        dialog.show_for(self)

    def _take_note(self, note: str) -> None:
        self._session.apply(partial(_with_note, note=note))

    def ask_conflict(self) -> None:
        """Ask an evaluator about a conflict of interest, as the program does."""
        rules = self._session.opened.program.reviews
        given, icons = self._session.review.conflict, self._services.icons
        dialog = ConflictDialog(rules.conflict_question, given, icons, is_blind=rules.blind)
        dialog.answered.connect(self._take_conflict)
        dialog.finished.connect(self.saver.resume)
        self.conflict_dialog = dialog.show_for(self)

    def ask_first(self) -> None:
        """Ask what has to be known before an evaluation: for whom it is."""
        review, program = self._session.review, self._session.opened.program
        is_evaluation = review.mode is ReviewMode.EVALUATION
        if not is_evaluation or review.ratings or review.decides or not has_decider(program):
            return
        answers = (
            Answer(_ALONE, _("Evaluate as one {evaluator}")),
            Answer(_DECIDES, decider_word(program)),
        )
        question = Question(_decider_question(program), answers, _ALONE)
        self._services.notices.ask(question, self._answer_decider)

    def _answer_decider(self, answer: str) -> None:
        if answer == _DECIDES:
            self._session.apply(partial(_deciding, decides=True))

    def _set_decides(self, decides: bool) -> None:
        self._session.apply(partial(_deciding, decides=decides))

    def _take_conflict(self, answer: ConflictAnswer) -> None:
        self._session.apply(partial(answer_conflict, answer=answer))
        if answer.declared:
            self._services.notices.show(conflict_declared(), Tone.WARN, key="conflict")

    def ask_insert(self) -> None:
        """Offer the standard comments and the rubric of the competency that is shown."""
        offered = self._board.offered(self.desk.place)
        if offered:
            dialog = InsertDialog(offered, self._services.icons)
            dialog.chosen.connect(self.desk.insert_text)
            self.insert_dialog = dialog.show_for(self)

    def ask_name(self) -> None:
        """Ask who reviews."""
        reviewer = self._session.review.reviewer
        remember = bool(self._services.preferences.settings.reviewer)
        mode, icons = self._session.review.mode, self._services.icons
        can_keep = self._services.preferences.can_keep
        dialog = NameDialog(reviewer, icons, mode=mode, remember=remember, can_keep=can_keep)
        dialog.named.connect(self._take_name)
        dialog.finished.connect(self._forget_dialog)
        self.name_dialog = dialog.show_for(self)

    def show_help(self) -> None:
        """Show what a review is, beside the window."""
        from lssc_desktop.ui.shared.help_page import show_help_beside

        show_help_beside(self, "review", self._services.icons, self._session.opened.program)

    def show_forecast(self) -> None:
        """Show what the ratings come to."""
        program, forecast = self._session.opened.program, self._forecast()
        if forecast is not None:
            ForecastDialog(program, forecast, self._services.icons).show_for(self)

    def combine(self) -> None:
        """Combine evaluations of this package; the one in this window is the first."""
        from lssc_desktop.ui.review.dialogs import CombineDialog

        judging = self._rules.judging
        if judging is None:
            return
        judging = replace(judging, opened=self._session.opened)
        dialog = CombineDialog(judging, self._services)
        review = self._session.judged_review
        if review.mode is ReviewMode.EVALUATION and review.ratings:
            dialog.add_evaluations((review,))
        dialog.saved.connect(self._tell_result)
        self.combine_dialog = dialog.show_for(self)

    def _tell_result(self, path: Path) -> None:
        self._services.notices.show(result_saved(str(path)), Tone.OK, key=_SAVED)

    def save_letter(self) -> None:
        """Ask where a letter with what the review says as it is now shall lie."""
        self.letters.ask(self._session.opened, self._session.review)

    def read_in_browser(self) -> None:
        """Show the package's own page."""
        self._services.jobs.start_reporting(
            Lane.DISK,
            _write_page,
            self._session.opened,
            self._pages,
            done=self._services.desktop.open_file,
            failed=self._services.notices.show_error,
        )

    # Reading ------------------------------------------------------------------------------------

    def set_large(self, *, large: bool) -> None:
        """Give text and evidence the whole screen, or take it back."""
        self.menus.large.setChecked(large)
        self._leave_large.setEnabled(large)
        for part in (self.head, self._below_head, self.status):
            part.setVisible(not large)
        self.desk.set_large(large=large)
        full = Qt.WindowState.WindowFullScreen
        state = self.windowState()
        self.setWindowState(state | full if large else state & ~full)

    def _toggle_large(self) -> None:
        self.set_large(large=not self.desk.is_large)

    def _comment_on(self, shown: ShownEvidence) -> None:
        if self.desk.is_large:
            self.set_large(large=False)
        self.desk.comment_on(shown)

    def _open_copy(self, shown: ShownEvidence) -> None:
        self._handed_over.add(shown.name)
        self.copies.open(shown)

    def has_handed_over(self, path: Path) -> bool:
        """Whether a file was opened from this window in another program."""
        return path.name in self._handed_over and path.is_relative_to(self._pages)

    def _show_not_opened(self, path: Path) -> None:
        if self.has_handed_over(path):
            message = Message(
                _("No program on this computer can open {file}.").format(
                    file=shown_file(str(path))
                ),
                _("You can still rate and comment. The package isn’t changed."),
                _(
                    "Ask the candidate for a PDF of it, or open the package on a computer that has "
                    "the program."
                ),
            )
            self._services.notices.show(message, Tone.WARN, key="not-opened")

    # What is shown ------------------------------------------------------------------------------

    def _show(self) -> None:
        session, review = self._session, self._session.review
        self.setWindowTitle(f"{_window_title(session.opened.record, review.mode)} – LSSC Desktop")
        self.head.show_review(
            review,
            self._forecast(),
            saved=session.is_written,
            unfinished=len(session.unfinished),
        )
        self.status.show_review(review)
        self.menus.show_mode(review)
        self._undoing.show()
        self.menus.next_changed.setEnabled(bool(self._board.changed))
        self.menus.all_as_before.setEnabled(bool(self._board.unchanged_unrated(review)))
        self.desk.comments.show_note(review.note)

    def _show_place(self) -> None:
        """Offer the ratings where something can be rated."""
        place = self.desk.place
        for action in self.menus.ratings:
            action.setEnabled(place is not None)
        can_insert = bool(self._board.offered(place))
        self.menus.insert.setEnabled(can_insert)
        self.desk.comments.box.insert.setVisible(can_insert)
        self.menus.as_before.setEnabled(self._board.rated_before(place) is not None)

    def _forecast(self) -> Forecast | None:
        """Return what the ratings add up to; None where it isn't known by which rules."""
        if not self._rules.can_forecast:
            return None
        opened = self._session.opened
        return pass_forecast(self._session.review, opened.program, opened.competency_set)

    def leave(self) -> None:
        """Close without a question."""
        self._may_close = True
        self.close()

    def _take_name(self, name: str, remember: bool) -> None:
        self._session.remember = remember
        preferences, before = self._services.preferences, self._session.review.reviewer
        preferences.set_reviewer(name if remember else "")
        if not remember:
            self._services.jobs.start(
                Lane.SAVING,
                forget_saved_reviews,
                preferences.folder,
                before,
                failed=self.saver.fail,
            )
        self._session.apply(partial(_named, name=name))
        self.desk.show_people()

    def _forget_dialog(self) -> None:
        self.name_dialog = None

    def _set_mode(self, action: QAction) -> None:
        self._session.apply(partial(_in_mode, mode=ReviewMode(action.data())))

    def _to_next_pane(self) -> None:
        next_pane((self.notice_area, self.head, *self.desk.panes))

    def _to_previous_pane(self) -> None:
        next_pane((self.notice_area, self.head, *self.desk.panes), backwards=True)

    def _connect(self) -> None:
        session, menus, desk = self._session, self.menus, self.desk
        session.review_changed.connect(self._show)
        session.saved_changed.connect(self._show)
        self.saver.may_leave.connect(self.leave)
        self.saver.look_requested.connect(self.show_unfinished)
        self.saver.place_requested.connect(self.show_missing)
        desk.met_requested.connect(self.ask_met)
        desk.place_changed.connect(self._show_place)
        desk.comments.note_requested.connect(self.ask_note)
        menus.rating_chosen.connect(desk.rate)
        menus.as_before.triggered.connect(desk.rate_as_before)
        menus.all_as_before.triggered.connect(desk.rate_all_as_before)
        menus.note.triggered.connect(self.ask_note)
        menus.insert.triggered.connect(self.ask_insert)
        desk.comments.box.insert.clicked.connect(self.ask_insert)
        menus.conflict.triggered.connect(self.ask_conflict)
        self.saver.conflict_requested.connect(self.ask_conflict)
        self.head.save.clicked.connect(self.saver.save)
        self.head.forecast.clicked.connect(self.show_forecast)
        desk.open_requested.connect(self._open_copy)
        desk.comment_requested.connect(self._comment_on)
        desk.reading.follow_requested.connect(self.links.ask)
        desk.reading.share_changed.connect(self._services.preferences.set_response_share)
        desk.reading.set_share(self._services.preferences.settings.response_share)
        self._services.desktop.refused.connect(self._show_not_opened)
        menus.large.triggered.connect(self._toggle_large)
        menus.find_words.triggered.connect(desk.reading.evidence.preview.open_search)
        self._leave_large = QShortcut(QKeySequence("Esc"), self)
        self._leave_large.setEnabled(False)
        self._leave_large.activated.connect(self._toggle_large)
        menus.save.triggered.connect(self.saver.save)
        menus.save_as.triggered.connect(self.saver.save_as)
        menus.go_on.triggered.connect(self.going_on.choose)
        menus.letter.triggered.connect(self.save_letter)
        menus.in_browser.triggered.connect(self.read_in_browser)
        menus.print.triggered.connect(self.print_shown)
        menus.close_window.triggered.connect(self.close)
        menus.quit.triggered.connect(self.quit_requested)
        menus.next.triggered.connect(desk.go_to_next)
        menus.previous.triggered.connect(desk.go_to_previous)
        menus.next_changed.triggered.connect(desk.go_to_next_changed)
        menus.next_unrated.triggered.connect(desk.go_to_next_unrated)
        menus.next_pane.triggered.connect(self._to_next_pane)
        menus.previous_pane.triggered.connect(self._to_previous_pane)
        menus.kinds.triggered.connect(self._set_mode)
        menus.decides.triggered.connect(self._set_decides)
        menus.person.triggered.connect(self.ask_name)
        menus.forecast.triggered.connect(self.show_forecast)
        menus.combine.triggered.connect(self.combine)
        menus.help.triggered.connect(self.show_help)

    def _lay_out(self) -> None:
        self.setWindowIcon(self._services.icons.application_icon())
        take_window_size(self, self._services.icons.theme, _WIDTH, _HEIGHT)
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.setMenuBar(self.menus)
        self.setStatusBar(self.status)
        middle = QWidget()
        self._below_head = Divider()
        parts = self.rules_line, self.head, self._below_head
        column(*parts, (self.desk, 1), gap=0, on=middle)
        self.setCentralWidget(middle)


def _write_page(opened: OpenedPackage, pages: Path, reporter: Reporter) -> Path:
    require_unchanged(opened)
    return write_page(opened.path, pages, reporter)


def _named(review: Review, name: str) -> Review:
    return replace(review, reviewer=name)


def _with_note(review: Review, note: str) -> Review:
    return replace(review, note=note)


def _in_mode(review: Review, mode: ReviewMode) -> Review:
    decides = review.decides and mode is ReviewMode.EVALUATION
    return replace(review, mode=mode, decides=decides)


def _deciding(review: Review, *, decides: bool) -> Review:
    return replace(review, decides=decides)


def _decider_question(program: Program) -> Message:
    """Ask, before anything is rated, for whom somebody evaluates."""
    if program.disagreement == EvaluatorDisagreement.PANEL:
        asked = _("Are you evaluating for the panel?")
    else:
        asked = _("Are you the third {evaluator}?")
    return Message(asked, decider_rule(program))


def _window_title(record: Record, mode: ReviewMode) -> str:
    """Return the title of the window: "Review of A. Rivera, Foundations, copy 2"."""
    said = _("Evaluation of {what}") if mode is ReviewMode.EVALUATION else _("Review of {what}")
    what = package_title(record)
    if record.copy:
        what = _("{what}, copy {copy}").format(what=what, copy=record.copy)
    return said.format(what=what)
