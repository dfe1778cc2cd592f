"""Targets of packages and reviews: nothing is replaced but an earlier writing of the same."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import PACKAGES, REVIEW_SUFFIX, folded, next_numbered, slug
from lssc_desktop.core.job import Reporter
from lssc_desktop.core.portfolio.portfolio import PackageKind, PackageNote, PackagePrints, Portfolio
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.review.review import Review
from lssc_desktop.core.standing.folder_facts import FolderFacts
from lssc_desktop.disk.copying import copy_in
from lssc_desktop.disk.disk import (
    is_link,
    is_same_file,
    is_there,
    kind_at,
    names_in,
    require_folder_of,
)
from lssc_desktop.disk.files import make_inside
from lssc_desktop.package.bag import BagFile
from lssc_desktop.package.opened import is_blind
from lssc_desktop.package.reader import open_package, package_id, verify
from lssc_desktop.store.review_file import read_review, write_review
from lssc_desktop.store.signing import sign_as_own
from lssc_desktop.values import dataclass

PACKAGE_SUFFIX = ".lssc.zip"
_NOT_SEEN = FolderFacts()


@dataclass(frozen=True, slots=True)
class BuildOrder:
    """What to package: a set of a folder as it was seen, or the renewal.

    `output` None is `Packages/`; one that is a folder gets the package under its usual name.
    `facts` are needed where nobody looks at the folder again before. `sign_with` is the folder of
    the settings with whose key the package is signed, if there is one.
    """

    root: Path
    program: Program
    program_text: str
    portfolio: Portfolio
    set_id: str
    kind: PackageKind
    output: Path | None = None
    facts: FolderFacts = _NOT_SEEN
    sign_with: Path | None = None


@dataclass(frozen=True, slots=True)
class PackageContent:
    """What a package is made of: its files in the order in which they are written.

    `name` is what follows the person in its name. `fingerprint` is that of everything that makes
    the package what it is, but for its `copy` number.
    """

    name: str
    title: str
    day: date
    fingerprint: str
    files: tuple[BagFile, ...]
    copy: int
    prints: PackagePrints


class PackageExists(LsscError):
    """Something of that name is there already and is not this package."""

    path: str

    says = Says(
        "There’s already a file called {path:file}, and it isn’t this package.",
        "It wasn’t changed, and nothing was saved.",
        "Choose another name, or move that file away.",
    )


class OtherPackage(LsscError):
    """The file is a package, and another one than was asked for."""

    path: str

    says = Says(
        "{path:file} is a different package.",
        "Nothing was copied. The receipt would be for something else.",
        "Choose the original package file, or build the package again.",
    )


class ReviewExists(LsscError):
    """Something of that name is there, and it is no review of this package by this reviewer."""

    path: str

    says = Says(
        "{path:file} already exists, and it isn’t your review of this package.",
        "It wasn’t changed, and your review wasn’t saved.",
        "Choose another name.",
    )


def target_of(name: str, root: Path, output: Path | None, ours: Sequence[PackageNote]) -> Path:
    """Return the file to write, in a folder that is there.

    Without `output` it is `name` in `Packages/`, which is made; an `output` that is a folder
    gets `name` within. `ours` are the notes of earlier writings of the same content. Raises
    `PackageExists` and the errors of `store.folder.disk`.
    """
    if output is None:
        return _in_packages(name, root, ours)
    target = output / name if kind_at(output) == "folder" else output
    require_folder_of(target)
    if is_there(target) and (is_link(target) or not _is_one_of(target, ours)):
        raise PackageExists(str(target))
    return target


def _in_packages(name: str, root: Path, ours: Sequence[PackageNote]) -> Path:
    folder = make_inside(root, PACKAGES)
    noted = {note.path for note in ours}
    taken = {
        folded(other)
        for other in names_in(folder)
        if f"{PACKAGES}/{other}" not in noted or not _is_one_of(folder / other, ours)
    }
    stem = name.removesuffix(PACKAGE_SUFFIX)
    while folded(stem + PACKAGE_SUFFIX) in taken:
        stem = next_numbered(stem)
    return folder / (stem + PACKAGE_SUFFIX)


def _is_one_of(path: Path, notes: Sequence[PackageNote]) -> bool:
    """Return whether a file is one of these packages, whatever it is called."""
    ids = {note.package_id for note in notes}
    try:
        return bool(ids) and package_id(open_package(path)) in ids
    except LsscError:
        return False


def bring_in(root: Path, note: PackageNote, source: Path, reporter: Reporter) -> str:
    """Copy a noted package into `Packages/` unless it lies there, and return its path in `root`.

    So its way can be kept in the portfolio. Raises `OtherPackage`, the errors of
    `package.reader.verify` and `store.folder.copying`, and `Cancelled`.
    """
    if verify(source, reporter).package_id != note.package_id:
        raise OtherPackage(str(source))
    if is_same_file(source.parent, root / PACKAGES):
        return f"{PACKAGES}/{source.name}"
    target = target_of(source.name, root, None, ())
    copy_in(source, target, reporter)
    return f"{PACKAGES}/{target.name}"


# Reviews ----------------------------------------------------------------------------------------


def review_name(package: Path, review: Review) -> str:
    """Return what a review is called that nobody has named: package and reviewer.

    In one that is blind a label stands for the package, whose name tells the candidate's.
    """
    stem = package.name.removesuffix(".zip").removesuffix(".lssc")
    if is_blind(review):
        stem = slug(review.package.candidate)
    return f"{stem}-{slug(review.reviewer) or review.mode.value}{REVIEW_SUFFIX}"


def write_output(output: Path, package: Path, review: Review) -> Path:
    """Write a review to a file, or under `review_name` into a folder, and return where it is.

    A file in which the same reviewer reviewed the same package before is replaced by this later
    writing of that review. Raises `ReviewExists` and the errors of `store.folder.disk`.
    """
    target = output / review_name(package, review) if kind_at(output) == "folder" else output
    require_folder_of(target)
    if is_there(target):
        review = replace(review, id=_earlier_review(target, review).id)
    write_review(target, review)
    return target


def write_signed(output: Path, package: Path, review: Review, config: Path) -> Path:
    """Write a review as `write_output` does, signed if there is a key in this user's settings.

    Raises the errors of `store.signing` too; then the review was written.
    """
    target = write_output(output, package, review)
    sign_as_own(config, target)
    return target


def _earlier_review(target: Path, review: Review) -> Review:
    try:
        found = read_review(target)
    except LsscError as error:
        raise ReviewExists(str(target)) from error
    # Whoever puts their name or the kind of review right goes on with the same one.
    same = found.id == review.id or (found.mode, found.reviewer) == (review.mode, review.reviewer)
    ours = same and found.package.package_id == review.package.package_id
    if is_link(target) or not ours:
        raise ReviewExists(str(target))
    return found
