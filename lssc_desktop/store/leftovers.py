"""Temporary folders, and what programs that could not end left of theirs."""

import os
import shutil
import tempfile
from pathlib import Path

from lssc_desktop.core.job import Reporter, Step

_PREFIX = "lssc-desktop-"


def scratch_folder() -> tempfile.TemporaryDirectory[str]:
    """Return an empty folder for as long as the `with` lasts, which gives its path.

    It is named after this process. What cannot be removed at the end, because another program
    still shows it, is removed by `remove_leftovers` at a next start.
    """
    from lssc_desktop.store.process_tree import began

    process = os.getpid()
    return tempfile.TemporaryDirectory(
        prefix=f"{_PREFIX}{process}-{began(process)}-", ignore_cleanup_errors=True
    )


def remove_leftovers(reporter: Reporter) -> None:
    """Remove the folders of programs that are gone.

    What a package holds is nobody's business who uses the computer next.
    """
    from lssc_desktop.store.process_tree import is_alive  # not needed to start, so not paid for

    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        reporter.report(Step.LOOKING, 0, 0)
        process, *others = folder.name.removeprefix(_PREFIX).split("-")
        mark = others[0] if len(others) > 1 else ""  # not in the names of earlier versions
        if process.isdecimal() and not is_alive(int(process), mark):
            shutil.rmtree(folder, ignore_errors=True)  # somebody else's stays
