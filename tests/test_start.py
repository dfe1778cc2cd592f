"""What was typed decides between the command line and the window."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def started(*words: str) -> subprocess.CompletedProcess[str]:
    """The program on a machine without a screen."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    return subprocess.run(
        [sys.executable, "-m", "lssc_desktop", *words],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may have no screen")
@pytest.mark.parametrize("words", [(), (".",), ("./nothing",)])
def test_the_window_needs_a_screen_and_says_so_in_a_sentence(words: tuple[str, ...]) -> None:
    done = started(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("There is no screen here")
    assert "Traceback" not in done.stderr


def test_a_word_that_is_no_path_is_a_command() -> None:
    done = started("statsu")
    assert done.returncode == 2
    assert "statsu" in done.stderr
    assert "screen" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the platform that draws nowhere is named so")
def test_whether_a_window_opens_here_can_be_tried_without_anybody_looking() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lssc_desktop", "--try-window"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, "The window opened.\n")


def test_whether_files_can_be_looked_into_here_can_be_tried(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    picture = ROOT / "resources" / "help" / "pictures"
    done = started("--try-preview", str(next(picture.glob("*.png"))))
    assert (done.returncode, done.stdout) == (0, "1\n")
    done = started("--try-preview", str(tmp_path / "broken.pdf"))
    assert done.returncode == 2
    assert "broken.pdf" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(shutil.which("faketime") is None, reason="faketime is not installed")
@pytest.mark.parametrize("words", [["status", "."], []])
def test_a_clock_that_cannot_be_counted_with_is_told(words: list[str]) -> None:
    done = subprocess.run(
        ["faketime", "9998-06-01 12:00:00", sys.executable, "-m", "lssc_desktop", *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("This computer’s clock")
    assert "Traceback" not in done.stderr
