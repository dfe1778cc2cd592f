"""Comments as cards, and the passages they quote in a text that two views show."""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.schema import Rating
from lssc_desktop.core.review.review import Comment, GivenRating, Thread, ThreadState
from lssc_desktop.core.text.richtext import RichText, parted, plain
from lssc_desktop.core.text.text import utf16_length
from lssc_desktop.formats.dates import long_day, short_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.competency import in_sentence
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.messages.review import comment_on, copy_words, quoted, said_text
from lssc_desktop.messages.words import one_line
from lssc_desktop.ui.kit.buttons import Button, StatusChip, link_button, plain_button
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import add, column, row, stretch
from lssc_desktop.ui.kit.pages import FlowLayout, dispose
from lssc_desktop.ui.kit.tokens import Ink, Tone, Type
from lssc_desktop.values import dataclass

_INDENT = 22
_SHORT_QUOTE = 28  # characters of a passage that stand on a button
_STATES: dict[ThreadState, tuple[IconName, Ink]] = {
    ThreadState.OPEN: ("clock", Ink.NOTE),
    ThreadState.ANSWERED: ("check", Ink.OK),
    ThreadState.SETTLED: ("circle-check", Ink.OK),
    ThreadState.ASKED_AGAIN: ("message-circle", Ink.NOTE),
}


RATING_LOOKS: dict[Rating | None, tuple[IconName, Tone]] = {
    Rating.MET: ("circle-check", Tone.OK),
    Rating.PARTIAL: ("half", Tone.WARN),
    Rating.NOT_MET: ("circle-x", Tone.BAD),
    None: ("circle-dashed", Tone.IDLE),
}
"""The icon and tone of each rating (docs/look.md 2)."""


@dataclass(frozen=True, slots=True)
class CommentAct:
    """Something that can be done with a comment: the words of its button, and an id."""

    id: str
    words: str
    icon: IconName | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said, as a card shows it.

    `by` is the name, or "You"; `gone` says that the passage is not in the text any more.
    """

    by: str
    when: str
    text: str
    on: str = ""
    quote: str = ""
    gone: bool = False


class SaidCard(QFrame):
    """The words of one person; the passage they quote can be jumped to."""

    passage_requested = Signal()

    def __init__(
        self, icons: Icons, said: Said, tone: Tone | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.said = said
        self.setProperty("box", "card" if tone is None else tone.value)
        who = Label(theme, one_line(said.by, 60), Type.TABLE_STRONG)
        when = Label(theme, said.when, Type.CAPTION, Ink.INK2, wrap=False)
        self.words = text = Label(theme, said_text(said.text), Type.TABLE)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.column = column(
            row((who, 1), (when, Qt.AlignmentFlag.AlignTop), gap=8),
            Label(theme, said.on, Type.CAPTION_STRONG, Ink.NOTE) if said.on else None,
            text,
            self._quote(icons, said) if said.quote else None,
            gap=4,
            margins=(12, 9, 12, 10),
            on=self,
        )

    def _quote(self, icons: Icons, said: Said) -> QHBoxLayout:
        words = column(gap=1)
        short = len(said.quote) <= _SHORT_QUOTE
        # The button alone is higher than its words, which the icon stands beside.
        alone = short and not said.gone
        side = Qt.AlignmentFlag.AlignVCenter if alone else Qt.AlignmentFlag.AlignTop
        if said.gone or not short:
            words.addWidget(Label(icons.theme, quoted(said.quote), Type.CAPTION, Ink.NOTE))
        if said.gone:
            words.addWidget(
                Label(icons.theme, _("The passage was removed"), Type.CAPTION_STRONG, Ink.INK2)
            )
        else:
            jump = link_button(icons, quoted(said.quote) if short else _("Show the passage"))
            jump.setAccessibleName(_("Show the passage"))
            jump.setAccessibleDescription(quoted(said.quote))
            jump.clicked.connect(self.passage_requested)
            add(words, (jump, Qt.AlignmentFlag.AlignLeft))
        return row((IconLabel(icons, "quote", Ink.NOTE, 14), side), (words, 1), gap=6)


class CommentCard(QWidget):
    """One comment: who said it and when, the words, the passage, and what became of it.

    Its answer stands below it, and the buttons of what can be done.
    """

    acted = Signal(str, str)
    """The id of the act, and of the comment."""
    passage_requested = Signal(object)
    """The `Comment` whose passage shall be shown."""

    def __init__(
        self,
        icons: Icons,
        comment: Comment,
        said: Said,
        acts: Sequence[CommentAct] = (),
        answer: Said | None = None,
        state: ThreadState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self.comment = comment
        self.card = SaidCard(icons, said, Tone.NOTE)
        self.buttons: dict[str, Button] = {}
        self.setAccessibleName(_("Comment by {name}").format(name=one_line(said.by, 60)))
        self.answer = below = None if answer is None else SaidCard(icons, answer, None)
        if state is not None:
            (below or self.card).column.addLayout(self._state(state))
        column(
            self.card,
            row(below, margins=(_INDENT, 0, 0, 0)) if below else None,
            self._acts(acts) if acts else None,
            gap=9,
            on=self,
        )
        self.card.passage_requested.connect(self._request_passage)

    def _state(self, state: ThreadState) -> QHBoxLayout:
        icon, ink = _STATES[state]
        words = Label(
            self._icons.theme,
            {
                ThreadState.OPEN: _("Needs an answer"),
                ThreadState.ANSWERED: _("Marked as answered"),
                ThreadState.SETTLED: _("Resolved"),
                ThreadState.ASKED_AGAIN: _("Asked again"),
            }[state],
            Type.CAPTION_STRONG,
            ink,
        )
        return row(IconLabel(self._icons, icon, ink, 14), (words, 1), gap=5)

    def _acts(self, acts: Sequence[CommentAct]) -> FlowLayout:
        flow = FlowLayout(spacing=8)
        for act in acts:
            button = plain_button(self._icons, act.words, act.icon, small=True)
            button.setAccessibleDescription(self.card.said.text[:200])
            button.clicked.connect(self._act)
            self.buttons[act.id] = button
            flow.addWidget(button)
        return flow

    def _act(self) -> None:
        pressed = self.sender()
        for act, button in self.buttons.items():
            if button is pressed:
                self.acted.emit(act, self.comment.id)

    def _request_passage(self) -> None:
        self.passage_requested.emit(self.comment)


def said_earlier(thread: Thread, by: str, *, gone: bool) -> Said:
    """Return what a comment of an earlier round says."""
    comment = thread.comment
    return Said(
        by,
        _round_line(thread.day, thread.copy),
        comment.text,
        comment_on(comment.about),
        comment.quote,
        gone,
    )


def answered(thread: Thread, candidate: str) -> Said | None:
    """Return what the candidate answered, None where nothing was written."""
    answer = thread.answer
    if answer is None or not answer.text:
        return None
    return Said(candidate, _round_line(answer.day, 0), answer.text)


def said_now(comment: Comment, by: str, *, gone: bool = False) -> Said:
    """Return what a comment of the review being written says."""
    again = _("asked again") if comment.follows else ""
    on = comment_on(comment.about)
    return Said(by, again, comment.text, on, comment.quote, gone)


# Passages in two views --------------------------------------------------------------------------


class StretchKind(Enum):
    """Why characters are marked: quoted, new words, words from which some went, or moved here."""

    QUOTED = auto()
    CHANGED = auto()
    CUT = auto()
    MOVED = auto()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters from `start` up to `end` that are marked."""

    start: int
    end: int
    kind: StretchKind = StretchKind.QUOTED

    @property
    def changed(self) -> bool:
        """Whether something is not as it was."""
        return self.kind is not StretchKind.QUOTED


@dataclass(frozen=True, slots=True)
class SelectedText:
    """A selected text and where it starts."""

    start: int
    text: str


class TextPart:
    """Those paragraphs of a text that one of two views shows.

    It finds a passage of the whole in the view, and the other way around.
    """

    def __init__(self, whole: RichText, *, introduction: bool) -> None:
        self._whole = plain(whole)
        self._pieces: list[tuple[int, int, int]] = []  # start in the whole, its end, start here
        first, rest = parted(whole)
        self.text = first if introduction else rest
        place = 0 if introduction else sum(len(item.text) + 1 for item in first.paragraphs)
        here = 0
        for paragraph in self.text.paragraphs:
            text = paragraph.text
            self._pieces.append((place, place + len(text), here))
            here += utf16_length(text) + 1
            place += len(text) + 1

    def inside(self, stretch: Stretch) -> Stretch | None:
        """Return a stretch of the whole as the view counts, None where it shows nothing of it."""
        found = [
            (
                self._here(piece, max(stretch.start, piece[0])),
                self._here(piece, min(stretch.end, piece[1])),
            )
            for piece in self._pieces
            if stretch.start <= piece[1] and stretch.end >= piece[0] and piece[1] > piece[0]
        ]
        if not found or found[0][0] >= found[-1][1]:
            return None
        return Stretch(found[0][0], found[-1][1], stretch.kind)

    def whole(self, passage: SelectedText) -> SelectedText:
        """Return what is selected in the view, with its place in the whole."""
        start, _end, here = next(
            piece for piece in reversed(self._pieces) if piece[2] <= passage.start
        )
        units = 2 * (passage.start - here)
        before = self._whole[start:].encode("utf-16-le", "surrogatepass")[:units]
        return SelectedText(start + len(before.decode("utf-16-le", "ignore")), passage.text)

    def _here(self, piece: tuple[int, int, int], place: int) -> int:
        return piece[2] + utf16_length(self._whole[piece[0] : place])


# Ratings ----------------------------------------------------------------------------------------


class GivenRatings(QWidget):
    """How others rated one competency: a line for each, with who it was, on what and when."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._shown: tuple[GivenRating, ...] = ()
        self._lines: list[QWidget] = []
        self._column = column(gap=6, on=self)
        self.hide()

    @property
    def shown(self) -> tuple[GivenRating, ...]:
        """The ratings shown."""
        return self._shown

    def show_ratings(self, given: tuple[GivenRating, ...]) -> None:
        """Show other ratings; without any, nothing is shown."""
        self.setVisible(bool(given))
        if given == self._shown:
            return
        self._shown = given
        for line in self._lines:
            self._column.removeWidget(line)
            dispose(line)
        self._lines = [self._line(each) for each in given]
        add(self._column, *self._lines)

    def _line(self, given: GivenRating) -> QWidget:
        icon, tone = RATING_LOOKS[given.rating]
        line = QWidget(self)
        column(
            row(StatusChip(self._icons, icon, rating_word(given.rating), tone), stretch),
            Label(
                self._icons.theme,
                _("{reviewer}, {copy}, {day}").format(
                    reviewer=one_line(given.reviewer),
                    copy=in_sentence(copy_words(given.kind, given.copy)),
                    day=long_day(given.day),
                ),
                Type.CAPTION,
                Ink.INK2,
            ),
            gap=2,
            on=line,
        )
        return line


def _round_line(on: date, copy: int, kind: PackageKind = PackageKind.REVIEW_COPY) -> str:
    """Say when and on which package something was said: "Nov 21, 2026, on copy 1"."""
    if kind is PackageKind.REVIEW_COPY and copy:
        return _("{day}, on copy {copy}").format(day=short_day(on), copy=copy)
    return short_day(on)
