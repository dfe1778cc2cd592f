"""A bag in a folder: links that lead out of it, devices and sockets are never opened."""

import os
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from lssc_desktop.core.job import Reporter
from lssc_desktop.package.reading.fault import FaultCode, Ledger, fault
from lssc_desktop.package.reading.package_files import (
    BAGIT,
    BLOCK,
    FileUnusable,
    NotABag,
    PackageUnreadable,
    has_manifest,
    watched,
)
from lssc_desktop.store.folder.disk import is_file


class BagFolder:
    """The files of a bag that lies unpacked in a folder."""

    def __init__(
        self, path: Path, ledger: Ledger, files: dict[str, int], folders: set[str]
    ) -> None:
        self.path = path
        self.ledger = ledger
        self._files = files
        self._folders = folders
        self._places = {name: place for place, name in enumerate(files)}

    def names(self) -> Collection[str]:
        """Return the path of every file, relative to the bag."""
        return self._files.keys()

    def has_folder(self, name: str) -> bool:
        """Return whether there is a folder of that path (without a slash at its end)."""
        return name in self._folders

    def size(self, name: str) -> int:
        """Return the bytes of a file as the system says."""
        return self._files[name]

    def place(self, name: str) -> int:
        """Return when a file was met: those of one folder are neighbors."""
        return self._places[name]

    @contextmanager
    def reader(self) -> Iterator["FolderReader"]:
        """Return a new reader, for one thread."""
        yield FolderReader(self.path)


class FolderReader:
    """Reads files of a folder through one buffer; for one thread."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._buffer = memoryview(bytearray(BLOCK))

    def blocks(self, name: str) -> Iterator[memoryview]:
        """Yield the content of a file in pieces; a piece is gone when the next is asked for.

        Raises:
            FileUnusable: when the system does not let us read.
        """
        try:
            with FileIO(self._root / name) as file:
                while got := file.readinto(self._buffer):
                    yield self._buffer[:got]
        except OSError as error:
            raise FileUnusable(fault(FaultCode.FILE_UNREADABLE, name)) from error


def open_folder(path: Path, ledger: Ledger, reporter: Reporter) -> BagFolder:
    """List a folder that has a bag declaration or a manifest, with all its folders.

    Raises:
        NotABag: when it has neither.
        PackageUnreadable: when the system does not let us list it.
    """
    try:
        top = set(os.listdir(path))  # noqa: PTH208 - names, not paths
    except OSError as error:
        raise PackageUnreadable(str(path)) from error
    if BAGIT not in top and not has_manifest(top):
        raise NotABag(str(path))
    files: dict[str, int] = {}
    folders: set[str] = set()
    for name, entry in watched(_walk(path, folders, ledger), reporter):
        _note(path, name, entry, files, ledger)
    return BagFolder(path, ledger, files, folders)


def _walk(
    root: Path, folders: set[str], ledger: Ledger
) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Yield everything that is no folder, in the order of names; note the folders."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError:
            ledger.forbid(FaultCode.FILE_UNREADABLE, folder)
            continue
        for entry in entries:
            name = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.add(name)
                waiting.append(name)
            else:
                yield name, entry


def _note(
    root: Path, name: str, entry: "os.DirEntry[str]", files: dict[str, int], ledger: Ledger
) -> None:
    try:
        if entry.is_symlink() and not _link_is_usable(root, name, ledger):
            return
        status = entry.stat()
    except OSError:
        ledger.forbid(FaultCode.FILE_UNREADABLE, name)
        return
    if stat.S_ISREG(status.st_mode):
        files[name] = status.st_size
    else:
        ledger.forbid(FaultCode.SPECIAL_FILE, name)


def _link_is_usable(root: Path, name: str, ledger: Ledger) -> bool:
    """Return whether a link leads to a file of the same bag; note what it is in any case."""
    target = (root / name).resolve()
    if not target.is_relative_to(root.resolve()):
        ledger.forbid(FaultCode.LINK_LEAVES, name)
        return False
    if not is_file(target):
        ledger.forbid(FaultCode.LINK_BROKEN, name)
        return False
    ledger.advise(FaultCode.LINK_INSIDE, name)
    return True
