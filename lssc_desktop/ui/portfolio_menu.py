"""What the Portfolio menu does with the portfolio that is open."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from lssc_desktop.core.former_work import former_work
from lssc_desktop.ui.about_you_dialog import AboutYouDialog
from lssc_desktop.ui.actions import Actions
from lssc_desktop.ui.former_dialog import FormerDialog
from lssc_desktop.ui.papers import Papers
from lssc_desktop.ui.plan_dialog import open_plan
from lssc_desktop.ui.program_mover import ProgramMover
from lssc_desktop.ui.services import Services
from lssc_desktop.ui.session import Session


class PortfolioMenu(QObject):
    """Lives as long as its session."""

    moved = Signal()
    """The folder follows another program now: it has to be opened anew."""

    def __init__(
        self, session: Session, services: Services, actions: Actions, window: QWidget
    ) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._window = window
        self.papers = Papers(session, services, window)
        self.mover = ProgramMover(session, services, window)
        self.mover.moved.connect(self.moved)
        actions.about_you.triggered.connect(self.ask_about_you)
        actions.plan.triggered.connect(self.ask_plan)
        actions.report.triggered.connect(self.papers.ask_report)
        actions.calendar.triggered.connect(self.papers.ask_calendar)
        actions.order.triggered.connect(self.papers.ask_order)
        actions.appeal.triggered.connect(self.papers.ask_appeal)
        actions.other_program.triggered.connect(self.mover.choose_file)
        actions.former_program.triggered.connect(self.mover.propose_back)
        actions.former_program.setEnabled(bool(session.portfolio.moves))
        actions.former_work.triggered.connect(self.show_former_work)
        actions.former_work.setEnabled(bool(former_work(session.program, session.portfolio)))

    @Slot()
    def ask_about_you(self) -> None:
        """Let the candidate say differently who they are."""
        session = self._session
        dialog = AboutYouDialog(
            session.program,
            session.portfolio,
            session.today,
            self._services.icons,
            self._window,
        )
        dialog.told.connect(session.apply)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def show_former_work(self) -> None:
        """Show what was done for competencies that the program does not have any more."""
        session = self._session
        dialog = FormerDialog(
            former_work(session.program, session.portfolio),
            {seen.path: seen.text for seen in session.facts.documents if not seen.fault},
            self._services.icons,
            self._window,
        )
        dialog.open_requested.connect(self._open_text)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _open_text(self, path: str) -> None:
        self._services.desktop.open_file(self._session.root / path)

    @Slot()
    def ask_plan(self) -> None:
        """Let the days be planned until which each open set is done."""
        open_plan(self._session, self._services.icons, self._window)
