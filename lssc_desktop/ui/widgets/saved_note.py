"""The word under the editor that says whether what was typed is on the disk."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lssc_desktop.messages.saved import not_saved_line, saved_line, saving_line
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.saved_state import SavedPhase, SavedState
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.labels import IconLabel, Label

_SAVING_AFTER = 400  # milliseconds: what is quicker is not worth a word
_MINUTE = 60_000


class SavedNote(QWidget):
    """Says "Saved just now", "Saved 10:42", "Saving…" or that something is not saved."""

    def __init__(
        self, icons: Icons, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._state = SavedState(SavedPhase.SAVED)
        self._icon = IconLabel(icons, "check", Ink.OK, 16)
        self.words = Label(icons.theme, "", Type.TABLE, Ink.INK2, wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self.words)

        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_SAVING_AFTER)
        self._saving.timeout.connect(self._say)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self._say)
        self._minute.start()
        self._say()

    @Slot(object)
    def show_state(self, state: SavedState) -> None:
        """Say how it is now; that something is being saved only when it takes a while."""
        self._state = state
        if state.phase is SavedPhase.SAVING:
            if not self._saving.isActive():
                self._saving.start()
        else:
            self._saving.stop()
            self._say()

    @Slot()
    def _say(self) -> None:
        match self._state.phase:
            case SavedPhase.SAVED:
                self._icon.set_icon("check", Ink.OK)
                self.words.setText(saved_line(self._state.at, self._now()))
            case SavedPhase.SAVING:
                self._icon.set_icon("device-floppy", Ink.INK2)
                self.words.setText(saving_line())
            case SavedPhase.FAILED:
                self._icon.set_icon("alert-triangle", Ink.BAD)
                self.words.setText(not_saved_line())
        self.words.set_ink(Ink.BAD if self._state.phase is SavedPhase.FAILED else Ink.INK2)
