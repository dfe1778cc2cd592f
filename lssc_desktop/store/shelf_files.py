"""Files that an office's computers share beside packages: assignments, who has what open, days.

All of them are small JSON files that other programs can read, on drives that many write to. A
file of assignments is changed under a lock that is made by creating a file exclusively, which
local drives, FAT and network drives can do; a mark that a package is open is one file for each
reviewer, so that nobody writes into the file of another.

And what one computer keeps in its settings: which package it saw first under a path.
"""

import hashlib
import os
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import msgspec

from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.core.files.names import OWN, PORTFOLIO, folded, one_line
from lssc_desktop.core.submission.assignments import (
    Assignment,
    AssignmentChange,
    Assignments,
    change_assignments,
)
from lssc_desktop.core.submission.trust import FirstSeen, first_seen, is_another
from lssc_desktop.disk.disk import FileMissing, disk_errors, is_there, whole_path
from lssc_desktop.disk.files import (
    create,
    inside,
    read_limited,
    retry_while_busy,
    write_durably,
    write_own,
)
from lssc_desktop.disk.holders import (
    Holder,
    holder_text,
    is_gone,
    is_stale,
    read_holder,
    release_lock,
    this_holder,
)
from lssc_desktop.disk.json_files import encoded
from lssc_desktop.disk.settings import PACKAGES_SEEN
from lssc_desktop.store.shape import implausible
from lssc_desktop.values import dataclass

# Assignments ------------------------------------------------------------------------------------

ASSIGNMENTS_SUFFIX = ".assignments.json"
"""What the name of a file of assignments adds to that of its package."""

_FORMAT = 1
_LARGEST = 3_000_000  # bytes; a change has some hundred, a program file half a million
_MOST_PEOPLE = 1_000
_LONGEST_NAME = 300  # characters


class AssignmentsUnreadable(LsscError):
    """A file of assignments that does not say what it must, or was written by a newer version.

    Nothing is written over it. `detail` is what the reader of the text said.
    """

    path: str
    detail: str

    says = Says(
        "The assignments file {path:file} can’t be read.",
        "Another program may have changed it, or a newer version saved it. We didn’t change it.",
        "Rename or delete it, and assign the package again.",
    )


class AssignmentsBusy(LsscError):
    """Others changed the assignments of a package all the time; nothing was noted."""

    path: str

    says = Says(
        "Someone else is changing {path:file} right now.", "Nothing was saved.", "Try again."
    )


@dataclass(frozen=True, slots=True)
class _File:
    """All of a file of assignments, in the order in which it is written."""

    format: int = _FORMAT
    package_id: str = ""
    assigned: tuple[Assignment, ...] = ()
    handed_in: date | None = None
    history: tuple[AssignmentChange, ...] = ()
    program: str = ""


def assignments_path(package: Path) -> Path:
    """Return where the assignments of a package lie; the file need not be there."""
    return package.with_name(package.name + ASSIGNMENTS_SUFFIX)


def read_assignments(path: Path) -> Assignments:
    """Return what a file of assignments says; nothing is assigned where there is none.

    Raises `AssignmentsUnreadable` and what `read_limited` raises.
    """
    try:
        data = read_limited(path, _LARGEST)
    except FileMissing:
        return Assignments()
    return _assignments_in(data, path)


def _assignments_in(data: bytes, path: Path) -> Assignments:
    try:
        found = msgspec.json.decode(data.decode("utf-8-sig"), type=_File)
    except (ValueError, OverflowError, RecursionError) as error:
        raise AssignmentsUnreadable(str(path), str(error)) from error
    if found.format != _FORMAT:
        raise AssignmentsUnreadable(str(path), f"format {found.format}")
    people = [each.person for each in found.assigned]
    if implausible(found) or len(people) > _MOST_PEOPLE:
        raise AssignmentsUnreadable(str(path), "too much")
    if any(not one_line(each) or len(each) > _LONGEST_NAME for each in people):
        raise AssignmentsUnreadable(str(path), "person")
    assigned = tuple(replace(each, person=one_line(each.person)) for each in found.assigned)
    return Assignments(found.package_id, assigned, found.handed_in, found.history, found.program)


def note_assignments(
    package: Path, package_id: str, changes: Sequence[AssignmentChange], program: str = ""
) -> Assignments:
    """Note changes of who is assigned to a package, and return what is noted then.

    `program` is the text of the office's program file, where whoever is assigned may not have it.
    What others note at the same moment is kept too. A file that is about another package of the
    same name is begun again. Raises `AssignmentsBusy`, `AssignmentsUnreadable` and the errors of
    `store.folder.disk`; then nothing was noted.
    """
    path = assignments_path(package)
    with brief_lock(path) as require_ours:
        noted = read_assignments(path)
        if noted.package_id != package_id:
            noted = Assignments(package_id)
        for change in changes:
            noted = change_assignments(noted, change)
        noted = replace(noted, program=program or noted.program)
        decode = partial(_assignments_in, path=path)
        data = encoded(path, noted, _encode_assignments, decode, _LARGEST)
        require_ours()
        write_durably(path, data)
    return noted


def _encode_assignments(noted: Assignments) -> bytes:
    raw = msgspec.to_builtins(
        _File(
            _FORMAT,
            noted.package_id,
            noted.assigned,
            noted.handed_in,
            noted.history,
            noted.program,
        )
    )
    if not noted.program:
        del raw["program"]
    return msgspec.json.format(msgspec.json.encode(raw), indent=2) + b"\n"


# Lock of a file that many write -----------------------------------------------------------------

_PATIENCE = 20.0  # seconds
_LEFT_AFTER = 30.0  # seconds; who writes a small file needs none of them
_CUT_OFF_AFTER = 8.0  # seconds; a file that says nothing was left in the middle of being made
_SHORTEST_WAIT, _LONGEST_WAIT = 0.005, 0.05


@contextmanager
def brief_lock(path: Path) -> Iterator[Callable[[], None]]:
    """Be the only one who changes a file, for the length of the block.

    It gives a function that raises `AssignmentsBusy` when the lock was taken from us meanwhile.
    """
    lock = path.with_name(path.name + ".lock")
    ours = holder_text(this_holder(datetime.now(UTC))) + b"\n" + os.urandom(8).hex().encode()
    end = time.monotonic() + _PATIENCE
    while not _created(lock, ours):
        if time.monotonic() > end:
            raise AssignmentsBusy(str(path))
        _break_if_left(lock)
        time.sleep(random.uniform(_SHORTEST_WAIT, _LONGEST_WAIT))  # noqa: S311 no secret

    def require_ours() -> None:
        if _bytes(lock) != ours:
            raise AssignmentsBusy(str(path))

    try:
        yield require_ours
    finally:
        release_lock(lock, ours)


def _created(lock: Path, content: bytes) -> bool:
    """Create a file with this content, and return whether there was none."""
    with disk_errors(lock):
        return create(lock, content)


def _break_if_left(lock: Path) -> None:
    """Remove a lock that a crash left behind.

    Who removes it claims that first, and looks again then: of several who find it left, none
    removes the lock that another made meanwhile.
    """
    seen = _bytes(lock)
    if seen is None or not _is_left(lock, seen):
        return
    mark = hashlib.sha256(seen).hexdigest()[:12]
    claim = lock.with_name(f"{lock.name}.{mark}")
    if not _created(claim, b""):
        if is_stale(claim, _CUT_OFF_AFTER):
            with suppress(OSError):
                claim.unlink()
        return
    release_lock(lock, seen)
    with suppress(OSError):
        retry_while_busy(claim.unlink)


def _is_left(lock: Path, content: bytes) -> bool:
    first, _, _ = content.rpartition(b"\n")
    try:
        raw = msgspec.json.decode(first, type=dict[str, object])
        other = Holder(
            str(raw["computer"]),
            str(raw["person"]),
            int(str(raw["process"])),
            datetime.now(UTC),
            str(raw["began"]),
        )
    except (ValueError, KeyError):  # it is being written, or was cut off
        return is_stale(lock, _CUT_OFF_AFTER)
    return is_gone(other, this_holder(other.since)) or is_stale(lock, _LEFT_AFTER)


def _bytes(path: Path) -> bytes | None:
    try:
        return read_limited(path, _LARGEST_MARK)
    except LsscError:
        return None


# Who has a package open -------------------------------------------------------------------------

_OPENED = "opened"  # in `.lssc/` of a folder with packages
_LARGEST_MARK = 16 << 10  # bytes
_ATTEMPTS = 5
_NAME_LENGTH, _WHO_LENGTH = 24, 12

RENEW_EVERY = 120.0
"""Seconds after which a mark is renewed while the package stays open."""
_FORGOTTEN_AFTER = 900.0
"""Seconds without a renewal after which another computer has a package open no longer."""


class PackageInUse(LsscError):
    """Somebody else has the package open."""

    name: str
    holder: Holder

    says = Says(
        "{person} has had {name:file} open on {computer} since {holder.since:moment}.",
        "Nothing is lost when two people review the same package: each one saves a review file.",
        "Ask them first, or open it anyway.",
        {
            "person": By("holder.person", {"": "Someone"}, "{holder.person}"),
            "computer": By("holder.computer", {"": "another computer"}, "{holder.computer}"),
        },
    )


def mark_open(package: Path, holder: Holder, *, overrule: bool = False) -> None:
    """Say to others that somebody has a package open; each reviewer has a mark of their own.

    Where nothing can be written, and among a candidate's own packages, nobody learns of it.
    Raises `PackageInUse` when somebody else has it open, unless `overrule`.
    """
    others = [each for each in _holders_of(package) if not _is_same_person(each, holder)]
    if others and not overrule:
        raise PackageInUse(package.name, others[0])
    if _is_in_portfolio(package.parent):
        return
    for _ in range(_ATTEMPTS):  # whoever closes the last package removes the folder
        with suppress(OSError, LsscError):
            path = inside(package.parent, f"{OWN}/{_OPENED}") / _mark_name(package.name, holder)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_own(path, holder_text(holder))
            return


def others_with_it_open(package: Path, holder: Holder) -> tuple[str, ...]:
    """Return who else has a package open."""
    others = (each for each in _holders_of(package) if not _is_same_person(each, holder))
    return tuple(dict.fromkeys(each.person for each in others))


def renew_mark(package: Path, holder: Holder) -> None:
    """Say that the package is still open; a mark that was removed meanwhile is made again."""
    path = _mark_path(package, holder)
    try:
        os.utime(path)
    except FileNotFoundError:
        if is_there(package):
            mark_open(package, holder, overrule=True)
    except OSError:
        pass  # the drive is elsewhere now


def unmark_open(package: Path, holder: Holder) -> None:
    """Say that the package is closed; the marks of others stay, and no empty folder of ours."""
    with suppress(LsscError):
        _remove(inside(package.parent, f"{OWN}/{_OPENED}") / _mark_name(package.name, holder))


def _remove(mark: Path) -> None:
    with suppress(OSError):
        retry_while_busy(mark.unlink)
        mark.parent.rmdir()
        mark.parent.parent.rmdir()


def open_marks(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return who has which package of a folder open, by `mark_key` of the package's name.

    What a program of this computer left behind when it was stopped holds nothing, and what
    another computer did not renew for a quarter of an hour neither.
    """
    found: dict[str, dict[str, None]] = {}
    try:
        marks = sorted(marks_folder(folder).iterdir())
    except OSError:
        return {}
    for path in marks:
        holder = _living(path)
        if holder is not None:
            found.setdefault(path.name[:_NAME_LENGTH], {})[holder.person] = None
    return {key: tuple(people) for key, people in found.items()}


def marks_folder(folder: Path) -> Path:
    """Return where the marks of a folder's packages lie; it need not be there."""
    return folder / OWN / _OPENED


def mark_key(name: str) -> str:
    """Return how the marks of a package begin that is called so."""
    return hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:_NAME_LENGTH]


def _holders_of(package: Path) -> list[Holder]:
    key = mark_key(package.name)
    try:
        marks = sorted(marks_folder(package.parent).glob(f"{key}*.json"))
    except OSError:
        return []
    return [holder for holder in map(_living, marks) if holder is not None]


def _living(mark: Path) -> Holder | None:
    """Return who made a mark, None when it says nothing or nobody stands behind it any more.

    One that a process of this computer left behind is removed. Should it be that of another
    computer of the same name, that makes it again when it renews it.
    """
    holder = read_holder(mark)
    if holder is None:
        return None
    us = this_holder(holder.since)
    if is_gone(holder, us):
        _remove(mark)
        return None
    is_old = mark.stem == mark.name[:_NAME_LENGTH]  # of an earlier version, which renews nothing
    if holder.computer != us.computer and not is_old and is_stale(mark, _FORGOTTEN_AFTER):
        return None
    return holder


def _is_same_person(one: Holder, other: Holder) -> bool:
    return one.computer == other.computer and folded(one.person) == folded(other.person)


def _is_in_portfolio(folder: Path) -> bool:
    return is_there(folder / PORTFOLIO) or is_there(folder.parent / PORTFOLIO)


def _mark_path(package: Path, holder: Holder) -> Path:
    return marks_folder(package.parent) / _mark_name(package.name, holder)


def _mark_name(name: str, holder: Holder) -> str:
    who = f"{holder.computer}\n{holder.person}\n{holder.process}\n{holder.began}"
    mark = hashlib.sha256(who.encode(errors="surrogatepass")).hexdigest()[:_WHO_LENGTH]
    return f"{mark_key(name)}-{mark}.json"


# Days on which packages were first seen ---------------------------------------------------------

_FIRST_SEEN = "first-seen.json"  # in `.lssc/` of a shelf
_LARGEST_DAYS = 128 << 20  # bytes


@dataclass(frozen=True, slots=True)
class _FirstSeen:
    """On which day each package was seen first, by its `ShelvedPackage.identity`."""

    format: int = _FORMAT
    packages: dict[str, date] = field(default_factory=dict)


def first_seen_days(shelf: Path, identities: Sequence[str], today: date) -> Mapping[str, date]:
    """Return the days on which packages were first seen by anybody; today for what is new.

    New ones are written down for the other computers, the earliest day of each. Where that cannot
    be done, today is all that is known of them.
    """
    path = shelf / OWN / _FIRST_SEEN
    known = _read_days(path)
    if all(each in known for each in identities):
        return known
    new = dict.fromkeys((each for each in identities if each not in known), today)
    with suppress(OSError, LsscError):
        inside(shelf, f"{OWN}/{_FIRST_SEEN}").parent.mkdir(exist_ok=True)
        with brief_lock(path):
            known = new | _read_days(path)
            write_durably(path, encoded(path, known, _encode_days, _days_in, _LARGEST_DAYS))
    return new | known


def seen_days(shelf: Path) -> Mapping[str, date]:
    """Return the days on which packages were first seen that somebody wrote down."""
    return _read_days(shelf / OWN / _FIRST_SEEN)


def _read_days(path: Path) -> dict[str, date]:
    try:
        return _days_in(read_limited(path, _LARGEST_DAYS))
    except (LsscError, ValueError, RecursionError):
        return {}


def _days_in(data: bytes) -> dict[str, date]:
    found = msgspec.json.decode(data, type=_FirstSeen)
    return found.packages if found.format == _FORMAT else {}


def _encode_days(days: dict[str, date]) -> bytes:
    return msgspec.json.encode(_FirstSeen(packages=days))


# The packages seen first ------------------------------------------------------------------------

_MOST_SEEN = 400_000  # packages that are remembered; of more, the newest
_LARGEST_SEEN = 128 << 20  # bytes on disk


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
        data = read_limited(config / PACKAGES_SEEN, _LARGEST_SEEN)
        return _first_in(data)
    except (LsscError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}


def _first_in(data: bytes) -> dict[str, FirstSeen]:
    return msgspec.json.decode(data, type=dict[str, FirstSeen])


def _keep_first(config: Path, memory: dict[str, FirstSeen]) -> None:
    kept = dict(list(memory.items())[-_MOST_SEEN:])
    with suppress(OSError, LsscError):
        config.mkdir(parents=True, exist_ok=True)
        path = config / PACKAGES_SEEN
        write_own(path, encoded(path, kept, msgspec.json.encode, _first_in, _LARGEST_SEEN))
