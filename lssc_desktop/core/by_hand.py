"""The steps of a web form that a person fills in: each is a new value, to be written down.

Nobody but the person sees what happens on the page. From the moment they say that they pressed
Submit we cannot tell whether it arrived, until they tell us what the page said.
"""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from lssc_desktop.core.sending import forgotten, not_there, noted, received
from lssc_desktop.core.submission import EventCode, Proof, Receipt, Submission, SubmissionState

FORM = "form:"
"""The destination of every web form by hand (design.md section 7)."""


class FormStep(StrEnum):
    """What is done on the page, in order; a field that was copied is ticked by its number."""

    OPEN = "open"
    FIELD = "field"
    FILES = "files"
    SUBMIT = "submit"


def field_step(number: int) -> str:
    """Return the step of one field, counted from 1."""
    return f"{FormStep.FIELD}-{number}"


def begun(name: str, package_id: str, sha256: str, bytes_: int) -> Submission:
    """Return a package that is going to be handed in by a web form."""
    return Submission(name, package_id, sha256, bytes_, FORM, SubmissionState.PACKAGED)


def opened(submission: Submission, at: datetime) -> Submission:
    """The page was opened in the person's browser; nothing left this computer by that."""
    return noted(ticked(submission, FormStep.OPEN), EventCode.FORM_OPENED, at)


def ticked(submission: Submission, step: str) -> Submission:
    """A step is done."""
    if step in submission.ticked:
        return submission
    return replace(submission, ticked=(*submission.ticked, step))


def unticked(submission: Submission, step: str) -> Submission:
    """A step is not done after all."""
    return replace(submission, ticked=tuple(each for each in submission.ticked if each != step))


def submitted(submission: Submission, at: datetime) -> Submission:
    """The person pressed Submit: the program may have it."""
    sent = replace(
        ticked(submission, FormStep.SUBMIT), state=SubmissionState.UNCERTAIN, in_doubt=True
    )
    return noted(sent, EventCode.FORM_SUBMITTED, at)


def not_submitted(submission: Submission) -> Submission:
    """The person had not pressed Submit; that was a slip, and is as if never said."""
    events = tuple(each for each in submission.events if each.code is not EventCode.FORM_SUBMITTED)
    return replace(
        unticked(submission, FormStep.SUBMIT),
        state=SubmissionState.PACKAGED,
        in_doubt=False,
        events=events,
    )


def confirmed(submission: Submission, said: str, page: str, at: datetime) -> Submission:
    """The page, or later the program office, said that it has it; `said` are its words.

    Also of what was sent or copied in another way: `page` is where it is then.
    """
    receipt = Receipt(
        package_id=submission.package_id,
        at=at,
        destination=submission.destination,
        location=page,
        bytes=submission.bytes,
        proof=Proof.PERSON,
        ours=submission.sha256,
        said=said,
    )
    if submission.destination == FORM:
        told = noted(ticked(submission, FormStep.SUBMIT), EventCode.FORM_CONFIRMED, at, said)
    else:
        told = noted(replace(submission, mine=False), EventCode.OFFICE_CONFIRMED, at, said)
    return received(told, receipt, at)


def silent(submission: Submission, at: datetime) -> Submission:
    """The page did not say whether it has it."""
    uncertain = replace(
        ticked(submission, FormStep.SUBMIT), state=SubmissionState.UNCERTAIN, in_doubt=True
    )
    return noted(uncertain, EventCode.FORM_SILENT, at)


def denied(submission: Submission, at: datetime) -> Submission:
    """The program office said that it does not have it; handing it in begins again."""
    return forgotten(replace(not_there(submission, at), ticked=()))
