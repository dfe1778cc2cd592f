"""Taking what a layout holds out of it, before it is filled anew."""

from PySide6.QtWidgets import QLayout, QWidget


def give_up(widget: QWidget) -> None:
    """Let a widget go: out of sight at once, and deleted when nothing uses it any more."""
    widget.hide()
    widget.deleteLater()


def empty(layout: QLayout) -> None:
    """Give up every widget of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = None if item is None else item.widget()
        if widget is not None:
            give_up(widget)
