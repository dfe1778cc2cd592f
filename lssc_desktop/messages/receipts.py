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


def verdict(receipt: Receipt) -> str:
    """Say in a few words what the receipt is worth."""
    if receipt.proof is Proof.PERSON:
        return _("You read a confirmation")
    return _("Fingerprints are the same")


def proof_sentence(receipt: Receipt) -> str:
    """Say how the receiver's copy was compared with ours."""
    return {
        Proof.REPR_DIGEST: _("The receiver reported the fingerprint of the copy it has."),
        Proof.TUS_CHECKSUM: _("The receiver checked every part against our fingerprint of it."),
        Proof.OC_CHECKSUM: _("The receiver reported the fingerprint of the copy it has."),
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
        (_("Received"), moment(receipt.at, zone)),
        (_("Package"), _("{title}, {size}").format(title=title, size=size(receipt.bytes))),
    )


def fingerprint_facts(receipt: Receipt) -> tuple[tuple[str, str], ...]:
    """Return both fingerprints, or ours and what the page said."""
    if receipt.proof is Proof.PERSON:
        return ((_("Ours"), receipt.ours), (_("It said"), receipt.said))
    return ((_("Ours"), receipt.ours), (_("Theirs"), receipt.theirs))


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
    return Sheet(
        kicker=_("Receipt"),
        title=title,
        lead=_("Handed in by {candidate}").format(candidate=candidate),
        sections=(
            SheetSection(_("What was received"), receipt_facts(receipt, title, zone)),
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
