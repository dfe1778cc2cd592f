"""The middle of the main window: the start page or a portfolio, and what lies over it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget


class Shelf(QStackedWidget):
    """Holds the ground (start page or workbench) and at most one page that lies over it."""

    uncovered = Signal()
    """The page that lay over the ground is gone."""

    def __init__(self, start: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start = start
        self._ground = start
        self._cover: QWidget | None = None
        self.addWidget(start)

    @property
    def shown(self) -> QWidget:
        """The page that is seen."""
        return self._ground if self._cover is None else self._cover

    def put_ground(self, ground: QWidget | None) -> None:
        """Show a workbench from now on, or with None the start page again."""
        before, self._ground = self._ground, self._start if ground is None else ground
        if ground is not None:
            self.addWidget(ground)
        self._throw_away_cover()
        self.setCurrentWidget(self._ground)
        if before not in (self._start, self._ground):
            self._throw_away(before)

    def cover(self, page: QWidget) -> None:
        """Show a page over the ground, in place of another one."""
        self._throw_away_cover()
        self._cover = page
        self.addWidget(page)
        self.setCurrentWidget(page)

    @Slot()
    def uncover(self) -> None:
        """Show the ground again."""
        if self._cover is not None:
            self._throw_away_cover()
            self.setCurrentWidget(self._ground)
            self.uncovered.emit()

    def _throw_away_cover(self) -> None:
        cover, self._cover = self._cover, None
        if cover is not None:
            self._throw_away(cover)

    def _throw_away(self, page: QWidget) -> None:
        self.removeWidget(page)
        page.hide()
        page.deleteLater()
