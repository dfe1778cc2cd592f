"""Comparing whole processes: interleaved rounds, medians of the ratios, one table.

A benchmark is a script that makes a tuple of `Row`s and calls `print_table`.
"""

import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

type Command = Callable[[Path], Sequence[str]]
"""Gets an empty folder for its results; returns what to run."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a process and its children used: seconds, seconds of processor, bytes of memory."""

    seconds: float
    processor: float
    memory: int


@dataclass(frozen=True, slots=True)
class Row:
    """Ours against a peer's. `target` is the ratio of times that we want to keep below, if any."""

    what: str
    ours: Command
    peer: Command
    target: float | None = None
    rounds: int = 7


def run(command: Command, scratch: Path, name: str) -> Used:
    """Run once, in a new folder below `scratch`.

    Single files in it are removed afterwards. Folders are left for the end: deleting many files
    between rounds slows down those that follow.
    """
    folder = scratch / name
    folder.mkdir()
    arguments = command(folder)
    os.sync()  # what earlier runs wrote is not for this one to wait for
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, list(arguments))
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()
    return Used(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def prepare_windows() -> None:
    """Let windows open without a screen, and compile all code, as installers leave it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "*.warning=false")
    for code in (ROOT / "lssc_desktop", sysconfig.get_path("purelib")):
        subprocess.run(python("-m", "compileall", "-qq", code), check=False)


def print_table(rows: Sequence[Row], scratch: Path) -> None:
    """Measure every row and print it: medians of times and of ratios, and how far they spread."""
    print(f"Needs idle cores; load now {os.getloadavg()[0]:.2f} on {os.cpu_count()}.")
    print(
        f"{'':52} {'ours':>7} {'peer':>7} {'ratio':>6} {'from - to':>13} {'CPU':>6} {'target':>7}"
    )
    for number, row in enumerate(rows):
        print(_line(row, list(_rounds(row, scratch, str(number)))), flush=True)


def _rounds(row: Row, scratch: Path, name: str) -> Iterator[tuple[Used, Used]]:
    for turn in range(row.rounds + 1):
        ours = run(row.ours, scratch, f"{name}-{turn}-ours")
        peer = run(row.peer, scratch, f"{name}-{turn}-peer")
        if turn:  # the first only warms up
            yield ours, peer


def _line(row: Row, rounds: Sequence[tuple[Used, Used]]) -> str:
    ratios = [ours.seconds / peer.seconds for ours, peer in rounds]
    processor = statistics.median(ours.processor / peer.processor for ours, peer in rounds)
    target = "" if row.target is None else f"{row.target:.2f}"
    return (
        f"{row.what:52}"
        f" {statistics.median(ours.seconds for ours, _ in rounds):6.2f}s"
        f" {statistics.median(peer.seconds for _, peer in rounds):6.2f}s"
        f" {statistics.median(ratios):6.2f}"
        f" {min(ratios):5.2f} - {max(ratios):5.2f}"
        f" {processor:6.2f} {target:>7}"
    )


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder on the drive of the working copy, gone at the end."""
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=build) as folder:
        yield Path(folder)


def python(*arguments: str | Path) -> list[str]:
    """Return the command that runs Python as the tests do."""
    return [sys.executable, *map(str, arguments)]


def shell(line: str, **values: str | Path) -> list[str]:
    """Return the command that runs a shell line, in which `$name` is a path or a text."""
    settings = [f"{name}={value}" for name, value in values.items()]
    return ["env", *settings, "sh", "-ec", line]
