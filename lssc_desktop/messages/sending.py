"""Sending and receipts in words: what became of a package, and how we know."""

from datetime import tzinfo
from typing import TYPE_CHECKING

from lssc_desktop.core.program.program import Program
from lssc_desktop.core.submission.submission import MAIL, EventCode, Proof, Receipt, Submission
from lssc_desktop.core.text.paper import PaperSize
from lssc_desktop.formats.dates import long_moment, moment
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import spoken
from lssc_desktop.messages.submissions import NOT_OURS
from lssc_desktop.messages.words import digits_shown, shown_file, shown_folder, shown_place

if TYPE_CHECKING:
    from lssc_desktop.package.papers import Sheet

_SHOWN_DIGITS = 16  # digits of a fingerprint where there is little room


def proof_words(proof: Proof) -> str:
    """Say how the receiver's copy was compared with ours, or that only the receiver says so."""
    return {
        Proof.REPR_DIGEST: _(
            "the receiver reports the same fingerprint; it didn’t let us read its copy"
        ),
        Proof.TUS_CHECKSUM: _(
            "the receiver says it checked every piece; it didn’t let us read its copy"
        ),
        Proof.OC_CHECKSUM: _(
            "the receiver reports the same fingerprint; it didn’t let us read its copy"
        ),
        Proof.READ_BACK: _("we read the receiver’s copy back and compared it"),
        Proof.PERSON: _("you read the receiver’s confirmation"),
    }[proof]


def contact_line(program: Program) -> str:
    """Say how the program office is reached, as far as its file says."""
    contact = program.contact
    if contact is None:
        return ""
    ways = [way for way in (contact.phone, contact.email) if way]
    return _("{office}: {ways}.").format(office=contact.office, ways=", ".join(ways))


# Command line -----------------------------------------------------------------------------------


def sent_lines(submission: Submission) -> tuple[str, ...]:
    """Say that a package was received and how we know, or that we cannot tell."""
    if submission.receipt is not None:
        return _received_lines(submission, submission.receipt)
    name = shown_file(submission.package)
    where = shown_folder(submission.destination)
    last = submission.events[-1] if submission.events else None
    if last is not None and last.code is EventCode.LOST and last.detail in NOT_OURS:
        return (
            _("{where} accepted {name}, but didn’t return the same package.").format(
                name=name, where=where
            ),
            _("We can’t tell if it arrived, so we don’t say it did."),
            _("Ask your program office whether they have it. Don’t send it again until you know."),
        )
    if last is not None and last.code is EventCode.UNCONFIRMED:
        happened = _(
            "All of {name} was sent to {where}, but the receiver doesn’t let us compare its copy."
        )
    else:
        happened = _("The answer from {where} about {name} was lost.")
    return (
        happened.format(name=name, where=where),
        _("We can’t tell if it arrived, so we don’t say it did."),
        _("Run the same command again. It asks the receiver first and sends nothing twice."),
    )


def _copied_lines(submission: Submission, receipt: Receipt) -> tuple[str, ...]:
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
            "Give the drive to your program office. When they have it, enter that on the "
            "Submissions page."
        ),
        _("If this folder is the program office’s, send it again with --office-folder."),
    )


def _received_lines(submission: Submission, receipt: Receipt) -> tuple[str, ...]:
    if receipt.copied:
        return _copied_lines(submission, receipt)
    fingerprint = _("Our fingerprint: {fingerprint} ({algorithm}).")
    if receipt.is_compared:
        fingerprint = _("Fingerprint of both: {fingerprint} ({algorithm}).")
    if not receipt.is_compared and receipt.proof is not Proof.PERSON:
        return (
            _("The receiver reports that it has {name} ({size}), on {moment}.").format(
                name=shown_file(submission.package),
                size=size(receipt.bytes),
                moment=long_moment(receipt.at),
            ),
            _("It’s at {location}.").format(location=shown_folder(receipt.location)),
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
        _("It’s at {location}.").format(location=shown_folder(receipt.location)),
        _("How we know: {proof}.").format(proof=proof_words(receipt.proof)),
        fingerprint.format(fingerprint=receipt.ours, algorithm=receipt.algorithm),
    )


# Receipts ---------------------------------------------------------------------------------------


def short_fingerprint(digits: str) -> str:
    """Return the beginning of a fingerprint in groups: "7f3a 91c2 5e08 d4aa…"."""
    return digits_shown(digits, _SHOWN_DIGITS) + ("…" if len(digits) > _SHOWN_DIGITS else "")


def _is_mail(receipt: Receipt) -> bool:
    """Whether all we know is that the user sent an email."""
    return receipt.destination == MAIL and not receipt.said


def receipt_title(receipt: Receipt) -> str:
    """Name what this is: of a copy on the user's own drive it is no receipt."""
    return _("Record of a copy") if receipt.copied else _("Receipt")


def receipt_verdict(receipt: Receipt) -> str:
    """Say in a few words what the receipt is worth."""
    if _is_mail(receipt):
        return _("You said you sent it")
    if receipt.proof is Proof.PERSON:
        return _("You read a confirmation")
    if not receipt.is_compared:
        return _("The receiver says it has it")
    return _("Fingerprints match")


def proof_sentence(receipt: Receipt) -> str:
    """Say how the receiver's copy was compared with ours, or why this is its word alone."""
    if receipt.copied:
        return _(
            "We read the copy on your drive and checked its fingerprint. This isn’t a "
            "receipt from the program office."
        )
    if _is_mail(receipt):
        return _(
            "You said you sent it by email. We can’t see your mail and compared nothing, "
            "so keep the email and the office’s answer."
        )
    reported = _(
        "The receiver reported the same fingerprint. It didn’t let us read its copy, so we "
        "couldn’t compare it ourselves."
    )
    return {
        Proof.REPR_DIGEST: reported,
        Proof.TUS_CHECKSUM: _(
            "The receiver says it checked every part as it arrived. It didn’t let us read its "
            "copy, so we couldn’t compare it ourselves."
        ),
        Proof.OC_CHECKSUM: reported,
        Proof.READ_BACK: _("We read the receiver’s copy and checked its fingerprint."),
        Proof.PERSON: _(
            "Someone read that it arrived. No fingerprints could be compared, so keep what "
            "the page said."
        ),
    }[receipt.proof]


def received_where(receipt: Receipt) -> str:
    """Say where it was received."""
    if receipt.destination == MAIL:
        return receipt.location or _("Email")
    if receipt.proof is Proof.PERSON:
        return receipt.location or _("A web form")
    return receipt.location or receipt.destination


def receipt_facts(receipt: Receipt, title: str, zone: tzinfo | None) -> tuple[tuple[str, str], ...]:
    """Return when and what, as names and values."""
    when = _("Handed in") if _is_mail(receipt) else _("Received")
    return (
        (_("Copied") if receipt.copied else when, moment(receipt.at, zone)),
        (_("Package"), _("{title}, {size}").format(title=title, size=size(receipt.bytes))),
    )


def fingerprint_facts(receipt: Receipt) -> tuple[tuple[str, str], ...]:
    """Return both fingerprints, or ours and what the page said."""
    if receipt.proof is Proof.PERSON:
        said = ((_("It said"), receipt.said),) if receipt.said else ()
        return ((_("Ours"), receipt.ours), *said)
    if receipt.proof is Proof.TUS_CHECKSUM:  # no one is known of the whole package
        return ((_("Ours"), receipt.ours),)
    theirs = _("The copy’s") if receipt.copied else _("Theirs")
    return ((_("Ours"), receipt.ours), (theirs, receipt.theirs))


def receipt_text(receipt: Receipt, title: str, file: str, zone: tzinfo | None) -> str:
    """Return the whole receipt as lines, to copy into a letter."""
    facts = (
        *receipt_facts(receipt, title, zone),
        *_common_facts(receipt, file),
        *fingerprint_facts(receipt),
    )
    said = f"{receipt_verdict(receipt)}. {proof_sentence(receipt)}"
    technical = _("Technical details"), *_fact_lines(_technical_facts(receipt))
    return "\n".join((*_fact_lines(facts), said, "", *technical))


def _fact_lines(facts: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(f"{name}: {value}" for name, value in facts)


def receipt_sheet(
    receipt: Receipt,
    title: str,
    file: str,
    candidate: str,
    zone: tzinfo | None,
    paper: PaperSize = PaperSize.LETTER,
) -> "Sheet":
    """Return the receipt as a sheet to print or keep."""
    from lssc_desktop.package.papers import Sheet, SheetSection  # a window opens without papers

    what = _("What was copied") if receipt.copied else _("What was received")
    lead = _("Copied by {candidate}") if receipt.copied else _("Handed in by {candidate}")
    return Sheet(
        kicker=receipt_title(receipt),
        title=title,
        lead=lead.format(candidate=candidate),
        sections=(
            SheetSection(what, receipt_facts(receipt, title, zone)),
            SheetSection(_("Which package"), _common_facts(receipt, file)),
            SheetSection(receipt_verdict(receipt), fingerprint_facts(receipt)),
            SheetSection(_("Technical details"), _technical_facts(receipt)),
        ),
        notes=(proof_sentence(receipt),),
        foot=_("Made with LSSC Desktop. Anyone can check the file’s fingerprint again."),
        language=spoken().language,
        paper=paper,
    )


def _common_facts(receipt: Receipt, file: str) -> tuple[tuple[str, str], ...]:
    return (
        (_("File"), file),
        (_("Where"), received_where(receipt)),
    )


def _technical_facts(receipt: Receipt) -> tuple[tuple[str, str], ...]:
    """Return what nobody reads aloud: the fingerprint is the one number for that."""
    return (
        (_("Kind of fingerprint"), receipt.algorithm.upper()),
        (_("Package ID"), receipt.package_id),
    )
