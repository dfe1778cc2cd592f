"""A package on its way: how far it is, what happened, and the proof of its arrival.

`draft -> packaged -> sending -> received -> evaluated`, with `uncertain` after `sending` whenever
we cannot tell (design.md section 7). From `uncertain` the only step is to find out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lssc_desktop.core.decision import Decision, Outcome
from lssc_desktop.core.portfolio import PackageKind, PackageNote, Portfolio


class SubmissionState(StrEnum):
    """How far one package is, as it is written down beside it, the furthest last.

    `COPIED`: it lies on the person's own drive, and nobody else has it by that. `UNREADABLE` is
    never written: what is written down cannot be read, so the package may have been handed in.
    """

    PACKAGED = "packaged"
    COPIED = "copied"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    RECEIVED = "received"
    UNREADABLE = "unreadable"


class EventCode(StrEnum):
    """One thing that happened to a package on its way."""

    QUEUED = "queued"
    SENDING = "sending"
    PAUSED = "paused"
    RESUMED = "resumed"
    CANCELLED = "cancelled"
    WAITING = "waiting"
    LOST = "lost"
    ASKED = "asked"
    NOT_THERE = "not-there"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"
    RECEIVED = "received"
    COPIED = "copied"
    OFFICE_CONFIRMED = "office-confirmed"
    FORM_OPENED = "form-opened"
    FORM_SUBMITTED = "form-submitted"
    FORM_CONFIRMED = "form-confirmed"
    FORM_SILENT = "form-silent"


class Proof(StrEnum):
    """How the receiver's copy was compared with ours (design.md section 7)."""

    REPR_DIGEST = "repr-digest"
    TUS_CHECKSUM = "tus-checksum"
    OC_CHECKSUM = "oc-checksum"
    READ_BACK = "read-back"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened when (a time with its zone); `detail` is a fact, never a sentence."""

    at: datetime
    code: EventCode
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the far end says it has, and how that was compared with ours.

    `ours` and `theirs` are fingerprints of the whole package file in hex, by `algorithm`:
    "sha-256" wherever the receiver lets us, else "sha-512" or "sha-1". A receipt with the proof
    `PERSON` has no `theirs`: somebody read a confirmation, whose words are in `said`. `copied`:
    it is about a copy on the person's own drive, which nobody has received yet.
    """

    package_id: str
    at: datetime
    destination: str
    location: str
    bytes: int
    proof: Proof
    ours: str
    theirs: str = ""
    said: str = ""
    algorithm: str = "sha-256"
    copied: bool = False

    @property
    def is_compared(self) -> bool:
        """Whether we compared the copy ourselves; else it is the receiver's word, or a person's."""
        return self.proof is Proof.READ_BACK


@dataclass(frozen=True, slots=True)
class Submission:
    """One package and one destination; `package` is the name of the package's file.

    `destination` and `upload` are addresses without a password. `upload` is where a begun
    upload goes on, `confirmed` how many bytes of it the receiver said it has. `in_doubt`: the
    receiver may have the whole package; it is set before the first byte goes out, and cleared
    when we know better. `mine`: the destination is the person's own drive or folder, so that a copy
    there is not handed in by that. `ticked` are the steps that a person did of a web form by hand,
    which may take days (`core.web_form`).
    """

    package: str
    package_id: str
    sha256: str
    bytes: int
    destination: str
    state: SubmissionState
    paused: bool = False
    in_doubt: bool = False
    upload: str = ""
    confirmed: int = 0
    events: tuple[Event, ...] = ()
    receipt: Receipt | None = None
    ticked: tuple[str, ...] = ()
    mine: bool = False


class Standing(StrEnum):
    """Where a set stands on its way to being achieved, the newest fact deciding."""

    DRAFT = "draft"
    PACKAGED = "packaged"
    COPIED = "copied"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    UNREADABLE = "unreadable"
    RECEIVED = "received"
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
"""A set that is handed in cannot be edited until a revision is asked (program-facts.md 2.3).

What may have been handed in counts as if it was.
"""

_OF_OUTCOME = {
    Outcome.ACHIEVED: Standing.ACHIEVED,
    Outcome.REVISION_ASKED: Standing.REVISION_ASKED,
    Outcome.NOT_ACHIEVED: Standing.NOT_ACHIEVED,
}


def standing(portfolio: Portfolio, submissions: Iterable[Submission], set_id: str) -> Standing:
    """Tell where a set stands, from its own portfolio packages; review copies do not count.

    A decision holds until a newer package is under way: the revision that was asked for. A copy on
    the person's own drive says nothing where another package of the set went further.
    """
    notes = [
        note
        for note in portfolio.packages
        if note.set_id == set_id and note.kind is PackageKind.PORTFOLIO
    ]
    by_id = _furthest(submissions)
    work = portfolio.set_work(set_id)
    decisions = () if work is None else work.decisions
    under_way = [
        by_id[note.package_id]
        for note in notes
        if note.package_id in by_id and not _is_decided(note, decisions)
    ]
    sent = [state for state in under_way if state is not SubmissionState.PACKAGED]
    last = decisions[-1] if decisions else None
    if last is not None and (not sent or last.outcome is not Outcome.REVISION_ASKED):
        return _OF_OUTCOME[last.outcome]
    if sent:
        further = [state for state in sent if state is not SubmissionState.COPIED]
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
    if stands in _OF_OUTCOME.values() and work is not None:
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
    return max(days, default=None)


def unreadable(package: str, package_id: str) -> Submission:
    """Return what stands for the submissions of a package where nobody can read them."""
    return Submission(package, package_id, "", 0, "", SubmissionState.UNREADABLE)


def _is_decided(note: PackageNote, decisions: Iterable[Decision]) -> bool:
    """Whether a decision was about a package: by its id, or, where that is not known, its day."""
    return any(
        decision.package_id == note.package_id
        or (not decision.package_id and note.day <= decision.day)
        for decision in decisions
    )


def _furthest(submissions: Iterable[Submission]) -> dict[str, SubmissionState]:
    """Return how far each package is: one may be on its way to several destinations."""
    order = list(SubmissionState)
    found: dict[str, SubmissionState] = {}
    for item in submissions:
        before = found.get(item.package_id, SubmissionState.PACKAGED)
        found[item.package_id] = max(before, item.state, key=order.index)
    return found


def is_locked(portfolio: Portfolio, submissions: Iterable[Submission], set_id: str) -> bool:
    """Whether a set cannot be edited, because it is handed in or achieved."""
    return standing(portfolio, submissions, set_id) in LOCKED
