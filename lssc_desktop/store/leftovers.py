"""The temporary folder of a window, and what windows that could not end left behind."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lssc_desktop.core.job import Reporter, Step

_PREFIX = "lssc-desktop-"


@contextmanager
def window_folder() -> Iterator[Path]:
    """Give an empty folder for copies of what a package holds; it is removed at the end."""
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-") as name:
        yield Path(name)


def remove_leftovers(reporter: Reporter) -> None:
    """Remove the folders of windows that were ended by force.

    What a package holds is nobody's business who uses the computer next.
    """
    from lssc_desktop.store.process_tree import is_alive  # not needed to start, so not paid for

    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        reporter.report(Step.LOOKING, 0, 0)
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if process.isdecimal() and not is_alive(int(process)):
            shutil.rmtree(folder, ignore_errors=True)  # somebody else's stays
