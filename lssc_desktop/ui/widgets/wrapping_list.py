"""A list whose rows are as high as their words need at the width there is."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from lssc_desktop.ui.theme import Theme


class WrappingList(QListView):
    """Lays its rows out anew when it gets wider or narrower, be it by a scroll bar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._laid_out_for = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        if self.viewport().width() != self._laid_out_for:
            self._laid_out_for = self.viewport().width()
            self.scheduleDelayedItemsLayout()
