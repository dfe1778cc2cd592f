"""Evidence of a package opened in its own program: as a copy of ours, never out of the package."""

from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QObject, Slot

from lssc_desktop.core.file_kind import BEGINNING, FileKind, begins_as_named, file_kind
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.names import portable_name, split_extension
from lssc_desktop.messages.review import not_opened_here
from lssc_desktop.package.opened import NotAsNamed, OpenedPackage, file_blocks
from lssc_desktop.ui.jobs import Lane
from lssc_desktop.ui.review.evidence_pane import ShownEvidence
from lssc_desktop.ui.services import Services
from lssc_desktop.ui.tokens import Tone

_OPENED = {
    FileKind.PDF,
    FileKind.WORD,
    FileKind.EXCEL,
    FileKind.SLIDES,
    FileKind.PHOTO,
    FileKind.VIDEO,
    FileKind.SOUND,
    FileKind.TEXT,
}
"""What other programs only show; anything else could run, or fetch something."""

_CAN_RUN = {".svg", ".docm", ".dotm", ".xlsm", ".pptm", ".ppsm"}
"""Of those kinds, what holds scripts or macros by its nature."""


class OpenedCopies(QObject):
    """Writes the copies into `folder`, which is emptied when the program ends."""

    def __init__(
        self, opened: OpenedPackage, services: Services, folder: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._services = services
        self._folder = folder

    def open(self, shown: ShownEvidence) -> None:
        """Open a file; what could run on this computer is not opened."""
        if not _is_only_shown(shown.name):
            self._services.notices.show(not_opened_here(shown.name), Tone.INFO, key="opened-copy")
            return
        write = partial(_write, self._opened, shown.path, shown.name, self._folder)
        self._services.jobs.start(
            Lane.DISK, write, done=self._open, failed=self._services.notices.show_error
        )

    @Slot(object)
    def _open(self, path: Path) -> None:
        self._services.desktop.open_file(path)


def _is_only_shown(name: str) -> bool:
    written = portable_name(name)
    return file_kind(written) in _OPENED and split_extension(written)[1].lower() not in _CAN_RUN


def _write(
    opened: OpenedPackage, inside: str, name: str, folder: Path, _reporter: Reporter
) -> Path:
    """Write one file of a package into a folder of its own, so that it keeps its name.

    Raises `NotAsNamed` before a byte of another kind of file is written.
    """
    blocks = file_blocks(opened, inside)
    beginning = b""
    for block in blocks:
        beginning += block
        if len(beginning) >= BEGINNING:
            break
    if not begins_as_named(portable_name(name), beginning):
        raise NotAsNamed(name)
    target = Path(mkdtemp(dir=folder)) / portable_name(name)
    with target.open("wb") as file:
        file.write(beginning)
        for block in blocks:
            file.write(block)
    return target
