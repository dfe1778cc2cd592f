"""A receipt in words: on its card, as a text to copy, and as a sheet to keep."""

from datetime import tzinfo
from gettext import gettext as _

from lssc_desktop.core.submission import Proof, Receipt
from lssc_desktop.messages.counts import size
from lssc_desktop.messages.moments import moment
from lssc_desktop.package.receipt import Sheet, SheetSection

_GROUP = 4
_SHOWN = 16  # digits of a fingerprint where there is little room


def short_fingerprint(digits: str) -> str:
    """The beginning of a fingerprint in groups: "7f3a 91c2 5e08 d4aa…"."""
    groups = [digits[at : at + _GROUP] for at in range(0, min(len(digits), _SHOWN), _GROUP)]
    return " ".join(groups) + ("…" if len(digits) > _SHOWN else "")


def receipt_title(receipt: Receipt) -> str:
    """Name what this is: of a copy on one's own drive it is no receipt."""
    return _("Record of a copy") if receipt.copied else _("Receipt")


def verdict(receipt: Receipt) -> str:
    """Say in a few words what the receipt is worth."""
    if receipt.proof is Proof.PERSON:
        return _("You read a confirmation")
    if not receipt.is_compared:
        return _("The receiver says it has it")
    return _("Fingerprints are the same")


def proof_sentence(receipt: Receipt) -> str:
    """Say how the receiver's copy was compared with ours, or why this is its word alone."""
    if receipt.copied:
        return _(
            "We read the copy on your drive back and took its fingerprint. This isn’t a receipt "
            "from the program office."
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
        Proof.READ_BACK: _("We read the receiver’s copy back and took its fingerprint."),
        Proof.PERSON: _(
            "A person read that it arrived. No fingerprints could be compared, so keep what the "
            "page said."
        ),
    }[receipt.proof]


def where(receipt: Receipt) -> str:
    """Say where it was received."""
    if receipt.proof is Proof.PERSON:
        return receipt.location or _("A web form")
    return receipt.location or receipt.destination


def receipt_facts(receipt: Receipt, title: str, zone: tzinfo | None) -> tuple[tuple[str, str], ...]:
    """Return when and what, as names and values."""
    return (
        (_("Copied") if receipt.copied else _("Received"), moment(receipt.at, zone)),
        (_("Package"), _("{title}, {size}").format(title=title, size=size(receipt.bytes))),
    )


def fingerprint_facts(receipt: Receipt) -> tuple[tuple[str, str], ...]:
    """Return both fingerprints, or ours and what the page said."""
    if receipt.proof is Proof.PERSON:
        return ((_("Ours"), receipt.ours), (_("It said"), receipt.said))
    if receipt.proof is Proof.TUS_CHECKSUM:  # nobody told one of the whole package
        return ((_("Ours"), receipt.ours),)
    theirs = _("The copy’s") if receipt.copied else _("Theirs")
    return ((_("Ours"), receipt.ours), (theirs, receipt.theirs))


def receipt_text(receipt: Receipt, title: str, file: str, zone: tzinfo | None) -> str:
    """Return the whole receipt as lines, to copy into a letter."""
    facts = (
        *receipt_facts(receipt, title, zone),
        *_whole(receipt, file),
        *fingerprint_facts(receipt),
    )
    lines = [f"{name}: {value}" for name, value in facts]
    return "\n".join((*lines, f"{verdict(receipt)}. {proof_sentence(receipt)}"))


def receipt_sheet(
    receipt: Receipt, title: str, file: str, candidate: str, zone: tzinfo | None
) -> Sheet:
    """Return the receipt as a sheet to print or keep."""
    what = _("What was copied") if receipt.copied else _("What was received")
    lead = _("Copied by {candidate}") if receipt.copied else _("Handed in by {candidate}")
    return Sheet(
        kicker=receipt_title(receipt),
        title=title,
        lead=lead.format(candidate=candidate),
        sections=(
            SheetSection(what, receipt_facts(receipt, title, zone)),
            SheetSection(_("Which package"), _whole(receipt, file)),
            SheetSection(verdict(receipt), fingerprint_facts(receipt)),
        ),
        notes=(proof_sentence(receipt),),
        foot=_("Made with LSSC Desktop. Anyone can take the fingerprint of the file again."),
    )


def _whole(receipt: Receipt, file: str) -> tuple[tuple[str, str], ...]:
    return (
        (_("File"), file),
        (_("Where"), where(receipt)),
        (_("Package id"), receipt.package_id),
        (_("Kind of fingerprint"), receipt.algorithm.upper()),
    )
