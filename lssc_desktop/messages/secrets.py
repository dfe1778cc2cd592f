"""What is said when a password cannot be kept on this computer."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.store.secrets import KeyringRefused, NoSafeKeyring


def _no_keyring(_error: NoSafeKeyring) -> Message:
    return Message(
        _("This computer has no place where a password is safe."),
        _("Your password was not kept; it counts until you close LSSC Desktop."),
        _("Type it again the next time."),
    )


def _refused(_error: KeyringRefused) -> Message:
    return Message(
        _("The password store of this computer is locked, or did not do what we asked."),
        _("Your password was neither kept nor removed."),
        _("Unlock it and try again, or type the password the next time."),
    )


SENTENCES: Sentences = {NoSafeKeyring: _no_keyring, KeyringRefused: _refused}
