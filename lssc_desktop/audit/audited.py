"""What an audit finds: one line for each package, the same one on every computer.

A line holds no time and no name of a computer, so that two audits of the same packages give the
same lines, byte for byte.
"""

import json
from collections.abc import Iterable
from dataclasses import fields
from enum import StrEnum

import msgspec

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.program.rules_id import RulesId
from lssc_desktop.package.reader import Verification
from lssc_desktop.package.reading.archive import UnpacksTooLarge
from lssc_desktop.package.reading.bag_reading import Info
from lssc_desktop.package.reading.byte_source import SourceUnread
from lssc_desktop.package.reading.fault import BagFault
from lssc_desktop.package.reading.package_files import (
    NamesTooLong,
    NotABag,
    PackageMissing,
    PackageUnreadable,
)
from lssc_desktop.package.reading.zip_directory import ArchiveBroken, TooManyEntries
from lssc_desktop.values import dataclass


class AuditState(StrEnum):
    """What an audit can say of a package; only `WHOLE` had every byte read and compared.

    `DAMAGED` and `UNREADABLE` say something of the package (`verify` exits with 1 and 2);
    `NOT_READ` says nothing of it: the next audit tries again.
    """

    WHOLE = "whole"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"
    NOT_READ = "not-read"


@dataclass(frozen=True, slots=True)
class ListedPackage:
    """A package as its place lists it; while `bytes` and `mark` stay, its content does.

    `source` is the address of the place, `name` the path within it, with `/`; `mark` is the ETag
    of a store, or when the file was changed.
    """

    source: str
    name: str
    bytes: int
    mark: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What is known of one package.

    `error` is the class of what kept it from being read, "" where nothing did, and `facts` are
    its fields. `info` is what the package says of itself in the labels that an office sorts by.
    `rules` says which rules came with it; None: it is none of ours, or was read before that was
    noted.
    """

    source: str
    name: str
    bytes: int
    mark: str
    state: AuditState
    complete: bool = False
    package_id: str | None = None
    version: str = ""
    files: int = 0
    payload_bytes: int = 0
    info: Info = ()
    faults: tuple[BagFault, ...] = ()
    warnings: tuple[BagFault, ...] = ()
    error: str = ""
    facts: tuple[tuple[str, str | int], ...] = ()
    rules: RulesId | None = None

    @property
    def reason(self) -> LsscError | None:
        """The error that kept the package from being read, None where none did."""
        return _ERRORS[self.error](**dict(self.facts)) if self.error in _ERRORS else None

    def said(self, label: str) -> str:
        """Return what the package says under a label, "" where it says nothing."""
        return next((value for key, value in self.info if key == label), "")


@dataclass(frozen=True, slots=True)
class AuditCounts:
    """How many packages are in each state, with the bytes of all."""

    packages: int = 0
    bytes: int = 0
    whole: int = 0
    damaged: int = 0
    unreadable: int = 0
    not_read: int = 0


CANDIDATE = "Contact-Name"
SET = "External-Description"
_KEPT_LABELS = frozenset(
    {CANDIDATE, SET, "LSSC-Kind", "LSSC-Set", "Internal-Sender-Identifier", "Bagging-Date"}
)
_LONGEST_VALUE = 300  # characters

_ERRORS: dict[str, type[LsscError]] = {
    error.__name__: error
    for error in (
        *(PackageMissing, PackageUnreadable, NotABag, ArchiveBroken, TooManyEntries),
        *(UnpacksTooLarge, NamesTooLong, SourceUnread),
    )
}
_OF_THE_PLACE = (PackageMissing, PackageUnreadable, SourceUnread)


def verified_line(listed: ListedPackage, found: Verification) -> AuditLine:
    """Return the line of a package that was read to its end."""
    return AuditLine(
        listed.source,
        listed.name,
        listed.bytes,
        listed.mark,
        AuditState.WHOLE if found.valid else AuditState.DAMAGED,
        found.complete,
        found.package_id,
        found.version,
        found.files,
        found.bytes,
        tuple(
            (label, value[:_LONGEST_VALUE]) for label, value in found.info if label in _KEPT_LABELS
        ),
        found.faults,
        found.warnings,
        rules=found.rules,
    )


def unread_line(listed: ListedPackage, error: Exception) -> AuditLine:
    """Return the line of a package that could not be read, with why.

    What the place did says nothing of the package; what was not foreseen does neither.
    """
    known = type(error).__name__ in _ERRORS and isinstance(error, LsscError)
    is_of_package = known and not isinstance(error, _OF_THE_PLACE)
    kept = error if known else SourceUnread(listed.name, "unforeseen")
    return AuditLine(
        listed.source,
        listed.name,
        listed.bytes,
        listed.mark,
        AuditState.UNREADABLE if is_of_package else AuditState.NOT_READ,
        error=type(kept).__name__,
        facts=tuple((item.name, getattr(kept, item.name)) for item in fields(kept)),  # type: ignore[arg-type]
    )


def counted(lines: Iterable[tuple[AuditState, int, int]]) -> AuditCounts:
    """Return the counts of states, each with its number of packages and their bytes."""
    found = {state: (packages, size) for state, packages, size in lines}

    def count(state: AuditState) -> int:
        return found.get(state, (0, 0))[0]

    return AuditCounts(
        sum(packages for packages, _ in found.values()),
        sum(size for _, size in found.values()),
        *(count(state) for state in AuditState),
    )


def encode_line(line: AuditLine) -> bytes:
    """Return a line as JSON without a line end; a name on a disk need not be text."""
    try:
        return msgspec.json.encode(line)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(line)).encode()


def decode_line(data: bytes) -> AuditLine:
    """Return the line that JSON says. Raises `ValueError`."""
    try:
        if _NO_TEXT in data:
            return msgspec.convert(json.loads(data), AuditLine)
        return _DECODER.decode(data)
    except RecursionError as error:
        raise ValueError(data[:1]) from error


_DECODER = msgspec.json.Decoder(AuditLine)
_NO_TEXT = b"\\ud"
"""Half of a character, as `json` writes it, and msgspec reads none."""
