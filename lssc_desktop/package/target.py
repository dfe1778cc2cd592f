"""Where a package is written: nothing is ever replaced but an earlier writing of the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.layout import PACKAGES
from lssc_desktop.core.names import folded, following
from lssc_desktop.core.portfolio import PackageNote
from lssc_desktop.package.reader import open_package, package_id
from lssc_desktop.store.disk import FolderGone, disk_errors, names_in
from lssc_desktop.store.inside import inside

SUFFIX = ".lssc.zip"


@dataclass(eq=False)
class PackageExists(LsscError):
    """Something of that name is there already and is not this package."""

    path: str


def target_of(name: str, root: Path, output: Path | None, ours: Sequence[PackageNote]) -> Path:
    """Return the file to write, in a folder that is there.

    Without `output` it is `name` in `Packages/`, which is made; an `output` that is a folder
    gets `name` within. `ours` are the notes of earlier writings of the same content. Raises
    `PackageExists` and the errors of `store.disk`.
    """
    if output is None:
        return _in_packages(name, root, ours)
    target = output / name if output.is_dir() else output
    if not target.parent.is_dir():
        raise FolderGone(str(target.parent))
    if target.is_symlink() or (target.exists() and not _is_one_of(target, ours)):
        raise PackageExists(str(target))
    return target


def _in_packages(name: str, root: Path, ours: Sequence[PackageNote]) -> Path:
    folder = inside(root, PACKAGES)
    with disk_errors(folder):
        folder.mkdir(exist_ok=True)
    noted = {note.path for note in ours}
    taken = {
        folded(other)
        for other in names_in(folder)
        if f"{PACKAGES}/{other}" not in noted or not _is_one_of(folder / other, ours)
    }
    stem = name.removesuffix(SUFFIX)
    while folded(stem + SUFFIX) in taken:
        stem = following(stem)
    return folder / (stem + SUFFIX)


def _is_one_of(path: Path, notes: Sequence[PackageNote]) -> bool:
    """Whether a file is one of these packages, whatever it is called."""
    ids = {note.package_id for note in notes}
    try:
        return bool(ids) and package_id(open_package(path)) in ids
    except LsscError:
        return False
