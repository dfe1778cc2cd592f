"""File dialogs of the system, in front of a window, which they do not block."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileInfo, QMimeData, QSettings, QStandardPaths, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from lssc_desktop.ui.kit.flow import Wait, Waiting

_MOUNTS = tuple(Path(place, Path.home().name) for place in ("/run/media", "/media"))


def ask_file(
    parent: QWidget,
    title: str,
    chosen: Callable[[Path], object],
    *,
    filters: Sequence[str] = (),
    start: Path | str = "",
) -> QFileDialog:
    """Ask for a file that exists; `chosen` gets its path, unless the user cancels.

    `start` is the folder that is shown first. All `ask_` functions return at once, with the dialog
    of the system, which is disposed of when it is closed. An example:

        ask_file(window, _("Which package?"), self.open, filters=[_("Packages (*.zip)")])
    """
    dialog = _file_dialog(parent, title, filters, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, chosen)


def chosen_file(
    parent: QWidget, title: str, *, filters: Sequence[str] = (), start: Path | str = ""
) -> Wait[Path]:
    """Let a flow wait for a file that exists; it ends where the user cancels."""
    return _chosen(partial(ask_file, parent, title, filters=filters, start=start))


def chosen_folder(parent: QWidget, title: str, *, start: Path | str = "") -> Wait[Path]:
    """Let a flow wait for a folder that exists; it ends where the user cancels."""
    return _chosen(partial(ask_folder, parent, title, start=start))


def chosen_target(
    parent: QWidget,
    title: str,
    *,
    name: str = "",
    filters: Sequence[str] = (),
    start: Path | str = "",
) -> Wait[Path]:
    """Let a flow wait for where to save; it ends where the user cancels."""
    return _chosen(partial(ask_target, parent, title, name=name, filters=filters, start=start))


def _chosen(ask: Callable[[Callable[[Path], object]], QFileDialog]) -> Wait[Path]:
    def begin(waiting: Waiting) -> Callable[[], object]:
        dialog = ask(waiting.go_on)
        dialog.rejected.connect(waiting.give_up)
        return dialog.reject

    return Wait(begin)


def ask_files(
    parent: QWidget,
    title: str,
    chosen: Callable[[tuple[Path, ...]], object],
    *,
    filters: Sequence[str] = (),
    start: Path | str = "",
) -> QFileDialog:
    """Ask for one or more files that exist; otherwise as `ask_file`."""
    dialog = _file_dialog(parent, title, filters, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda paths: chosen(tuple(map(Path, paths))))
    dialog.open()
    return dialog


def ask_folder(
    parent: QWidget, title: str, chosen: Callable[[Path], object], *, start: Path | str = ""
) -> QFileDialog:
    """Ask for a folder that exists; otherwise as `ask_file`."""
    dialog = _file_dialog(parent, title, (), start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _open(dialog, chosen)


def ask_target(
    parent: QWidget,
    title: str,
    chosen: Callable[[Path], object],
    *,
    name: str = "",
    filters: Sequence[str] = (),
    start: Path | str = "",
    overwrites: bool = True,
) -> QFileDialog:
    """Ask where to save, at first as `name`, whose suffix a name without one gets.

    Of a file that exists already the system asks whether to replace it, if `overwrites`.
    Otherwise as `ask_file`.
    """
    dialog = _file_dialog(parent, title, filters, start)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not overwrites)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    return _open(dialog, chosen)


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the paths on this computer among what is dragged or copied."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def places(mounts: Sequence[Path] = _MOUNTS) -> tuple[Path, ...]:
    """Return where people keep files: their own folders, and each USB drive that is plugged in.

    Qt's own file dialog, which is what there is outside of GNOME and KDE, names them beside its
    list. Desktops mount a drive as a folder of its name in a folder of the person's.
    """
    kinds = QStandardPaths.StandardLocation
    own = (kinds.HomeLocation, kinds.DesktopLocation, kinds.DocumentsLocation)
    folders = [Path(QStandardPaths.writableLocation(kind)) for kind in own]
    for place in mounts:
        with suppress(OSError), os.scandir(place) as drives:
            folders += sorted(Path(drive.path) for drive in drives)
    return tuple(dict.fromkeys(each for each in folders if QFileInfo(str(each)).isDir()))


def _file_dialog(
    parent: QWidget, title: str, filters: Sequence[str], start: Path | str
) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(start))
    if sys.platform == "linux":
        dialog.setSidebarUrls([QUrl.fromLocalFile(str(place)) for place in places()])
    if filters:
        dialog.setNameFilters(filters)
    dialog.finished.connect(dialog.deleteLater)
    if sys.platform != "linux":  # there Qt's settings are kept nowhere (`keep_no_history`)
        dialog.destroyed.connect(_forget_visited)
    return dialog


def _forget_visited() -> None:
    forget_visited(QSettings(QSettings.Scope.UserScope, "QtProject"))


def forget_visited(settings: QSettings) -> None:
    """Remove what Qt's file dialogs note about where they were, which tells others of it."""
    for name in ("lastVisited", "history"):
        settings.remove(f"FileDialog/{name}")


def _open(dialog: QFileDialog, chosen: Callable[[Path], object]) -> QFileDialog:
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
    return dialog
