"""A renewal that the program granted, told by hand from its letter."""

from datetime import date
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.activity import Granted
from lssc_desktop.core.calendar import years_on
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.renewal import RenewalReport, renewal_report
from lssc_desktop.core.renewal_edits import add_granted
from lssc_desktop.messages.renewal_page import renewed_note
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.widgets.day_field import DayField
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.fields import NamedField


class RenewedDialog(FormDialog):
    """Asks for the day of the renewal, and until when the certification runs now."""

    told = Signal(object)
    """An edit of the portfolio."""

    def __init__(
        self,
        program: Program,
        portfolio: Portfolio,
        report: RenewalReport,
        today: date,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            icons,
            _("The program renewed your certification"),
            _("Keep it"),
            _("Not now"),
            note=renewed_note(),
            parent=parent,
        )
        self._program, self._portfolio, self._today = program, portfolio, today
        self.on = DayField(today, icons)
        self.until = DayField(years_on(report.window.expires, report.rule.years), icons)
        self.fields.addWidget(NamedField(icons.theme, _("&Renewed on"), self.on))
        self.fields.addWidget(NamedField(icons.theme, _("It runs &until"), self.until))
        self.kept.connect(self._keep)
        self.on.setFocus()

    @Slot()
    def _keep(self) -> None:
        granted = Granted(self.on.day, self.until.day)
        try:
            add_granted(self._program, self._portfolio, granted, self._today)
        except LsscError as error:
            self.error.show_error(error)
            return
        self.told.emit(partial(add_granted, self._program, granted=granted, today=self._today))
        self.accept()


def open_renewed(session: Session, icons: Icons, window: QWidget) -> RenewedDialog | None:
    """Let a renewal be told that the program granted; None where nothing can be renewed."""
    report = renewal_report(session.program, session.portfolio, session.today)
    if report is None:
        return None
    dialog = RenewedDialog(session.program, session.portfolio, report, session.today, icons, window)
    dialog.told.connect(session.apply)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
