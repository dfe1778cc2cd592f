"""A shelf: a folder of packages, looked through quickly; what was read once is remembered."""

import hashlib
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path

import msgspec

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.names import OWN, REVIEW_SUFFIX
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.review.review import ReviewMode, ThreadState
from lssc_desktop.core.submission.retention import ExpiredPackage, expired_packages
from lssc_desktop.core.submission.shelf import (
    SeenOnShelf,
    ShelfEntry,
    ShelvedAssignments,
    ShelvedPackage,
    ShelvedReview,
    Soundness,
    shelf_entries,
)
from lssc_desktop.core.submission.trust import FirstSeen, first_seen, is_another
from lssc_desktop.package.reader import (
    LARGEST_RECORD,
    Verification,
    open_package,
    package_id,
    verify,
)
from lssc_desktop.package.reading.package_files import PackageUnreadable, read
from lssc_desktop.package.record import decode_record
from lssc_desktop.store import programs
from lssc_desktop.store.folder.disk import disk_errors, is_folder, whole_path
from lssc_desktop.store.folder.files import read_limited, write_durably, write_own
from lssc_desktop.store.programs import read_program
from lssc_desktop.store.review_file import ReviewBroken, ReviewNewer, decode_review, read_bytes
from lssc_desktop.store.settings import PACKAGES_SEEN, SHELVES
from lssc_desktop.store.shelf_files import (
    ASSIGNMENTS_SUFFIX,
    AssignmentsUnreadable,
    first_seen_days,
    mark_key,
    marks_folder,
    open_marks,
    read_assignments,
)

_FORMAT = 3  # of what is remembered; what an earlier version remembered is read again
_RECORD = "data/record.json"
_PROGRAM = "data/program.toml"
_ZIP = ".zip"

_MOST_FILES = 50_000  # files of a shelf that are looked at
_DEEPEST = 4
_REPORT_EVERY = 100  # files that are known
_SETTLED_AFTER = 5_000_000_000  # nanoseconds without a change
_LARGEST_MEMORY = 32 << 20  # bytes of what is remembered; some hundred for each file

_NEVER = SeenOnShelf(-1, 0)
"""Of a file that could not be read: it is read again the next time."""


type _Shelved = ShelvedPackage | ShelvedReview | ShelvedAssignments


@dataclass(frozen=True, slots=True)
class Shelf:
    """A shelf as it was seen: every package and the files about them, by path within the folder.

    `opened` says by whom a package is open, `first_seen` on which day each was seen first, by
    `ShelvedPackage.identity`. `folders` are the places where something could appear, those of the
    marks too that say who has what open.
    """

    folder: Path
    packages: tuple[ShelvedPackage, ...] = ()
    reviews: tuple[ShelvedReview, ...] = ()
    opened: tuple[tuple[str, tuple[str, ...]], ...] = ()
    folders: tuple[Path, ...] = ()
    assignments: tuple[ShelvedAssignments, ...] = ()
    first_seen: Mapping[str, date] = field(default_factory=dict)
    begun: frozenset[str] = frozenset()
    """The ids of packages of which this computer keeps unsaved work of the reviewer."""

    @property
    def entries(self) -> tuple[ShelfEntry, ...]:
        """The rows of the shelf, those first that superseded others."""
        return shelf_entries(
            self.packages,
            self.reviews,
            dict(self.opened),
            self.assignments,
            self.first_seen,
            self.begun,
        )

    def expired(self, today: date) -> tuple[ExpiredPackage, ...]:
        """Return what was kept as long as its program says."""
        return expired_packages(self.entries, self.reviews, self.assignments, today)

    @property
    def unverified(self) -> tuple[ShelvedPackage, ...]:
        """The packages of which nobody knows yet whether they are whole."""
        return tuple(each for each in self.packages if each.soundness is Soundness.UNKNOWN)


def remembered_shelf(config: Path, folder: Path, reporter: Reporter) -> Shelf:
    """Return the shelf as it was seen last; nothing where it never was."""
    reporter(Progress(Step.LOOKING))
    try:
        data = read_limited(_memory_path(config, folder), _LARGEST_MEMORY)
        memory = msgspec.json.decode(data, type=_Memory)
    except (LsscError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        memory = _Memory()
    if memory.format != _FORMAT:
        memory = _Memory()
    return Shelf(
        folder,
        memory.packages,
        memory.reviews,
        assignments=memory.assignments,
        first_seen=memory.first_seen,
    )


def scan_shelf(config: Path, known: Shelf, today: date, reporter: Reporter) -> Shelf:
    """Look at the folder; only what is new or changed is opened. What was seen is remembered.

    `today` is the day on which a new package was seen first, unless another computer saw it
    before. Raises the errors of `store.folder.disk` when the folder is not there.
    """
    with disk_errors(known.folder):
        found, folders, marked = _find_files(known.folder, reporter)
    kinds = known.packages, known.reviews, known.assignments
    before: dict[str, _Shelved] = {each.name: each for kind in kinds for each in kind}
    packages: list[ShelvedPackage] = []
    reviews: list[ShelvedReview] = []
    assignments: list[ShelvedAssignments] = []
    for done, (name, seen) in enumerate(sorted(found.items())):
        if done % _REPORT_EVERY == 0:
            reporter(Progress(Step.LOOKING, done, len(found), Item(name, done, len(found))))
        same = before.get(name)
        if same is None or same.seen != seen:
            same = _read(known.folder, name, seen)
            reporter(Progress(Step.LOOKING, done, len(found), Item(name, done, len(found))))
        if isinstance(same, ShelvedPackage):
            packages.append(same)
        elif isinstance(same, ShelvedReview):
            reviews.append(same)
        else:
            assignments.append(same)
    packages = _with_exchanged(config, known.folder, packages, today)
    identities = [each.identity for each in packages if each.seen != _NEVER]
    days = first_seen_days(known.folder, identities, today)
    days = {each: min(days[each], known.first_seen.get(each, today)) for each in identities}
    shelf = Shelf(
        known.folder,
        tuple(packages),
        tuple(reviews),
        _opened(known.folder, marked, packages),
        folders,
        tuple(assignments),
        days,
    )
    if _memory_of(shelf) != _memory_of(known):
        remember_shelf(config, shelf)
    return shelf


def _with_exchanged(
    config: Path, folder: Path, packages: list[ShelvedPackage], today: date
) -> list[ShelvedPackage]:
    """Return packages with what was seen first where another one lies now."""
    exchanged = note_seen(config, folder, {each.name: each.package_id for each in packages}, today)
    return [
        each
        if each.exchanged == exchanged.get(each.name)
        else replace(each, exchanged=exchanged.get(each.name))
        for each in packages
    ]


def _opened(
    shelf: Path, marked: Sequence[str], packages: Iterable[ShelvedPackage]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return who has which package open, of the folders in which there are marks."""
    marks = {inside: open_marks(shelf / inside) for inside in marked}
    if not any(marks.values()):
        return ()
    found = []
    for each in packages:
        inside, _, name = each.name.rpartition("/")
        people = marks.get(inside, {}).get(mark_key(name)) if marks.get(inside) else None
        if people:
            found.append((each.name, people))
    return tuple(found)


def verify_shelved(folder: Path, package: ShelvedPackage, reporter: Reporter) -> ShelvedPackage:
    """Verify one package of a shelf.

    One that changed meanwhile, or cannot be read now, stays unknown: a drive that went away says
    nothing about a package.
    """
    path = folder / package.name
    try:
        sound = verify(path, reporter).valid
    except Cancelled:
        raise
    except PackageUnreadable:
        return package
    except LsscError:
        sound = False
    if not _is_still(path, package.seen):
        return package
    return replace(package, soundness=Soundness.VALID if sound else Soundness.DAMAGED)


def examine(path: Path, reporter: Reporter) -> Verification | LsscError:
    """Verify a file of a shelf, and return what was found; an error says why it cannot be read."""
    try:
        found = verify(path, reporter)
        if found.valid:
            record = read(open_package(path), _RECORD, LARGEST_RECORD)
            decode_record(record, path.name)
    except Cancelled:
        raise
    except LsscError as error:
        return error
    return found


def with_package(shelf: Shelf, package: ShelvedPackage) -> Shelf:
    """Return the shelf with what is known of one package, unless the file is another by now."""
    return replace(
        shelf,
        packages=tuple(
            package if (each.name, each.seen) == (package.name, package.seen) else each
            for each in shelf.packages
        ),
    )


def with_known(seen: Shelf, known: Shelf) -> Shelf:
    """Return a shelf as it was seen, with what became known of the same files meanwhile."""
    before = {(each.name, each.seen): each for each in known.packages if each.seen != _NEVER}
    packages = (before.get((each.name, each.seen), each) for each in seen.packages)
    return replace(seen, packages=tuple(packages))


def remember_shelf(config: Path, shelf: Shelf) -> None:
    """Keep what was seen; where that cannot be written, it is looked at again next time."""
    target = _memory_path(config, shelf.folder)
    with suppress(OSError, LsscError):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_durably(target, msgspec.json.encode(_memory_of(shelf)))


@dataclass(frozen=True, slots=True)
class _Memory:
    """What is remembered of a shelf between two looks."""

    packages: tuple[ShelvedPackage, ...] = ()
    reviews: tuple[ShelvedReview, ...] = ()
    assignments: tuple[ShelvedAssignments, ...] = ()
    first_seen: Mapping[str, date] = field(default_factory=dict)
    format: int = 0


def _memory_of(shelf: Shelf) -> _Memory:
    return _Memory(shelf.packages, shelf.reviews, shelf.assignments, shelf.first_seen, _FORMAT)


def _memory_path(config: Path, folder: Path) -> Path:
    name = hashlib.sha256(str(folder).encode(errors="surrogatepass")).hexdigest()[:16]
    return config / SHELVES / f"{name}.json"


# The packages seen first ------------------------------------------------------------------------

_MOST_SEEN = 100_000  # packages that are remembered; of more, the newest


def note_seen(
    config: Path, folder: Path, package_ids: Mapping[str, str], today: date
) -> Mapping[str, FirstSeen]:
    """Note which packages lie in a folder; return what was seen first where another lies now.

    `package_ids` is by path within the folder; "" is one that cannot be read now. Where nothing
    can be written, only what was noted before is known.
    """
    memory = _seen_first(config)
    place = str(whole_path(folder))
    exchanged: dict[str, FirstSeen] = {}
    is_new = False
    for name, found in package_ids.items():
        path = f"{place}{os.sep}{name.replace('/', os.sep)}"
        before = memory.get(path)
        noted = first_seen(before, found, today)
        if noted is not None and before is None:
            memory[path], is_new = noted, True
        if noted is not None and is_another(noted, found):
            exchanged[name] = noted
    if is_new:
        _keep_first(config, memory)
    return exchanged


def exchanged_for(config: Path, path: Path, package_id: str | None) -> FirstSeen | None:
    """Return what was seen first under the path of a package, where that is another one now."""
    known = _seen_first(config).get(str(whole_path(path)))
    return known if is_another(known, package_id or "") else None


def accept_exchanged(config: Path, path: Path, package_id: str, today: date) -> None:
    """Take the package that lies there now for the first one: somebody asked, and it is right."""
    memory = _seen_first(config)
    memory[str(whole_path(path))] = FirstSeen(package_id, today)
    _keep_first(config, memory)


def _seen_first(config: Path) -> dict[str, FirstSeen]:
    try:
        data = read_limited(config / PACKAGES_SEEN, _LARGEST_MEMORY)
        return msgspec.json.decode(data, type=dict[str, FirstSeen])
    except (LsscError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def _keep_first(config: Path, memory: dict[str, FirstSeen]) -> None:
    kept = dict(list(memory.items())[-_MOST_SEEN:])
    with suppress(OSError, LsscError):
        config.mkdir(parents=True, exist_ok=True)
        write_own(config / PACKAGES_SEEN, msgspec.json.encode(kept))


# Scan -------------------------------------------------------------------------------------------


def _find_files(
    shelf: Path, reporter: Reporter
) -> tuple[dict[str, SeenOnShelf], tuple[Path, ...], tuple[str, ...]]:
    """Return every file that matters below a folder by its name, the folders, and those with marks.

    Links are not followed.
    """
    found: dict[str, SeenOnShelf] = {}
    looked_into: list[Path] = [shelf]
    marked: list[str] = []
    folders = [("", 0)]
    looked_at = 0
    while folders and looked_at < _MOST_FILES:
        inside, depth = folders.pop()
        reporter(Progress(Step.LOOKING))
        for entry in _scan(shelf, inside):
            looked_at += 1
            name = f"{inside}/{entry.name}" if inside else entry.name
            if entry.name == OWN and is_folder(marks := marks_folder(shelf / inside)):
                looked_into.append(marks)
                marked.append(inside)
            if entry.name.startswith(".") or entry.name == OWN:
                continue
            with suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    if depth < _DEEPEST:
                        folders.append((name, depth + 1))
                        looked_into.append(shelf / name)
                elif _is_wanted(entry):
                    found[name] = _seen(entry.stat(follow_symlinks=False))
    return found, tuple(looked_into), tuple(marked)


def _scan(shelf: Path, inside: str) -> list[os.DirEntry[str]]:
    """Return what lies in a folder of the shelf; one that cannot be looked into has nothing.

    Raises `OSError` where that is the shelf itself.
    """
    try:
        with os.scandir(shelf / inside) as found:
            return list(islice(found, _MOST_FILES))
    except OSError:
        if not inside:
            raise
        return []


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    ending = entry.name.casefold()
    return ending.endswith((_ZIP, REVIEW_SUFFIX, ASSIGNMENTS_SUFFIX)) and entry.is_file(
        follow_symlinks=False
    )


def _seen(stat: os.stat_result) -> SeenOnShelf:
    return SeenOnShelf(stat.st_size, stat.st_mtime_ns)


def _is_still(path: Path, seen: SeenOnShelf) -> bool:
    """Return whether a file is the one that was seen."""
    try:
        return _seen(path.stat()) == seen
    except OSError:
        return False


def _is_fresh(seen: SeenOnShelf) -> bool:
    """Return whether a file was written just now, so that somebody may still be copying it."""
    return 0 <= time.time_ns() - seen.modified < _SETTLED_AFTER


# Reading ----------------------------------------------------------------------------------------


def _read(folder: Path, name: str, seen: SeenOnShelf) -> _Shelved:
    """Read a file that is new or changed."""
    ending = name.casefold()
    if ending.endswith(REVIEW_SUFFIX):
        return _read_review(folder, name, seen)
    if ending.endswith(ASSIGNMENTS_SUFFIX):
        return _read_assignments(folder, name, seen)
    return _read_package(folder, name, seen)


def _read_package(folder: Path, name: str, seen: SeenOnShelf) -> ShelvedPackage:
    """Read what a package says of itself; its content is verified another time."""
    nothing = ShelvedPackage(name, seen, Soundness.FOREIGN)
    try:
        package = open_package(folder / name)
        if _RECORD not in package.names():
            return nothing
        record = decode_record(read(package, _RECORD, LARGEST_RECORD), name)
        identity = package_id(package) or ""
        has_rules = _PROGRAM in package.names()
        text = read(package, _PROGRAM, programs.LARGEST) if has_rules else b""
        office = _office_rules(text)
        is_copy = record.kind is not PackageKind.PORTFOLIO
    except LsscError as error:
        unsure = isinstance(error, PackageUnreadable) or not _is_still(folder / name, seen)
        if unsure or _is_fresh(seen):
            return replace(nothing, seen=_NEVER, soundness=Soundness.UNKNOWN)
        return replace(nothing, soundness=Soundness.DAMAGED)
    waits = {ThreadState.OPEN, ThreadState.ANSWERED}
    return ShelvedPackage(
        name,
        seen,
        Soundness.UNKNOWN,
        identity,
        record.candidate,
        record.title,
        record.kind,
        record.copy,
        tuple(each.comment.id for each in record.thread if each.state in waits),
        record.day,
        record.portfolio,
        record.set,
        0 if is_copy else len(record.earlier),
        "" if is_copy or not record.earlier else record.earlier[-1].package_id,
        len(record.competencies),
        1 if is_copy else office.evaluators,
        blind=office.blind,
        keep_years=office.keep_years,
        disagreement=office.disagreement,
    )


@dataclass(frozen=True, slots=True)
class _OfficeRules:
    """What a shelf has to know of a program: how many evaluate, if blind, how long it keeps."""

    evaluators: int = 1
    disagreement: str = ""
    blind: bool = False
    keep_years: int | None = None


@lru_cache(maxsize=64)
def _office_rules(program: bytes) -> _OfficeRules:
    """Read what a program file says; nothing of one that cannot be read."""
    try:
        found = read_program(program, "program.toml")
    except LsscError:
        return _OfficeRules()
    rules = found.reviews
    evaluators = found.pass_rule.least_evaluators
    return _OfficeRules(evaluators, found.disagreement, rules.blind, rules.keep_years)


def _read_review(folder: Path, name: str, seen: SeenOnShelf) -> ShelvedReview:
    try:
        review = decode_review(read_bytes(folder / name), name)
    except (ReviewBroken, ReviewNewer):
        return ShelvedReview(name, seen)
    except LsscError:
        return ShelvedReview(name, _NEVER)
    return ShelvedReview(
        name,
        seen,
        review.package.package_id,
        review.reviewer,
        review.mode,
        tuple(comment.id for comment in review.comments),
        review.settled,
        review.id,
        review.written,
        len({each.competency for each in review.ratings}),
        None if review.result is None else review.result.outcome,
        review.ratings if review.mode is ReviewMode.EVALUATION else (),
    )


def _read_assignments(folder: Path, name: str, seen: SeenOnShelf) -> ShelvedAssignments:
    try:
        noted = read_assignments(folder / name)
    except AssignmentsUnreadable:
        return ShelvedAssignments(name, seen)
    except LsscError:
        return ShelvedAssignments(name, _NEVER)
    return ShelvedAssignments(name, seen, noted.package_id, noted.assigned, noted.handed_in)
