"""How far words are set in that stand below a mark and the words beside it."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.ui.theme import Theme
from lssc_desktop.ui.tokens import CHOICE_GAP, CHOICE_MARK


class Indent(QObject):
    """Keeps what is in a widget in line with the words beside a mark above it."""

    def __init__(self, widget: QWidget, theme: Theme, mark: int = CHOICE_MARK) -> None:
        super().__init__(widget)
        self._widget = widget
        self._theme = theme
        self._mark = mark
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        below = self._widget.contentsMargins().bottom()
        self._widget.setContentsMargins(self._theme.measure(self._mark) + CHOICE_GAP, 0, 0, below)
