"""The days until which each set is planned to be done."""

from datetime import date
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.clock import deadline, start_day
from lssc_desktop.core.edits import set_planned
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.progress import SetProgress, progress
from lssc_desktop.messages.about_you import after_deadline, plan_note
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.day_field import OptionalDay
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.labels import Label


class PlanDialog(FormDialog):
    """A day for each set that is still open, or none; one after the deadline is told so."""

    told = Signal(object)
    """An edit of the portfolio."""

    def __init__(
        self,
        program: Program,
        portfolio: Portfolio,
        open_sets: tuple[SetProgress, ...],
        today: date,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        self._end = deadline(start_day(program, portfolio), program.clock)
        super().__init__(
            icons,
            _("Plan your sets"),
            _("Keep the plan"),
            _("Leave it as it is"),
            note=plan_note(self._end, today),
            parent=parent,
        )
        self._today = today
        self.days: dict[str, OptionalDay] = {}
        self.late: dict[str, Label] = {}
        for item in open_sets:
            found = item.competency_set
            usual = min(max(today, portfolio.admitted), self._end)
            field = OptionalDay(icons, found.title.replace("&", "&&"), usual)
            field.set_day(item.work.planned)
            late = Label(icons.theme, after_deadline(self._end), Type.TABLE, Ink.WARN)
            field.day_changed.connect(self._judge)
            self.days[found.id] = field
            self.late[found.id] = late
            self.fields.addWidget(field)
            self.fields.addWidget(late)
        self.kept.connect(self._keep)
        self._judge()
        if self.days:
            next(iter(self.days.values())).box.setFocus()

    def edited(self, portfolio: Portfolio) -> Portfolio:
        """Return a portfolio with the days that stand in the fields."""
        for set_id, field in self.days.items():
            work = portfolio.set_work(set_id)
            if work is not None and work.planned != field.day:
                edit = partial(set_planned, set_id=set_id, planned=field.day, today=self._today)
                portfolio = edit(portfolio)
        return portfolio

    @Slot()
    def _judge(self) -> None:
        for set_id, field in self.days.items():
            day = field.day
            self.late[set_id].setVisible(day is not None and day > self._end)

    @Slot()
    def _keep(self) -> None:
        self.told.emit(self.edited)
        self.accept()


def open_plan(session: Session, icons: Icons, window: QWidget) -> PlanDialog:
    """Let the days be planned until which each open set of a session is done."""
    items = progress(session.program, session.portfolio, session.submissions)
    dialog = PlanDialog(
        session.program,
        session.portfolio,
        tuple(item for item in items if item.is_open),
        session.today,
        icons,
        window,
    )
    dialog.told.connect(session.apply)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
