"""Reviews on the reviewer's computer: those kept in their own folder, and files beside a package.

What is kept is unsaved work, and what was said about earlier copies.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.portfolio.names import folded, one_line, slug
from lssc_desktop.core.review.review import Comment, Review, ReviewedPackage, ReviewMode
from lssc_desktop.package.reader import open_package, package_id
from lssc_desktop.store.folder.disk import names_in
from lssc_desktop.store.folder.files import retry_while_busy, write_durably
from lssc_desktop.store.folder.guards import read_limited
from lssc_desktop.store.review_file import REVIEW_SUFFIX, read_review

FOLDER = "reviews"
_FORMAT = 1
_LARGEST_KEPT = 8_000_000

_MOST_REVIEWS = 100  # files beside a package that are read
_MOST_PACKAGES = 60
_ZIP = ".zip"


@dataclass(eq=False)
class ReviewElsewhere(LsscError):
    """A review file by this reviewer about other work than the package that is open."""

    path: str
    reviewer: str
    about: ReviewedPackage


@dataclass(eq=False)
class NotYourReview(LsscError):
    """A review file by another reviewer, or a result, that nobody else can go on with."""

    path: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class KeptReview:
    """A review as it was last seen on this computer.

    `package_path` is where its package lay; `saved` says that nothing in it is newer than the
    review file that was saved. `drafts` are comments begun and not yet added, one for each part.
    """

    review: Review
    package_path: str
    saved: bool = False
    drafts: tuple[Comment, ...] = ()
    format: int = _FORMAT


def keep_review(config: Path, kept: KeptReview) -> None:
    """Write a review into the reviewer's folder, in place of how it was kept before."""
    target = _path(config, kept.review)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_durably(target, msgspec.json.encode(kept))


def forget_review(config: Path, review: Review) -> None:
    """Leave nothing of a review in the reviewer's folder."""
    with suppress(OSError):
        retry_while_busy(_path(config, review).unlink)


def forget_saved_reviews(config: Path, reviewer: str) -> None:
    """Leave nothing of a reviewer's reviews that review files hold; unsaved work stays."""
    for kept in _found(config, ""):
        if kept.saved and is_by(kept, reviewer):
            forget_review(config, kept.review)


def kept_for(config: Path, package: ReviewedPackage) -> tuple[KeptReview, ...]:
    """Return what is kept about this very package, the newest first."""
    found = _found(config, f"{_work_key(package)}-{_short(package.package_id)}-")
    return _newest_first(each for each in found if _package_id(each) == package.package_id)


def kept_before(config: Path, package: ReviewedPackage) -> tuple[KeptReview, ...]:
    """Return what is kept about other packages of the same work, the newest first."""
    found = _found(config, f"{_work_key(package)}-")
    return _newest_first(
        each
        for each in found
        if _package_id(each) != package.package_id and _is_same_work(each.review, package)
    )


def is_by(kept: KeptReview, reviewer: str) -> bool:
    """Return whether a review is by this reviewer; capitals and spaces make no difference."""
    return folded(one_line(kept.review.reviewer)) == folded(one_line(reviewer))


def _found(config: Path, start: str) -> Iterator[KeptReview]:
    """Read what is kept under names that begin so; what cannot be read is passed over."""
    for path in (config / FOLDER).glob(f"{start}*.json"):
        try:
            kept = msgspec.json.decode(read_limited(path, _LARGEST_KEPT), type=KeptReview)
            if kept.format <= _FORMAT and kept.review.written.tzinfo is not None:
                yield kept
        except (LsscError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue  # cut off by a crash, or from a newer version


def _newest_first(found: Iterator[KeptReview]) -> tuple[KeptReview, ...]:
    return tuple(sorted(found, key=lambda each: each.review.written, reverse=True))


def _package_id(kept: KeptReview) -> str:
    return kept.review.package.package_id


def _is_same_work(review: Review, about: ReviewedPackage) -> bool:
    package = review.package
    return (package.portfolio, package.set_id) == (about.portfolio, about.set_id)


def _path(config: Path, review: Review) -> Path:
    """Return where a review is kept. What a package says of itself is never part of a name."""
    package = review.package
    name = f"{_work_key(package)}-{_short(package.package_id)}-{_short(review.id)}.json"
    return config / FOLDER / name


def _work_key(package: ReviewedPackage) -> str:
    return _short(f"{package.portfolio}\n{package.set_id}")


def _short(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


# Files beside a package -------------------------------------------------------------------------


def filed_beside(package: Path, about: ReviewedPackage, reviewer: str) -> tuple[KeptReview, ...]:
    """Return this reviewer's review files beside a package that are about the same work."""
    return tuple(
        kept
        for kept in map(_read_kept, _reviews_beside(package.parent, reviewer))
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
        names = [each for each in _names(folder) if each.casefold().endswith(_ZIP)]
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


def _reviews_beside(folder: Path, reviewer: str) -> Iterator[Path]:
    """Yield the review files in a folder, those first that are this reviewer's by their names.

    A shelf has those of thousands.
    """
    names = [each for each in _names(folder) if each.casefold().endswith(REVIEW_SUFFIX)]
    by_name = slug(reviewer)
    names.sort(key=lambda each: (not by_name or by_name not in folded(each), each))
    yield from (folder / each for each in names[:_MOST_REVIEWS])


def _names(folder: Path) -> list[str]:
    try:
        return list(names_in(folder))
    except LsscError:  # the stick is elsewhere now
        return []


def _read_kept(path: Path) -> KeptReview | None:
    try:
        return KeptReview(read_review(path), "", saved=True)
    except LsscError:
        return None
