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


def in_a_session(home: Path, *steps: str, has_keyring: bool = True) -> list[str]:
    """Run each step in a process of its own, all in one session; return what they said."""
    begin = (
        "from lssc_desktop.disk.secrets import *\n"
        f"where, user, secret = {DESTINATION!r}, 'amy', {SECRET!r}\n"
    )
    done = run_in_session(home, [begin + step for step in steps], has_keyring=has_keyring)
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


ASKED_AND_MADE = """
import secretstorage
from contextlib import closing
from jeepney import DBusAddress, new_method_call
bus = DBusAddress('/org/freedesktop/DBus', 'org.freedesktop.DBus', 'org.freedesktop.DBus')
with closing(secretstorage.dbus_init()) as connection:
    call = new_method_call(bus, 'NameHasOwner', 's', ('org.gnome.keyring.SystemPrompter',))
    asked, = connection.send_and_get_reply(call).body
    try: made = bool(secretstorage.get_collection_by_alias(connection, 'default'))
    except secretstorage.ItemNotFoundException: made = False
    print(asked, made)
"""
"""Says whether the system asked the user something, and whether there is a keyring."""


def test_to_look_for_a_password_makes_no_keyring(tmp_path: Path) -> None:
    said = in_a_session(
        tmp_path,
        "print(all_kept(), recall(where, user), forget(where, user))",
        "from lssc_desktop.transfer.connecting import remembered_connection\n"
        "print(remembered_connection(where))",
        "from lssc_desktop.__main__ import main; print(main(['computer', 'clean']))",
        ASKED_AND_MADE,
        has_keyring=False,
    )
    assert said == [
        "() None None",
        "None",
        "We haven’t saved anything on this computer.",
        "0",
        "False False",
    ]


def test_to_look_into_a_locked_keyring_asks_nothing(tmp_path: Path) -> None:
    said = in_a_session(
        tmp_path,
        "import secretstorage\n"
        "remember(where, user, secret)\n"
        "secretstorage.get_default_collection(secretstorage.dbus_init()).lock()",
        "from lssc_desktop.__main__ import main; print(main(['computer', 'clean']))",
        "from lssc_desktop.__main__ import main; print(main(['computer', 'clean', '--remove']))",
        ASKED_AND_MADE,
    )
    doubt = (
        "This computer’s keyring is locked, so we can’t tell whether it keeps a password of yours."
    )
    assert said[0].startswith("We found no files of ours on this computer, but we couldn’t look")
    assert [line for line in said if doubt in line] == [said[1], said[-3]]
    assert "clean." not in "".join(said)
    assert said[-1] == "False True"


def test_a_keyring_that_does_not_respond_is_not_waited_for(tmp_path: Path) -> None:
    said = in_a_session(
        tmp_path,
        "import os, signal, secretstorage\n"
        "secretstorage.dbus_init().close()\n"
        "print(all_kept())\n"
        "for each in os.listdir('/proc'):\n"
        "    try: name = open(f'/proc/{each}/environ').read(), open(f'/proc/{each}/comm').read()\n"
        "    except OSError: continue\n"
        f"    if {str(tmp_path)!r} in name[0] and name[1].startswith('gnome-keyring'):\n"
        "        os.kill(int(each), signal.SIGSTOP); stopped = int(each)\n"
        "try: recall(where, user)\n"
        "except KeyringUnread as error: print(error.locked)\n"
        "finally: os.kill(stopped, signal.SIGCONT)",
    )
    assert said == ["()", "False"]


def test_a_locked_keyring_is_told(tmp_path: Path) -> None:
    said = in_a_session(
        tmp_path,
        "import secretstorage\n"
        "remember(where, user, secret)\n"
        "secretstorage.get_default_collection(secretstorage.dbus_init()).lock()\n"
        "try: recall(where, user)\n"
        "except KeyringUnread as error: print(error.locked)\n"
        "try: all_kept()\n"
        "except KeyringUnread as error: print(error.locked)\n"
        "try: forget(where, user)\n"
        "except KeyringUnread as error: print(error.locked)",
    )
    assert said == ["True", "True", "True"]


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
        "from lssc_desktop.disk.secrets import *\n"
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
