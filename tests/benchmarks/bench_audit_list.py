"""The list of an audit in a window: 100,000 packages read from its file, and filtered.

Reading is told as a ratio to reading the same lines as JSON, which no window does in less.
"""

import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from comparing import scratch_folder

from lssc_desktop.audit.audited import AuditState
from lssc_desktop.audit.result_list import AuditedPackage, AuditView, list_filter, read_list
from lssc_desktop.audit.results import AuditResult, SaidFault, write_results
from lssc_desktop.core.job import ignore_progress

MANY = 100_000
FILTERED = 0.2  # seconds
ROUNDS = 5
FAULTS = (SaidFault("entry-crc", "data/a", "“data/a” is not what the ZIP says it was."),)


def results() -> Iterator[AuditResult]:
    """Yield results, every twentieth of a damaged package."""
    for n in range(MANY):
        is_whole = n % 20 != 0
        yield AuditResult(
            "/srv/packages/filed",
            f"{n % 97:02}/{n * 7_919 % 100_003:06}.lssc.zip",
            900_000 + n,
            f"{n:032x}",
            AuditState.WHOLE if is_whole else AuditState.DAMAGED,
            complete=is_whole,
            package_id=f"{n:064x}",
            candidate=f"José Núñez {n % 5_000}",
            set=f"Set {n % 11}",
            version="1.0",
            files=30,
            payload_bytes=800_000,
            faults=() if is_whole else FAULTS,
        )


def seconds(act: Callable[[], object]) -> float:
    """Return how long it takes, the middle of some rounds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return median(times)


def filtered(packages: tuple[AuditedPackage, ...], view: AuditView, words: str) -> int:
    """Return how many packages a filter leaves."""
    lets_through = list_filter(view, words)
    return sum(1 for each in packages if lets_through is None or lets_through(each))


def main() -> None:
    """Print what was measured."""
    with scratch_folder() as scratch:
        path = Path(scratch) / "results.jsonl"
        write_results(path, results())
        lines = path.read_bytes().splitlines()
        ours = seconds(lambda: read_list(path, ignore_progress))
        peer = seconds(lambda: [json.loads(line) for line in lines])
        print(f"{MANY} packages read: {ours:.2f} s, {ours / peer:.1f} times json.loads.")
        packages = read_list(path, ignore_progress).packages
        for view, words in (
            (AuditView.ALL, "n"),
            (AuditView.ALL, "nunez 4711"),
            (AuditView.DAMAGED, "set 7"),
        ):
            took = seconds(partial(filtered, packages, view, words))
            print(f"{view}, “{words}”: {took * 1000:.0f} ms; target {FILTERED * 1000:.0f} ms.")


if __name__ == "__main__":
    main()
