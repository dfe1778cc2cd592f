"""What a path is that somebody opened or dropped: a portfolio, a package, or a review file."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lssc_desktop.core.layout import PORTFOLIO, PROGRAM
from lssc_desktop.store.disk import disk_errors, names_in

_BAG = "bagit.txt"
_REVIEW = ".lssc-review.json"


class PathKind(StrEnum):
    """What can be opened."""

    PORTFOLIO = "portfolio"
    PACKAGE = "package"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Opens:
    """A path as it is opened: the folder of a portfolio, a bag as folder or ZIP, a review file."""

    kind: PathKind
    path: Path


def is_review(path: Path) -> bool:
    """Whether a file is called like a review file."""
    return path.name.casefold().endswith(_REVIEW)


def kind_of_path(path: Path) -> Opens:
    """Tell what a path is; whether it really is one is found when it is opened.

    portfolio.json and program.toml stand for the folder they lie in. Raises the errors of
    `store.disk` when there is nothing to look at.
    """
    with disk_errors(path):
        path.stat()
    if not path.is_dir():
        if path.name in {PORTFOLIO, PROGRAM}:
            return Opens(PathKind.PORTFOLIO, path.parent)
        return Opens(PathKind.REVIEW if is_review(path) else PathKind.PACKAGE, path)
    kind = PathKind.PACKAGE if _BAG in names_in(path) else PathKind.PORTFOLIO
    return Opens(kind, path)
