"""Taking files into the evidence from a dialog that asks for a certificate or the like."""

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from lssc_desktop.ui.evidence_work import Added, add_evidence
from lssc_desktop.ui.jobs import Jobs, Lane
from lssc_desktop.ui.notices import Notices
from lssc_desktop.ui.session import Session
from lssc_desktop.ui.widgets.dialog_form import FormDialog
from lssc_desktop.ui.widgets.evidence_picker import EvidencePicker


class TakingIn(QObject):
    """Lets files be chosen, copies them in, and gives the dialog the paths where they lie now."""

    def __init__(
        self, session: Session, jobs: Jobs, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._notices = notices
        self._dialog: FormDialog | None = None
        self._picker: EvidencePicker | None = None

    def serve(self, dialog: FormDialog, picker: EvidencePicker) -> None:
        """Work for a dialog until it is closed."""
        self._dialog, self._picker = dialog, picker
        picker.add_requested.connect(self.choose)
        dialog.finished.connect(self._forget)

    @Slot()
    def choose(self) -> None:
        """Let files be chosen."""
        dialog = QFileDialog(self._dialog, _("Which files?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._take_names)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, sources: tuple[Path, ...]) -> None:
        """Copy files in; the originals stay."""
        session = self._session
        self._jobs.start(
            Lane.DISK,
            add_evidence,
            session.root,
            session.portfolio,
            sources,
            session.today,
            done=self._take_added,
            failed=self._fail,
        )

    @Slot()
    def _forget(self) -> None:
        self._dialog = self._picker = None

    @Slot(list)
    def _take_names(self, names: list[str]) -> None:
        if names:
            self.take(tuple(Path(name) for name in names))

    @Slot(object)
    def _take_added(self, added: Added) -> None:
        self._session.take_in(added.take_in)
        self._session.refresh()
        if self._picker is not None:
            self._picker.add(tuple(file.path for file in added.evidence))

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.error.show_error(error)
        else:
            self._notices.show_error(error)
