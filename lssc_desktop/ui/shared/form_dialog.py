"""The base of dialogs that ask for something: title, fields that scroll, an error, two buttons."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.errors import LsscError
from lssc_desktop.messages.dates import day_unclear
from lssc_desktop.messages.message import Message, message_for, unforeseen_message
from lssc_desktop.ui.kit.buttons import plain_button, primary_button
from lssc_desktop.ui.kit.cards import Callout
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import Label
from lssc_desktop.ui.kit.pages import EdgedPage, PageContent, room_for
from lssc_desktop.ui.kit.tokens import PAGE_MARGIN, Ink, Tone
from lssc_desktop.ui.shared.day_field import unclear_day

_LEAST_HEIGHT = 280


class FormDialog(QDialog):
    """Lay fields into `fields`; connect `kept` to what is done with them."""

    kept = Signal()
    """What stands in the fields shall be kept, and every day in them is one."""

    def __init__(
        self,
        icons: Icons,
        title: str,
        keep: str,
        leave: str,
        *,
        note: str = "",
        width: int = 520,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme = icons.theme
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.measure(width))
        self.keep = primary_button(icons, keep)
        self.leave = plain_button(icons, leave)
        self.error = ErrorNote(icons)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(12)
        self.said = Label(theme, "", Type.TABLE, Ink.INK2)

        content = PageContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(PAGE_MARGIN, PAGE_MARGIN, PAGE_MARGIN, 8)
        column.setSpacing(12)
        column.addWidget(Label(theme, title, Type.STATEMENT))
        if note:
            column.addWidget(Label(theme, note, Type.BODY, Ink.INK2))
        column.addLayout(self.fields)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(PAGE_MARGIN, 8, PAGE_MARGIN, PAGE_MARGIN)
        buttons.setSpacing(8)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.said, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(EdgedPage(content), 1)
        said = QVBoxLayout()  # in sight wherever the fields are scrolled to
        said.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        said.addWidget(self.error)
        whole.addLayout(said)
        whole.addLayout(buttons)
        self._content = content
        self.keep.clicked.connect(self._check_days)
        self.leave.clicked.connect(self.reject)

    def open(self) -> None:
        """Open as high as the fields need, and not higher than the window."""
        needed = self._content.sizeHint().height() + self.keep.sizeHint().height() + 60
        most = room_for(self).height()
        self.resize(self.width(), max(min(needed, most), _LEAST_HEIGHT))
        super().open()

    @Slot()
    def _check_days(self) -> None:
        unclear = unclear_day(self)
        if unclear is None:
            self.kept.emit()
            return
        self.error.show_message(day_unclear(unclear.text()))
        unclear.setFocus()
        unclear.selectAll()


# Error note -------------------------------------------------------------------------------------


class ErrorNote(Callout):
    """Says in place what went wrong; hidden until there is something to say."""

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
