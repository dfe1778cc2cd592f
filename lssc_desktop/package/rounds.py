"""What a reviewer should know of the rounds before: what changed, and what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Cancelled, Reporter
from lssc_desktop.core.review import Review, ReviewMode
from lssc_desktop.core.threads import Thread, threads
from lssc_desktop.package.comparing import (
    PackageChanges,
    changes_between,
    changes_carried,
    earlier_package,
)
from lssc_desktop.package.filed_reviews import filed_beside, package_beside
from lssc_desktop.package.kept_reviews import KeptReview, is_by, kept_before, kept_for
from lssc_desktop.package.opened import OpenedPackage, open_for_review
from lssc_desktop.package.reviewed import reviewed_package


@dataclass(frozen=True, slots=True)
class EarlierRounds:
    """`last` is this reviewer's own review of an earlier package of the same work, if known.

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

    What others did at the same computer is theirs: an evaluator shall not see it.
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
    found = None if last is None else _compared(last, opened, places, reporter)
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


def _compared(
    last: KeptReview, opened: OpenedPackage, places: Sequence[Path], reporter: Reporter
) -> PackageChanges | None:
    """Compare with the earlier package itself, where it was reviewed or lies in a known place."""
    wanted = last.review.package.package_id
    path = Path(last.package_path) if last.package_path else None
    if path is None or not path.is_file():
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
