"""One competency as the list of a review shows it: its rating, and whether it is news."""

from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter

from lssc_desktop.core.portfolio import Rating
from lssc_desktop.messages.evaluation import rating_word
from lssc_desktop.messages.review import statement_word, unfinished_word
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.tables import RecordTable
from lssc_desktop.ui.tokens import Tone
from lssc_desktop.ui.widgets.competency_rows import NumberedDelegate

RATING_LOOKS: dict[Rating | None, tuple[IconName, Tone]] = {
    Rating.MET: ("circle-check", Tone.OK),
    Rating.PARTIAL: ("half", Tone.WARN),
    Rating.NOT_MET: ("circle-x", Tone.BAD),
    None: ("circle-dashed", Tone.IDLE),
}
"""The icon and tone of each rating (look/tokens.md 2)."""


class News(StrEnum):
    """What of a competency is otherwise than in the copy that was reviewed before."""

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
    news: News | None = None
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


def news_word(news: News) -> str:
    """Name what is otherwise."""
    return {News.CHANGED: _("Changed"), News.NEW: _("New"), News.GONE: _("Gone")}[news]


def news_icon(news: News) -> IconName:
    """Return the icon that says the same."""
    icons: dict[News, IconName] = {News.CHANGED: "pencil", News.NEW: "plus", News.GONE: "trash"}
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
    if not isinstance(model, RecordTable):
        raise TypeError(model)
    row = model.record(index)
    if not isinstance(row, ReviewRow):
        raise TypeError(row)
    return row
