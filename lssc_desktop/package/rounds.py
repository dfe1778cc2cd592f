"""Rounds of a review: what a reviewer kept of it, and what changed from one package to a later one.

What is kept is unsaved work, and what was said about earlier copies. It lies in the reviewer's own
folder, and in files beside a package.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.files.names import REVIEW_SUFFIX, folded, one_line, slug
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.portfolio.portfolio import PackageKind, PackagePrints
from lssc_desktop.core.review.copy_changes import (
    CopyContents,
    FileChange,
    FileChangeKind,
    TextChanges,
    file_changes,
    file_changes_since,
    text_changes,
    text_changes_since,
)
from lssc_desktop.core.review.review import (
    About,
    Comment,
    Review,
    ReviewedPackage,
    ReviewMode,
    Thread,
    newest_reviews,
    threads,
)
from lssc_desktop.core.text.changes import Change
from lssc_desktop.core.text.richtext import RichText
from lssc_desktop.disk.disk import disk_errors, is_file, names_in
from lssc_desktop.disk.files import read_limited, retry_while_busy, write_durably
from lssc_desktop.disk.json_files import encoded
from lssc_desktop.disk.settings import REVIEWS
from lssc_desktop.package.opened import (
    OpenedPackage,
    about_file,
    open_for_review,
    reviewed_package,
)
from lssc_desktop.package.reader import open_package, package_id
from lssc_desktop.package.record import EarlierPackage, Record, shown_files
from lssc_desktop.store.review_file import SignedReview, read_review, read_signed
from lssc_desktop.values import dataclass

_FORMAT = 1
_LARGEST_KEPT = 8_000_000

_MOST_REVIEWS = 100  # files beside a package that are read
_MOST_PACKAGES = 60
_MOST_EVALUATIONS = 2_000  # review files beside a package in which those of it are looked for
_ZIP = ".zip"


class ReviewElsewhere(LsscError):
    """A review file by this reviewer about other work than the package that is open."""

    path: str
    reviewer: str
    about: ReviewedPackage

    says = Says(
        "The review in {path:file} is about different work: {about.set_title:line} by "
        "{about.candidate:line}.",
        "Nothing was loaded from it. Your review isn’t changed.",
        "Open the package it’s about, or choose another file.",
    )


class NotYourReview(LsscError):
    """A review file by another reviewer, or a result, that nobody else can go on with."""

    path: str
    reviewer: str

    says = Says(
        "The review in {path:file} was written by {reviewer:line}.",
        "You can’t continue someone else’s review. Your review isn’t changed.",
        "If it’s yours, enter your name the way it’s written there: choose Review > Reviewer.",
    )


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
    """Write a review into the reviewer's folder, in place of how it was kept before.

    Raises the errors of `store.folder.disk`.
    """
    target = _path(config, kept.review)
    with disk_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    write_durably(target, encoded(target, kept, msgspec.json.encode, _decode, _LARGEST_KEPT))


def move_drafts(config: Path, to: KeptReview, earlier: Iterable[KeptReview]) -> None:
    """Keep a review that has the unfinished comments of earlier ones, and take them from those.

    They are written before they are taken away. Raises the errors of `store.folder.disk`.
    """
    keep_review(config, to)
    for each in earlier:
        keep_review(config, replace(each, drafts=()))


def carried_drafts(unfinished: Iterable[KeptReview], record: Record) -> tuple[Comment, ...]:
    """Return the unfinished comments of earlier packages as they are about a later one.

    A file is found again by its content, or by its place; else the comment is about the competency
    that showed it. Other words for a comment of an earlier review ask that comment again.
    """
    return tuple(
        replace(
            draft,
            id="",
            about=_about_now(draft.about, record),
            follows=draft.follows or draft.id,
        )
        for kept in unfinished
        for draft in kept.drafts
    )


def _about_now(about: About, record: Record) -> About:
    if not about.evidence:
        return about
    sums = {file.path: file.sha256 for file in record.files}
    shown = [use.path for place, use in record.shown() if place == about.competency]
    same = [path for path in shown if about.sha256 and sums.get(path) == about.sha256]
    found = next(iter(same), about.evidence if about.evidence in shown else "")
    return about_file(record, about.competency, found) if found else About(about.competency)


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
    for path in (config / REVIEWS).glob(f"{start}*.json"):
        try:
            kept = _decode(read_limited(path, _LARGEST_KEPT))
            if kept.format <= _FORMAT:
                yield kept
        except (LsscError, ValueError, RecursionError):
            continue  # cut off by a crash, or from a newer version


def _decode(data: bytes) -> KeptReview:
    kept = msgspec.json.decode(data, type=KeptReview)
    if kept.review.written.tzinfo is None:
        raise ValueError(kept.review.written)
    return kept


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
    return config / REVIEWS / name


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


def evaluations_beside(config: Path, package: Path, package_id: str) -> tuple[SignedReview, ...]:
    """Return the evaluations of a package that lie beside it, of each its last writing.

    With what their signatures show, by this user's settings in `config`.
    """
    stem = folded(package.name.removesuffix(_ZIP).removesuffix(".lssc"))
    names = [each for each in _names(package.parent) if each.casefold().endswith(REVIEW_SUFFIX)]
    names.sort(key=lambda each: (not folded(each).startswith(stem), each))
    found = {
        kept.review: package.parent / each
        for each in names[:_MOST_EVALUATIONS]
        if (kept := _read_kept(package.parent / each)) is not None
        and kept.review.mode is ReviewMode.EVALUATION
        and kept.review.package.package_id == package_id
    }
    signed = []
    for review in newest_reviews(found):
        with suppress(LsscError):  # the stick is elsewhere now
            signed.append(read_signed(config, found[review]))
    return tuple(signed)


def begun_packages(config: Path, reviewer: str) -> frozenset[str]:
    """Return the ids of the packages of which this computer keeps a reviewer's unsaved work."""
    return frozenset(
        _package_id(each) for each in _found(config, "") if not each.saved and is_by(each, reviewer)
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


# Changes ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PackageChanges:
    """What changed since the package `since`, of that kind, whose copy number is `copy`.

    `texts` are the changed ones only, in the order of the set, the statement last. `words_known`
    is false when the earlier package itself was not there: then sentences that went are counted,
    not shown (`core.text.changes.changes_since`), and earlier captions and roles not either.
    """

    since: str
    copy: int
    words_known: bool
    kind: PackageKind = PackageKind.REVIEW_COPY
    texts: tuple[TextChanges, ...] = ()
    files: tuple[FileChange, ...] = ()

    def text(self, competency: int | None) -> tuple[Change, ...]:
        """Return the sentences of a changed text; none for one that is as it was."""
        return next((item.changes for item in self.texts if item.competency == competency), ())

    def files_at(self, competency: int | None) -> tuple[FileChange, ...]:
        """Return what became of the files of a competency, or with None of the statement."""
        return tuple(item for item in self.files if item.place == competency)

    def news(self, competency: int | None, path: str) -> FileChangeKind | None:
        """Return what became first of a file that is shown there, by its path below `data/`."""
        found = (item for item in self.files_at(competency) if item.new is not None)
        return next((item.kind for item in found if item.new and item.new.path == path), None)


def changes_between(old: OpenedPackage, new: OpenedPackage) -> PackageChanges:
    """Compare two packages of one set, sentence by sentence and file by file."""
    before, after = copy_contents(old), copy_contents(new)
    return PackageChanges(
        old.package_id,
        old.record.copy,
        words_known=True,
        kind=old.record.kind,
        texts=text_changes(before, after),
        files=file_changes(before.evidence, after.evidence),
    )


def copy_contents(opened: OpenedPackage) -> CopyContents:
    """Return every text of a package that could be read, and every file where it is shown.

    Its Word files are compared by what they say.
    """
    record = opened.record
    return CopyContents(_texts(opened), shown_files(record))


def earlier_package(record: Record, package_id: str = "") -> EarlierPackage | None:
    """Return what a package knows of an earlier one, without an id of the last one.

    None where there was none, or where nothing but its name is known.
    """
    return next(
        (
            item
            for item in reversed(record.earlier)
            if package_id in {"", item.package_id} and item.prints != PackagePrints()
        ),
        None,
    )


def changes_carried(new: OpenedPackage, since: EarlierPackage) -> PackageChanges:
    """Compare a package with an earlier one of which it carries the fingerprints."""
    after = copy_contents(new)
    return PackageChanges(
        since.package_id,
        since.copy,
        words_known=False,
        kind=new.record.kind,
        texts=text_changes_since(since.prints, after),
        files=file_changes_since(since.prints, after.evidence),
    )


def changed_places(record: Record, found: PackageChanges) -> tuple[int | None, ...]:
    """Return the competencies whose text or files changed, the statement (None) last."""
    places = {item.competency for item in found.texts} | {item.place for item in found.files}
    numbers = (item.number for item in record.competencies if item.number in places)
    return (*numbers, *((None,) if None in places else ()))


def _texts(opened: OpenedPackage) -> Mapping[int | None, RichText]:
    """Return every text of a package that could be read, in the order of the set."""
    record = opened.record
    paths = [(item.number, item.response) for item in record.competencies]
    documents = [
        (place, opened.document(path)) for place, path in (*paths, (None, record.statement))
    ]
    return {place: seen.text for place, seen in documents if seen is not None and not seen.fault}


# Earlier rounds ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EarlierRounds:
    """What a reviewer should know of the rounds before: what changed, and what was said.

    `last` is this reviewer's own review of an earlier package of the same work, if known.
    `changes` are those since that package, or since the one before as the new package itself
    knows it; None where there was none. `said` are the comments of all rounds that are known.
    `kept` is work on this very package that was not finished, `filed` what a review file beside
    the package says of it by this reviewer, None where it is kept too. `unfinished` are the kept
    reviews of earlier packages in which comments were begun and not added.
    """

    last: Review | None = None
    changes: PackageChanges | None = None
    said: tuple[Thread, ...] = ()
    kept: tuple[KeptReview, ...] = ()
    filed: KeptReview | None = None
    unfinished: tuple[KeptReview, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenReview:
    """A review file that a reviewer chose to go on from."""

    path: Path
    review: Review


def earlier_rounds(
    config: Path,
    opened: OpenedPackage,
    reviewer: str,
    mode: ReviewMode,
    reporter: Reporter,
    given: GivenReview | None = None,
) -> EarlierRounds:
    """Look for earlier rounds: in the package, in the reviewer's own folder, and beside it.

    What others did at the same computer is theirs: an evaluator must not see it.
    """
    package = reviewed_package(opened)
    filed = filed_beside(opened.path, package, reviewer)
    before = [each for each in kept_before(config, package) if is_by(each, reviewer)]
    unfinished = tuple(each for each in before if each.drafts and each.review.mode is mode)
    before += [each for each in filed if each.review.package.package_id != opened.package_id]
    last = max(before, key=_written, default=None)
    if given is not None:
        last = next((each for each in before if each.review == given.review), None)
        last = last or KeptReview(given.review, "", saved=True)
    places = [opened.path.parent, *(() if given is None else (given.path.parent,))]
    found = None if last is None else _changes_since_last(last, opened, places, reporter)
    if found is None:
        wanted = "" if last is None else last.review.package.package_id
        carried = earlier_package(opened.record, wanted) or earlier_package(opened.record)
        found = None if carried is None else changes_carried(opened, carried)
    carried_ids = {thread.comment.id for thread in opened.record.thread}
    own = () if last is None else threads((last.review,), ())
    kept = tuple(
        each
        for each in kept_for(config, package)
        if is_by(each, reviewer) and each.review.mode is mode
    )
    same = [
        each
        for each in filed
        if each.review.package.package_id == opened.package_id and each.review.mode is mode
    ]
    return EarlierRounds(
        None if last is None else last.review,
        found,
        (*opened.record.thread, *(each for each in own if each.comment.id not in carried_ids)),
        kept,
        None if kept else max(same, key=_written, default=None),
        unfinished,
    )


def _written(kept: KeptReview) -> datetime:
    return kept.review.written


def _changes_since_last(
    last: KeptReview, opened: OpenedPackage, places: Sequence[Path], reporter: Reporter
) -> PackageChanges | None:
    """Compare with the earlier package itself, where it was reviewed or lies in a known place."""
    wanted = last.review.package.package_id
    path = Path(last.package_path) if last.package_path else None
    if path is None or not is_file(path):
        path = package_beside(places, opened.path.name, wanted)
    if path is None:
        return None
    try:
        old = open_for_review(path, reporter)
    except Cancelled:
        raise
    except LsscError:  # the stick with it is elsewhere now, or it was changed since
        return None
    if old.package_id != wanted:
        return None
    return changes_between(old, opened)
