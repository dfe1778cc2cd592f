"""What is said about a user name or password that cannot be sent."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.transfer.credentials import SecretUnusable


def _unusable(_error: SecretUnusable) -> Message:
    return Message(
        _("This user name, password or token has a character that cannot be sent."),
        _("Nothing was sent."),
        _(
            "A user name holds no colon, a token no space, and neither a line break. Type it "
            "again, or copy it without what stands around it."
        ),
    )


SENTENCES: Sentences = {SecretUnusable: _unusable}
