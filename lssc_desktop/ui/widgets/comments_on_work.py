"""What reviewers said, beside the candidate's own work: read it, answer it, mark it as answered."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from lssc_desktop.core.review import Comment
from lssc_desktop.core.threads import Thread, ThreadState
from lssc_desktop.messages.review import you
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.review.comment_card import Act, CommentCard, answered, said_earlier
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import plain_button, tinted_button
from lssc_desktop.ui.widgets.emptying import give_up
from lssc_desktop.ui.widgets.labels import Label

_REPLY, _DONE, _OPEN = "reply", "done", "open"
_LINES = 3
_SHOWN = {ThreadState.OPEN, ThreadState.ANSWERED}


class CommentsOnWork(QWidget):
    """The comments on one competency or statement that are not settled, the open ones first."""

    answered = Signal(str, str, bool)
    """The id of the comment, the candidate's words, and whether it is marked as answered."""
    passage_requested = Signal(object)
    """The `Comment` whose passage shall be shown."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._shown: tuple[tuple[Thread, ...], frozenset[str]] = ((), frozenset())
        self._cards: list[CommentCard] = []
        self.head = Label(icons.theme, "", Type.BODY_STRONG, wrap=False)
        self.reply = ReplyField(icons)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(9)
        self._column.addWidget(self.head)
        self._column.addWidget(self.reply)
        self.reply.hide()
        self.reply.said.connect(self._say)
        self.hide()

    @property
    def cards(self) -> tuple[CommentCard, ...]:
        """The comments shown."""
        return tuple(self._cards)

    def show_threads(self, threads: Sequence[Thread], gone: frozenset[str]) -> None:
        """Show what was said; `gone` are comments whose passage is not in the text any more."""
        wanted = sorted(
            (thread for thread in threads if thread.state in _SHOWN),
            key=lambda thread: thread.state is ThreadState.ANSWERED,
        )
        shown = (tuple(wanted), gone)
        if shown == self._shown:
            return
        self._shown = shown
        for card in self._cards:
            self._column.removeWidget(card)
            give_up(card)
        self._cards = [self._card(thread, gone) for thread in wanted]
        for place, card in enumerate(self._cards, 1):
            self._column.insertWidget(place, card)
        if self.reply.comment not in {card.comment.id for card in self._cards}:
            self.reply.close_field()
        self.head.setText(_("Comments ({count})").format(count=len(wanted)))
        self.setVisible(bool(wanted))

    def _card(self, thread: Thread, gone: frozenset[str]) -> CommentCard:
        is_open = thread.state is ThreadState.OPEN
        word = thread.answer.text if thread.answer is not None else ""
        reply = Act(_REPLY, _("Change the answer") if word else _("Reply"))
        mark = (
            Act(_DONE, _("Mark as answered"), "check")
            if is_open
            else Act(_OPEN, _("Not answered after all"))
        )
        card = CommentCard(
            self._icons,
            thread.comment,
            said_earlier(thread, thread.reviewer, gone=thread.comment.id in gone),
            (reply, mark),
            answered(thread, you()),
            None if is_open else thread.state,
        )
        card.acted.connect(self._act)
        card.passage_requested.connect(self.passage_requested)
        return card

    @Slot(str, str)
    def _act(self, act: str, comment: str) -> None:
        thread = next(each for each in self._shown[0] if each.comment.id == comment)
        word = thread.answer.text if thread.answer is not None else ""
        if act == _REPLY:
            place = next(n for n, card in enumerate(self._cards) if card.comment.id == comment)
            self._column.removeWidget(self.reply)
            self._column.insertWidget(place + 2, self.reply)
            self.reply.open_field(thread.comment, word)
        else:
            self.answered.emit(comment, word, act == _DONE)

    @Slot(str, str)
    def _say(self, comment: str, text: str) -> None:
        self.answered.emit(comment, text, True)


class ReplyField(QWidget):
    """A field under a comment; keeping the answer marks the comment as answered."""

    said = Signal(str, str)
    """The id of the comment and the answer."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.comment = ""
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(_("Your answer"))
        self.field.setPlaceholderText(_("Say what you changed, or why it is right as it is."))
        self.field.setTabChangesFocus(True)
        self.keep = tinted_button(icons, _("Answer"))
        self.cancel = plain_button(icons, _("Cancel"))
        self._note = Label(
            icons.theme, _("Your next review copy carries it."), Type.CAPTION, Ink.INK2
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self._note)
        column.addLayout(row)
        self.keep.clicked.connect(self._say)
        self.cancel.clicked.connect(self.close_field)
        self.field.textChanged.connect(self._check)
        icons.theme.changed.connect(self._dress)
        self._dress()
        self._check()

    def open_field(self, comment: Comment, text: str) -> None:
        """Begin an answer, or change one."""
        self.comment = comment.id
        self.field.setPlainText(text)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_field(self) -> None:
        """Put the field away."""
        self.comment = ""
        self.hide()

    @Slot()
    def _say(self) -> None:
        comment, text = self.comment, self.field.toPlainText().strip()
        self.close_field()
        self.said.emit(comment, text)

    @Slot()
    def _check(self) -> None:
        self.keep.setEnabled(bool(self.field.toPlainText().strip()))

    @Slot()
    def _dress(self) -> None:
        self.field.setFont(self._icons.theme.font(Type.BODY))
        frame = self._icons.theme.measure(20)
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * _LINES + frame)
