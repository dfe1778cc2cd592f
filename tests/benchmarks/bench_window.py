"""The window: its start against a bare one, opening a portfolio, pages, keys while saving."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from comparing import Row, prepare_windows, print_table, python, scratch_folder
from data import make_files, make_response

FIRST = Path(__file__).with_name("first_window.py")
AT_WORK = Path(__file__).with_name("window_at_work.py")
PROGRAM = Path(sys.executable).with_name("lssc-desktop")
ANSWER = 100  # milliseconds within which the window answers
KEY = 8  # milliseconds of the window's thread for one key
FEW, MANY = 34, 10_000


def start_row() -> Row:
    """Compare the start until its first page is on the screen with a window of Qt that is empty."""
    return Row(
        "start to the start page : a bare window of Qt",
        lambda _: python(FIRST, "page"),
        lambda _: python(FIRST, "bare"),
        1.6,
        rounds=15,
    )


def usable_row(count: int, folder: Path, target: float) -> Row:
    """Compare opening a portfolio until its first page can be used with an empty window of Qt."""
    return Row(
        f"open {count:,} files to the first usable page : a bare window",
        lambda _: python(FIRST, "usable", folder),
        lambda _: python(FIRST, "bare"),
        target,
    )


def open_row(large: Path, small: Path) -> Row:
    """Compare opening and looking through many files with the few of the sample."""
    return Row(
        f"look through {MANY:,} files after opening : {FEW}",
        lambda _: python(FIRST, "folder", large),
        lambda _: python(FIRST, "folder", small),
        None,
    )


def print_times(name: str, root: Path) -> None:
    """Print what a window that is open needs for pages and keys."""
    done = subprocess.run(python(AT_WORK, root), check=True, capture_output=True, text=True)
    times = json.loads(done.stdout)
    against = times["key"] / times["bare_key"]
    print(
        f"{name}: page {times['page']:.0f} ms, slowest {times['slowest_page']:.0f} ms (target"
        f" {ANSWER}); key while saving {times['key']:.2f} ms (target {KEY}), 19 of 20 below"
        f" {times['most_keys']:.1f} ms, slowest {times['slowest_key']:.1f} ms,"
        f" {against:.1f} times a bare editor with the same text;"
        f" a save was under way during {times['while_saving']:.0%} of the keys"
    )


def main() -> None:
    """Measure everything and print the table."""
    prepare_windows()
    with scratch_folder() as scratch:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = str(scratch / "home")
        small, large, long = (scratch / name for name in ("Small", "Large", "Long"))
        subprocess.run([PROGRAM, "sample", small], check=True, stdout=subprocess.DEVNULL)
        shutil.copytree(small, large)
        shutil.copytree(small, long)
        (response,) = long.glob("Foundations*/11 *.docx")
        make_response(response)
        make_files(large / "Evidence", MANY, 50_000_000)
        subprocess.run([PROGRAM, "status", large], check=True, stdout=subprocess.DEVNULL)
        rows = (
            start_row(),
            usable_row(FEW, small, 2.6),
            usable_row(MANY, large, 2.8),
            open_row(large, small),
        )
        print_table(rows, scratch)
        print_times("34 files", small)
        print_times(f"{MANY:,} files", large)
        print_times("20 pages with tables and pictures", long)


if __name__ == "__main__":
    main()
