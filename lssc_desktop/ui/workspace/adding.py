"""Adding evidence: files and pictures that are dropped, browsed for or pasted."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.edits import change_uses
from lssc_desktop.core.portfolio.portfolio import EvidenceFile, TextPlace
from lssc_desktop.languages import gettext as _
from lssc_desktop.store.evidence import add_files, add_pasted
from lssc_desktop.store.folder.opening import is_review
from lssc_desktop.ui.base.file_dialogs import ask_files, local_files
from lssc_desktop.ui.base.services import Services
from lssc_desktop.ui.base.session import Session
from lssc_desktop.ui.kit.buttons import show_keys
from lssc_desktop.ui.kit.icons import Icons
from lssc_desktop.ui.kit.labels import IconLabel, Label, set_style_property
from lssc_desktop.ui.kit.layout import column
from lssc_desktop.ui.kit.tokens import Ink, Type
from lssc_desktop.ui.shared.evidence_drag import dragged_paths
from lssc_desktop.ui.shared.evidence_picker import NOT_ADDED, add_evidence, add_with_folders
from lssc_desktop.ui.workspace.competency_edits import CompetencyEdits

SPLITTABLE = frozenset({".docx", ".md", ".markdown", ".txt"})
"""Endings of files that can be split."""


# Dropping and browsing --------------------------------------------------------------------------


class DropPane(QFrame):
    """A pane onto the whole of which files and pictures can be dropped."""

    files_chosen = Signal(object)
    """A tuple of paths."""
    picture_chosen = Signal(object)
    """A `QImage`."""
    browse_requested = Signal()
    evidence_dropped = Signal(object)
    """The paths of evidence files of the portfolio that were dragged here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept evidence, local files and pictures; review files are for the window."""
        files = local_files(event.mimeData())
        if files and all(map(is_review, files)):
            event.ignore()
        elif files or event.mimeData().hasImage() or dragged_paths(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped; the originals stay."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        known = dragged_paths(event.mimeData())
        if known:
            self.evidence_dropped.emit(known)
        else:
            self.add(event.mimeData())

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

    def paste(self) -> bool:
        """Add what is on the clipboard; return whether that was a file or a picture."""
        # Some desktops show nothing of it to a window that they don't take for the active one.
        data = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
        return data is not None and self.add(data)


class AddMenu(QMenu):
    """The ways to add evidence; files and pictures can be dropped and pasted too."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.files = self.addAction(_("Files…"))
        show_keys(self.files, "Ctrl+Shift+A")
        self.known = self.addAction(_("From my evidence…"))
        self.paste = self.addAction(_("Paste a picture"))


class DropHint(QFrame):
    """A hint that files can be dropped: an area where there are none, else one quiet line."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        self._icon = IconLabel(icons, "upload", Ink.INK2, 22)
        self._title = Label(theme, "", Type.TABLE)
        self._promise = Label(
            theme, _("We copy them. Your originals stay where they are."), Type.TABLE, Ink.INK2
        )
        middle = Qt.AlignmentFlag.AlignHCenter
        self._column = column((self._icon, middle), self._title, self._promise, gap=4, on=self)

    def show_count(self, count: int) -> None:
        """Take little room where files are there already."""
        is_area = count == 0
        set_style_property(self, "box", "drop" if is_area else "")
        for widget in (self._icon, self._promise):
            widget.setVisible(is_area)
        self._title.setText(_("Drag files here") if is_area else _("Drag files here to add them."))
        self._title.set_ink(Ink.INK if is_area else Ink.INK2)
        align = Qt.AlignmentFlag.AlignHCenter if is_area else Qt.AlignmentFlag.AlignLeading
        for words in (self._title, self._promise):
            words.setAlignment(align)
        room = (16, 20, 16, 20) if is_area else (2, 0, 2, 0)
        self._column.setContentsMargins(*room)


# Copying ----------------------------------------------------------------------------------------


class EvidenceAdder(QObject):
    """Copies files in, in background jobs, and adds each to the competency that is shown then."""

    started = Signal(object)
    """A `JobHandle`, to show its progress and to cancel it."""
    used = Signal(int, object)
    """How many files were added to the competency of this number, or with None to the statement."""

    def __init__(
        self, session: Session, services: Services, edits: CompetencyEdits, page: QWidget
    ) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._services = services
        self._edits = edits
        self._fail = partial(services.notices.show_error, key=NOT_ADDED)

    def add_files(self, sources: tuple[Path, ...]) -> None:
        """Copy files from anywhere; the originals stay. Folders among them are asked about."""
        place, root, flows = self._edits.place, self._session.root, self._session.flows
        if place is None or self._is_refused(place):
            return
        today = self._session.today

        def add(files: tuple[Path, ...]) -> None:
            self._add(place, partial(add_files, root, files, today))

        flows.begin(add_with_folders(self._services, sources, add), self._fail)

    def browse(self) -> None:
        """Let the user choose files, at first where they were added from last."""
        start, window = self._services.preferences.added_from, self._page.window()
        ask_files(window, _("Add files as evidence"), self._add_chosen, start=start)

    def _add_chosen(self, sources: tuple[Path, ...]) -> None:
        self._services.preferences.note_added(sources)
        self.add_files(sources)

    def add_picture(self, image: QImage) -> None:
        """Save a picture from the clipboard as a file named by the day."""
        place, session = self._edits.place, self._session
        if place is not None:
            self._add(place, partial(_add_picture, session.root, image.copy(), session.today))

    def _is_refused(self, place: TextPlace) -> bool:
        """Whether the set of a place is handed in; if so, report it."""
        lock = self._session.lock_of(place.set_id)
        if lock is not None:
            self._fail(lock)
        return lock is not None

    def _add(self, place: TextPlace, work: Callable[[Reporter], tuple[EvidenceFile, ...]]) -> None:
        if not self._is_refused(place):
            self._session.flows.begin(self._use(place, work), self._fail)

    async def _use(
        self, place: TextPlace, work: Callable[[Reporter], tuple[EvidenceFile, ...]]
    ) -> None:
        """Add files to the competency for which that was begun: the user may be elsewhere."""
        session, shown = self._session, self.started.emit
        files = await add_evidence(session, self._services.jobs, work, shown)
        paths = [file.path for file in files]
        session.apply(partial(change_uses, paths=paths, changes={place: True}, today=session.today))
        self.used.emit(len(files), place.number)


def _add_picture(
    root: Path, image: QImage, today: date, reporter: Reporter
) -> tuple[EvidenceFile, ...]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    name = _("Picture {day}.png").format(day=today.isoformat())
    return add_pasted(root, bytes(buffer.data().data()), name, today, reporter)


def dropped_document(event: QDropEvent) -> Path | None:
    """Return the one document that is dragged, None for anything else."""
    files = local_files(event.mimeData())
    if len(files) == 1 and files[0].suffix.casefold() in SPLITTABLE:
        return files[0]
    return None
