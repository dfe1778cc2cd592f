"""A package on its way: its states, what happened, the proof of its arrival, and every step.

`draft -> packaged -> sending -> received -> evaluated`, with `uncertain` after `sending` whenever
we cannot know (docs/architecture.md 6). From `uncertain` the only step is to find out. A step is a
function that returns a new value, to be written down before the step is taken.
"""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from lssc_desktop.values import dataclass

FORM = "form:"
"""The destination of every web form by hand."""

MAIL = "mail:"
"""The destination of what the user sends by email."""

BY_HAND = frozenset({FORM, MAIL})
"""Where only the user, or the program office, can say whether it arrived."""

MAY_BE_THERE = "may-be-there"
"""The detail of giving up what the receiver may have."""

ENTERED_BY_MISTAKE = "entered-by-mistake"
"""The detail of taking back what the user said of an arrival."""

_MOST_EVENTS = 200


class SubmissionState(StrEnum):
    """How far one package is, as it is written down beside it, the furthest last.

    `COPIED`: it lies on the user's own drive, and nobody else has it by that. `UNREADABLE` is
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
    TAKEN_BACK = "taken-back"
    FORM_OPENED = "form-opened"
    FORM_SUBMITTED = "form-submitted"
    FORM_CONFIRMED = "form-confirmed"
    FORM_SILENT = "form-silent"


class Proof(StrEnum):
    """How the receiver's copy was compared with ours (docs/formats.md 5)."""

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
    it is about a copy on the user's own drive, which nobody has received yet.
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
        """Whether we compared the copy ourselves; else it is the receiver's word, or the user's."""
        return self.proof is Proof.READ_BACK


@dataclass(frozen=True, slots=True)
class Submission:
    """One package and one destination; `package` is the name of the package's file.

    `destination` and `upload` are addresses without a password. `upload` is where a begun
    upload goes on, `confirmed` how many bytes of it the receiver said it has. `in_doubt`: the
    receiver may have the whole package; it is set before the first byte goes out, and cleared
    when we know better. `mine`: the destination is the user's own drive or folder, so that a copy
    there is not handed in by that. `ticked` are the steps of a web form that the user did by hand,
    which may take days (`FormStep`).
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


def unreadable(package: str, package_id: str) -> Submission:
    """Return what stands for the submissions of a package where nobody can read them."""
    return Submission(package, package_id, "", 0, "", SubmissionState.UNREADABLE)


# Steps of sending -------------------------------------------------------------------------------

_TO_BE_SENT = frozenset({EventCode.QUEUED, EventCode.RESUMED, EventCode.WAITING})


def with_event(
    submission: Submission, code: EventCode, at: datetime, detail: str = ""
) -> Submission:
    """Return the submission with one more event; one that happens again is not noted twice."""
    events = submission.events
    if events and (events[-1].code, events[-1].detail) == (code, detail):
        events = events[:-1]
    if len(events) >= _MOST_EVENTS:  # days of a bad connection; the first one stays
        events = (events[0], *events[-_MOST_EVENTS // 2 :])
    return replace(submission, events=(*events, Event(at, code, detail)))


def is_waiting(submission: Submission) -> bool:
    """Whether it is to be sent, or to be sent on, as soon as its turn comes."""
    if submission.paused:
        return False
    if submission.state is SubmissionState.SENDING:
        return True
    last = submission.events[-1].code if submission.events else None
    return submission.state is SubmissionState.PACKAGED and last in _TO_BE_SENT


def was_tried(submission: Submission) -> bool:
    """Whether its receiver did not answer the last time: what is new in the queue goes first."""
    return bool(submission.events) and submission.events[-1].code is EventCode.WAITING


def queued_since(submission: Submission) -> float:
    """Return when it was last put into the queue, as a number to sort by."""
    moments = [event.at for event in submission.events if event.code is EventCode.QUEUED]
    return moments[-1].timestamp() if moments else 0.0


def queued(submission: Submission, at: datetime) -> Submission:
    """Put it into the queue; what was begun goes on where it was, a copy is made again."""
    if submission.state is SubmissionState.COPIED:
        packaged = replace(submission, state=SubmissionState.PACKAGED, receipt=None)
        submission = upload_forgotten(packaged)
    return with_event(replace(submission, paused=False), EventCode.QUEUED, at)


def started(submission: Submission, at: datetime) -> Submission:
    """From now on the receiver may get it."""
    sending = replace(submission, state=SubmissionState.SENDING, paused=False, in_doubt=True)
    return with_event(sending, EventCode.SENDING, at)


def stopped(submission: Submission, at: datetime) -> Submission:
    """Pause it; whether the receiver may have it is as it was."""
    return with_event(replace(submission, paused=True), EventCode.PAUSED, at)


def resumed(submission: Submission, at: datetime) -> Submission:
    """Let it go on when its turn comes."""
    return with_event(replace(submission, paused=False), EventCode.RESUMED, at)


def cancelled(submission: Submission, at: datetime) -> Submission:
    """Take it out of the queue: back to `packaged` only if nothing whole can have arrived."""
    state = SubmissionState.UNCERTAIN if submission.in_doubt else SubmissionState.PACKAGED
    detail = MAY_BE_THERE if submission.in_doubt else ""
    return with_event(
        replace(submission, state=state, paused=False), EventCode.CANCELLED, at, detail
    )


def lost(submission: Submission, at: datetime, detail: str, *, in_doubt: bool) -> Submission:
    """The connection broke; `in_doubt` when the receiver may have the whole package."""
    state = SubmissionState.UNCERTAIN if in_doubt else submission.state
    return with_event(
        replace(submission, state=state, in_doubt=in_doubt), EventCode.LOST, at, detail
    )


def failed(submission: Submission, at: datetime, detail: str) -> Submission:
    """It could not be sent, and nothing whole arrived: it is a package as before."""
    packaged = replace(submission, state=SubmissionState.PACKAGED, paused=False, in_doubt=False)
    return with_event(packaged, EventCode.FAILED, at, detail)


def not_there(submission: Submission, at: datetime) -> Submission:
    """The receiver was asked and does not have it."""
    packaged = replace(submission, state=SubmissionState.PACKAGED, in_doubt=False)
    return with_event(packaged, EventCode.NOT_THERE, at)


def unconfirmed(submission: Submission, at: datetime) -> Submission:
    """Everything was sent, and the receiver gives nothing that could be compared."""
    uncertain = replace(submission, state=SubmissionState.UNCERTAIN, paused=False, in_doubt=True)
    return with_event(uncertain, EventCode.UNCONFIRMED, at)


def received(submission: Submission, receipt: Receipt, at: datetime) -> Submission:
    """The receiver has it, and we know how; on the user's own drive it is copied, no more."""
    if submission.mine:
        copied = SubmissionState.COPIED
        return _arrived(submission, copied, replace(receipt, copied=True), EventCode.COPIED, at)
    return _arrived(submission, SubmissionState.RECEIVED, receipt, EventCode.RECEIVED, at)


def may_be_taken_back(submission: Submission) -> bool:
    """Whether the user can say that it was not handed in after all.

    So it is of a copy on a drive of the user's own, and of whatever rests on nothing but the
    user's word. What a receiver has, or may have, cannot be taken back.
    """
    return submission.state is SubmissionState.COPIED or is_on_own_word(submission)


def is_on_own_word(submission: Submission | None) -> bool:
    """Whether it counts as handed in because the user says so, and was compared with nothing."""
    receipt = None if submission is None else submission.receipt
    return receipt is not None and receipt.proof is Proof.PERSON


def taken_back(submission: Submission, at: datetime) -> Submission:
    """It was not handed in after all: a package as before; the copy stays where it is."""
    detail = ENTERED_BY_MISTAKE if is_on_own_word(submission) else ""
    packaged = replace(
        step_unticked(submission, FormStep.SUBMIT),
        state=SubmissionState.PACKAGED,
        in_doubt=False,
        receipt=None,
    )
    return with_event(upload_forgotten(packaged), EventCode.TAKEN_BACK, at, detail)


def is_final(submission: Submission) -> bool:
    """Whether nothing that is sent or asked can change it any more."""
    return submission.state is SubmissionState.RECEIVED and submission.receipt is not None


def _arrived(
    submission: Submission,
    state: SubmissionState,
    receipt: Receipt,
    code: EventCode,
    at: datetime,
) -> Submission:
    arrived = replace(
        submission,
        state=state,
        paused=False,
        in_doubt=False,
        confirmed=submission.bytes,
        receipt=receipt,
    )
    detail = receipt.proof.value if code is EventCode.RECEIVED else ""
    return with_event(arrived, code, at, detail)


def may_be_removed(submission: Submission) -> bool:
    """Whether what the receiver has of it is of no use: it was given up, and is not whole."""
    given_up = submission.events and submission.events[-1].code is EventCode.CANCELLED
    is_package = submission.state is SubmissionState.PACKAGED and not submission.in_doubt
    return is_package and bool(given_up) and bool(submission.upload)


def upload_forgotten(submission: Submission) -> Submission:
    """What was begun is not at the receiver any more: sending it starts again."""
    return replace(submission, upload="", confirmed=0)


def arrival_ruled_out(submission: Submission) -> Submission:
    """Nothing whole can have arrived, as we know now."""
    return replace(submission, in_doubt=False)


# Steps of a web form ----------------------------------------------------------------------------


class FormStep(StrEnum):
    """What is done on the page, in order; a field that was copied is ticked by its number."""

    OPEN = "open"
    FIELD = "field"
    FILES = "files"
    SUBMIT = "submit"


def field_step(number: int) -> str:
    """Return the step of one field, counted from 1."""
    return f"{FormStep.FIELD}-{number}"


def form_begun(
    name: str, package_id: str, sha256: str, bytes_: int, destination: str = FORM
) -> Submission:
    """Return a package that is going to be handed in by a web form, or by email."""
    return Submission(name, package_id, sha256, bytes_, destination, SubmissionState.PACKAGED)


def form_opened(submission: Submission, at: datetime) -> Submission:
    """The page was opened in the user's browser; nothing left this computer by that."""
    return with_event(step_ticked(submission, FormStep.OPEN), EventCode.FORM_OPENED, at)


def step_ticked(submission: Submission, step: str) -> Submission:
    """A step is done."""
    if step in submission.ticked:
        return submission
    return replace(submission, ticked=(*submission.ticked, step))


def step_unticked(submission: Submission, step: str) -> Submission:
    """A step is not done after all."""
    return replace(submission, ticked=tuple(each for each in submission.ticked if each != step))


def form_submitted(submission: Submission, at: datetime) -> Submission:
    """The user pressed Submit: the program may have it."""
    sent = replace(
        step_ticked(submission, FormStep.SUBMIT), state=SubmissionState.UNCERTAIN, in_doubt=True
    )
    return with_event(sent, EventCode.FORM_SUBMITTED, at)


def form_not_submitted(submission: Submission) -> Submission:
    """The user had not pressed Submit; that was a slip, and is as if never said."""
    events = tuple(each for each in submission.events if each.code is not EventCode.FORM_SUBMITTED)
    return replace(
        step_unticked(submission, FormStep.SUBMIT),
        state=SubmissionState.PACKAGED,
        in_doubt=False,
        events=events,
    )


def confirmed(submission: Submission, said: str, page: str, at: datetime) -> Submission:
    """The page, or later the program office, said that it has it; `said` are its words.

    Also of what was sent or copied in another way: `page` is where it is then.
    """
    receipt = _told_receipt(submission, page, at, said)
    if submission.destination in BY_HAND:
        told = with_event(
            step_ticked(submission, FormStep.SUBMIT), EventCode.FORM_CONFIRMED, at, said
        )
    else:
        told = with_event(replace(submission, mine=False), EventCode.OFFICE_CONFIRMED, at, said)
    return received(told, receipt, at)


def _told_receipt(submission: Submission, location: str, at: datetime, said: str = "") -> Receipt:
    """Return the receipt of what a person told: nothing was compared."""
    return Receipt(
        package_id=submission.package_id,
        at=at,
        destination=submission.destination,
        location=location,
        bytes=submission.bytes,
        proof=Proof.PERSON,
        ours=submission.sha256,
        said=said,
    )


def form_unanswered(submission: Submission, at: datetime) -> Submission:
    """The page did not say whether it has it."""
    uncertain = replace(
        step_ticked(submission, FormStep.SUBMIT), state=SubmissionState.UNCERTAIN, in_doubt=True
    )
    return with_event(uncertain, EventCode.FORM_SILENT, at)


def denied(submission: Submission, at: datetime) -> Submission:
    """The program office said that it does not have it; handing it in begins again."""
    return upload_forgotten(replace(not_there(submission, at), ticked=(), receipt=None))


# Email -----------------------------------------------------------------------------------------


def mail_opened(submission: Submission, at: datetime) -> Submission:
    """The message is in the user's mail program: they may send it, and we cannot see that."""
    opened = replace(
        step_ticked(submission, FormStep.OPEN), state=SubmissionState.UNCERTAIN, in_doubt=True
    )
    return with_event(opened, EventCode.FORM_OPENED, at)


def mail_sent(submission: Submission, to: str, at: datetime) -> Submission:
    """The user says that they sent it: it is handed in, and nothing could be compared."""
    receipt = _told_receipt(submission, to, at)
    sent = step_ticked(submission, FormStep.SUBMIT)
    return _arrived(sent, SubmissionState.RECEIVED, receipt, EventCode.FORM_SUBMITTED, at)


def mail_not_sent(submission: Submission, at: datetime) -> Submission:
    """The user says that they did not send it: it is a package as before."""
    if submission.receipt is not None:
        submission = taken_back(submission, at)
    return replace(
        submission, state=SubmissionState.PACKAGED, in_doubt=False, receipt=None, ticked=()
    )


def is_mailed(submission: Submission | None) -> bool:
    """Whether it counts as handed in because the user says that they sent an email."""
    receipt = None if submission is None else submission.receipt
    return receipt is not None and receipt.destination == MAIL and not receipt.said
