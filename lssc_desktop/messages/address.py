"""What is said about the address of a receiver."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_folder
from lssc_desktop.transfer.address import AddressNotUnderstood, NotEncrypted, SecretInAddress


def _not_understood(error: AddressNotUnderstood) -> Message:
    return Message(
        _("{address} is no address that we can send to.").format(
            address=shown_folder(error.address)
        ),
        _("Nothing was sent."),
        _(
            "An address begins with “dav+https:”, “tus+https:” or “file:”. Copy it from what "
            "your program office wrote to you."
        ),
    )


def _secret(_error: SecretInAddress) -> Message:
    return Message(
        _("The address holds a user name or a password."),
        _("Nothing was sent: an address is kept and shown, and a password must not be."),
        _("Leave out everything before the “@”, and give user name and password separately."),
    )


def _not_encrypted(error: NotEncrypted) -> Message:
    return Message(
        _("The address would send your package to {host} so that others could read it.").format(
            host=error.host
        ),
        _("Nothing was sent."),
        _("Use the same address with “https” in place of “http”, or ask your program office."),
    )


SENTENCES: Sentences = {
    AddressNotUnderstood: _not_understood,
    SecretInAddress: _secret,
    NotEncrypted: _not_encrypted,
}
