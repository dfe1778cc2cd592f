"""The steps of a submission: each is a new value, to be written down before it is taken."""

from dataclasses import replace
from datetime import datetime

from lssc_desktop.core.submission import (
    Event,
    EventCode,
    Receipt,
    Submission,
    SubmissionState,
)

MAY_BE_THERE = "may-be-there"
"""The detail of giving up what the receiver may have."""

_MOST_EVENTS = 200
_TO_BE_SENT = frozenset({EventCode.QUEUED, EventCode.RESUMED, EventCode.WAITING})


def noted(submission: Submission, code: EventCode, at: datetime, detail: str = "") -> Submission:
    """Return the submission with one more event; one that happens again is not told twice."""
    events = submission.events
    if events and (events[-1].code, events[-1].detail) == (code, detail):
        events = events[:-1]
    if len(events) >= _MOST_EVENTS:  # days of a bad connection; the first one stays
        events = (events[0], *events[-_MOST_EVENTS // 2 :])
    return replace(submission, events=(*events, Event(at, code, detail)))


def waits(submission: Submission) -> bool:
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


def since(submission: Submission) -> float:
    """Return when it was last put into the queue, as a number to sort by."""
    moments = [event.at for event in submission.events if event.code is EventCode.QUEUED]
    return moments[-1].timestamp() if moments else 0.0


def queued(submission: Submission, at: datetime) -> Submission:
    """Put it into the queue; what was begun goes on where it was, a copy is made again."""
    if submission.state is SubmissionState.COPIED:
        packaged = replace(submission, state=SubmissionState.PACKAGED, receipt=None)
        submission = forgotten(packaged)
    return noted(replace(submission, paused=False), EventCode.QUEUED, at)


def started(submission: Submission, at: datetime) -> Submission:
    """From now on the receiver may get it."""
    sending = replace(submission, state=SubmissionState.SENDING, paused=False, in_doubt=True)
    return noted(sending, EventCode.SENDING, at)


def stopped(submission: Submission, at: datetime) -> Submission:
    """Pause it; whether the receiver may have it is as it was."""
    return noted(replace(submission, paused=True), EventCode.PAUSED, at)


def resumed(submission: Submission, at: datetime) -> Submission:
    """Let it go on when its turn comes."""
    return noted(replace(submission, paused=False), EventCode.RESUMED, at)


def cancelled(submission: Submission, at: datetime) -> Submission:
    """Take it out of the queue: back to `packaged` only if nothing whole can have arrived."""
    state = SubmissionState.UNCERTAIN if submission.in_doubt else SubmissionState.PACKAGED
    detail = MAY_BE_THERE if submission.in_doubt else ""
    return noted(replace(submission, state=state, paused=False), EventCode.CANCELLED, at, detail)


def lost(submission: Submission, at: datetime, detail: str, *, in_doubt: bool) -> Submission:
    """The connection broke; `in_doubt` when the receiver may have the whole package."""
    state = SubmissionState.UNCERTAIN if in_doubt else submission.state
    return noted(replace(submission, state=state, in_doubt=in_doubt), EventCode.LOST, at, detail)


def failed(submission: Submission, at: datetime, detail: str) -> Submission:
    """It could not be sent, and nothing whole arrived: it is a package as before."""
    packaged = replace(submission, state=SubmissionState.PACKAGED, paused=False, in_doubt=False)
    return noted(packaged, EventCode.FAILED, at, detail)


def not_there(submission: Submission, at: datetime) -> Submission:
    """The receiver was asked and does not have it."""
    packaged = replace(submission, state=SubmissionState.PACKAGED, in_doubt=False)
    return noted(packaged, EventCode.NOT_THERE, at)


def unconfirmed(submission: Submission, at: datetime) -> Submission:
    """Everything was sent, and the receiver gives nothing that could be compared."""
    uncertain = replace(submission, state=SubmissionState.UNCERTAIN, paused=False, in_doubt=True)
    return noted(uncertain, EventCode.UNCONFIRMED, at)


def received(submission: Submission, receipt: Receipt, at: datetime) -> Submission:
    """The receiver has it, and we know how; on the person's own drive it is copied, no more."""
    if submission.mine:
        copied = SubmissionState.COPIED
        return _arrived(submission, copied, replace(receipt, copied=True), EventCode.COPIED, at)
    return _arrived(submission, SubmissionState.RECEIVED, receipt, EventCode.RECEIVED, at)


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
    return noted(arrived, code, at)


def may_be_removed(submission: Submission) -> bool:
    """Whether what the receiver has of it is of no use: it was given up, and is not whole."""
    given_up = submission.events and submission.events[-1].code is EventCode.CANCELLED
    is_package = submission.state is SubmissionState.PACKAGED and not submission.in_doubt
    return is_package and bool(given_up) and bool(submission.upload)


def forgotten(submission: Submission) -> Submission:
    """What was begun is not at the receiver any more: sending it begins anew."""
    return replace(submission, upload="", confirmed=0)


def cleared(submission: Submission) -> Submission:
    """Nothing whole can have arrived, as we know now."""
    return replace(submission, in_doubt=False)
