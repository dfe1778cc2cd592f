"""The comments of reviewers beside the candidate's work, to be read and answered."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from lssc_desktop.core.portfolio.portfolio import CommentAnswer, TextPlace
from lssc_desktop.core.review.review import (
    Comment,
    GivenRating,
    Thread,
    ThreadState,
    answer_comment,
    given_ratings,
    set_threads,
)
from lssc_desktop.core.standing.search import TextField
from lssc_desktop.core.text.richtext import plain
from lssc_desktop.core.text.text import QuotedText
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.review import you
from lssc_desktop.ui.base.place import FoundWords
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import MoreButton, plain_button, tinted_button
from lssc_desktop.ui.kit.focus import focus_first
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import dispose, ensure_visible
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.comment_card import (
    CommentAct,
    CommentCard,
    GivenRatings,
    Stretch,
    TextPart,
    answered,
    said_earlier,
)
from lssc_desktop.ui.shared.found_words import select_found
from lssc_desktop.ui.workspace.evidence_tray import EvidenceTray
from lssc_desktop.ui.workspace.response_tab import ResponseTab

_REPLY, _DONE, _OPEN = "reply", "done", "open"
_LINES = 3
_SHOWN = {ThreadState.OPEN, ThreadState.ANSWERED}
_AT_ONCE = 40  # comments; each costs milliseconds to show, and to look for in the text
_CHARACTERS_AT_ONCE = 20_000  # of theirs
_LAYER = "comments"
_AFTER_TYPING = 300  # milliseconds: looking for passages keeps no key waiting


# Cards and replies ------------------------------------------------------------------------------


class CommentsOnWork(QWidget):
    """The cards of the comments on one competency or statement that are open or answered.

    The open ones come first.
    """

    answered = Signal(str, str, bool)
    """The id of the comment, the candidate's words, and whether it is marked as answered."""
    passage_requested = Signal(object)
    """The `Comment` whose passage shall be shown."""
    more_requested = Signal()
    """More comments shall be shown."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._shown: tuple[tuple[Thread, ...], frozenset[str]] = ((), frozenset())
        self._cards: list[CommentCard] = []
        self._count = 0
        self.ratings = GivenRatings(icons)
        self.head = Label(icons.theme, "", Type.BODY_STRONG, wrap=False)
        self.reply = ReplyField(icons)
        self.more = MoreButton(icons)
        more = (self.more, Qt.AlignmentFlag.AlignLeft)
        self._column = column(
            self.ratings, self.head, self.reply, more, gap=9, margins=(0, 4, 0, 0), on=self
        )
        self.reply.hide()
        self.reply.submitted.connect(self._on_reply)
        self.more.clicked.connect(self._show_more)
        self.hide()

    @property
    def cards(self) -> tuple[CommentCard, ...]:
        """The comments shown."""
        return tuple(self._cards)

    @property
    def count(self) -> int:
        """How many comments there are, with those that are not shown yet."""
        return self._count

    def show_ratings(self, given: tuple[GivenRating, ...]) -> None:
        """Show how others rated the competency, above what they said."""
        self.ratings.show_ratings(given)

    def show_threads(
        self, threads: Sequence[Thread], count: int, following: int, gone: frozenset[str]
    ) -> None:
        """Show what was said first of `count` comments, and that so many come next.

        `gone` are comments whose passage is not in the text any more.
        """
        self._count = count
        self.more.show_left(count - len(threads), following)
        self.head.setText(_("Comments ({count})").format(count=count))
        self.head.setVisible(bool(threads))
        self.setVisible(bool(threads or self.ratings.shown))
        shown = (tuple(threads), gone)
        if shown == self._shown:
            return
        self._shown = shown
        for card in self._cards:
            self._column.removeWidget(card)
            dispose(card)
        self._cards = [self._card(thread, gone) for thread in threads]
        for place, card in enumerate(self._cards, 2):
            self._column.insertWidget(place, card)
        if self.reply.comment not in {card.comment.id for card in self._cards}:
            self.reply.close_field()

    def _show_more(self) -> None:
        before = len(self._cards)
        self.more_requested.emit()
        for card in self._cards[before:]:
            card.show()  # else it is later than the keyboard
        focus_first(self._cards[before])

    def _card(self, thread: Thread, gone: frozenset[str]) -> CommentCard:
        is_open = thread.state is ThreadState.OPEN
        word = thread.answer.text if thread.answer is not None else ""
        reply = CommentAct(_REPLY, _("Change the answer") if word else _("Reply"))
        mark = (
            CommentAct(_DONE, _("Mark as answered"), "check")
            if is_open
            else CommentAct(_OPEN, _("Mark as not answered"))
        )
        card = CommentCard(
            self._icons,
            thread.comment,
            said_earlier(thread, thread.reviewer, gone=thread.comment.id in gone),
            (reply, mark),
            answered(thread, you()),
            None if is_open else thread.state,
        )
        card.acted.connect(self._on_act)
        card.passage_requested.connect(self.passage_requested)
        return card

    def _on_act(self, act: str, comment: str) -> None:
        thread = next(each for each in self._shown[0] if each.comment.id == comment)
        word = thread.answer.text if thread.answer is not None else ""
        if act == _REPLY:
            place = next(n for n, card in enumerate(self._cards) if card.comment.id == comment)
            self._column.removeWidget(self.reply)
            self._column.insertWidget(place + 2, self.reply)
            self.reply.open_field(thread.comment, word)
        else:
            self.answered.emit(comment, word, act == _DONE)

    def _on_reply(self, comment: str, text: str) -> None:
        self.answered.emit(comment, text, True)


class ReplyField(QWidget):
    """A field under a comment; saving the answer marks the comment as answered."""

    submitted = Signal(str, str)
    """The id of the comment and the answer."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.comment = ""
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(_("Your answer"))
        self.field.setPlaceholderText(_("Say what you changed, or why it’s right as it is."))
        self.field.setTabChangesFocus(True)
        self.answer = tinted_button(icons, _("Answer"))
        self.cancel = plain_button(icons, _("Cancel"))
        self._note = Label(
            icons.theme, _("It goes with your next review copy."), Type.CAPTION, Ink.INK2
        )
        buttons = row(self.answer, self.cancel, stretch, gap=8)
        column(self.field, self._note, buttons, gap=6, on=self)
        self.answer.clicked.connect(self._submit)
        self.cancel.clicked.connect(self.close_field)
        self.field.textChanged.connect(self._check)
        icons.theme.changed.connect(self._apply_theme)
        self._apply_theme()
        self._check()

    def open_field(self, comment: Comment, text: str) -> None:
        """Begin an answer, or change one."""
        self.comment = comment.id
        self.field.setPlainText(text)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_field(self) -> None:
        """Hide the field."""
        self.comment = ""
        self.hide()

    def _submit(self) -> None:
        comment, text = self.comment, self.field.toPlainText().strip()
        self.close_field()
        self.submitted.emit(comment, text)

    def _check(self) -> None:
        self.answer.setEnabled(bool(self.field.toPlainText().strip()))

    def _apply_theme(self) -> None:
        self.field.setFont(self._icons.theme.font(Type.BODY))
        frame = self._icons.theme.measure(20)
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * _LINES + frame)


# Keeping in step --------------------------------------------------------------------------------


class CommentsBeside(QObject):
    """Keeps the comments of one place in step with the session and the text.

    It marks the passages that they quote, and applies the answers.
    """

    def __init__(
        self,
        session: Session,
        pane: CommentsOnWork,
        response: ResponseTab,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._pane = pane
        self._response = response
        self._theme = theme
        self._place: TextPlace | None = None
        self._most = 0  # how many comments were asked for
        self._is_beside: bool | None = None
        pane.answered.connect(self._answer)
        pane.passage_requested.connect(self._show_passage)
        pane.more_requested.connect(self._show_more)
        self._soon = single_shot(self, _AFTER_TYPING, self.show)
        response.edited.connect(self._soon.start)
        response.to_below.clicked.connect(self._go_below)
        theme.changed.connect(self.show)

    @property
    def threads(self) -> tuple[Thread, ...]:
        """The comments on the place, of all rounds.

        Those on competencies that the set does not have any more stand beside the statement.
        """
        if self._place is None:
            return ()
        session = self._session
        found = set_threads(session.portfolio, session.facts.reviews, self._place.set_id)
        competency_set = session.program.competency_set(self._place.set_id)
        numbers = {item.number for item in competency_set.competencies} if competency_set else set()
        number = self._place.number
        return tuple(
            each
            for each in found
            if each.comment.about.competency == number
            or (number is None and each.comment.about.competency not in numbers)
        )

    def go_to(self, place: TextPlace) -> None:
        """Show the comments on another place."""
        if place != self._place:
            self._most = 0
        self._place = place
        self.show()

    def put_into(self, tray: EvidenceTray, *, beside: bool) -> None:
        """Show the comments below the evidence, or where there is no tray below the text."""
        if beside is not self._is_beside:
            self._is_beside = beside
            (tray if beside else self._response).put_below(self._pane)
        self._pane.setVisible(self.is_needed)
        self._show_count_below()

    @property
    def is_needed(self) -> bool:
        """Whether there is a comment or a rating to show."""
        return bool(self._pane.cards or self._pane.ratings.shown)

    def _show_count_below(self) -> None:
        count = self._pane.count
        words = ngettext("{count} comment below", "{count} comments below", count)
        is_below = self._is_beside is False and count > 0
        self._response.show_below(words.format(count=count) if is_below else "")

    def _go_below(self) -> None:
        ensure_visible(self._pane)
        focus_first(self._pane)

    def show_found(self, found: FoundWords) -> None:
        """Select words that the user looked for, in a comment or in the answer to it."""
        before = -1
        while not any(card.comment.id == found.key for card in self._pane.cards):
            if len(self._pane.cards) == before:
                return
            before = len(self._pane.cards)
            self._show_more()
        for card in self._pane.cards:
            if card.comment.id == found.key:
                said = card.answer if found.field is TextField.ANSWER else card.card
                if said is not None:
                    card.show()  # else it is later than the keyboard
                    select_found((said.words,), found)

    def show(self) -> None:
        """Show comments and marks as they are now."""
        wanted = self._wanted()
        threads = wanted[: max(self._most, _end_of_piece(wanted, 0))]
        text = QuotedText(plain(self._response.text()))
        quoting = [each.comment for each in threads if each.comment.quote]
        places = {comment.id: _passage(text, comment) for comment in quoting}
        gone = frozenset(each for each, found in places.items() if found is None)
        following = _end_of_piece(wanted, len(threads)) - len(threads)
        self._pane.show_ratings(self._ratings())
        self._pane.show_threads(threads, len(wanted), following, gone)
        self._show_count_below()
        open_ = {each.comment.id for each in threads if each.state is ThreadState.OPEN}
        self._mark([found for each, found in places.items() if found and each in open_])

    def _ratings(self) -> tuple[GivenRating, ...]:
        if self._place is None or self._place.number is None:
            return ()
        session = self._session
        given = given_ratings(session.portfolio, session.facts.reviews, self._place.set_id)
        return given.get(self._place.number, ())

    def _wanted(self) -> list[Thread]:
        return sorted(
            (thread for thread in self.threads if thread.state in _SHOWN),
            key=lambda thread: thread.state is ThreadState.ANSWERED,
        )

    def _show_more(self) -> None:
        self._most = _end_of_piece(self._wanted(), len(self._pane.cards))
        self.show()

    def _mark(self, stretches: Sequence[Stretch]) -> None:
        whole = self._response.text()
        for editor, introduction in zip(self._response.editors, (True, False), strict=True):
            part = TextPart(whole, introduction=introduction)
            found = (part.inside(stretch) for stretch in stretches)
            editor.set_marks(
                _LAYER, [self._selection(editor, each) for each in found if each is not None]
            )

    def _selection(self, editor: QTextEdit, stretch: Stretch) -> QTextEdit.ExtraSelection:
        colors = self._theme.tokens.tone(Tone.NOTE)
        marked = QTextEdit.ExtraSelection()
        marked.cursor = _cursor(editor, stretch)
        format_ = QTextCharFormat()
        format_.setBackground(QColor(colors.bg))
        format_.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        format_.setUnderlineColor(QColor(colors.fg))
        marked.format = format_
        return marked

    def _show_passage(self, comment: Comment) -> None:
        whole = self._response.text()
        found = _passage(QuotedText(plain(whole)), comment)
        if found is None:
            return
        for editor, introduction in zip(self._response.editors, (True, False), strict=True):
            inside = TextPart(whole, introduction=introduction).inside(found)
            if inside is not None:
                editor.setTextCursor(_cursor(editor, inside))
                editor.ensureCursorVisible()
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _answer(self, comment: str, text: str, done: bool) -> None:
        answer = CommentAnswer(comment, self._session.today, text, done)
        self._session.apply(partial(answer_comment, answer=answer))


def _end_of_piece(threads: Sequence[Thread], start: int) -> int:
    """Return up to where comments from `start` on are shown at once: one of them at least."""
    end, characters = start, 0
    for thread in threads[start : start + _AT_ONCE]:
        end += 1
        characters += len(thread.comment.text) + len(thread.comment.quote)
        if characters >= _CHARACTERS_AT_ONCE:
            break
    return end


def _cursor(editor: QTextEdit, stretch: Stretch) -> QTextCursor:
    last = max(editor.document().characterCount() - 1, 0)
    cursor = QTextCursor(editor.document())
    cursor.setPosition(min(stretch.start, last))
    cursor.setPosition(min(stretch.end, last), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _passage(text: QuotedText, comment: Comment) -> Stretch | None:
    if comment.about.evidence:
        return None
    found = text.find(comment.quote, comment.quoted_at)
    return None if found is None else Stretch(found.start, found.end)
