"""Where files and pictures are dropped, browsed for or pasted to become evidence."""

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lssc_desktop.core.job import Step
from lssc_desktop.store.kinds import is_review
from lssc_desktop.ui.fonts import Type
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import JobHandle, Progress
from lssc_desktop.ui.tokens import Ink
from lssc_desktop.ui.widgets.buttons import link_button
from lssc_desktop.ui.widgets.job_progress import JobProgress
from lssc_desktop.ui.widgets.labels import IconLabel, Label


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
        """Welcome files of this computer and pictures; review files are for the window."""
        files = local_files(event.mimeData())
        if files and all(map(is_review, files)):
            event.ignore()
        elif local_files(event.mimeData()) or event.mimeData().hasImage():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped; the originals stay."""
        event.setDropAction(Qt.DropAction.CopyAction)
        self.take(event.mimeData())
        event.accept()

    def take(self, data: QMimeData) -> bool:
        """Take files, or else a picture; tell whether there was one."""
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
        """Take what is on the clipboard."""
        return self.take(QGuiApplication.clipboard().mimeData())

    @Slot()
    def browse(self) -> None:
        """Let the person choose files."""
        dialog = QFileDialog(self.window(), _("Add files as evidence"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._take_names)
        dialog.open()

    @Slot(list)
    def _take_names(self, names: list[str]) -> None:
        self.files_chosen.emit(tuple(map(Path, names)))


class DropHint(QFrame):
    """Says that files can be dropped, and offers to browse for them or to paste."""

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


class Working(JobProgress):
    """How far the copying is, with Cancel; hidden while nothing is copied."""

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
    """Return the files of this computer among what is dragged or copied."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
