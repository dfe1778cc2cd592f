"""A desktop session of its own with a real keyring (gnome-keyring), open as after a login.

Or with none yet, as where nobody types a password to log in.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

_LOCKED_ITSELF = 75  # what sh says then: EX_TEMPFAIL
_OPEN = "printf secret | gnome-keyring-daemon --unlock --components=secrets"
_NONE = "gnome-keyring-daemon --start --components=secrets"
_SESSION = f"""
sh -c "$KEYRING" >/dev/null 2>&1
for step in "$@"; do
    "$PYTHON" -c "$step" && continue
    failed=$?
    [ "$KEYRING" = '{_NONE}' ] && exit $failed
    "$PYTHON" -c "$IS_LOCKED" && exit {_LOCKED_ITSELF}
    exit $failed
done
"""
_IS_LOCKED = """
import contextlib, secretstorage, sys
with contextlib.closing(secretstorage.dbus_init()) as bus:
    sys.exit(not secretstorage.get_default_collection(bus).is_locked())
"""


def without_session() -> dict[str, str]:
    """The environment without the desktop that the tests may run on, and its keyring."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DBUS_")}


def run_in_session(
    home: Path, steps: Sequence[str], *, has_keyring: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run each step in a Python of its own, all in one session; skip where there can be none.

    Once in some hundred sessions gnome-keyring locks itself, which nothing of ours can do. Then
    it is all done again, in another session.
    """
    for tool in ["dbus-run-session", "gnome-keyring-daemon"]:
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not here (on Debian and Ubuntu: make test installs it)")
    begin = _OPEN if has_keyring else _NONE
    done = _run(home, steps, begin)
    return done if done.returncode != _LOCKED_ITSELF else _run(home / "again", steps, begin)


def _run(home: Path, steps: Sequence[str], begin: str) -> subprocess.CompletedProcess[str]:
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
        "IS_LOCKED": _IS_LOCKED,
        "KEYRING": begin,
    }
    return subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", _SESSION, "sh", *steps],
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
