"""Waiting for other processes, which send no signal."""

import os
import time
from collections.abc import Callable
from pathlib import Path


def is_gone(process: int) -> bool:
    """Whether a process has ended, though perhaps nobody has looked at how."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return Path("/proc/self").exists()  # where nothing lists them, it can be asked
    return state == "Z"


def wait_until(condition: Callable[[], bool]) -> None:
    """Look again and again; the time-out of the test ends what never comes."""
    while not condition():
        time.sleep(0.01)
