"""Hand-in folders: numbered copies of a package's files, for a web form that takes single ones.

They lie beside the package.
"""

import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import names_in_order, next_numbered
from lssc_desktop.core.job import Item, Reporter, Step
from lssc_desktop.core.program.program import FileSource, WebForm
from lssc_desktop.core.program.web_form import (
    FormFault,
    FormFile,
    file_source,
    files_for,
    form_faults,
)
from lssc_desktop.disk.copying import copy_in
from lssc_desktop.disk.disk import NoSpace, disk_errors, free_bytes, is_there
from lssc_desktop.disk.files import (
    FileProgress,
    part_of,
    require_own_folder,
    retry_while_busy,
    sync_folder,
    temporary_beside,
)
from lssc_desktop.package import record as records
from lssc_desktop.package.reader import LARGEST_RECORD, open_package
from lssc_desktop.package.reading.fault import PAYLOAD
from lssc_desktop.package.reading.package_files import FileUnusable, Package, read
from lssc_desktop.package.target import PACKAGE_SUFFIX
from lssc_desktop.values import dataclass

_NUMBERED = re.compile(r"[0-9]{2,} (?=\S)")


class FormRefuses(LsscError):
    """The form of the program does not take some of the files; `faults` says which and why."""

    form: str
    faults: tuple[FormFault, ...]


class PackageFileDamaged(LsscError):
    """A file in the package cannot be read whole."""

    path: str
    file: str

    says = Says(
        "{file:file} in the package {path:file} can’t be read.",
        "No copies were made. Your {portfolio} wasn’t changed.",
        "Build the package again, and use the new one.",
    )


@dataclass(frozen=True, slots=True)
class HandIn:
    """A folder with the numbered copies, and their names in order."""

    folder: Path
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Copy:
    """One file of the package and the name of its copy."""

    file: FormFile
    name: str


def write_hand_in(package: Path, form: WebForm, reporter: Reporter) -> HandIn:
    """Write the files that a form takes, numbered in its order, into "NAME hand-in" beside it.

    Copies that are there already, and whole by name and size, are used again; a folder that
    somebody changed is left alone and the new one gets a number. Raises `FormRefuses` before
    anything is written, `PackageFileDamaged`, what `open_package` raises, the errors of
    `store.folder.disk` and `Cancelled`.
    """
    require_own_folder(package)
    opened = open_package(package, reporter)
    copies = _copies(package, opened, form)
    faults = form_faults(form, [copy.file for copy in copies])
    if faults:
        raise FormRefuses(form.title, faults)
    target = package.with_name(package.name.removesuffix(PACKAGE_SUFFIX) + " hand-in")
    names = tuple(copy.name for copy in copies)
    while is_there(target):
        if _holds_exactly(target, copies):
            return HandIn(target, names)
        target = target.with_name(next_numbered(target.name))
    making = temporary_beside(target)
    try:
        with disk_errors(making):
            making.mkdir()
        _write_copies(package, opened, copies, making, reporter)
        with disk_errors(target):
            retry_while_busy(lambda: making.rename(target))
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    sync_folder(target.parent)
    return HandIn(target, names)


def form_files(package: Path, opened: Package) -> tuple[FormFile, ...]:
    """Return everything that a form might take: the files of the payload, and the package."""
    inside = tuple(
        FormFile(name.removeprefix(PAYLOAD), opened.size(name))
        for name in opened.names()
        if name.startswith(PAYLOAD)
    )
    with disk_errors(package):
        return (*inside, FormFile(package.name, package.stat().st_size))


def _copies(package: Path, opened: Package, form: WebForm) -> tuple[_Copy, ...]:
    files = files_for(form, form_files(package, opened), _statement_of(opened))
    names = names_in_order([_plain_name(file) for file in files])
    return tuple(_Copy(file, name) for file, name in zip(files, names, strict=True))


def _statement_of(opened: Package) -> str:
    """Return the path of the statement below `data/`, "" where the package does not say one."""
    path = f"{PAYLOAD}record.json"
    if path not in opened.names():
        return ""
    with suppress(LsscError):  # a renewal has none
        data = read(opened, path, LARGEST_RECORD)
        return records.decode_record(data, str(opened.path)).statement or ""
    return ""


def _plain_name(file: FormFile) -> str:
    """Return a name that can get a number of its own in front.

    The number that evidence has in a package is left out, that of a response is named.
    """
    source, number = file_source(file.path), _NUMBERED.match(file.name)
    if number is None or source not in {FileSource.EVIDENCE, FileSource.RESPONSES}:
        return file.name
    rest = file.name[number.end() :]
    if source is FileSource.EVIDENCE:
        return rest
    return f"Competency {int(number[0])}, {rest}"


def _holds_exactly(folder: Path, copies: Sequence[_Copy]) -> bool:
    """Return whether a folder has exactly these files, by name and size.

    One that cannot be looked into is somebody else's.
    """
    try:
        present = {each.name: each.lstat().st_size for each in folder.iterdir()}
    except OSError:
        return False
    return present == {copy.name: copy.file.bytes for copy in copies}


def _write_copies(
    package: Path, opened: Package, copies: Sequence[_Copy], folder: Path, reporter: Reporter
) -> None:
    total = sum(copy.file.bytes for copy in copies)
    free = free_bytes(folder)
    if 0 < free < total:  # some network drives do not know, and say 0
        raise NoSpace(str(folder), total, free)
    done = 0
    for at, copy in enumerate(copies):
        part = part_of(reporter, done, total, Item(copy.name, at, len(copies)))
        if file_source(copy.file.path) is FileSource.PACKAGE:
            copy_in(package, folder / copy.name, part)
        else:
            _extract(package, opened, copy, folder / copy.name, part)
        done += copy.file.bytes


def _extract(package: Path, opened: Package, copy: _Copy, target: Path, reporter: Reporter) -> None:
    """Copy a file out of the package; reading it checks the sum that the archive has of it."""
    progress = FileProgress(reporter, Step.COPYING, target, copy.file.bytes)
    try:
        with opened.reader() as reader, disk_errors(target), target.open("xb") as file:
            for block in reader.blocks(PAYLOAD + copy.file.path):
                file.write(block)
                progress.advance(len(block))
    except FileUnusable as error:
        raise PackageFileDamaged(str(package), copy.file.path) from error
