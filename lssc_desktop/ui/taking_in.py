"""Taking files into the evidence from a dialog that asks for a certificate or the like."""

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from lssc_desktop.ui.evidence_work import Added, add_evidence
from lssc_desktop.ui.jobs import Jobs, Lane
from lssc_desktop.ui.session import Session


class TakingIn(QObject):
    """Lets files be chosen, copies them in, and tells under which paths they lie now."""

    arrived = Signal(object)
    """A tuple of paths of evidence files."""
    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs

    def choose(self, window: QWidget) -> None:
        """Let files be chosen."""
        dialog = QFileDialog(window, _("Which files?"))
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

    @Slot(list)
    def _take_names(self, names: list[str]) -> None:
        if names:
            self.take(tuple(Path(name) for name in names))

    @Slot(object)
    def _take_added(self, added: Added) -> None:
        self._session.take_in(added.take_in)
        self._session.refresh()
        self.arrived.emit(tuple(file.path for file in added.evidence))

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)
