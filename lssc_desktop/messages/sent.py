"""What the command line says when a package was sent."""

from gettext import gettext as _

from lssc_desktop.core.submission import EventCode, Receipt, Submission
from lssc_desktop.messages.counts import size
from lssc_desktop.messages.moments import long_moment
from lssc_desktop.messages.proof import proof_words
from lssc_desktop.messages.shown import shown_file, shown_folder


def sent_lines(submission: Submission) -> tuple[str, ...]:
    """Say that a package was received and how we know, or that we cannot tell."""
    if submission.receipt is not None:
        return _received(submission, submission.receipt)
    name = shown_file(submission.package)
    where = shown_folder(submission.destination)
    if any(event.code is EventCode.UNCONFIRMED for event in submission.events[-1:]):
        happened = _(
            "{name} was sent to {where} whole, and the receiver lets nothing be compared there."
        )
    else:
        happened = _("The answer of {where} about {name} was lost.")
    return (
        happened.format(name=name, where=where),
        _("We cannot tell if it arrived, so we do not say that it did."),
        _("Give the same command again: it asks the receiver first and sends nothing twice."),
    )


def _received(submission: Submission, receipt: Receipt) -> tuple[str, ...]:
    return (
        _("{name} ({size}) was received on {moment}.").format(
            name=shown_file(submission.package),
            size=size(receipt.bytes),
            moment=long_moment(receipt.at),
        ),
        _("It is at {location}.").format(location=shown_folder(receipt.location)),
        _("How we know: {proof}.").format(proof=proof_words(receipt.proof)),
        _("The fingerprint of both: {fingerprint} ({algorithm}).").format(
            fingerprint=receipt.ours, algorithm=receipt.algorithm
        ),
    )
