"""How a row of the sidebar is drawn."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icon_names import IconName
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import RADIUS, Ink
from lssc_desktop.ui.widgets.ring import paint_ring
from lssc_desktop.ui.word_sizes import WordSizes

_MARK = 18
_MARK_LEFT = 10
_WORDS_LEFT = 37
_RIGHT = 8
_COUNT_GAP = 6
_AIR = 7  # above and below one line of words
_AIR_TWO = 4  # above and below two lines
_BAR = 3
_BADGE_AIR = 6
_DOT = 8
_HEAD_AIR = 12
_LINE_HEIGHT = 21
_WIDE = 100_000  # pixels, which no words fill


class RowKind(StrEnum):
    """What a row is: a place, a head above places, or a line between them."""

    PLACE = "place"
    HEAD = "head"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: an icon, or without one a ring for `done` of `total`; words; a count; a name.

    A `badge` is a number of things that only the person can do. `ink` is that of the icon where
    it shows a state.
    """

    words: str
    kind: RowKind = RowKind.PLACE
    icon: IconName | None = None
    ink: Ink | None = None
    done: int = 0
    total: int = 0
    count: str = ""
    badge: str = ""
    name: str = ""


class NavigationDelegate(QStyledItemDelegate):
    """Draws rows of one or two lines of words; when narrow, icons with the words as tooltips."""

    def __init__(self, icons: Icons, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._icons = icons
        self._theme = icons.theme
        self._view = view
        self._narrow = False
        self._sizes = WordSizes(icons.theme, self)

    def set_narrow(self, narrow: bool) -> None:
        """Draw icons alone, or icons and words."""
        self._narrow = narrow

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room a row needs at the text size in force."""
        row = _row(index)
        width = self._view.viewport().width()
        measure = self._theme.measure
        if row.kind is RowKind.LINE:
            return QSize(width, measure(_LINE_HEIGHT))
        if row.kind is RowKind.HEAD:
            caption = self._sizes.line(row.words, Type.CAPTION_STRONG).height()
            return QSize(
                width, measure(_LINE_HEIGHT) if self._narrow else caption + measure(2 * _HEAD_AIR)
            )
        line = self._sizes.wrapped(row.words, Type.BODY_STRONG, _WIDE).height()
        words = 0 if self._narrow else self._words_box(row, QRect(0, 0, width, 0)).height()
        air = _AIR if words <= line else _AIR_TWO
        return QSize(width, max(words + measure(2 * air), measure(35)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        row = _row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is RowKind.LINE or (row.kind is RowKind.HEAD and self._narrow):
            self._paint_line(painter, option.rect)
        elif row.kind is RowKind.HEAD:
            self._paint_head(painter, option.rect, row)
        else:
            self._paint_place(painter, option, row)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Show the words of a row that shows its icon alone."""
        if event.type() == QEvent.Type.ToolTip and self._narrow and index.isValid():
            row = _row(index)
            QToolTip.showText(event.globalPos(), row.name or row.words, view)
            return True
        return super().helpEvent(event, view, option, index)

    def _paint_line(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(QColor(self._theme.tokens.line), 1))
        middle = rect.center().y()
        painter.drawLine(rect.left() + 8, middle, rect.right() - 8, middle)

    def _paint_head(self, painter: QPainter, rect: QRect, row: Row) -> None:
        painter.setFont(self._theme.font(Type.CAPTION_STRONG))
        painter.setPen(QColor(self._theme.tokens.ink3))
        left = self._theme.measure(_MARK_LEFT)
        painter.drawText(rect.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.words)

    def _paint_place(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        tokens = self._theme.tokens
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(option.rect).adjusted(0, 0.5, 0, -0.5)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft if chosen else tokens.pressed))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if chosen:
            bar = QRectF(box.left(), box.top() + 6, _BAR, box.height() - 12)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        self._paint_mark(painter, option.rect, row, chosen=chosen)
        if self._narrow and row.badge:
            self._paint_dot(painter, option.rect)
        if not self._narrow:
            self._paint_words(painter, option.rect, row, chosen=chosen)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_mark(self, painter: QPainter, rect: QRect, row: Row, *, chosen: bool) -> None:
        side = self._theme.measure(_MARK)
        left = rect.left() + self._theme.measure(_MARK_LEFT)
        if self._narrow:
            left = rect.center().x() - side // 2
        place = QRect(left, rect.center().y() - side // 2, side, side)
        if row.icon is not None:
            ink = row.ink or (Ink.ACCENT if chosen else Ink.INK2)
            painter.drawPixmap(place.topLeft(), self._icons.pixmap(row.icon, ink, _MARK))
        else:
            tokens = self._theme.tokens
            paint_ring(painter, QRectF(place), row.done, row.total, tokens, side * 0.17)

    def _paint_words(self, painter: QPainter, rect: QRect, row: Row, *, chosen: bool) -> None:
        tokens = self._theme.tokens
        painter.setFont(self._font(chosen=chosen))
        painter.setPen(QColor(tokens.ink))
        box = self._words_box(row, rect)
        box.moveCenter(QPoint(box.center().x(), rect.center().y()))
        middle = (
            Qt.AlignmentFlag.AlignVCenter
        )  # of a box that has room for the letters of the chosen row
        painter.drawText(box, int(Qt.TextFlag.TextWordWrap) | int(middle), row.words)
        painter.setFont(self._count_font())
        painter.setPen(QColor(tokens.ink2))
        if row.badge:
            self._paint_badge(painter, rect, row.badge)
        right = rect.adjusted(0, 0, -self._theme.measure(_RIGHT), 0)
        painter.drawText(
            right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.count
        )

    def _paint_dot(self, painter: QPainter, rect: QRect) -> None:
        """Draw beside the icon alone that something waits; its name says how many."""
        side = self._theme.measure(_DOT)
        colors = self._theme.tokens.warn
        dot = QRectF(0, 0, side, side)
        dot.moveCenter(QPointF(rect.center()) + QPointF(side * 1.2, -side))
        painter.setPen(QPen(QColor(colors.bg), 1))
        painter.setBrush(QColor(colors.fg))
        painter.drawEllipse(dot)

    def _paint_badge(self, painter: QPainter, rect: QRect, text: str) -> None:
        """Draw a number on a tinted ground, as a chip has it."""
        measure = self._theme.measure
        colors = self._theme.tokens.warn
        font = self._theme.font(Type.CAPTION_STRONG)
        high = QFontMetrics(font).height() + measure(_BADGE_AIR)
        wide = max(high, QFontMetrics(font).horizontalAdvance(text) + measure(2 * _RIGHT))
        box = QRectF(0, 0, wide, high)
        box.moveCenter(QPointF(rect.center()))
        box.moveRight(rect.right() - measure(_RIGHT))
        painter.setPen(QPen(QColor(colors.line), 1))
        painter.setBrush(QColor(colors.bg))
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setFont(font)
        painter.setPen(QColor(colors.fg))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _words_box(self, row: Row, rect: QRect) -> QRect:
        """Return the room of the words of a row that lies at `rect`, as high as they are."""
        measure = self._theme.measure
        count = self._sizes.line(row.count or row.badge, Type.TABLE, tabular=True).width()
        room = rect.width() - measure(_WORDS_LEFT + _RIGHT) - count - measure(_COUNT_GAP)
        width = max(room, 40)
        # Measured with the wider letters, so that a row does not grow when it is chosen.
        height = self._sizes.wrapped(row.words, Type.BODY_STRONG, width).height()
        return QRect(rect.left() + measure(_WORDS_LEFT), rect.top(), width, height)

    def _font(self, *, chosen: bool) -> QFont:
        return self._theme.font(Type.BODY_STRONG if chosen else Type.BODY_MEDIUM)

    def _count_font(self) -> QFont:
        return self._theme.font(Type.TABLE, tabular=True)


def _row(index: QModelIndex | QPersistentModelIndex) -> Row:
    row = index.data(Qt.ItemDataRole.UserRole)
    return row if isinstance(row, Row) else Row(str(index.data() or ""))
