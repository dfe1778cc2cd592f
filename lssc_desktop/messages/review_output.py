"""That a review cannot be written where it was to go, in words."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.package.review_output import ReviewExists


def _exists(error: ReviewExists) -> Message:
    return Message(
        _("{name} is there already, and it is not your review of this package.").format(
            name=shown_file(error.path)
        ),
        _("It was left as it is, and your review was not written."),
        _("Choose another name."),
    )


SENTENCES: Sentences = {ReviewExists: _exists}
