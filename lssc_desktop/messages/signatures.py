"""Signatures in words: by whom a file is signed, and whose keys are known."""

from collections.abc import Iterable, Sequence

from lssc_desktop.core.submission.signature import KnownSigner
from lssc_desktop.core.submission.trust import Agreement, SignatureCheck, SignatureState
from lssc_desktop.formats.dates import long_day
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.words import safe_text

# By whom a file is signed -----------------------------------------------------------------------


def signature_line(found: SignatureCheck) -> str:
    """Say by whom a file is signed; an unsigned one says so.

    The fingerprint of a key that was not compared yet is never in it: only its owner can say it.
    """
    words = {
        SignatureState.UNSIGNED: _unsigned(found),
        SignatureState.OWN: _("It’s signed with your own key."),
        SignatureState.KNOWN: _known(found),
        SignatureState.OTHER_KEY: _other_key(found),
        SignatureState.LOST: _lost(found),
        SignatureState.UNKNOWN: _(
            "It’s signed with a key you haven’t compared. Ask whoever sent it to read you "
            "their key’s fingerprint."
        ),
        SignatureState.BAD: _(
            "The signature next to it doesn’t match: the file or its signature was "
            "changed. Ask for both again."
        ),
        SignatureState.UNREADABLE: _(
            "There’s a signature file next to it that we can’t check, so it doesn’t show "
            "who made it. We check Ed25519 signatures made for LSSC Desktop."
        ),
    }
    return words[found.state]


def _unsigned(found: SignatureCheck) -> str:
    if found.known is None:
        return _("It isn’t signed, so it doesn’t show who made it.")
    return _(
        "It isn’t signed, though you have a key of {name}. Ask {name} in person or by phone "
        "whether it’s the right file."
    ).format(name=safe_text(found.known.name))


def _known(found: SignatureCheck) -> str:
    name = safe_text(found.name)
    if found.known is None or found.known.compared is None:
        return _(
            "It’s signed with the key you have for {name}. You haven’t entered that key’s "
            "fingerprint."
        ).format(name=name)
    return _("It’s signed by {name}. You entered their key’s fingerprint on {day}.").format(
        name=name, day=long_day(found.known.compared)
    )


def _other_key(found: SignatureCheck) -> str:
    if found.known is None:  # whoever reads this is not to know whose file it is
        return _(
            "It’s signed with a different key than the one known for this candidate. Someone "
            "else may be using the name. Tell the program office before you continue."
        )
    name = safe_text(found.known.name)
    if found.name:
        return _(
            "It says it’s from {name}, but it’s signed by {signer}. Someone else may be using "
            "the name. Ask {name} in person or by phone before you use it."
        ).format(name=name, signer=safe_text(found.name))
    return _(
        "It says it’s from {name}, but it’s signed with a different key than the one you have "
        "for {name}. Someone else may be using the name. Ask {name} in person or by phone "
        "before you use it."
    ).format(name=name)


def _lost(found: SignatureCheck) -> str:
    if found.known is None or found.known.lost is None:
        return _(
            "It’s signed with a key that was marked lost, so anyone could have signed it. Tell "
            "the program office before you continue."
        )
    return _(
        "It’s signed with a key of {name} that was marked lost on {day}, so anyone could have "
        "signed it. Ask {name} to sign it again with a new key."
    ).format(name=safe_text(found.name), day=long_day(found.known.lost))


def signature_word(found: SignatureCheck) -> str:
    """Say by whom a file is signed in a few words."""
    words = {
        SignatureState.UNSIGNED: _("Not signed"),
        SignatureState.OWN: _("Signed by you"),
        SignatureState.KNOWN: _("Signed by {name}"),
        SignatureState.OTHER_KEY: _("Different key"),
        SignatureState.LOST: _("Lost key"),
        SignatureState.UNKNOWN: _("Signed, key not compared"),
        SignatureState.BAD: _("Signature doesn’t match"),
        SignatureState.UNREADABLE: _("Signature can’t be checked"),
    }
    return words[found.state].format(name=safe_text(found.name))


def wrong_signature_lines(found: Iterable[tuple[str, SignatureCheck]]) -> tuple[str, ...]:
    """Say of each file whose signature is wrong what it shows, by the name of the file."""
    return tuple(
        _("{name}: {text}").format(name=safe_text(name), text=signature_line(each))
        for name, each in found
        if each.is_wrong
    )


def why_not_combined(*, is_known: bool) -> str:
    """Say what stands in the way of a result: a wrong signature, or that none is known yet."""
    if is_known:
        return _("A wrong signature comes first. You can remove an evaluation.")
    return _("Checking signatures…")


# Keys -------------------------------------------------------------------------------------------


def compared_key_line(found: Agreement) -> str:
    """Say what comes of a key's fingerprint as it is entered."""
    words = {
        Agreement.EMPTY: "",
        Agreement.NOT_ONE: _("A key’s fingerprint is “SHA256:” and 43 letters, digits, + or /."),
        Agreement.TOO_SHORT: _("Enter the whole fingerprint. Capital letters count."),
        Agreement.SAME: _("It matches this key."),
        Agreement.DIFFERENT: _(
            "It’s a different key, or something was misread. Capital letters count."
        ),
    }
    return words[found]


def signer_lines(signers: Sequence[KnownSigner]) -> tuple[str, ...]:
    """Say whose keys were compared."""
    lines = tuple(f"{signer.key.fingerprint}  {signer_line(signer)}" for signer in signers)
    return lines or (_("You haven’t compared anyone’s key yet."),)


def signer_line(signer: KnownSigner) -> str:
    """Say whose key was compared, and when."""
    name = safe_text(signer.name)
    if signer.lost is not None:
        return _("{name}, marked lost on {day}").format(name=name, day=long_day(signer.lost))
    if signer.compared is None:
        return _("{name}, fingerprint not entered").format(name=name)
    return _("{name}, compared on {day}").format(name=name, day=long_day(signer.compared))
