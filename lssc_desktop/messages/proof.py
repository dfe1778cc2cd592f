"""What is said when the receiver's copy is not the package; and how a copy was compared."""

from gettext import gettext as _

from lssc_desktop.core.submission import Proof
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.transfer.proof import CopyDiffers, NotTheCopy


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


def _differs(error: CopyDiffers) -> Message:
    happened = {
        "missing": _("The receiver said that it took your package, and has nothing there."),
        "size": _("What the receiver has is not as long as your package."),
        "content": _("What the receiver has does not have the fingerprint of your package."),
    }
    return Message(
        happened[error.what],
        _("Your package has not been received. It is as it was on this computer."),
        _("Send it again. If it happens again, tell your program office."),
    )


def _not_the_copy(error: NotTheCopy) -> Message:
    return Message(
        _("{host} sent something else, such as a sign-in page, instead of its copy.").format(
            host=error.host
        ),
        _("So we can’t compare its copy with your package, and can’t tell whether it has one."),
        _("Open the address in your browser and sign in there if it asks you to. Then try again."),
    )


SENTENCES: Sentences = {CopyDiffers: _differs, NotTheCopy: _not_the_copy}
