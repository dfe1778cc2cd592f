"""How large windows and dialogs come up: never larger than what they lie in."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from lssc_desktop.ui.theme import Theme

_SHARE = 0.92
_TITLE_BAR = 32  # pixels, as on most systems


def take_window_size(window: QWidget, theme: Theme, width: int, height: int) -> None:
    """Make a window so large at the text size in force, or as large as its screen has room for.

    The bar with its title has its place above it.
    """
    room = window.screen().availableSize() - QSize(0, _TITLE_BAR)
    wanted = QSize(theme.measure(width), theme.measure(height))
    window.resize(wanted.boundedTo(room))


def room_for(dialog: QWidget) -> QSize:
    """Return how large a dialog may be at most, by its screen and by its window, if it has one."""
    room, parent = dialog.screen().availableSize(), dialog.parentWidget()
    return (room if parent is None else room.boundedTo(parent.window().size())) * _SHARE


def take_size(dialog: QWidget, theme: Theme, width: int, height: int) -> None:
    """Make a dialog so large at the text size in force, or as large as there is room for."""
    wanted = QSize(theme.measure(width), theme.measure(height))
    dialog.resize(wanted.boundedTo(room_for(dialog)))
