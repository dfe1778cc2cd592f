"""The inside of the window of a review: list, text and comments, kept in step with the review."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.evaluation import (
    mark_statement_read,
    next_unrated,
    rate,
    rate_as_before,
    remove_comment,
    settle_comment,
)
from lssc_desktop.core.review.review import Comment
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.copy_changes import change_lines, changes_head, changes_line
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.ui.base.jobs import Jobs
from lssc_desktop.ui.base.previews import Previews
from lssc_desktop.ui.kit.focus import focus_first
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.pages import PaneSplitter
from lssc_desktop.ui.kit.speech import announce
from lssc_desktop.ui.kit.tokens import Type
from lssc_desktop.ui.review.comments import CommentsPane
from lssc_desktop.ui.review.evidence_pane import ShownEvidence
from lssc_desktop.ui.review.reading import Reading, ReadingPane
from lssc_desktop.ui.review.review_content import STATEMENT, ReviewContent
from lssc_desktop.ui.review.review_session import ReviewSession
from lssc_desktop.ui.review.window_parts import ReviewPane
from lssc_desktop.ui.shared.comment_card import SelectedText

_COMMENTS_BESIDE_FROM = 1040  # pixels at text of the usual size; below, they have a tab

_RESPONSE, _COMMENTS = 0, 1


class ReviewView(QWidget):
    """Shows one place of the set at a time, and takes what the reviewer does to the session."""

    place_changed = Signal()
    open_requested = Signal(object)
    """The `ShownEvidence` that shall be opened in its own program."""
    met_requested = Signal(int)
    """The number of a competency where nothing is written, and that shall be rated met."""
    comment_requested = Signal(object)
    """The `ShownEvidence` that the reviewer wants to comment on."""

    def __init__(
        self,
        session: ReviewSession,
        board: ReviewContent,
        jobs: Jobs,
        previews: Previews,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._board = board
        self._theme = icons.theme
        self._is_large = False
        self._place: int | None = board.numbers[0] if board.numbers else STATEMENT
        self._splitter = PaneSplitter(
            icons.theme, _("Width of the {competency} list"), thin=True, parent=self
        )
        self.pane = ReviewPane(icons, self._splitter)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("What to show beside the list"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(_("Response"))
        self.tabs.addTab(_("Comments"))
        self._work = PaneSplitter(icons.theme, _("Width of the comments"), thin=True)
        ratings = session.opened.program.pass_rule.scale
        self.reading = ReadingPane(jobs, previews, icons, self._work, ratings)
        self.comments = CommentsPane(icons, self._work)
        self._lay_out()
        self._connect()
        self.show_people()
        self.go_to(self._place)

    @property
    def place(self) -> int | None:
        """The number of the competency that is shown, None for the learning statement."""
        return self._place

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts between which F6 moves the keyboard."""
        return (self.pane, *self.reading.panes, self.reading.rating, self.comments)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the list."""
        super().showEvent(event)
        self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, place: int | None) -> None:
        """Show a competency, or with None the learning statement."""
        self._place = place
        self._show_draft()
        self.reading.evidence.show_evidence(self._board.evidence(place))
        self._show_head()
        self._show()
        file = self._board.response_file(place)
        self.reading.show_file(None if file is None else file.source)
        self.place_changed.emit()

    def _count_evidence(self, number: int) -> int:
        return len(self._board.evidence(number))

    def _go_to_evidence(self, number: int, file: int) -> None:
        """Show a file, from 1, that another competency shows."""
        self.go_to(number)
        self.reading.evidence.go_to(file - 1)

    def go_to_previous(self) -> None:
        """Show the place before."""
        self._step(-1)

    def go_to_next(self) -> None:
        """Show the place after."""
        self._step(1)

    def go_to_next_changed(self) -> None:
        """Show the next place that is not as it was, from the start again at the end."""
        changed = self._board.changed
        places = self._board.places
        start = places.index(self._place) + 1
        for place in (*places[start:], *places[:start]):
            if place in changed and place != self._place:
                self.go_to(place)
                return

    def go_to_next_unrated(self) -> None:
        """Show the next competency without a rating."""
        found = next_unrated(self._session.review, self._board.numbers, self._place)
        if found is not None:
            self.go_to(found)

    def show_people(self) -> None:
        """Show who reviews whom."""
        review = self._session.review
        self.comments.show_people(review.reviewer, review.package.candidate)

    @property
    def is_large(self) -> bool:
        """Whether text and evidence have all the room."""
        return self._is_large

    def set_large(self, *, large: bool) -> None:
        """Give text and evidence the room of the list and the comments, or take it back."""
        self._is_large = large
        self.pane.setVisible(not large)
        self._fit()
        focused = QApplication.focusWidget()
        if large and (focused is None or not self.reading.isAncestorOf(focused)):
            focus_first(self.reading.panes[0])

    def comment_on(self, shown: ShownEvidence) -> None:
        """Begin a comment on a file that is shown at this place."""
        targets = self._board.targets(self._place)
        at = next(
            (at for at, each in enumerate(targets) if each.about.evidence == shown.path), None
        )
        if at is not None:
            box = self.comments.box
            self.tabs.setCurrentIndex(_COMMENTS)
            box.on.setCurrentIndex(at)
            box.on.activated.emit(at)
            box.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def insert_text(self, text: str) -> None:
        """Put words into the field for a comment."""
        self.tabs.setCurrentIndex(_COMMENTS)
        self.comments.box.insert_text(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the comments on a tab of their own where there is no room beside the text."""
        super().resizeEvent(event)
        self._fit()

    def _step(self, by: int) -> None:
        places = self._board.places
        at = places.index(self._place) + by
        if 0 <= at < len(places):
            self.go_to(places[at])

    def _show_head(self) -> None:
        head, place = self.reading.head, self._place
        head.previous.setEnabled(place != self._board.places[0])
        head.show_words(*self._board.asked(place))
        head.otherwise.show_asked(self._board.asked_otherwise(place))
        self._show_changes()

    def _show_changes(self) -> None:
        board, place = self._board, self._place
        banner = self.reading.banner
        banner.setVisible(board.changes is not None and place in board.changed)
        if board.changes is not None:
            found, files = board.sentence_changes(place), board.file_changes(place)
            head = changes_head(board.changes, own=board.since_own_review)
            banner.show_changes(head, changes_line(found, files), change_lines(found, files))

    def _offer_next(self) -> None:
        head, review = self.reading.head, self._session.review
        if self._board.changed:
            others = [place for place in self._board.changed if place != self._place]
            head.offer(_("Next changed"), there=bool(others))
        else:
            found = next_unrated(review, self._board.numbers, self._place)
            head.offer(_("Next unrated"), there=found is not None)

    def go_on(self) -> None:
        """Show the next changed place, or where nothing changed the next unrated one."""
        if self._board.changed:
            self.go_to_next_changed()
        else:
            self.go_to_next_unrated()

    def _show_draft(self) -> None:
        """Show what was begun at this place, or an empty field."""
        place = self._place
        self.comments.show_targets(self._board.targets(place), self._session.draft(place))

    def _show_rows(self) -> None:
        session = self._session
        rows = self._board.rows(session.review, frozenset(session.unfinished))
        self.pane.show_rows(rows, self._place)
        self.pane.show_as_before(len(self._board.unchanged_unrated(session.review)))

    def _show(self) -> None:
        """Show where the review stands now."""
        review, board, place = self._session.review, self._board, self._place
        self._show_rows()
        self.reading.show_reading(
            Reading(
                board.document(place),
                board.page_limit(place),
                board.nothing_written(place),
                place is None,
                board.stretches(place, review),
            )
        )
        self.reading.evidence_shown(shown=place is not None)
        said = board.discussion(place, review)
        self.comments.show_discussion(said)
        self.comments.show_mode(review.mode)
        count = len(said.earlier) + len(said.own)
        self.tabs.setTabText(
            _COMMENTS, _("Comments ({count})").format(count=count) if count else _("Comments")
        )
        if place is None:
            self.reading.rating.show_read(read=review.statement_read)
        else:
            rating = review.rating(place)
            self.reading.rating.show_levels(board.levels(place))
            self.reading.rating.show_rating(rating, board.rated_before(place))
            self._ask_for_reason(place, rating)
        self._offer_next()

    def _ask_for_reason(self, place: int, rating: Rating | None) -> None:
        """Ask for a word of reason beside the field, where it is rated below met without one."""
        said = {comment.about.competency for comment in self._session.review.comments}
        questions = {Rating.NOT_MET: _("Why not met?"), Rating.PARTIAL: _("Why partially met?")}
        asked = "" if rating is None or place in said else questions.get(rating, "")
        self.comments.box.ask(asked)

    def _open_response(self) -> None:
        file = self._board.response_file(self._place)
        if file is not None:
            self.open_requested.emit(file)

    def rate(self, rating: Rating | None) -> None:
        """Rate what is shown; where nothing is written "met" has to be confirmed first."""
        place = self._place
        if place is None:
            return
        if rating is Rating.MET and not self._board.is_written(place):
            self.reading.rating.show_rating(
                self._session.review.rating(place), self._board.rated_before(place)
            )
            self.met_requested.emit(place)
            return
        said = _("{Competency} {number}: {rating}").format(number=place, rating=rating_word(rating))
        announce(self.reading, said)  # then how many there are
        self._session.apply(partial(rate, number=place, rating=rating))

    def rate_as_before(self) -> None:
        """Rate what is shown as this reviewer rated it in an earlier copy."""
        before = self._board.rated_before(self._place)
        if before is not None:
            self.rate(before)

    def rate_all_as_before(self) -> None:
        """Rate everything that did not change, and is not rated yet, as before."""
        numbers = self._board.unchanged_unrated(self._session.review)
        last = self._board.rounds.last
        self._session.apply(partial(rate_as_before, earlier=last, numbers=numbers))

    def _rate_all(self) -> None:
        """Rate everything as before from the button, which goes then: the list is beside it."""
        self.rate_all_as_before()
        self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, read: bool) -> None:
        self._session.apply(partial(mark_statement_read, read=read))

    def _settle(self, comment: str, settled: bool) -> None:
        self._session.apply(partial(settle_comment, comment=comment, settled=settled))

    def _take_up(self) -> None:
        begun = self._session.draft(self._place)
        if begun is not None:
            self.comments.box.take_up(begun)

    def _take_back(self, comment: str) -> None:
        if self.comments.box.draft.id == comment:
            self.comments.box.empty()
        self._session.apply(partial(remove_comment, comment=comment))

    def _add(self, comment: Comment) -> None:
        self._session.add(comment)
        announce(self.comments, _("Comment changed.") if comment.id else _("Comment added."))

    def _draft(self, comment: Comment) -> None:
        self._session.put_draft(self._place, comment)

    def _point(self, passage: SelectedText | None) -> None:
        if passage is None:
            self.comments.box.point_at("", 0)
        else:
            self.comments.box.point_at(passage.text.strip(), passage.start)

    def _show_passage(self, comment: Comment) -> None:
        found = self._board.passage(comment)
        if comment.about.evidence:
            self.reading.evidence.go_to_file(comment.about.evidence)
        self.tabs.setCurrentIndex(_RESPONSE)
        if found is not None:
            self.reading.show_passage(found.start, found.end)

    def _connect(self) -> None:
        session, reading, comments = self._session, self.reading, self.comments
        session.review_changed.connect(self._show)
        session.saved_changed.connect(self._show_rows)
        session.drafts_added.connect(self._show_draft)
        self.pane.chosen.connect(self.go_to)
        reading.head.previous_requested.connect(self.go_to_previous)
        reading.head.next_requested.connect(self.go_on)
        reading.passage_selected.connect(self._point)
        reading.other_evidence = self._count_evidence
        reading.other_evidence_requested.connect(self._go_to_evidence)
        reading.evidence.offer_comments()
        reading.evidence.open_requested.connect(self.open_requested)
        reading.rating.rated.connect(self.rate)
        reading.rating.before.clicked.connect(self.rate_as_before)
        self.pane.as_before.clicked.connect(self._rate_all)
        reading.evidence.comment_requested.connect(self.comment_requested)
        reading.response_requested.connect(self._open_response)
        reading.rating.read_toggled.connect(self._read)
        comments.settled.connect(self._settle)
        comments.taken_back.connect(self._take_back)
        comments.passage_requested.connect(self._show_passage)
        comments.box.said.connect(self._add)
        comments.box.drafted.connect(self._draft)
        comments.box.left.connect(self._take_up)
        self.tabs.currentChanged.connect(self._fit)
        self._theme.changed.connect(self._fit)

    def _fit(self) -> None:
        """Show text and comments side by side, or where there is no room one of them."""
        beside = self.width() >= _COMMENTS_BESIDE_FROM * self._theme.text_scale
        self.tabs.setVisible(not beside and not self._is_large)
        self.tabs.setFont(self._theme.font(Type.BODY_MEDIUM))
        at, large = self.tabs.currentIndex(), self._is_large
        self.reading.setVisible(beside or large or at == _RESPONSE)
        self.comments.setVisible(not large and (beside or at == _COMMENTS))

    def _lay_out(self) -> None:
        self._splitter.addWidget(self.pane)
        right = QWidget()
        column(self.tabs, (self._work, 1), gap=0, on=right)
        self._splitter.addWidget(right)
        self._work.addWidget(self.reading)
        self._work.addWidget(self.comments)
        self._splitter.setStretchFactor(1, 1)
        self._work.setStretchFactor(0, 1)
        measure = self._theme.measure
        self._splitter.setSizes([self.pane.sizeHint().width(), 10_000])
        self._work.setSizes([10_000, measure(self.comments.sizeHint().width())])
        column(self._splitter, on=self)
