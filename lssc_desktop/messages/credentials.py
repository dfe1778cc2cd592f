"""What is said about a user name or password that cannot be sent."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.transfer.credentials import SecretMissing, SecretUnusable


def _unusable(_error: SecretUnusable) -> Message:
    return Message(
        _("This user name, password or token has a character that cannot be sent."),
        _("Nothing was sent."),
        _(
            "A user name holds no colon, a token no space, and neither a line break. Type it "
            "again, or copy it without what stands around it."
        ),
    )


def _missing(error: SecretMissing) -> Message:
    return Message(
        _("The variable {name} of this terminal is empty.").format(name=error.variable),
        _("Nothing was sent: the password was looked for there."),
        _("Set it in this terminal, then give the command again."),
    )


SENTENCES: Sentences = {SecretUnusable: _unusable, SecretMissing: _missing}
