"""The middle of the main window: the start page or a portfolio, and what lies over it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:  # the start page is made after the window is up
    from collections.abc import Callable

    from lssc_desktop.ui.pages.start import StartPage


class Shelf(QStackedWidget):
    """Holds the ground (start page or workbench) and at most one page that lies over it.

    It is empty until a ground is put, and makes the start page when it is first asked for.
    """

    uncovered = Signal()
    """The page that lay over the ground is gone."""

    def __init__(
        self, make_start: "Callable[[QWidget], StartPage]", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make_start = make_start
        self._start: StartPage | None = None
        self._ground: QWidget | None = None
        self._cover: QWidget | None = None

    @property
    def start(self) -> "StartPage":
        """The start page."""
        if self._start is None:
            self._start = self._make_start(self)
            self.addWidget(self._start)
        return self._start

    @property
    def is_empty(self) -> bool:
        """Whether nothing is shown yet."""
        return self._ground is None and self._cover is None

    @property
    def shown(self) -> QWidget:
        """The page that is seen."""
        return self._cover or self._ground or self.start

    def put_ground(self, ground: QWidget | None) -> None:
        """Show a workbench from now on, or with None the start page again."""
        before, self._ground = self._ground, ground or self.start
        if ground is not None:
            self.addWidget(ground)
        self._throw_away_cover()
        self.setCurrentWidget(self._ground)
        if before is not None and before not in (self._start, self._ground):
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
            self.setCurrentWidget(self._ground or self.start)
            self.uncovered.emit()

    def _throw_away_cover(self) -> None:
        cover, self._cover = self._cover, None
        if cover is not None:
            self._throw_away(cover)

    def _throw_away(self, page: QWidget) -> None:
        self.removeWidget(page)
        page.hide()
        page.deleteLater()
