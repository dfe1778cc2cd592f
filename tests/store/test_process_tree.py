"""Processes that start others, ended for real."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from lssc_desktop.store.process_tree import end_tree
from tests.processes import is_gone, wait_until

ROOT = Path(__file__).parents[2]

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="process groups are of POSIX")

_CHILD = f"subprocess.Popen([{sys.executable!r}, '-c', 'import time; time.sleep(60)'])"


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
    wait_until(partial(is_gone, child))


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
            wait_until(partial(is_gone, child))
        else:
            assert not is_gone(child)
            os.kill(child, 9)
