"""What is said when a portfolio cannot be rebuilt without the person."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_folder
from lssc_desktop.store.rebuild import CandidateUnknown


def _unknown(error: CandidateUnknown) -> Message:
    return Message(
        _("Nothing in the folder {name} says whose portfolio it is and since when.").format(
            name=shown_folder(error.path)
        ),
        _("Nothing was changed. Your responses and your evidence are all still there."),
        _("Enter your name and your admission date; we take the rest from the folder."),
    )


SENTENCES: Sentences = {CandidateUnknown: _unknown}
