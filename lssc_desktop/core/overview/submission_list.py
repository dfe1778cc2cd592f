"""The list of a portfolio's packages with their way so far."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from lssc_desktop.core.portfolio.portfolio import (
    Decision,
    HandedInPackage,
    Outcome,
    PackageKind,
    PackageNote,
    Portfolio,
)
from lssc_desktop.core.program.program import CompetencySet, Program
from lssc_desktop.core.review.review import Review, newest_reviews
from lssc_desktop.core.standing.progress import SetProgress, progress
from lssc_desktop.core.submission.set_standing import (
    STANDING_BY_OUTCOME,
    Standing,
    is_handed_in_elsewhere,
)
from lssc_desktop.core.submission.submission import (
    Event,
    Submission,
    SubmissionState,
    may_be_taken_back,
)
from lssc_desktop.core.time.clock import WayOn, ways_on
from lssc_desktop.values import dataclass

_ORDER = tuple(Standing)
_NEEDS_ATTENTION = frozenset(
    {Standing.COPIED, Standing.UNCERTAIN, Standing.UNREADABLE, Standing.REVISION_ASKED}
)
_NOTHING_TO_FIND_OUT = frozenset({Standing.PACKAGED, Standing.RECEIVED})


@dataclass(frozen=True, slots=True)
class SubmissionEntry:
    """One row: a package with its way so far, or a set of which nothing was packaged yet.

    `progress` is that of the set; None for the package of a renewal. `ways` are what remains to be
    done where the set was not achieved. `note` is None for a draft,
    and for a set of which only the decision is known. `outdated` says that the set, or what is
    known of the renewal, changed since the package was made. `reviews` are those of the package
    that came back, the newest last. `others` are its ways to other destinations. `remembered` is
    what the portfolio knows of its arrival where nothing that lies beside it says so.
    """

    progress: SetProgress | None
    standing: Standing
    note: PackageNote | None = None
    submission: Submission | None = None
    decision: Decision | None = None
    outdated: bool = False
    reviews: tuple[Review, ...] = ()
    ways: tuple[WayOn, ...] = ()
    others: tuple[Submission, ...] = ()
    remembered: HandedInPackage | None = None

    @property
    def is_review_copy(self) -> bool:
        """Whether it is shared for advice: nothing is handed in with it."""
        return self.note is not None and self.note.kind is PackageKind.REVIEW_COPY

    @property
    def history(self) -> tuple[tuple[Event, Submission], ...]:
        """All that happened to the package on all its ways, the oldest first."""
        ways = (*self.others, *(() if self.submission is None else (self.submission,)))
        events = [(event, way) for way in ways for event in way.events]
        return tuple(sorted(events, key=lambda each: each[0].at))

    @property
    def competency_set(self) -> CompetencySet | None:
        """The set that the package is of; None for a renewal."""
        return None if self.progress is None else self.progress.competency_set

    def in_program(self, program: Program) -> "SubmissionEntry":
        """Return it with its set as a program in another language has it."""
        found = program.competency_set(self.set_id or "")
        if self.progress is None or found is None:
            return self
        return replace(self, progress=replace(self.progress, competency_set=found))

    @property
    def set_id(self) -> str | None:
        """The id of the set; None for a renewal."""
        return None if self.progress is None else self.progress.competency_set.id

    @property
    def handed_in(self) -> date | None:
        """The day on which the set was handed in without this program, as the user entered it."""
        is_ours = self.note is not None or self.progress is None
        return None if is_ours or self.progress is None else self.progress.work.handed_in

    @property
    def is_elsewhere(self) -> bool:
        """Whether the row says that the set was handed in without this program."""
        return self.standing is Standing.RECEIVED and self.handed_in is not None

    @property
    def may_be_taken_back(self) -> bool:
        """Whether the user can say that it was not handed in after all."""
        if self.decision is not None:
            return False
        if self.remembered is not None:
            return self.remembered.on_own_word
        return self.is_elsewhere or (
            self.submission is not None and may_be_taken_back(self.submission)
        )

    @property
    def key(self) -> str:
        """What stays the same while the package goes on its way."""
        return (self.set_id or "") if self.note is None else self.note.package_id

    @property
    def needs_attention(self) -> bool:
        """Whether only the user can bring it on: find out, give a copy away, begin to revise."""
        return self.standing in _NEEDS_ATTENTION


def listed_submissions(
    program: Program,
    portfolio: Portfolio,
    submissions: Collection[Submission],
    reviews: Iterable[Review] = (),
) -> tuple[SubmissionEntry, ...]:
    """Return what was packaged and what could be, the least advanced first.

    Of packages that were neither sent nor reviewed only the newest of its kind is listed: a newer
    copy took their place. Packages of a renewal are listed when they are there.
    """
    by_id = furthest_submissions(submissions)
    came_back: dict[str, tuple[Review, ...]] = {}
    for review in newest_reviews(reviews):
        package_id = review.package.package_id
        came_back[package_id] = (*came_back.get(package_id, ()), review)
    notes: dict[str, list[PackageNote]] = {}
    for note in portfolio.packages:
        notes.setdefault(note.set_id, []).append(note)
    entries = [
        entry
        for item in progress(program, portfolio, tuple(submissions))
        for entry in _set_entries(item, notes.get(item.competency_set.id, ()), by_id, came_back)
    ]
    entries = [
        replace(entry, ways=ways_on(program, portfolio, entry.set_id or ""))
        if entry.standing is Standing.NOT_ACHIEVED
        else entry
        for entry in entries
    ]
    entries += _renewal_entries(portfolio, by_id)
    remembered = {kept.package_id: kept for kept in portfolio.handed_in}
    whole = [_reviewed(_with_all_ways(entry, submissions, remembered)) for entry in entries]
    return tuple(sorted(whole, key=lambda entry: _ORDER.index(entry.standing)))


def _reviewed(entry: SubmissionEntry) -> SubmissionEntry:
    """Return a row that says of a review copy that comments on it came back.

    What only the user knows of its way, or what nobody knows, still has to be found out.
    """
    if entry.is_review_copy and entry.reviews and entry.standing in _NOTHING_TO_FIND_OUT:
        return replace(entry, standing=Standing.REVIEWED)
    return entry


def _with_all_ways(
    entry: SubmissionEntry,
    submissions: Collection[Submission],
    remembered: Mapping[str, HandedInPackage],
) -> SubmissionEntry:
    """Return a row with its package's ways to other destinations, and what is remembered of it."""
    if entry.note is None:
        return entry
    package_id, sent = entry.note.package_id, entry.submission
    others = [each for each in submissions if each.package_id == package_id and each is not sent]
    entry = replace(entry, others=tuple(others))
    kept = remembered.get(package_id)
    if kept is None or (sent is not None and sent.state is SubmissionState.RECEIVED):
        return entry
    standing = entry.standing if entry.decision is not None else Standing.RECEIVED
    return replace(entry, standing=standing, remembered=kept)


def needing_attention(entries: Collection[SubmissionEntry]) -> int:
    """Count the entries that only the user can bring on."""
    return sum(entry.needs_attention for entry in entries)


def _set_entries(
    item: SetProgress,
    notes: Sequence[PackageNote],
    by_id: Mapping[str, Submission],
    came_back: Mapping[str, tuple[Review, ...]],
) -> Iterator[SubmissionEntry]:
    changed = item.work.changed
    decided = _newest_decisions(item.work.decisions, notes, by_id)
    newest = {note.kind: note for note in notes}
    for note in notes:
        sent, decision = by_id.get(note.package_id), decided.get(note.package_id)
        reviews = came_back.get(note.package_id, ())
        happened = sent is not None or decision is not None or reviews
        if note is not newest[note.kind] and not happened:
            continue
        yield SubmissionEntry(
            item, _standing(sent, decision), note, sent, decision, note.day < changed, reviews
        )
    if is_handed_in_elsewhere(item.work):
        yield SubmissionEntry(item, Standing.RECEIVED)
    elif "" in decided:
        yield SubmissionEntry(item, _standing(None, decided[""]), decision=decided[""])
    elif all(note.kind is not PackageKind.PORTFOLIO for note in notes):
        yield SubmissionEntry(item, Standing.DRAFT)


def _renewal_entries(
    portfolio: Portfolio, by_id: Mapping[str, Submission]
) -> Iterator[SubmissionEntry]:
    """Return the packages of renewals; a renewal that was granted decided on the one before it."""
    notes = [note for note in portfolio.packages if note.kind is PackageKind.RENEWAL]
    by_day = sorted(range(len(notes)), key=lambda at: notes[at].day)
    days = [notes[at].day for at in by_day]
    last = list(accumulate(by_day, max))  # of those up to each day
    granted: dict[str, Decision] = {}
    for grant in portfolio.renewal.granted:
        count = bisect_right(days, grant.on)
        if count:  # a later grant does not decide again on what an earlier one was about
            before = notes[last[count - 1]].package_id
            granted.setdefault(before, Decision(Outcome.ACHIEVED, grant.on))
    changed = portfolio.renewal.changed
    for note in notes:
        sent, decision = by_id.get(note.package_id), granted.get(note.package_id)
        if note is not notes[-1] and sent is None and decision is None:
            continue
        yield SubmissionEntry(
            None,
            _standing(sent, decision),
            note,
            sent,
            decision,
            outdated=changed is not None and note.day < changed,
        )


def furthest_submissions(submissions: Collection[Submission]) -> dict[str, Submission]:
    """Return of each package the submission that is furthest, among equals the newest."""
    states = tuple(SubmissionState)
    return {
        each.package_id: each for each in sorted(submissions, key=lambda s: states.index(s.state))
    }


def _standing(sent: Submission | None, decision: Decision | None) -> Standing:
    if decision is not None:
        return STANDING_BY_OUTCOME[decision.outcome]
    return Standing.PACKAGED if sent is None else Standing(sent.state.value)


def _newest_decisions(
    decisions: tuple[Decision, ...],
    notes: Collection[PackageNote],
    sent: Mapping[str, Submission],
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
