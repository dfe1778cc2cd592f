"""Results of an audit as files: JSON Lines, CSV, and Parquet with the extra `parquet`.

They are written from the journal, in the order of sources and names, however many there are, and
get their name when they are whole; all of them can be read back.
"""

import csv
import io
import os
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from itertools import batched
from pathlib import Path
from typing import BinaryIO

import msgspec

from lssc_desktop.audit.audited import CANDIDATE, SET, AuditLine, AuditState
from lssc_desktop.audit.places import require_extra
from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.job import Progress, Reporter, Step, ignore_progress
from lssc_desktop.core.program.rules_id import RulesId, RulesState, compare_rules
from lssc_desktop.disk.disk import disk_errors
from lssc_desktop.disk.files import (
    move_into_place,
    open_to_read,
    removed_on_failure,
    temporary_beside,
)
from lssc_desktop.package.reading.fault import BagFault
from lssc_desktop.package.table_file import inert
from lssc_desktop.values import dataclass

_LONGEST_LINE = 16 << 20  # bytes
_MOST_RESULTS = 1_000_000
_ROWS_AT_ONCE = 2_000
_MOST_FAULTS = 1_000  # of one package that a table counts


class NoResults(LsscError):
    """A file is none that an audit wrote; `line` is the first that says so."""

    path: str
    line: int

    says = Says(
        "{path:file} isn’t a list of results we wrote: line {line} is something else.",
        "Nothing was changed.",
        "Choose the file that “lssc-desktop office audit --results” wrote: .jsonl, .csv, or "
        ".parquet.",
    )


@dataclass(frozen=True, slots=True)
class SaidFault:
    """A fault or warning with its sentence."""

    code: str
    path: str
    message: str


_WORDLESS = SaidFault("", "", "")


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What a results file says of one package; `reason` is why it could not be read, or "".

    `etag` is what its place gave it: the ETag of a store, or when the file was changed.
    """

    source: str
    name: str
    bytes: int
    etag: str
    state: AuditState
    complete: bool = False
    package_id: str | None = None
    candidate: str = ""
    set: str = ""
    version: str = ""
    files: int = 0
    payload_bytes: int = 0
    reason: str = ""
    faults: tuple[SaidFault, ...] = ()
    warnings: tuple[SaidFault, ...] = ()
    rules: RulesState | None = None
    """Whether its rules are known where the audit was made; None: no package of ours."""


@dataclass(frozen=True, slots=True)
class ResultWords:
    """The sentences of a fault and of an error, which are said elsewhere."""

    fault: Callable[[BagFault], str]
    error: Callable[[LsscError], str]


def result_of(line: AuditLine, words: ResultWords, known: Collection[RulesId] = ()) -> AuditResult:
    """Return what a results file says of a package, by the rules that are known."""
    reason = line.reason

    def said(found: BagFault) -> SaidFault:
        return SaidFault(found.code.value, found.path, words.fault(found))

    return AuditResult(
        _text(line.source),
        _text(line.name),
        line.bytes,
        line.mark,
        line.state,
        line.complete,
        line.package_id,
        line.said(CANDIDATE),
        line.said(SET),
        line.version,
        line.files,
        line.payload_bytes,
        "" if reason is None else words.error(reason),
        tuple(map(said, line.faults)),
        tuple(map(said, line.warnings)),
        None if line.rules is None else compare_rules(line.rules, known).state,
    )


def _text(name: str) -> str:
    """Return a name that can be written: one on a disk need not be text."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def write_results(path: Path, results: Iterable[AuditResult]) -> None:
    """Write results in the form that the ending of a name says, in place of an older file.

    Raises `ExtraMissing` and the errors of the disk.
    """
    write = {".csv": _write_csv, ".parquet": _write_parquet}.get(path.suffix.lower(), _write_jsonl)
    if write is _write_parquet:
        require_extra("pyarrow")
    with _replaced(path) as file:
        write(file, results)


@contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    temporary = temporary_beside(path)
    with disk_errors(path), removed_on_failure(temporary):
        with temporary.open("xb") as file:
            yield file
        move_into_place(temporary, path)


def _write_jsonl(file: BinaryIO, results: Iterable[AuditResult]) -> None:
    encoder = msgspec.json.Encoder()
    for each in results:
        file.write(encoder.encode(each))
        file.write(b"\n")


# Tables -----------------------------------------------------------------------------------------

_COLUMNS = (
    *("source", "name", "bytes", "etag", "state", "complete", "package_id", "candidate", "set"),
    *("version", "files", "payload_bytes", "reason", "rules"),
)
_OF_LATER = frozenset({"rules"})
"""Columns that lists of earlier versions do not have."""
_COUNTS = ("faults", "warnings", "first_fault")


def _write_csv(file: BinaryIO, results: Iterable[AuditResult]) -> None:
    import codecs

    text = codecs.getwriter("utf-8")(file)
    text.write("\ufeff")  # by which spreadsheets recognize it
    writer = csv.writer(text)
    writer.writerow((*_COLUMNS, *_COUNTS))
    for each in results:
        cells = (getattr(each, column) for column in _COLUMNS)
        first = each.faults[0].message if each.faults else ""
        row = (*cells, len(each.faults), len(each.warnings), first)
        writer.writerow(inert(cell) if isinstance(cell, str) else cell for cell in row)


def _write_parquet(file: BinaryIO, results: Iterable[AuditResult]) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    said = pa.list_(pa.struct([(key, pa.string()) for key in ("code", "path", "message")]))
    kinds = {"bytes": pa.int64(), "files": pa.int64(), "payload_bytes": pa.int64()}
    kinds |= {"complete": pa.bool_(), "faults": said, "warnings": said}
    schema = pa.schema(
        [(key, kinds.get(key, pa.string())) for key in (*_COLUMNS, "faults", "warnings")]
    )
    with parquet.ParquetWriter(file, schema) as writer:
        for some in batched(results, _ROWS_AT_ONCE):
            rows = [asdict(each) for each in some]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


# Reading back -----------------------------------------------------------------------------------


def read_results(path: Path, reporter: Reporter = ignore_progress) -> Iterator[AuditResult]:
    """Yield the results in a file, in the form that the ending of its name says.

    A table (.csv) has the first fault alone; the others are there without words. Raises
    `NoResults`, also where there are more than a million, `ExtraMissing`, `Cancelled`, and the
    errors of the disk.
    """
    read = {".csv": _read_csv, ".parquet": _read_parquet}.get(path.suffix.lower(), _read_jsonl)
    if read is _read_parquet:
        require_extra("pyarrow")
    count = 0
    with disk_errors(path), open_to_read(path) as file, closing(read(file)) as found:
        whole = os.fstat(file.fileno()).st_size
        while True:
            try:
                result = next(found, None)
            except (ValueError, LookupError, TypeError, RecursionError, csv.Error) as error:
                raise NoResults(str(path), count + 1) from error
            if result is None:
                return
            if count == _MOST_RESULTS:
                raise NoResults(str(path), count + 1)
            if count % _ROWS_AT_ONCE == 0:
                reporter(Progress(Step.READING, min(file.tell(), whole), whole))
            count += 1
            yield result


def _read_jsonl(file: BinaryIO) -> Generator[AuditResult]:
    decoder = msgspec.json.Decoder(AuditResult)
    while line := file.readline(_LONGEST_LINE):
        yield decoder.decode(line)


def _read_csv(file: BinaryIO) -> Generator[AuditResult]:
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    try:
        rows = csv.DictReader(text, strict=True)
        names = tuple(rows.fieldnames or ())
        earlier = tuple(each for each in _COLUMNS if each not in _OF_LATER)
        if names not in {(*_COLUMNS, *_COUNTS), (*earlier, *_COUNTS)}:
            raise ValueError
        yield from map(_of_row, rows)
    finally:
        text.detach()


def _of_row(row: dict[str, str]) -> AuditResult:
    cells: dict[str, object] = {key: _said(row[key]) for key in _COLUMNS if key in row}
    faults, warnings = int(row["faults"]), int(row["warnings"])
    first = SaidFault("", "", _said(row["first_fault"]))
    cells |= {
        "package_id": row["package_id"] or None,
        "rules": row.get("rules") or None,
        "faults": (first, *(_WORDLESS,) * (min(faults, _MOST_FAULTS) - 1)) if faults else (),
        "warnings": (_WORDLESS,) * min(warnings, _MOST_FAULTS),
    }
    return msgspec.convert(cells, AuditResult, strict=False)


def _said(cell: str) -> str:
    """Return a text as it was before `inert` kept spreadsheets from computing it."""
    return cell[1:] if cell.startswith("'") and inert(cell[1:]) == cell else cell


def _read_parquet(file: BinaryIO) -> Generator[AuditResult]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        for some in parquet.ParquetFile(file).iter_batches(_ROWS_AT_ONCE):
            yield from msgspec.convert(some.to_pylist(), list[AuditResult])
    except (pa.ArrowException, NotImplementedError, OSError) as error:
        if getattr(error, "errno", None):
            raise  # of the disk
        raise ValueError from error
