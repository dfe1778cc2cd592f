"""Files of a package: what folder and ZIP have in common, and which names can be trusted.

A file is read in pieces, one at a time. In a folder, links that lead out of it, devices and
sockets are never opened.
"""

import os
import re
import stat
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from io import FileIO
from pathlib import Path
from sys import getsizeof
from typing import Protocol

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.disk.disk import is_file
from lssc_desktop.disk.windows import open_shared
from lssc_desktop.package.reading.fault import BagFault, FaultCode, Ledger, escapes, fault, plain
from lssc_desktop.package.reading.zip_directory import Entry

BAGIT = "bagit.txt"

BLOCK = 1 << 18
"""Bytes read at a time: small enough for the processor's cache, large enough for its hashes."""

_BETWEEN_REPORTS = 2_000  # items

LONGEST_NAME = 4_096
"""Bytes of one name: what Linux takes for a whole path, and no other system takes more."""

DEEPEST_NAME = 100
"""Parts of one name."""

MOST_NAME_BYTES = 40_000_000
"""Bytes of memory for all names together: 200,000 plain ones of 150 letters each."""

_MANIFEST = re.compile(r"(tag)?manifest-.*\.txt", re.IGNORECASE)
_MAC_EXTRAS = "__MACOSX/"  # what macOS adds beside the folder that was compressed


class PackageMissing(LsscError):
    """There is nothing at the path."""

    path: str

    says = Says(
        "There’s nothing at {path:safe}.",
        "Nothing was checked.",
        "Check that the name is right, and that the USB drive or network drive is connected.",
    )


class PackageUnreadable(LsscError):
    """The system does not let us read what is at the path."""

    path: str

    says = Says(
        "We don’t have permission to read {path:safe_file}.",
        "Nothing was checked.",
        "Copy it to your own folder and try again, or ask for permission to read it.",
    )


class NotABag(LsscError):
    """What is at the path is neither a folder nor a ZIP with a bag in it."""

    path: str

    says = Says(
        "{path:safe_file} isn’t a bag: it isn’t a folder or a ZIP with a “bagit.txt” file in it.",
        "There’s nothing in it to check.",
        "Choose the package itself, or the folder with “bagit.txt”.",
    )


class FileUnusable(LsscError):
    """A file in a package cannot be read; `fault` says why."""

    fault: BagFault


class NamesTooLong(LsscError):
    """The names in a ZIP have more bytes together than are ever read."""

    path: str
    limit: int

    says = Says(
        "The file names in {path:safe_file} take up more than {limit:size}.",
        "It wasn’t opened. No {portfolio} has names that long, so it may be a trap.",
        "Don’t unpack it. Ask whoever sent it what it is.",
    )


class Reader(Protocol):
    """One thread's own way to the content of files."""

    def blocks(self, name: str) -> Iterator[memoryview]:
        """Yield the content of a file in pieces; a piece is gone when the next is asked for.

        Raises:
            FileUnusable: when the file cannot be read, or is not as large or not the bytes that
                the archive says, at the latest after the last piece.
        """


class Package(Protocol):
    """The files of a bag, which are never extracted. `ledger` has what opening them found."""

    @property
    def path(self) -> Path:
        """Where the package lies."""

    @property
    def ledger(self) -> Ledger:
        """What was found so far."""

    def names(self) -> Collection[str]:
        """Return the path of every file, relative to the bag."""

    def has_folder(self, name: str) -> bool:
        """Return whether there is a folder of that path (without a slash at its end)."""

    def size(self, name: str) -> int:
        """Return the bytes of a file as folder or archive say."""

    def place(self, name: str) -> int:
        """Return a number that is smaller for files which are better read first."""

    def reader(self) -> AbstractContextManager[Reader]:
        """Return a new reader, for one thread."""


def read(package: Package, name: str, limit: int) -> bytes:
    """Return the whole content of a file of at most `limit` bytes.

    Raises:
        FileUnusable: when it is larger, or cannot be read.
    """
    if package.size(name) > limit:
        raise FileUnusable(fault(FaultCode.FILE_TOO_LARGE, name, limit=limit))
    content = bytearray()
    with package.reader() as reader:
        for block in reader.blocks(name):
            content += block
            if len(content) > limit:
                raise FileUnusable(fault(FaultCode.FILE_TOO_LARGE, name, limit=limit))
    return bytes(content)


def watched[T](items: Iterable[T], reporter: Reporter) -> Iterator[T]:
    """Pass the items on, and ask every so often whether to stop."""
    for count, item in enumerate(items):
        if count % _BETWEEN_REPORTS == 0:
            reporter(Progress(Step.LOOKING, count, 0))
        yield item


# Names ------------------------------------------------------------------------------------------


def safe_entries(entries: Iterable[Entry], ledger: Ledger, path: str) -> Iterator[Entry]:
    """Yield the entries whose name means one place inside the archive, each name once.

    Raises `NamesTooLong` for the archive at `path`.
    """
    seen: set[str] = set()
    mac_extras = False
    together = 0
    for entry in entries:
        name = entry.name
        length = len(name) if name.isascii() else len(name.encode())
        if length > LONGEST_NAME or name.count("/") >= DEEPEST_NAME:
            ledger.forbid(FaultCode.ENTRY_NAME_LONG, name, bytes=LONGEST_NAME, parts=DEEPEST_NAME)
            continue
        together += getsizeof(name) + len(entry.raw or b"")
        if together > MOST_NAME_BYTES:
            raise NamesTooLong(path, MOST_NAME_BYTES)
        if not name or "\\" in name or escapes(name) or plain(name) != name:
            ledger.forbid(FaultCode.ENTRY_NAME, name)
        elif name.startswith(_MAC_EXTRAS):
            mac_extras = True
        elif name in seen:
            ledger.forbid(FaultCode.ENTRY_TWICE, name)
        else:
            seen.add(name)
            yield entry
    if mac_extras:
        ledger.advise(FaultCode.SYSTEM_FILE, _MAC_EXTRAS)


def base_folder(names: Collection[str]) -> str | None:
    """Return the folder of the bag with a slash at its end, "" when it is the whole archive.

    None when there is no bag, or more than one.
    """
    if BAGIT in names:
        return ""
    tops = {name.partition("/")[0] for name in names if "/" in name}
    declared = [top for top in tops if f"{top}/{BAGIT}" in names]
    if declared:
        return f"{declared[0]}/" if len(declared) == 1 else None
    if has_manifest(names):
        return ""
    if len(tops) == 1:
        base = f"{tops.pop()}/"
        if has_manifest(name[len(base) :] for name in names if name.startswith(base)):
            return base
    return None


def has_manifest(names: Iterable[str]) -> bool:
    """Return whether a payload or tag manifest is among files named relative to a bag."""
    return any(_MANIFEST.fullmatch(name) for name in names)


def is_bag(names: Collection[str]) -> bool:
    """Return whether a folder with these names in it has a bag declaration or a manifest."""
    return BAGIT in names or has_manifest(names)


def is_folder(name: str, names: Sequence[str]) -> bool:
    """Return whether any of the sorted names lies in a folder, or is the folder with its slash."""
    inside = f"{name}/"
    first = bisect_left(names, inside)
    return first < len(names) and names[first].startswith(inside)


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
            with FileIO(self._root / name, opener=open_shared) as file:
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
    if not is_bag(top):
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
