"""Reviews in the reviewer's own folder: unsaved work, and what was said about earlier copies."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.names import folded, one_line
from lssc_desktop.core.review import Comment, Review, ReviewedPackage
from lssc_desktop.store.files import patiently, write_durably
from lssc_desktop.store.small_files import read_limited

FOLDER = "reviews"
_FORMAT = 1
_LARGEST = 8_000_000


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


def keep(config: Path, kept: KeptReview) -> None:
    """Write a review into the reviewer's folder, in place of how it was kept before."""
    target = _path(config, kept.review)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_durably(target, msgspec.json.encode(kept))


def forget(config: Path, review: Review) -> None:
    """Leave nothing of a review in the reviewer's folder."""
    with suppress(OSError):
        patiently(_path(config, review).unlink)


def forget_saved(config: Path, reviewer: str) -> None:
    """Leave nothing of a person's reviews that review files hold; unsaved work stays."""
    for kept in _found(config, ""):
        if kept.saved and is_by(kept, reviewer):
            forget(config, kept.review)


def is_by(kept: KeptReview, reviewer: str) -> bool:
    """Whether a review is this person's; capitals and spaces make nobody another."""
    return folded(one_line(kept.review.reviewer)) == folded(one_line(reviewer))


def kept_for(config: Path, package: ReviewedPackage) -> tuple[KeptReview, ...]:
    """Return what is kept about this very package, the newest first."""
    found = _found(config, f"{_work(package)}-{_short(package.package_id)}-")
    return _newest_first(each for each in found if _id(each) == package.package_id)


def kept_before(config: Path, package: ReviewedPackage) -> tuple[KeptReview, ...]:
    """Return what is kept about other packages of the same work, the newest first."""
    found = _found(config, f"{_work(package)}-")
    return _newest_first(
        each
        for each in found
        if _id(each) != package.package_id
        and (each.review.package.portfolio, each.review.package.set_id)
        == (package.portfolio, package.set_id)
    )


def _found(config: Path, start: str) -> Iterator[KeptReview]:
    """Read what is kept under names that begin so; what cannot be read is passed over."""
    for path in (config / FOLDER).glob(f"{start}*.json"):
        try:
            kept = msgspec.json.decode(read_limited(path, _LARGEST), type=KeptReview)
            if kept.format <= _FORMAT and kept.review.written.tzinfo is not None:
                yield kept
        except (LsscError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue  # cut off by a crash, or from a newer version


def _newest_first(found: Iterator[KeptReview]) -> tuple[KeptReview, ...]:
    return tuple(sorted(found, key=lambda each: each.review.written, reverse=True))


def _id(kept: KeptReview) -> str:
    return kept.review.package.package_id


def _path(config: Path, review: Review) -> Path:
    """Return where a review is kept. What a package says of itself is never part of a name."""
    package = review.package
    name = f"{_work(package)}-{_short(package.package_id)}-{_short(review.id)}.json"
    return config / FOLDER / name


def _work(package: ReviewedPackage) -> str:
    return _short(f"{package.portfolio}\n{package.set_id}")


def _short(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
