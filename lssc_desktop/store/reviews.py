"""The review files of a portfolio, in `Reviews/`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.layout import REVIEWS, is_passed_over
from lssc_desktop.core.names import folded, following, portable_name
from lssc_desktop.core.portfolio import Portfolio
from lssc_desktop.core.review import Review, ReviewMode
from lssc_desktop.core.threads import note_for, take_result
from lssc_desktop.store.disk import FileMissing, FolderGone, disk_errors, names_in
from lssc_desktop.store.files import write_durably
from lssc_desktop.store.inside import inside
from lssc_desktop.store.review_file import SUFFIX, decode_review, read_bytes


@dataclass(frozen=True, slots=True)
class FiledReview:
    """A review file in the folder; `path` is relative to it.

    `review` is None when the file cannot be read: `fault` then says why. `ours` says that it is
    about a package of this portfolio.
    """

    path: str
    review: Review | None
    ours: bool = False
    fault: LsscError | None = None


@dataclass(frozen=True, slots=True)
class TakenReview:
    """What came of a review file that was handed over.

    `path` is where it lies now, relative to the folder, and "" for one that is about another
    package: such a file changes nothing.
    """

    portfolio: Portfolio
    review: Review
    ours: bool
    path: str = ""


@dataclass(eq=False)
class EvaluationForOffice(LsscError):
    """The file is what one evaluator found: it is for the program office alone."""

    path: str


def import_review(root: Path, portfolio: Portfolio, source: Path, today: date) -> TakenReview:
    """Take a review file in: it is copied to `Reviews/` under its own name, the same file once.

    A result about a package that was handed in becomes a decision of the program on its set.
    Raises `EvaluationForOffice`, and as `store.review_file.read_review` does; then nothing was
    changed.
    """
    data = read_bytes(source)
    review = decode_review(data, str(source))
    if review.mode is ReviewMode.EVALUATION:
        raise EvaluationForOffice(str(source))
    if note_for(portfolio, review) is None:
        return TakenReview(portfolio, review, ours=False)
    path = f"{REVIEWS}/{_filed(inside(root, REVIEWS), source.name, data)}"
    return TakenReview(take_result(portfolio, review, today), review, ours=True, path=path)


def filed_reviews(root: Path, portfolio: Portfolio) -> tuple[FiledReview, ...]:
    """Return every review file in `Reviews/`, by name; what cannot be read has its fault."""
    found = []
    for name in sorted(_names(root / REVIEWS)):
        path = f"{REVIEWS}/{name}"
        try:
            review = decode_review(read_bytes(root / REVIEWS / name), path)
        except LsscError as error:
            found.append(FiledReview(path, None, fault=error))
        else:
            found.append(FiledReview(path, review, note_for(portfolio, review) is not None))
    return tuple(found)


def reviews_of(root: Path, portfolio: Portfolio) -> tuple[Review, ...]:
    """Return the reviews in `Reviews/` that are about packages of this portfolio."""
    return tuple(
        filed.review
        for filed in filed_reviews(root, portfolio)
        if filed.review is not None and filed.ours
    )


def _names(folder: Path) -> Iterator[str]:
    """Give the names of the review files in a folder, which need not be there."""
    try:
        names = names_in(folder)
    except (FileMissing, FolderGone):
        return
    for name in names:
        if name.casefold().endswith(SUFFIX) and not is_passed_over(f"{REVIEWS}/{name}"):
            yield name


def _filed(folder: Path, name: str, data: bytes) -> str:
    """Keep a file in the folder and return its name there; what is there is never replaced."""
    with disk_errors(folder):
        folder.mkdir(exist_ok=True)
    for other in sorted(_names(folder)):
        if _holds(folder / other, data):
            return other
    taken = {folded(other) for other in names_in(folder)}
    stem = _stem(portable_name(name))
    while folded(stem + SUFFIX) in taken:
        stem = following(stem)
    write_durably(folder / (stem + SUFFIX), data)
    return stem + SUFFIX


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file holds exactly this; what cannot be read does not."""
    try:
        return read_bytes(path) == data
    except LsscError:
        return False


def _stem(name: str) -> str:
    """Return a name without its ending, which is double, in whatever letters."""
    for ending in (SUFFIX, ".json"):
        if name.casefold().endswith(ending):
            return name[: -len(ending)] or "review"
    return name
