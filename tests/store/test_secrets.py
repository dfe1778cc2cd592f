"""Passwords in a real Secret Service (gnome-keyring), and no password anywhere else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.keyring_session import ROOT, run_in_session, without_session
from tests.systems import posix_only

DESTINATION = "tus+https://packages.example.org/files"
SECRET = "crème brûlée 42"  # noqa: S105  what is looked for where it must not be

# What some packages install, and what keyring takes where nothing better is there.
PLAIN_TEXT = """
from pathlib import Path
from keyring.backend import KeyringBackend

class Keyring(KeyringBackend):
    priority = 9

    def get_password(self, service, user):
        path = Path(__file__).with_name("kept.cfg")
        return path.read_text() if path.exists() else None

    def set_password(self, service, user, secret):
        Path(__file__).with_name("kept.cfg").write_text(secret)
"""


def in_a_session(home: Path, *steps: str) -> list[str]:
    """Run each step in a process of its own, all in one session; return what they said."""
    begin = (
        "from lssc_desktop.store.secrets import *\n"
        f"where, user, secret = {DESTINATION!r}, 'amy', {SECRET!r}\n"
    )
    done = run_in_session(home, [begin + step for step in steps])
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_password_is_recalled_in_another_process_and_forgotten(tmp_path: Path) -> None:
    said = in_a_session(
        tmp_path,
        "print(is_keyring_safe(), recall(where, user))",
        "remember(where, user, secret)",
        "print(recall(where, user) == secret)",
        "print(recall(where, 'bob'), recall(where + '/other', user))",
        "remember(where, user, 'new'); print(recall(where, user))",
        "forget(where, user); print(recall(where, user))",
        "forget(where, user)",
    )
    assert said == ["True None", "True", "None None", "new", "None"]


def test_the_keyring_itself_lists_what_was_kept(tmp_path: Path) -> None:
    said = in_a_session(
        tmp_path,
        "print(all_kept())",
        "remember(where, user, secret); remember(where, 'bob', secret)",
        "print(all_kept() == ((where, 'amy'), (where, 'bob')))",
        "forget(where, user); print(all_kept() == ((where, 'bob'),))",
        "forget(where, 'bob'); print(all_kept())",
    )
    assert said == ["()", "True", "True", "()"]


def test_a_portable_program_keeps_no_password_on_this_computer(tmp_path: Path) -> None:
    said = in_a_session(
        tmp_path,
        "import os; os.environ['LSSC_DESKTOP_PORTABLE'] = ''; print(is_keyring_safe())",
    )
    assert said == ["False"]


def test_a_password_is_kept_in_the_keyring_alone(tmp_path: Path) -> None:
    in_a_session(tmp_path, "remember(where, user, secret)")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any("keyrings" in path.parts for path in files)
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]


def test_a_locked_keyring_is_told(tmp_path: Path) -> None:
    said = in_a_session(
        tmp_path,
        "import secretstorage\n"
        "remember(where, user, secret)\n"
        "secretstorage.get_default_collection(secretstorage.dbus_init()).lock()\n"
        "try: recall(where, user)\n"
        "except KeyringRefused: print('refused')",
    )
    assert said == ["refused"]


@posix_only
@pytest.mark.parametrize(
    "name",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        "plain_text.Keyring",
    ],
)
def test_a_keyring_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    """There is no session, so the one that is named is all that there is."""
    step = (
        "from lssc_desktop.store.secrets import *\n"
        "print(is_keyring_safe(), recall('where', 'amy'))\n"
        "try: remember('where', 'amy', 'secret')\n"
        "except NoSafeKeyring: print('refused')"
    )
    (tmp_path / "plain_text.py").write_text(PLAIN_TEXT, encoding="utf-8")
    environment = without_session() | {
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": name,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}",
    }
    done = subprocess.run(
        [sys.executable, "-c", step], env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["False None", "refused"], done.stderr
    assert not list(tmp_path.rglob("*.cfg"))
