"""Processes that start others, ended for real."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lssc_desktop.store.process_tree import end_tree

ROOT = Path(__file__).parents[2]

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="process groups are of POSIX")

_CHILD = f"subprocess.Popen([{sys.executable!r}, '-c', 'import time; time.sleep(60)'])"


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    stat = Path(f"/proc/{process}/stat")
    return stat.is_file() and stat.read_text().rpartition(")")[2].split()[0] == "Z"


def wait_until_gone(process: int) -> None:
    """Look again and again; the time-out of the test ends what never comes."""
    while not is_gone(process):
        time.sleep(0.01)  # another process is waited for, which sends no signal


@posix_only
def test_a_process_that_leads_a_group_is_ended_with_what_it_started() -> None:
    code = f"import subprocess, time; print({_CHILD}.pid, flush=True); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        end_tree(process)
        assert process.returncode != 0
    wait_until_gone(child)


@posix_only
@pytest.mark.parametrize("leads", [True, False])
def test_a_process_ends_itself_and_in_a_group_of_its_own_what_it_started(leads: bool) -> None:
    code = (
        "import subprocess, sys\n"
        "from lssc_desktop.store.process_tree import end_own_group\n"
        f"print({_CHILD}.pid, flush=True)\n"
        "end_own_group()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=leads
    ) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        process.wait()
        if leads:
            wait_until_gone(child)
        else:
            assert not is_gone(child)
            os.kill(child, 9)
