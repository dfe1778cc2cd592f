"""Whose portfolio it is and since when, asked where nothing in the folder says it any more."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from lssc_desktop.core.choosing import NameMissing
from lssc_desktop.core.names import one_line
from lssc_desktop.messages.message import Message
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.widgets.day_field import DayField
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.fields import NamedField


class OwnerDialog(FormDialog):
    """Name and day of admission; the rest is taken from the folder."""

    told = Signal(str, object)
    """The name, and the day of admission."""

    def __init__(
        self, message: Message, today: date, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            icons,
            _("Whose portfolio is it?"),
            _("Rebuild it"),
            _("Leave it"),
            note=message.text,
            parent=parent,
        )
        self.name = QLineEdit()
        self.admitted = DayField(today, icons)
        self.fields.addWidget(NamedField(icons.theme, _("Your n&ame"), self.name))
        self.fields.addWidget(NamedField(icons.theme, _("A&dmitted on"), self.admitted))
        self.kept.connect(self._keep)
        self.name.setFocus()

    @Slot()
    def _keep(self) -> None:
        name = one_line(self.name.text())
        if not name:
            self.error.show_error(NameMissing())
            self.name.setFocus()
            return
        self.told.emit(name, self.admitted.day)
        self.accept()
