"""The window and `lssc-desktop send` on one package at the same time: it goes out once."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lssc_desktop.core.submission.set_standing import Standing
from lssc_desktop.core.submission.submission import SubmissionState
from lssc_desktop.store.submissions import read_submission
from lssc_desktop.transfer.connecting import ConnectionSettings
from tests.servers.fault_proxy import FaultProxy
from tests.servers.faults import Stalls
from tests.servers.wsgidav_receiver import WsgiDav
from tests.ui.submissions.conftest import OpenedPage
from tests.ui.submissions.test_sending import package_in, standings

type Open = Callable[[Path], OpenedPage]
PROGRAM = (sys.executable, "-m", "lssc_desktop")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[WsgiDav]:
    received = tmp_path / "received"
    received.mkdir()
    with WsgiDav(received) as receiver:
        yield receiver


@pytest.fixture
def stalling(office: WsgiDav) -> Iterator[FaultProxy]:
    """A way to the office on which the first package stops after some bytes, until it is let go."""
    with FaultProxy(office.port, Stalls(at=500)) as proxy:
        yield proxy


def send_by_command(package: Path, url: str) -> subprocess.Popen[str]:
    words = [*PROGRAM, "send", str(package), "--to", url, "--json"]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def is_under_way(package: Path) -> bool:
    known = read_submission(package)
    return known is not None and known.state is SubmissionState.SENDING


def let_go(proxy: FaultProxy) -> None:
    proxy.fault.end()


def test_what_a_command_sends_is_neither_paused_nor_sent_by_the_window(
    qtbot: QtBot, open_place: Open, packaged: Path, office: WsgiDav, stalling: FaultProxy
) -> None:
    package = package_in(packaged)
    command = send_by_command(package, office.url_by(stalling.port))
    qtbot.waitUntil(lambda: is_under_way(package))
    place = open_place(packaged)
    assert place.said() == ""
    (row,) = [row for row in place.page.rows.rows if row.entry.note is not None]
    assert row.entry.standing is Standing.SENDING
    row.button.click()  # "Pause"
    place.settle()
    assert "is already being sent" in place.said()
    known = read_submission(package)
    assert known is not None
    assert not known.paused
    let_go(stalling)
    said, _ = command.communicate(timeout=60)
    assert json.loads(said)["state"] == "received"
    place.session.refresh()
    place.settle()
    assert standings(place) == [Standing.RECEIVED]
    assert office.whole() == [package.read_bytes()]


def test_what_the_window_sends_a_command_leaves_to_it(
    qtbot: QtBot, open_place: Open, packaged: Path, office: WsgiDav, stalling: FaultProxy
) -> None:
    package = package_in(packaged)
    url = office.url_by(stalling.port)
    place = open_place(packaged)
    place.sending.hand_in(package, ConnectionSettings(url))
    qtbot.waitUntil(lambda: is_under_way(package))
    command = send_by_command(package, url)
    said, complained = command.communicate(timeout=60)
    assert (command.returncode, complained) == (2, "")
    assert json.loads(said)["error"]["code"] == "being-sent"
    let_go(stalling)
    qtbot.waitUntil(lambda: standings(place) == [Standing.RECEIVED])
    place.settle()
    assert office.whole() == [package.read_bytes()]
