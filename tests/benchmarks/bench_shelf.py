"""The shelf of an office: 10,000 packages listed from what is remembered, and filtered.

It is told as a ratio to reading what is remembered as JSON, which no computer does in less.
"""

import json
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from comparing import scratch_folder

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.submission.shelf import (
    SearchedTexts,
    SeenOnShelf,
    ShelfEntry,
    ShelfView,
    ShelvedPackage,
    Soundness,
    shelf_filter,
)
from lssc_desktop.package.shelf import Shelf, remember_shelf, remembered_shelf, scan_shelf

MANY = 10_000
LISTED, FILTERED = 2.0, 0.1  # seconds
ROUNDS = 5
TODAY = date(2026, 11, 24)
NAMES = ("José Núñez", "Mary O’Brien", "Zoë Björk", "Łukasz Øystein", "Jane Smith", "A. Rivera")
SETS = ("Foundations of Library Services", "Technology", "Access Services")


def write_shelf(config: Path, folder: Path) -> None:
    """Lay so many files out, and remember what was read of each; every third is a revision."""
    folder.mkdir()
    packages = []
    for number in range(MANY):
        path = folder / f"package-{number:05}.lssc.zip"
        path.write_bytes(b"PK")
        state = path.stat()
        work = number // 3
        packages.append(
            ShelvedPackage(
                path.name,
                SeenOnShelf(state.st_size, state.st_mtime_ns),
                Soundness.VALID,
                f"{number:064x}",
                f"{NAMES[work % len(NAMES)]} {work}",
                SETS[work % len(SETS)],
                PackageKind.REVIEW_COPY,
                number % 3 + 1,
                changed=TODAY,
                portfolio=f"portfolio-{work}",
                set_id=f"set-{work % len(SETS)}",
                competencies=9,
            )
        )
    remember_shelf(config, Shelf(folder, tuple(packages)))


def listed(config: Path, folder: Path) -> tuple[ShelfEntry, ...]:
    """List the shelf from what is remembered, after a look at every file."""
    known = remembered_shelf(config, folder, ignore_progress)
    return scan_shelf(config, known, TODAY, ignore_progress).entries


def filtered(entries: tuple[ShelfEntry, ...], words: str, texts: SearchedTexts) -> int:
    """Filter rows and sort what is left, as the table does."""
    lets_through = shelf_filter(ShelfView.ALL, words, "", TODAY, texts)
    if lets_through is None:
        raise ValueError(words)
    kept = [each for each in entries if lets_through(each)]
    return len(sorted(kept, key=lambda each: (each.first_seen or date.min, each.name)))


def seconds(act: Callable[[], object]) -> float:
    """Return how long it takes, the middle of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def main() -> None:
    """Print how long listing and filtering take, and their ratios."""
    with scratch_folder() as scratch:
        folder, config = scratch / "shelf", scratch / "config"
        write_shelf(config, folder)
        (memory,) = (config / "shelves").iterdir()
        floor = seconds(lambda: (json.loads(memory.read_bytes()), list(os.scandir(folder))))
        rows: tuple[ShelfEntry, ...] = listed(config, folder)
        whole = seconds(lambda: listed(config, folder))
        texts = SearchedTexts()
        words = seconds(lambda: filtered(rows, "jose foundations", texts))
        found = filtered(rows, "jose foundations", texts)
        print(f"{len(rows):,} packages listed: {whole:.2f} s (target {LISTED})")
        print(f"  {whole / floor:.1f} times reading what is remembered")
        print(f"filtered to {found:,}: {words * 1000:.0f} ms (target {FILTERED * 1000:.0f})")
        print(f"  {words / whole:.3f} of listing")


if __name__ == "__main__":
    main()
