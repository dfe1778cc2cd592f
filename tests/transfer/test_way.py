"""A way to a receiver: who the person is there reaches the receiver, and no sentence and no log."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.transfer.address import (
    AddressNotUnderstood,
    NotEncrypted,
    SecretUnusable,
    folder_address,
)
from lssc_desktop.transfer.answers import CertificateFileUnusable, PasswordRefused
from lssc_desktop.transfer.connecting import (
    ConnectionSettings,
    SignIn,
    open_connection,
)
from tests.keyring_session import run_in_session
from tests.servers.wsgidav_receiver import WsgiDav


def now() -> datetime:
    return datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[WsgiDav]:
    with WsgiDav(tmp_path, "rivera", "a secret") as receiver:
        yield receiver


def test_a_secret_is_never_shown() -> None:
    way = ConnectionSettings("dav+https://x.example/", SignIn.PASSWORD, "rivera", "a secret")
    assert "secret" not in repr(way)
    assert "rivera" not in repr(way)


def test_a_password_reaches_the_receiver(receiver: WsgiDav) -> None:
    destination = open_connection(
        ConnectionSettings(receiver.url, SignIn.PASSWORD, "rivera", "a secret"), now
    )
    destination.check(ignore_progress)
    destination.close()


@pytest.mark.parametrize(
    ("sign_in", "given"), [(SignIn.NONE, False), (SignIn.PASSWORD, True), (SignIn.TOKEN, True)]
)
def test_who_says_nothing_or_something_wrong_is_refused(
    receiver: WsgiDav, sign_in: SignIn, given: bool
) -> None:
    destination = open_connection(ConnectionSettings(receiver.url, sign_in, "rivera", "wrong"), now)
    with pytest.raises(PasswordRefused) as caught:
        destination.check(ignore_progress)
    assert caught.value.given is given
    destination.close()


def test_a_folder_needs_nobodys_name(tmp_path: Path) -> None:
    destination = open_connection(ConnectionSettings(folder_address(tmp_path)), now)
    destination.check(ignore_progress)
    destination.close()


@pytest.mark.parametrize(
    ("way", "error"),
    [
        (ConnectionSettings("ftp://x.example/"), AddressNotUnderstood),
        (ConnectionSettings("dav+http://x.example/"), NotEncrypted),
        (ConnectionSettings("dav+https://x.example/", SignIn.PASSWORD, "a:b", "c"), SecretUnusable),
        (
            ConnectionSettings("dav+https://x.example/", SignIn.TOKEN, "", "two words"),
            SecretUnusable,
        ),
        (
            ConnectionSettings("dav+https://x.example/", ca_file=Path("nowhere.pem")),
            CertificateFileUnusable,
        ),
    ],
)
def test_a_way_that_leads_nowhere_is_told_before_anything_is_asked(
    way: ConnectionSettings, error: type[Exception]
) -> None:
    with pytest.raises(error):
        open_connection(way, now)


_KEEPING = """
from lssc_desktop.disk.secrets import all_kept
from lssc_desktop.transfer.connecting import *
url, who = "dav+https://x.example/", (SignIn.PASSWORD, "rivera", "a secret")
"""


def test_nothing_is_kept_unless_that_was_asked_for(tmp_path: Path) -> None:
    steps = (
        "keep_secret(ConnectionSettings(url, *who))",
        "keep_secret(ConnectionSettings(url, remember=True))",
        "print(all_kept())",
        "keep_secret(ConnectionSettings(url, *who, remember=True))",
        "print(bool(all_kept()))",
    )
    done = run_in_session(tmp_path, [_KEEPING + step for step in steps])
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["()", "True"]
