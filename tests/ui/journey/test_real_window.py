"""The whole journey with a real mouse and keyboard, on a screen of its own with its own manager.

This starts a screen and runs a test of `on_screen.py` on it; only that one has real hands.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.journey.on_screen import LONGEST

TOOLS = ("xvfb-run", "xauth", "openbox", "xdotool")
ON_SCREEN = Path(__file__).with_name("on_screen.py")
SCREEN = "-screen 0 1366x768x24"


@pytest.mark.timeout(LONGEST + 60)
@pytest.mark.parametrize(
    "inner",
    [
        "test_on_screen_from_the_start_page_to_a_verified_package",
        "test_on_screen_from_choosing_cilip_to_a_verified_portfolio",
        "test_on_screen_both_keys_of_redo_do_it_in_texts_and_dialogs",
        "test_on_screen_a_set_is_reviewed_evaluated_twice_and_appealed",
    ],
)
def test_with_a_real_mouse_and_keyboard(tmp_path: Path, inner: str) -> None:
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if lacking:
        pytest.skip(f"a real window needs {', '.join(lacking)}")
    test = f'{sys.executable} -m pytest -q -p no:cacheprovider --basetemp="$0" "$1"'
    done = subprocess.run(
        [
            *("xvfb-run", "-a", "-s", SCREEN, "sh", "-c", f"openbox & {test}"),
            *(str(tmp_path / "inner"), f"{ON_SCREEN}::{inner}"),
        ],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
