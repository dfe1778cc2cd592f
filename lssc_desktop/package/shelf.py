"""A shelf: a folder of packages, looked through quickly; what was read once is remembered."""

import csv
import hashlib
import io
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from unicodedata import normalize

import msgspec

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.names import OWN
from lssc_desktop.core.review.review import ThreadState
from lssc_desktop.core.submission.submission_list import (
    SeenOnShelf,
    ShelfEntry,
    ShelvedPackage,
    ShelvedReview,
    Soundness,
    shelf_entries,
)
from lssc_desktop.package import record as records
from lssc_desktop.package.reader import open_package, package_id, verify
from lssc_desktop.package.reading.package_files import PackageUnreadable, read
from lssc_desktop.package.record import decode_record
from lssc_desktop.store.folder.disk import disk_errors, is_folder
from lssc_desktop.store.folder.files import read_limited, write_durably
from lssc_desktop.store.folder.lock import holders, lock_folder, lock_name
from lssc_desktop.store.review_file import (
    REVIEW_SUFFIX,
    ReviewBroken,
    ReviewNewer,
    decode_review,
    read_bytes,
)

_MEMORY_FOLDER = "shelves"
_RECORD = "data/record.json"
_ZIP = ".zip"

_MOST_FILES = 50_000  # files of a shelf that are looked at
_DEEPEST = 4
_SETTLED_AFTER = 5_000_000_000  # nanoseconds without a change
_LARGEST_MEMORY = 32 << 20  # bytes of what is remembered; some hundred for each file

_NEVER = SeenOnShelf(-1, 0)
"""Of a file that could not be read: it is read again the next time."""

_BEGINS_FORMULA = ("=", "+", "-", "\u2212", "@")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad \t\r\n"
_BREAKS = ("\t", "\r", "\n")  # after which some spreadsheets look for a formula again


@dataclass(frozen=True, slots=True)
class Shelf:
    """A shelf as it was seen: every package and review file by its path within the folder.

    `folders` are the places where something could appear, the one of the locks too if there is
    one.
    """

    folder: Path
    packages: tuple[ShelvedPackage, ...] = ()
    reviews: tuple[ShelvedReview, ...] = ()
    opened: tuple[tuple[str, str], ...] = ()
    folders: tuple[Path, ...] = ()

    @property
    def entries(self) -> tuple[ShelfEntry, ...]:
        """The rows of the shelf."""
        return shelf_entries(self.packages, self.reviews, dict(self.opened))

    @property
    def unverified(self) -> tuple[ShelvedPackage, ...]:
        """The packages of which nobody knows yet whether they are whole."""
        return tuple(each for each in self.packages if each.soundness is Soundness.UNKNOWN)


def remembered_shelf(config: Path, folder: Path, reporter: Reporter) -> Shelf:
    """Return the shelf as it was seen last; nothing where it never was."""
    reporter(Progress(Step.LOOKING))
    try:
        memory = msgspec.json.decode(
            read_limited(_memory_path(config, folder), _LARGEST_MEMORY), type=_Memory
        )
    except (LsscError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        memory = _Memory()
    return Shelf(folder, memory.packages, memory.reviews)


def scan_shelf(config: Path, known: Shelf, reporter: Reporter) -> Shelf:
    """Look at the folder; only what is new or changed is opened. What was seen is remembered.

    Raises the errors of `store.folder.disk` when the folder is not there.
    """
    with disk_errors(known.folder):
        found, folders = _find_files(known.folder, reporter)
    before_packages = {each.name: each for each in known.packages}
    before_reviews = {each.name: each for each in known.reviews}
    packages: list[ShelvedPackage] = []
    reviews: list[ShelvedReview] = []
    for done, (name, seen) in enumerate(sorted(found.items())):
        reporter(Progress(Step.LOOKING, done, len(found), Item(name, done, len(found))))
        if name.casefold().endswith(REVIEW_SUFFIX):
            reviews.append(
                _known_or_read(before_reviews.get(name), seen, known.folder, name, _read_review)
            )
        else:
            packages.append(
                _known_or_read(before_packages.get(name), seen, known.folder, name, _read_package)
            )
    locks = holders(known.folder)
    opened = tuple(
        (each.name, locks[lock_name(each.name)])
        for each in packages
        if lock_name(each.name) in locks
    )
    shelf = Shelf(known.folder, tuple(packages), tuple(reviews), opened, folders)
    remember_shelf(config, shelf)
    return shelf


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
        write_durably(target, msgspec.json.encode(_Memory(shelf.packages, shelf.reviews)))


@dataclass(frozen=True, slots=True)
class _Memory:
    """What is remembered of a shelf between two looks."""

    packages: tuple[ShelvedPackage, ...] = ()
    reviews: tuple[ShelvedReview, ...] = ()


def _memory_path(config: Path, folder: Path) -> Path:
    name = hashlib.sha256(str(folder).encode(errors="surrogatepass")).hexdigest()[:16]
    return config / _MEMORY_FOLDER / f"{name}.json"


# Scan -------------------------------------------------------------------------------------------


def _find_files(shelf: Path, reporter: Reporter) -> tuple[dict[str, SeenOnShelf], tuple[Path, ...]]:
    """Return every package and review file below a folder by its name, and the folders.

    Links are not followed.
    """
    found: dict[str, SeenOnShelf] = {}
    looked_into = [shelf]
    if is_folder(locks := lock_folder(shelf)):
        looked_into.append(locks)
    folders = [("", 0)]
    looked_at = 0
    while folders and looked_at < _MOST_FILES:
        inside, depth = folders.pop()
        reporter(Progress(Step.LOOKING))
        for entry in _scan(shelf, inside):
            looked_at += 1
            name = f"{inside}/{entry.name}" if inside else entry.name
            if entry.name.startswith(".") or entry.name == OWN:
                continue
            with suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    if depth < _DEEPEST:
                        folders.append((name, depth + 1))
                        looked_into.append(shelf / name)
                elif _is_wanted(entry):
                    found[name] = _seen(entry.stat(follow_symlinks=False))
    return found, tuple(looked_into)


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
    return ending.endswith((_ZIP, REVIEW_SUFFIX)) and entry.is_file(follow_symlinks=False)


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


def _known_or_read[T: (ShelvedPackage, ShelvedReview)](
    before: T | None,
    seen: SeenOnShelf,
    folder: Path,
    name: str,
    make: Callable[[Path, str, SeenOnShelf], T],
) -> T:
    """Return what is known of a file that did not change, else read it."""
    if before is not None and before.seen == seen:
        return before
    return make(folder, name, seen)


def _read_package(folder: Path, name: str, seen: SeenOnShelf) -> ShelvedPackage:
    """Read what a package says of itself; its content is verified another time."""
    received = _modified_day(seen)
    nothing = ShelvedPackage(name, seen, received, Soundness.FOREIGN)
    try:
        package = open_package(folder / name)
        if _RECORD not in package.names():
            return nothing
        record = decode_record(read(package, _RECORD, records.LARGEST), name)
        identity = package_id(package) or ""
    except LsscError as error:
        unsure = isinstance(error, PackageUnreadable) or not _is_still(folder / name, seen)
        if unsure or _is_fresh(seen):
            return replace(nothing, seen=_NEVER, soundness=Soundness.UNKNOWN)
        return replace(nothing, soundness=Soundness.DAMAGED)
    waits = {ThreadState.OPEN, ThreadState.ANSWERED}
    return ShelvedPackage(
        name,
        seen,
        received,
        Soundness.UNKNOWN,
        identity,
        record.candidate,
        record.title,
        record.kind,
        record.copy,
        tuple(each.comment.id for each in record.thread if each.state in waits),
    )


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
    )


def _modified_day(seen: SeenOnShelf) -> date:
    """Return the day on which a file was written last, by the clock of this computer."""
    try:
        return datetime.fromtimestamp(seen.modified / 1e9, UTC).astimezone().date()
    except (ValueError, OverflowError, OSError):
        return date.min


# CSV --------------------------------------------------------------------------------------------


def to_csv(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as CSV in UTF-8, with the byte-order mark by which spreadsheets recognize it.

    A cell that a spreadsheet would compute begins with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _inert(cell: str) -> str:
    # Wide signs of East Asia and what stands invisibly before a sign make no difference to some.
    seen = normalize("NFKC", cell).lstrip().lstrip(_INVISIBLE)
    risky = seen.startswith(_BEGINS_FORMULA) or cell.lstrip(" ").startswith(_BREAKS)
    return f"'{cell}" if risky else cell
