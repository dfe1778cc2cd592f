"""The parts of a page: its head, the head of a section, a dividing line, a page that scrolls."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lssc_desktop.ui.focus import ring_nowhere
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.labels import Label

_LEAST_WORDS = 240
_AIR_IN_SIGHT = 24  # pixels above and below what is brought into sight


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
        from lssc_desktop.ui.widgets.flow import FlowLayout  # the start page has no use for it

        self.buttons = FlowLayout(spacing=12)
        self._theme = theme

        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.title)
        words.addWidget(self.note)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addLayout(words, 1)
        self._row.addLayout(self.buttons)
        self._row.setAlignment(self.buttons, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where there is room for them."""
        super().resizeEvent(event)
        least = max(self.title.sizeHint().width(), self._theme.measure(_LEAST_WORDS))
        narrow = self.width() < least + self._row.spacing() + self.buttons.sizeHint().width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if narrow else across)


class SectionHead(QWidget):
    """The title of a section, a note after it on the same line, and room at the far side."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        note: str = "",
        *,
        before: QWidget | None = None,
        after: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = Label(theme, title, Type.H2, wrap=False)
        self.note = Label(theme, note, Type.TABLE, Ink.INK2)

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if before is not None:
            row.addWidget(before)
        row.addWidget(self.title)
        row.addWidget(self.note, 1)
        if after is not None:
            row.addWidget(after)


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


class PageContent(QWidget):
    """What scrolls in a page: as high as its words need at the width that there is.

    Qt by itself would take the height that they need at their narrowest.
    """

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the height at the width of the page."""
        return _at_page_width(self, super().minimumSizeHint(), QLayout.heightForWidth)


def squeezed_size(content: QWidget, least: QSize) -> QSize:
    """Return the least height of what scrolls at the width of its page, not at its narrowest."""
    return _at_page_width(content, least, QLayout.minimumHeightForWidth)


def _at_page_width(content: QWidget, least: QSize, height: Callable[[QLayout, int], int]) -> QSize:
    layout, page = content.layout(), content.parentWidget()
    if layout is None or page is None or not layout.hasHeightForWidth():
        return least
    return QSize(least.width(), height(layout, max(page.width(), least.width())))


class ScrollPage(QScrollArea):
    """A page that scrolls when the window is lower, or the text larger, than the page needs."""

    def __init__(self, content: QWidget | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ring_nowhere(self)
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

    @Slot()
    def _draw_edge(self) -> None:
        bar = self.verticalScrollBar()
        self.edge.setVisible(bar.value() < bar.maximum())
        self.edge.raise_()


def bring_into_sight(widget: QWidget, place: QRect | None = None) -> None:
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


def bring_into_sight_soon(widget: QWidget) -> None:
    """Do that when the widget, which was shown just now, has its place."""
    QTimer.singleShot(0, widget, partial(bring_into_sight, widget))


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
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    scroll = kind(content, parent=page)
    whole.addWidget(scroll)
    return scroll, content
