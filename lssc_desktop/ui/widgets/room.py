"""How large a dialog comes up: never larger than what it lies in, where its buttons are reached."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from lssc_desktop.ui.theme import Theme

_SHARE = 0.92


def room_for(dialog: QWidget) -> QSize:
    """Return how large a dialog may be at most, by its window, or without one by its screen."""
    parent = dialog.parentWidget()
    whole = dialog.screen().availableSize() if parent is None else parent.window().size()
    return whole * _SHARE


def take_size(dialog: QWidget, theme: Theme, width: int, height: int) -> None:
    """Make a dialog so large at the text size in force, or as large as there is room for."""
    wanted = QSize(theme.measure(width), theme.measure(height))
    dialog.resize(wanted.boundedTo(room_for(dialog)))
