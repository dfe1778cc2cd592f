"""What the command line makes of a folder, to compare the window with."""

from datetime import date
from pathlib import Path

from lssc_desktop.cli import run


def packaged_by_command(root: Path, set_id: str, target: Path, *, review_copy: bool = True) -> Path:
    """Build the review copy of a set with the command, or its portfolio, beside the folder."""
    kind = ["--review-copy"] if review_copy else []
    words = ["package", str(root), "--set", set_id, *kind, "-o", str(target)]
    assert run(words, date(2026, 11, 24)) == 0
    return target
