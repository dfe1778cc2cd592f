"""record.json of a renewal package: the certification, and every activity that counts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import msgspec

from lssc_desktop.core.portfolio import PackageKind
from lssc_desktop.package.record import FileRecord

FORMAT = 1


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """One activity; `evidence` are paths below `data/`, hours are contact hours."""

    day: date
    title: str
    kind: str
    amount: Decimal
    hours: Decimal
    technology: Decimal
    set: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenewalRecord:
    """All of record.json. `portfolio` is the portfolio's id."""

    format: int
    program: str
    program_version: str
    kind: PackageKind
    day: date
    portfolio: str
    candidate: str
    certified: date
    expires: date
    hours: Decimal
    technology: Decimal
    activities: tuple[ActivityRecord, ...]
    files: tuple[FileRecord, ...]


def encode_renewal(record: RenewalRecord) -> bytes:
    """Write a record as JSON: the same record, the same bytes."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"
