"""Deleting what a shelf kept long enough, with a record of what went.

The record lies in the shelf, in plain JSON. It is written before anything is deleted, and again at
the end with what became of each file: after a crash it still says what was to go.
"""

import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import msgspec

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.files.names import next_numbered
from lssc_desktop.core.job import Item, Progress, Reporter, Step
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.submission.retention import ExpiredFile, ExpiredPackage
from lssc_desktop.disk.disk import disk_errors, is_there
from lssc_desktop.disk.files import inside, retry_while_busy, write_durably
from lssc_desktop.disk.json_files import encoded
from lssc_desktop.store.signing import signature_path
from lssc_desktop.values import dataclass

_FORMAT = 1
_LARGEST = 64 << 20  # bytes of a record; no program reads it, people do


@dataclass(frozen=True, slots=True)
class DeletedFile:
    """A file of the record. `deleted` is None as long as nobody can say."""

    name: str
    bytes: int
    deleted: bool | None = None


@dataclass(frozen=True, slots=True)
class DeletedPackage:
    """A package of the record: whose it was, what was decided, and its files.

    `letters` may be about it, and were not deleted.
    """

    candidate: str
    set: str
    package_id: str
    outcome: Outcome
    decided: date
    kept_until: date
    files: tuple[DeletedFile, ...]
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeletionRecord:
    """All of a record, in the order in which it is written."""

    deleted_by: str
    at: datetime
    packages: tuple[DeletedPackage, ...]
    format: int = _FORMAT

    @property
    def left(self) -> tuple[str, ...]:
        """The files that could not be deleted, by their paths in the shelf."""
        files = (file for each in self.packages for file in each.files)
        return tuple(file.name for file in files if not file.deleted)


@dataclass(frozen=True, slots=True)
class Deletion:
    """What was deleted, and where the record of it lies."""

    path: Path
    record: DeletionRecord


def delete_expired(
    shelf: Path, expired: Sequence[ExpiredPackage], by: str, now: datetime, reporter: Reporter
) -> Deletion:
    """Delete the files of packages that were kept long enough, and their signatures.

    A file that is another one by now stays, and so does what cannot be deleted; the record says
    so. Where the record cannot be written, nothing is deleted: raises the errors of
    `store.folder.disk`. What was deleted before `Cancelled` is in the record.
    """
    planned = DeletionRecord(by, now, tuple(_planned(shelf, each) for each in expired))
    path = _record_path(shelf, now.date())
    _write(path, planned)
    done: list[DeletedPackage] = list(planned.packages)
    try:
        for number, (package, each) in enumerate(zip(planned.packages, expired, strict=True)):
            name = each.package.name
            reporter(
                Progress(Step.REMOVING, number, len(expired), Item(name, number, len(expired)))
            )
            done[number] = _delete(shelf, package, each)
    finally:
        record = replace(planned, packages=tuple(done))
        _write(path, record)
    return Deletion(path, record)


def _planned(shelf: Path, expired: ExpiredPackage) -> DeletedPackage:
    files = [DeletedFile(file.name, file.bytes) for file in expired.files]
    for file in expired.files:
        signature = signature_path(shelf / file.name)
        if is_there(signature):
            name = f"{file.name}{signature.name.removeprefix(Path(file.name).name)}"
            files.append(DeletedFile(name, signature.stat().st_size))
    return DeletedPackage(
        expired.candidate,
        expired.set_title,
        expired.package_id,
        expired.outcome,
        expired.decided,
        expired.kept_until,
        tuple(files),
        expired.letters,
    )


def _delete(shelf: Path, planned: DeletedPackage, expired: ExpiredPackage) -> DeletedPackage:
    """Delete the files of one package in their order; the rest stays where one of them does."""
    seen = {file.name: file for file in expired.files}
    deleted: dict[str, bool] = {}
    stopped = False
    for file in planned.files:
        known = seen.get(file.name)
        if known is not None:
            stopped = stopped or not _deleted(shelf, known)
            deleted[file.name] = not stopped
        else:  # the signature of one of them
            deleted[file.name] = not stopped and _gone(shelf / file.name)
    return replace(
        planned,
        files=tuple(replace(file, deleted=deleted[file.name]) for file in planned.files),
    )


def _deleted(shelf: Path, file: ExpiredFile) -> bool:
    try:
        path = inside(shelf, file.name)
        found = path.lstat()
    except FileNotFoundError:  # somebody else did it
        return True
    except (OSError, LsscError):
        return False
    is_same = (found.st_size, found.st_mtime_ns) == (file.seen.bytes, file.seen.modified)
    return stat.S_ISREG(found.st_mode) and is_same and _gone(path)


def _gone(path: Path) -> bool:
    try:
        retry_while_busy(path.unlink)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _record_path(shelf: Path, day: date) -> Path:
    """Return a name that nothing has, "Deleted packages 2026-11-28.json"."""
    path = shelf / f"Deleted packages {day.isoformat()}.json"
    while os.path.lexists(path):
        path = path.with_name(f"{next_numbered(path.stem)}.json")
    return path


def _write(path: Path, record: DeletionRecord) -> None:
    with disk_errors(path):
        write_durably(path, encoded(path, record, _encode, _decode, _LARGEST))


def _encode(record: DeletionRecord) -> bytes:
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def _decode(data: bytes) -> DeletionRecord:
    return msgspec.json.decode(data, type=DeletionRecord)
