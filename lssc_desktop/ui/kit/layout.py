"""Rows and columns of widgets, and two columns that become one where there is little room."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from lssc_desktop.ui.kit.theme import Theme
from lssc_desktop.values import dataclass

_ANY_WIDTH = 16_777_215  # QWIDGETSIZE_MAX, which PySide does not have


class _Stretch:
    pass


@dataclass(frozen=True, slots=True)
class Space:
    """Room of so many pixels, besides the gap between two items."""

    pixels: int


stretch: Final = _Stretch()
"""Room that grows with the window; `(stretch, 2)` grows twice as much."""

type Part = QWidget | QLayout
type Item = (
    Part
    | tuple[Part, int]
    | tuple[Part, Qt.AlignmentFlag]
    | tuple[Part, int, Qt.AlignmentFlag]
    | _Stretch
    | tuple[_Stretch, int]
    | Space
    | None
)
"""What stands in a row or column: a widget or layout, alone or with its stretch factor and its
alignment; room between them; None, where something is left out, stands for nothing."""

type Margins = int | tuple[int, int, int, int]
"""In pixels, on all sides or left, top, right, bottom."""


def column(
    *items: Item, gap: int | None = None, margins: Margins | None = 0, on: QWidget | None = None
) -> QVBoxLayout:
    """Return a layout of items one below the other, which lays out the widget `on`, if given.

    `gap` is in pixels between the items, without one as in the layout around it. Without margins
    (None) it has those of the style. An example:

        top = row(self.title, stretch, self.close_button, gap=8)
        column(top, note and Label(theme, note), (self.text, 1), gap=12, margins=16, on=self)
    """
    box = QVBoxLayout() if on is None else QVBoxLayout(on)
    _set_room(box, gap, margins)
    add(box, *items)
    return box


def row(
    *items: Item, gap: int | None = None, margins: Margins | None = 0, on: QWidget | None = None
) -> QHBoxLayout:
    """Return a layout of items one beside the other, otherwise as `column`."""
    box = QHBoxLayout() if on is None else QHBoxLayout(on)
    _set_room(box, gap, margins)
    add(box, *items)
    return box


def add(box: QBoxLayout, *items: Item) -> None:
    """Add items to the end of a row or column."""
    for item in items:
        part, *how = item if isinstance(item, tuple) else (item,)
        factor, alignment = 0, None
        for each in how:
            if isinstance(each, Qt.AlignmentFlag):  # which is a number too
                alignment = each
            else:
                factor = each
        if isinstance(part, QWidget):
            box.addWidget(part, factor)
        elif isinstance(part, QLayout):
            box.addLayout(part, factor)
        elif isinstance(part, _Stretch):
            box.addStretch(factor or 1)
        elif isinstance(part, Space):
            box.addSpacing(part.pixels)
        if alignment is not None and isinstance(part, QWidget | QLayout):
            box.setAlignment(part, alignment)


def _set_room(box: QBoxLayout, gap: int | None, margins: Margins | None) -> None:
    if gap is not None:
        box.setSpacing(gap)
    if isinstance(margins, tuple):
        box.setContentsMargins(*margins)
    elif margins is not None:
        box.setContentsMargins(margins, margins, margins, margins)


# Two columns ------------------------------------------------------------------------------------


def set_beside(parts: QBoxLayout, *, beside: bool) -> None:
    """Arrange the parts of a row beside each other, or where there is no room for that below."""
    direction = QBoxLayout.Direction
    parts.setDirection(direction.LeftToRight if beside else direction.TopToBottom)


class Columns(QBoxLayout):
    """A layout of two columns; the second goes below the first where the page is narrow.

    Narrow is a page of less than `narrow_below` pixels, at 100 % text. The second column is
    `aside_width` pixels wide at 100 % text, below the first as wide as that; without a width it
    is as wide as it needs. An example:

        columns = Columns(left, self.aside, page=self, theme=theme, narrow_below=900, gap=16)
        column(self.head, (columns, 1), gap=12, on=content)
    """

    def __init__(
        self,
        main: Part,
        aside: Part,
        *,
        page: QWidget,
        theme: Theme,
        narrow_below: int,
        aside_width: int | None = None,
        gap: int,
    ) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._page = page
        self._theme = theme
        self._narrow_below = narrow_below
        self._aside = aside
        self._aside_width = aside_width
        _set_room(self, gap, 0)
        add(self, (main, 1), aside)
        page.installEventFilter(self)
        theme.changed.connect(self.fit)
        self.fit()

    @property
    def is_narrow(self) -> bool:
        """Whether the second column is below the first."""
        return self.direction() is QBoxLayout.Direction.TopToBottom

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrange the columns for the new width of the page."""
        if event.type() is QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Arrange the columns for the page as wide as it is."""
        narrow = self._page.width() < self._theme.measure(self._narrow_below)
        set_beside(self, beside=not narrow)
        if self._aside_width is not None and isinstance(self._aside, QWidget):
            width = self._theme.measure(self._aside_width)
            self._aside.setMinimumWidth(0 if narrow else width)
            self._aside.setMaximumWidth(_ANY_WIDTH if narrow else width)
