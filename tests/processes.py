"""Waiting for other processes, which send no signal."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lssc_desktop.disk.processes import is_alive

KILL = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL
"""What ends a process at once, whatever it does."""


def is_gone(process: int) -> bool:
    """Whether a process has ended, though perhaps nobody has looked at how."""
    if sys.platform == "win32":
        return not is_alive(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return Path("/proc/self").exists()  # where nothing lists them, it can be asked
    return state == "Z"


@contextmanager
def running() -> Iterator[int]:
    """The number of another process, which runs for the length of the block."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process.pid
        process.communicate(b"\n")


def wait_until(condition: Callable[[], bool]) -> None:
    """Look again and again; the time-out of the test ends what never comes."""
    while not condition():
        time.sleep(0.01)
