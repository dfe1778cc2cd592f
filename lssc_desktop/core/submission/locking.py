"""Locks on sets that are handed in, and when each was (docs/facts/lssc.md 2.4)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from lssc_desktop.core.errors import LsscError, Says
from lssc_desktop.core.portfolio.portfolio import (
    CompetencyWork,
    HandedInPackage,
    PackageKind,
    Plan,
    Portfolio,
    SetWork,
)
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.submission.set_standing import (
    LOCKED,
    Standing,
    is_handed_in_elsewhere,
    standing,
)
from lssc_desktop.core.submission.submission import Submission, SubmissionState, is_on_own_word


class SetLocked(LsscError):
    """A set that is on its way, handed in (perhaps) or achieved; nothing of it can be edited."""

    set_title: str
    standing: Standing
    package: str = ""
    """The package of which nobody can read whether it was handed in."""
    on_own_word: bool = False
    """Whether nobody but the user says that it was handed in."""


class PortfolioReadOnly(LsscError):
    """A portfolio that is only shown, as the finished example is: nothing of it can be edited."""

    says = Says(
        "This is an example, so you can’t change anything in it.",
        advice="Make the change in your own {portfolio}.",
    )


type EditLock = SetLocked | PortfolioReadOnly
"""Why something cannot be edited."""


def lock_of(
    program: Program, portfolio: Portfolio, submissions: Collection[Submission], set_id: str
) -> SetLocked | None:
    """Return why a set cannot be edited, None when it can."""
    stands = standing(portfolio, submissions, set_id)
    if stands not in LOCKED:
        return None
    found = program.competency_set(set_id)
    title = set_id if found is None else found.title
    if stands is Standing.RECEIVED:
        own = _is_on_own_word(portfolio, submissions, set_id)
        return SetLocked(title, stands, on_own_word=own)
    if stands is not Standing.UNREADABLE:
        return SetLocked(title, stands)
    ids = _packages_of(portfolio, set_id)
    unread = [
        item.package
        for item in submissions
        if item.package_id in ids and item.state is SubmissionState.UNREADABLE
    ]
    return SetLocked(title, stands, unread[-1])


def _packages_of(portfolio: Portfolio, set_id: str) -> frozenset[str]:
    return frozenset(note.package_id for note in portfolio.packages if note.set_id == set_id)


def _is_on_own_word(portfolio: Portfolio, submissions: Iterable[Submission], set_id: str) -> bool:
    """Whether no receiver says that it has a package of a set."""
    ids = _packages_of(portfolio, set_id)
    remembered = with_handed_in(portfolio, submissions).handed_in
    return all(kept.on_own_word for kept in remembered if kept.package_id in ids)


def locked_change(
    program: Program, before: Portfolio, after: Portfolio, submissions: Collection[Submission]
) -> SetLocked | None:
    """Return the lock that an edit would break, None when it may be made.

    What no package shows stays free: planning notes, self-ratings, planned days, which sets are
    chosen, and what the program decided, with what is to be revised not being ready any more.
    """
    for work in before.sets:
        now = after.set_work(work.set_id)
        kept = before if now is None or now.handed_in else _without_day(before, work)
        lock = lock_of(program, kept, submissions, work.set_id)
        if lock is None:
            continue
        if now is None or _packaged(now) != _packaged(_asked_again(work, now)):
            return lock
    return None


def locks_using(
    program: Program, portfolio: Portfolio, submissions: Collection[Submission], *paths: str
) -> SetLocked | None:
    """Return the lock of a set that shows one of these files, None when all of them are free."""
    wanted = set(paths)
    for work in portfolio.sets:
        certified = work.course is not None and work.course.certificate in wanted
        if certified or any(use.path in wanted for _number, use in work.uses()):
            lock = lock_of(program, portfolio, submissions, work.set_id)
            if lock is not None:
                return lock
    return None


def _without_day(portfolio: Portfolio, work: SetWork) -> Portfolio:
    """Return the portfolio without the day that was entered for a set: it is being taken back."""
    if work.handed_in is None:
        return portfolio
    again = replace(work, handed_in=None)
    return replace(portfolio, sets=tuple(again if it is work else it for it in portfolio.sets))


def _asked_again(work: SetWork, now: SetWork) -> SetWork:
    """Return the set as a new decision on it leaves it (`edits.decide`)."""
    asked = now.decisions[-1].asked if now.decisions != work.decisions and now.decisions else ()
    competencies = tuple(
        replace(each, marked_ready=False) if each.number in asked else each
        for each in work.competencies
    )
    return replace(work, competencies=competencies)


def _packaged(work: SetWork) -> SetWork:
    """Return what a package would show of a set, and nothing else."""
    items = (
        replace(item, plan=Plan(), self_rating=None, can_do=None) for item in work.competencies
    )
    return replace(
        work,
        chosen=True,
        changed=date.min,
        planned=None,
        decisions=(),
        handed_in=None,
        route_chosen=True,
        competencies=tuple(item for item in items if item != CompetencyWork(item.number)),
    )


# Days of handing in -----------------------------------------------------------------------------


def handed_in(portfolio: Portfolio, submissions: Iterable[Submission]) -> Mapping[str, date]:
    """Return the first day of receipt of each set that was handed in.

    A set of which we have no receipt was handed in on the day that the user entered, else by the
    day of the first decision on it.
    """
    received = {
        kept.package_id: kept.on for kept in with_handed_in(portfolio, submissions).handed_in
    }
    days = {
        work.set_id: work.handed_in or min(decision.day for decision in work.decisions)
        for work in portfolio.sets
        if work.decisions or work.handed_in
    }
    for note in portfolio.packages:
        if note.kind is PackageKind.PORTFOLIO and note.package_id in received:
            day = received[note.package_id]
            days[note.set_id] = min(day, days.get(note.set_id, day))
    return days


# What the portfolio remembers -------------------------------------------------------------------


def with_handed_in(portfolio: Portfolio, submissions: Iterable[Submission]) -> Portfolio:
    """Return the portfolio that remembers which of its packages were handed in.

    What it remembers already stays, with its day, whatever the submissions say by now.
    """
    ours = {note.package_id for note in portfolio.packages}
    known = {kept.package_id: kept for kept in portfolio.handed_in}
    for item in submissions:
        receipt = item.receipt
        if item.state is not SubmissionState.RECEIVED or receipt is None:
            continue
        if item.package_id in ours:
            day, own = receipt.at.date(), is_on_own_word(item)
            before = known.get(item.package_id, HandedInPackage(item.package_id, day, own))
            known[item.package_id] = replace(
                before, on=min(before.on, day), on_own_word=before.on_own_word and own
            )
    handed = tuple(known.values())
    return portfolio if handed == portfolio.handed_in else replace(portfolio, handed_in=handed)


def without_handed_in(portfolio: Portfolio, package_id: str) -> Portfolio:
    """Return the portfolio after the user said that a package was not handed in.

    The day on which its set was handed in without this program is taken back with it.
    """
    sets = {note.set_id for note in portfolio.packages if note.package_id == package_id}
    return replace(
        portfolio,
        handed_in=tuple(kept for kept in portfolio.handed_in if kept.package_id != package_id),
        sets=tuple(
            replace(work, handed_in=None)
            if work.set_id in sets and is_handed_in_elsewhere(work)
            else work
            for work in portfolio.sets
        ),
    )
