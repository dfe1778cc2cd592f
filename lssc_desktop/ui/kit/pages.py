"""The layout of pages: heads, dividers, scrolling, flowing rows, window sizes, kept rows.

It is long because these parts ask one another how wide and how high a page is.
"""

from collections import deque
from collections.abc import Callable, Hashable, Sequence
from functools import partial

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QSplitterHandle,
    QWidget,
)

from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.kit.focus import no_focus_ring
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.layout import column, row, set_beside
from lssc_desktop.ui.kit.speech import Speech, speak_as
from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.ui.kit.tokens import CHOICE_GAP, CHOICE_MARK, Ink, Type

_LEAST_TITLE_WIDTH = 240
_AIR_IN_SIGHT = 24  # pixels above and below what is brought into sight
_SHARE_OF_WINDOW = 0.92  # that a dialog takes at most
_TITLE_BAR = 32  # pixels, as on most systems
_MOST_FREE_ROWS = 40


class PageHead(QWidget):
    """The title of a page, a line under it, and its `buttons` at the far side.

    Where there is no room beside the words, the buttons stand under them.
    """

    def __init__(
        self, theme: Theme, title: str, note: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = Label(theme, title, Type.H1)
        self.note = Label(theme, note, Type.BODY, Ink.INK2)

        self.buttons = FlowLayout(spacing=12)
        self._theme = theme

        words = column(self.title, self.note, gap=3)
        beside = self.buttons, Qt.AlignmentFlag.AlignVCenter
        self._row = row((words, 1), beside, gap=16, on=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where there is room for them."""
        super().resizeEvent(event)
        least = max(self.title.sizeHint().width(), self._theme.measure(_LEAST_TITLE_WIDTH))
        narrow = self.width() < least + self._row.spacing() + self.buttons.sizeHint().width()
        set_beside(self._row, beside=not narrow)


class SectionHead(QWidget):
    """The title of a section, a note after it on the same line, and room at the far side.

    `info` is a small button right after the title.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        note: str = "",
        *,
        before: QWidget | None = None,
        info: QWidget | None = None,
        after: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = Label(theme, title, Type.H2, wrap=False)
        self.note = Label(theme, note, Type.TABLE, Ink.INK2)

        row(before, self.title, info, (self.note, 1), after, gap=8, on=self)


class Divider(QFrame):
    """A thin line between two things; it says nothing to a screen reader."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", "rule")
        thin, long = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(thin, long)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(long, thin)


# Panes side by side -----------------------------------------------------------------------------

_HANDLE = 9  # pixels that the mouse can catch
_KEY_STEP = 24  # pixels that an arrow key moves the line


class PaneSplitter(QSplitter):
    """Panes with a line between each two that mouse and arrow keys move; no pane can vanish.

    `names` says of each line what it changes. A thin one has no grip.
    """

    def __init__(
        self, theme: Theme, *names: str, thin: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme = theme
        self.is_thin = thin
        self._names = [names[0], *names]  # before the first pane there is a line too, never shown
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1 if thin else _HANDLE)

    def createHandle(self) -> QSplitterHandle:
        """Return the line before a pane."""
        return PaneHandle(self, self._names.pop(0))


class PaneHandle(QSplitterHandle):
    """A thin line that can be caught beside it too, and has the keyboard like a slider."""

    def __init__(self, splitter: PaneSplitter, name: str) -> None:
        super().__init__(splitter.orientation(), splitter)
        self._theme = splitter.theme
        self._is_thin = splitter.is_thin
        speak_as(self, Speech.SEPARATOR)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("first", "never")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAccessibleDescription(_("The arrow keys move it."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line by the arrow keys."""
        key, is_upright = Qt.Key(event.key()), self.orientation() is Qt.Orientation.Horizontal
        before, after = (
            (Qt.Key.Key_Left, Qt.Key.Key_Right) if is_upright else (Qt.Key.Key_Up, Qt.Key.Key_Down)
        )
        if key not in (before, after):
            super().keyPressEvent(event)
            return
        step = -_KEY_STEP if key == before else _KEY_STEP
        self.moveSplitter(self.closestLegalPosition((self.x() if is_upright else self.y()) + step))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a thin line in the middle, and a grip where it is looked for."""
        if self._is_thin:
            super().paintEvent(event)
            return
        tokens = self._theme.tokens
        painter = QPainter(self)
        middle = self.width() // 2
        painter.fillRect(middle, 0, 1, self.height(), QColor(tokens.line))
        grip = QRectF(middle - 1.5, self.height() / 2 - 18, 4, 36)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent if self.underMouse() else tokens.line_strong))
        painter.drawRoundedRect(grip, 2, 2)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Draw the grip in another color under the mouse."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)


# Scrolling --------------------------------------------------------------------------------------


class PageContent(QWidget):
    """What scrolls in a page: as high as its words need at the width that there is.

    Qt by itself would take the height that they need at their narrowest.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the height at the width of the page."""
        least = super().minimumSizeHint()
        layout = self.layout()
        return least if layout is None else _at_page_width(self, least, layout.heightForWidth)


def minimum_size_for_width(content: QWidget, least: QSize) -> QSize:
    """Return the least height of what scrolls at the width of its page, not at its narrowest."""
    layout = content.layout()
    return least if layout is None else _at_page_width(content, least, layout.minimumHeightForWidth)


def _at_page_width(content: QWidget, least: QSize, height: Callable[[int], int]) -> QSize:
    """`height` is a method of the layout; PySide would call one of the class without overrides."""
    page = content.parentWidget()
    if page is None or not content.hasHeightForWidth():
        return least
    return QSize(least.width(), height(max(page.width(), least.width())))


class ScrollPage(QScrollArea):
    """A page that scrolls when the window is lower, or the text larger, than the page needs."""

    def __init__(self, content: QWidget | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        no_focus_ring(self)
        # Made by us, because PySide looks through every class of Qt for what one of Qt's own is.
        viewport = QWidget()
        self.setViewport(viewport)
        viewport.setAutoFillBackground(False)
        if content is not None:
            self.hold(content)

    def hold(self, content: QWidget) -> None:
        """Let this scroll; it costs least when it was made in the viewport."""
        self.setWidget(content)
        content.setAutoFillBackground(False)  # which Qt has just turned on


class WrappingPage(ScrollPage):
    """A page of which only the width decides how high it is: it ends with what is on it."""

    def showEvent(self, event: QShowEvent) -> None:
        """End with what is on the page."""
        self._end_with_content()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """End with what is on the page, at the new width."""
        self._end_with_content()
        super().resizeEvent(event)

    def _end_with_content(self) -> None:
        """Qt would take the height that text has at its narrowest too, and leave an empty end."""
        content = self.widget()
        layout = None if content is None else content.layout()
        if content is None or layout is None or not layout.hasHeightForWidth():
            return
        policy = content.sizePolicy()
        if policy.verticalPolicy() is not QSizePolicy.Policy.Ignored:
            policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)
            content.setSizePolicy(policy)


class EdgedPage(ScrollPage):
    """A page that scrolls above something that stays; a line parts them while more lies below."""

    def __init__(self, content: QWidget | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(content, parent=parent)
        self.edge = Divider(parent=self)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._draw_edge)
        bar.valueChanged.connect(self._draw_edge)
        self._draw_edge()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line at the lower edge."""
        super().resizeEvent(event)
        self.edge.setGeometry(0, self.height() - 1, self.width(), 1)

    def _draw_edge(self) -> None:
        bar = self.verticalScrollBar()
        self.edge.setVisible(bar.value() < bar.maximum())
        self.edge.raise_()


def ensure_visible(widget: QWidget, place: QRect | None = None) -> None:
    """Scroll the pages that a widget lies in until the widget, or a place in it, is seen."""
    _lay_out_around(widget)
    wanted = widget.rect() if place is None else place
    page = widget.parentWidget()
    while page is not None:
        content = page.widget() if isinstance(page, ScrollPage) else None
        if isinstance(page, ScrollPage) and content is not None:
            at = widget.mapTo(content, wanted.center())
            page.ensureVisible(at.x(), at.y(), 0, wanted.height() // 2 + _AIR_IN_SIGHT)
        page = page.parentWidget()


def ensure_visible_soon(widget: QWidget) -> None:
    """Call `ensure_visible` when the widget, which was shown just now, has its place."""
    QTimer.singleShot(0, widget, partial(ensure_visible, widget))


def _lay_out_around(widget: QWidget) -> None:
    """Let all that a widget lies in take the sizes it is about to take, from the inside out."""
    around: QWidget | None = widget
    while around is not None:
        QCoreApplication.sendPostedEvents(around, QEvent.Type.LayoutRequest.value)
        around = around.parentWidget()


def scrolled[Content: QWidget](
    page: QWidget, content: Content, kind: type[ScrollPage] = ScrollPage
) -> tuple[ScrollPage, Content]:
    """Let a page consist of something that scrolls; fill that afterwards.

    To move a widget with all that is in it costs Qt as much as to make it.
    """
    scroll = kind(content, parent=page)
    column(scroll, on=page)
    return scroll, content


# Flow layout ------------------------------------------------------------------------------------


class FlowLayout(QLayout):
    """Lays widgets out as words in a paragraph: what has no room goes on in the next line."""

    # Qt asks a layout for its items until its widget is gone, and the garbage collector may have
    # emptied the instance before: then the class answers, with none.
    _items: tuple[QLayoutItem, ...] = ()

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 4, between: int | None = None
    ) -> None:
        """Make it with the pixels between two widgets; `between` lines, where that differs."""
        super().__init__(parent)
        self._between = spacing if between is None else between
        self._sizes: list[tuple[QLayoutItem, QSize]] | None = None  # until something changes
        self._heights: dict[int, int] = {}  # by width
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more."""
        self._items += (item,)
        self.invalidate()

    def invalidate(self) -> None:
        """Ask the widgets again how large they are, because one of them changed."""
        self._sizes = None
        self._heights = {}
        super().invalidate()

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one up, None past the end."""
        if not 0 <= index < len(self._items):
            return None
        taken = self._items[index]
        self._items = (*self._items[:index], *self._items[index + 1 :])
        self.invalidate()
        return taken

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        margins = self.contentsMargins()
        shown = [size for _, size in self._shown()]
        width = sum(size.width() for size in shown) + self.spacing() * max(len(shown) - 1, 0)
        height = max((size.height() for size in shown), default=0)
        return QSize(
            width + margins.left() + margins.right(), height + margins.top() + margins.bottom()
        )

    def minimumSize(self) -> QSize:
        """Return the room of the widest."""
        margins = self.contentsMargins()
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size.grownBy(margins)

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Return the height of all lines; what stands in one is centered in it."""
        room = rect.marginsRemoved(self.contentsMargins())
        y = room.y()
        for number, line in enumerate(self._lines(room.width())):
            y += self._between if number else 0
            height = max(size.height() for _, size in line)
            x = room.x()
            for item, size in line:
                if move:
                    corner = QPoint(x, y + (height - size.height()) // 2)
                    item.setGeometry(QRect(corner, size))
                x += size.width() + self.spacing()
            y += height
        return y - rect.y() + self.contentsMargins().bottom()

    def _shown(self) -> list[tuple[QLayoutItem, QSize]]:
        """Return what is not hidden, and how large it wants to be."""
        if self._sizes is None:
            self._sizes = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        return self._sizes

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item, size in self._shown():
            needed = size.width()
            if lines and used + needed <= width:
                lines[-1].append((item, size))
            else:
                lines.append([(item, size)])
                used = 0
            used += needed + self.spacing()
        return lines


def flow(*widgets: QWidget, gap: int) -> FlowLayout:
    """Return a layout of widgets that go on in the next line, as words in a paragraph."""
    layout = FlowLayout(spacing=gap)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


# Window sizes -----------------------------------------------------------------------------------


def take_window_size(window: QWidget, theme: Theme, width: int, height: int) -> None:
    """Make a window so large at the current text size, or as large as its screen has room for.

    The bar with its title has its place above it.
    """
    room = window.screen().availableSize() - QSize(0, _TITLE_BAR)
    wanted = QSize(theme.measure(width), theme.measure(height))
    window.resize(wanted.boundedTo(room))


def bring_to_front(window: QWidget) -> None:
    """Show a window in front of the others, and give it the keyboard."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def room_for(dialog: QWidget) -> QSize:
    """Return how large a dialog may be at most, by its screen and by its window, if it has one."""
    room, parent = dialog.screen().availableSize(), dialog.parentWidget()
    return (room if parent is None else room.boundedTo(parent.window().size())) * _SHARE_OF_WINDOW


def take_size(dialog: QWidget, theme: Theme, width: int, height: int) -> None:
    """Make a dialog so large at the current text size, or as large as there is room for."""
    wanted = QSize(theme.measure(width), theme.measure(height))
    dialog.resize(wanted.boundedTo(room_for(dialog)))


# Indents ----------------------------------------------------------------------------------------


class Indent(QObject):
    """Keeps what is in a widget in line with the words beside a mark above it."""

    def __init__(self, widget: QWidget, theme: Theme, mark: int = CHOICE_MARK) -> None:
        super().__init__(widget)
        self._widget = widget
        self._theme = theme
        self._mark = mark
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def _apply_theme(self) -> None:
        below = self._widget.contentsMargins().bottom()
        self._widget.setContentsMargins(self._theme.measure(self._mark) + CHOICE_GAP, 0, 0, below)


# Emptying layouts -------------------------------------------------------------------------------


def dispose(widget: QWidget) -> None:
    """Let a widget go: out of sight at once, and deleted when nothing uses it any more."""
    widget.hide()
    widget.deleteLater()


def empty(layout: QLayout) -> None:
    """Dispose of every widget of a layout and of those in it, before it is filled again."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            dispose(widget)
        elif inner is not None:
            empty(inner)
            inner.deleteLater()


# Kept rows --------------------------------------------------------------------------------------


class RowPool[Item, Row: QWidget]:
    """Keeps a row for each item in a layout: what is shown again stays in its row.

    To make a row, and to let Qt style it, blocks the window much longer than to
    show something else in one. So a row that has become free is used again.
    """

    def __init__(self, column: QBoxLayout, place: int, key: Callable[[Item], Hashable]) -> None:
        """`key` says which items are the same; the first row stands at `place` in the column."""
        self._column = column
        self._place = place
        self._key = key
        self._keys: list[Hashable] = []
        self._rows: list[Row] = []
        self._free: deque[Row] = deque()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in use, in order."""
        return tuple(self._rows)

    def show(self, items: Sequence[Item], make: Callable[[Item], Row]) -> tuple[Row, ...]:
        """Return a row for each item, in order; the caller shows in it what it has to say.

        The keyboard stays in a row that stays, and is in none that shows something else.
        """
        keys = [self._key(item) for item in items]
        if keys != self._keys:
            kept = self._kept(keys)
            rows = [
                row or (self._free.popleft() if self._free else make(item))
                for row, item in zip(kept, items, strict=True)
            ]
            before, self._rows, self._keys = self._rows, rows, keys
            self._update_column(before)
        return self.rows

    def _kept(self, keys: list[Hashable]) -> list[Row | None]:
        """Return for each key the row that has it already; all others are free."""
        had: dict[Hashable, deque[Row]] = {}
        for key, used in zip(self._keys, self._rows, strict=True):
            had.setdefault(key, deque()).append(used)
        kept = [had[key].popleft() if had.get(key) else None for key in keys]
        freed = [row for left in had.values() for row in left]
        self._free.extendleft(row for row in reversed(freed) if not _has_keyboard(row))
        return kept

    def _update_column(self, before: list[Row]) -> None:
        """Put the rows into the column; what hiding one sets off finds the list as it is now."""
        rows = list(self._rows)
        gone = [row for row in before if row not in rows and row not in self._free]
        if rows != before:
            for row in before:
                self._column.removeWidget(row)
            for place, row in enumerate(rows, self._place):
                self._column.insertWidget(place, row)
        for row in rows:
            row.show()
        self._free.extend(gone)
        while len(self._free) > _MOST_FREE_ROWS:
            dispose(self._free.pop())
        for row in tuple(self._free):
            row.hide()


def _has_keyboard(row: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (row is focused or row.isAncestorOf(focused))
