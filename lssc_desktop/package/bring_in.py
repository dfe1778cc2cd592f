"""A package of ours that lies somewhere else, copied to where its way can be kept."""

from dataclasses import dataclass
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.layout import PACKAGES
from lssc_desktop.core.portfolio import PackageNote
from lssc_desktop.package.reader import verify
from lssc_desktop.package.target import target_of
from lssc_desktop.store.copying import copy_in


@dataclass(eq=False)
class OtherPackage(LsscError):
    """The file is a package, and another one than was asked for."""

    path: str


def bring_in(root: Path, note: PackageNote, source: Path, reporter: Reporter) -> str:
    """Copy a noted package into `Packages/` unless it lies there, and return its path in `root`.

    Raises `OtherPackage`, the errors of `package.reader.verify` and `store.copying`, and
    `Cancelled`.
    """
    if verify(source, reporter).package_id != note.package_id:
        raise OtherPackage(str(source))
    if source.parent.resolve() == (root / PACKAGES).resolve():
        return f"{PACKAGES}/{source.name}"
    target = target_of(source.name, root, None, ())
    copy_in(source, target, reporter)
    return f"{PACKAGES}/{target.name}"
