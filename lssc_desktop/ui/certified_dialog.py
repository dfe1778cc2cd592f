"""The day on the certificate, told by a person who is certified already."""

from datetime import date
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.messages.reading_days import day_to_come
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.widgets.day_field import DayField
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.fields import NamedField


class CertifiedDialog(FormDialog):
    """Asks for one day; `known` is the one that holds so far."""

    told = Signal(object)
    """The day, a `date`."""

    def __init__(
        self, today: date, icons: Icons, known: date | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            icons,
            _("When were you certified?"),
            _("Keep the day"),
            _("Not now"),
            note=_("The day on your certificate. It decides when you can renew."),
            parent=parent,
        )
        self._today = today
        self.day = DayField(today, icons)
        if known is not None:
            self.day.set_day(known)
        self.fields.addWidget(NamedField(icons.theme, _("&Day on the certificate"), self.day))
        self.kept.connect(self._keep)
        self.day.setFocus()

    @Slot()
    def _keep(self) -> None:
        if self.day.day > self._today:
            self.error.show_message(day_to_come(self.day.day))
            self.day.setFocus()
            return
        self.told.emit(self.day.day)
        self.accept()
