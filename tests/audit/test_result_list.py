"""A list of results as a window shows it: read in each form, filtered, its packages fetched."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lssc_desktop.audit.audited import AuditLine, AuditState
from lssc_desktop.audit.result_list import (
    AuditedPackage,
    AuditView,
    PackageInStore,
    PackageNotFetched,
    fetch_package,
    list_filter,
    local_path,
    read_list,
)
from lssc_desktop.audit.results import NoResults, result_of, write_results
from lssc_desktop.core.job import Cancelled, Progress, Step, ignore_progress
from lssc_desktop.messages.audit import RESULT_WORDS
from lssc_desktop.messages.message import message_for
from lssc_desktop.package.reading.fault import FaultCode, fault
from lssc_desktop.transfer.address import NotEncrypted, SecretInAddress
from tests.audit.packages import make_package
from tests.servers.web_server import WebServer

ZOE = (("Contact-Name", "Zoë O’Brien"), ("External-Description", "Technology"))
FAULTS = (fault(FaultCode.FILE_NOT_LISTED, "data/x"), fault(FaultCode.ENTRY_CRC, "data/y"))
UNREAD = {"error": "SourceUnread", "facts": (("path", "c.zip"), ("reason", "connection"))}
LINES = (
    AuditLine("/p", "a.zip", 5, "1", AuditState.WHOLE, True, "f" * 64, info=ZOE),
    AuditLine("/p", "in/=b.zip", 6, "2", AuditState.DAMAGED, faults=FAULTS),
    AuditLine("s3://bucket/p/", "c.zip", 0, "3", AuditState.NOT_READ, **UNREAD),  # type: ignore[arg-type]
)
RESULTS = tuple(result_of(line, RESULT_WORDS) for line in LINES)


def shown(package: AuditedPackage) -> tuple[object, ...]:
    return tuple(getattr(package, name) for name in AuditedPackage.__slots__)


@pytest.fixture(params=["jsonl", "csv", "parquet"])
def written(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / f"r.{request.param}"
    write_results(path, RESULTS)
    return path


def test_every_form_shows_the_same(written: Path) -> None:
    packages = read_list(written, ignore_progress).packages
    assert [each.file_name for each in packages] == ["=b.zip", "a.zip", "c.zip"]
    damaged, whole, unread = packages
    assert (whole.candidate, whole.set, whole.package_id) == ("Zoë O’Brien", "Technology", "f" * 64)
    assert damaged.problems == 2
    assert damaged.problem == RESULTS[1].faults[0].message
    assert (unread.problem, unread.problems) == (RESULTS[2].reason, 1)
    write_results(written.with_suffix(".jsonl"), RESULTS)
    same = read_list(written.with_suffix(".jsonl"), ignore_progress).packages
    assert [shown(each) for each in packages] == [shown(each) for each in same]


def test_it_is_filtered_by_state_and_by_words_without_their_accents(written: Path) -> None:
    packages = read_list(written, ignore_progress).packages

    def found(view: AuditView, words: str = "") -> list[str]:
        lets_through = list_filter(view, words)
        assert lets_through is not None
        return [each.file_name for each in packages if lets_through(each)]

    assert list_filter(AuditView.ALL, " ") is None
    assert found(AuditView.ALL, "zoe obrien TECH") == ["a.zip"]
    assert found(AuditView.ALL, "in/") == ["=b.zip"]
    assert found(AuditView.NOT_WHOLE) == ["=b.zip", "c.zip"]
    assert found(AuditView.DAMAGED, "zip") == ["=b.zip"]
    assert found(AuditView.WHOLE, "c.zip") == []
    counts = read_list(written, ignore_progress).counts
    assert [counts[view] for view in AuditView] == [3, 2, 1, 0, 1, 1]


@pytest.mark.parametrize(
    ("view", "words", "is_within"),
    [
        (AuditView.ALL, "set 47", True),
        (AuditView.DAMAGED, "asset 4", True),
        (AuditView.ALL, "4 set", True),
        (AuditView.ALL, "set", False),
        (AuditView.ALL, "se 4", False),
    ],
)
def test_a_filter_knows_whether_it_only_narrows_another(
    view: AuditView, words: str, is_within: bool
) -> None:
    before = list_filter(AuditView.ALL, "set 4")
    after = list_filter(view, words)
    assert after is not None
    assert after.is_within(before) is is_within
    assert after.is_within(None)
    damaged = list_filter(AuditView.DAMAGED, "set 4")
    assert not after.is_within(damaged) or view is AuditView.DAMAGED


def test_reading_tells_how_far_it_is_and_can_be_stopped(written: Path) -> None:
    write_results(written, RESULTS * 3_000)
    told: list[Progress] = []
    assert len(read_list(written, told.append).packages) == 9_000
    assert {each.step for each in told} == {Step.READING}
    assert len(told) > 3
    assert all(each.done <= each.total == written.stat().st_size for each in told)

    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_list(written, stop)


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize(
    "content",
    [
        b"{}\n",
        b"hello\nhello\n",
        b"\xff\xfe\n",
        b"source,name\na,b\n",
        b"PAR1" + bytes(40) + b"PAR1",
        b'{"a":' * 100_000,
    ],
)
def test_something_else_is_no_list(tmp_path: Path, content: bytes, ending: str) -> None:
    path = tmp_path / f"r.{ending}"
    path.write_bytes(content)
    with pytest.raises(NoResults):
        read_list(path, ignore_progress)


# Fetching ---------------------------------------------------------------------------------------


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WebServer]:
    """A web server of the folder `www`."""
    with WebServer(tmp_path / "www") as web:
        yield web


@pytest.fixture
def listed(server: WebServer, tmp_path: Path) -> AuditedPackage:
    content = make_package(tmp_path / "www" / "in" / "a b.zip")
    return AuditedPackage(
        server.url,
        "in/a b.zip",
        len(content),
        "",
        AuditState.WHOLE,
        None,
        "",
        "",
        "",
        0,
        "a b.zip",
        "",
        "",
    )


def test_a_package_is_fetched_once(listed: AuditedPackage, tmp_path: Path) -> None:
    from lssc_desktop.package.reader import open_package, package_id

    folder = tmp_path / "Fetched packages"
    assert local_path(listed) is None
    path = fetch_package(listed, folder, ignore_progress)
    assert path == folder / "a b.zip"
    content = (tmp_path / "www" / "in" / "a b.zip").read_bytes()
    assert path.read_bytes() == content

    known = replace(listed, package_id=package_id(open_package(path)))
    (tmp_path / "www" / "in" / "a b.zip").unlink()
    assert fetch_package(known, folder, ignore_progress) == path  # no server is asked

    other = make_package(tmp_path / "www" / "in" / "a b.zip", 2, 3_000)
    path = fetch_package(replace(listed, bytes=len(other)), folder, ignore_progress)
    assert path == folder / "a b (2).zip"
    assert [each.name for each in sorted(folder.iterdir())] == ["a b (2).zip", "a b.zip"]


def test_what_is_not_what_was_audited_is_not_kept(listed: AuditedPackage, tmp_path: Path) -> None:
    folder = tmp_path / "Fetched packages"
    for other, reason in (
        (replace(listed, bytes=listed.bytes - 1), "changed"),
        (replace(listed, bytes=listed.bytes + 1), "changed"),
        (replace(listed, name="in/gone.zip", file_name="gone.zip"), "gone"),
    ):
        with pytest.raises(PackageNotFetched) as error:
            fetch_package(other, folder, ignore_progress)
        assert error.value.reason == reason
        assert "wasn’t fetched" in message_for(error.value).happened
    assert list(folder.iterdir()) == []


def test_nothing_is_fetched_from_a_store_or_in_the_clear(
    listed: AuditedPackage, tmp_path: Path
) -> None:
    for source, error in (
        ("s3://bucket/p/", PackageInStore),
        ("http://example.org/p/", NotEncrypted),
        ("https://me:secret@example.org/p/", SecretInAddress),
    ):
        with pytest.raises(error):
            fetch_package(replace(listed, source=source), tmp_path / "x", ignore_progress)
    assert not (tmp_path / "x").exists()


def test_a_list_cannot_lead_out_of_the_folder(listed: AuditedPackage, tmp_path: Path) -> None:
    (tmp_path / "www" / "in" / "..\\x.zip").write_bytes(bytes(5))
    path = fetch_package(
        replace(listed, name="in/..\\x.zip", file_name="..\\x.zip", bytes=5),
        tmp_path / "f",
        ignore_progress,
    )
    assert path.parent == tmp_path / "f"
