"""record.json: the part of a portfolio that belongs to one set, as evaluators may read it.

Planning notes, self-ratings and everything about other sets stay at home.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio import CourseRecord, PackageKind, Route, Weight
from lssc_desktop.core.prints import PackagePrints
from lssc_desktop.core.threads import Thread

FORMAT = 1

LARGEST = 4_000_000
"""No record that we read has more bytes; that of a full set has some thirty thousand."""

_MOST_COMPETENCIES = 500
_MOST_FILES = 20_000
_MOST_EARLIER = 500
_MOST_COMMENTS = 5_000
_LONGEST_LINE = 2_000  # characters of a name or title
_LONGEST_TEXT = 200_000


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
class EarlierPackage:
    """A package of the same set that went out before, and what its texts and files were."""

    package_id: str
    copy: int
    day: date
    prints: PackagePrints


@dataclass(frozen=True, slots=True)
class Record:
    """All of record.json. `portfolio` is the portfolio's id, `copy` counts review copies.

    `earlier` are the packages of this kind before this one; for a portfolio those on which the
    program decided. `thread` are the comments of earlier rounds with the candidate's answers;
    a portfolio carries those of the program's decisions only.
    """

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
    earlier: tuple[EarlierPackage, ...] = ()
    thread: tuple[Thread, ...] = ()


def encode_record(record: Record) -> bytes:
    """Write a record as JSON: the same record, the same bytes."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


@dataclass(eq=False)
class RecordBroken(LsscError):
    """A package whose record.json does not say what it must; `place` is within the record."""

    path: str
    place: str
    detail: str = ""


@dataclass(eq=False)
class RecordNewer(LsscError):
    """A package whose record was written by a newer version."""

    path: str
    found: int
    known: int


@dataclass(eq=False)
class RecordOfRenewal(LsscError):
    """A package of a renewal: it has no set to review."""

    path: str


def decode_record(data: bytes, path: str) -> Record:
    """Return what a record.json says; `path` names its package in errors.

    It comes from a stranger: what is larger or longer than any honest record is refused too.

    Raises:
        RecordBroken: with the place of the first fault.
        RecordNewer: its format is one that we do not know yet.
        RecordOfRenewal: it is that of a renewal, not of a set.
    """
    if len(data) > LARGEST:
        raise RecordBroken(path, "", "too large")
    try:
        begins = msgspec.json.decode(data, type=_Begins)
        if begins.format > FORMAT:
            raise RecordNewer(path, begins.format, FORMAT)
        if begins.kind == PackageKind.RENEWAL:
            raise RecordOfRenewal(path)
        record = msgspec.json.decode(data, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        detail, _, place = str(error).partition(" - at `$")
        raise RecordBroken(path, place.rstrip("`").removeprefix("."), detail) from error
    for place, fits in _measures(record):
        if not fits:
            raise RecordBroken(path, place, "too much")
    return record


@dataclass(frozen=True, slots=True)
class _Begins:
    """What every record of whatever format says, as far as we look at it first."""

    format: int
    kind: str = ""


def _measures(record: Record) -> Iterator[tuple[str, bool]]:
    """Say of each part of a record whether it is within what an honest one needs."""
    numbers = [item.number for item in record.competencies]
    yield "competencies", len(numbers) == len(set(numbers)) <= _MOST_COMPETENCIES
    yield "files", len(record.files) <= _MOST_FILES
    uses = [use for item in record.competencies for use in item.evidence]
    yield "evidence", len(uses) <= _MOST_FILES
    lines = [record.program, record.program_version, record.set, record.title, record.portfolio]
    lines += [record.candidate, *(item.title for item in record.competencies)]
    lines += [use.path for use in uses]
    lines += [name for file in record.files for name in (file.path, file.original_name)]
    yield "names", all(len(line) <= _LONGEST_LINE for line in lines)
    texts = [text for item in record.competencies for text in (item.official_text, item.pds)]
    texts += [text for use in uses for text in (use.caption, use.own_role)]
    yield "earlier", len(record.earlier) <= _MOST_EARLIER
    yield "thread", len(record.thread) <= _MOST_COMMENTS
    lines = [item.reviewer for item in record.thread]
    lines += [item.comment.about.name for item in record.thread]
    yield "thread", all(len(line) <= _LONGEST_LINE for line in lines)
    texts += [text for item in record.thread for text in (item.comment.text, item.comment.quote)]
    texts += [item.answer.text for item in record.thread if item.answer is not None]
    yield "texts", all(len(text) <= _LONGEST_TEXT for text in texts)
