"""What went wrong, said in place: in a dialog, under what was typed."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.messages.errors import message_for
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.unforeseen import unforeseen_message
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.tokens import Tone
from lssc_desktop.ui.widgets.callout import Callout


class ErrorNote(Callout):
    """Hidden until there is something to say."""

    def __init__(self, icons: Icons, *, parent: QWidget | None = None) -> None:
        super().__init__(icons, "", Tone.BAD, icon="alert-octagon", parent=parent)
        self._said = ""
        self.hide()

    @property
    def said(self) -> str:
        """What is said, "" while nothing is."""
        return self._said

    @Slot(object)
    def show_error(self, error: Exception) -> None:
        """Say what an error means."""
        if isinstance(error, LsscError):
            self.show_message(message_for(error))
        else:
            self.show_message(unforeseen_message())

    def show_message(self, message: Message) -> None:
        """Say something."""
        self._said = message.text
        self.set_title(message.happened)
        self.set_text(f"{message.meaning} {message.advice}".strip())
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        self._said = ""
        self.hide()
