"""A shelf: a folder of packages, looked through quickly; what was read once is remembered.

It is long because a look, what it reads, and what is remembered of it are one thing.
"""

import gzip
import hashlib
import os
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from zipfile import is_zipfile

import msgspec

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import OWN, REVIEW_SUFFIX
from lssc_desktop.core.files.readable import FileBroken, FileNewer
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.review.review import ReviewMode, ThreadState
from lssc_desktop.core.submission.evaluators import NO_EVALUATORS, Evaluators
from lssc_desktop.core.submission.retention import ExpiredPackage, expired_packages
from lssc_desktop.core.submission.shelf import (
    SeenOnShelf,
    ShelfEntry,
    ShelvedAssignments,
    ShelvedPackage,
    ShelvedReview,
    Soundness,
    by_known_keys,
    by_office_rules,
    shelf_entries,
    with_conflicts,
)
from lssc_desktop.core.submission.signature import SIGNATURE_SUFFIX
from lssc_desktop.core.submission.trust import NO_KEYS, KeyRing
from lssc_desktop.disk.disk import disk_errors, is_folder
from lssc_desktop.disk.files import read_limited, write_durably
from lssc_desktop.disk.json_files import encoded
from lssc_desktop.package.reader import (
    LARGEST_RECORD,
    Verification,
    open_package,
    package_id,
    packaged_rules,
    verify,
)
from lssc_desktop.package.reading.archive import read_from_start
from lssc_desktop.package.reading.package_files import NotABag, PackageUnreadable, read
from lssc_desktop.package.record import RecordOfRenewal, decode_record
from lssc_desktop.store.evaluators import known_evaluators
from lssc_desktop.store.known_programs import (
    DEEPEST,
    NOTHING_KNOWN,
    KnownFiles,
    known_programs,
    shelf_memory,
)
from lssc_desktop.store.review_file import decode_review, read_bytes
from lssc_desktop.store.shelf_files import (
    ASSIGNMENTS_SUFFIX,
    AssignmentsUnreadable,
    first_seen_days,
    mark_key,
    marks_folder,
    note_seen,
    open_marks,
    read_assignments,
    seen_days,
)
from lssc_desktop.store.signing import claimed_key, key_ring
from lssc_desktop.values import dataclass

_FORMAT = 7  # of what is remembered; what an earlier version remembered is read again
_RECORD = "data/record.json"
_ZIP = ".zip"
LETTER_SUFFIXES = (".pdf", ".docx")
"""How a letter that was saved may end."""

MOST_ON_SHELF = 200_000
"""Packages, reviews, and assignments of a shelf that are read and remembered."""
_REPORT_EVERY = 100  # files that are found
_MOST_NAMED = 100  # of what could not be looked into
_SETTLED_AFTER = 5_000_000_000  # nanoseconds without a change
_LARGEST_MEMORY = 128 << 20  # bytes on disk of what is remembered
_LARGEST_UNPACKED = 1 << 30  # bytes

_NEVER = SeenOnShelf(-1, 0)
"""Of a file that could not be read: it is read again the next time."""


type _Shelved = ShelvedPackage | ShelvedReview | ShelvedAssignments


@dataclass(frozen=True, slots=True)
class NotListed:
    """What lies in a shelf and is not in its list.

    `files` are more than a list ever has. `unread` are names of folders and files that could not
    be looked into, and of links, which are not followed.
    """

    files: int = 0
    unread: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was left out."""
        return bool(self.files or self.unread)


@dataclass(frozen=True)
class Shelf:
    """A shelf as it was seen: every package and the files about them, by path within the folder.

    `opened` says by whom a package is open, `first_seen` on which day each was seen first, by
    `ShelvedPackage.identity`. `folders` are the places where something could appear, those of the
    marks too that say who has what open. `letters` are the PDF and Word files that lie there.
    """

    folder: Path
    packages: tuple[ShelvedPackage, ...] = ()
    reviews: tuple[ShelvedReview, ...] = ()
    opened: tuple[tuple[str, tuple[str, ...]], ...] = ()
    folders: tuple[Path, ...] = ()
    assignments: tuple[ShelvedAssignments, ...] = ()
    first_seen: Mapping[str, date] = field(default_factory=dict)
    known: KnownFiles = NOTHING_KNOWN
    """The program files that this computer knows, with those of the shelf."""
    keys: KeyRing = NO_KEYS
    """The keys that this user has and knows."""
    begun: frozenset[str] = frozenset()
    """The ids of packages of which this computer keeps unsaved work of the reviewer."""
    left_out: NotListed = NotListed()
    letters: tuple[str, ...] = ()
    evaluators: Evaluators | None = NO_EVALUATORS
    """The office's list of them, with conflicts; None where that can't be read now."""

    @cached_property
    def entries(self) -> tuple[ShelfEntry, ...]:
        """The rows of the shelf, those first that superseded others."""
        found = shelf_entries(
            by_known_keys(by_known_files(self.packages, self.known), self.keys),
            self.reviews,
            dict(self.opened),
            self.assignments,
            self.first_seen,
            self.begun,
        )
        return with_conflicts(found, self.evaluators or NO_EVALUATORS)

    def expired(self, today: date) -> tuple[ExpiredPackage, ...]:
        """Return what was kept as long as its program says.

        Nothing while something was left out: it could say that the work goes on.
        """
        if self.left_out:
            return ()
        return expired_packages(self.entries, self.reviews, self.assignments, today, self.letters)

    @property
    def unverified(self) -> tuple[ShelvedPackage, ...]:
        """The packages of which nobody knows yet whether they are whole."""
        return tuple(each for each in self.packages if each.soundness is Soundness.UNKNOWN)


def remembered_shelf(config: Path, folder: Path, reporter: Reporter) -> Shelf:
    """Return the shelf as it was seen last; nothing where it never was."""
    reporter(Progress(Step.LOOKING))
    try:
        memory = _memory_in(read_limited(shelf_memory(config, folder), _LARGEST_MEMORY))
    except (LsscError, ValueError, RecursionError, zlib.error):
        memory = _Memory()
    if memory.format != _FORMAT:
        memory = _Memory()
    return Shelf(
        folder,
        memory.packages,
        memory.reviews,
        assignments=memory.assignments,
        first_seen=memory.first_seen,
        known=known_programs(config, folder),
        keys=key_ring(config),
        evaluators=known_evaluators(folder),
    )


def by_known_files(
    packages: Iterable[ShelvedPackage], known: KnownFiles
) -> tuple[ShelvedPackage, ...]:
    """Return packages with what the office's own program files say of them."""
    packages = tuple(packages)
    judged = {each: known.judged(each) for each in {one.rules_id for one in packages}}
    return tuple(by_office_rules(each, *judged[each.rules_id]) for each in packages)


def scan_shelf(
    config: Path, known: Shelf, today: date, reporter: Reporter, *, most: int = MOST_ON_SHELF
) -> Shelf:
    """Look at the folder; only what is new or changed is opened. What was seen is remembered.

    `today` is the day on which a new package was seen first, unless another computer saw it
    before. Raises the errors of `store.folder.disk` when the folder is not there.
    """
    look = ShelfLook(config, known, today, most=most)
    look.find(reporter)
    look.read(reporter)
    return look.finish()


class ShelfLook:
    """One look at a shelf, which can be shown before it ends: `find`, `read`, and `finish`.

    It can be stopped at any report, and goes on where it was. Reviews are read before packages,
    so that no row ever says that something was not evaluated only because that was not read yet.
    """

    def __init__(
        self, config: Path, known: Shelf, today: date, *, most: int = MOST_ON_SHELF
    ) -> None:
        self.config = config
        self._known = known
        self._today = today
        self._most = most
        self._files = known_programs(config, known.folder)
        self._keys = key_ring(config)
        self._found: _Found | None = None
        self._before: dict[str, _Shelved] = {}
        self._days: Mapping[str, date] = {}
        self._read: dict[str, _Shelved] = {}
        self._waiting: list[str] = []  # the next one last
        self._shown = 0

    @property
    def total(self) -> int:
        """How many files there are to be read or known; 0 before they are found."""
        return 0 if self._found is None else len(self._found.files)

    @property
    def left(self) -> int:
        """How many of them are not read yet."""
        return len(self._waiting)

    @property
    def is_found(self) -> bool:
        """Whether it is known what lies in the folder."""
        return self._found is not None

    @property
    def has_more_to_show(self) -> bool:
        """Whether a tenth more was read than when it was shown last: each time takes a while."""
        return len(self._read) - self._shown > self._shown // 10

    def find(self, reporter: Reporter) -> None:
        """Find what lies in the folder. Raises the errors of `store.folder.disk`."""
        with disk_errors(self._known.folder):
            found = _find_files(self._known.folder, self._most, reporter)
        kinds = self._known.packages, self._known.reviews, self._known.assignments
        self._before = {each.name: each for kind in kinds for each in kind}
        for name, seen in found.files.items():
            same = self._before.get(name)
            if same is None or same.seen != seen or _signed(same) != found.signature(name):
                self._waiting.append(name)
            else:
                self._read[name] = same
        self._waiting.sort(key=lambda name: _turn(name, found.files[name]))
        self._days = seen_days(self._known.folder)
        self._found = found

    def read(self, reporter: Reporter, seconds: float | None = None) -> None:
        """Read what is new or changed, or as much of it as can be read in so many seconds."""
        found = self._found
        if found is None:
            return
        end = None if seconds is None else time.monotonic() + seconds
        while self._waiting and (end is None or time.monotonic() < end):
            done, total = self.total - self.left, self.total
            name = self._waiting[-1]
            reporter(Progress(Step.LOOKING, done, total, Item(name, done, total)))
            shelved = _read(self._known.folder, name, found.files[name])
            if isinstance(shelved, ShelvedPackage):
                shelved = self._with_signature(shelved, found.signature(name))
            self._read[name] = shelved
            self._waiting.pop()

    def _with_signature(
        self, package: ShelvedPackage, signature: SeenOnShelf | None
    ) -> ShelvedPackage:
        """Note a signature as it was seen; what is known of a file stays when only that changed."""
        before = self._before.get(package.name)
        if isinstance(before, ShelvedPackage) and before.seen == package.seen != _NEVER:
            package = replace(package, soundness=before.soundness)
        return replace(package, signature=signature)

    def shelf(self) -> Shelf:
        """Return the shelf as far as it was read, and remember it."""
        found = self._found
        if found is None:
            return self._known
        self._shown = len(self._read)
        read = [each for name in sorted(found.files) if (each := self._read.get(name)) is not None]
        packages = _with_exchanged(
            self.config,
            self._known.folder,
            [each for each in read if isinstance(each, ShelvedPackage)],
            self._today,
        )
        shelf = Shelf(
            self._known.folder,
            tuple(packages),
            tuple(each for each in read if isinstance(each, ShelvedReview)),
            _opened(self._known.folder, found.marked, packages),
            found.folders,
            tuple(each for each in read if isinstance(each, ShelvedAssignments)),
            self._first_seen(packages),
            self._files,
            self._keys,
            left_out=found.left_out,
            letters=found.letters,
            evaluators=known_evaluators(self._known.folder),
        )
        if _memory_of(shelf) != _memory_of(self._known):
            remember_shelf(self.config, shelf)
        return shelf

    def finish(self) -> Shelf:
        """Return the whole shelf; the days on which packages were seen first are written down."""
        shelf = self.shelf()
        first_seen_days(self._known.folder, tuple(shelf.first_seen), self._today)
        return shelf

    def _first_seen(self, packages: Iterable[ShelvedPackage]) -> Mapping[str, date]:
        """Return the days on which packages were first seen by anybody."""
        known, today = self._known.first_seen, self._today
        return {
            each.identity: min(
                self._days.get(each.identity, today), known.get(each.identity, today)
            )
            for each in packages
            if each.seen != _NEVER
        }


def _turn(name: str, seen: SeenOnShelf) -> tuple[bool, int, str]:
    """Return what puts files in order, the one last that is read first.

    These are the reviews, then the packages, the newest first as a list has them.
    """
    return not name.casefold().endswith(_ZIP), seen.modified, name


def _signed(shelved: "_Shelved") -> SeenOnShelf | None:
    return shelved.signature if isinstance(shelved, ShelvedPackage) else None


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


def with_packages(shelf: Shelf, packages: Iterable[ShelvedPackage]) -> Shelf:
    """Return the shelf with what is known of packages, unless a file is another by now."""
    known = {(each.name, each.seen): each for each in packages}
    return replace(
        shelf,
        packages=tuple(known.get((each.name, each.seen), each) for each in shelf.packages),
    )


def with_known(seen: Shelf, known: Shelf) -> Shelf:
    """Return a shelf as it was seen, with what became known of the same files meanwhile."""
    unknown = Soundness.UNKNOWN
    sound = {
        (each.name, each.seen): each.soundness
        for each in known.packages
        if each.seen != _NEVER and each.soundness is not unknown
    }
    packages = tuple(
        replace(each, soundness=sound[each.name, each.seen])
        if each.soundness is unknown and (each.name, each.seen) in sound
        else each
        for each in seen.packages
    )
    return seen if packages == seen.packages else replace(seen, packages=packages)


def remember_shelf(config: Path, shelf: Shelf) -> None:
    """Keep what was seen; where that cannot be written, it is looked at again next time."""
    target = shelf_memory(config, shelf.folder)
    with suppress(OSError, LsscError):
        target.parent.mkdir(parents=True, exist_ok=True)
        packed = encoded(target, _memory_of(shelf), _encode_memory, _memory_in, _LARGEST_MEMORY)
        write_durably(target, packed)


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


def _encode_memory(memory: _Memory) -> bytes:
    return gzip.compress(msgspec.json.encode(memory), 1, mtime=0)


def _memory_in(data: bytes) -> _Memory:
    return msgspec.json.decode(_unpacked(data), type=_Memory)


def _unpacked(data: bytes) -> bytes:
    """Return what was packed, up to a limit. Raises `zlib.error`."""
    return zlib.decompressobj(wbits=31).decompress(data, _LARGEST_UNPACKED)


# Scan -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """What lies below a folder: the files that are read, and the signatures beside them.

    `marked` are the folders with marks of who has what open.
    """

    files: Mapping[str, SeenOnShelf]
    signatures: Mapping[str, SeenOnShelf]
    folders: tuple[Path, ...]
    marked: tuple[str, ...]
    letters: tuple[str, ...]
    left_out: NotListed

    def signature(self, name: str) -> SeenOnShelf | None:
        """Return the signature beside a package."""
        return self.signatures.get(f"{name}{SIGNATURE_SUFFIX}")


class _Finder:
    """Walks through a folder and what is below it. Links are not followed."""

    def __init__(self, shelf: Path, most: int, reporter: Reporter) -> None:
        self._shelf = shelf
        self._most = most
        self._reporter = reporter
        self._packages: dict[str, SeenOnShelf] = {}
        self._beside: dict[str, SeenOnShelf] = {}
        self._signatures: dict[str, SeenOnShelf] = {}
        self._letters: list[str] = []
        self._unread: list[str] = []
        self._left_out = 0
        self._seen = 0

    def find(self) -> _Found:
        """Return what there is. Raises `OSError` where the shelf itself cannot be looked into."""
        looked_into: list[Path] = [self._shelf]
        marked: list[str] = []
        folders = [("", 0)]
        while folders:
            inside, depth = folders.pop()
            self._report(inside)
            for entry in self._scan(inside):
                name = f"{inside}/{entry.name}" if inside else entry.name
                if entry.name == OWN and is_folder(marks := marks_folder(self._shelf / inside)):
                    looked_into.append(marks)
                    marked.append(inside)
                if entry.name.startswith(".") or entry.name == OWN:
                    continue
                try:
                    is_inside = entry.is_dir()
                    if is_inside and entry.is_symlink():
                        self._leave_out(name)
                        continue
                    if not is_inside:
                        self._take(entry, name)
                except OSError:
                    self._leave_out(name)
                    continue
                if is_inside and depth < DEEPEST:
                    folders.append((name, depth + 1))
                    looked_into.append(self._shelf / name)
                elif is_inside:
                    self._leave_out(name)
        room = max(self._most - len(self._beside), 0)
        packages = dict(sorted(self._packages.items())[:room])
        return _Found(
            self._beside | packages,
            self._signatures,
            tuple(looked_into),
            tuple(marked),
            tuple(sorted(self._letters)),
            NotListed(
                self._left_out + len(self._packages) - len(packages), tuple(sorted(self._unread))
            ),
        )

    def _take(self, entry: os.DirEntry[str], name: str) -> None:
        """Note a file if it matters; raises `OSError`."""
        ending = entry.name.casefold()
        kinds = (
            (_ZIP, self._packages),
            ((REVIEW_SUFFIX, ASSIGNMENTS_SUFFIX), self._beside),
            (f"{_ZIP}{SIGNATURE_SUFFIX}", self._signatures),
        )
        found = next((found for suffix, found in kinds if ending.endswith(suffix)), None)
        if found is None:
            if ending.endswith(LETTER_SUFFIXES) and len(self._letters) < self._most:
                self._letters.append(name)
            return
        if entry.is_symlink():
            self._leave_out(name)
        elif entry.is_file(follow_symlinks=False):
            self._seen += 1
            if self._seen % _REPORT_EVERY == 0:
                self._report(name)
            if len(found) < self._most:
                found[name] = _seen(entry.stat(follow_symlinks=False))
            elif found is not self._signatures:
                self._left_out += 1

    def _leave_out(self, name: str) -> None:
        if len(self._unread) < _MOST_NAMED:
            self._unread.append(name)
        else:
            self._left_out += 1

    def _report(self, name: str) -> None:
        count = len(self._packages) + len(self._beside)
        self._reporter(Progress(Step.LOOKING, count, item=Item(name, count)))

    def _scan(self, inside: str) -> Iterator[os.DirEntry[str]]:
        """Yield what lies in a folder; raises `OSError` where that is the shelf itself."""
        try:
            with os.scandir(self._shelf / inside) as found:
                yield from found
        except FileNotFoundError:  # it went away meanwhile
            if not inside:
                raise
        except OSError:
            if not inside:
                raise
            self._leave_out(inside)


def _find_files(shelf: Path, most: int, reporter: Reporter) -> _Found:
    """Return what lies below a folder. Raises `OSError` where it cannot be looked into."""
    return _Finder(shelf, most, reporter).find()


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
    identity = ""
    try:
        package = open_package(folder / name)
        if _RECORD not in package.names():
            return nothing
        identity = package_id(package) or ""
        data = read(package, _RECORD, LARGEST_RECORD)
        record = decode_record(data, name)
        rules = packaged_rules(package)
        is_copy = record.kind is not PackageKind.PORTFOLIO
    except RecordOfRenewal:  # nobody reviews it, and it may be whole all the same
        return replace(nothing, soundness=Soundness.UNKNOWN, package_id=identity)
    except LsscError as error:
        unsure = isinstance(error, PackageUnreadable) or not _is_still(folder / name, seen)
        if unsure or _is_fresh(seen):
            return replace(nothing, seen=_NEVER, soundness=Soundness.UNKNOWN)
        if isinstance(error, NotABag) and is_zipfile(folder / name):
            return nothing
        damaged = replace(nothing, soundness=Soundness.DAMAGED, package_id=identity)
        return replace(damaged, record=_cut_record(folder / name)) if not identity else damaged
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
        record=_short(data),
        rules_id=rules,
        language=record.language,
        signed_by="" if (key := claimed_key(folder / name)) is None else key.line,
    )


def _cut_record(path: Path) -> str:
    """Return the fingerprint of the record in a ZIP without its end, "" where it is not sure."""
    try:
        data = read_from_start(path, _RECORD, LARGEST_RECORD)
    except OSError:
        return ""
    return "" if data is None else _short(data)


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _read_review(folder: Path, name: str, seen: SeenOnShelf) -> ShelvedReview:
    try:
        review = decode_review(read_bytes(folder / name), name)
    except (FileBroken, FileNewer):
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
        review.decides,
        review.conflict is not None and review.conflict.declared,
    )


def _read_assignments(folder: Path, name: str, seen: SeenOnShelf) -> ShelvedAssignments:
    try:
        noted = read_assignments(folder / name)
    except AssignmentsUnreadable:
        return ShelvedAssignments(name, seen)
    except LsscError:
        return ShelvedAssignments(name, _NEVER)
    return ShelvedAssignments(name, seen, noted.package_id, noted.assigned, noted.handed_in)
