"""Taking what a layout holds out of it, before it is filled anew."""

from collections.abc import Iterator

from PySide6.QtWidgets import QLayout, QWidget


def taken_out(layout: QLayout) -> Iterator[QWidget]:
    """Take the widgets out of a layout, from the first; they keep their parent."""
    while layout.count():
        item = layout.takeAt(0)
        widget = None if item is None else item.widget()
        if widget is not None:
            yield widget


def give_up(widget: QWidget) -> None:
    """Let a widget go: out of sight at once, and deleted when nothing uses it any more."""
    widget.hide()
    widget.deleteLater()


def empty(layout: QLayout) -> None:
    """Give up every widget of a layout."""
    for widget in taken_out(layout):
        give_up(widget)
