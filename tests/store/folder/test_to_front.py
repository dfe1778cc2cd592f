"""Asking the window that has a portfolio open to come to the front."""

import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from lssc_desktop.disk.holders import this_holder
from lssc_desktop.store.folder.lock import ask_to_front, take_request

NOW = datetime(2026, 11, 25, tzinfo=UTC)

_OTHER = """
import sys, time
from pathlib import Path
from lssc_desktop.store.folder.lock import take_request
print("ready", flush=True)
config, root = map(Path, sys.argv[1:])
end = time.monotonic() + 30
while not take_request(config, root) and time.monotonic() < end:
    time.sleep(0.02)
print("in front", flush=True)
"""


def test_another_process_takes_the_request(tmp_path: Path) -> None:
    config, root = tmp_path / "config", tmp_path / "Rivera LSSC"
    root.mkdir()
    command = [sys.executable, "-c", _OTHER, str(config), str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        from lssc_desktop.disk.processes import began

        holder = replace(this_holder(NOW), process=other.pid, began=began(other.pid))
        assert ask_to_front(config, root, holder)
        assert other.stdout.readline() == "in front\n"


def test_a_request_for_another_portfolio_is_left(tmp_path: Path) -> None:
    config, root, other = tmp_path / "config", tmp_path / "one", tmp_path / "two"
    root.mkdir()
    other.mkdir()
    answers: list[bool] = []
    asking = Thread(target=lambda: answers.append(ask_to_front(config, root, this_holder(NOW))))
    asking.start()
    while asking.is_alive() and not (config / "to the front").exists():
        time.sleep(0.01)
    assert not take_request(config, other)
    asking.join()
    assert answers == [False]
    assert list((config / "to the front").iterdir()) == []


def test_a_window_on_another_computer_is_not_asked(tmp_path: Path) -> None:
    elsewhere = replace(this_holder(NOW), computer="another")
    assert not ask_to_front(tmp_path / "config", tmp_path, elsewhere)
    assert not (tmp_path / "config").exists()
