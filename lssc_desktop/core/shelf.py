"""The packages in a folder of a program's office, and what is known of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lssc_desktop.core.portfolio import PackageKind
from lssc_desktop.core.review import ReviewMode


class Soundness(StrEnum):
    """Whether a package is what it was when it was made, as far as that was looked at."""

    UNKNOWN = "unknown"
    VALID = "valid"
    DAMAGED = "damaged"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was seen: when these are the same, its content was not read again."""

    bytes: int
    modified: int


@dataclass(frozen=True, slots=True)
class ShelvedPackage:
    """What a package says of itself; `name` is its path within the shelf, with `/`.

    `carried` are the comments of earlier rounds that it carries and that were not settled then.
    """

    name: str
    seen: Seen
    received: date
    soundness: Soundness = Soundness.UNKNOWN
    package_id: str = ""
    candidate: str = ""
    set_title: str = ""
    kind: PackageKind | None = None
    copy: int = 0
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShelvedReview:
    """What a review file in the shelf says; `package_id` is "" for one that cannot be read."""

    name: str
    seen: Seen
    package_id: str = ""
    reviewer: str = ""
    mode: ReviewMode = ReviewMode.REVIEW
    comments: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """One row of the shelf."""

    package: ShelvedPackage
    reviewers: tuple[str, ...] = ()
    open_comments: int = 0
    opened_by: str = ""

    @property
    def name(self) -> str:
        """The path of the package within the shelf."""
        return self.package.name


def entries(
    packages: Iterable[ShelvedPackage],
    reviews: Iterable[ShelvedReview],
    opened: Mapping[str, str],
) -> tuple[ShelfEntry, ...]:
    """Bring packages, reviews and who has what open (by package name) together."""
    about: dict[str, list[ShelvedReview]] = {}
    for review in reviews:
        if review.package_id:
            about.setdefault(review.package_id, []).append(review)
    found = []
    for package in packages:
        own = about.get(package.package_id, []) if package.package_id else []
        said = {comment for review in own for comment in review.comments} | set(package.carried)
        settled = {comment for review in own for comment in review.settled}
        found.append(
            ShelfEntry(
                package,
                tuple(dict.fromkeys(review.reviewer for review in own)),
                len(said - settled),
                opened.get(package.name, ""),
            )
        )
    return tuple(found)
