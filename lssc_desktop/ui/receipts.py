"""Keeping a receipt elsewhere: as text in the clipboard, or as a PDF."""

from datetime import date
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.submission import Receipt
from lssc_desktop.core.submission_list import SubmissionEntry
from lssc_desktop.messages.receipts import receipt_sheet, receipt_text
from lssc_desktop.messages.sending import receipt_saved
from lssc_desktop.messages.submissions import entry_title
from lssc_desktop.package.receipt import Sheet, sheet_pdf
from lssc_desktop.package.target import SUFFIX
from lssc_desktop.store.files import write_durably
from lssc_desktop.ui.jobs import Jobs, Lane
from lssc_desktop.ui.notices import Notices
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.tokens import Tone


class Receipts(QObject):
    """Copies and saves receipts; the dialog opens in front of `window`."""

    def __init__(self, session: Session, jobs: Jobs, notices: Notices, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._notices = notices
        self._window = window
        self._sheet: Sheet | None = None

    def copy(self, entry: SubmissionEntry, receipt: Receipt) -> None:
        """Put the whole receipt as text into the clipboard."""
        zone = self._session.now.tzinfo
        QApplication.clipboard().setText(
            receipt_text(receipt, entry_title(entry), _file(entry), zone)
        )

    def sheet(self, entry: SubmissionEntry, receipt: Receipt) -> Sheet:
        """Return the receipt as a sheet to print or keep."""
        candidate = self._session.portfolio.candidate.name
        zone = self._session.now.tzinfo
        return receipt_sheet(receipt, entry_title(entry), _file(entry), candidate, zone)

    def ask_where(self, entry: SubmissionEntry, receipt: Receipt) -> None:
        """Ask where to keep the PDF; it is offered beside the package."""
        self._sheet = self.sheet(entry, receipt)
        dialog = QFileDialog(self._window, _("Where should the receipt lie?"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        if entry.note is not None and not entry.note.elsewhere:
            dialog.setDirectory(str((self._session.root / entry.note.path).parent))
        dialog.selectFile(_file(entry).removesuffix(SUFFIX) + " receipt.pdf")
        dialog.fileSelected.connect(self._save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, sheet: Sheet, target: Path) -> None:
        """Write a receipt beside the window, and tell when it is there."""
        self._jobs.start(
            Lane.DISK,
            write_sheet,
            sheet,
            self._session.today,
            target,
            done=self._tell_saved,
            failed=self._notices.show_error,
        )

    @Slot(str)
    def _save(self, path: str) -> None:
        if self._sheet is not None:
            self.save(self._sheet, Path(path))

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        self._notices.show(receipt_saved(path.name), Tone.OK, key="receipt")


def write_sheet(sheet: Sheet, day: date, target: Path, _reporter: Reporter) -> Path:
    """Write a sheet as a PDF and return where it lies."""
    write_durably(target, sheet_pdf(sheet, day))
    return target


def _file(entry: SubmissionEntry) -> str:
    return "" if entry.submission is None else entry.submission.package
