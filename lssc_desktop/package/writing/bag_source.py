"""What goes into a bag: payload files, their names, and the tag files (RFC 8493).

A file is read once, and known to have stayed the same meanwhile.
"""

import errno
import hashlib
import io
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from datetime import date
from enum import StrEnum
from pathlib import Path
from threading import Event
from typing import Self

from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.core.job import Cancelled, Progress, Reporter
from lssc_desktop.disk.disk import from_system
from lssc_desktop.disk.windows import open_shared
from lssc_desktop.values import dataclass

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"

# A link put in a file's place is not followed. Windows has no such flag.
_OPEN_FLAGS = getattr(os, "O_NOFOLLOW", 0)

_NOT_FILES = {errno.ELOOP, errno.EISDIR}
_REPORT_SECONDS = 0.1  # seconds between two looks at what is still being made

_LONGEST_NAME = 0xFFFF  # bytes; the field of a ZIP that holds the length
_CONTROLS_AND_LINE_ENDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

type Content = Path | bytes | Callable[[Reporter], bytes]


class FileChanged(LsscError):
    """A file is not, or did not stay, what was to be packaged.

    It has other content, or a link, a folder or a device is in its place.
    """

    path: str

    says = Says(
        "“{path:path}” changed while the package was being built.",
        "Nothing was built, because the package wouldn’t match what was checked.",
        "Save and close the file in the program that has it open, check the {set} again, then "
        "build the package again.",
    )


class FileWentBad(LsscError):
    """A file has other content than when it was last read, and the size and the time of then.

    Its drive lost something of it, or an older copy was put in its place.
    """

    path: str

    says = Says(
        "{path:file} has other content than before, though nothing says that it was saved.",
        "Its drive may have damaged it, or an older copy was put in its place. Nothing was built "
        "with it.",
        "Open it. If it’s right, save it again under the same name. If it isn’t, put a good copy "
        "in its place.",
    )


@dataclass(frozen=True, slots=True)
class BagFile:
    """A payload file: its path below `data/`, with /, and where its content comes from.

    Content is a regular file, or bytes, or a function that makes the bytes while the other
    files are being copied, in another thread; its reporter stops it. `bytes` is the size of a file
    on disk (the other two know theirs); with `sha256`, content that has another fingerprint is
    refused.
    """

    path: str
    source: Content
    bytes: int = 0
    sha256: str | None = None

    @property
    def size(self) -> int:
        """The size of content that is there already."""
        return len(self.source) if isinstance(self.source, bytes) else self.bytes


class OpenSource:
    """The content of one `BagFile`, being read from its beginning to its end.

    Every call raises `FileChanged` or what `from_system` returns, where that is what happened.
    """

    def __init__(self, file: BagFile) -> None:
        self._file = file
        self._stream: io.FileIO | io.BytesIO
        self._path = file.source if isinstance(file.source, Path) else Path(file.path)
        self._state: tuple[int, int] | None = None
        if isinstance(file.source, bytes):
            self._stream = io.BytesIO(file.source)
            return
        if not isinstance(file.source, Path):
            raise TypeError(file.source)
        try:
            self._stream = io.FileIO(file.source, opener=_open)
        except OSError as error:
            raise _our_error(error, file.source) from error
        try:
            self._state = self._look()
        except LsscError:
            self._stream.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._stream.close()

    def fill(self, view: memoryview) -> None:
        """Read exactly as much as fits into `view`."""
        while len(view):
            try:
                count = self._stream.readinto(view)
            except OSError as error:
                raise _our_error(error, self._path) from error
            if not count:
                raise FileChanged(str(self._path))
            view = view[count:]

    def finish(self, sha256: str) -> None:
        """Make sure that what was read, with this fingerprint, is what was to be packaged."""
        if self._file.sha256 not in {None, sha256} or (self._state and self._look() != self._state):
            raise FileChanged(str(self._path))

    def _look(self) -> tuple[int, int]:
        """Return size and time of the file on disk, which has the size it ought to have."""
        now = os.fstat(self._stream.fileno())
        if not stat.S_ISREG(now.st_mode) or now.st_size != self._file.bytes:
            raise FileChanged(str(self._path))
        return now.st_size, now.st_mtime_ns


def _open(path: str, flags: int) -> int:
    return open_shared(path, flags | _OPEN_FLAGS)


def _our_error(error: OSError, path: Path) -> LsscError:
    return FileChanged(str(path)) if error.errno in _NOT_FILES else from_system(error, path)


class Making:
    """Makes the content of those of `files` that have none yet, in a thread of its own.

    Leaving it stops what is being made, and does not wait for its end: that touches nothing on the
    drive, and a user who stopped the job does not want to wait for it.
    """

    def __init__(self, files: Sequence[BagFile]) -> None:
        self._is_left = Event()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="making")
        self._making = [
            (file, self._pool.submit(file.source, self._report))
            for file in files
            if callable(file.source)
        ]

    def _report(self, _progress: Progress) -> None:
        if self._is_left.is_set():
            raise Cancelled

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._is_left.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def made(self) -> list[BagFile]:
        """Return what is made by now, with its content; raise what making it raised."""
        return [
            BagFile(file.path, content.result(), sha256=file.sha256)
            for file, content in self._making
            if content.done()
        ]

    def all(self, tell: Callable[[str], None]) -> list[BagFile]:
        """Wait until everything is made; `tell` gets a path that is not yet ten times a second."""
        waiting = {content: file.path for file, content in self._making}
        while waiting:
            done, _ = wait(waiting, timeout=_REPORT_SECONDS, return_when=FIRST_EXCEPTION)
            waiting = {content: path for content, path in waiting.items() if content not in done}
            for path in list(waiting.values())[:1]:
                tell(path)
        return self.made()


# Names ------------------------------------------------------------------------------------------


class NameFault(StrEnum):
    """Why a name cannot stand in a bag."""

    NOT_RELATIVE = "not-relative"  # empty, absolute, or with an empty, "." or ".." part
    BACKSLASH = "backslash"
    PERCENT = "percent"  # RFC 8493 2.1.3 wants it encoded, the common tools do not decode it
    CONTROL = "control"  # also every character at which some tool ends a line
    SPACE_AT_END = "space-at-end"  # lost by tools that trim the lines of a manifest
    NOT_TEXT = "not-text"  # bytes that are no UTF-8
    TOO_LONG = "too-long"
    TWICE = "twice"  # the same, or the same but for case or composed letters
    ALSO_A_FOLDER = "also-a-folder"


class BagNameRefused(LsscError):
    """A file cannot have this name in a bag; the bag writer refuses, it does not rename."""

    name: str
    fault: NameFault

    says = Says(
        "The name {name:safe_folder} can’t be used in a package: {why}.",
        "Nothing was built. Your files weren’t changed.",
        "Rename the file, then build the package again.",
        {
            "why": By(
                "fault",
                {
                    NameFault.NOT_RELATIVE: "it points outside the package or has an empty part",
                    NameFault.BACKSLASH: "it has a backslash",
                    NameFault.PERCENT: "it has a percent sign, which other tools read differently",
                    NameFault.CONTROL: "it has an invisible character, such as a line break",
                    NameFault.SPACE_AT_END: "it ends with a space",
                    NameFault.NOT_TEXT: "it can’t be read as text",
                    NameFault.TOO_LONG: "it is too long",
                    NameFault.TWICE: (
                        "another file has the same name, except for capitals or accents"
                    ),
                    NameFault.ALSO_A_FOLDER: "a folder has the same name",
                },
            )
        },
    )


def check_names(top: str, paths: Iterable[str]) -> None:
    """Make sure that the files can lie below `top`/data/ in a ZIP.

    Raises:
        BagNameRefused: for the first name that cannot.
    """
    if "/" in top:
        raise BagNameRefused(top, NameFault.NOT_RELATIVE)
    _check_alone(top, 0)
    before = len(f"{top}/data/".encode())
    files: dict[str, str] = {}
    folders: set[str] = set()
    for path in paths:
        _check_alone(path, before)
        folded = _folded(path)
        if folded in files:
            raise BagNameRefused(path, NameFault.TWICE)
        files[folded] = path
        while (folded := folded.rpartition("/")[0]) and folded not in folders:
            folders.add(folded)
    for folded in files.keys() & folders:
        raise BagNameRefused(files[folded], NameFault.ALSO_A_FOLDER)


def _check_alone(path: str, before: int) -> None:
    if fault := _name_fault(path, before):
        raise BagNameRefused(path, fault)


def _name_fault(path: str, before: int) -> NameFault | None:
    try:
        length = before + len(path.encode())
    except UnicodeEncodeError:
        return NameFault.NOT_TEXT
    faults = {
        NameFault.NOT_RELATIVE: any(part in {"", ".", ".."} for part in path.split("/")),
        NameFault.BACKSLASH: "\\" in path,
        NameFault.PERCENT: "%" in path,
        NameFault.CONTROL: _CONTROLS_AND_LINE_ENDS.search(path) is not None,
        NameFault.SPACE_AT_END: path != path.rstrip(),
        NameFault.TOO_LONG: length > _LONGEST_NAME,
    }
    return next((fault for fault, present in faults.items() if present), None)


def _folded(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


# Tag files --------------------------------------------------------------------------------------


def tag_files(
    files: Sequence[tuple[str, int, str]], info: Iterable[tuple[str, str]], day: date
) -> tuple[tuple[str, bytes], ...]:
    """Return name and content of the four tag files of BagIt 1.0, the tag manifest last.

    RFC 8493, sections 2.1 and 2.2, says what they are.

    `files` are the path below `data/`, size and SHA-256 of every payload file, in the order in
    which the manifest lists them; `info` are the fields of bag-info.txt, to which the day and
    the Payload-Oxum are added.
    """
    payload_oxum = f"{sum(size for _, size, _ in files)}.{len(files)}"
    fields = (*info, ("Bagging-Date", day.isoformat()), ("Payload-Oxum", payload_oxum))
    listed = (
        (BAGIT, b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
        (BAG_INFO, _encoded(f"{label}: {' '.join(value.split())}\n" for label, value in fields)),
        (MANIFEST, _encoded(f"{sha256}  data/{path}\n" for path, _, sha256 in files)),
    )
    sums = ((name, hashlib.sha256(content).hexdigest()) for name, content in listed)
    return (*listed, (TAG_MANIFEST, _encoded(f"{sha256}  {name}\n" for name, sha256 in sums)))


def _encoded(lines: Iterable[str]) -> bytes:
    # An argument of the command line may hold bytes that are no text; "?" stands for them.
    return "".join(lines).encode("utf-8", "replace")
