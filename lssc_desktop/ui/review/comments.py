"""The right of a review: what was said about the part that is shown, and room to say more."""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.review import Comment, ReviewMode
from lssc_desktop.core.threads import Thread, ThreadState
from lssc_desktop.messages.review import file_promise, you
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.review.comment_box import CommentBox, Target
from lssc_desktop.ui.review.comment_card import (
    Act,
    CommentCard,
    answered,
    said_earlier,
    said_now,
)
from lssc_desktop.ui.tokens import Ink, Tone
from lssc_desktop.ui.widgets.callout import Callout
from lssc_desktop.ui.widgets.emptying import give_up
from lssc_desktop.ui.widgets.labels import Label
from lssc_desktop.ui.widgets.section import PageContent, ScrollPage

_WIDTH = 324
_MOST = 200  # comments on one part that are shown, the newest; the rest stay in the files
_SETTLE, _OPEN, _ASK, _CHANGE, _TAKE_BACK = "settle", "open", "ask", "change", "take-back"


@dataclass(frozen=True, slots=True)
class Discussion:
    """Everything said about one part: earlier rounds, and the review being written.

    `settled` are ids that this review settles; `gone` those of comments whose passage is not in
    the text any more.
    """

    head: str
    earlier: tuple[Thread, ...] = ()
    own: tuple[Comment, ...] = ()
    settled: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()


class CommentsPane(QFrame):
    """Cards from the oldest to the newest, and the box for another one."""

    settled = Signal(str, bool)
    """The id of a comment of an earlier round, and whether it needs nothing more."""
    taken_back = Signal(str)
    passage_requested = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._icons = icons
        self._reviewer = self._candidate = ""
        self._shown: Discussion | None = None
        self._cards: list[CommentCard] = []
        self.head = Label(theme, "", Type.BODY_STRONG)
        self.count = Label(theme, "", Type.TABLE, Ink.INK2, wrap=False)
        self.box = CommentBox(icons)
        self.promise = Callout(icons, "", Tone.INFO, icon="info-circle", type_=Type.CAPTION)

        head = QHBoxLayout()
        head.addWidget(self.head, 1)
        head.addWidget(self.count)
        content = PageContent(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 13, 16, 12)
        column.setSpacing(10)
        column.addLayout(head)
        self._column = QVBoxLayout()
        self._column.setSpacing(11)
        column.addLayout(self._column)
        column.addStretch(1)
        column.addWidget(self.box)
        column.addWidget(self.promise)
        scroll = ScrollPage(content)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    @property
    def cards(self) -> tuple[CommentCard, ...]:
        """The comments shown, the oldest first."""
        return tuple(self._cards)

    def sizeHint(self) -> QSize:
        """Return the width of the picture at the text size in force."""
        return QSize(self._icons.theme.measure(_WIDTH), 400)

    def show_mode(self, mode: ReviewMode) -> None:
        """Say what becomes of the review file."""
        self.promise.set_text(file_promise(mode))

    def show_people(self, reviewer: str, candidate: str) -> None:
        """Tell who "you" is, and whose package it is."""
        self._reviewer, self._candidate = reviewer, candidate
        shown, self._shown = self._shown, None
        if shown is not None:
            self.show_discussion(shown)

    def show_targets(self, targets: Sequence[Target], draft: Comment | None) -> None:
        """Show another part, and what was begun to be written about it."""
        self.box.show_targets(targets, draft)

    def show_discussion(self, shown: Discussion) -> None:
        """Show what was said about the part."""
        if shown == self._shown:
            return
        self._shown = shown
        self.head.setText(shown.head)
        count = len(shown.earlier) + len(shown.own)
        self.count.setText(str(count) if count else "")
        for card in self._cards:
            self._column.removeWidget(card)
            give_up(card)
        self._cards = [
            *(self._earlier_card(thread, shown) for thread in shown.earlier[-_MOST:]),
            *(self._own_card(comment, shown) for comment in shown.own[-_MOST:]),
        ]
        for card in self._cards:
            self._column.addWidget(card)
            card.acted.connect(self._act)
            card.passage_requested.connect(self.passage_requested)
            card.show()

    def _earlier_card(self, thread: Thread, shown: Discussion) -> CommentCard:
        comment = thread.comment
        by = you() if thread.reviewer == self._reviewer else thread.reviewer
        asked = any(each.follows == comment.id for each in shown.own)
        state = thread.state
        acts: tuple[Act, ...] = ()
        if comment.id in shown.settled:
            state = ThreadState.SETTLED
            acts = (Act(_OPEN, _("Open again")),)
        elif asked:
            state = ThreadState.ASKED_AGAIN
        elif state in {ThreadState.OPEN, ThreadState.ANSWERED}:
            acts = (Act(_SETTLE, _("Settled"), "check"), Act(_ASK, _("Ask again")))
        return CommentCard(
            self._icons,
            comment,
            said_earlier(thread, by, gone=comment.id in shown.gone),
            acts,
            answered(thread, self._candidate),
            state,
        )

    def _own_card(self, comment: Comment, shown: Discussion) -> CommentCard:
        said = said_now(comment, you(), gone=comment.id in shown.gone)
        acts = (Act(_CHANGE, _("Change")), Act(_TAKE_BACK, _("Take back")))
        return CommentCard(self._icons, comment, said, acts)

    @Slot(str, str)
    def _act(self, act: str, comment_id: str) -> None:
        comment = next(card.comment for card in self._cards if card.comment.id == comment_id)
        match act:
            case "settle" | "open":
                self.settled.emit(comment_id, act == _SETTLE)
            case "ask":
                self.box.follow(comment)
            case "change":
                self.box.change(comment)
            case _:
                self.taken_back.emit(comment_id)
