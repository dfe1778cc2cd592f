"""Results of an audit as files: every package, in order, and nothing that a spreadsheet runs."""

import csv
import json
from pathlib import Path

import pyarrow.parquet
import pytest

from lssc_desktop.audit.audited import AuditLine, AuditState
from lssc_desktop.audit.places import ExtraMissing, require_extra
from lssc_desktop.audit.results import NoResults, read_results, result_of, write_results
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.messages.audit import RESULT_WORDS
from lssc_desktop.package.reading.fault import FaultCode, fault

LINES = (
    AuditLine(
        "/p", "a.zip", 5, "1", AuditState.WHOLE, True, "f" * 64, info=(("Contact-Name", "Ana"),)
    ),
    AuditLine(
        "/p",
        "=b.zip",
        6,
        "2",
        AuditState.DAMAGED,
        faults=(fault(FaultCode.FILE_NOT_LISTED, "data/x"), fault(FaultCode.ENTRY_CRC, "data/y")),
    ),
    AuditLine(
        "/p",
        "c\udce9.zip",
        0,
        "3",
        AuditState.NOT_READ,
        error="SourceUnread",
        facts=(("path", "c.zip"), ("reason", "connection")),
    ),
)
RESULTS = tuple(result_of(line, RESULT_WORDS) for line in LINES)


def test_json_lines_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    write_results(path, RESULTS)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["state"] for row in rows] == ["whole", "damaged", "not-read"]
    assert rows[0]["candidate"] == "Ana"
    assert [each["path"] for each in rows[1]["faults"]] == ["data/x", "data/y"]
    assert "wasn’t completely read" in rows[2]["reason"]
    assert tuple(read_results(path)) == RESULTS


def test_a_table_has_a_row_for_each_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    write_results(path, RESULTS)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["a.zip", "'=b.zip", "c\ufffd.zip"]
    assert [row["faults"] for row in rows] == ["0", "2", "0"]
    assert rows[1]["first_fault"] == RESULTS[1].faults[0].message


def test_parquet_has_the_same(tmp_path: Path) -> None:
    path = tmp_path / "r.parquet"
    write_results(path, RESULTS)
    rows = pyarrow.parquet.read_table(path).to_pylist()
    assert [row["name"] for row in rows] == [each.name for each in RESULTS]
    assert rows[1]["faults"][1]["code"] == "entry-crc"
    assert rows[0]["package_id"] == "f" * 64
    assert rows[2]["package_id"] is None


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_an_older_file_is_replaced_whole_or_not_at_all(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"r.{ending}"
    write_results(path, RESULTS)
    before = path.read_bytes()

    def broken() -> object:
        yield RESULTS[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_results(path, broken())  # type: ignore[arg-type]
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
    write_results(path, RESULTS[:1])
    assert path.read_bytes() != before


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        write_results(tmp_path / "gone" / "r.csv", RESULTS)


@pytest.mark.parametrize("content", [b"{}\n", b"hello\n", b'{"source": 1}\n', b"\xff\n"])
def test_something_else_is_no_results(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.jsonl"
    write_results(path, RESULTS)
    path.write_bytes(path.read_bytes() + content)
    with pytest.raises(NoResults) as error:
        tuple(read_results(path))
    assert error.value.line == 4


def test_a_library_that_is_not_there_is_said() -> None:
    require_extra("pyarrow")
    with pytest.raises(ExtraMissing) as error:
        require_extra("no_such_library")
    assert error.value.library == "no_such_library"
