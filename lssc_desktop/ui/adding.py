"""Taking files in as evidence for a competency, beside the window."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal, Slot
from PySide6.QtGui import QImage, QImageWriter

from lssc_desktop.core.edits import put_evidence, use_evidence
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio import EvidenceFile, EvidenceUse, Portfolio, Weight
from lssc_desktop.store.evidence import add_files
from lssc_desktop.store.pasted import add_pasted
from lssc_desktop.ui.jobs import JobHandle, Jobs, Lane
from lssc_desktop.ui.session import Session

type _Added = tuple[Portfolio, tuple[EvidenceFile, ...]]


@dataclass(frozen=True, slots=True)
class EvidenceFor:
    """The competency that files are added for."""

    set_id: str
    number: int


class Adding(QObject):
    """Copies files in one after the other and shows each for its competency when it is there."""

    started = Signal(object)
    """A `JobHandle`, to show its progress and to cancel it."""
    ended = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs

    def add_files(self, to: EvidenceFor, sources: Sequence[Path]) -> None:
        """Copy files from anywhere; the originals stay."""
        if self._is_refused(to):
            return
        one = self._one(to)
        portfolio, today = self._session.portfolio, self._session.today
        self._watch(
            self._jobs.start(
                Lane.DISK,
                add_files,
                self._session.root,
                portfolio,
                tuple(sources),
                today,
                done=one.take,
                failed=one.fail,
            )
        )

    def add_picture(self, to: EvidenceFor, image: QImage) -> None:
        """Keep a picture from the clipboard as a file named by the day."""
        if self._is_refused(to):
            return
        one = self._one(to)
        self._watch(
            self._jobs.start(
                Lane.DISK,
                _add_picture,
                self._session.root,
                self._session.portfolio,
                image.copy(),
                self._session.today,
                done=one.take,
                failed=one.fail,
            )
        )

    def _is_refused(self, to: EvidenceFor) -> bool:
        """Whether nothing can be added, because the set is handed in; then that is told."""
        lock = self._session.lock_of(to.set_id)
        if lock is not None:
            self.failed.emit(lock)
        return lock is not None

    def _watch(self, handle: JobHandle) -> None:
        handle.ended.connect(self.ended)
        self.started.emit(handle)

    def _one(self, to: EvidenceFor) -> "_OneAdding":
        one = _OneAdding(self._session, to, self)
        one.failed.connect(self.failed)
        return one


class _OneAdding(QObject):
    """Remembers for which competency a copy was begun: the person may be elsewhere by then."""

    failed = Signal(object)

    def __init__(self, session: Session, to: EvidenceFor, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._to = to
        self._files: tuple[EvidenceFile, ...] = ()

    @Slot(object)
    def take(self, added: _Added) -> None:
        """Note the files in the portfolio, and that they are shown for the competency."""
        self._files = added[1]
        self._session.take_in(self._put)
        self._session.apply(self._use)
        self.deleteLater()

    @Slot(object)
    def fail(self, error: Exception) -> None:
        """Tell that nothing came in."""
        self.failed.emit(error)
        self.deleteLater()

    def _put(self, portfolio: Portfolio) -> Portfolio:
        for file in self._files:
            portfolio = put_evidence(portfolio, file, self._session.today)
        return portfolio

    def _use(self, portfolio: Portfolio) -> Portfolio:
        set_id, number = self._to.set_id, self._to.number
        work = portfolio.set_work(set_id)
        shown = () if work is None else work.competency(number).evidence
        for file in self._files:
            if all(use.path != file.path for use in shown):
                use = EvidenceUse(file.path, Weight.PRIMARY)
                portfolio = use_evidence(portfolio, set_id, number, use, self._session.today)
        return portfolio


def _add_picture(
    root: Path, portfolio: Portfolio, image: QImage, today: date, reporter: Reporter
) -> _Added:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    name = _("Picture {day}.png").format(day=today.isoformat())
    return add_pasted(root, portfolio, bytes(buffer.data().data()), name, today, reporter)
