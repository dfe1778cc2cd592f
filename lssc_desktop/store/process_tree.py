"""Ending a program with whatever it has started."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import NoReturn


def end_tree(process: "subprocess.Popen[bytes]") -> None:
    """End a process and what it started, and wait for it; it may be gone already.

    Where it leads no group of its own, as `start_new_session` makes it do, only it is ended.
    """
    if process.returncode is None:
        if sys.platform == "win32":
            _end_on_windows(process.pid)
        else:
            with suppress(ProcessLookupError, PermissionError):
                if os.getpgid(process.pid) == process.pid:
                    os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.wait()


def end_own_group() -> NoReturn:
    """End this process at once, and what it started where it leads a group of its own."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _end_on_windows(process: int) -> None:
    with suppress(OSError):
        subprocess.run(  # noqa: S603  a number of our own
            ["taskkill", "/PID", str(process), "/T", "/F"],  # noqa: S607  part of Windows
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
