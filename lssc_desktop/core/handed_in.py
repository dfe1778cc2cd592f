"""Which sets were handed in, and when first."""

from collections.abc import Iterable, Mapping
from datetime import date

from lssc_desktop.core.portfolio import PackageKind, Portfolio
from lssc_desktop.core.submission import Submission, SubmissionState


def handed_in(portfolio: Portfolio, submissions: Iterable[Submission]) -> Mapping[str, date]:
    """Return the first day of receipt of each set that was handed in.

    A set that was decided on and whose receipt we do not have was handed in by the day of its
    first decision.
    """
    received = {
        item.package_id: item.receipt.at.date()
        for item in submissions
        if item.receipt is not None and item.state is SubmissionState.RECEIVED
    }
    days = {
        work.set_id: min(decision.day for decision in work.decisions)
        for work in portfolio.sets
        if work.decisions
    }
    for note in portfolio.packages:
        if note.kind is PackageKind.PORTFOLIO and note.package_id in received:
            day = received[note.package_id]
            days[note.set_id] = min(day, days.get(note.set_id, day))
    return days
