"""Copying files into the portfolio folder, and replacing a file by another one.

An original is never touched. At every moment of a replacement the old or the new file can be
found. No file system that we run on lets two files change places at once, and the trash has to
take the old one last. So the old one gets a numbered name beside its own first. Which one is noted
in `.lssc/`, so that whoever opens the folder after a crash gives it its own name back.
"""

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.core.files.names import (
    OWN,
    can_be_kept,
    folded,
    free_name,
    is_inside,
    is_passed_over,
    next_numbered,
    numbered,
    portable_name,
)
from lssc_desktop.core.files.seen import SeenFile
from lssc_desktop.core.job import Item, Reporter, Step
from lssc_desktop.disk.disk import (
    FAT_LIMIT,
    FileTooLargeForDisk,
    NameRefusedByDisk,
    NoSpace,
    disk_errors,
    free_bytes,
    from_system,
    kind_of,
    names_in,
)
from lssc_desktop.disk.files import (
    BLOCK,
    FileProgress,
    discard,
    fingerprint,
    inside,
    link_in,
    make_inside,
    move_into_place,
    part_of,
    removed_on_failure,
    require_trash,
    retry_while_busy,
    sync_folder,
    temporary_beside,
    to_trash,
)
from lssc_desktop.disk.json_files import read_object, write_object
from lssc_desktop.disk.windows import open_shared
from lssc_desktop.values import dataclass


class NotAFile(LsscError):
    """What shall be copied is a "link", "folder", "device", "pipe" or "socket" (`kind`)."""

    path: str
    kind: str

    says = Says(
        By(
            "kind",
            {
                "link": "{path:file} only points to another place, and we don’t follow links.",
                "folder": "{path:file} is a folder, and you can add only files.",
            },
            "{path:file} isn’t an ordinary file but part of the system (a {kind}).",
        ),
        "Nothing was added.",
        By(
            "kind",
            {
                "link": "Choose the file it points to.",
                "folder": "Open the folder and choose the files in it.",
            },
            "Choose an ordinary file.",
        ),
    )


class FileExists(LsscError):
    """There is a file of that name already, and nothing is ever overwritten."""

    path: str

    says = Says(
        "There’s already a file called {path:file}.",
        "Nothing was changed. We never write over a file.",
        "Choose another name.",
    )


class ChangedWhileCopied(LsscError):
    """Somebody wrote into the file while it was copied; the copy was given up."""

    path: str

    says = Says(
        "{path:file} changed while we were copying it.",
        "Nothing was added, because the copy would be half old and half new.",
        "Wait for the program that’s writing it to finish, then add it again.",
    )


@dataclass(frozen=True, slots=True)
class Copy:
    """A whole copy, durable on the disk, that has no name yet."""

    temporary: Path
    sha256: str
    bytes: int

    def publish(self, target: Path) -> None:
        """Give the copy its name in the same folder; raises `FileExists`, `NameRefusedByDisk`."""
        require_free(target)
        with disk_errors(target):
            move_into_place(self.temporary, target)


def require_file(source: Path) -> int:
    """Return the size of a file; raises `NotAFile` for anything else, `FileMissing` for none."""
    with disk_errors(source):
        seen = source.lstat()
    if kind_of(seen.st_mode) != "file":
        raise NotAFile(str(source), kind_of(seen.st_mode))
    return seen.st_size


def require_free(target: Path) -> None:
    """Raise `FileExists` when anything has that name, even a link that leads nowhere."""
    if os.path.lexists(target):
        raise FileExists(str(target))


def copy_in(source: Path, target: Path, reporter: Reporter) -> tuple[str, int]:
    """Copy a file and return its SHA-256 and its size; the copy keeps the time of its source.

    The target appears when it is whole and never replaces anything (two programs that take the
    same name in the same instant excepted). Raises `NotAFile`, `FileExists`,
    `ChangedWhileCopied`, the errors of `store.disk`, and `Cancelled`.
    """
    require_file(source)
    require_free(target)
    copy = copy_beside(source, target, reporter)
    with removed_on_failure(copy.temporary):
        copy.publish(target)
    return copy.sha256, copy.bytes


def copy_beside(source: Path, target: Path, reporter: Reporter) -> Copy:
    """Copy a file into the folder of `target` without giving it that name yet."""
    temporary = temporary_beside(target)
    with disk_errors(source):
        reading = _open_ordinary(source)
    with reading, removed_on_failure(temporary):
        before = _state_of(reading, source)
        blocks = _read_blocks(reading, source, before.st_size)
        sha256 = _write_blocks(blocks, temporary, target, before.st_size, reporter)
        after = _state_of(reading, source)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise ChangedWhileCopied(str(source))
    with suppress(OSError):  # some network drives set their own times
        os.utime(temporary, ns=(before.st_atime_ns, before.st_mtime_ns))
    return Copy(temporary, sha256, before.st_size)


def _open_ordinary(source: Path) -> BinaryIO:
    # A link put there after we looked is not followed.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(open_shared(source, flags), "rb", buffering=0)


def _state_of(file: BinaryIO, path: Path) -> os.stat_result:
    with disk_errors(path):
        state = os.fstat(file.fileno())
    if kind_of(state.st_mode) != "file":
        raise NotAFile(str(path), kind_of(state.st_mode))
    return state


def _read_blocks(file: BinaryIO, path: Path, size: int) -> Iterator[bytes]:
    left = size
    while True:
        with disk_errors(path):
            block = file.read(BLOCK)
        if not block:
            return
        left -= len(block)
        if left < 0:  # it grows, and may go on growing
            raise ChangedWhileCopied(str(path))
        yield block


def _write_blocks(
    blocks: Iterator[bytes], temporary: Path, target: Path, size: int, reporter: Reporter
) -> str:
    free = free_bytes(target.parent)
    if 0 < free < size:  # some network drives do not know, and say 0
        raise NoSpace(str(target), size, free)
    progress = FileProgress(reporter, Step.COPYING, target, size)
    digest = hashlib.sha256()
    try:
        with temporary.open("xb") as file:
            if size > FAT_LIMIT:
                _require_offset(file, size, target)
            for block in blocks:
                file.write(block)
                digest.update(block)
                progress.advance(len(block))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        # Windows calls a FAT drive full when a file reaches 4 GiB.
        if error.errno == errno.ENOSPC and size > FAT_LIMIT and free_bytes(target.parent) > size:
            raise FileTooLargeForDisk(str(target)) from error
        raise from_system(error, target) from error
    return digest.hexdigest()


def _require_offset(file: BinaryIO, size: int, target: Path) -> None:
    """Find out before the copying whether the file system can keep a file of that size."""
    try:
        file.seek(size)
    except OSError as error:
        raise FileTooLargeForDisk(str(target)) from error
    file.seek(0)


# Bringing files in ------------------------------------------------------------------------------


class SystemFileRefused(LsscError):
    """A file that a system or word processor keeps for itself, such as `~$letter.docx`."""

    path: str

    says = Says(
        "{path:file} is a file another program or the system keeps for itself.",
        "Nothing was added.",
        "Choose the document itself. It’s next to this file and has its own name.",
    )


def bring_in(
    root: Path, folder: str, sources: Sequence[Path], reporter: Reporter
) -> tuple[SeenFile, ...]:
    """Copy files into a folder of the portfolio and return them in the order of `sources`.

    A name that is taken gets a number; the same content under the same name is not copied
    again, nor is a file that lies in the folder already. All come in or none: what was copied
    before an error or a cancel is removed again. Raises `NotAFile`, `SystemFileRefused`,
    `ChangedWhileCopied`, `LinkInFolder` and the errors of `store.disk`.
    """
    sizes = [_require_usable(source) for source in sources]
    target = make_inside(root, folder)
    taken = {folded(name) for name in names_in(target)}
    arrivals = [source for source in sources if _below(root / folder, source) is None]
    total, free = sum(sizes), free_bytes(target)
    if arrivals and 0 < free < total:
        largest = max(zip(sizes, sources, strict=True), key=lambda each: each[0])[1].name
        if len(sources) == 1:
            raise NoSpace(largest, total, free)
        raise NoSpace(str(target), total, free, largest)
    brought: list[SeenFile] = []
    with ExitStack() as undo:
        sums = accumulate(sizes, initial=0)
        for number, (source, size, before) in enumerate(zip(sources, sizes, sums, strict=False)):
            part = part_of(reporter, before, total, Item(source.name, number, len(sources)))
            file, is_copy = _bring_one(target, source, size, taken, part)
            if is_copy:
                undo.callback(discard, target / file.path)
                taken.add(folded(file.path))
            brought.append(file)
        undo.pop_all()
    return tuple(SeenFile(f"{folder}/{file.path}", file.bytes, file.sha256) for file in brought)


def _require_usable(source: Path) -> int:
    if is_passed_over(f"x/{source.name}"):
        raise SystemFileRefused(str(source))
    return require_file(source)


def _bring_one(
    folder: Path, source: Path, size: int, taken: set[str], reporter: Reporter
) -> tuple[SeenFile, bool]:
    """Return the file below `folder`, and whether it was copied just now."""
    below = _below(folder, source)
    if below is not None:
        return SeenFile(below, size, fingerprint(source, reporter)), False
    name = source.name if can_be_kept(source.name) else portable_name(source.name)
    while folded(name) in taken:
        same = _same_content(source, folder / name, size, reporter)
        if same:
            return SeenFile(name, size, same), False
        name = next_numbered(name)
    copy = copy_beside(source, folder / name, reporter)
    with removed_on_failure(copy.temporary):
        try:
            copy.publish(folder / name)
        except NameRefusedByDisk:  # a name from a disk that takes more than this one
            name = free_name(portable_name(name), taken)
            copy.publish(folder / name)
    return SeenFile(name, copy.bytes, copy.sha256), True


def _below(folder: Path, source: Path) -> str | None:
    """Return the path of a source that lies in the folder already, relative to it.

    None also where it cannot keep that path: then it is brought in like any other.
    """
    with disk_errors(source):
        whole, home = source.resolve(), folder.resolve()
    if not whole.is_relative_to(home):
        return None
    below = whole.relative_to(home)
    return below.as_posix() if all(map(can_be_kept, below.parts)) else None


def _same_content(source: Path, other: Path, size: int, reporter: Reporter) -> str:
    """Return the fingerprint that both files have, "" when they differ."""
    with disk_errors(other):
        try:
            seen = other.lstat()
        except FileNotFoundError:  # the name that is taken differs in case or in normal form
            return ""
    if kind_of(seen.st_mode) != "file" or seen.st_size != size:
        return ""
    sha256 = fingerprint(other, reporter)
    return sha256 if fingerprint(source, reporter) == sha256 else ""


_NOTE = re.compile(r"replacing-[0-9a-f]{16}\.json")
_LARGEST = 32 << 10  # bytes of a note


class OldFileKept(LsscError):
    """A file was replaced, and the drive neither took the old one away nor let us undo it.

    Both are there: the new one at `path`, the old one beside it under the name `kept`.
    """

    path: str
    kept: str

    says = Says(
        "{path:file} was replaced, but the drive failed while removing the old file.",
        "Nothing is lost. The old file is next to the new one, as {kept:file}.",
        "Check the drive. Then delete the one you don’t need.",
    )


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
    write_object(note, said, _LARGEST)
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
