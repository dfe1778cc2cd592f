"""Whether what the user did is saved, and what a window shows of that."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from lssc_desktop.languages import gettext as _
from lssc_desktop.ui.kit.timers import single_shot
from lssc_desktop.ui.kit.tokens import Ink
from lssc_desktop.values import dataclass

if TYPE_CHECKING:
    from lssc_desktop.ui.kit.icons import IconName

_SAVING_SHOWN_AFTER = 400  # milliseconds: a shorter write is not worth a word
_MINUTE = 60_000


class SavedPhase(StrEnum):
    """Whether what the user did is on the disk."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SavedState:
    """Whether everything is saved; `at` is when that was last so, `error` why it is not."""

    phase: SavedPhase
    at: datetime | None = None
    error: Exception | None = None


class SavedDisplay(QObject):
    """What a window shows of a state: "Saved just now", "Saved 10:42", "Saving…", or not saved.

    That something is being saved is shown only when it takes a while. Nothing is shown while there
    is no state.
    """

    changed = Signal(str, str, Ink)
    """The words, the name of the icon, and its ink."""

    def __init__(self, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._state: SavedState | None = None
        self._saving = single_shot(self, _SAVING_SHOWN_AFTER, self._show)
        minute = QTimer(self)
        minute.setInterval(_MINUTE)
        minute.timeout.connect(self._show)
        minute.start()

    @property
    def is_shown(self) -> bool:
        """Whether there is a state to show."""
        return self._state is not None

    def set_state(self, state: SavedState | None) -> None:
        """Show a state from now on, or with None nothing."""
        begins = self._state is None
        self._state = state
        if not begins and state is not None and state.phase is SavedPhase.SAVING:
            if not self._saving.isActive():
                self._saving.start()
            return
        self._saving.stop()
        self._show()

    def _show(self) -> None:
        if self._state is None:
            return
        from lssc_desktop.messages.portfolio import saved_line  # a start saves nothing

        look: tuple[str, IconName, Ink]
        match self._state.phase:
            case SavedPhase.SAVED:
                look = saved_line(self._state.at, self._now()), "check", Ink.OK
            case SavedPhase.SAVING:
                look = _("Saving…"), "device-floppy", Ink.INK2
            case SavedPhase.FAILED:
                look = _("Not saved yet"), "alert-triangle", Ink.BAD
        self.changed.emit(*look)
