"""The order in which a window is read: by Tab, and by a screen reader.

It is that of the layouts, asked for when it is needed. Qt has the order in which widgets were made,
and a row that is made later would come last, wherever it stands.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeGuard, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFocusFrame,
    QGridLayout,
    QLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QSplitterHandle,
    QWidget,
)

if TYPE_CHECKING:
    _AnyWindow = QWidget
else:
    _AnyWindow = object  # beside another class of Qt there can be none

type Path = tuple[int, ...]
"""The place of something in a layout, and before it the places of the layouts around that one."""

_BACKWARDS = (QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.BottomToTop)
_EVERYTHING = Qt.TabFocusBehavior.TabFocusAllControls


class TabInOrder(_AnyWindow):
    """A base beside a window of Qt, in which Tab follows the layouts.

    An example: `class Dialog(TabInOrder, QDialog)`.
    """

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Give the keyboard to the control after the one that has it, or before it."""
        stops = list(tab_stops(self))
        if not stops:
            return super().focusNextPrevChild(forward)
        following = _after(self, stops, forward=forward)
        reason = Qt.FocusReason
        following.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
        return True


def _after(window: QWidget, stops: list[QWidget], *, forward: bool) -> QWidget:
    """Return the stop after the widget with the keyboard, which may be no stop itself."""
    here = QApplication.focusWidget()
    if here is None or not window.isAncestorOf(here):
        return stops[0 if forward else -1]
    if here in stops:
        return stops[(stops.index(here) + (1 if forward else -1)) % len(stops)]
    order = [each for each in in_order(window) if each is here or each in stops]
    if here not in order:
        return stops[0 if forward else -1]
    return order[(order.index(here) + (1 if forward else -1)) % len(order)]


def tab_stops(window: QWidget) -> Iterator[QWidget]:
    """Yield what Tab reaches in a window, in order; last the lines between panes.

    Nearly nobody wants these: between a list and the details of its row they only held up.
    """
    lines = list[QWidget]()
    behavior = QGuiApplication.styleHints().tabFocusBehavior()
    by_all = behavior is _EVERYTHING
    needed = Qt.FocusPolicy.TabFocus if by_all else Qt.FocusPolicy.StrongFocus  # as macOS is set
    for widget in in_order(window):
        policy = widget.focusPolicy().value
        if (
            policy & needed.value == needed.value
            and widget.isEnabled()
            and widget.isVisible()
            and widget.focusProxy() is None
        ):
            if _is_line(widget):
                lines.append(widget)
            else:
                yield widget
    yield from lines


def in_order(widget: QWidget) -> Iterator[QWidget]:
    """Yield everything that is shown in a widget, in the order in which it is read."""
    for child in children_in_order(widget):
        if child.isVisible():
            yield child
            yield from in_order(child)


def children_in_order(widget: QWidget) -> list[QWidget]:
    """Return the children of a widget in the order in which they are read.

    What no layout holds comes after the rest, by its place: mostly it lies above something.
    """
    children = [each for each in widget.children() if _is_part(each)]
    if isinstance(widget, QSplitter):
        return sorted(children, key=lambda child: (widget.indexOf(child), not _is_line(child)))
    layouts = [] if isinstance(widget, QMainWindow) else _layouts(widget.layout(), ())

    def key(child: QWidget) -> tuple[bool, Path]:
        for layout, path in layouts:
            number = layout.indexOf(child)
            if number >= 0:
                return False, (*path, *_place_in(layout, number))
        return True, (child.y(), child.x())

    return sorted(children, key=key)


def _is_part(child: QObject) -> TypeGuard[QWidget]:
    """Whether a child stands in its parent: not a window of its own, not the ring."""
    is_apart = isinstance(child, QFocusFrame | QMenu)
    return isinstance(child, QWidget) and not is_apart and not child.isWindow()


def _is_line(child: QWidget) -> bool:
    """Whether it is the line before a pane."""
    return isinstance(child, QSplitterHandle)


def _layouts(layout: QLayout | None, path: Path) -> list[tuple[QLayout, Path]]:
    """Return a layout and those in it, each with its place.

    Never by `itemAt`: PySide keeps what it gives, and takes it for something else that comes to lie
    there when Qt has deleted it.
    """
    if layout is None:
        return []
    found = [(layout, path)]
    for inner in layout.children():
        if isinstance(inner, QLayout):
            found += _layouts(inner, (*path, *_place_in(layout, layout.indexOf(inner))))
    return found


def _place_in(layout: QLayout, number: int) -> Path:
    """Return where an item stands in a layout: its number, in a grid its line and column."""
    if isinstance(layout, QBoxLayout) and layout.direction() in _BACKWARDS:
        return (-number,)
    if not isinstance(layout, QGridLayout):
        return (number,)
    line, column, *_spans = cast("tuple[int, int, int, int]", layout.getItemPosition(number))
    return line, column
