"""Files of what was sent, beside the package: `NAME.lssc.zip.submission.json`.

One file holds the submissions of one package, one for each destination, the newest last. It
holds no password.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import is_text
from lssc_desktop.core.files.readable import FileBroken, FileNewer, OurFile
from lssc_desktop.core.submission.submission import Submission
from lssc_desktop.disk.disk import disk_errors, kind_at, names_in
from lssc_desktop.disk.files import (
    FileTooLarge,
    NotOrdinary,
    read_limited,
    require_own_folder,
    write_durably,
)
from lssc_desktop.disk.json_files import encoded
from lssc_desktop.values import dataclass

SUFFIX = ".submission.json"
FORMAT = 2
_OLDEST = 1  # what every version reads; written as long as nothing newer is said
_LARGEST = 8 << 20  # bytes; no such file of ours is near it


class PackageNameNotText(LsscError):
    """The name of the package has bytes that are no text, so that nothing can be kept about it."""

    path: str

    says = Says(
        "The name {path:file} has characters that aren’t text.",
        "Nothing was sent, because we couldn’t keep track of it by that name.",
        "Rename the package, then send it again.",
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies beside packages: submissions, the oldest first, and what could not be read."""

    submissions: tuple[Submission, ...] = ()
    faults: tuple[LsscError, ...] = ()


def submission_path(package: Path) -> Path:
    """Return where the submissions of a package are kept."""
    return package.with_name(package.name + SUFFIX)


def read_submissions(package: Path) -> tuple[Submission, ...]:
    """Return the submissions of a package, the newest last; () when it was never sent.

    Raises `FileBroken`, `FileNewer` and the errors of `store.disk`.
    """
    path = submission_path(package)
    with disk_errors(path):
        try:
            path.lstat()
        except FileNotFoundError:
            return ()
    try:
        data = read_limited(path, _LARGEST)
    except (FileTooLarge, NotOrdinary) as error:
        raise FileBroken(OurFile.SUBMISSION, str(path), reason="limit") from error
    return _decode(data, str(path))


def is_same_place(one: str, other: str) -> bool:
    """Whether two addresses name one destination: people leave the last slash out."""
    return one.rstrip("/") == other.rstrip("/")


def read_submission(package: Path, destination: str | None = None) -> Submission | None:
    """Return the submission to a destination, or the newest one; None when there is none."""
    found = [
        item
        for item in read_submissions(package)
        if destination is None or is_same_place(item.destination, destination)
    ]
    return found[-1] if found else None


def write_submission(package: Path, submission: Submission) -> None:
    """Keep a submission in the place of an earlier one to the same destination, as the newest.

    It is on the disk once this returns. Raises as `read_submissions`: what cannot be read is
    not written over.
    """
    require_own_folder(package)
    if not is_text(package.name):
        raise PackageNameNotText(str(package))
    others = [
        item
        for item in read_submissions(package)
        if not is_same_place(item.destination, submission.destination)
    ]
    path, kept = submission_path(package), (*others, submission)
    decode = partial(_decode, path=str(path))
    write_durably(path, encoded(path, kept, _encode, decode, _LARGEST))


def submissions_in(folder: Path) -> Kept:
    """Return the submissions of all packages in a folder, in the order of their names.

    A folder that is not there holds none.
    """
    if kind_at(folder) != "folder":
        return Kept()
    names = sorted(name for name in names_in(folder) if name.endswith(SUFFIX))
    return kept_of(folder / name.removesuffix(SUFFIX) for name in names)


def kept_of(packages: Iterable[Path]) -> Kept:
    """Return the submissions of some packages, in their order."""
    submissions: list[Submission] = []
    faults: list[LsscError] = []
    for package in packages:
        try:
            submissions.extend(read_submissions(package))
        except LsscError as fault:  # also what the disk says
            faults.append(fault)
    return Kept(tuple(submissions), tuple(faults))


def _encode(kept: tuple[Submission, ...]) -> bytes:
    number = FORMAT if any(item.mine for item in kept) else _OLDEST
    raw = {"format": number, "submissions": msgspec.to_builtins(kept)}
    return msgspec.json.format(msgspec.json.encode(raw), indent=2) + b"\n"


def _decode(data: bytes, path: str) -> tuple[Submission, ...]:
    try:
        raw: Any = msgspec.json.decode(data)
        if not isinstance(raw, dict) or type(found := raw.get("format")) is not int:
            raise FileBroken(OurFile.SUBMISSION, path, "format", "format")
        if found > FORMAT:
            raise FileNewer(OurFile.SUBMISSION, path, found, FORMAT)
        submissions = msgspec.convert(raw.get("submissions"), tuple[Submission, ...])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FileBroken(OurFile.SUBMISSION, path, detail=str(error)) from error
    for item in submissions:
        moments = [event.at for event in item.events]
        moments += [item.receipt.at] if item.receipt is not None else []
        if any(moment.tzinfo is None for moment in moments):
            raise FileBroken(OurFile.SUBMISSION, path, "time")
        if not item.package or "/" in item.package or "\\" in item.package:
            raise FileBroken(OurFile.SUBMISSION, path, "package")
    return submissions
