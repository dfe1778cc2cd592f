"""Watches folders: hears at once when another program lays a file there, or takes one away."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QStorageInfo, Signal

from lssc_desktop.ui.kit.timers import single_shot

_GATHER = 250  # milliseconds: who lays ten files down is heard once
_MOST = 500  # folders; a system lets nobody watch without end
_ELSEWHERE = ("nfs", "cifs", "smb", "afs", "9p", "fuse", "webdav", "ceph", "gluster", "gfs")
"""How the names of those file systems begin that are somewhere else, or may be.

To watch a folder there can make the window wait, and what others lay there is not told.
"""


class FolderWatcher(QObject):
    """Watches folders; `stirred` shortly after something came, went or was renamed in one."""

    stirred = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._gather = single_shot(self, _GATHER, self.stirred)
        self._watcher.directoryChanged.connect(self._gather_soon)

    @property
    def watched(self) -> tuple[str, ...]:
        """The folders that are watched."""
        return tuple(self._watcher.directories())

    def watch(self, folders: Sequence[Path]) -> None:
        """Watch these folders in place of those before; they should have answered just now."""
        wanted = {str(folder) for folder in folders[:_MOST]}
        before = set(self._watcher.directories())
        if before - wanted:
            self._watcher.removePaths(sorted(before - wanted))
        if wanted - before:
            self._watcher.addPaths(sorted(wanted - before))

    def stop(self) -> None:
        """Hear nothing any more, and let go of the folders."""
        self._gather.stop()
        self.watch(())

    def _gather_soon(self) -> None:
        if not self._gather.isActive():
            self._gather.start()


def is_here(folder: Path) -> bool:
    """Whether a folder lies on a drive of this computer. Not for the window's thread."""
    kind = QStorageInfo(str(folder)).fileSystemType().toStdString().lower()
    is_share = str(folder).startswith(("\\\\", "//"))
    return not is_share and not kind.startswith(_ELSEWHERE)
