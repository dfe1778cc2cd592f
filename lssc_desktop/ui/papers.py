"""Portfolio menu: a report, a calendar, a purchase order, an appeal, each written as a file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from lssc_desktop.core.appeal import Appeal, appeals
from lssc_desktop.core.folder_facts import FolderFacts
from lssc_desktop.core.important_dates import important_dates
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.names import portable_name, surname
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.program import Program
from lssc_desktop.core.purchase_order import NoPurchaseOrder, Order
from lssc_desktop.core.submission import Submission
from lssc_desktop.messages.paper_notices import no_appeal, paper_written
from lssc_desktop.store.facts import look_where_missing
from lssc_desktop.store.papers import write_paper
from lssc_desktop.ui.appeal_dialog import AppealDialog
from lssc_desktop.ui.jobs import Lane
from lssc_desktop.ui.order_dialog import OrderDialog
from lssc_desktop.ui.services import Services
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.tokens import Tone

_WRITTEN = "paper-written"
_NO_APPEAL = "no-appeal"
_NO_ORDER = "no-order"

type _Write = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class _At:
    """What a paper is made of: the portfolio as it was when somebody asked for it."""

    root: Path
    program: Program
    portfolio: Portfolio
    submissions: tuple[Submission, ...]
    facts: FolderFacts
    today: date


class Papers(QObject):
    """Asks where a paper shall lie, makes it beside the window, and says that it is there."""

    def __init__(self, session: Session, services: Services, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._services = services
        self._window = window
        self._write: _Write | None = None
        self._note = ""
        self._path = Path()
        services.notices.action_chosen.connect(self._act)

    @Slot()
    def ask_report(self) -> None:
        """Write a report about where the candidate stands."""
        at = self._at()
        self._ask(_("Progress report"), ".pdf", _("PDF (*.pdf)"), partial(_report, at))

    @Slot()
    def ask_calendar(self) -> None:
        """Write every date for a calendar program."""
        at = self._at()
        kind = _("Calendar (*.ics)")
        self._ask(_("Dates"), ".ics", kind, partial(_calendar, at))

    @Slot()
    def ask_order(self) -> None:
        """Ask for whom an institution pays, then write the request for a purchase order."""
        session = self._session
        if session.program.purchase_order is None:
            error = NoPurchaseOrder(session.program.name)
            self._services.notices.show_error(error, key=_NO_ORDER)
            return
        dialog = OrderDialog(
            session.program, session.portfolio.candidate, self._services.icons, self._window
        )
        dialog.told.connect(self._take_order)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def ask_appeal(self) -> None:
        """Ask about which set, where there are several, then write the letter."""
        session = self._session
        found = appeals(session.program, session.portfolio)
        if not found:
            self._services.notices.show(no_appeal(), Tone.INFO, key=_NO_APPEAL)
            return
        dialog = AppealDialog(
            session.program, found, session.today, self._services.icons, self._window
        )
        dialog.told.connect(self._take_appeal)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, path: Path) -> None:
        """Write the paper that was asked for last."""
        if self._write is None:
            return
        self._path = path
        self._services.jobs.start(
            Lane.DISK,
            _make,
            self._write,
            path,
            done=self._tell,
            failed=self._services.notices.show_error,
        )

    def _at(self) -> _At:
        session = self._session
        return _At(
            session.root,
            session.program,
            session.portfolio,
            session.submissions,
            session.facts,
            session.today,
        )

    def _ask(self, name: str, ending: str, kind: str, write: _Write, note: str = "") -> None:
        self._write, self._note = write, note
        who = surname(self._session.portfolio.candidate.name)
        proposed = portable_name(f"{who} {name} {self._session.today.isoformat()}{ending}".strip())
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._window, name, folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # it is never written over
        dialog.setNameFilter(kind)
        dialog.setDefaultSuffix(ending.removeprefix("."))
        dialog.selectFile(proposed)
        dialog.fileSelected.connect(self._take_path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _take_path(self, path: str) -> None:
        self.write(Path(path))

    @Slot(str, object)
    def _take_order(self, institution: str, order: Order) -> None:
        at = self._at()
        address = at.program.purchase_order
        self._ask(
            _("Purchase order"),
            ".docx",
            _("Word (*.docx)"),
            partial(_order, at, institution, order),
            "" if address is None else address.note,
        )

    @Slot(object)
    def _take_appeal(self, appeal: Appeal) -> None:
        at = self._at()
        rule = at.program.appeal
        self._ask(
            _("Appeal"),
            ".docx",
            _("Word (*.docx)"),
            partial(_appeal, at, appeal),
            "" if rule is None else rule.note,
        )

    @Slot(object)
    def _tell(self, path: Path) -> None:
        self._services.notices.show(
            paper_written(path, self._note), Tone.OK, key=_WRITTEN, action=_("Open it")
        )

    @Slot(str)
    def _act(self, key: str) -> None:
        if key == _WRITTEN:
            self._services.desktop.open_file(self._path)


def _make(write: _Write, path: Path, _reporter: Reporter) -> Path:
    write_paper(path, write())
    return path


def _report(at: _At) -> bytes:
    from lssc_desktop.messages.report import progress_report
    from lssc_desktop.package.report import report_pdf

    facts = look_where_missing(at.root, at.portfolio, at.facts)
    return report_pdf(progress_report(at.program, at.portfolio, at.submissions, facts, at.today))


def _calendar(at: _At) -> bytes:
    from lssc_desktop.messages.important_dates import calendar_entries
    from lssc_desktop.store.calendar_file import calendar_file

    dates = important_dates(at.program, at.portfolio)
    entries = calendar_entries(dates, at.program, at.portfolio.id)
    return calendar_file(entries, at.program.short_name, at.today)


def _order(at: _At, institution: str, order: Order) -> bytes:
    from lssc_desktop.package.letters import order_letter

    return order_letter(at.program, institution, order, at.today)


def _appeal(at: _At, appeal: Appeal) -> bytes:
    from lssc_desktop.package.letters import appeal_letter

    return appeal_letter(at.program, at.portfolio, appeal, at.today)
