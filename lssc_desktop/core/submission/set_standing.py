"""Standing of a set on its way to being achieved, from its packages and what was decided."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from lssc_desktop.core.portfolio.portfolio import (
    Decision,
    Outcome,
    PackageKind,
    PackageNote,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.submission.submission import Submission, SubmissionState


class Standing(StrEnum):
    """Where a set stands on its way to being achieved, the newest fact deciding."""

    DRAFT = "draft"
    PACKAGED = "packaged"
    COPIED = "copied"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    UNREADABLE = "unreadable"
    RECEIVED = "received"
    REVIEWED = "reviewed"
    """A review copy on which comments came back."""
    REVISION_ASKED = "revision-asked"
    ACHIEVED = "achieved"
    NOT_ACHIEVED = "not-achieved"


LOCKED = frozenset(
    {
        Standing.SENDING,
        Standing.UNCERTAIN,
        Standing.UNREADABLE,
        Standing.RECEIVED,
        Standing.ACHIEVED,
    }
)
"""A set that is handed in cannot be edited until a revision is asked (docs/facts/lssc.md 2.4).

What may have been handed in counts as if it was.
"""

STANDING_BY_OUTCOME = {
    Outcome.ACHIEVED: Standing.ACHIEVED,
    Outcome.REVISION_ASKED: Standing.REVISION_ASKED,
    Outcome.NOT_ACHIEVED: Standing.NOT_ACHIEVED,
}


def standing(portfolio: Portfolio, submissions: Iterable[Submission], set_id: str) -> Standing:
    """Return where a set stands, from its own portfolio packages; review copies do not count.

    A package is handed in if its submission says so, or if the portfolio remembers it; a set also
    if the user entered the day on which it was handed in without this program. A decision holds
    until a newer package is under way: the revision that was asked for. A copy on the user's own
    drive says nothing where another package of the set went further.
    """
    notes = [
        note
        for note in portfolio.packages
        if note.set_id == set_id and note.kind is PackageKind.PORTFOLIO
    ]
    by_id = _furthest_states(submissions, portfolio)
    work = portfolio.set_work(set_id)
    decisions = () if work is None else work.decisions
    is_elsewhere = work is not None and is_handed_in_elsewhere(work)
    under_way = [
        by_id[note.package_id]
        for note in notes
        if note.package_id in by_id and not is_decided(note, decisions)
    ]
    sent = [state for state in under_way if state is not SubmissionState.PACKAGED]
    last = decisions[-1] if decisions else None
    is_under_way = bool(sent) or is_elsewhere
    if last is not None and (not is_under_way or last.outcome is not Outcome.REVISION_ASKED):
        return STANDING_BY_OUTCOME[last.outcome]
    further = [state for state in sent if state is not SubmissionState.COPIED]
    if is_elsewhere and not further:
        return Standing.RECEIVED
    if sent:
        return Standing((further or sent)[-1].value)
    current = work is not None and any(note.day >= work.changed for note in notes)
    return Standing.PACKAGED if current else Standing.DRAFT


def standing_day(
    portfolio: Portfolio, submissions: Iterable[Submission], set_id: str
) -> date | None:
    """Return since when a set stands where `standing` says; None for a draft or a package.

    It is the day of the decision, of the receipt, or of the last thing that happened.
    """
    known = tuple(submissions)
    stands = standing(portfolio, known, set_id)
    work = portfolio.set_work(set_id)
    if stands in STANDING_BY_OUTCOME.values() and work is not None:
        return work.decisions[-1].day
    if stands in {Standing.DRAFT, Standing.PACKAGED}:
        return None
    ids = {note.package_id for note in portfolio.packages if note.set_id == set_id}
    days = [
        item.receipt.at.date() if item.receipt is not None else item.events[-1].at.date()
        for item in known
        if item.package_id in ids
        and item.state.value == stands.value
        and (item.receipt is not None or item.events)
    ]
    if stands is Standing.RECEIVED:
        days += [kept.on for kept in portfolio.handed_in if kept.package_id in ids]
        if not days and work is not None and work.handed_in is not None:
            days = [work.handed_in]
    return max(days, default=None)


def is_handed_in_elsewhere(work: SetWork) -> bool:
    """Whether a set was handed in without this program, and nothing was decided since."""
    day, last = work.handed_in, work.decisions[-1] if work.decisions else None
    return day is not None and (last is None or last.day < day)


def is_decided(note: PackageNote, decisions: Iterable[Decision]) -> bool:
    """Whether a decision was about a package: by its id, or, where that is not known, its day."""
    return any(
        decision.package_id == note.package_id
        or (not decision.package_id and note.day <= decision.day)
        for decision in decisions
    )


def _furthest_states(
    submissions: Iterable[Submission], portfolio: Portfolio
) -> dict[str, SubmissionState]:
    """Return how far each package is: one may be on its way to several destinations.

    Of what the portfolio remembers it does not matter what nobody can read.
    """
    order = list(SubmissionState)
    remembered = {kept.package_id: SubmissionState.RECEIVED for kept in portfolio.handed_in}
    found: dict[str, SubmissionState] = {}
    for item in submissions:
        before = found.get(item.package_id, SubmissionState.PACKAGED)
        found[item.package_id] = max(before, item.state, key=order.index)
    return found | remembered
