"""Changes in a set from one package to a later one, and what a reviewer should know of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.portfolio.portfolio import FilePrint, PackagePrints
from lssc_desktop.core.review.review import Review, ReviewMode, Thread, threads
from lssc_desktop.core.text.changes import (
    Change,
    FileChange,
    FileChangeKind,
    changes,
    changes_since,
    file_changes,
    file_print,
    is_changed,
)
from lssc_desktop.core.text.richtext import RichText
from lssc_desktop.package.kept_reviews import (
    KeptReview,
    filed_beside,
    is_by,
    kept_before,
    kept_for,
    package_beside,
)
from lssc_desktop.package.opened import OpenedPackage, open_for_review, reviewed_package
from lssc_desktop.package.record import EarlierPackage, Record
from lssc_desktop.store.folder.disk import is_file


@dataclass(frozen=True, slots=True)
class TextChanges:
    """Every sentence of a response that is not as it was; `competency` None: the statement."""

    competency: int | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PackageChanges:
    """What changed since the package `since`, whose copy number is `copy`.

    `texts` are the changed ones only, in the order of the set, the statement last. `words_known`
    is false when the earlier package itself was not there: then sentences that went are counted,
    not shown (`core.text.changes.changes_since`).
    """

    since: str
    copy: int
    words_known: bool
    texts: tuple[TextChanges, ...] = ()
    files: tuple[FileChange, ...] = ()

    def text(self, competency: int | None) -> tuple[Change, ...]:
        """Return the sentences of a changed text; none for one that is as it was."""
        return next((item.changes for item in self.texts if item.competency == competency), ())

    def file(self, name: str) -> FileChangeKind | None:
        """Return what became of a file, by the candidate's name for it."""
        return next((item.kind for item in self.files if item.name == name), None)


def changes_between(old: OpenedPackage, new: OpenedPackage) -> PackageChanges:
    """Compare two packages of one set, sentence by sentence and file by file."""
    before, after = _texts(old), _texts(new)
    return PackageChanges(
        old.package_id,
        old.record.copy,
        words_known=True,
        texts=_text_changes(
            {
                place: changes(before.get(place, RichText()), after.get(place, RichText()))
                for place in dict.fromkeys((*after, *before))
            }
        ),
        files=file_changes(_evidence_prints(old.record), _evidence_prints(new.record)),
    )


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
    after = _texts(new)
    before = {item.competency: item.sentences for item in since.prints.texts}
    return PackageChanges(
        since.package_id,
        since.copy,
        words_known=False,
        texts=_text_changes(
            {
                place: changes_since(before.get(place, ""), after.get(place, RichText()))
                for place in dict.fromkeys((*after, *before))
            }
        ),
        files=file_changes(since.prints.files, _evidence_prints(new.record)),
    )


def changed_places(record: Record, found: PackageChanges) -> tuple[int | None, ...]:
    """Return the competencies whose text or files changed, the statement (None) last."""
    texts = {item.competency for item in found.texts}
    names = {file.path: file.original_name for file in record.files}
    places: list[int | None] = [
        item.number
        for item in record.competencies
        if item.number in texts
        or any(found.file(names.get(use.path, "")) is not None for use in item.evidence)
    ]
    in_statement = (names.get(use.path, "") for use in record.statement_evidence)
    is_other = None in texts or any(found.file(name) is not None for name in in_statement)
    return (*places, *((None,) if is_other else ()))


def _text_changes(found: Mapping[int | None, tuple[Change, ...]]) -> tuple[TextChanges, ...]:
    return tuple(TextChanges(place, steps) for place, steps in found.items() if is_changed(steps))


def _texts(opened: OpenedPackage) -> Mapping[int | None, RichText]:
    """Return every text of a package that could be read, in the order of the set."""
    record = opened.record
    paths = [(item.number, item.response) for item in record.competencies]
    documents = [
        (place, opened.document(path)) for place, path in (*paths, (None, record.statement))
    ]
    return {place: seen.text for place, seen in documents if seen is not None and not seen.fault}


def _evidence_prints(record: Record) -> tuple[FilePrint, ...]:
    """Return the evidence of a package; its Word files are compared by what they say."""
    documents = {record.statement, *(item.response for item in record.competencies)}
    return tuple(
        file_print(file.original_name, file.sha256)
        for file in record.files
        if file.path not in documents
    )


# Earlier rounds ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EarlierRounds:
    """What a reviewer should know of the rounds before: what changed, and what was said.

    `last` is this reviewer's own review of an earlier package of the same work, if known.
    `changes` are those since that package, or since the one before as the new package itself
    knows it; None where there was none. `said` are the comments of all rounds that are known.
    `kept` is work on this very package that was not finished, `filed` what a review file beside
    the package says of it by this reviewer, None where it is kept too.
    """

    last: Review | None = None
    changes: PackageChanges | None = None
    said: tuple[Thread, ...] = ()
    kept: tuple[KeptReview, ...] = ()
    filed: KeptReview | None = None


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
