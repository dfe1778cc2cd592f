"""record.json and payload of a package: the part of a portfolio that belongs to one set.

Evaluators may read it: planning notes, self-ratings and everything about other sets stay at
home.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import names_in_order, portable_names
from lssc_desktop.core.files.readable import FileBroken, FileNewer, OurFile
from lssc_desktop.core.portfolio.portfolio import (
    CourseRecord,
    PackageKind,
    PackagePrints,
    SetWork,
    Weight,
)
from lssc_desktop.core.program.grid import GridRow
from lssc_desktop.core.program.program import CompetencySet
from lssc_desktop.core.program.schema import Route
from lssc_desktop.core.review.copy_changes import ShownFile, shown_file
from lssc_desktop.core.review.review import Thread
from lssc_desktop.core.text.text import LONGEST_LINE
from lssc_desktop.disk.json_files import encoded
from lssc_desktop.languages import ENGLISH
from lssc_desktop.package.reader import LARGEST_RECORD
from lssc_desktop.store.shape import LARGEST_NUMBER, detail_and_place, implausible
from lssc_desktop.values import dataclass

FORMAT = 2
"""The newest format of records: without a day of admission, or of one statement for all."""

OLDEST = 1
"""The format of every other record, so that older versions read it too."""

_OF_FORMAT_2 = ("statement_evidence", "documents", "grids")

_MOST_COMPETENCIES = 500
_MOST_FILES = 20_000
_MOST_EARLIER = 500
_MOST_COMMENTS = 5_000
_LONGEST_PATH = 2_000  # characters; of a file's own name too
_LONGEST_NUMBER = 999  # as in a program file
_MOST_PARTS = 100


class RecordOfRenewal(LsscError):
    """A package of a renewal: it has no set to review."""

    path: str

    says = Says(
        "{path:file} is a certification {renewal}.",
        "It has no {competency_set} to review.",
        "Read it in the browser. Its documents are in it.",
    )


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
class DocumentRecord:
    """A document about the candidate: what the program calls it; `path` is below `data/`."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class GridRecord:
    """A self-assessment form as the candidate filled it in: sections that are rated, no others."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


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
    a portfolio carries those of the program's decisions only. `admitted` is None in a review copy
    of somebody who is not admitted yet. `statement_evidence` is what the statement itself shows.
    `language` is in it where that is not English; records had none before.
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
    admitted: date | None
    route: Route
    statement: str | None
    competencies: tuple[CompetencyRecord, ...]
    course: CourseRecord | None
    files: tuple[FileRecord, ...]
    earlier: tuple[EarlierPackage, ...] = ()
    thread: tuple[Thread, ...] = ()
    statement_evidence: tuple[EvidenceRecord, ...] = ()
    documents: tuple[DocumentRecord, ...] = ()
    grids: tuple[GridRecord, ...] = ()
    language: str = ENGLISH

    def shown(self) -> Iterator[tuple[int | None, EvidenceRecord]]:
        """Yield every use of a file with its competency; None is the statement, which is first."""
        for use in self.statement_evidence:
            yield None, use
        for item in self.competencies:
            for use in item.evidence:
                yield item.number, use


def shown_files(record: Record) -> Mapping[int | None, tuple[ShownFile, ...]]:
    """Return the files of a package where they are shown, by competency in the order of the set.

    The statement is last; files that nothing shows, as documents about the candidate, are with it.
    """
    files = {file.path: file for file in record.files}
    found: dict[int | None, list[ShownFile]] = {item.number: [] for item in record.competencies}
    found[None] = []
    for place, use in record.shown():
        file = files.get(use.path)
        name = use.path.rpartition("/")[2] if file is None else file.original_name
        known = shown_file(name, "" if file is None else file.sha256)
        found[place].append(
            replace(
                known,
                weight=use.weight,
                caption=use.caption,
                own_role=use.own_role,
                parts=use.parts,
                path=use.path,
            )
        )
    texts = {record.statement, *(item.response for item in record.competencies)}
    told = texts | {use.path for _place, use in record.shown()}
    found[None].extend(
        replace(shown_file(file.original_name, file.sha256), path=file.path)
        for file in record.files
        if file.path not in told
    )
    return {place: tuple(shown) for place, shown in found.items()}


RECORD = Path("record.json")
"""Where the record lies in the payload."""


def record_bytes(record: Record) -> bytes:
    """Return a record as it is packaged: `decode_record` reads the same again.

    Raises `NotReadAgain`.
    """
    decode = partial(decode_record, path=str(RECORD))
    return encoded(RECORD, record, encode_record, decode, LARGEST_RECORD)


def encode_record(record: Record) -> bytes:
    """Write a record as JSON: the same record, the same bytes."""
    raw = msgspec.to_builtins(record)
    left_out = () if record.format > OLDEST else _OF_FORMAT_2
    if record.language == ENGLISH:
        left_out = (*left_out, "language")
    data = msgspec.json.encode({key: raw[key] for key in raw if key not in left_out})
    return msgspec.json.format(data, indent=2) + b"\n"


def decode_record(data: bytes, path: str) -> Record:
    """Return what a record.json says; `path` names its package in errors.

    It comes from a stranger: what is larger or longer than any honest record is refused too.

    Raises:
        FileBroken: with the place of the first fault.
        FileNewer: its format is one that we do not know yet.
        RecordOfRenewal: it is that of a renewal, not of a set.
    """
    if len(data) > LARGEST_RECORD:
        raise FileBroken(OurFile.RECORD, path, reason="limit")
    try:
        begins = msgspec.json.decode(data, type=_Head)
        if FORMAT < begins.format <= LARGEST_NUMBER:
            raise FileNewer(OurFile.RECORD, path, begins.format, FORMAT)
        if begins.kind == PackageKind.RENEWAL:
            raise RecordOfRenewal(path)
        record = msgspec.json.decode(data, type=Record)
    except (ValueError, OverflowError, RecursionError) as error:  # msgspec's own are ValueErrors
        detail, place = detail_and_place(str(error))
        raise FileBroken(OurFile.RECORD, path, place, detail=detail) from error
    if (odd := implausible(record)) is not None:
        raise FileBroken(OurFile.RECORD, path, odd, detail="implausible")
    for place, fits in _measures(record):
        if not fits:
            raise FileBroken(OurFile.RECORD, path, place, "limit")
    return record


@dataclass(frozen=True, slots=True)
class _Head:
    """What every record of whatever format says, as far as we look at it first."""

    format: int
    kind: str = ""


def _measures(record: Record) -> Iterator[tuple[str, bool]]:
    """Yield of each part of a record whether it is within what an honest one needs."""
    numbers = [item.number for item in record.competencies]
    yield "competencies", len(numbers) == len(set(numbers)) <= _MOST_COMPETENCIES
    yield "competencies", all(0 < number <= _LONGEST_NUMBER for number in numbers)
    yield "files", len(record.files) <= _MOST_FILES
    yield "documents", len(record.documents) <= _MOST_FILES
    uses = [use for _number, use in record.shown()]
    yield "evidence", len(uses) <= _MOST_FILES
    yield "earlier", len(record.earlier) <= _MOST_EARLIER
    yield "thread", len(record.thread) <= _MOST_COMMENTS
    lines = [record.program, record.program_version, record.set, record.title, record.portfolio]
    lines += [record.candidate, *(item.title for item in record.competencies)]
    lines.append(record.language)
    lines += [item.title for item in record.documents]
    rows = [row for grid in record.grids for row in grid.rows]
    yield "grids", len(record.grids) + len(rows) <= _MOST_FILES
    lines += [text for grid in record.grids for text in (grid.title, *grid.columns)]
    lines += [text for row in rows for text in (row.section, *row.ratings)]
    if record.course is not None:
        lines += [record.course.title, record.course.provider]
    yield "names", _all_within(lines, LONGEST_LINE)
    parts = [part for use in uses for part in use.parts]
    yield "parts", _all_within(parts, LONGEST_LINE)
    yield "parts", all(len(use.parts) <= _MOST_PARTS for use in uses)
    paths = [name for file in record.files for name in (file.path, file.original_name)]
    paths += [use.path for use in uses] + [item.response or "" for item in record.competencies]
    paths += [item.path for item in record.documents]
    yield "files", _all_within([*paths, record.statement or ""], _LONGEST_PATH)
    threads = [item.reviewer for item in record.thread]
    threads += [item.comment.about.name for item in record.thread]
    yield "thread", _all_within(threads, _LONGEST_PATH)


def _all_within(texts: Iterable[str], characters: int) -> bool:
    return all(len(text) <= characters for text in texts)


# Payload ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Payload:
    """The candidate's own files of a package: path in the portfolio folder to path below `data/`.

    `responses` are the Word files (the statement among them), `evidence` everything shown; both
    keep the order of the set. `documents` are about the candidate.
    """

    responses: Mapping[str, str]
    evidence: Mapping[str, str]
    documents: Mapping[str, str] = field(default_factory=dict)

    @property
    def all(self) -> Mapping[str, str]:
        """Every file, responses first."""
        return {**self.responses, **self.evidence, **self.documents}


def payload(
    competency_set: CompetencySet,
    work: SetWork,
    present: Container[str],
    about: Sequence[str] = (),
) -> Payload:
    """Lay out the files of a set: portable names, evidence numbered by its first use.

    `about` are the paths of the documents about the candidate that belong to it.

    Only files that are `present` in the folder can be packaged; an unfinished review copy does
    without the others.
    """
    documents: list[str] = []
    shown: list[str] = []
    if work.route is Route.PORTFOLIO:
        if work.statement is not None:
            documents.append(work.statement.path)
        shown.extend(use.path for use in work.evidence)
        for competency in competency_set.competencies:
            item = work.competency(competency.number)
            if item.response is not None:
                documents.append(item.response.path)
            shown.extend(use.path for use in item.evidence)
    elif work.course is not None and work.course.certificate is not None:
        shown.append(work.course.certificate)
    documents = [path for path in documents if path in present]
    shown = [path for path in dict.fromkeys(shown) if path in present]
    return Payload(
        _placed("responses", documents, portable_names),
        _placed("evidence", shown, names_in_order),
        _placed("documents", [path for path in about if path in present], names_in_order),
    )


def _placed(
    folder: str, paths: Sequence[str], rename: Callable[[Sequence[str]], Sequence[str]]
) -> Mapping[str, str]:
    """Give each path its name below a folder of the payload."""
    names = rename([path.rpartition("/")[2] for path in paths])
    return {path: f"{folder}/{name}" for path, name in zip(paths, names, strict=True)}
