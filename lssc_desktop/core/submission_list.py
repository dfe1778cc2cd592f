"""Every package of a portfolio as a list: what it is, and how far it is on its way."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lssc_desktop.core.decision import Decision, Outcome
from lssc_desktop.core.portfolio import PackageKind, PackageNote, Portfolio
from lssc_desktop.core.program import CompetencySet, Program
from lssc_desktop.core.progress import SetProgress, progress
from lssc_desktop.core.submission import Standing, Submission, SubmissionState

_OF_OUTCOME = {
    Outcome.ACHIEVED: Standing.ACHIEVED,
    Outcome.REVISION_ASKED: Standing.REVISION_ASKED,
    Outcome.NOT_ACHIEVED: Standing.NOT_ACHIEVED,
}
_ORDER = tuple(Standing)
_ATTENTION = frozenset(
    {Standing.COPIED, Standing.UNCERTAIN, Standing.UNREADABLE, Standing.REVISION_ASKED}
)


@dataclass(frozen=True, slots=True)
class SubmissionEntry:
    """One row: a package with its way so far, or a set of which nothing was packaged yet.

    `progress` is that of the set; None for the package of a renewal. `note` is None for a draft,
    and for a set of which only the decision is known. `outdated` says that the set, or what is
    told of the renewal, changed since the package was made.
    """

    progress: SetProgress | None
    standing: Standing
    note: PackageNote | None = None
    submission: Submission | None = None
    decision: Decision | None = None
    outdated: bool = False

    @property
    def competency_set(self) -> CompetencySet | None:
        """The set that the package is of; None for a renewal."""
        return None if self.progress is None else self.progress.competency_set

    @property
    def set_id(self) -> str | None:
        """The id of the set; None for a renewal."""
        return None if self.progress is None else self.progress.competency_set.id

    @property
    def key(self) -> str:
        """What stays the same while the package goes on its way."""
        return (self.set_id or "") if self.note is None else self.note.package_id

    @property
    def needs_attention(self) -> bool:
        """Whether only the person can bring it on: find out, give a copy away, begin to revise."""
        return self.standing in _ATTENTION


def listed_submissions(
    program: Program, portfolio: Portfolio, submissions: Collection[Submission]
) -> tuple[SubmissionEntry, ...]:
    """Return what was packaged and what could be, the least advanced first.

    Of packages that were never sent only the newest of its kind is listed: a newer copy took
    their place. Packages of a renewal are listed when they are there.
    """
    entries = [
        entry
        for item in progress(program, portfolio, tuple(submissions))
        for entry in _of_set(item, portfolio, submissions)
    ]
    entries += _of_renewal(portfolio, submissions)
    return tuple(sorted(entries, key=lambda entry: _ORDER.index(entry.standing)))


def needing_attention(entries: Collection[SubmissionEntry]) -> int:
    """Count the entries that only the person can bring on."""
    return sum(entry.needs_attention for entry in entries)


def _of_set(
    item: SetProgress, portfolio: Portfolio, submissions: Collection[Submission]
) -> Iterator[SubmissionEntry]:
    set_id, changed = item.competency_set.id, item.work.changed
    by_id = _furthest(submissions)
    notes = [note for note in portfolio.packages if note.set_id == set_id]
    decided = _decisions(item.work.decisions, notes, by_id)
    for at, note in enumerate(notes):
        sent, decision = by_id.get(note.package_id), decided.get(note.package_id)
        replaced = any(later.kind is note.kind for later in notes[at + 1 :])
        if replaced and sent is None and decision is None:
            continue
        yield SubmissionEntry(
            item, _stands(sent, decision), note, sent, decision, outdated=note.day < changed
        )
    if "" in decided:
        yield SubmissionEntry(item, _stands(None, decided[""]), decision=decided[""])
    elif all(note.kind is not PackageKind.PORTFOLIO for note in notes):
        yield SubmissionEntry(item, Standing.DRAFT)


def _of_renewal(
    portfolio: Portfolio, submissions: Collection[Submission]
) -> Iterator[SubmissionEntry]:
    """Give the packages of renewals; a renewal that was granted decided on the one before it."""
    notes = [note for note in portfolio.packages if note.kind is PackageKind.RENEWAL]
    by_id = _furthest(submissions)
    granted: dict[str, Decision] = {}
    for grant in portfolio.renewal.granted:
        before = [note.package_id for note in notes if note.day <= grant.on]
        if before:  # a later grant does not decide again on what an earlier one was about
            granted.setdefault(before[-1], Decision(Outcome.ACHIEVED, grant.on))
    changed = portfolio.renewal.changed
    for note in notes:
        sent, decision = by_id.get(note.package_id), granted.get(note.package_id)
        if note is not notes[-1] and sent is None and decision is None:
            continue
        yield SubmissionEntry(
            None,
            _stands(sent, decision),
            note,
            sent,
            decision,
            outdated=changed is not None and note.day < changed,
        )


def _furthest(submissions: Collection[Submission]) -> dict[str, Submission]:
    """Return of each package the submission that is furthest, among equals the newest."""
    states = tuple(SubmissionState)
    return {
        each.package_id: each for each in sorted(submissions, key=lambda s: states.index(s.state))
    }


def _stands(sent: Submission | None, decision: Decision | None) -> Standing:
    if decision is not None:
        return _OF_OUTCOME[decision.outcome]
    return Standing.PACKAGED if sent is None else Standing(sent.state.value)


def _decisions(
    decisions: tuple[Decision, ...],
    notes: Collection[PackageNote],
    sent: dict[str, Submission],
) -> dict[str, Decision]:
    """Return the newest decision of each package, by its id.

    One that names no package, or one we do not know, belongs to the portfolio that was sent
    last; where none was, it stands for itself under "".
    """
    known = {note.package_id for note in notes}
    last = next(
        (
            note.package_id
            for note in reversed(tuple(notes))
            if note.kind is PackageKind.PORTFOLIO and note.package_id in sent
        ),
        "",
    )
    return {
        decision.package_id if decision.package_id in known else last: decision
        for decision in sorted(decisions, key=lambda each: each.day)
    }
