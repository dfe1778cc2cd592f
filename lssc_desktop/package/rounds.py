"""What a reviewer should know of the rounds before: what changed, and what was said."""

from dataclasses import dataclass
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
from lssc_desktop.package.kept_reviews import KeptReview, is_by, kept_before, kept_for
from lssc_desktop.package.opened import OpenedPackage, open_for_review
from lssc_desktop.package.reviewed import reviewed_package


@dataclass(frozen=True, slots=True)
class EarlierRounds:
    """`last` is this reviewer's own review of an earlier package of the same work, if kept.

    `changes` are those since that package, or since the one before as the new package itself
    knows it; None where there was none. `said` are the comments of all rounds that are known.
    `kept` is work on this very package that was not finished.
    """

    last: Review | None = None
    changes: PackageChanges | None = None
    said: tuple[Thread, ...] = ()
    kept: tuple[KeptReview, ...] = ()


def earlier_rounds(
    config: Path, opened: OpenedPackage, reviewer: str, mode: ReviewMode, reporter: Reporter
) -> EarlierRounds:
    """Look for earlier rounds: in the package, and in the reviewer's own folder.

    What others did at the same computer is theirs: an evaluator shall not see it.
    """
    package = reviewed_package(opened)
    before = [each for each in kept_before(config, package) if is_by(each, reviewer)]
    last = before[0] if before else None
    found = None if last is None else _compared(last, opened, reporter)
    if found is None:
        wanted = "" if last is None else last.review.package.package_id
        carried = earlier_package(opened.record, wanted) or earlier_package(opened.record)
        found = None if carried is None else changes_carried(opened, carried)
    carried_ids = {thread.comment.id for thread in opened.record.thread}
    own = () if last is None else threads((last.review,), ())
    return EarlierRounds(
        None if last is None else last.review,
        found,
        (*opened.record.thread, *(each for each in own if each.comment.id not in carried_ids)),
        tuple(
            each
            for each in kept_for(config, package)
            if is_by(each, reviewer) and each.review.mode is mode
        ),
    )


def _compared(last: KeptReview, opened: OpenedPackage, reporter: Reporter) -> PackageChanges | None:
    """Compare with the earlier package itself, where it still lies where it was reviewed."""
    try:
        old = open_for_review(Path(last.package_path), reporter)
    except Cancelled:
        raise
    except LsscError:  # the stick with it is elsewhere now, or it was changed since
        return None
    if old.package_id != last.review.package.package_id:
        return None
    return changes_between(old, opened)
