"""A dialog of fields, and the line that shows an error in them."""

from PySide6.QtCore import Signal, Slot

from lssc_desktop.core.errors import LsscError
from lssc_desktop.messages.dates import day_unclear
from lssc_desktop.messages.message import Message, message_for, unforeseen_message
from lssc_desktop.ui.kit.cards import ErrorLine
from lssc_desktop.ui.kit.dialogs import Dialog
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.shared.day_field import unclear_day


class ErrorNote(ErrorLine):
    """An error line with the sentence of each error."""

    @Slot(object)
    def show_error(self, error: Exception) -> None:
        """Show what an error means."""
        if isinstance(error, LsscError):
            self.show_message(message_for(error))
        else:
            self.show_message(unforeseen_message())

    def show_message(self, message: Message) -> None:
        """Show a message."""
        self.show_words(message.happened, f"{message.meaning} {message.advice}".strip())


class FormDialog(Dialog):
    """A dialog of fields; add them to `content`, and connect `validated`."""

    validated = Signal()
    """The first button was pressed, and every day in the fields is valid."""
    error: ErrorNote
    error_line = ErrorNote

    def __init__(
        self,
        icons: Icons,
        title: str,
        accept: str,
        reject: str,
        *,
        heading: str | None = None,
        note: str = "",
        width: int = 520,
    ) -> None:
        super().__init__(icons, title, accept, reject, heading=heading, note=note, size=width)
        self.buttons.accepted.connect(self._check_days)

    @Slot()
    def _check_days(self) -> None:
        unclear = unclear_day(self)
        if unclear is None:
            self.validated.emit()
            return
        self.error.show_message(day_unclear(unclear.text()))
        unclear.setFocus()
        unclear.selectAll()
