"""Adding evidence: files and pictures that are dropped, browsed for or pasted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.core.portfolio.edits import use_evidence
from lssc_desktop.core.portfolio.portfolio import EvidenceFile, EvidenceUse, Portfolio, Weight
from lssc_desktop.store.evidence import add_pasted
from lssc_desktop.store.folder.opening import is_review
from lssc_desktop.ui.base.jobs import JobHandle, Jobs
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import link_button
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.tokens import Ink
from lssc_desktop.ui.shared.evidence_picker import FileAdder
from lssc_desktop.ui.shared.job_progress import JobProgress

# Dropping and browsing --------------------------------------------------------------------------


class DropPane(QFrame):
    """A pane onto the whole of which files and pictures can be dropped."""

    files_chosen = Signal(object)
    """A tuple of paths."""
    picture_chosen = Signal(object)
    """A `QImage`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept local files and pictures; review files are for the window."""
        files = local_files(event.mimeData())
        if files and all(map(is_review, files)):
            event.ignore()
        elif local_files(event.mimeData()) or event.mimeData().hasImage():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Accept what was dropped; the originals stay."""
        event.setDropAction(Qt.DropAction.CopyAction)
        self.take(event.mimeData())
        event.accept()

    def take(self, data: QMimeData) -> bool:
        """Accept files, or else a picture; return whether there was one."""
        files = local_files(data)
        if files:
            self.files_chosen.emit(files)
            return True
        image = data.imageData() if data.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            self.picture_chosen.emit(image)
            return True
        return False

    @Slot()
    def paste(self) -> bool:
        """Accept what is on the clipboard."""
        return self.take(QGuiApplication.clipboard().mimeData())

    @Slot()
    def browse(self) -> None:
        """Let the user choose files."""
        dialog = QFileDialog(self.window(), _("Add files as evidence"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._take_names)
        dialog.open()

    @Slot(list)
    def _take_names(self, names: list[str]) -> None:
        self.files_chosen.emit(tuple(map(Path, names)))


class DropHint(QFrame):
    """A hint that files can be dropped, with buttons to browse for them or to paste."""

    browse_requested = Signal()
    paste_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", "drop")
        title = Label(icons.theme, _("Drag files here"), Type.TABLE_STRONG, wrap=False)
        self.browse = link_button(icons, _("Add files…"))
        self.browse.setToolTip(_("Add files ({keys})").format(keys="Ctrl+O"))
        self.paste = link_button(icons, _("Paste a picture"))
        promise = Label(icons.theme, _("We copy them, your originals stay."), Type.TABLE, Ink.INK2)
        promise.setAlignment(Qt.AlignmentFlag.AlignHCenter)

        head = QHBoxLayout()
        head.setSpacing(6)
        head.addStretch(1)
        head.addWidget(IconLabel(icons, "upload", Ink.INK, 16))
        head.addWidget(title)
        head.addStretch(1)
        acts = QHBoxLayout()
        acts.setSpacing(12)
        acts.addStretch(1)
        acts.addWidget(self.browse)
        acts.addWidget(self.paste)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 9, 10, 9)
        column.setSpacing(1)
        column.addLayout(head)
        column.addLayout(acts)
        column.addWidget(promise)
        self.browse.clicked.connect(self.browse_requested)
        self.paste.clicked.connect(self.paste_requested)


class AddingProgress(JobProgress):
    """The progress of copying, with Cancel; hidden while nothing is copied."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(icons, parent=parent)
        self._handle: JobHandle | None = None
        self.cancel_requested.connect(self._cancel)
        self.hide()

    @Slot(object)
    def follow(self, handle: JobHandle) -> None:
        """Show the progress of a job that was started."""
        self._handle = handle
        self.begin(Step.COPYING)
        handle.progressed.connect(self._show_progress)
        handle.ended.connect(self._end)
        self.show()

    @Slot(object)
    def _show_progress(self, progress: Progress) -> None:
        if self.sender() is self._handle:
            self.show_progress(progress)

    @Slot()
    def _end(self) -> None:
        if self.sender() is self._handle:
            self._handle = None
            self.hide()

    @Slot()
    def _cancel(self) -> None:
        if self._handle is not None:
            self._handle.cancel()


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the local files among what is dragged or copied."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


# Copying ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EvidenceFor:
    """The competency that files are added for."""

    set_id: str
    number: int


class EvidenceAdder(QObject):
    """Copies files in, one after the other, in background jobs, and adds each to its competency."""

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
        if not self._is_refused(to):
            self._watch(self._one(to).add_evidence(tuple(sources)))

    def add_picture(self, to: EvidenceFor, image: QImage) -> None:
        """Keep a picture from the clipboard as a file named by the day."""
        if not self._is_refused(to):
            session = self._session
            self._watch(
                self._one(to).add(partial(_add_picture, session.root, image.copy(), session.today))
            )

    def _is_refused(self, to: EvidenceFor) -> bool:
        """Whether nothing can be added, because the set is handed in; if so, report it."""
        lock = self._session.lock_of(to.set_id)
        if lock is not None:
            self.failed.emit(lock)
        return lock is not None

    def _watch(self, handle: JobHandle) -> None:
        handle.ended.connect(self.ended)
        self.started.emit(handle)

    def _one(self, to: EvidenceFor) -> "_AdderFor":
        one = _AdderFor(self._session, self._jobs, to, self)
        one.failed.connect(self.failed)
        return one


class _AdderFor(FileAdder):
    """Remembers for which competency a copy was begun: the user may be elsewhere by then."""

    def __init__(self, session: Session, jobs: Jobs, to: EvidenceFor, parent: QObject) -> None:
        super().__init__(session, jobs, parent)
        self._to = to
        self.added.connect(self._show_for)

    @Slot(object)
    def _show_for(self, files: tuple[EvidenceFile, ...]) -> None:
        self._session.apply(
            partial(_with_uses, to=self._to, files=files, today=self._session.today)
        )


def _with_uses(
    portfolio: Portfolio, to: EvidenceFor, files: tuple[EvidenceFile, ...], today: date
) -> Portfolio:
    work = portfolio.set_work(to.set_id)
    shown = () if work is None else work.competency(to.number).evidence
    for file in files:
        if all(use.path != file.path for use in shown):
            use = EvidenceUse(file.path, Weight.PRIMARY)
            portfolio = use_evidence(portfolio, to.set_id, to.number, use, today)
    return portfolio


def _add_picture(
    root: Path, image: QImage, today: date, reporter: Reporter
) -> tuple[EvidenceFile, ...]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    name = _("Picture {day}.png").format(day=today.isoformat())
    return add_pasted(root, bytes(buffer.data().data()), name, today, reporter)
