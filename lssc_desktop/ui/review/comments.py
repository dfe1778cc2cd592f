"""The right of a review: what was said about the part that is shown, and room to say more."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QWidget

from lssc_desktop.core.review.review import About, Comment, ReviewMode, Thread, ThreadState
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.review import quoted, said_text, you
from lssc_desktop.messages.words import one_line
from lssc_desktop.ui.kit.buttons import link_button, plain_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.fields import ChoiceField, TextBox
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.pages import PageContent, ScrollPage, dispose
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.ui.shared.comment_card import (
    CommentAct,
    CommentCard,
    answered,
    said_earlier,
    said_now,
)
from lssc_desktop.values import dataclass

# Where a reviewer writes a comment: on all of what is shown, on a file, or on a passage ---------


_LINES = 5


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be commented on, and what it is called."""

    name: str
    about: About


class CommentBox(QWidget):
    """A field for a comment, and what it is on.

    `said` is emitted when Add is pressed, `drafted` after every change. What is said is a
    `Comment`; its id is "" for a new one.
    """

    said = Signal(object)
    drafted = Signal(object)
    left = Signal()
    """What was being changed is done with: what was begun before can come back (`take_up`)."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._icons = icons
        self._targets: tuple[Target, ...] = ()
        self._draft = Comment("", About(), "")
        self._is_showing = False
        self._asked = ""
        self.head = Label(theme, _("Add comment"), Type.BODY_STRONG)
        self.on = ChoiceField()
        self.on.setAccessibleName(_("What the comment is on"))
        self.on.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.on.setMinimumContentsLength(8)
        self.on.setProperty("look", "bare")
        hint = _("Say what’s clear and what’s missing. Select words in the text to point to them.")
        self.field = TextBox(theme, _LINES, _("Add comment"), hint)
        self.field.setAcceptDrops(False)  # a file that is dropped is for the window
        self._quote_icon = IconLabel(icons, "quote", Ink.NOTE, 14)
        self.quote = Label(theme, "", Type.CAPTION, Ink.NOTE)
        self._note = Label(
            theme, _("It isn’t in the review file until you add it"), Type.CAPTION, Ink.INK2
        )
        self.insert = link_button(icons, _("Insert…"))
        self.insert.hide()
        self.add = plain_button(icons, _("Add"))
        self.cancel = plain_button(icons, _("Cancel"), small=True)

        column(
            row((self.head, 1), (self.on, 1), gap=8),
            self.field,
            row((self._quote_icon, Qt.AlignmentFlag.AlignTop), (self.quote, 1), gap=6),
            row((self._note, 1), self.insert, self.cancel, self.add, gap=8),
            gap=7,
            on=self,
        )

        self.add.setToolTip(_("{act} ({keys})").format(act=_("Add"), keys="Ctrl+Enter"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._note_text)
        self.on.activated.connect(self._note_target)
        self.add.clicked.connect(self._say)
        self.cancel.clicked.connect(self.give_up)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()
        self._show()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Add what is written at Ctrl+Enter, which otherwise leads to the next competency."""
        if not isinstance(event, QKeyEvent) or not self.add.isEnabled():
            return False
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not is_enter or plain != Qt.KeyboardModifier.ControlModifier:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() is QEvent.Type.KeyPress:
            self._say()
        return True

    @property
    def draft(self) -> Comment:
        """What stands in the field, with what it is about."""
        return self._draft

    def show_targets(self, targets: Sequence[Target], draft: Comment | None) -> None:
        """Offer other things to comment on, with what was already written there."""
        self._targets = tuple(targets)
        self.on.clear()
        self.on.addItems([target.name for target in self._targets])
        self.on.setVisible(len(self._targets) > 1)
        self._become(Comment("", self._targets[0].about, "") if draft is None else draft)

    def ask(self, asked: str) -> None:
        """Ask for something in the words above the field; "" for nothing in particular."""
        if asked != self._asked:
            self._asked = asked
            self._show()

    def insert_text(self, text: str) -> None:
        """Put words where the cursor is, apart from what stands before them."""
        cursor = self.field.textCursor()
        before = self.field.toPlainText()[: cursor.selectionStart()]
        gap = " " if before and not before[-1].isspace() else ""
        cursor.insertText(gap + text)
        self.field.setTextCursor(cursor)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self, draft: Comment) -> None:
        """Go on with a comment that was begun."""
        self._become(draft)

    def point_at(self, quote: str, quoted_at: int) -> None:
        """Let what is written be about a passage of the text; "" for no passage."""
        about = self._targets[0].about
        if self._draft.follows or self._draft.id or (self._draft.about != about and not quote):
            return
        self._become(replace(self._draft, about=about, quote=quote, quoted_at=quoted_at))

    def follow(self, comment: Comment) -> None:
        """Ask an earlier comment again, with words of its own."""
        self._finish()
        asked = Comment(
            "", comment.about, self._draft.text, comment.quote, comment.quoted_at, comment.id
        )
        self._become(asked)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def change(self, comment: Comment) -> None:
        """Change the words of a comment of this review; one that was begun waits meanwhile."""
        self._finish()
        self._become(comment)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def empty(self) -> None:
        """Begin a new comment on all of what is shown."""
        self._begin("")

    def give_up(self) -> None:
        """Change nothing, or do not ask again; words that were typed to ask stay."""
        self._begin(self._draft.text if self._draft.follows else "")

    def _begin(self, text: str) -> None:
        if not self._targets:
            return
        before = self._draft
        self._become(Comment("", self._targets[0].about, text))
        self.drafted.emit(replace(before, text="") if before.id else self._draft)
        if before.id:
            self.left.emit()

    def _finish(self) -> None:
        """Keep the change that is being made, before anything else is done."""
        if self._draft.id and self._draft.text.strip():
            self._say()

    def _become(self, draft: Comment) -> None:
        self._draft = draft
        self._show()

    def _show(self) -> None:
        self._is_showing = True
        draft = self._draft
        if self.field.toPlainText() != draft.text:
            self.field.setPlainText(draft.text)
        abouts = [target.about for target in self._targets]
        if draft.about in abouts:
            self.on.setCurrentIndex(abouts.index(draft.about))
        if draft.id:
            self.head.setText(_("Edit your comment"))
        elif draft.follows:
            self.head.setText(_("Ask again"))
        else:
            self.head.setText(self._asked or _("Add comment"))
        self.add.setText(_("Keep") if draft.id else _("Add"))
        self.on.setEnabled(not draft.id and not draft.follows)
        for widget in (self.quote, self._quote_icon):
            widget.setVisible(bool(draft.quote))
        self.quote.setText(quoted(draft.quote))
        self.cancel.setVisible(bool(draft.id or draft.follows))
        self._note.setVisible(not (draft.id or draft.follows))
        self.add.setEnabled(bool(draft.text.strip()))
        self._is_showing = False

    def _note_text(self) -> None:
        if self._is_showing:
            return
        self._draft = replace(self._draft, text=self.field.toPlainText())
        self.add.setEnabled(bool(self._draft.text.strip()))
        self.drafted.emit(self._draft)

    def _note_target(self, place: int) -> None:
        about = self._targets[place].about
        self._become(replace(self._draft, about=about, quote="", quoted_at=0))
        self.drafted.emit(self._draft)

    def _say(self) -> None:
        said = replace(self._draft, text=self._draft.text.strip())
        self.empty()
        self.said.emit(said)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _apply_theme(self) -> None:
        self.on.setFont(self._icons.theme.font(Type.TABLE))


def all_of(number: int) -> str:
    """Name all that is shown of a competency; beside the head there is room for no more."""
    return _("{Competency} {number}").format(number=number)


def target_name(number: int, name: str) -> str:
    """Name a file that can be commented on: "Evidence 1, flyer.pdf"."""
    return _("Evidence {number}, {name}").format(number=number, name=one_line(name, 60))


# The right of a review: what was said about the part that is shown, and room to say more --------


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
    """A pane of comment cards, the oldest first, and the box for another comment."""

    settled = Signal(str, bool)
    """The id of a comment of an earlier round, and whether it needs nothing more."""
    taken_back = Signal(str)
    passage_requested = Signal(object)
    note_requested = Signal()
    """A word on the whole set shall be written."""

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
        self.note = link_button(icons, "")
        self.promise = Callout(icons, "", Tone.INFO, icon="info-circle", type_=Type.CAPTION)

        content = PageContent(self)
        self._column = column(gap=11)
        column(
            row((self.head, 1), self.count),
            self._column,
            stretch,
            self.box,
            row(self.note, stretch),
            self.promise,
            gap=10,
            margins=(16, 13, 16, 12),
            on=content,
        )
        self.note.clicked.connect(self.note_requested)
        self.show_note("")
        scroll = ScrollPage(content)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column(scroll, on=self)

    @property
    def cards(self) -> tuple[CommentCard, ...]:
        """The comments shown, the oldest first."""
        return tuple(self._cards)

    def sizeHint(self) -> QSize:
        """Return the width of the picture at the current text size."""
        return QSize(self._icons.theme.measure(_WIDTH), 400)

    def show_mode(self, mode: ReviewMode) -> None:
        """Say what becomes of the review file."""
        self.promise.set_text(_file_promise(mode))

    def show_note(self, note: str) -> None:
        """Say whether there is a word on the whole set."""
        self.note.setText(
            _("Edit note on the whole {set}") if note else _("Add note on the whole {set}")
        )
        self.note.setToolTip(said_text(note))

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
        at, focused = self._focused_card()
        for card in self._cards:
            self._column.removeWidget(card)
            dispose(card)
        self._cards = [
            *(self._earlier_card(thread, shown) for thread in shown.earlier[-_MOST:]),
            *(self._own_card(comment, shown) for comment in shown.own[-_MOST:]),
        ]
        for card in self._cards:
            self._column.addWidget(card)
            card.acted.connect(self._act)
            card.passage_requested.connect(self.passage_requested)
            card.show()
        if focused:
            self._focus_near(focused, at)

    def _focused_card(self) -> tuple[int, str]:
        """Return place and comment id of the card that has the keyboard, or no id."""
        focused = QApplication.focusWidget()
        return next(
            (
                (at, card.comment.id)
                for at, card in enumerate(self._cards)
                if focused is not None and card.isAncestorOf(focused)
            ),
            (0, ""),
        )

    def _focus_near(self, comment: str, at: int) -> None:
        """Give the keyboard to the card of a comment, else to its neighbor or the field."""
        again = [card for card in self._cards if card.comment.id == comment]
        for card in (*again, *self._cards[at:], *self._cards[:at][::-1]):
            button = next(iter(card.buttons.values()), None)
            if button is not None:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.box.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _earlier_card(self, thread: Thread, shown: Discussion) -> CommentCard:
        comment = thread.comment
        by = you() if thread.reviewer == self._reviewer else thread.reviewer
        asked = any(each.follows == comment.id for each in shown.own)
        state = thread.state
        acts: tuple[CommentAct, ...] = ()
        if comment.id in shown.settled:
            state = ThreadState.SETTLED
            acts = (CommentAct(_OPEN, _("Open again")),)
        elif asked:
            state = ThreadState.ASKED_AGAIN
        elif state in {ThreadState.OPEN, ThreadState.ANSWERED}:
            acts = (CommentAct(_SETTLE, _("Resolved"), "check"), CommentAct(_ASK, _("Ask again")))
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
        acts = (CommentAct(_CHANGE, _("Edit")), CommentAct(_TAKE_BACK, _("Remove")))
        return CommentCard(self._icons, comment, said, acts)

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


def _file_promise(mode: ReviewMode) -> str:
    """Say what becomes of what is written about a package, and where it goes from here."""
    if mode is ReviewMode.REVIEW:
        return _(
            "The package isn’t changed. The review file is small. Send it back to the "
            "candidate by email or on a USB drive."
        )
    return _(
        "The package isn’t changed. Your evaluation is saved in a small file. Give it to "
        "the program office, never to the candidate: the office combines the evaluations "
        "and sends the candidate the result."
    )
