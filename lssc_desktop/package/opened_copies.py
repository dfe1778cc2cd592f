"""Copies of files of a package that other programs open: what is copied, marked, and removed.

A file comes from a stranger. So only kinds that other programs merely show are copied, only where
the content is of the kind that the name says, and nothing that holds macros; on Windows the copy
says that it came from the internet, so that Office opens it protected.
"""

import shutil
import sys
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import (
    BEGINNING,
    FileKind,
    file_kind,
    matches_signature,
    portable_name,
    split_extension,
)
from lssc_desktop.disk.files import retry_while_busy
from lssc_desktop.package.opened import NotAsNamed, OpenedPackage, file_blocks
from lssc_desktop.values import dataclass

OPENED = {
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

CAN_RUN = {".svg", ".svgz", ".docm", ".dotm", ".xlsm", ".pptm", ".ppsm"}
"""Of those kinds, what holds scripts or macros by its nature."""

_MAY_HOLD_MACROS = {FileKind.WORD, FileKind.EXCEL, FileKind.SLIDES}

_MARK = ":Zone.Identifier"
_FROM_INTERNET = "[ZoneTransfer]\r\nZoneId=3\r\n"
"""The Mark of the Web, as browsers write it beside a file on NTFS."""


class CopyHoldsMacros(LsscError):
    """A file in a package that holds macros, or parts that other programs would run."""

    name: str

    says = Says(
        "{name:file} can’t be opened from here. It has macros or other parts that could run.",
        "Nothing was opened. The preview next to it shows its text.",
        "Ask the candidate for a PDF of it.",
    )


@dataclass(frozen=True, slots=True)
class _Written:
    """A copy as it was written: another size or time says that somebody changed it."""

    path: Path
    bytes: int
    modified: int

    def is_as_written(self) -> bool:
        """Whether it is still there, and nobody changed it."""
        try:
            state = self.path.stat()
        except OSError:
            return False
        return (state.st_size, state.st_mtime_ns) == (self.bytes, self.modified)


class PackageCopies:
    """The copies of files of one package, one for each file, within a folder of our own."""

    def __init__(self, opened: OpenedPackage, folder: Path) -> None:
        self._opened = opened
        self._folder = folder
        self._written: dict[str, _Written] = {}
        self._folders: list[Path] = []
        self._lock = threading.Lock()

    def copy_of(self, inside: str, name: str) -> Path:
        """Return a copy of a file under its name; `inside` is its path below `data/`.

        The same file has one copy, which is written again where somebody changed it. Raises
        `NotAsNamed` before a byte of another kind of file is written, `CopyHoldsMacros`, and as
        `file_blocks`.
        """
        with self._lock:
            known = self._written.get(inside)
            if known is not None and known.is_as_written():
                return known.path
            target = self._write(inside, portable_name(name), name)
            state = target.stat()
            self._written[inside] = _Written(target, state.st_size, state.st_mtime_ns)
            return target

    def remove(self) -> None:
        """Delete every copy; one that another program holds stays until this program ends."""
        with self._lock:
            for folder in self._folders:
                with suppress(OSError):
                    retry_while_busy(partial(shutil.rmtree, folder))
            self._folders.clear()
            self._written.clear()

    def _write(self, inside: str, target_name: str, name: str) -> Path:
        blocks = file_blocks(self._opened, inside)
        beginning = b""
        for block in blocks:
            beginning += block
            if len(beginning) >= BEGINNING:
                break
        if not matches_signature(target_name, beginning):
            raise NotAsNamed(name)
        folder = Path(mkdtemp(dir=self._folder))
        self._folders.append(folder)
        target = folder / target_name
        try:
            with target.open("w+b") as file:
                file.write(beginning)
                for block in blocks:
                    file.write(block)
                _require_no_macros(file, target_name, name)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        mark_as_foreign(target)
        return target


def _require_no_macros(file: BinaryIO, target_name: str, name: str) -> None:
    if file_kind(target_name) in _MAY_HOLD_MACROS:
        # Nothing else here needs it.
        from lssc_desktop.documents.previews.trials import holds_macros

        if holds_macros(file):
            raise CopyHoldsMacros(name)


def is_only_shown(name: str) -> bool:
    """Whether other programs merely show a file of this name."""
    written = portable_name(name)
    return file_kind(written) in OPENED and split_extension(written)[1].lower() not in CAN_RUN


def mark_as_foreign(path: Path, platform: str = sys.platform) -> None:
    """Have Windows know that a file came from elsewhere; a drive without streams has no place.

    Other systems have no such mark that a program could write.
    """
    if platform == "win32":
        with suppress(OSError):
            Path(f"{path}{_MARK}").write_text(_FROM_INTERNET, encoding="ascii", newline="")
