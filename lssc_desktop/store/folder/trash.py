"""Where a file is in the system's trash after it was moved there, and how it comes back.

What moves it tells nobody where to. So what is new in the trash is looked at: on Linux by the
FreeDesktop specification (`info/NAME.trashinfo` beside `files/NAME`), on Windows by what the
recycle bin notes (`$I...` beside `$R...`). Where none of that is found, nobody claims to know.
"""

import errno
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import numbered
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.job import Reporter
from lssc_desktop.disk.copying import (
    ChangedWhileCopied,
    copy_beside,
    require_file,
    require_free,
)
from lssc_desktop.disk.disk import disk_errors, from_system, is_file, names_in
from lssc_desktop.disk.files import (
    SaveUncertain,
    discard,
    fingerprint,
    inside,
    make_inside,
    read_limited,
    removed_on_failure,
    retry_while_busy,
    sync_folder,
    to_trash,
)
from lssc_desktop.values import dataclass

_LARGEST_NOTE = 64 << 10  # bytes; the longest path of any system takes half of that
_NOTE = ".trashinfo"
_OLDER_NOTE, _NOTE_WITH_LENGTH = 1, 2  # the versions of a note on Windows; the second is of 10
_NOTE_HEAD = struct.Struct("<qqq")  # version, bytes of the file, time of its removal


@dataclass(frozen=True, slots=True)
class InTrash:
    """A file in the trash and the note of where it came from, with its size and its time."""

    file: Path
    note: Path
    bytes: int
    changed: int


@dataclass(frozen=True, slots=True)
class _Noted:
    """What a note in the trash says: where its file came from, and which file it is."""

    origin: str
    file: Path
    note: Path


def move_to_trash(path: Path) -> InTrash | None:
    """Move a file to the trash as `to_trash` does, and return where it is there.

    None where it cannot be found again: it is in the trash all the same.
    """
    with disk_errors(path):
        seen = path.lstat()
    folders = tuple(_trash_folders(path))
    before = {folder: frozenset(_note_names(folder)) for folder in folders}
    to_trash(path)
    with suppress(OSError, LsscError):  # it is there, and nobody can say where
        new = [
            noted
            for folder in folders
            for name in _note_names(folder)
            if name not in before[folder] and (noted := _read_note(folder, name)) is not None
        ]
        ours = [noted for noted in new if _is_of(noted, path, seen.st_size)]
        if len(ours) == 1:
            return InTrash(ours[0].file, ours[0].note, seen.st_size, seen.st_mtime_ns)
    return None


def bring_back(
    root: Path, path: str, sha256: str, there: InTrash | None, reporter: Reporter
) -> SeenFile | None:
    """Move a file from the trash back to its place, and return where it is; nothing is replaced.

    Where another file has its name by now, it gets a number. One that somebody brought back
    already stays as it is. None when it is in neither place, or another file is. `sha256` is what
    the portfolio knew of it. Raises `LinkInFolder`, the errors of `store.disk`, and `Cancelled`.
    """
    with disk_errors(root / path):  # else all that was on it is merely unplugged
        root.stat()
    target = inside(root, path)
    if is_file(target) and fingerprint(target, reporter) == sha256:
        return SeenFile(path, target.lstat().st_size, sha256)
    if there is None:
        return None
    try:
        seen = there.file.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise from_system(error, there.file) from error
    require_file(there.file)
    found = fingerprint(there.file, reporter)
    is_as_it_was = (seen.st_size, seen.st_mtime_ns) == (there.bytes, there.changed)
    if found != sha256 and not is_as_it_was:  # it may have changed before it was thrown away
        return None
    folder = make_inside(root, path.rpartition("/")[0])
    name = numbered(target.name, names_in(folder))
    _move(there.file, folder / name, found, reporter)
    discard(there.note)
    return SeenFile(f"{path.rpartition('/')[0]}/{name}", seen.st_size, found)


def _move(file: Path, target: Path, sha256: str, reporter: Reporter) -> None:
    """Give a file in the trash its place again; from another drive it is copied before it goes."""
    require_free(target)
    with disk_errors(target):
        try:
            retry_while_busy(lambda: file.rename(target))
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
        else:
            with suppress(SaveUncertain):  # it is back; the next save asks the drive again
                sync_folder(target.parent)
            return
    copy = copy_beside(file, target, reporter)
    with removed_on_failure(copy.temporary):
        if copy.sha256 != sha256:
            raise ChangedWhileCopied(str(file))
        copy.publish(target)
    discard(file)


# Folders and notes ------------------------------------------------------------------------------


def _trash_folders(path: Path) -> Iterator[Path]:
    """Give every folder in which the trash may note where this file came from."""
    if sys.platform == "win32":
        bin_ = Path(path.absolute().anchor, "$Recycle.Bin")
        with suppress(OSError):
            yield from bin_.iterdir()
    elif sys.platform != "darwin":
        yield _home_trash() / "info"
        top = _mount_point(path)
        yield top / ".Trash" / str(os.getuid()) / "info"
        yield top / f".Trash-{os.getuid()}" / "info"


def _home_trash() -> Path:
    data = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data).expanduser() / "Trash"


def _mount_point(path: Path) -> Path:
    at = Path(os.path.realpath(path.parent))
    while not at.is_mount():
        at = at.parent
    return at


def _note_names(folder: Path) -> list[str]:
    """Return the names of all notes in a folder; those of others than the user are not listed."""
    try:
        names = [each.name for each in folder.iterdir()]
    except OSError:
        return []
    if sys.platform == "win32":
        return [name for name in names if name.startswith("$I")]
    return [name for name in names if name.endswith(_NOTE)]


def _read_note(folder: Path, name: str) -> _Noted | None:
    data = read_limited(folder / name, _LARGEST_NOTE)
    if sys.platform == "win32":
        origin = origin_on_windows(data)
        file = folder / f"$R{name.removeprefix('$I')}"
    else:
        origin = origin_by_specification(data, folder.parent)
        file = folder.parent / "files" / name.removesuffix(_NOTE)
    return _Noted(origin, file, folder / name) if origin and is_file(file) else None


def origin_by_specification(data: bytes, trash: Path) -> str:
    """Return where a file came from by the note of it in a trash folder, "" when it says nothing.

    A path that is relative starts where the drive does, or where the home's trash is.
    """
    from urllib.parse import unquote_to_bytes

    lines = data.splitlines()
    if not lines or lines[0].strip() != b"[Trash Info]":
        return ""
    told = next((line.removeprefix(b"Path=") for line in lines if line.startswith(b"Path=")), b"")
    path = os.fsdecode(unquote_to_bytes(told))
    in_shared = trash.parent.name == ".Trash"
    top = trash.parent.parent if in_shared else trash.parent
    return str(top / path) if path else ""


def origin_on_windows(data: bytes) -> str:
    """Return where a file came from by its note in the recycle bin, "" when it says nothing."""
    if len(data) < _NOTE_HEAD.size:
        return ""
    version, _bytes, _removed = _NOTE_HEAD.unpack_from(data)
    at = {_OLDER_NOTE: _NOTE_HEAD.size, _NOTE_WITH_LENGTH: _NOTE_HEAD.size + 4}.get(version)
    if at is None:
        return ""
    return data[at:].decode("utf-16-le", "replace").partition("\0")[0]


def _is_of(noted: _Noted, path: Path, size: int) -> bool:
    """Whether a note is about a file: by its folder, its name, and its size.

    Windows may note the short form of a name, so that there the folder and the size decide.
    """
    origin = Path(noted.origin)
    same_name = origin.name == path.name or sys.platform == "win32"
    if not same_name or noted.file.lstat().st_size != size:
        return False
    try:
        return origin.parent.samefile(path.parent)
    except OSError:
        return False
