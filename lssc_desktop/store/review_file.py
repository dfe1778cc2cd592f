"""Review files (`*.lssc-review.json`): a review as text and back, and those filed in `Reviews/`.

A review comes from somebody else, so nothing in it is believed: its size, the length of its texts
and how many there are of them are limited, and whatever is wrong is reported with its place.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from lssc_desktop.core.errors import By, LsscError, Says
from lssc_desktop.core.files.names import (
    REVIEW_SUFFIX,
    REVIEWS,
    folded,
    is_passed_over,
    next_numbered,
    portable_name,
)
from lssc_desktop.core.files.readable import FileBroken, FileNewer, OurFile
from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.review.review import Review, ReviewMode, reviewed_package_note, take_result
from lssc_desktop.core.submission.trust import UNSIGNED, SignatureCheck
from lssc_desktop.disk.copying import require_file
from lssc_desktop.disk.disk import FileMissing, FolderGone, disk_errors, names_in
from lssc_desktop.disk.files import inside, open_to_read, write_durably
from lssc_desktop.disk.json_files import encoded
from lssc_desktop.store.shape import LARGEST_NUMBER, detail_and_place, implausible
from lssc_desktop.store.signing import (
    carry_signature,
    check_signature,
    require_no_wrong_signature,
)
from lssc_desktop.values import dataclass

FORMAT = 1

LARGEST = 4_000_000
"""No review file that we read has more bytes."""

_MOST_ITEMS = 2_000  # comments, ratings, settled comments
_MOST_COMPETENCIES = 10_000  # of a set, whatever its program
_LONGEST_LINE = 2_000  # characters of a name, title or path
_LONGEST_TEXT = 20_000
_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class ReviewTooLong(LsscError):
    """What would be written could not be read again.

    `text` has too many characters, more than `longest`; "" where it is the review as a whole.
    """

    path: str
    text: str
    longest: int

    says = Says(
        By(
            "text",
            {"": "That’s more than a review file can hold."},
            "One text has {text:count} characters, and the limit is {longest:number}: "
            "“{text:start}…”.",
        ),
        "The review file wasn’t saved, because no one could import it.",
        "Shorten it or split it, then save again.",
    )


def encode_review(review: Review) -> bytes:
    """Return a review as JSON: indented, "format" first; the same review, the same bytes."""
    raw = {"format": FORMAT, **msgspec.to_builtins(review)}
    if not review.decides:  # as before there was this
        del raw["decides"]
    if review.rules is None:  # as every file was before
        del raw["rules"]
    if not review.rules_chosen:
        del raw["rules_chosen"]
    if not review.despite_conflict:
        del raw["despite_conflict"]
    return msgspec.json.format(msgspec.json.encode(raw), indent=2) + b"\n"


def decode_review(data: bytes, path: str) -> Review:
    """Return what a review file says; `path` names the file in errors.

    Raises:
        FileBroken: with the place of the first fault.
        FileNewer: its format is one that we do not know yet.
    """
    if len(data) > LARGEST:
        raise FileBroken(OurFile.REVIEW, path, reason="limit")
    try:
        text = data.decode("utf-8-sig")  # some editors begin a file with a mark
        found = msgspec.json.decode(text, type=_Header).format
    except (ValueError, OverflowError, RecursionError) as error:  # msgspec's own are ValueErrors
        reason = "value" if isinstance(error, msgspec.ValidationError) else "syntax"
        detail, place = detail_and_place(str(error))
        raise FileBroken(OurFile.REVIEW, path, place, reason, detail) from error
    if FORMAT < found <= LARGEST_NUMBER:
        raise FileNewer(OurFile.REVIEW, path, found, FORMAT)
    if found != FORMAT:
        raise FileBroken(OurFile.REVIEW, path, "format", "value")
    try:
        review = msgspec.json.decode(text, type=Review)
    except (ValueError, OverflowError, RecursionError) as error:
        detail, place = detail_and_place(str(error))
        raise FileBroken(OurFile.REVIEW, path, place, "value", detail) from error
    for place, reason in _faults(review):
        raise FileBroken(OurFile.REVIEW, path, place, reason)
    return review


def read_review(path: Path) -> Review:
    """Read a review file. Raises as `decode_review` and `read_bytes` do."""
    return decode_review(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """Return what a review file holds, and of a larger one only enough to see that it is.

    Raises `NotAFile` for a link, a pipe or a device, which are not even touched, and the errors
    of `store.disk`.
    """
    require_file(path)
    with disk_errors(path), open_to_read(path) as file:
        return file.read(LARGEST + 1)


def write_review(path: Path, review: Review) -> None:
    """Write a review file durably; what was there under the name is replaced.

    Raises `ReviewTooLong` rather than write what nobody could take in.
    """
    for text, longest in _texts(review):
        if len(text) > longest:
            raise ReviewTooLong(str(path), text, longest)
    if len(encode_review(review)) > LARGEST or any(True for _ in _too_much(review)):
        raise ReviewTooLong(str(path), "", LARGEST)
    decode = partial(decode_review, path=str(path))
    write_durably(path, encoded(path, review, encode_review, decode, LARGEST))


@dataclass(frozen=True, slots=True)
class _Header:
    """What every review file of whatever format says."""

    format: int


def _faults(review: Review) -> Iterator[tuple[str, str]]:
    """Give what the types cannot say, with its place."""
    if (place := implausible(review)) is not None:
        yield place, "value"
    if review.written.tzinfo is None:
        yield "written", "value"
    if (review.mode is ReviewMode.RESULT) is (review.result is None):
        yield "result", "value"
    if review.despite_conflict and review.result is None:
        yield "despite_conflict", "value"
    if _ID.fullmatch(review.id) is None:
        yield "id", "value"
    if _FINGERPRINT.fullmatch(review.package.package_id) is None:
        yield "package.package_id", "value"
    if review.rules is not None and _FINGERPRINT.fullmatch(review.rules.code) is None:
        yield "rules.code", "value"
    yield from _too_much(review)
    yield from _comment_faults(review)
    rated = [item.competency for item in review.ratings]
    if not all(map(_is_number, rated)):
        yield "ratings", "value"
    if len(rated) != len(set(rated)):
        yield "ratings", "twice"


def _comment_faults(review: Review) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for number, comment in enumerate(review.comments):
        if _ID.fullmatch(comment.id) is None:
            yield f"comments[{number}].id", "value"
        if comment.id in seen:
            yield f"comments[{number}].id", "twice"
        if not _is_number(comment.about.competency):
            yield f"comments[{number}].about.competency", "value"
        if comment.quoted_at < 0:
            yield f"comments[{number}].quoted_at", "value"
        seen.add(comment.id)


def _is_number(competency: int | None) -> bool:
    """Whether a competency can have this number; None is the learning statement."""
    return competency is None or 0 < competency < _MOST_COMPETENCIES


def _too_much(review: Review) -> Iterator[tuple[str, str]]:
    asked = () if review.result is None else review.result.asked
    for place, many in (
        ("comments", review.comments),
        ("ratings", review.ratings),
        ("settled", review.settled),
        ("result.asked", asked),
    ):
        if len(many) > _MOST_ITEMS:
            yield place, "limit"
    if any(len(text) > longest for text, longest in _texts(review)):
        yield "", "limit"


def _texts(review: Review) -> Iterator[tuple[str, int]]:
    """Give every text that somebody wrote, with how many characters it may have."""
    package = review.package
    lines = [package.portfolio, package.program, package.program_version, package.set_id]
    lines += [package.set_title, package.candidate, review.reviewer, *review.settled]
    if review.rules is not None:
        lines += [review.rules.program, review.rules.version]
    for comment in review.comments:
        about = comment.about
        lines += [comment.follows, about.evidence, about.name, about.sha256]
    yield from ((line, _LONGEST_LINE) for line in lines)
    yield review.note, _LONGEST_TEXT
    yield review.despite_conflict, _LONGEST_TEXT
    if review.conflict is not None:
        yield review.conflict.question, _LONGEST_TEXT
        yield review.conflict.words, _LONGEST_TEXT
    for comment in review.comments:
        yield comment.text, _LONGEST_TEXT
        yield comment.quote, _LONGEST_TEXT


# Reviews filed in a portfolio -------------------------------------------------------------------


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
    package: such a file changes nothing. `signature` is what the signature beside it shows.
    """

    portfolio: Portfolio
    review: Review
    ours: bool
    path: str = ""
    signature: SignatureCheck = UNSIGNED


@dataclass(frozen=True, slots=True)
class SignedReview:
    """A review file called `name`, and what the signature beside it shows."""

    name: str
    review: Review
    signature: SignatureCheck


def read_signed(config: Path, path: Path) -> SignedReview:
    """Return a review with what the signature beside it shows. Raises as `read_review`.

    Whose key it is, is known in `config`, this user's settings.
    """
    data = read_bytes(path)
    review = decode_review(data, str(path))
    sha256 = hashlib.sha256(data).hexdigest()
    return SignedReview(path.name, review, check_signature(config, path, review.reviewer, sha256))


class EvaluationForOffice(LsscError):
    """The file is what one evaluator found: it is for the program office alone."""

    path: str

    says = Says(
        "{path:file} is {an_evaluator}’s file for the program office.",
        "It wasn’t imported. Nothing in your {portfolio} changed.",
        "Give it to the program office. The office sends you the result.",
    )


def import_review(
    root: Path, portfolio: Portfolio, source: Path, today: date, config: Path
) -> TakenReview:
    """Take a review file in: it is copied to `Reviews/` under its own name, the same file once.

    A result about a package that was handed in becomes a decision of the program on its set. A
    signature beside it comes along; whose it is, is known in `config`, this user's settings.
    Raises `EvaluationForOffice`, `SignatureWrong`, and as `read_review` does; then nothing was
    changed.
    """
    data = read_bytes(source)
    review = decode_review(data, str(source))
    if review.mode is ReviewMode.EVALUATION:
        raise EvaluationForOffice(str(source))
    signature = require_no_wrong_signature(config, source, review.reviewer)
    if reviewed_package_note(portfolio, review) is None:
        return TakenReview(portfolio, review, ours=False, signature=signature)
    path = f"{REVIEWS}/{_file_review(inside(root, REVIEWS), source.name, data)}"
    carry_signature(source, root / path)
    changed = take_result(portfolio, review, today)
    return TakenReview(changed, review, ours=True, path=path, signature=signature)


def filed_reviews(root: Path, portfolio: Portfolio) -> tuple[FiledReview, ...]:
    """Return every review file in `Reviews/`, by name; what cannot be read has its fault."""
    found = []
    for name in sorted(_review_names(root / REVIEWS)):
        path = f"{REVIEWS}/{name}"
        try:
            review = decode_review(read_bytes(root / REVIEWS / name), path)
        except LsscError as error:
            found.append(FiledReview(path, None, fault=error))
        else:
            found.append(
                FiledReview(path, review, reviewed_package_note(portfolio, review) is not None)
            )
    return tuple(found)


def reviews_of(root: Path, portfolio: Portfolio) -> tuple[Review, ...]:
    """Return the reviews in `Reviews/` that are about packages of this portfolio."""
    return tuple(
        filed.review
        for filed in filed_reviews(root, portfolio)
        if filed.review is not None and filed.ours
    )


def _review_names(folder: Path) -> Iterator[str]:
    """Give the names of the review files in a folder, which need not be there."""
    try:
        names = names_in(folder)
    except (FileMissing, FolderGone):
        return
    for name in names:
        if name.casefold().endswith(REVIEW_SUFFIX) and not is_passed_over(f"{REVIEWS}/{name}"):
            yield name


def _file_review(folder: Path, name: str, data: bytes) -> str:
    """Keep a file in the folder and return its name there; what is there is never replaced."""
    with disk_errors(folder):
        folder.mkdir(exist_ok=True)
    for other in sorted(_review_names(folder)):
        if _holds(folder / other, data):
            return other
    taken = {folded(other) for other in names_in(folder)}
    stem = _stem(portable_name(name))
    while folded(stem + REVIEW_SUFFIX) in taken:
        stem = next_numbered(stem)
    write_durably(folder / (stem + REVIEW_SUFFIX), data)
    return stem + REVIEW_SUFFIX


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file holds exactly this; what cannot be read does not."""
    try:
        return read_bytes(path) == data
    except LsscError:
        return False


def with_review_suffix(path: Path) -> Path:
    """Return a path whose name ends as those of review files do."""
    return path.with_name(_stem(path.name) + REVIEW_SUFFIX)


def _stem(name: str) -> str:
    """Return a name without its ending, which is double, in whatever letters."""
    for ending in (REVIEW_SUFFIX, ".json"):
        if name.casefold().endswith(ending):
            return name[: -len(ending)] or "review"
    return name
