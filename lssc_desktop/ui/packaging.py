"""Building a package beside the window: saved, looked at, built, noted; and verifying it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from lssc_desktop.core.edits import note_package
from lssc_desktop.core.job import Step
from lssc_desktop.core.portfolio import PackageKind
from lssc_desktop.core.reconcile import accept
from lssc_desktop.package.beside import EvidencePdf, write_evidence_pdf
from lssc_desktop.package.build import Built, Order
from lssc_desktop.package.packing import Packed, pack
from lssc_desktop.package.reader import Verification, verify
from lssc_desktop.ui.jobs import JobHandle, Jobs, Lane
from lssc_desktop.ui.session import Session

if TYPE_CHECKING:
    from lssc_desktop.ui.when_saved import PendingAction


class Packaging(QObject):
    """Builds or verifies one package at a time for an open portfolio."""

    began = Signal(object)
    """The `Step` that comes first."""
    progressed = Signal(object)
    stopping = Signal()
    built = Signal(object)
    """A `Built`; the portfolio has it noted."""
    evidence_pdf_written = Signal(object)
    """An `EvidencePdf` beside the package that was built last."""
    verified = Signal(object)
    """A `Verification` of the package that was built last."""
    failed = Signal(object)
    """Why there is nothing; `Cancelled` when that was wished."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._pending: PendingAction | None = None
        self._job: JobHandle | None = None
        self._package: Path | None = None
        self._package_id: str | None = None
        self._built: Built | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being built or verified, or waits for that."""
        waits = self._pending is not None and self._pending.is_waiting
        return waits or self._job is not None

    @property
    def package(self) -> Path | None:
        """The package that was built last."""
        return self._package

    @property
    def last_built(self) -> Built | None:
        """What was built last."""
        return self._built

    @property
    def package_id(self) -> str | None:
        """The id of the package that was built last."""
        return self._package_id

    def build(self, set_id: str, kind: PackageKind) -> None:
        """Save what is not saved, and build the package of a set."""
        if self.is_busy:
            return
        self.began.emit(Step.LOOKING)
        self._pending = self._session.when_saved(self._begin, self._fail_to_save, set_id, kind)

    @Slot()
    def verify(self) -> None:
        """Read the package that was built last, and compare every fingerprint."""
        if self.is_busy or self._package is None:
            return
        self.began.emit(Step.VERIFYING)
        self._job = self._jobs.start(
            Lane.DISK, verify, self._package, done=self._take_verified, failed=self._fail
        )
        self._job.progressed.connect(self.progressed)

    @Slot()
    def write_evidence_pdf(self) -> None:
        """Write portfolio and evidence as one PDF beside the package that was built last."""
        if self.is_busy or self._built is None:
            return
        self.began.emit(Step.ASSEMBLING)
        self._job = self._jobs.start(
            Lane.DISK,
            write_evidence_pdf,
            self._session.root,
            self._built,
            done=self._take_evidence_pdf,
            failed=self._fail,
        )
        self._job.progressed.connect(self.progressed)

    @Slot()
    def cancel(self) -> None:
        """Stop what runs; nothing half-made is left behind."""
        if self._job is not None:
            self.stopping.emit()
            self._job.cancel()
        elif self._pending is not None:
            self._pending.cancel()

    def _fail_to_save(self, _set_id: str, _kind: PackageKind, error: Exception) -> None:
        self._fail(error)

    def _begin(self, set_id: str, kind: PackageKind) -> None:
        """Build: everything that was typed is on the disk."""
        session = self._session
        order = Order(
            session.root,
            session.program,
            session.program_text,
            session.portfolio,
            session.facts,
            set_id,
            kind,
        )
        self._job = self._jobs.start(
            Lane.DISK, pack, order, session.today, done=self._take_packed, failed=self._fail
        )
        self._job.progressed.connect(self.progressed)

    @Slot(object)
    def _take_packed(self, packed: Packed) -> None:
        self._job = None
        self._built = packed.built
        self._package = packed.built.path
        self._package_id = packed.note.package_id
        session = self._session
        session.take_in(partial(accept, reconciliation=packed.reconciliation, today=session.today))
        session.take_in(partial(note_package, note=packed.note))
        session.refresh()
        self.built.emit(packed.built)

    @Slot(object)
    def _take_evidence_pdf(self, written: EvidencePdf) -> None:
        self._job = None
        self.evidence_pdf_written.emit(written)

    @Slot(object)
    def _take_verified(self, found: Verification) -> None:
        self._job = None
        self.verified.emit(found)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)
