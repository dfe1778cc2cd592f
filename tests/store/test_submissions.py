import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lssc_desktop.core.files.readable import FileBroken, FileNewer
from lssc_desktop.core.portfolio.portfolio import Candidate, PackageKind, PackageNote, Portfolio
from lssc_desktop.core.submission.submission import (
    Event,
    EventCode,
    Proof,
    Receipt,
    Submission,
    SubmissionState,
    unreadable,
)
from lssc_desktop.messages.message import message_for
from lssc_desktop.store.folder.own_submissions import submissions_of
from lssc_desktop.store.submissions import (
    Kept,
    PackageNameNotText,
    read_submission,
    read_submissions,
    submission_path,
    submissions_in,
    write_submission,
)
from tests.hostile import CONTENTS, Put

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
STICK = "file:///media/stick"
OFFICE = "dav+https://office.example/packages/"

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
MOMENTS = st.datetimes(timezones=st.just(UTC))
RECEIPTS = st.builds(
    Receipt,
    package_id=TEXTS,
    at=MOMENTS,
    destination=TEXTS,
    location=TEXTS,
    bytes=st.integers(0, 2**40),
    proof=st.sampled_from(Proof),
    ours=TEXTS,
    theirs=TEXTS,
    said=TEXTS,
)
EVENTS = st.builds(Event, at=MOMENTS, code=st.sampled_from(EventCode), detail=TEXTS)
SUBMISSIONS = st.builds(
    Submission,
    package=st.just("p.lssc.zip"),
    package_id=TEXTS,
    sha256=TEXTS,
    bytes=st.integers(0, 2**40),
    destination=TEXTS,
    state=st.sampled_from(SubmissionState),
    paused=st.booleans(),
    in_doubt=st.booleans(),
    upload=TEXTS,
    confirmed=st.integers(0, 2**40),
    events=st.lists(EVENTS, max_size=3).map(tuple),
    receipt=st.none() | RECEIPTS,
)


def submission(
    destination: str = STICK, package: str = "p.lssc.zip", *, mine: bool = False
) -> Submission:
    state = SubmissionState.PACKAGED
    return Submission(package, package, "aa", 10, destination, state, mine=mine)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "p.lssc.zip"


def test_it_lies_beside_the_package(package: Path) -> None:
    write_submission(package, submission())
    assert [path.name for path in package.parent.iterdir()] == ["p.lssc.zip.submission.json"]


def test_a_package_that_was_never_sent_has_none(package: Path) -> None:
    assert read_submissions(package) == ()
    assert read_submission(package) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(item=SUBMISSIONS)
def test_what_is_read_is_what_was_written(package: Path, item: Submission) -> None:
    write_submission(package, item)
    assert read_submission(package, item.destination) == item


def test_one_package_has_one_submission_for_each_destination(package: Path) -> None:
    for destination in [STICK, OFFICE]:
        write_submission(package, submission(destination))
    assert [item.destination for item in read_submissions(package)] == [STICK, OFFICE]
    assert read_submission(package, STICK) == submission(STICK)


def test_an_address_without_its_last_slash_is_the_same_destination(package: Path) -> None:
    sent = submission("tus+https://office.example/files/")
    write_submission(package, sent)
    assert read_submission(package, "tus+https://office.example/files") == sent
    write_submission(package, submission("tus+https://office.example/files"))
    assert len(read_submissions(package)) == 1


def test_the_one_that_was_written_last_is_the_newest(package: Path) -> None:
    for destination in [STICK, OFFICE, STICK]:
        write_submission(package, submission(destination))
    assert len(read_submissions(package)) == 2
    assert read_submission(package) == submission(STICK)


def test_people_can_read_it(package: Path) -> None:
    write_submission(package, replace(submission(), events=(Event(AT, EventCode.QUEUED),)))
    text = submission_path(package).read_text(encoding="utf-8")
    assert text.startswith('{\n  "format": 1,\n')
    assert '"state": "packaged"' in text


def test_fields_of_later_versions_are_passed_over(package: Path) -> None:
    write_submission(package, submission())
    path = submission_path(package)
    raw = json.loads(path.read_bytes())
    raw["submissions"][0]["later"] = True
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert read_submissions(package) == (submission(),)


GOOD = json.dumps(
    {
        "package": "p.lssc.zip",
        "package_id": "",
        "sha256": "",
        "bytes": 1,
        "destination": "",
        "state": "received",
    }
)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"format": true, "submissions": []}',
        b'{"format": 1}',
        b'{"format": 1, "submissions": [{}]}',
        f'{{"format": 1, "submissions": [{GOOD}'.encode(),
        GOOD.replace("received", "arrived").join(['{"format": 1, "submissions": [', "]}"]).encode(),
        GOOD.replace("p.lssc", "../p").join(['{"format": 1, "submissions": [', "]}"]).encode(),
        GOOD.replace(
            '"received"',
            '"received", "events": [{"at": "2026-11-25T09:30:00", "code": "queued"}]',
        )
        .join(['{"format": 1, "submissions": [', "]}"])
        .encode(),
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_told_and_never_written_over(package: Path, text: bytes) -> None:
    submission_path(package).write_bytes(text)
    with pytest.raises(FileBroken) as broken:
        read_submissions(package)
    assert "We can’t tell" in message_for(broken.value).meaning
    with pytest.raises(FileBroken):
        write_submission(package, submission())
    assert submission_path(package).read_bytes() == text


def test_a_file_of_a_newer_version_is_left_to_that_version(package: Path) -> None:
    submission_path(package).write_bytes(b'{"format": 3, "submissions": []}')
    with pytest.raises(FileNewer) as newer:
        read_submissions(package)
    assert "newer version" in message_for(newer.value).happened


@pytest.mark.parametrize("put", CONTENTS.values(), ids=CONTENTS)
def test_whatever_lies_in_its_place_is_told(package: Path, put: Put) -> None:
    put(submission_path(package))
    with pytest.raises(FileBroken):
        read_submissions(package)


def test_all_of_a_folder_are_found_and_the_damaged_ones_are_told(tmp_path: Path) -> None:
    for name in ["b.lssc.zip", "a.lssc.zip"]:
        write_submission(tmp_path / name, submission(package=name))
    (tmp_path / "c.lssc.zip.submission.json").write_bytes(b"{")
    kept = submissions_in(tmp_path)
    assert [item.package for item in kept.submissions] == ["a.lssc.zip", "b.lssc.zip"]
    assert [type(fault) for fault in kept.faults] == [FileBroken]


def test_a_folder_in_which_nothing_was_built_yet_has_none(tmp_path: Path) -> None:
    assert submissions_in(tmp_path / "Packages") == Kept()


def portfolio(*notes: PackageNote) -> Portfolio:
    day = date(2026, 9, 1)
    return Portfolio("p", "lssc", "1", Candidate("A. Rivera"), day, packages=notes)


def note(name: str, *, elsewhere: bool = False) -> PackageNote:
    path = name if elsewhere else f"Packages/{name}"
    day = date(2026, 9, 1)
    return PackageNote(
        name, "foundations", PackageKind.PORTFOLIO, 0, day, "c", path, elsewhere=elsewhere
    )


def test_a_portfolio_has_those_of_its_own_packages(tmp_path: Path) -> None:
    folder = tmp_path / "Packages"
    folder.mkdir()
    for name in ["mine.lssc.zip", "theirs.lssc.zip", "away.lssc.zip"]:
        write_submission(folder / name, submission(package=name))
    ours = portfolio(note("mine.lssc.zip"), note("away.lssc.zip", elsewhere=True))
    assert submissions_of(tmp_path, ours) == Kept((submission(package="mine.lssc.zip"),))


def test_a_file_beside_our_package_that_is_about_another_one_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "Packages").mkdir()
    write_submission(tmp_path / "Packages" / "mine.lssc.zip", submission(package="x.lssc.zip"))
    assert submissions_of(tmp_path, portfolio(note("mine.lssc.zip"))) == Kept()


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:300])


def _newer(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"format": 1', b'"format": 9'))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("spoil", [_torn, _newer, _empty, _folder])
def test_a_package_of_which_nobody_can_read_what_was_sent_is_told_as_such(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    (tmp_path / "Packages").mkdir()
    package = tmp_path / "Packages" / "mine.lssc.zip"
    write_submission(package, submission(package="mine.lssc.zip"))
    spoil(submission_path(package))
    kept = submissions_of(tmp_path, portfolio(note("mine.lssc.zip")))
    assert kept.submissions == (unreadable("mine.lssc.zip", "mine.lssc.zip"),)
    assert len(kept.faults) == 1


def test_what_older_versions_know_is_written_so_that_they_can_read_it(package: Path) -> None:
    write_submission(package, submission(OFFICE))
    assert json.loads(submission_path(package).read_bytes())["format"] == 1
    write_submission(package, submission(destination=STICK, mine=True))
    assert json.loads(submission_path(package).read_bytes())["format"] == 2
    assert [item.mine for item in read_submissions(package)] == [False, True]


def test_a_damaged_one_hides_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "Packages"
    folder.mkdir()
    write_submission(folder / "good.lssc.zip", submission(package="good.lssc.zip"))
    (folder / "bad.lssc.zip.submission.json").write_bytes(b"[")
    kept = submissions_of(tmp_path, portfolio(note("bad.lssc.zip"), note("good.lssc.zip")))
    assert [item.package for item in kept.submissions] == ["bad.lssc.zip", "good.lssc.zip"]
    assert len(kept.faults) == 1


def test_a_package_whose_name_is_no_text_is_refused_before_it_is_sent(tmp_path: Path) -> None:
    with pytest.raises(PackageNameNotText) as caught:
        write_submission(tmp_path / "a\udcff.zip", submission(package="a\udcff.zip"))
    assert "aren’t text" in message_for(caught.value).text
