"""That there is no comment of that id, in words."""

from gettext import gettext as _

from lssc_desktop.core.commented import CommentUnknown
from lssc_desktop.messages.counts import listed
from lssc_desktop.messages.message import Message, Sentences

_MOST = 10


def _unknown(error: CommentUnknown) -> Message:
    if error.known:
        known = listed(error.known[:_MOST])
        advice = _("The comments are {known}.").format(known=known)
    else:
        advice = _("There are no comments yet.")
    return Message(
        _("There is no comment “{id}”.").format(id=error.comment), _("Nothing was changed."), advice
    )


SENTENCES: Sentences = {CommentUnknown: _unknown}
