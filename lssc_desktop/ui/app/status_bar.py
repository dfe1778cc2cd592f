"""The status bar of the window: what is saved, where the portfolio lies, our promise."""

from collections.abc import Callable
from datetime import datetime
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QStatusBar, QWidget

from lssc_desktop import __version__
from lssc_desktop.messages.words import size
from lssc_desktop.ui.base.saved_state import SavedDisplay, SavedState
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import IconName, Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label, plain_hint
from lssc_desktop.ui.kit.tokens import Ink

_ICONS_ROOM = 140  # pixels for three icons and the air around them
_APART = 14  # pixels, besides Qt's own, between what is saved and where


class StatusBar(QStatusBar):
    """The status bar: whether all is saved, and where; without a portfolio that we work offline."""

    def __init__(
        self, icons: Icons, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._folder_words = ""
        self._theme = theme = icons.theme
        self.saved = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        self.folder = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        self.promise = Label(theme, "", Type.CAPTION, Ink.INK2, wrap=False)
        self._saved_icon = IconLabel(icons, "cloud-off", Ink.INK2, 14)
        self._folder_icon = IconLabel(icons, "folder", Ink.INK2, 14)
        self._promise_icon = IconLabel(icons, "lock", Ink.INK2, 14)
        self._display = SavedDisplay(now, self)

        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 10, 0)
        for widget in (self._saved_icon, self.saved, self._folder_icon):
            self.addWidget(widget)
        self.addWidget(self.folder, 1)
        self.addPermanentWidget(self._promise_icon)
        self.addPermanentWidget(self.promise)

        self._display.changed.connect(self._show_saved)
        theme.changed.connect(self._elide)
        self.show_start()

    def show_start(self) -> None:
        """Say what holds while no portfolio is open."""
        self._display.set_state(None)
        self._show_saved(_("Works offline"), "cloud-off", Ink.INK2)
        self._folder_words = ""
        self._folder_icon.hide()
        self._promise_icon.hide()
        self.promise.setText(_("Version {version}").format(version=__version__))
        self._elide()

    def show_portfolio(self, state: SavedState) -> None:
        """Say what holds while a portfolio is open."""
        self._promise_icon.show()
        self.promise.setText(_("Nothing leaves this computer until you send it"))
        self._display.set_state(state)

    def show_folder(self, root: Path, free: int) -> None:
        """Say where the portfolio lies and how much room there is; 0 is not known."""
        where = str(root)
        if free:
            where = _("{folder}, {size} free").format(folder=where, size=size(free))
        self._folder_words = where
        self._folder_icon.show()
        self._elide()

    @Slot(object)
    def show_state(self, state: SavedState) -> None:
        """Say whether everything is saved."""
        if self._display.is_shown:  # else the portfolio was closed
            self._display.set_state(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the folder's path as there is room for."""
        super().resizeEvent(event)
        self._elide()

    @Slot(str, str, Ink)
    def _show_saved(self, words: str, icon: IconName, ink: Ink) -> None:
        self.saved.setText(words)
        self.saved.set_ink(Ink.BAD if ink is Ink.BAD else Ink.INK2)
        self._saved_icon.set_icon(icon, ink)
        self._elide()

    @Slot()
    def _elide(self) -> None:
        """Cut the path in its middle; its whole is in the tooltip and for a screen reader."""
        self.saved.setContentsMargins(0, 0, self._theme.measure(_APART), 0)
        room = self.width() - self.promise.sizeHint().width() - self.saved.sizeHint().width()
        room -= self._theme.measure(_ICONS_ROOM)
        metrics = QFontMetrics(self.folder.font())
        shown = metrics.elidedText(self._folder_words, Qt.TextElideMode.ElideMiddle, max(room, 80))
        self.folder.setText(shown)
        self.folder.setAccessibleName(self._folder_words)
        hint = self._folder_words if shown != self._folder_words else ""
        self.folder.setToolTip(plain_hint(hint))
