"""The shelf of an office: 2,000 packages listed from what is remembered."""

import os
import shutil
import time
from datetime import date
from pathlib import Path
from statistics import median

from comparing import scratch_folder

from lssc_desktop.cli import run
from lssc_desktop.core.job import ignore_progress
from lssc_desktop.package.sample import write_sample
from lssc_desktop.package.shelf import Shelf, remembered_shelf, scan_shelf

MANY = 2_000
TARGET = 2.0  # seconds
ROUNDS = 5


def write_shelf(folder: Path) -> None:
    """Lay one package under so many names; it is opened under each of them."""
    root = folder.with_name("Rivera LSSC")
    write_sample(root, ignore_progress)
    package = folder.with_name("package.zip")
    words = ["package", str(root), "--set", "technology", "--review-copy", "-o", str(package)]
    run(words, date(2026, 11, 24))
    folder.mkdir()
    for number in range(MANY):
        target = folder / f"rivera-technology-{number:04}.lssc.zip"
        try:
            os.link(package, target)
        except OSError:  # a disk without links
            shutil.copy(package, target)


def seconds(config: Path, shelf: Shelf) -> tuple[float, Shelf]:
    """Return how long a look takes, and what was seen."""
    begun = time.perf_counter()
    seen = scan_shelf(config, shelf, date(2026, 11, 24), ignore_progress)
    rows = seen.entries
    taken = time.perf_counter() - begun
    if len(rows) != MANY:
        raise ValueError(len(rows))
    return taken, seen


def main() -> None:
    """Print the first look, and the looks after it."""
    with scratch_folder() as scratch:
        folder, config = scratch / "shelf", scratch / "config"
        write_shelf(folder)
        first, _seen = seconds(config, Shelf(folder))
        later = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            known = remembered_shelf(config, folder, ignore_progress)
            read = time.perf_counter() - begun
            taken, _seen = seconds(config, known)
            later.append(read + taken)
        print(f"{MANY:,} packages seen for the first time: {first:.2f} s")
        print(f"{MANY:,} packages remembered: {median(later):.2f} s (target {TARGET})")


if __name__ == "__main__":
    main()
