"""What is said about a file that has no place in a portfolio."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.intake import SystemFileRefused


def _system_file(error: SystemFileRefused) -> Message:
    return Message(
        _("{name} is a file that another program or the system keeps for itself.").format(
            name=shown_file(error.path)
        ),
        _("Nothing was added."),
        _("Choose the document itself, which has a name of its own beside it."),
    )


SENTENCES: Sentences = {SystemFileRefused: _system_file}
