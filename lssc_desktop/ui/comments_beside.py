"""Keeps the comments beside the candidate's work in step with the session and the text."""

from collections.abc import Sequence
from functools import partial
from gettext import ngettext

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from lssc_desktop.core.answer import CommentAnswer
from lssc_desktop.core.quoting import find_quote
from lssc_desktop.core.review import Comment
from lssc_desktop.core.richtext import plain
from lssc_desktop.core.threads import Thread, ThreadState, answer_comment, set_threads
from lssc_desktop.store.saving import TextPlace
from lssc_desktop.ui.panes import focus_first
from lssc_desktop.ui.review.parts import Part, Stretch
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import Tone
from lssc_desktop.ui.widgets.comments_on_work import CommentsOnWork
from lssc_desktop.ui.widgets.evidence_tray import EvidenceTray
from lssc_desktop.ui.widgets.response_tab import ResponseTab
from lssc_desktop.ui.widgets.section import bring_into_sight

_LAYER = "comments"
_AFTER_TYPING = 300  # milliseconds: looking for passages keeps no key waiting


class CommentsBeside(QObject):
    """Shows the comments of one place, marks the passages they quote, takes the answers."""

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
        self._is_beside: bool | None = None
        pane.answered.connect(self._answer)
        pane.passage_requested.connect(self._show_passage)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_TYPING)
        self._soon.timeout.connect(self.show)
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
        """Show what was said about another place."""
        self._place = place
        self.show()

    def put_into(self, tray: EvidenceTray, *, beside: bool) -> None:
        """Show the comments below the evidence, or where there is no tray below the text."""
        if beside is not self._is_beside:
            self._is_beside = beside
            (tray if beside else self._response).put_below(self._pane)
        self._pane.setVisible(self.is_needed)
        self._tell_below()

    @property
    def is_needed(self) -> bool:
        """Whether there is a comment to show."""
        return bool(self._pane.cards)

    def _tell_below(self) -> None:
        count = len(self._pane.cards)
        words = ngettext("{count} comment below", "{count} comments below", count)
        is_below = self._is_beside is False and count > 0
        self._response.tell_below(words.format(count=count) if is_below else "")

    @Slot()
    def _go_below(self) -> None:
        bring_into_sight(self._pane)
        focus_first(self._pane)

    @Slot()
    def show(self) -> None:
        """Show comments and marks as they are now."""
        threads = self.threads
        quoting = [each.comment for each in threads if each.comment.quote]
        places = {comment.id: self._passage(comment) for comment in quoting}
        gone = frozenset(each for each, found in places.items() if found is None)
        self._pane.show_threads(threads, gone)
        self._tell_below()
        open_ = {each.comment.id for each in threads if each.state is ThreadState.OPEN}
        self._mark([found for each, found in places.items() if found and each in open_])

    def _passage(self, comment: Comment) -> Stretch | None:
        if comment.about.evidence:
            return None
        found = find_quote(plain(self._response.text()), comment.quote, comment.quoted_at)
        return None if found is None else Stretch(found.start, found.end)

    def _mark(self, stretches: Sequence[Stretch]) -> None:
        whole = self._response.text()
        for editor, introduction in zip(self._response.editors, (True, False), strict=True):
            part = Part(whole, introduction=introduction)
            found = (part.inside(stretch) for stretch in stretches)
            editor.set_marks(
                _LAYER, [self._selection(editor, each) for each in found if each is not None]
            )

    def _selection(self, editor: QTextEdit, stretch: Stretch) -> QTextEdit.ExtraSelection:
        colors = self._theme.tokens.tone(Tone.NOTE)
        marked = QTextEdit.ExtraSelection()
        marked.cursor = _cursor(editor, stretch)
        look = QTextCharFormat()
        look.setBackground(QColor(colors.bg))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(QColor(colors.fg))
        marked.format = look
        return marked

    @Slot(object)
    def _show_passage(self, comment: Comment) -> None:
        found = self._passage(comment)
        if found is None:
            return
        whole = self._response.text()
        for editor, introduction in zip(self._response.editors, (True, False), strict=True):
            inside = Part(whole, introduction=introduction).inside(found)
            if inside is not None:
                editor.setTextCursor(_cursor(editor, inside))
                editor.ensureCursorVisible()
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @Slot(str, str, bool)
    def _answer(self, comment: str, text: str, done: bool) -> None:
        answer = CommentAnswer(comment, self._session.today, text, done)
        self._session.apply(partial(answer_comment, answer=answer))


def _cursor(editor: QTextEdit, stretch: Stretch) -> QTextCursor:
    last = max(editor.document().characterCount() - 1, 0)
    cursor = QTextCursor(editor.document())
    cursor.setPosition(min(stretch.start, last))
    cursor.setPosition(min(stretch.end, last), QTextCursor.MoveMode.KeepAnchor)
    return cursor
