"""Safety copies of a whole portfolio folder on another drive, compared with the original."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import (
    OWN,
    is_system_file,
    is_temporary,
    numbered,
    portable_name,
)
from lssc_desktop.core.job import Item, Reporter, Step
from lssc_desktop.disk.copying import copy_in
from lssc_desktop.disk.disk import NoSpace, disk_errors, free_bytes, kind_of, names_in
from lssc_desktop.disk.files import (
    as_step,
    fingerprint,
    forget_cached,
    part_of,
    retry_while_busy,
    sync_folder,
    temporary_beside,
)
from lssc_desktop.store.folder.folder import require_folder
from lssc_desktop.values import dataclass

_NOT_COPIED = frozenset(
    {f"{OWN}/{name}" for name in ("lock", "fingerprints.json", "evidence-words.json")}
)


class CopyWithinFolder(LsscError):
    """A safety copy would lie in the folder that it is a copy of."""

    path: str

    says = Says(
        "{path:folder} is inside the {portfolio} folder.",
        "No copy was made. It would be lost along with the original.",
        "Choose a folder on another drive, such as a USB drive.",
    )


class SafetyCopyDiffers(LsscError):
    """A copied file was read back and is not the same as its original; the copy was given up."""

    path: str

    says = Says(
        "The copy of {path:file} doesn’t match your original.",
        "The copy was stopped. Your original wasn’t changed.",
        "The drive may be failing. Try another one.",
    )


@dataclass(frozen=True, slots=True)
class SafetyCopy:
    """A finished copy whose every file was read back and compared.

    `left_out` names links, devices and the like, which no copy can hold.
    """

    path: Path
    files: int
    bytes: int
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Contents:
    """What is to be copied: folders, files with their sizes, and what is left out."""

    folders: tuple[str, ...]
    files: tuple[tuple[str, int], ...]
    left_out: tuple[str, ...]


def make_safety_copy(root: Path, into: Path, day: date, reporter: Reporter) -> SafetyCopy:
    """Copy a portfolio folder into another folder, under its name and the day.

    An earlier copy is never touched: the new one gets a number. It appears under its name when
    it is whole and every file was read back; a cancel or a failure leaves nothing. Raises
    `NotAPortfolio`, `CopyWithinFolder`, `SafetyCopyDiffers`, `NoSpace`, `ChangedWhileCopied`, the
    errors of `store.disk` and `Cancelled`.
    """
    require_folder(root)
    with disk_errors(into):
        if into.resolve(strict=True).is_relative_to(root.resolve()):
            raise CopyWithinFolder(str(into))
    contents = _contents(root)
    total = sum(size for _path, size in contents.files)
    free = free_bytes(into)
    if 0 < free < total:
        raise NoSpace(str(into), total, free)
    making = temporary_beside(into / "copy")
    try:
        copied = _copy(root, making, contents, reporter)
        _compare(making, copied, contents, reporter)
        name = numbered(portable_name(f"{root.name} (copy {day.isoformat()})"), names_in(into))
        with disk_errors(into / name):
            retry_while_busy(lambda: making.rename(into / name))
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    sync_folder(into)
    return SafetyCopy(into / name, len(contents.files), total, contents.left_out)


def _contents(root: Path) -> _Contents:
    folders: list[str] = []
    files: list[tuple[str, int]] = []
    left_out: list[str] = []
    for path, entry in _walk(root, ""):
        with disk_errors(root / path):
            state = entry.stat(follow_symlinks=False)
        kind = "link" if entry.is_junction() else kind_of(state.st_mode)
        if kind == "folder":
            folders.append(path)
        elif kind == "file":
            files.append((path, state.st_size))
        else:
            left_out.append(path)
    return _Contents(tuple(sorted(folders)), tuple(sorted(files)), tuple(sorted(left_out)))


def _walk(root: Path, folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with disk_errors(root / folder), os.scandir(root / folder) as found:
        entries = list(found)
    for entry in entries:
        path = folder + entry.name
        if path in _NOT_COPIED or is_temporary(entry.name) or is_system_file(entry.name):
            continue
        yield path, entry
        if entry.is_dir(follow_symlinks=False) and not entry.is_junction():
            yield from _walk(root, f"{path}/")


def _copy(root: Path, making: Path, contents: _Contents, reporter: Reporter) -> dict[str, str]:
    """Copy everything and return the fingerprint that each original had."""
    with disk_errors(making):
        making.mkdir()
        for folder in contents.folders:
            (making / folder).mkdir()
    sums: dict[str, str] = {}
    for path, part in _parts(contents, reporter):
        sums[path], _size = copy_in(root / path, making / path, as_step(Step.COPYING, part))
    return sums


def _compare(making: Path, sums: dict[str, str], contents: _Contents, reporter: Reporter) -> None:
    """Read every copy back from the drive; raises `SafetyCopyDiffers` for the first other one."""
    for path, part in _parts(contents, reporter):
        forget_cached(making / path)
        if fingerprint(making / path, as_step(Step.VERIFYING, part)) != sums[path]:
            raise SafetyCopyDiffers(path)


def _parts(contents: _Contents, reporter: Reporter) -> Iterator[tuple[str, Reporter]]:
    """Give every file with a reporter that knows which part of the whole it is."""
    total = sum(size for _path, size in contents.files)
    before = 0
    for number, (path, size) in enumerate(contents.files):
        item = Item(path, number, len(contents.files))
        yield path, part_of(reporter, before, total, item)
        before += size
