"""record.json: the part of a portfolio that belongs to one set, as evaluators may read it.

Planning notes, self-ratings and everything about other sets stay at home.
"""

from dataclasses import dataclass
from datetime import date

import msgspec

from lssc_desktop.core.portfolio import CourseRecord, PackageKind, Route, Weight

FORMAT = 1


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A packaged file: its path below `data/`, the name the candidate gave it, its fingerprint."""

    path: str
    original_name: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """One file shown for one competency; `path` is below `data/`."""

    path: str
    weight: Weight
    caption: str
    own_role: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompetencyRecord:
    """One competency: what was asked, as far as we know it, and what answers it."""

    number: int
    title: str
    official_text: str
    pds: str
    response: str | None
    words: int
    pages: float
    evidence: tuple[EvidenceRecord, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """All of record.json. `portfolio` is the portfolio's id, `copy` counts review copies."""

    format: int
    program: str
    program_version: str
    set: str
    title: str
    kind: PackageKind
    copy: int
    day: date
    portfolio: str
    candidate: str
    admitted: date
    route: Route
    statement: str | None
    competencies: tuple[CompetencyRecord, ...]
    course: CourseRecord | None
    files: tuple[FileRecord, ...]


def encode_record(record: Record) -> bytes:
    """Write a record as JSON: the same record, the same bytes."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"
