"""A desktop session of its own with a real keyring (gnome-keyring), open as after a login."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

_SESSION = """
printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
for step in "$@"; do "$PYTHON" -c "$step" || exit; done
"""


def without_session() -> dict[str, str]:
    """The environment without the desktop that the tests may run on, and its keyring."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DBUS_")}


def run_in_session(home: Path, steps: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run each step in a Python of its own, all in one session; skip where there can be none."""
    for tool in ["dbus-run-session", "gnome-keyring-daemon"]:
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not here (on Debian and Ubuntu: make test installs it)")
    runtime = home / "run"
    runtime.mkdir(mode=0o700, parents=True)
    environment = without_session() | {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", _SESSION, "sh", *steps],
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
