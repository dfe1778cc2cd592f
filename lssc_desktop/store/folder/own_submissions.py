"""What was sent of a portfolio's own packages."""

from pathlib import Path

from lssc_desktop.core.portfolio.portfolio import Portfolio
from lssc_desktop.core.submission.submission import Submission, unreadable
from lssc_desktop.store.submissions import Kept, kept_of


def submissions_of(root: Path, portfolio: Portfolio) -> Kept:
    """Return the submissions of a portfolio's own packages, in the order of the packages.

    A package whose submissions cannot be read has one that says so (`submission.unreadable`):
    so nobody who asks whether a set is locked has to think of it.
    """
    ids: dict[Path, list[str]] = {}
    for note in portfolio.packages:
        if not note.elsewhere:
            ids.setdefault(root / note.path, []).append(note.package_id)
    ours = {note.package_id for note in portfolio.packages}
    found = {path: kept_of([path]) for path in ids}
    submissions: list[Submission] = []
    for path, kept in found.items():
        if kept.faults:
            submissions.extend(unreadable(path.name, each) for each in ids[path])
        submissions.extend(item for item in kept.submissions if item.package_id in ours)
    faults = (fault for kept in found.values() for fault in kept.faults)
    return Kept(tuple(submissions), tuple(faults))
