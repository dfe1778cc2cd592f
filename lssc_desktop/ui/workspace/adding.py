"""Adding evidence: files and pictures that are dropped, browsed for or pasted."""

from collections.abc import Callable
from datetime import date
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QFrame, QWidget

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.edits import put_evidence, use_evidence
from lssc_desktop.core.portfolio.portfolio import EvidenceFile, EvidenceUse, Portfolio, Weight
from lssc_desktop.store.evidence import add_files, add_pasted
from lssc_desktop.store.folder.opening import is_review
from lssc_desktop.ui.base.jobs import Jobs, Lane
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import link_button
from lssc_desktop.ui.kit.dialogs import ask_files, local_files
from lssc_desktop.ui.kit.fonts import Type
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label
from lssc_desktop.ui.kit.layout import column, row, stretch
from lssc_desktop.ui.kit.tokens import Ink

type _Added = tuple[Portfolio, tuple[EvidenceFile, ...]]


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
        elif files or event.mimeData().hasImage():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped; the originals stay."""
        event.setDropAction(Qt.DropAction.CopyAction)
        self.add(event.mimeData())
        event.accept()

    def add(self, data: QMimeData) -> bool:
        """Add files, or else a picture; return whether there was one."""
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
        """Add what is on the clipboard; return whether that was a file or a picture."""
        return self.add(QGuiApplication.clipboard().mimeData())

    @Slot()
    def browse(self) -> None:
        """Let the user choose files."""
        ask_files(self.window(), _("Add files as evidence"), self.files_chosen.emit)


class DropHint(QFrame):
    """A hint that files can be dropped, with buttons to browse for them or to paste."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("box", "drop")
        title = Label(icons.theme, _("Drag files here"), Type.TABLE_STRONG, wrap=False)
        self.browse = link_button(icons, _("Add files…"))
        self.browse.setToolTip(_("Add files ({keys})").format(keys="Ctrl+O"))
        self.paste = link_button(icons, _("Paste a picture"))
        promise = Label(icons.theme, _("We copy them, your originals stay."), Type.TABLE, Ink.INK2)
        promise.setAlignment(Qt.AlignmentFlag.AlignHCenter)

        column(
            row(stretch, IconLabel(icons, "upload", Ink.INK, 16), title, stretch, gap=6),
            row(stretch, self.browse, self.paste, stretch, gap=12),
            promise,
            gap=1,
            margins=(10, 9, 10, 9),
            on=self,
        )


# Copying ----------------------------------------------------------------------------------------


class EvidenceAdder(QObject):
    """Copies files in, one after the other, in background jobs, and adds each to its competency."""

    started = Signal(object)
    """A `JobHandle`, to show its progress and to cancel it."""
    failed = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs

    def add_files(self, set_id: str, number: int, sources: tuple[Path, ...]) -> None:
        """Copy files from anywhere; the originals stay."""
        self._add(set_id, number, add_files, sources)

    def add_picture(self, set_id: str, number: int, image: QImage) -> None:
        """Save a picture from the clipboard as a file named by the day."""
        self._add(set_id, number, _add_picture, image.copy())

    def _add[What](
        self,
        set_id: str,
        number: int,
        work: Callable[[Path, Portfolio, What, date, Reporter], _Added],
        what: What,
    ) -> None:
        """Start a job, or report that nothing can be added: the set is handed in."""
        session = self._session
        lock = session.lock_of(set_id)
        if lock is not None:
            self.failed.emit(lock)
            return
        adding = _Adding(session, set_id, number, self)
        adding.failed.connect(self.failed)
        self.started.emit(
            self._jobs.start_reporting(
                Lane.DISK,
                work,
                session.root,
                session.portfolio,
                what,
                session.today,
                done=adding.on_added,
                failed=adding.on_failure,
            )
        )


class _Adding(QObject):
    """Remembers for which competency a copy was begun: the user may be elsewhere by then."""

    failed = Signal(object)

    def __init__(self, session: Session, set_id: str, number: int, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._set_id = set_id
        self._number = number
        self._files: tuple[EvidenceFile, ...] = ()

    @Slot(object)
    def on_added(self, added: _Added) -> None:
        """Note the files in the portfolio, and that they are shown for the competency."""
        self._files = added[1]
        self._session.take_in(self._with_files)
        self._session.apply(self._with_uses)
        self.deleteLater()

    @Slot(object)
    def on_failure(self, error: Exception) -> None:
        """Report that nothing was added."""
        self.failed.emit(error)
        self.deleteLater()

    def _with_files(self, portfolio: Portfolio) -> Portfolio:
        for file in self._files:
            portfolio = put_evidence(portfolio, file, self._session.today)
        return portfolio

    def _with_uses(self, portfolio: Portfolio) -> Portfolio:
        work = portfolio.set_work(self._set_id)
        shown = () if work is None else work.competency(self._number).evidence
        for file in self._files:
            if all(use.path != file.path for use in shown):
                use = EvidenceUse(file.path, Weight.PRIMARY)
                portfolio = use_evidence(
                    portfolio, self._set_id, self._number, use, self._session.today
                )
        return portfolio


def _add_picture(
    root: Path, portfolio: Portfolio, image: QImage, today: date, reporter: Reporter
) -> _Added:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    name = _("Picture {day}.png").format(day=today.isoformat())
    return add_pasted(root, portfolio, bytes(buffer.data().data()), name, today, reporter)
