"""What the command line says when a package was sent."""

from gettext import gettext as _

from lssc_desktop.core.submission import EventCode, Proof, Receipt, Submission
from lssc_desktop.messages.counts import size
from lssc_desktop.messages.moments import long_moment
from lssc_desktop.messages.proof import proof_words
from lssc_desktop.messages.shown import shown_file, shown_folder, shown_place
from lssc_desktop.messages.submissions import NOT_OURS


def sent_lines(submission: Submission) -> tuple[str, ...]:
    """Say that a package was received and how we know, or that we cannot tell."""
    if submission.receipt is not None:
        return _received(submission, submission.receipt)
    name = shown_file(submission.package)
    where = shown_folder(submission.destination)
    last = submission.events[-1] if submission.events else None
    if last is not None and last.code is EventCode.LOST and last.detail in NOT_OURS:
        return (
            _("{where} took {name}, but didn’t give the same package back.").format(
                name=name, where=where
            ),
            _("We cannot tell if it arrived, so we do not say that it did."),
            _("Ask your program office whether they have it. Don’t send it again before you know."),
        )
    if last is not None and last.code is EventCode.UNCONFIRMED:
        happened = _(
            "{name} was sent to {where} whole, and the receiver lets nothing be compared there."
        )
    else:
        happened = _("The answer of {where} about {name} was lost.")
    return (
        happened.format(name=name, where=where),
        _("We cannot tell if it arrived, so we do not say that it did."),
        _("Run the same command again: it asks the receiver first and sends nothing twice."),
    )


def _copied(submission: Submission, receipt: Receipt) -> tuple[str, ...]:
    return (
        _("{name} ({size}) was copied on {moment}. It isn’t handed in yet.").format(
            name=shown_file(submission.package),
            size=size(receipt.bytes),
            moment=long_moment(receipt.at),
        ),
        _("The copy on {location} has the same fingerprint.").format(
            location=shown_place(receipt.location)
        ),
        _(
            "Give the drive to your program office. When they have it, say so on the Submissions "
            "page."
        ),
        _("If this folder is the program office’s, send it again with --office-folder."),
    )


def _received(submission: Submission, receipt: Receipt) -> tuple[str, ...]:
    if receipt.copied:
        return _copied(submission, receipt)
    fingerprint = _("Our fingerprint: {fingerprint} ({algorithm}).")
    if receipt.is_compared:
        fingerprint = _("The fingerprint of both: {fingerprint} ({algorithm}).")
    if not receipt.is_compared and receipt.proof is not Proof.PERSON:
        return (
            _("The receiver reports that it has {name} ({size}), on {moment}.").format(
                name=shown_file(submission.package),
                size=size(receipt.bytes),
                moment=long_moment(receipt.at),
            ),
            _("It is at {location}.").format(location=shown_folder(receipt.location)),
            _("We couldn’t compare its copy ourselves: {proof}.").format(
                proof=proof_words(receipt.proof)
            ),
            fingerprint.format(fingerprint=receipt.ours, algorithm=receipt.algorithm),
        )
    return (
        _("{name} ({size}) was received on {moment}.").format(
            name=shown_file(submission.package),
            size=size(receipt.bytes),
            moment=long_moment(receipt.at),
        ),
        _("It is at {location}.").format(location=shown_folder(receipt.location)),
        _("How we know: {proof}.").format(proof=proof_words(receipt.proof)),
        fingerprint.format(fingerprint=receipt.ours, algorithm=receipt.algorithm),
    )
