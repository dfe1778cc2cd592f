"""The temporary folder of a window."""

import subprocess
import sys
from pathlib import Path

import pytest

from lssc_desktop.core.job import Quiet
from lssc_desktop.store.leftovers import remove_leftovers, window_folder

# A window that is killed while it holds a copy of something.
KILLED = """
import os, signal
from lssc_desktop.store.leftovers import window_folder
with window_folder() as folder:
    (folder / "index.html").write_text("private")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)  # where Python remembers it
    return tmp_path


def test_it_is_gone_when_the_window_is(temporary: Path) -> None:
    with window_folder() as folder:
        (folder / "index.html").write_text("private", "utf-8")
        assert folder.parent == temporary
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed like this there")
def test_the_folder_of_a_killed_window_is_removed(temporary: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED], check=False)
    assert len(list(temporary.iterdir())) == 1
    remove_leftovers(Quiet())
    assert list(temporary.iterdir()) == []


def test_that_of_a_window_that_runs_stays() -> None:
    with window_folder() as folder:
        remove_leftovers(Quiet())
        assert folder.exists()


@pytest.mark.parametrize("name", ["lssc-desktop-notes", "lssc-desktop-my-notes", "lssc-1-x"])
def test_what_is_none_of_ours_stays(temporary: Path, name: str) -> None:
    (temporary / name).mkdir()
    remove_leftovers(Quiet())
    assert (temporary / name).exists()
