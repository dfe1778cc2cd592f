"""Files beside packages that many write: no assignment is lost, no mark is another's."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from lssc_desktop.core.submission.assignments import (
    Assignment,
    AssignmentChange,
    Assignments,
    AssignmentStep,
)
from lssc_desktop.disk.disk import FolderGone
from lssc_desktop.disk.holders import Holder, holder_text, this_holder
from lssc_desktop.messages.message import message_for
from lssc_desktop.store.shelf_files import (
    AssignmentsUnreadable,
    PackageInUse,
    assignments_path,
    first_seen_days,
    mark_key,
    mark_open,
    marks_folder,
    note_assignments,
    open_marks,
    read_assignments,
    renew_mark,
    unmark_open,
)
from tests.hostile import CONTENTS, ODD_TIMES, Put, lock_since

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAY, DUE = date(2026, 11, 24), date(2026, 12, 10)
THEIRS = Holder("desk-2", "Dana Ortiz", 7, NOW)
NAME = "rivera.zip"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(b"PK")
    return path


@pytest.fixture
def ours() -> Holder:
    return replace(this_holder(NOW), person="M. Okafor")


def assigning(person: str, due: date | None = DUE, by: str = "Office") -> AssignmentChange:
    return AssignmentChange(NOW, by, AssignmentStep.ASSIGN, person, due)


# Assignments ------------------------------------------------------------------------------------


def test_what_is_noted_can_be_read_by_any_program(package: Path) -> None:
    changes = (
        assigning("Dana  Ortiz"),
        assigning("Lee Chen", None),
        AssignmentChange(NOW, "Office", AssignmentStep.HANDED_IN, day=DAY),
    )
    noted = note_assignments(package, "p-1", changes)
    assert read_assignments(assignments_path(package)) == noted
    raw = json.loads((package.parent / "rivera.zip.assignments.json").read_text("utf-8"))
    assert raw["assigned"] == [
        {"person": "Dana Ortiz", "due": "2026-12-10"},
        {"person": "Lee Chen", "due": None},
    ]
    assert (raw["format"], raw["package_id"], raw["handed_in"]) == (1, "p-1", "2026-11-24")
    assert [each["step"] for each in raw["history"]] == ["assign", "assign", "handed-in"]


def test_who_is_assigned_again_gets_the_other_day_and_who_is_not_any_more_goes(
    package: Path,
) -> None:
    note_assignments(package, "p-1", (assigning("Dana Ortiz"), assigning("Lee Chen")))
    later = DUE + timedelta(days=7)
    unassigning = AssignmentChange(NOW, "Office", AssignmentStep.UNASSIGN, "LEE CHEN")
    noted = note_assignments(package, "p-1", (assigning("dana ortiz", later), unassigning))
    assert noted.assigned == (Assignment("dana ortiz", later),)
    assert len(noted.history) == 4


def test_another_package_of_that_name_is_assigned_to_nobody(package: Path) -> None:
    note_assignments(package, "p-1", (assigning("Dana Ortiz"),))
    noted = note_assignments(package, "p-2", (assigning("Lee Chen"),))
    assert [each.person for each in noted.assigned] == ["Lee Chen"]


def test_without_a_file_nobody_is_assigned(package: Path) -> None:
    assert read_assignments(assignments_path(package)) == Assignments()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"format": 2}',
        b'{"format": 1, "assigned": [{"person": ""}]}',
        b'{"format": 1, "assigned": [{"person": "a", "due": "soon"}]}',
        b'{"format": 1, "assigned": [{"person": "' + b"a" * 400 + b'"}]}',
        b'{"format": 1, "handed_in": "0001-01-01"}',
        b"[" * 100_000,
    ],
)
def test_what_cannot_be_read_is_left_alone_and_said(package: Path, content: bytes) -> None:
    path = assignments_path(package)
    path.write_bytes(content)
    with pytest.raises(AssignmentsUnreadable) as caught:
        note_assignments(package, "p-1", (assigning("Dana Ortiz"),))
    assert path.read_bytes() == content
    assert "assign the package again" in message_for(caught.value).text
    assert [each.name for each in package.parent.iterdir() if "lock" in each.name] == []


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolderGone):
        note_assignments(tmp_path / "away" / NAME, "p-1", (assigning("Dana Ortiz"),))


def test_a_lock_that_a_stopped_program_left_holds_nobody_up(package: Path, ours: Holder) -> None:
    lock = assignments_path(package).with_name("rivera.zip.assignments.json.lock")
    gone = replace(ours, process=2**22 + 1, began="long ago")
    lock.write_bytes(holder_text(gone) + b"\ntoken")
    begun = time.monotonic()
    note_assignments(package, "p-1", (assigning("Dana Ortiz"),))
    assert time.monotonic() - begun < 5
    assert sorted(each.name for each in package.parent.iterdir()) == [
        NAME,
        f"{NAME}.assignments.json",
    ]


@pytest.mark.parametrize("content", [b"", b'{"computer": "desk-2"', b"\xff"])
def test_a_lock_that_was_cut_off_holds_nobody_up_for_long(package: Path, content: bytes) -> None:
    lock = assignments_path(package).with_name("rivera.zip.assignments.json.lock")
    lock.write_bytes(content)
    os.utime(lock, (time.time() - 60, time.time() - 60))
    note_assignments(package, "p-1", (assigning("Dana Ortiz"),))
    assert not lock.exists()


@pytest.mark.parametrize("left", ["", ".claim"])
def test_what_a_power_cut_left_is_broken_before_anybody_gives_up(package: Path, left: str) -> None:
    """Seen in the soak: a writer that was killed while it made its lock held up the others."""
    lock = assignments_path(package).with_name("rivera.zip.assignments.json.lock")
    lock.write_bytes(b"")
    paths = [lock]
    if left:
        paths.append(lock.with_name(f"{lock.name}.{hashlib.sha256(b'').hexdigest()[:12]}"))
        paths[1].write_bytes(b"")
    for path in paths:
        os.utime(path, (time.time() - 6, time.time() - 6))
    note_assignments(package, "p-1", (assigning("Dana Ortiz"),))
    assert not any(path.exists() for path in paths)


def test_of_many_who_find_a_lock_left_none_takes_that_of_another(
    package: Path, ours: Holder
) -> None:
    """Every thread finds the left lock at once; all of their assignments must be there."""
    lock = assignments_path(package).with_name("rivera.zip.assignments.json.lock")
    gone = replace(ours, process=2**22 + 1, began="long ago")
    for round_ in range(5):
        lock.write_bytes(holder_text(gone) + b"\ntoken %d" % round_)
        people = [f"{round_} {number}" for number in range(8)]
        threads = [
            Thread(target=note_assignments, args=(package, "p-1", (assigning(each),)))
            for each in people
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    noted = read_assignments(assignments_path(package))
    assert {each.person for each in noted.assigned} == {
        f"{round_} {number}" for round_ in range(5) for number in range(8)
    }


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from lssc_desktop.core.submission.assignments import AssignmentChange, AssignmentStep
from lssc_desktop.store.shelf_files import note_assignments

package, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    step = AssignmentStep.ASSIGN
    change = AssignmentChange(datetime.now(UTC), who, step, f"{who} {number}")
    note_assignments(package, "p-1", (change,))
    print(f"{who} {number}", flush=True)
"""


def test_processes_that_write_at_once_lose_nothing(package: Path) -> None:
    writers = [start_writer(package, f"writer {number}", 6) for number in range(4)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdin is not None
        writer.stdout.readline()
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    said = [line for writer in writers for line in finish(writer)]
    noted = read_assignments(assignments_path(package))
    assert sorted(each.person for each in noted.assigned) == sorted(said)
    assert len(noted.history) == len(said) == 24


def start_writer(package: Path, who: str, count: int) -> "subprocess.Popen[str]":
    words = [sys.executable, "-c", _WRITER, str(package), who, str(count)]
    pipe = subprocess.PIPE
    return subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True)


def finish(writer: "subprocess.Popen[str]") -> Sequence[str]:
    out, _ = writer.communicate(timeout=120)
    assert writer.returncode == 0
    return out.split("\n")[:-1]


# Who has a package open -------------------------------------------------------------------------


def people(folder: Path, name: str = NAME) -> tuple[str, ...]:
    return open_marks(folder).get(mark_key(name), ())


def marks(folder: Path) -> list[Path]:
    return sorted(marks_folder(folder).iterdir())


def test_who_has_it_open_is_told_to_others(package: Path, ours: Holder) -> None:
    mark_open(package, THEIRS)
    assert people(package.parent) == ("Dana Ortiz",)
    with pytest.raises(PackageInUse) as caught:
        mark_open(package, ours)
    assert caught.value.holder == THEIRS
    assert people(package.parent) == ("Dana Ortiz",)


def test_who_opens_it_anyway_takes_nobodys_mark(package: Path, ours: Holder) -> None:
    mark_open(package, THEIRS)
    mark_open(package, ours, overrule=True)
    assert sorted(people(package.parent)) == ["Dana Ortiz", "M. Okafor"]
    unmark_open(package, ours)
    assert people(package.parent) == ("Dana Ortiz",)
    unmark_open(package, THEIRS)
    assert people(package.parent) == ()


def test_nothing_of_ours_stays_when_the_last_one_closes(package: Path, ours: Holder) -> None:
    mark_open(package, ours)
    unmark_open(package, ours)
    assert [each.name for each in package.parent.iterdir()] == [NAME]


def test_the_same_person_opens_it_twice(package: Path, ours: Holder) -> None:
    mark_open(package, ours)
    mark_open(package, replace(ours, since=NOW + timedelta(hours=1)))
    assert len(marks(package.parent)) == 1


def test_a_process_that_is_gone_holds_nothing(package: Path, ours: Holder) -> None:
    mark_open(package, replace(ours, process=2**22 + 1, person="Dana Ortiz"))
    mark_open(package, replace(ours, began="long ago", person="Lee Chen"))
    assert people(package.parent) == ()
    mark_open(package, ours)
    assert people(package.parent) == ("M. Okafor",)


def test_the_mark_of_a_process_that_ended_here_goes(package: Path, ours: Holder) -> None:
    mark_open(package, replace(ours, process=2**22 + 1, person="Dana Ortiz"))
    mark_open(package, THEIRS)
    assert people(package.parent) == ("Dana Ortiz",)
    assert len(marks(package.parent)) == 1
    unmark_open(package, THEIRS)
    mark_open(package, replace(ours, began="long ago"))
    assert people(package.parent) == ()
    assert not (package.parent / ".lssc").exists()


def test_a_computer_that_renews_no_mark_holds_nothing(package: Path) -> None:
    mark_open(package, THEIRS)
    (mark,) = marks(package.parent)
    os.utime(mark, (time.time() - 3600, time.time() - 3600))
    assert people(package.parent) == ()
    renew_mark(package, THEIRS)
    assert people(package.parent) == ("Dana Ortiz",)
    mark.unlink()
    renew_mark(package, THEIRS)
    assert people(package.parent) == ("Dana Ortiz",)


def test_the_mark_of_an_earlier_version_counts(package: Path, ours: Holder) -> None:
    marks_folder(package.parent).mkdir(parents=True)
    old = marks_folder(package.parent) / f"{mark_key(NAME)}.json"
    old.write_bytes(holder_text(THEIRS))
    os.utime(old, (time.time() - 3600, time.time() - 3600))
    with pytest.raises(PackageInUse):
        mark_open(package, ours)


def test_in_the_folder_of_a_candidate_no_mark_is_left(tmp_path: Path, ours: Holder) -> None:
    (tmp_path / "portfolio.json").write_bytes(b"{}")
    (tmp_path / "Packages").mkdir()
    mark_open(tmp_path / "Packages" / NAME, ours)
    assert list((tmp_path / "Packages").iterdir()) == []


def test_where_nothing_can_be_written_nobody_is_stopped(tmp_path: Path, ours: Holder) -> None:
    shelf = tmp_path / "a file, no folder"
    shelf.write_bytes(b"")
    mark_open(shelf / NAME, ours)
    unmark_open(shelf / NAME, ours)
    assert open_marks(shelf) == {}


@pytest.mark.parametrize("name", ["CON", "a" * 400, "x\\y:z?"])
def test_no_name_of_a_package_leaves_the_folder(tmp_path: Path, ours: Holder, name: str) -> None:
    package = tmp_path / name
    mark_open(package, ours)
    (mark,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert mark.name.startswith(mark_key(package.name))


@pytest.mark.parametrize("put", CONTENTS.values(), ids=CONTENTS)
def test_whatever_lies_in_the_place_of_a_mark_holds_nothing(
    package: Path, ours: Holder, put: Put
) -> None:
    mark_open(package, ours)
    (mark,) = marks(package.parent)
    mark.unlink()
    put(mark)
    assert people(package.parent) == ()
    mark_open(package, ours)
    assert people(package.parent) == ("M. Okafor",)


@pytest.mark.parametrize("since", ODD_TIMES)
def test_a_mark_of_an_odd_time_can_be_told(package: Path, ours: Holder, since: str) -> None:
    marks_folder(package.parent).mkdir(parents=True)
    (marks_folder(package.parent) / f"{mark_key(NAME)}.json").write_bytes(lock_since(since))
    with pytest.raises(PackageInUse) as caught:
        mark_open(package, ours)
    assert "okafor" in message_for(caught.value).text


# Days -------------------------------------------------------------------------------------------


def test_the_first_day_is_kept_for_every_computer(tmp_path: Path) -> None:
    assert first_seen_days(tmp_path, ("a",), DAY) == {"a": DAY}
    assert first_seen_days(tmp_path, ("a", "b"), DUE) == {"a": DAY, "b": DUE}
    assert first_seen_days(tmp_path, ("b",), date(2027, 1, 1))["b"] == DUE


@pytest.mark.parametrize("content", [b"", b"{", b'{"format": 9}', b'{"packages": {"a": "no day"}}'])
def test_days_that_cannot_be_read_begin_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".lssc").mkdir()
    (tmp_path / ".lssc" / "first-seen.json").write_bytes(content)
    assert first_seen_days(tmp_path, ("a",), DAY) == {"a": DAY}
    assert first_seen_days(tmp_path, ("a",), DUE) == {"a": DAY}
