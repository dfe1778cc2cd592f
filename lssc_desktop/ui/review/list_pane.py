"""The left of a review: every competency with its rating, and last the learning statement."""

from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _
from gettext import ngettext

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QWidget

from lssc_desktop.core.portfolio.portfolio import Rating
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.messages.review import statement_word, unfinished_count, unfinished_word
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row
from lssc_desktop.ui.kit.tables import Column, RecordModel
from lssc_desktop.ui.kit.tokens import LIST_WIDTH, Ink, Tone, Type
from lssc_desktop.ui.shared.competency_rows import CompetencyList, NumberedDelegate

# One competency as the list of a review shows it: its rating, and whether it is news ------------


RATING_LOOKS: dict[Rating | None, tuple[IconName, Tone]] = {
    Rating.MET: ("circle-check", Tone.OK),
    Rating.PARTIAL: ("half", Tone.WARN),
    Rating.NOT_MET: ("circle-x", Tone.BAD),
    None: ("circle-dashed", Tone.IDLE),
}
"""The icon and tone of each rating (look/tokens.md 2)."""


class ReviewNews(StrEnum):
    """What of a competency differs from the copy that was reviewed before."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One competency; without a number the learning statement. `place` counts from 0.

    `unfinished` says that a comment on it was begun and not added.
    """

    place: int
    number: int | None
    title: str
    rating: Rating | None = None
    read: bool = False
    news: ReviewNews | None = None
    unfinished: bool = False

    @property
    def status(self) -> tuple[IconName, Tone, str]:
        """Icon, tone and word of where it stands."""
        if self.number is None:
            return "eye", Tone.IDLE, statement_word(read=self.read)
        icon, tone = RATING_LOOKS[self.rating]
        return icon, tone, rating_word(self.rating)

    @property
    def spoken(self) -> str:
        """What a screen reader says of the row: "11, Diversity of users, Met, Changed"."""
        number = "" if self.number is None else str(self.number)
        news = "" if self.news is None else news_word(self.news)
        begun = unfinished_word() if self.unfinished else ""
        parts = (number, self.title, self.status[2], news, begun)
        return ", ".join(part for part in parts if part)


UNFINISHED: IconName = "message-circle"
"""Marks a competency with a comment that was begun and not added."""


def news_word(news: ReviewNews) -> str:
    """Name what is otherwise."""
    return {ReviewNews.CHANGED: _("Changed"), ReviewNews.NEW: _("New"), ReviewNews.GONE: _("Gone")}[
        news
    ]


def news_icon(news: ReviewNews) -> IconName:
    """Return the icon that says the same."""
    icons: dict[ReviewNews, IconName] = {
        ReviewNews.CHANGED: "pencil",
        ReviewNews.NEW: "plus",
        ReviewNews.GONE: "trash",
    }
    return icons[news]


class ReviewDelegate(NumberedDelegate):
    """Draws the rows of a review: below the title the rating, at the end what is news.

    Below the number stands the mark of a comment that is not finished.
    """

    def number_of(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """Return the number of a competency."""
        return _row(index).number

    def draw_below(
        self,
        painter: QPainter,
        room: QRect,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the rating, and at the far side whether it is news."""
        row = _row(index)
        if row.unfinished:
            self.draw_before(painter, room, UNFINISHED, Tone.NOTE)
        icon, tone, word = row.status
        strong = row.rating is not None
        self.draw_mark(painter, room, icon, tone, word, strong=strong)
        if row.news is not None:
            said = news_word(row.news)
            mark = QRect(room)
            mark.setLeft(room.right() - self.mark_width(said))
            self.draw_mark(painter, mark, news_icon(row.news), Tone.NOTE, said, strong=True)


def _row(index: QModelIndex | QPersistentModelIndex) -> ReviewRow:
    model = index.model()
    if not isinstance(model, RecordModel):
        raise TypeError(model)
    row = model.record(index)
    if not isinstance(row, ReviewRow):
        raise TypeError(row)
    return row


# The left of a review: every competency with its rating, and last the learning statement --------


_WIDER = 20  # than the list of the workspace: a rating and a mark stand side by side


class ReviewPane(QFrame):
    """A list of competencies under its head, which says how many are changed."""

    chosen = Signal(object)
    """The number of a competency; None for the learning statement."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self._is_filling = False
        self.setProperty("box", "sidebar")
        head = Label(self._theme, _("Competencies"), Type.BODY_STRONG, wrap=False)
        self._icon = IconLabel(icons, "pencil", Ink.NOTE, 14)
        self.changed = Label(self._theme, "", Type.TABLE_STRONG, Ink.NOTE, wrap=False)
        self._begun_icon = IconLabel(icons, UNFINISHED, Ink.NOTE, 14)
        self.unfinished = Label(self._theme, "", Type.TABLE_STRONG, Ink.NOTE, wrap=False)
        words = Column[ReviewRow](
            "", lambda row: row.title, lambda row: row.place, spoken=lambda row: row.spoken
        )
        self.rows = RecordModel((words,), self)
        self.list = CompetencyList(icons, self.rows, ReviewDelegate(icons), self)

        counts = self._begun_icon, self.unfinished, self._icon, self.changed
        top = row((head, 1), *counts, gap=5, margins=(14, 4, 12, 0))
        column(top, (self.list, 1), gap=3, margins=(0, 5, 0, 0), on=self)
        self.list.selectionModel().currentChanged.connect(self._choose)

    def sizeHint(self) -> QSize:
        """Return the width of tokens.md at the current text size."""
        return QSize(self._theme.measure(LIST_WIDTH + _WIDER), 400)

    def show_rows(self, rows: tuple[ReviewRow, ...], current: int | None) -> None:
        """Show where the review stands, with one row chosen; no signal is emitted."""
        self._is_filling = True
        if rows != self.rows.all_records:
            self.rows.set_records(rows)
        at = next((row.place for row in rows if row.number == current), 0)
        self.list.setCurrentIndex(self.rows.index(at, 0))
        self._is_filling = False
        news = sum(row.news is not None for row in rows)
        self.changed.setText(
            ngettext("{count} changed", "{count} changed", news).format(count=news)
        )
        for widget in (self._icon, self.changed):
            widget.setVisible(bool(news))
        begun = sum(row.unfinished for row in rows)
        words = unfinished_count(begun)
        self.unfinished.setText(str(begun) if news else words)  # there is no room for both
        self.unfinished.setAccessibleName(words)
        self.unfinished.setToolTip(words)
        for widget in (self._begun_icon, self.unfinished):
            widget.setVisible(bool(begun))

    @Slot(QModelIndex)
    def _choose(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_filling:
            self.chosen.emit(self.rows.record(current).number)
