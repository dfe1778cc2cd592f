"""Paths within a portfolio folder, for writing: nothing is written or deleted through a link.

The folder itself may be reached by a link. What lies in it may not be one: whoever made it, the
files behind it are somebody else's.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.layout import PORTFOLIO


@dataclass(eq=False)
class LinkInFolder(LsscError):
    """A file or folder of the portfolio only points to another place."""

    path: str


def inside(root: Path, path: str) -> Path:
    """Return where a relative path lies, to write there; raises `LinkInFolder`."""
    link = link_in(root, path)
    if link is not None:
        raise LinkInFolder(str(link))
    return root / path


def require_own_folder(package: Path) -> None:
    """Raise `LinkInFolder` for a file in a folder of a portfolio that is a link."""
    folder = package.parent
    if (folder.parent / PORTFOLIO).exists():
        inside(folder.parent, folder.name)


def link_in(root: Path, path: str) -> Path | None:
    """Return the first part of a relative path that is a link or a junction, None without one."""
    whole = root
    for part in path.split("/"):
        whole /= part
        if os.path.islink(whole) or os.path.isjunction(whole):  # noqa: PTH114  they never raise
            return whole
    return None
