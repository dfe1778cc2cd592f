"""Scan of a portfolio folder: every file of the candidate, with its fingerprint.

Fingerprints are remembered in `.lssc/fingerprints.json` by path, size and time of change, so
that ten thousand files that did not change cost no reading. From a scan come the facts that a
check needs, and the changes that other programs made.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import OWN, REVIEWS, is_inside, is_passed_over, is_text
from lssc_desktop.core.files.seen import (
    CLOSED,
    DOCUMENT_MISSING,
    RefusedFile,
    SeenDocument,
    SeenFile,
    as_response,
)
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import Document, Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.review.review import Review
from lssc_desktop.core.standing.folder_facts import FolderFacts, OwnWrites, with_writes
from lssc_desktop.core.standing.reconcile import (
    Reconciliation,
    accept_changes,
    known_files,
    reconcile,
)
from lssc_desktop.core.text.richtext import DocumentFault
from lssc_desktop.disk.disk import (
    FileMissing,
    FolderGone,
    disk_errors,
    is_away,
    is_file,
    is_folder,
    kind_of,
)
from lssc_desktop.disk.files import (
    announce_downloads,
    fingerprint,
    inside,
    link_in,
    part_of,
)
from lssc_desktop.disk.json_files import read_object, write_object
from lssc_desktop.documents import word
from lssc_desktop.documents.word import DocumentMemory
from lssc_desktop.values import dataclass

_COARSEST_CLOCK = 2_000_000_000  # nanoseconds: FAT notes every other second

_MEMORY_NAME = "fingerprints.json"
_LARGEST_MEMORY = 32 << 20  # bytes; ten thousand files take two millions
_MOST_VALUES = 500_000
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")

type Memory = dict[str, tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class FolderListing:
    """What lies in the folder, in the order of the paths."""

    files: tuple[SeenFile, ...]
    refused: tuple[RefusedFile, ...]


def list_folder(root: Path, reporter: Reporter) -> FolderListing:
    """Return every file of the candidate, and what cannot be one.

    Links are not followed. Our own files, Word's and LibreOffice's lock files and what systems
    leave behind are passed over (`layout.is_passed_over`). Raises the errors of
    `store.disk` when the folder itself cannot be read.
    """
    reporter(Progress(Step.LOOKING))
    listed, refused = _list_files(root)
    remembered = _recall(root)
    known = {
        entry.path: remembered[entry.path][2]
        for entry in listed
        if remembered.get(entry.path, ())[:2] == (entry.bytes, entry.changed)
    }
    unknown = [item for item in listed if item.path not in known]
    announce_downloads([item.bytes for item in unknown if item.is_away], reporter)
    read, unreadable = _fingerprints(root, unknown, reporter)
    known |= read
    _remember(root, {item.path: item for item in listed}, known, remembered)
    files = tuple(
        SeenFile(item.path, item.bytes, known.get(item.path, ""))
        for item in listed
        if item.path in known or item.path in unreadable
    )
    refused += [RefusedFile(path, "unreadable") for path in unreadable]
    return FolderListing(files, tuple(sorted(refused, key=lambda item: item.path)))


def files_in(root: Path, reporter: Reporter) -> tuple[SeenFile, ...]:
    """Return the files of `list_folder` alone."""
    return list_folder(root, reporter).files


def looks_as_remembered(root: Path, path: Path) -> bool:
    """Whether a file has the size and the time that it had when its content was last read."""
    if not path.is_relative_to(root):
        return False
    remembered = _recall(root).get(path.relative_to(root).as_posix())
    try:
        seen = path.lstat()
    except OSError:
        return False
    return remembered is not None and remembered[:2] == (seen.st_size, seen.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class _Listed:
    path: str
    bytes: int
    changed: int
    is_away: bool


def _list_files(root: Path) -> tuple[list[_Listed], list[RefusedFile]]:
    files: list[_Listed] = []
    refused: list[RefusedFile] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with disk_errors(root / folder), os.scandir(root / folder) as entries:
                for entry in entries:
                    _sort_entry(entry, folder, files, refused, folders)
        except LsscError:
            if not folder:
                raise
            refused.append(RefusedFile(folder.rstrip("/"), CLOSED))
    return sorted(files, key=lambda item: item.path), refused


def _sort_entry(
    entry: os.DirEntry[str],
    folder: str,
    files: list[_Listed],
    refused: list[RefusedFile],
    folders: list[str],
) -> None:
    path = folder + entry.name
    if is_passed_over(path):
        return
    if not is_inside(path) or not is_text(path):
        refused.append(RefusedFile(path.encode(errors="replace").decode(), "name"))
        return
    try:
        state = entry.stat(follow_symlinks=False)
    except FileNotFoundError:  # it went away while we looked
        return
    kind = "link" if entry.is_junction() else kind_of(state.st_mode)
    if kind == "folder":
        folders.append(f"{path}/")
    elif kind == "file":
        files.append(_Listed(path, state.st_size, state.st_mtime_ns, is_away(state)))
    else:
        refused.append(RefusedFile(path, kind))


def _fingerprints(
    root: Path, listed: list[_Listed], reporter: Reporter
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the fingerprints of these files, and which of them cannot be read."""
    total = sum(item.bytes for item in listed)
    before = 0
    read: dict[str, str] = {}
    unreadable: list[str] = []
    for number, item in enumerate(listed):
        part = part_of(reporter, before, total, Item(item.path, number, len(listed)))
        try:
            read[item.path] = fingerprint(root / item.path, part)
        except Cancelled:
            raise
        except LsscError:
            with disk_errors(root):  # a folder that went away is not one of unreadable files
                root.stat()
            if os.path.lexists(root / item.path):
                unreadable.append(item.path)
        before += item.bytes
    return read, tuple(unreadable)


def _recall(root: Path) -> Memory:
    """Return the remembered fingerprints that can be trusted.

    A file that changed in the last moment before they were noted may have changed once more in
    the same moment of its clock, so it is read again. The clock is that of the drive: the time
    of the note itself.
    """
    path = root / OWN / _MEMORY_NAME
    try:
        noted = path.lstat().st_mtime_ns
    except OSError:
        return {}
    raw = read_object(path, _LARGEST_MEMORY, _MOST_VALUES) or {}
    return {
        file: (size, changed, sha256)
        for file, (size, changed, sha256) in filter(_is_remembered, raw.items())
        if changed < noted - _COARSEST_CLOCK
    }


def _is_remembered(item: tuple[str, object]) -> bool:
    """Whether an entry says what we write: a size, a time and a fingerprint."""
    entry = item[1]
    return (
        isinstance(entry, list)
        and [type(each) for each in entry] == [int, int, str]
        and _FINGERPRINT.fullmatch(entry[2]) is not None
    )


def _remember(
    root: Path, listed: dict[str, _Listed], known: dict[str, str], before: Memory
) -> None:
    memory = {
        path: (listed[path].bytes, listed[path].changed, sha256) for path, sha256 in known.items()
    }
    if memory != before:
        _write_memory(root, memory)


def _write_memory(root: Path, memory: Memory) -> None:
    with suppress(LsscError):  # a folder that can be read only is read again next time
        write_object(inside(root, OWN) / _MEMORY_NAME, memory, _LARGEST_MEMORY, _MOST_VALUES)


# Facts for a check ------------------------------------------------------------------------------


def read_all_facts(root: Path, portfolio: Portfolio, reporter: Reporter) -> FolderFacts:
    """Return what lies in the folder, what every response and statement says, and the reviews.

    A document that is not there is among the documents, with its fault.
    """
    return read_facts(root, portfolio, list_folder(root, reporter), DocumentMemory(), reporter)


def read_facts(
    root: Path,
    portfolio: Portfolio,
    seen: FolderListing,
    memory: DocumentMemory,
    reporter: Reporter,
) -> FolderFacts:
    """Return the same of a folder that was looked through already.

    What is not among its files is not read: a document behind a link is none of the folder's.
    """
    present = {file.path for file in seen.files}
    listed = tuple(document_paths(portfolio))
    read = []
    for number, document in enumerate(listed):
        item = Item(document.path, number, len(listed))
        reporter(Progress(Step.READING, number, len(listed), item))
        if document.path in present:
            read.append(_shown(portfolio, memory.read(root / document.path, document.path)))
        else:
            read.append(SeenDocument(document.path, fault=DocumentFault.MISSING))
    memory.forget_unused()
    reviews, closed = _reviews(root, portfolio)
    refused = tuple(sorted((*seen.refused, *closed), key=lambda item: item.path))
    return FolderFacts(seen.files, tuple(read), refused, reviews)


def _reviews(
    root: Path, portfolio: Portfolio
) -> tuple[tuple[Review, ...], tuple[RefusedFile, ...]]:
    """Return the reviews, and their folder where it cannot be looked into."""
    from lssc_desktop.store.review_file import reviews_of  # the first page shows none

    try:
        return reviews_of(root, portfolio), ()
    except LsscError:
        with disk_errors(root):  # a folder that went away is not one of closed reviews
            root.stat()
        return (), (RefusedFile(REVIEWS, CLOSED),)


def with_missing_files(root: Path, portfolio: Portfolio, facts: FolderFacts) -> FolderFacts:
    """Return the facts with those files of a portfolio that they lack and that are there now.

    Nothing may be called missing for what an earlier look saw or did not see. Raises `FolderGone`
    when the folder is away, because then nobody knows.
    """
    read = {item.path for item in facts.documents if item.fault != DOCUMENT_MISSING}
    texts = {item.path for item in document_paths(portfolio)}
    listed = {file.path for file in facts.files}
    known = known_files(portfolio)
    lacking = (known.keys() - listed) | (texts - read)
    if not lacking:
        return facts
    if not is_folder(root):
        raise FolderGone(str(root))
    there = [
        path for path in sorted(lacking) if is_file(root / path) and link_in(root, path) is None
    ]
    return with_writes(
        facts,
        OwnWrites(
            files=tuple(known[path] for path in there if path not in listed),
            documents=tuple(
                _shown(portfolio, word.read_document(root / path, path))
                for path in there
                if path in texts
            ),
        ),
    )


def _shown(portfolio: Portfolio, document: SeenDocument) -> SeenDocument:
    """Return a response with its introduction, and a statement as it is."""
    statements = (work.statement for work in portfolio.sets)
    is_statement = any(item is not None and item.path == document.path for item in statements)
    return document if is_statement else as_response(document)


def document_paths(portfolio: Portfolio) -> Iterator[Document]:
    """Give every response and every statement of a portfolio."""
    for work in portfolio.sets:
        for item in work.competencies:
            if item.response is not None:
                yield item.response
        if work.statement is not None:
            yield work.statement


# Changes by other programs ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RefreshedPortfolio:
    """A portfolio brought up to date with what its folder holds."""

    portfolio: Portfolio
    facts: FolderFacts
    reconciliation: Reconciliation


def refresh(
    root: Path, program: Program, portfolio: Portfolio, today: date, reporter: Reporter
) -> RefreshedPortfolio:
    """Take in what was done to the files with other programs, and read every document.

    Raises what `refresh_changed` raises.
    """
    return refresh_changed(root, program, portfolio, today, DocumentMemory(), reporter)


def refresh_changed(
    root: Path,
    program: Program,
    portfolio: Portfolio,
    today: date,
    memory: DocumentMemory,
    reporter: Reporter,
) -> RefreshedPortfolio:
    """Do the same, and read only the documents that the memory of the last look does not know.

    Raises `FolderGone` and other errors of `store.disk` when the folder itself cannot be read, and
    `Cancelled`.
    """
    try:
        seen = list_folder(root, reporter)
    except FileMissing as error:
        raise FolderGone(str(root)) from error
    found = reconcile(portfolio, program, seen.files)
    current = accept_changes(portfolio, found, today)
    return RefreshedPortfolio(current, read_facts(root, current, seen, memory, reporter), found)
