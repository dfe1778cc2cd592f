"""The list of a set's competencies: its model, and how rows are drawn."""

from collections.abc import Collection
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.standing.progress import (
    CompetencyState,
    SetProgress,
    competency_state,
    covered_state,
    progress,
    statement_state,
)
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.competency import competency_name, competency_state_word, statement_title
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.mirroring import draw_picture, draw_words, mirror
from lssc_desktop.ui.kit.style import paint_row_ring
from lssc_desktop.ui.kit.tables import (
    Index,
    RowSelection,
    WordSizes,
    WrappingList,
    paint_chosen,
)
from lssc_desktop.ui.kit.tokens import LIST_WIDTH, Tone, Type
from lssc_desktop.values import dataclass

type CompetencyKey = tuple[str, int | None]
"""The id of a set, and the number of a competency or None for the learning statement."""

STATE_LOOKS: dict[CompetencyState, tuple[IconName, Tone]] = {
    CompetencyState.NOT_STARTED: ("circle-dashed", Tone.IDLE),
    CompetencyState.NOTED: ("pencil", Tone.IDLE),
    CompetencyState.IN_PROGRESS: ("half", Tone.ACCENT),
    CompetencyState.COMMENT: ("message-circle", Tone.NOTE),
    CompetencyState.REVISION: ("edit", Tone.WARN),
    CompetencyState.UNSHOWN: ("alert-triangle", Tone.WARN),
    CompetencyState.READY: ("circle-check", Tone.OK),
}
"""The icon and tone of each state (docs/look.md 2)."""

_NOWHERE = QModelIndex()
_TOP = 0  # the internal id of a set; a competency has the row of its set, counted from 1

_NUMBER_END = 32
_TITLE_LEFT = 41
_RIGHT_MARGIN = 10
_AIR = 4
_BETWEEN = 3  # title and state
_ICON = 14
_ICON_GAP = 5
_RULE_ROOM = 13  # above the learning statement, with the line in its middle


class Role(IntEnum):
    """What a row has besides its title, by role."""

    NUMBER = Qt.ItemDataRole.UserRole.value
    STATE = Qt.ItemDataRole.UserRole.value + 1


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """One competency; without a number the learning statement of the set."""

    number: int | None
    title: str
    state: CompetencyState


@dataclass(frozen=True, slots=True)
class SetRow:
    """One set with its rows."""

    set_id: str
    title: str
    rows: tuple[CompetencyRow, ...]

    @property
    def shape(self) -> tuple[str, tuple[int | None, ...]]:
        """What stays the same while only titles and states change."""
        return self.set_id, tuple(row.number for row in self.rows)


class CompetencyTree(QAbstractItemModel):
    """The model of the sets done by portfolio, each with its competencies in order.

    Its learning statement comes last.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sets: tuple[SetRow, ...] = ()

    def set_portfolio(
        self, program: Program, portfolio: Portfolio, asked: Collection[CompetencyKey] = ()
    ) -> None:
        """Show where the work stands now; only rows that changed are drawn again.

        `asked` are the sets and numbers (None: the statement) with a comment to answer.
        """
        new = tuple(
            _set_row(program, item, asked)
            for item in progress(program, portfolio)
            if item.work.route is Route.PORTFOLIO
        )
        old, same = self._sets, [item.shape for item in new] == [s.shape for s in self._sets]
        if not same:
            self.beginResetModel()
            self._sets = new
            self.endResetModel()
            return
        self._sets = new
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            top = self.index(place, 0)
            for at, (was, is_) in enumerate(zip(before.rows, after.rows, strict=True)):
                if was != is_:
                    changed = self.index(at, 0, top)
                    self.dataChanged.emit(changed, changed)
            if before.title != after.title:
                self.dataChanged.emit(top, top)

    def set_index(self, set_id: str) -> QModelIndex:
        """Return the row of a set, which is invalid when it is not done by portfolio."""
        for place, item in enumerate(self._sets):
            if item.set_id == set_id:
                return self.index(place, 0)
        return QModelIndex()

    def competency_index(self, set_id: str, number: int | None) -> QModelIndex:
        """Return the row of a competency, or with None of the statement."""
        top = self.set_index(set_id)
        rows = self._sets[top.row()].rows if top.isValid() else ()
        for place, each in enumerate(rows):
            if each.number == number:
                return self.createIndex(place, 0, top.row() + 1)
        return QModelIndex()

    def competency_row(self, index: Index) -> CompetencyRow | None:
        """Return the competency of a row, None for a set."""
        if not index.isValid() or index.internalId() == _TOP:
            return None
        return self._sets[index.internalId() - 1].rows[index.row()]

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a row, as Qt asks for it."""
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # Qt has two of this name
        """Return the set of a competency."""
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are below a row."""
        if not parent.isValid():
            return len(self._sets)
        if parent.internalId() != _TOP or parent.column() != 0:
            return 0
        return len(self._sets[parent.row()].rows)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """Return the one column."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the name for a screen reader, the number or the state of a row."""
        if not index.isValid():
            return None
        row = self.competency_row(index)
        if row is None:
            wanted = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return self._sets[index.row()].title if wanted else None
        return _row_data(row, int(role))


def _row_data(row: CompetencyRow, role: int) -> object:
    """Return what a row shows; it is asked often, so nothing is made that was not asked for."""
    match role:
        case Qt.ItemDataRole.DisplayRole.value:
            return row.title
        case Qt.ItemDataRole.AccessibleTextRole.value:
            return competency_name(row.number, row.title, row.state)
        case Role.NUMBER.value:
            return row.number
        case Role.STATE.value:
            return row.state
        case _:
            return None


def _set_row(program: Program, item: SetProgress, asked: Collection[CompetencyKey]) -> SetRow:
    """Return the rows of a set; where one statement covers all, it is first."""
    competency_set, work, to_revise = item.competency_set, item.work, item.asked
    set_id = competency_set.id
    whole = None if program.needs_responses else statement_state(work)

    def row(number: int | None, title: str, state: CompetencyState) -> CompetencyRow:
        waits = (set_id, number) in asked
        return CompetencyRow(number, title, CompetencyState.COMMENT if waits else state)

    rows = tuple(
        row(
            each.number,
            each.title,
            competency_state(work.competency(each.number), to_revise)
            if whole is None
            else covered_state(work.competency(each.number), whole),
        )
        for each in competency_set.competencies
    )
    if not program.needs_statement:
        return SetRow(set_id, competency_set.title, rows)
    statement = row(None, statement_title(program), statement_state(work))
    in_order = (*rows, statement) if whole is None else (statement, *rows)
    return SetRow(set_id, competency_set.title, in_order)


# Drawing of rows --------------------------------------------------------------------------------


class NumberedDelegate(QStyledItemDelegate):
    """Draws rows of a number, a title that wraps where the list is narrow, and a line below it.

    A row without a number is the learning statement, which stands apart. What the line below
    says is for the subclass to draw.
    """

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = icons.theme
        self._tokens = icons.theme.tokens  # of the row that is painted
        self._sizes = WordSizes(icons.theme, self)

    def number_of(self, index: Index) -> int | None:
        """Return the number of a row, None for the learning statement."""
        raise NotImplementedError

    def stands_apart(self, index: Index) -> bool:
        """Whether a row has a line above it: the statement, which comes after other rows."""
        return self.number_of(index) is None and index.row() > 0

    def has_below(self, index: Index) -> bool:  # noqa: ARG002 - for who has rows without it
        """Whether something stands below the title of a row; else the title has the middle."""
        return True

    def draw_below(
        self,
        painter: QPainter,
        room: QRect,
        index: Index,
    ) -> None:
        """Draw what stands below the title, in one line that begins where the title does."""
        raise NotImplementedError

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        """Draw one competency."""
        measure = self._theme.measure
        row = QRect(option.rect)
        painter.save()
        mirror(painter, row)
        if self.stands_apart(index):
            self._draw_rule(painter, row)
            row.setTop(row.top() + measure(_RULE_ROOM))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._tokens = tokens = self._theme.tokens.for_row(chosen=chosen)
        if chosen:
            paint_chosen(painter, row, self._theme)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, QColor(tokens.sunken))
        below = self.has_below(index)
        top = row.topLeft()
        if not below:
            top += QPoint(0, (measure(_BETWEEN) + self._line_height()) // 2)
        self._draw_number(painter, top, index)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(self._theme.font(Type.TABLE_STRONG if chosen else Type.TABLE))
        words = self._title_box(row.width(), index.data(), chosen=chosen)
        words.moveTopLeft(top + QPoint(measure(_TITLE_LEFT), measure(_AIR)))
        draw_words(painter, words, int(Qt.TextFlag.TextWordWrap), index.data())
        if below:
            start = words.bottomLeft() + QPoint(0, measure(_BETWEEN))
            room = QRect(start, QSize(row.right() - words.left(), self._line_height()))
            room.setRight(row.right() - measure(_RIGHT_MARGIN))
            self.draw_below(painter, room, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_row_ring(painter, row, tokens)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room that title and state need."""
        measure = self._theme.measure
        view = option.widget
        width = (
            view.viewport().width()
            if isinstance(view, QAbstractScrollArea)
            else measure(LIST_WIDTH)
        )
        title = self._title_box(width, index.data(), chosen=True)
        rule = measure(_RULE_ROOM) if self.stands_apart(index) else 0
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
        ink = self._tokens.tone(tone).fg
        corner = room.topLeft() + QPoint(0, (room.height() - measure(_ICON)) // 2 + 1)
        draw_picture(painter, QPointF(corner), self._icons.pixmap(icon, ink, _ICON))
        painter.setFont(self._theme.font(Type.CAPTION_STRONG if strong else Type.CAPTION))
        painter.setPen(QColor(ink))
        left = measure(_ICON) + measure(_ICON_GAP)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        draw_words(painter, room.adjusted(left, 0, 0, 1), middle, words)

    def draw_before(self, painter: QPainter, room: QRect, icon: IconName, tone: Tone) -> None:
        """Draw an icon before a line, below the number."""
        measure = self._theme.measure
        left = room.left() - measure(_TITLE_LEFT) + measure(_NUMBER_END) - measure(_ICON)
        top = room.top() + (room.height() - measure(_ICON)) // 2 + 1
        ink = self._tokens.tone(tone).fg
        draw_picture(painter, QPointF(left, top), self._icons.pixmap(icon, ink, _ICON))

    def mark_width(self, words: str) -> int:
        """Return the room that an icon and strong words need."""
        measure = self._theme.measure
        width = self._sizes.line(words, Type.CAPTION_STRONG).width()
        return measure(_ICON) + measure(_ICON_GAP) + width + 1

    def _line_height(self) -> int:
        words = self._sizes.line("", Type.CAPTION_STRONG).height()
        return max(words, self._theme.measure(_ICON))

    def _title_box(self, width: int, title: str, *, chosen: bool) -> QRect:
        room = width - self._theme.measure(_TITLE_LEFT) - self._theme.measure(_RIGHT_MARGIN)
        type_ = Type.TABLE_STRONG if chosen else Type.TABLE
        return QRect(QPoint(), self._sizes.wrapped(title, type_, max(room, 40)))

    def _draw_number(self, painter: QPainter, corner: QPoint, index: Index) -> None:
        measure = self._theme.measure
        number = self.number_of(index)
        if number is None:
            picture = self._icons.pixmap("notebook", self._tokens.ink2, 16)
            place = QPoint(measure(_NUMBER_END) - measure(16), measure(_AIR) + measure(1))
            draw_picture(painter, QPointF(corner + place), picture)
            return
        font = self._theme.font(Type.TABLE, tabular=True)
        painter.setFont(font)
        painter.setPen(QColor(self._tokens.ink2))
        height = self._sizes.line("", Type.TABLE, tabular=True).height()
        room = QRect(corner + QPoint(0, measure(_AIR)), QSize(measure(_NUMBER_END), height))
        draw_words(painter, room, int(Qt.AlignmentFlag.AlignRight), str(number))

    def _draw_rule(self, painter: QPainter, row: QRect) -> None:
        measure = self._theme.measure
        y = row.top() + measure(_RULE_ROOM) // 2
        painter.setPen(QColor(self._theme.tokens.line))
        painter.drawLine(
            row.left() + measure(_RIGHT_MARGIN), y, row.right() - measure(_RIGHT_MARGIN), y
        )


class CompetencyDelegate(NumberedDelegate):
    """Draws the rows of `CompetencyTree`: number, title, and below it the state."""

    def number_of(self, index: Index) -> int | None:
        """Return the number of a competency."""
        number = index.data(Role.NUMBER)
        return None if number is None else int(number)

    def has_below(self, index: Index) -> bool:
        """Whether it was started: that a row isn't needs no words for the eye."""
        return CompetencyState(index.data(Role.STATE)) is not CompetencyState.NOT_STARTED

    def draw_below(
        self,
        painter: QPainter,
        room: QRect,
        index: Index,
    ) -> None:
        """Draw the state."""
        state = CompetencyState(index.data(Role.STATE))
        icon, tone = STATE_LOOKS[state]
        self.draw_mark(painter, room, icon, tone, competency_state_word(state), strong=True)


# List -------------------------------------------------------------------------------------------


class CompetencyList(WrappingList):
    """The rows of one set; the row of the keyboard is the one that is shown."""

    def __init__(
        self,
        icons: Icons,
        model: QAbstractItemModel,
        delegate: NumberedDelegate,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(icons.theme, parent)
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(_("{Competencies}"))
        self.setProperty("look", "bare")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        RowSelection(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in sight when the list gets lower, as under a notice."""
        was_seen = 0 <= self._current_bottom() <= event.oldSize().height()
        super().resizeEvent(event)
        if was_seen and self._current_bottom() > event.size().height():
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Alt with an arrow to the files beside the list, which it goes through."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _current_bottom(self) -> int:
        return self.visualRect(self.currentIndex()).bottom()
