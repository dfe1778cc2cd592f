"""What is said when the file that says what was sent cannot be read."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.submissions import SubmissionBroken, SubmissionNewer


def _broken(error: SubmissionBroken) -> Message:
    return Message(
        _("{name} is damaged: it says what was sent of a package, and cannot be read.").format(
            name=shown_file(error.path)
        ),
        _("We cannot tell from it if that package arrived. It was left as it is."),
        _(
            "Ask the receiver. When you know, move this file out of the folder; then the package "
            "can be sent."
        ),
    )


def _newer(error: SubmissionNewer) -> Message:
    return Message(
        _("{name} was written by a newer version of LSSC Desktop.").format(
            name=shown_file(error.path)
        ),
        _("We cannot tell from it if that package arrived. It was left as it is."),
        _("Use the newer version here, too."),
    )


SENTENCES: Sentences = {SubmissionBroken: _broken, SubmissionNewer: _newer}
