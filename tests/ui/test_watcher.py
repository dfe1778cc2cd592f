import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.systems import tells_standstills
from tests.ui.watcher import Watcher


def work() -> None:
    """Keep the processor from everything else."""
    end = time.thread_time() + 0.25
    while time.thread_time() < end:
        pass


def wait_for_a_disk() -> None:
    """Do nothing, and wait for something that is no processor."""
    threading.Event().wait(0.25)


@pytest.mark.parametrize("act", [work, pytest.param(wait_for_a_disk, marks=tells_standstills)])
def test_a_window_that_does_not_answer_is_found(qtbot: QtBot, act: Callable[[], None]) -> None:
    watcher = Watcher()
    watcher.start()
    again = QTimer()  # what keeps the loop is looked at now and then: it may be missed once
    again.timeout.connect(act)
    again.start(50)
    qtbot.waitUntil(lambda: any(act.__name__ in gap.at for gap in watcher.gaps))
    again.stop()
    watcher.stop()
