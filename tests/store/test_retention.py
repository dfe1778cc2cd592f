"""Deleting what a shelf kept long enough: what is listed goes, and a record says so."""

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.core.portfolio.portfolio import Outcome
from lssc_desktop.core.submission.retention import ExpiredFile, ExpiredPackage
from lssc_desktop.core.submission.shelf import SeenOnShelf
from lssc_desktop.store.retention import delete_expired

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


def file(shelf: Path, name: str, content: bytes = b"x") -> ExpiredFile:
    path = shelf / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    found = path.stat()
    return ExpiredFile(name, SeenOnShelf(found.st_size, found.st_mtime_ns))


def package(shelf: Path, name: str) -> ExpiredPackage:
    return ExpiredPackage(
        f"id-{name}",
        "Kim Lee",
        "Technology",
        Outcome.ACHIEVED,
        date(2019, 11, 28),
        date(2026, 11, 28),
        file(shelf, f"{name}.zip", b"package"),
        (file(shelf, f"{name}-lee.json"),),
        (file(shelf, f"{name}-result.json"),),
    )


def names(shelf: Path) -> list[str]:
    return sorted(str(path.relative_to(shelf)) for path in shelf.rglob("*") if path.is_file())


def test_every_listed_file_and_its_signature_go_and_the_record_says_so(tmp_path: Path) -> None:
    expired = package(tmp_path, "2019/a")
    (tmp_path / "2019" / "a-result.json.sig").write_bytes(b"signature")
    other = file(tmp_path, "b.zip")
    found = delete_expired(tmp_path, (expired,), "Office", NOW, ignore_progress)

    record = "Deleted packages 2026-11-28.json"
    assert names(tmp_path) == sorted([record, other.name])
    assert found.path.name == record
    said = json.loads((tmp_path / record).read_text("utf-8"))
    assert (said["deleted_by"], said["packages"][0]["candidate"]) == ("Office", "Kim Lee")
    assert said["packages"][0]["outcome"] == "achieved"
    assert said["packages"][0]["files"] == [
        {"name": "2019/a-lee.json", "bytes": 1, "deleted": True},
        {"name": "2019/a.zip", "bytes": 7, "deleted": True},
        {"name": "2019/a-result.json", "bytes": 1, "deleted": True},
        {"name": "2019/a-result.json.sig", "bytes": 9, "deleted": True},
    ]
    assert found.record.left == ()


def test_a_file_that_changed_since_it_was_listed_stays_with_the_result(tmp_path: Path) -> None:
    expired = package(tmp_path, "a")
    (tmp_path / "a.zip").write_bytes(b"another package")
    found = delete_expired(tmp_path, (expired,), "Office", NOW, ignore_progress)
    assert found.record.left == ("a.zip", "a-result.json")
    assert {"a.zip", "a-result.json"} <= set(names(tmp_path))


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a right to make links")
def test_what_lies_behind_a_link_is_never_deleted(tmp_path: Path) -> None:
    shelf, outside = tmp_path / "shelf", tmp_path / "outside"
    shelf.mkdir()
    expired = package(shelf, "in/a")
    (shelf / "in").rename(outside)
    (shelf / "in").symlink_to(outside, target_is_directory=True)
    found = delete_expired(shelf, (expired,), "Office", NOW, ignore_progress)
    assert len(found.record.left) == 3
    assert names(outside) == ["a-lee.json", "a-result.json", "a.zip"]


def test_a_second_record_of_one_day_leaves_the_first(tmp_path: Path) -> None:
    for name in ("a", "b"):
        delete_expired(tmp_path, (package(tmp_path, name),), "Office", NOW, ignore_progress)
    assert len(names(tmp_path)) == 2


def test_nothing_is_deleted_where_no_record_can_be_written(tmp_path: Path) -> None:
    expired = package(tmp_path, "a")
    gone = tmp_path / "gone"
    with pytest.raises(LsscError):
        delete_expired(gone, (expired,), "Office", NOW, ignore_progress)
    assert names(tmp_path) == ["a-lee.json", "a-result.json", "a.zip"]


def test_what_was_deleted_before_a_stop_is_in_the_record(tmp_path: Path) -> None:
    expired = (package(tmp_path, "a"), package(tmp_path, "b"))

    def stop_at_second(progress: Progress) -> None:
        if progress.done:
            raise Cancelled

    with pytest.raises(Cancelled):
        delete_expired(tmp_path, expired, "Office", NOW, stop_at_second)
    said = json.loads((tmp_path / "Deleted packages 2026-11-28.json").read_text("utf-8"))
    first, second = said["packages"]
    assert [each["deleted"] for each in first["files"]] == [True] * 3
    assert [each["deleted"] for each in second["files"]] == [None] * 3
    assert (tmp_path / "b.zip").exists()
