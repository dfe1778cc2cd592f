"""Who has a portfolio open."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lssc_desktop.disk.files import temporary_beside
from lssc_desktop.disk.holders import Holder, holder_text, this_holder
from lssc_desktop.disk.processes import began
from lssc_desktop.messages.message import message_for
from lssc_desktop.store.folder.folder import NotAPortfolio
from lssc_desktop.store.folder.lock import FolderInUse, holder_of, take_lock
from tests.hostile import CONTENTS, ODD_TIMES, Put, lock_since
from tests.processes import running

ME = Holder("desk-3", "rivera", os.getpid(), datetime(2026, 11, 25, 10, 42, tzinfo=UTC))
SINCE = datetime(2026, 11, 25, 10, 42, tzinfo=UTC)
ME = Holder("desk-3", "rivera", os.getpid(), SINCE)
OTHER = Holder("desk-7", "okafor", 4711, datetime(2026, 11, 25, 9, 0, tzinfo=UTC))


def _ended() -> int:
    """Return the id of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_the_lock_says_who_holds_it_and_is_given_up(root: Path) -> None:
    with take_lock(root, ME):
        assert holder_of(root) == ME
    assert holder_of(root) is None
    assert not (root / ".lssc" / "lock").exists()


def test_a_lock_of_somebody_else_is_respected(root: Path) -> None:
    with take_lock(root, OTHER):
        with pytest.raises(FolderInUse) as caught, take_lock(root, ME):
            pass
        assert caught.value.holder == OTHER
        assert holder_of(root) == OTHER


def test_a_lock_can_be_overruled_and_is_then_not_given_up_by_the_other(root: Path) -> None:
    with take_lock(root, OTHER):
        overruling = take_lock(root, ME, overrule=True)
        overruling.__enter__()
        assert holder_of(root) == ME
    assert holder_of(root) == ME
    overruling.__exit__(None, None, None)
    assert holder_of(root) is None


def test_the_lock_of_a_process_that_died_here_is_taken_over(root: Path) -> None:
    dead = replace(ME, process=_ended())
    (root / ".lssc" / "lock").write_text(_text(dead))
    with take_lock(root, ME):
        assert holder_of(root) == ME


def test_the_lock_of_another_computer_is_not_judged_by_our_processes(root: Path) -> None:
    away = replace(OTHER, process=_ended())
    (root / ".lssc" / "lock").write_text(_text(away))
    with pytest.raises(FolderInUse), take_lock(root, ME):
        pass


@pytest.mark.parametrize("text", ["", "{", "[]", '{"computer": "desk-7"}', "\0\0\0"])
def test_a_lock_that_a_crash_cut_off_is_taken_over(root: Path, text: str) -> None:
    (root / ".lssc" / "lock").write_text(text)
    with take_lock(root, ME):
        assert holder_of(root) == ME


def test_a_lock_that_went_away_with_its_stick_is_no_error_at_the_end(root: Path) -> None:
    with take_lock(root, ME):
        (root / ".lssc" / "lock").unlink()


def test_a_folder_without_a_portfolio_is_not_locked(tmp_path: Path) -> None:
    with pytest.raises(NotAPortfolio), take_lock(tmp_path, ME):
        pass
    assert list(tmp_path.iterdir()) == []


def test_whoever_takes_the_lock_clears_what_a_crash_left(root: Path) -> None:
    left = temporary_beside(root / "Evidence" / "a.pdf")
    left.write_bytes(b"half")
    os.utime(left, (left.stat().st_mtime - 3700,) * 2)
    with take_lock(root, ME):
        assert not left.exists()


def test_the_lock_of_a_process_whose_number_we_have_now_is_taken_over(root: Path) -> None:
    me = this_holder(SINCE)
    (root / ".lssc" / "lock").write_bytes(holder_text(replace(me, began="long ago")))
    with take_lock(root, me):
        assert holder_of(root) == me


def test_the_lock_of_a_process_whose_number_another_has_now_is_taken_over(root: Path) -> None:
    me = this_holder(SINCE)
    with running() as other:
        gone = replace(me, process=other, began="long ago")
        (root / ".lssc" / "lock").write_bytes(holder_text(gone))
        with take_lock(root, me):
            assert holder_of(root) == me


def test_the_lock_of_an_earlier_version_with_our_number_is_taken_over(root: Path) -> None:
    me = this_holder(SINCE)
    (root / ".lssc" / "lock").write_text(_text(me))
    with take_lock(root, me):
        assert holder_of(root) == me


def test_the_lock_of_a_process_that_runs_is_respected(root: Path) -> None:
    with running() as process:
        other = replace(this_holder(SINCE), process=process, began=began(process))
        (root / ".lssc" / "lock").write_bytes(holder_text(other))
        with pytest.raises(FolderInUse) as caught, take_lock(root, this_holder(SINCE)):
            pass
        assert caught.value.holder == other


def _text(holder: Holder) -> str:
    return (
        f'{{"computer": "{holder.computer}", "person": "{holder.person}", '
        f'"process": {holder.process}, "since": "{holder.since.isoformat()}"}}'
    )


@pytest.mark.parametrize("put", CONTENTS.values(), ids=CONTENTS)
def test_whatever_lies_in_the_place_of_the_lock_keeps_nobody_out(root: Path, put: Put) -> None:
    put(root / ".lssc" / "lock")
    with take_lock(root, ME):
        assert holder_of(root) == ME
    assert holder_of(root) is None


def test_a_folder_in_the_place_of_the_lock_is_kept_under_another_name(root: Path) -> None:
    CONTENTS["a folder with something in it"](root / ".lssc" / "lock")
    with take_lock(root, ME):
        pass
    assert [path.read_bytes() for path in (root / ".lssc").rglob("kept")] == [b"kept"]


@pytest.mark.parametrize("since", ODD_TIMES)
def test_a_lock_of_an_odd_time_can_be_told_and_overruled(root: Path, since: str) -> None:
    (root / ".lssc" / "lock").write_bytes(lock_since(since))
    with pytest.raises(FolderInUse) as caught, take_lock(root, ME):
        pass
    assert "okafor" in message_for(caught.value).text
    with take_lock(root, ME, overrule=True):
        assert holder_of(root) == ME
