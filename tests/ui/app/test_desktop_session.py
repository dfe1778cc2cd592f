"""On Linux the end of a session is saved and held up as on other systems."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from lssc_desktop.core.portfolio.edits import mark_ready
from lssc_desktop.core.portfolio.portfolio import TextPlace
from lssc_desktop.store.folder.lock import holder_of
from lssc_desktop.ui.app.closing import SignOff
from lssc_desktop.ui.app.desktop_session import EndingSignals, SessionManager
from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.services import Services
from tests.processes import wait_until
from tests.ui.app.conftest import on_disk
from tests.ui.conftest import NOW
from tests.ui.signing_off import application

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="there Qt is told of the end of a session"
)

ROOT = Path(__file__).parents[3]
READY = partial(mark_ready, place=TextPlace("foundations", 1), ready=True, today=NOW.date())


def is_marked_ready(root: Path) -> bool:
    work = on_disk(root).set_work("foundations")
    return work is not None and work.competency(1).marked_ready


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], root: Path) -> MainWindow:
    return open_window(root)


@pytest.fixture
def sign_off(window: MainWindow) -> Iterator[SignOff]:
    owner = QObject()
    yield SignOff(application(), lambda: window.work, window.close, window.end, owner)
    owner.deleteLater()


def decide(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    session.apply(READY)


# Signals ----------------------------------------------------------------------------------------


@pytest.fixture
def signals(sign_off: SignOff) -> Iterator[EndingSignals]:
    owner = QObject()
    signals = EndingSignals(sign_off, owner)
    yield signals
    signals.stop()
    owner.deleteLater()


@pytest.mark.usefixtures("signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_was_decided_a_moment_ago_is_saved_when_the_system_ends_the_program(
    qtbot: QtBot, window: MainWindow, root: Path, number: signal.Signals
) -> None:
    decide(window)
    os.kill(os.getpid(), number)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert is_marked_ready(root)
    assert holder_of(root) is None


def test_signals_go_back_to_what_had_them(sign_off: SignOff) -> None:
    before = signal.getsignal(signal.SIGTERM)
    EndingSignals(sign_off, sign_off).stop()
    assert signal.getsignal(signal.SIGTERM) is before


def test_the_whole_program_ends_in_order(root: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(temporary)}
    environment |= {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    with subprocess.Popen(
        [sys.executable, "-m", "lssc_desktop", root], cwd=ROOT, env=environment
    ) as program:
        wait_until(lambda: holder_of(root) is not None)
        program.terminate()
        assert program.wait() == 0
    assert holder_of(root) is None
    assert list(temporary.iterdir()) == []


# Session manager --------------------------------------------------------------------------------


class Manager:
    """The session manager of another process, and our client of it."""

    def __init__(
        self, process: "subprocess.Popen[str]", client: SessionManager, qtbot: QtBot
    ) -> None:
        self._process = process
        self._qtbot = qtbot
        self._heard: list[str] = []
        self._hearing = threading.Thread(target=self._hear)
        self._hearing.start()
        self.client = client

    def _hear(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._heard.append(line.strip())

    def says(self, words: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{words}\n")
        self._process.stdin.flush()

    def hears(self) -> str:
        """Return the next line that it was told, while the window answers."""
        self._qtbot.waitUntil(lambda: bool(self._heard))
        return self._heard.pop(0)

    def ends(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._hearing.join()


@pytest.fixture
def manager(qtbot: QtBot, sign_off: SignOff) -> Iterator[Manager]:
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is not here")
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        with subprocess.Popen(
            [sys.executable, "-m", "tests.ui.session_manager"],
            cwd=ROOT,
            env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            bus = QDBusConnection.connectToBus(address, address)
            manager = Manager(process, SessionManager(bus, sign_off, sign_off), qtbot)
            qtbot.waitUntil(lambda: manager.client.is_registered)
            assert manager.hears().startswith("RegisterClient lssc-desktop")
            yield manager
            manager.ends()
        QDBusConnection.disconnectFromBus(address)
        daemon.terminate()


def test_the_session_may_end_once_all_is_saved(
    qtbot: QtBot, manager: Manager, window: MainWindow, root: Path
) -> None:
    decide(window)
    manager.says("query 0")
    qtbot.waitUntil(lambda: is_marked_ready(root))
    assert manager.hears() == "EndSessionResponse True"
    manager.says("end 0")
    manager.says("stop")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert manager.hears() == "EndSessionResponse True"


def test_the_session_is_held_up_with_a_reason_while_something_cannot_be_saved(
    qtbot: QtBot, manager: Manager, window: MainWindow, services: Services, root: Path
) -> None:
    decide(window)
    away = root.rename(root.with_name("pulled out"))
    manager.says("query 0")
    notices = services.notices
    qtbot.waitUntil(lambda: bool(notices.questions))
    assert manager.hears() == "EndSessionResponse False Your last changes aren’t saved yet."
    assert window.isVisible()
    away.rename(root)
    (asked,) = notices.questions
    asked.answer(asked.question.otherwise)
    manager.says("query 0")
    qtbot.waitUntil(lambda: is_marked_ready(root))
    assert manager.hears() == "EndSessionResponse True"


def test_a_session_that_is_forced_to_end_is_not_held_up(
    manager: Manager, window: MainWindow, root: Path
) -> None:
    decide(window)
    away = root.rename(root.with_name("pulled out"))
    manager.says("query 1")
    assert manager.hears() == "EndSessionResponse True"
    away.rename(root)
