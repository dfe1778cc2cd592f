import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.ui.watcher import Watcher


def work() -> None:
    """Keep the processor from everything else."""
    end = time.thread_time() + 0.25
    while time.thread_time() < end:
        pass


def wait_for_a_disk() -> None:
    """Do nothing, and wait for something that is no processor."""
    threading.Event().wait(0.25)


@pytest.mark.parametrize("act", [work, wait_for_a_disk])
def test_a_window_that_does_not_answer_is_found(qtbot: QtBot, act: Callable[[], None]) -> None:
    watcher = Watcher()
    watcher.start()
    QTimer.singleShot(50, act)
    qtbot.waitUntil(lambda: bool(watcher.gaps))
    watcher.stop()
    assert act.__name__ in watcher.gaps[0].at
