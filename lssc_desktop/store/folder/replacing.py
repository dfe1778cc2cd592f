"""Replacing a file by another one: at every moment the old or the new one can be found.

No file system that we run on lets two files change places at once, and the trash has to take the
old one last. So the old one gets a numbered name beside its own first. Which one is noted in
`.lssc/`, so that whoever opens the folder after a crash gives it its own name back.
"""

import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.layout import OWN, is_passed_over
from lssc_desktop.core.portfolio.names import is_inside, numbered
from lssc_desktop.store.folder.copying import Copy, require_file
from lssc_desktop.store.folder.disk import disk_errors, names_in
from lssc_desktop.store.folder.files import (
    discard,
    require_trash,
    retry_while_busy,
    sync_folder,
    to_trash,
    write_durably,
)
from lssc_desktop.store.folder.guards import inside, link_in, make_inside, read_object

_NOTE = re.compile(r"replacing-[0-9a-f]{16}\.json")
_LARGEST = 32 << 10  # bytes of a note


@dataclass(eq=False)
class OldFileKept(LsscError):
    """A file was replaced, and the drive neither took the old one away nor let us undo it.

    Both are there: the new one at `path`, the old one beside it under the name `kept`.
    """

    path: str
    kept: str


def replace_with(root: Path, path: str, copy: Copy) -> None:
    """Give a finished copy the name of a file, and move that one to the trash.

    On any failure the old file has its name again and the copy has none; where the drive fails in
    that too, `OldFileKept` says where both are. Raises `TrashRefused`, `LinkInFolder`,
    `SaveUncertain` and the errors of `store.disk`.
    """
    target = inside(root, path)
    require_trash(target)
    with set_aside(root, path) as aside:
        copy.publish(target)
        _to_trash_or_undo(aside, target, copy)


def replace_by_another_name(old: Path, target: Path, copy: Copy) -> None:
    """Give a finished copy its own name, and move the file that it replaces to the trash.

    Raises what `replace_with` raises.
    """
    require_trash(old)
    copy.publish(target)
    _to_trash_or_undo(old, target, copy)


def _to_trash_or_undo(old: Path, target: Path, copy: Copy) -> None:
    try:
        to_trash(old)
    except BaseException:
        try:
            retry_while_busy(lambda: target.rename(copy.temporary))
        except OSError as error:
            raise OldFileKept(str(target), old.name) from error
        raise


@contextmanager
def set_aside(root: Path, path: str) -> Iterator[Path]:
    """Free the name of a file for the length of the block; gives the name it has meanwhile.

    When nothing has its own name at the end, it gets it back.
    """
    old = inside(root, path)
    aside = old.with_name(numbered(old.name, names_in(old.parent)))
    note = make_inside(root, OWN) / f"replacing-{secrets.token_hex(8)}.json"
    said = {"path": path, "aside": str(PurePosixPath(path).with_name(aside.name))}
    write_durably(note, json.dumps(said).encode())
    try:
        with disk_errors(old):
            retry_while_busy(lambda: old.rename(aside))
        sync_folder(old.parent)
        yield aside
    finally:
        with suppress(OSError):  # the note stays, and the next who opens the folder does it
            _put_back(aside, old)
            discard(note)


def give_names_back(root: Path) -> None:
    """Undo what a crash cut off in `set_aside`; only the holder of the lock may do that."""
    own = root / OWN
    try:
        notes = [path for path in own.iterdir() if _NOTE.fullmatch(path.name)]
    except OSError:
        return
    for note in notes:
        with suppress(OSError, LsscError):  # there is a next time
            found = _noted(root, note)
            if found is not None:
                _put_back(*found)
            retry_while_busy(note.unlink)


def _noted(root: Path, note: Path) -> tuple[Path, Path] | None:
    """Return the file that was set aside and the name that is its own; None for no such note."""
    raw = read_object(note, _LARGEST) or {}
    path, aside = raw.get("path"), raw.get("aside")
    if not (isinstance(path, str) and isinstance(aside, str)):
        return None
    if not (is_inside(path) and is_inside(aside)) or is_passed_over(path.partition("/")[0]):
        return None
    if PurePosixPath(path).parent != PurePosixPath(aside).parent:
        return None
    if link_in(root, aside) or link_in(root, path):
        return None
    if os.path.lexists(root / aside):
        require_file(root / aside)
    return root / aside, root / path


def _put_back(aside: Path, old: Path) -> None:
    if os.path.lexists(aside) and not os.path.lexists(old):
        retry_while_busy(lambda: aside.rename(old))
        with suppress(LsscError):
            sync_folder(old.parent)
