"""How a competency looks in the list of a set: its number, its title, and below its state."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from lssc_desktop.core.progress import CompetencyState
from lssc_desktop.messages.competency import competency_state_word
from lssc_desktop.ui.competency_list import Role
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.house_style import paint_row_ring
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import LIST_WIDTH, Tone
from lssc_desktop.ui.widgets.rows import paint_chosen
from lssc_desktop.ui.word_sizes import WordSizes

_NUMBER_END = 32
_TITLE = 41
_END = 10
_AIR = 4
_BETWEEN = 3  # title and state
_ICON = 14
_ICON_GAP = 5
_RULE_ROOM = 13  # above the learning statement, with the line in its middle

STATE_LOOKS: dict[CompetencyState, tuple[IconName, Tone]] = {
    CompetencyState.NOT_STARTED: ("circle-dashed", Tone.IDLE),
    CompetencyState.IN_PROGRESS: ("half", Tone.ACCENT),
    CompetencyState.COMMENT: ("message-circle", Tone.NOTE),
    CompetencyState.READY: ("circle-check", Tone.OK),
}
"""The icon and tone of each state (look/tokens.md 2)."""


class NumberedDelegate(QStyledItemDelegate):
    """Draws rows of a number, a title that wraps where the list is narrow, and a line below it.

    A row without a number is the learning statement, which stands apart. What the line below
    says is for the subclass to draw.
    """

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = icons.theme
        self._sizes = WordSizes(icons.theme, self)

    def number_of(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """Return the number of a row, None for the learning statement."""
        raise NotImplementedError

    def draw_below(
        self,
        painter: QPainter,
        room: QRect,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw what stands below the title, in one line that begins where the title does."""
        raise NotImplementedError

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one competency."""
        tokens, measure = self._theme.tokens, self._theme.measure
        row = QRect(option.rect)
        painter.save()
        if self.number_of(index) is None:
            self._draw_rule(painter, row)
            row.setTop(row.top() + measure(_RULE_ROOM))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            paint_chosen(painter, row, self._theme)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, QColor(tokens.sunken))
        self._draw_head(painter, row, index)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(self._theme.font(Type.TABLE_STRONG if chosen else Type.TABLE))
        words = self._title_box(row.width(), index.data(), chosen=chosen)
        words.moveTopLeft(row.topLeft() + QPoint(measure(_TITLE), measure(_AIR)))
        painter.drawText(words, Qt.TextFlag.TextWordWrap, index.data())
        start = words.bottomLeft() + QPoint(0, measure(_BETWEEN))
        below = QRect(start, QSize(row.right() - words.left(), self._line_height()))
        below.setRight(row.right() - measure(_END))
        self.draw_below(painter, below, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_row_ring(painter, row, tokens)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room that title and state need."""
        measure = self._theme.measure
        view = option.widget
        width = (
            view.viewport().width()
            if isinstance(view, QAbstractScrollArea)
            else measure(LIST_WIDTH)
        )
        title = self._title_box(width, index.data(), chosen=True)
        rule = measure(_RULE_ROOM) if self.number_of(index) is None else 0
        between = measure(_BETWEEN) + 2 * measure(_AIR)
        return QSize(width, title.height() + self._line_height() + between + rule)

    def draw_mark(
        self,
        painter: QPainter,
        room: QRect,
        icon: IconName,
        tone: Tone,
        words: str,
        *,
        strong: bool,
    ) -> None:
        """Draw an icon and its words at the beginning of a line."""
        measure = self._theme.measure
        ink = self._theme.tokens.tone(tone).fg
        painter.drawPixmap(
            room.topLeft() + QPoint(0, (room.height() - measure(_ICON)) // 2 + 1),
            self._icons.pixmap(icon, ink, _ICON),
        )
        painter.setFont(self._theme.font(Type.CAPTION_STRONG if strong else Type.CAPTION))
        painter.setPen(QColor(ink))
        left = measure(_ICON) + measure(_ICON_GAP)
        painter.drawText(room.adjusted(left, 0, 0, 1), Qt.AlignmentFlag.AlignVCenter, words)

    def draw_before(self, painter: QPainter, room: QRect, icon: IconName, tone: Tone) -> None:
        """Draw an icon before a line, below the number."""
        measure = self._theme.measure
        left = room.left() - measure(_TITLE) + measure(_NUMBER_END) - measure(_ICON)
        top = room.top() + (room.height() - measure(_ICON)) // 2 + 1
        ink = self._theme.tokens.tone(tone).fg
        painter.drawPixmap(QPoint(left, top), self._icons.pixmap(icon, ink, _ICON))

    def mark_width(self, words: str) -> int:
        """Return the room that an icon and strong words need."""
        measure = self._theme.measure
        width = self._sizes.line(words, Type.CAPTION_STRONG).width()
        return measure(_ICON) + measure(_ICON_GAP) + width + 1

    def _line_height(self) -> int:
        words = self._sizes.line("", Type.CAPTION_STRONG).height()
        return max(words, self._theme.measure(_ICON))

    def _title_box(self, width: int, title: str, *, chosen: bool) -> QRect:
        room = width - self._theme.measure(_TITLE) - self._theme.measure(_END)
        type_ = Type.TABLE_STRONG if chosen else Type.TABLE
        return QRect(QPoint(), self._sizes.wrapped(title, type_, max(room, 40)))

    def _draw_head(
        self, painter: QPainter, row: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        measure = self._theme.measure
        number = self.number_of(index)
        if number is None:
            picture = self._icons.pixmap("notebook", self._theme.tokens.ink2, 16)
            place = QPoint(measure(_NUMBER_END) - measure(16), measure(_AIR) + measure(1))
            painter.drawPixmap(row.topLeft() + place, picture)
            return
        font = self._theme.font(Type.TABLE, tabular=True)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.ink2))
        height = self._sizes.line("", Type.TABLE, tabular=True).height()
        room = QRect(row.left(), row.top() + measure(_AIR), measure(_NUMBER_END), height)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, str(number))

    def _draw_rule(self, painter: QPainter, row: QRect) -> None:
        measure = self._theme.measure
        y = row.top() + measure(_RULE_ROOM) // 2
        painter.setPen(QColor(self._theme.tokens.line))
        painter.drawLine(row.left() + measure(_END), y, row.right() - measure(_END), y)


class CompetencyDelegate(NumberedDelegate):
    """Draws the rows of `CompetencyTree`: below the title stands the state."""

    def number_of(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """Return the number of a competency."""
        number = index.data(Role.NUMBER)
        return None if number is None else int(number)

    def draw_below(
        self,
        painter: QPainter,
        room: QRect,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the state."""
        state = CompetencyState(index.data(Role.STATE))
        icon, tone = STATE_LOOKS[state]
        strong = state is not CompetencyState.NOT_STARTED
        self.draw_mark(painter, room, icon, tone, competency_state_word(state), strong=strong)
