"""Processes that start others, ended for real."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import psutil
import pytest

from lssc_desktop.disk.processes import began, end_tree, is_alive
from tests.processes import is_gone, running, wait_until

ROOT = Path(__file__).parents[2]

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="process groups are of POSIX")

_CHILD = f"subprocess.Popen([{sys.executable!r}, '-c', 'import time; time.sleep(60)'])"


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
        "from lssc_desktop.disk.processes import end_own_group\n"
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


def _ended() -> int:
    """Return the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_process_of_this_computer_is_alive_or_not() -> None:
    assert is_alive(os.getpid())
    with running() as other:
        assert is_alive(other)
    assert not is_alive(other)
    assert not is_alive(_ended())


@pytest.mark.parametrize("number", [2**70, 2**32, 0, -1, -(2**40)])
def test_what_is_no_number_of_a_process_is_not_alive(number: int) -> None:
    assert not is_alive(number)


@posix_only
def test_a_process_that_ended_and_that_nobody_asked_how_is_not_alive() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        wait_until(partial(is_gone, process.pid))
        assert not is_alive(process.pid)


def test_a_process_is_known_by_when_it_began() -> None:
    first = began(os.getpid())
    assert first == began(os.getpid()) != ""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        second = began(process.pid)
        assert second not in {first, ""}
        assert is_alive(process.pid, second)
        assert not is_alive(process.pid, first)  # the number would be one that was given again
        assert is_alive(process.pid, "")  # not known
        process.communicate()
    assert began(process.pid) == ""


def test_when_a_process_began_can_be_part_of_a_name() -> None:
    assert began(os.getpid()).isalnum()


def test_the_mark_is_the_one_that_every_version_writes_into_its_locks() -> None:
    mark = began(os.getpid())
    if sys.platform == "linux":
        stat = Path("/proc/self/stat").read_text("ascii").rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii")
        assert mark == boot.replace("-", "")[:8] + stat[19]
        return
    unit, epoch = (10**7, 11_644_473_600) if sys.platform == "win32" else (10**6, 0)
    assert int(mark) / unit - epoch == pytest.approx(psutil.Process().create_time(), abs=1e-5)


_SET_CLOCK = """
import json, os, sys
import psutil
from lssc_desktop.disk.processes import began, is_alive
psutil.PROCFS_PATH = sys.argv[1]
other, mark = int(sys.argv[2]), sys.argv[3]
print(json.dumps([psutil.Process(other).create_time(), began(other), is_alive(other, mark)]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs the files by which Linux tells the time")
def test_who_runs_is_known_however_the_clock_was_set_meanwhile(tmp_path: Path) -> None:
    """When the clock is set, so is the time at which Linux says that it was started."""
    with running() as other:
        (tmp_path / str(other)).symlink_to(f"/proc/{other}")
        lines = Path("/proc/stat").read_text("ascii").splitlines()
        hour_later = [
            f"btime {int(line.split()[1]) + 3600}" if line.startswith("btime ") else line
            for line in lines
        ]
        (tmp_path / "stat").write_text("\n".join(hour_later), "ascii")
        mark = began(other)
        asked = [sys.executable, "-c", _SET_CLOCK, str(tmp_path), str(other), mark]
        done = subprocess.run(asked, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        told, again, lives = json.loads(done.stdout)
        assert told == psutil.Process(other).create_time() + 3600
    assert (again, lives) == (mark, True)
