"""Review files and packages that lie about: what a reviewer who is not remembered goes on from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.names import folded, slug
from lssc_desktop.core.review import Review, ReviewedPackage, ReviewMode
from lssc_desktop.package.kept_reviews import KeptReview, is_by
from lssc_desktop.package.reader import open_package, package_id
from lssc_desktop.store.disk import names_in
from lssc_desktop.store.review_file import SUFFIX, read_review

_MOST_REVIEWS = 100  # files beside a package that are read
_MOST_PACKAGES = 60
_PACKAGE = ".zip"


@dataclass(eq=False)
class ReviewElsewhere(LsscError):
    """A review file by this person that is about other work than the package that is open."""

    path: str
    reviewer: str
    about: ReviewedPackage


@dataclass(eq=False)
class NotYourReview(LsscError):
    """A review file by another person, or a result, that nobody else can go on with."""

    path: str
    reviewer: str


def filed_beside(package: Path, about: ReviewedPackage, reviewer: str) -> tuple[KeptReview, ...]:
    """Return this person's review files beside a package that are about the same work."""
    return tuple(
        kept
        for kept in map(_kept, _reviews_beside(package.parent, reviewer))
        if kept is not None and is_by(kept, reviewer) and _is_same_work(kept.review, about)
    )


def review_to_go_on(path: Path, about: ReviewedPackage, reviewer: str) -> Review:
    """Return the review in a file that a reviewer goes on from.

    It is about this very package or another one of the same work. Raises `ReviewElsewhere`,
    `NotYourReview` and what `read_review` raises.
    """
    review = read_review(path)
    if not _is_same_work(review, about):
        raise ReviewElsewhere(str(path), review.reviewer, review.package)
    if review.mode is ReviewMode.RESULT or not is_by(KeptReview(review, ""), reviewer):
        raise NotYourReview(str(path), review.reviewer)
    return review


def package_beside(folders: Iterable[Path], name: str, wanted: str) -> Path | None:
    """Return the package of an id that lies in one of the folders, those named alike first."""
    for folder in dict.fromkeys(folders):
        names = [each for each in _names(folder) if each.casefold().endswith(_PACKAGE)]
        alike = sorted(names, key=lambda each: (-_alike(each, name), each))
        for each in alike[:_MOST_PACKAGES]:
            try:
                found = package_id(open_package(folder / each))
            except LsscError:
                continue
            if found == wanted:
                return folder / each
    return None


def _alike(one: str, other: str) -> int:
    """Return how many characters two names begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _is_same_work(review: Review, about: ReviewedPackage) -> bool:
    package = review.package
    return (package.portfolio, package.set_id) == (about.portfolio, about.set_id)


def _reviews_beside(folder: Path, reviewer: str) -> Iterator[Path]:
    """Give the review files in a folder, those first whose name says that they are this person's.

    On a shelf lie those of thousands.
    """
    names = [each for each in _names(folder) if each.casefold().endswith(SUFFIX)]
    by_name = slug(reviewer)
    names.sort(key=lambda each: (not by_name or by_name not in folded(each), each))
    yield from (folder / each for each in names[:_MOST_REVIEWS])


def _names(folder: Path) -> list[str]:
    try:
        return list(names_in(folder))
    except LsscError:  # the stick is elsewhere now
        return []


def _kept(path: Path) -> KeptReview | None:
    try:
        return KeptReview(read_review(path), "", saved=True)
    except LsscError:
        return None
