"""What the program has written on this computer for itself: found, and removed.

The portfolios, packages and copies that the user saved somewhere are not among it; what the
program keeps for its own use is, and what a run that was killed left.
"""

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from lssc_desktop import paths
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.core.privacy.traces import TraceKind
from lssc_desktop.disk import secrets
from lssc_desktop.disk.disk import from_system, is_folder, is_link, is_there
from lssc_desktop.disk.files import retry_while_busy
from lssc_desktop.disk.json_files import read_object
from lssc_desktop.disk.settings import (
    AUDITS,
    DRAFT,
    PACKAGES_SEEN,
    PROGRAMS,
    REVIEWS,
    SETTINGS,
    SHELVES,
)
from lssc_desktop.disk.temporary import leftovers, system_temporary_folders
from lssc_desktop.store.folder.lock import REQUESTS
from lssc_desktop.store.kept_words import NOTES, kept_documents
from lssc_desktop.store.signing import KEY, KNOWN_SIGNERS, PUBLIC_KEY
from lssc_desktop.values import dataclass

_LARGEST_REVIEW = 8_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Trace:
    """One kind of thing that is there: its files, and how many bytes they have together.

    `entries` are those of the system's keyring, as destination and user. `only_copy` says that
    work would be gone with it which lies nowhere else. `doubt` is why it is not known whether
    there is anything.
    """

    kind: TraceKind
    files: tuple[Path, ...] = ()
    bytes: int = 0
    entries: tuple[tuple[str, str], ...] = ()
    only_copy: bool = False
    doubt: LsscError | None = None

    @property
    def folder(self) -> Path | None:
        """The folder that all of its files lie in; None for what is in no file."""
        if not self.files:
            return None
        return Path(os.path.commonpath([file.parent for file in self.files]))


@dataclass(frozen=True, slots=True)
class LeftTrace:
    """A file that could not be removed, and why; `path` is "" for entries of the keyring."""

    kind: TraceKind
    path: str
    reason: LsscError


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What was removed from this computer, and what could not be."""

    removed: tuple[Trace, ...]
    left: tuple[LeftTrace, ...]


_BY_NAME: Mapping[str, TraceKind] = {
    SETTINGS: TraceKind.SETTINGS,
    REQUESTS: TraceKind.SETTINGS,
    DRAFT: TraceKind.DRAFT,
    REVIEWS: TraceKind.REVIEWS,
    NOTES: TraceKind.KEPT_WORDS,
    KEY: TraceKind.SIGNING_KEY,
    PUBLIC_KEY: TraceKind.SIGNING_KEY,
    KNOWN_SIGNERS: TraceKind.SIGNERS,
    PROGRAMS: TraceKind.PROGRAMS,
    SHELVES: TraceKind.SHELVES,
    PACKAGES_SEEN: TraceKind.SHELVES,
    AUDITS: TraceKind.AUDITS,
}
"""What each name in the folder of the settings stands for."""


def find_traces(reporter: Reporter) -> tuple[Trace, ...]:
    """Return what the program has written on this computer for itself, installed or portable.

    What a portable program keeps on the user's drive is not on this computer. The temporary files
    of programs that run are left out: they go at their end.
    """
    folders = paths.computer_folders()
    found: dict[TraceKind, list[Path]] = {}
    for kind, path in (*_in_settings(folders), *_elsewhere(folders)):
        reporter(Progress(Step.LOOKING))
        files = found.setdefault(kind, [])
        files.extend(file for file in _files(path) if file not in files)
    traces = [
        Trace(kind, tuple(files), sum(map(_size, files)), only_copy=_is_only_copy(kind, files))
        for kind, files in found.items()
        if files
    ]
    reporter(Progress(Step.KEYRING))
    try:
        entries = secrets.all_kept()
    except secrets.KeyringUnread as error:
        traces.append(Trace(TraceKind.PASSWORDS, doubt=error))
    else:
        traces.extend([Trace(TraceKind.PASSWORDS, entries=entries)] if entries else ())
    order = list(TraceKind)
    return tuple(sorted(traces, key=lambda trace: order.index(trace.kind)))


def remove_traces(traces: Iterable[Trace], reporter: Reporter) -> Cleaning:
    """Remove what was found, and the folders of the program that are empty then.

    What cannot be removed stays, and is returned with the reason.
    """
    removed: list[Trace] = []
    left: list[LeftTrace] = []
    for trace in traces:
        reporter(Progress(Step.LOOKING))
        stuck = [*_unremoved(trace.kind, trace.files)]
        entries = trace.entries
        try:
            entries = secrets.all_kept() if trace.doubt is not None else entries
            for destination, user in entries:
                secrets.forget(destination, user)
        except LsscError as error:
            entries = ()
            stuck.append(LeftTrace(TraceKind.PASSWORDS, "", error))
        left.extend(stuck)
        stays = {each.path for each in stuck}
        gone = tuple(file for file in trace.files if str(file) not in stays)
        if gone or entries:
            removed.append(Trace(trace.kind, gone, trace.bytes, entries, trace.only_copy))
    folders = paths.computer_folders()
    for folder in _own_folders(folders):
        _remove_empty(folder)
    if folders.log.parent.name == folders.settings.name:  # a Mac has all logs in one folder
        with suppress(OSError):
            folders.log.parent.rmdir()
    return Cleaning(tuple(removed), tuple(left))


# Finding ----------------------------------------------------------------------------------------


def _in_settings(folders: paths.OwnFolders) -> Iterator[tuple[TraceKind, Path]]:
    for path in _inside(folders.settings):
        if path != folders.log:  # macOS and Windows have it elsewhere
            yield _BY_NAME.get(path.name, TraceKind.OTHER), path
    for document in kept_documents(folders.settings):
        yield TraceKind.KEPT_WORDS, document


def _elsewhere(folders: paths.OwnFolders) -> Iterator[tuple[TraceKind, Path]]:
    yield TraceKind.LOG, folders.log
    if folders.key is not None:
        for name in (KEY, PUBLIC_KEY):
            yield TraceKind.SIGNING_KEY, folders.key / name
    for folder in leftovers(system_temporary_folders()[0]):
        yield TraceKind.TEMPORARY, folder


def _inside(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(sorted(folder.iterdir()))
    except OSError:  # it need not be there
        return ()


def _files(path: Path) -> Iterator[Path]:
    """Return a file, or all that lie in a folder; a link is a file, and is not followed."""
    if is_link(path) or not is_folder(path):
        if is_there(path):
            yield path
        return
    for folder, folders, names in os.walk(path):
        links = [name for name in folders if is_link(Path(folder, name))]
        yield from (Path(folder, name) for name in sorted((*names, *links)))


def _size(file: Path) -> int:
    with suppress(OSError):
        state = file.lstat()
        return state.st_size if stat.S_ISREG(state.st_mode) else 0
    return 0


def _is_only_copy(kind: TraceKind, files: Collection[Path]) -> bool:
    if kind is TraceKind.REVIEWS:
        return any(not (read_object(file, _LARGEST_REVIEW) or {}).get("saved") for file in files)
    return kind in {TraceKind.DRAFT, TraceKind.KEPT_WORDS, TraceKind.SIGNING_KEY}


# Removing ---------------------------------------------------------------------------------------


def _unremoved(kind: TraceKind, files: Iterable[Path]) -> Iterator[LeftTrace]:
    """Remove files, and return those that stayed."""
    for file in files:
        try:
            retry_while_busy(file.unlink)
        except FileNotFoundError:
            continue
        except OSError as error:
            yield LeftTrace(kind, str(file), from_system(error, file))


def _own_folders(folders: paths.OwnFolders) -> Iterator[Path]:
    yield folders.log
    yield folders.settings
    if folders.key is not None:
        yield folders.key
    yield from leftovers(system_temporary_folders()[0])


def _remove_empty(folder: Path) -> None:
    """Remove a folder of ours in which no file lies; of another one nothing."""
    for inside, _folders, _names in os.walk(folder, topdown=False):
        with suppress(OSError):  # something is in it
            Path(inside).rmdir()
