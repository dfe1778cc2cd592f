"""How rows of lists and tables look: their height, the bar of the chosen one, its strong words."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import ROW_HEIGHT

_BAR = 3
_RING = 2
_ICON_GAP = QSize(4, 0)  # between an icon and its words, half of it before the icon


def paint_chosen(painter: QPainter, row: QRect, theme: Theme, *, bar: bool = True) -> None:
    """Draw the ground of the chosen row, and the bar at its beginning."""
    painter.fillRect(row, QColor(theme.tokens.accent_soft))
    if bar:
        painter.fillRect(
            QRect(row.left(), row.top(), theme.measure(_BAR), row.height()),
            QColor(theme.tokens.accent),
        )


class RowDelegate(QStyledItemDelegate):
    """Draws the cells of a table; the chosen row has a bar, and one column strong words.

    The row with the keyboard has the focus ring inside, around all its cells.
    """

    def __init__(self, theme: Theme, parent: QObject | None = None, *, strong: int = 0) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strong = strong

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Make the words of a chosen row strong in one column; the ring is drawn later.

        Words of a color of their own keep it in a chosen row.
        """
        super().initStyleOption(option, index)
        own = index.data(Qt.ItemDataRole.ForegroundRole)
        if isinstance(own, QColor):
            option.palette.setColor(QPalette.ColorRole.HighlightedText, own)
        if index.column() == self._strong:  # names: a hyphen as wide as a figure parts them
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            option.font = self._theme.font(Type.TABLE_STRONG if chosen else Type.TABLE)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if option.features & QStyleOptionViewItem.ViewItemFeature.HasDecoration:
            option.decorationSize += _ICON_GAP

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell, over it the bar of the chosen row and its part of the row's ring."""
        super().paint(painter, option, index)
        if index.column() == 0 and option.state & QStyle.StateFlag.State_Selected:
            bar = QRect(option.rect)
            bar.setWidth(self._theme.measure(_BAR))
            painter.fillRect(bar, QColor(self._theme.tokens.accent))
        view = option.widget
        if (
            isinstance(view, QAbstractItemView)
            and view.hasFocus()
            and view.currentIndex().row() == index.row()
        ):
            self._paint_ring(painter, option.rect, index)

    def _paint_ring(
        self, painter: QPainter, cell: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        focus = QColor(self._theme.tokens.focus)
        painter.fillRect(cell.left(), cell.top(), cell.width(), _RING, focus)
        painter.fillRect(cell.left(), cell.bottom() - _RING + 1, cell.width(), _RING, focus)
        if index.column() == 0:
            painter.fillRect(cell.left(), cell.top(), _RING, cell.height(), focus)
        if not index.sibling(index.row(), index.column() + 1).isValid():
            painter.fillRect(cell.right() - _RING + 1, cell.top(), _RING, cell.height(), focus)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return a row's height at the text size in force."""
        return super().sizeHint(option, index).expandedTo(QSize(0, self._theme.measure(ROW_HEIGHT)))


class TableDress(QObject):
    """Keeps a table in the look of the house: type, height of rows, head, the one chosen row."""

    def __init__(self, view: QTableView, theme: Theme, *, strong: int = 0) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        view.setItemDelegate(RowDelegate(theme, view, strong=strong))
        view.setShowGrid(False)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setCornerButtonEnabled(False)
        view.verticalHeader().setVisible(False)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        # The head goes on above the scroll bar, where Qt leaves a hole.
        self._cap = QFrame()
        self._cap.setProperty("box", "head")
        view.addScrollBarWidget(self._cap, Qt.AlignmentFlag.AlignTop)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        head = self._theme.measure(ROW_HEIGHT - 2)
        self._cap.setFixedHeight(head)
        self._view.setFont(self._theme.font(Type.TABLE, tabular=True))
        height = self._theme.measure(ROW_HEIGHT)
        self._view.verticalHeader().setMinimumSectionSize(height)
        self._view.verticalHeader().setDefaultSectionSize(height)
        self._view.horizontalHeader().setFixedHeight(head)
