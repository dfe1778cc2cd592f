"""Whole journeys by accessible actions and keys alone, over the bus that screen readers use.

The program runs as people run it, on a screen and a message bus of its own. What was done and
heard is compared with what is written down beside this file; where it differs on purpose, set
LSSC_TEST_RECORD, and the new record is written in its place.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keyring_session import without_session
from tests.ui.journey.by_command import packaged_by_command
from tests.ui.real_screen import screen

ROOT = Path(__file__).parents[3]
SYSTEM_PYTHON = "/usr/bin/python3"  # which has `gi`, and ours has not
TOOLS = (SYSTEM_PYTHON, "Xvfb", "openbox", "xdotool", "dbus-run-session")
BUS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
BUS_LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
RECORD = "LSSC_TEST_RECORD"
LONGEST = 600  # seconds


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a person without settings, in front of a screen; skip without one."""
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if lacking:
        pytest.skip(f"a screen reader's bus needs {', '.join(lacking)}")
    found = subprocess.run([SYSTEM_PYTHON, "-c", BUS], capture_output=True, check=False)
    if found.returncode or not BUS_LAUNCHER.exists():
        pytest.skip("AT-SPI needs at-spi2-core, gir1.2-atspi-2.0, and python3-gi")
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    with screen() as display:
        yield without_session() | {
            "DISPLAY": display,
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "xcb",
            "NO_AT_BRIDGE": "1",  # of the window manager
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
        }


def travelled(
    environment: dict[str, str], journey: str, root: Path, how_far: str, *arguments: str
) -> list[str]:
    """Make a journey; return what was done and heard."""
    root.mkdir()
    program = [sys.executable, "-m", "lssc_desktop", *arguments]
    reader = [SYSTEM_PYTHON, "-W", "ignore", "-m", f"tests.ui.at_spi.{journey}"]
    done = subprocess.run(
        ["dbus-run-session", "--", *reader, str(root), how_far, *program],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return (root / "record.txt").read_text(encoding="utf-8").splitlines()


def compare(journey: str, record: list[str], how_far: str) -> None:
    """Compare with what is written down, as far as the journey went."""
    file = Path(__file__).with_name(f"{journey}.txt")
    if RECORD in os.environ and how_far == "WHOLE":
        file.write_text("\n".join((*record, "")), encoding="utf-8")
    written = file.read_text(encoding="utf-8").splitlines()
    assert record == (written if how_far == "WHOLE" else written[: len(record)])
    assert record[-1] != written[0]  # it went further than the first line


FAR = [
    pytest.param("SEED", id="seed"),
    pytest.param("WHOLE", id="whole", marks=pytest.mark.soak),
]


@pytest.mark.timeout(LONGEST)
@pytest.mark.parametrize("how_far", FAR)
def test_a_candidate_who_hears_the_program(
    environment: dict[str, str], tmp_path: Path, how_far: str
) -> None:
    record = travelled(environment, "candidate", tmp_path / "work", how_far)
    compare("candidate", record, how_far)


@pytest.mark.timeout(LONGEST)
@pytest.mark.parametrize("how_far", FAR)
def test_a_reviewer_who_hears_the_program(
    environment: dict[str, str], tmp_path: Path, sample: Path, how_far: str
) -> None:
    package = packaged_by_command(sample, "technology", tmp_path / "Technology.lssc.zip")
    root = tmp_path / "work"
    record = travelled(environment, "reviewer", root, how_far, str(package))
    compare("reviewer", record, how_far)
    assert how_far == "SEED" or (root / "Okafor.lssc-review.json").exists()
