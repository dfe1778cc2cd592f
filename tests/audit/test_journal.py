"""The journal of an audit: what is listed and found stays, whatever happens, in little memory."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from lssc_desktop.audit.audited import AuditLine, AuditState, ListedPackage
from lssc_desktop.audit.journal import Journal, JournalInUse, JournalUnusable


def listed(name: str, size: int = 5, mark: str = "1") -> ListedPackage:
    return ListedPackage("/packages", name, size, mark)


def line(of: ListedPackage, state: AuditState = AuditState.WHOLE) -> AuditLine:
    return AuditLine(of.source, of.name, of.bytes, of.mark, state)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "audit.journal"


def test_what_was_found_is_not_pending_the_next_time(path: Path) -> None:
    with Journal(path) as journal:
        journal.note_listed(map(listed, "cab"))
        assert [each.name for each in journal.pending()] == ["a", "b", "c"]
        assert journal.pending_counts() == (3, 15)
        journal.note_lines([line(listed("b"))])
    with Journal(path) as journal:
        journal.note_listed(map(listed, "abc"))
        assert [each.name for each in journal.pending()] == ["a", "c"]
        assert [each.name for each in journal.lines()] == ["b"]
        assert journal.counts().whole == 1


@pytest.mark.parametrize("changed", [listed("a", size=6), listed("a", mark="2")])
def test_what_changed_is_pending_again(path: Path, changed: ListedPackage) -> None:
    with Journal(path) as journal:
        journal.note_listed([listed("a")])
        journal.note_lines([line(listed("a"))])
        journal.note_listed([changed])
        assert list(journal.pending()) == [changed]
        assert list(journal.lines()) == []


def test_what_could_not_be_read_is_tried_again_and_has_its_line(path: Path) -> None:
    with Journal(path) as journal:
        journal.note_listed([listed("a"), listed("b")])
        journal.note_lines([line(listed("a"), AuditState.NOT_READ), line(listed("b"))])
        assert [each.name for each in journal.pending()] == ["a"]
        assert [each.name for each in journal.lines()] == ["a", "b"]


def test_what_is_not_there_anymore_has_no_line(path: Path) -> None:
    with Journal(path) as journal:
        journal.note_listed([listed("a"), listed("b")])
        journal.note_lines([line(listed("a")), line(listed("b"))])
    with Journal(path) as journal:
        journal.note_listed([listed("b")])
        assert [each.name for each in journal.lines()] == ["b"]
        assert journal.counts().packages == 1


def test_everything_can_be_read_again(path: Path) -> None:
    with Journal(path) as journal:
        journal.note_listed([listed("a")])
        journal.note_lines([line(listed("a"))])
        journal.forget_lines()
        assert journal.pending_counts() == (1, 5)


def test_a_name_need_not_be_text(path: Path) -> None:
    odd = listed(os.fsdecode(b"caf\xe9.zip"))
    with Journal(path) as journal:
        journal.note_listed([odd])
        assert list(journal.pending()) == [odd]


def test_many_are_listed_in_pages(path: Path) -> None:
    names = [f"{n:05}" for n in range(1_234)]
    with Journal(path) as journal:
        journal.note_listed(map(listed, names))
        assert [each.name for each in journal.pending()] == names
        journal.note_lines(line(listed(name)) for name in names)
        assert [each.name for each in journal.lines()] == names


def test_two_audits_do_not_write_one_journal(path: Path) -> None:
    with Journal(path), pytest.raises(JournalInUse):
        Journal(path)
    Journal(path).close()


def test_something_else_is_not_taken_for_a_journal(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"my thesis" * 1_000)
    with pytest.raises(JournalUnusable):
        Journal(path)
    assert path.read_bytes() == b"my thesis" * 1_000


def test_a_later_format_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as base:
        base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(JournalUnusable):
        Journal(path)


_KILLED = """
import os, signal, sys, time
from pathlib import Path
clock = [0.0]
time.monotonic = lambda: clock[0]
from lssc_desktop.audit.audited import AuditLine, AuditState, ListedPackage
from lssc_desktop.audit.journal import Journal
journal = Journal(Path(sys.argv[1]))
journal.note_listed(ListedPackage("/p", str(n), 1, "1") for n in range(10))
clock[0] = 0.6
journal.note_lines([AuditLine("/p", "3", 1, "1", AuditState.WHOLE)])
journal.note_lines([AuditLine("/p", "4", 1, "1", AuditState.WHOLE)])
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes in another way")
def test_a_journal_survives_the_end_of_its_process(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    with Journal(path) as journal:
        journal.note_listed(ListedPackage("/p", str(n), 1, "1") for n in range(10))
        assert journal.pending_counts() == (9, 9)  # what was noted in the last half second is not
