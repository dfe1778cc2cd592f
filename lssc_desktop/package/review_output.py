"""Where a review file is written: nothing is replaced but an earlier writing by the same person."""

from dataclasses import dataclass, replace
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.names import slug
from lssc_desktop.core.review import Review
from lssc_desktop.store.disk import FolderGone
from lssc_desktop.store.review_file import SUFFIX, read_review, write_review


@dataclass(eq=False)
class ReviewExists(LsscError):
    """Something of that name is there, and it is no review of this package by this person."""

    path: str


def review_name(package: Path, review: Review) -> str:
    """Return what a review is called that nobody has named: package and reviewer."""
    stem = package.name.removesuffix(".zip").removesuffix(".lssc")
    return f"{stem}-{slug(review.reviewer) or review.mode.value}{SUFFIX}"


def write_output(output: Path, package: Path, review: Review) -> Path:
    """Write a review to a file, or under `review_name` into a folder, and return where it is.

    A file in which the same person reviewed the same package before is written anew, as a later
    writing of that review. Raises `ReviewExists` and the errors of `store.disk`.
    """
    target = output / review_name(package, review) if output.is_dir() else output
    if not target.parent.is_dir():
        raise FolderGone(str(target.parent))
    if target.is_symlink() or target.exists():
        review = replace(review, id=_earlier(target, review).id)
    write_review(target, review)
    return target


def _earlier(target: Path, review: Review) -> Review:
    try:
        found = read_review(target)
    except LsscError as error:
        raise ReviewExists(str(target)) from error
    # Whoever puts their name or the kind of review right goes on with the same one.
    same = found.id == review.id or (found.mode, found.reviewer) == (review.mode, review.reviewer)
    ours = same and found.package.package_id == review.package.package_id
    if target.is_symlink() or not ours:
        raise ReviewExists(str(target))
    return found
