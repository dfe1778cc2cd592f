"""Temporary folders: gone at the end, at a next start at the latest."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.disk.temporary import remove_leftovers, scratch_folder
from tests.open_elsewhere import Share, open_elsewhere
from tests.systems import windows_only

# A window that is killed while it holds a copy of something.
KILLED = """
import os, signal
from pathlib import Path
from lssc_desktop.disk.temporary import scratch_folder
with scratch_folder() as folder:
    Path(folder, "index.html").write_text("private")
    os.kill(os.getpid(), signal.SIGKILL)
"""

# A program that is killed while its helper runs.
KILLED_WITH_A_HELPER = """
import os, signal
from lssc_desktop.disk.helpers import Process, command
process = Process(command("--preview-helper"))
os.kill(os.getpid(), signal.SIGKILL)
"""
NEVER = 2**22 + 1  # larger than any id of a process


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)  # where Python remembers it
    return tmp_path


def test_it_is_gone_when_the_window_is(temporary: Path) -> None:
    with scratch_folder() as folder:
        Path(folder, "index.html").write_text("private", "utf-8")
        assert Path(folder).parent == temporary
    assert not Path(folder).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like this there")
def test_the_folder_of_a_killed_window_is_removed(temporary: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED], check=False)
    assert len(list(temporary.iterdir())) == 1
    remove_leftovers(ignore_progress)
    assert list(temporary.iterdir()) == []


def test_that_of_a_window_that_runs_stays() -> None:
    with scratch_folder() as folder:
        remove_leftovers(ignore_progress)
        assert Path(folder).exists()


@pytest.mark.parametrize("name", ["{}-longago-abc", f"{NEVER}-abc", f"{NEVER}-1-abc"])
def test_that_of_a_process_whose_number_another_has_now_is_removed(
    temporary: Path, name: str
) -> None:
    (temporary / f"lssc-desktop-{name.format(os.getpid())}").mkdir()
    remove_leftovers(ignore_progress)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("hours", [0, 23])
def test_that_of_another_computer_on_the_same_share_stays(temporary: Path, hours: int) -> None:
    elsewhere = _laid_down(temporary / f"lssc-desktop-{NEVER}-1-0badcafe-abc", hours)
    remove_leftovers(ignore_progress)
    assert elsewhere.exists()


def test_that_of_another_computer_is_removed_after_a_day(temporary: Path) -> None:
    elsewhere = _laid_down(temporary / f"lssc-desktop-{os.getpid()}-1-0badcafe-abc", 25)
    remove_leftovers(ignore_progress)
    assert not elsewhere.exists()


def _laid_down(folder: Path, hours: int) -> Path:
    folder.mkdir()
    at = folder.stat().st_mtime - hours * 3600
    os.utime(folder, (at, at))
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like this there")
def test_what_the_helper_of_a_killed_program_laid_down_is_removed(temporary: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED_WITH_A_HELPER], check=False)
    assert list(temporary.iterdir())
    remove_leftovers(ignore_progress)
    assert list(temporary.iterdir()) == []


STAYING = """
import subprocess, sys
from pathlib import Path
from lssc_desktop.disk.temporary import scratch_folder
with scratch_folder() as folder:
    Path(folder, "letter.docx").write_text("private")
    subprocess.run(["mount", "-o", "remount,ro", sys.argv[1]], check=True)
print("ended as usual")
"""


def test_what_cannot_be_removed_stops_nobody_and_is_removed_at_a_next_start(
    mounted: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = mounted("size=256k")
    monkeypatch.setenv("TMPDIR", str(disk))
    done = subprocess.run(
        [sys.executable, "-c", STAYING, disk], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "ended as usual\n", "")
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert list(disk.iterdir())
    remove_leftovers(ignore_progress)
    assert list(disk.iterdir()) == []


@windows_only
def test_a_copy_that_another_program_still_shows_stops_nobody() -> None:
    with scratch_folder() as folder:
        copy = Path(folder, "letter.docx")
        copy.write_text("private")
        Path(folder, "notes.txt").write_text("private")
        holding = open_elsewhere(copy, Share.READ)
        holding.__enter__()
    assert [path.name for path in Path(folder).iterdir()] == ["letter.docx"]
    holding.__exit__(None, None, None)


@pytest.mark.parametrize("name", ["lssc-desktop-notes", "lssc-desktop-my-notes", "lssc-1-x"])
def test_what_is_none_of_ours_stays(temporary: Path, name: str) -> None:
    (temporary / name).mkdir()
    remove_leftovers(ignore_progress)
    assert (temporary / name).exists()
