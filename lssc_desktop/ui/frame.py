"""The fixed parts of the window, before there is anything in them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lssc_desktop.ui.menus import Menus
from lssc_desktop.ui.notice_area import NoticeArea
from lssc_desktop.ui.shelf import Shelf
from lssc_desktop.ui.status_bar import StatusBar

if TYPE_CHECKING:  # made after the window is up
    from lssc_desktop.ui.actions import Actions
    from lssc_desktop.ui.pages.start import StartPage


@dataclass(frozen=True, slots=True)
class Frame:
    """What every portfolio is shown in."""

    menus: Menus
    notice_area: NoticeArea
    shelf: Shelf
    status: StatusBar

    @property
    def actions(self) -> "Actions":
        """Everything the menus offer."""
        return self.menus.offered

    @property
    def start_page(self) -> "StartPage":
        """What is shown while no portfolio is open."""
        return self.shelf.start

    def show_start(self, last: Path | None) -> None:
        """Show the start page, which offers the folder that was open last, if there is one."""
        self.menus.set_open(is_open=False)
        self.status.show_start()
        self.start_page.show_last(last)
        self.shelf.put_ground(None)
        self.start_page.take_focus()
