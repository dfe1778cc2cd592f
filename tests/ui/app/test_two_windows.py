"""Two windows on one folder: the second brings the first to the front."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from lssc_desktop.ui.app.main_window import MainWindow
from lssc_desktop.ui.base.notices import Notices
from lssc_desktop.ui.base.services import Services

_ASK = """
import sys
from pathlib import Path
from lssc_desktop.store.folder.lock import ask_to_front, holder_of
config, root = map(Path, sys.argv[1:])
print(ask_to_front(config, root, holder_of(root)))
"""

_OPEN_ELSEWHERE = """
import sys, time
from pathlib import Path
from datetime import datetime, UTC
from lssc_desktop.store.folder.lock import take_lock, take_request, this_holder
config, root = map(Path, sys.argv[1:])
with take_lock(root, this_holder(datetime.now(UTC))):
    print("open", flush=True)
    end = time.monotonic() + 60
    while not take_request(config, root) and time.monotonic() < end:
        time.sleep(0.02)
"""


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # nobody watches
def test_a_window_comes_to_the_front_when_another_process_asks(
    qtbot: QtBot, services: Services, open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    window.showMinimized()
    config = str(services.preferences.folder)
    command = [sys.executable, "-c", _ASK, config, str(sample)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        qtbot.waitUntil(lambda: other.poll() is not None)
        assert other.stdout is not None
        assert other.stdout.read() == "True\n"
    assert not window.windowState() & Qt.WindowState.WindowMinimized


def test_a_folder_that_another_window_has_is_left_to_it(
    qtbot: QtBot,
    services: Services,
    start_window: MainWindow,
    notices: Notices,
    sample: Path,
) -> None:
    config = str(services.preferences.folder)
    command = [sys.executable, "-c", _OPEN_ELSEWHERE, config, str(sample)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        start_window.open_path(sample)
        qtbot.waitUntil(lambda: bool(notices.waiting))
    assert [notice.message.happened for notice in notices.waiting] == [
        "“Rivera LSSC” is open in another window, which is in front now."
    ]
    assert start_window.session is None
    assert notices.questions == ()
