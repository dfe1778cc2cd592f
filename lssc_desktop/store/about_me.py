"""Files about the person, in `About me/`: résumé, acceptance letter, membership."""

from collections.abc import Sequence
from pathlib import Path

from lssc_desktop.core.edits import drop_about, put_about_files
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.layout import ABOUT_ME
from lssc_desktop.core.portfolio import AboutFile, AboutKind, Portfolio
from lssc_desktop.store.disk import FileMissing, FolderGone, disk_errors
from lssc_desktop.store.files import to_trash
from lssc_desktop.store.inside import inside
from lssc_desktop.store.intake import bring_in


def add_about_me(
    root: Path, portfolio: Portfolio, sources: Sequence[Path], kind: AboutKind, reporter: Reporter
) -> tuple[Portfolio, tuple[AboutFile, ...]]:
    """Copy files into `About me/` and return the portfolio with them, and the files in order.

    Names, reuse and errors are those of `store.intake.bring_in`.
    """
    added = tuple(
        AboutFile(seen.path, seen.sha256, seen.bytes, kind)
        for seen in bring_in(root, ABOUT_ME, sources, reporter)
    )
    return put_about_files(portfolio, added), added


def remove_about_me(root: Path, portfolio: Portfolio, path: str) -> Portfolio:
    """Move a file about the person to the trash; raises `TrashRefused`."""
    try:
        to_trash(inside(root, path))
    except (FileMissing, FolderGone):
        with disk_errors(root):  # gone already, unless the whole portfolio is
            root.stat()
    return drop_about(portfolio, path)
