"""What is said when somebody else has the portfolio open."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.moments import long_moment
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.lock import FolderInUse


def _in_use(error: FolderInUse) -> Message:
    return Message(
        _("{name} is open already: by {person} on the computer {computer}, since {since}.").format(
            person=error.holder.person,
            name=shown_file(error.path),
            computer=error.holder.computer,
            since=long_moment(error.holder.since),
        ),
        _("Nothing was changed. Two people at once could get in each other’s way."),
        _(
            "Close it there first. If nobody works on it there, because that computer was "
            "switched off or stopped, you can open it anyway."
        ),
    )


SENTENCES: Sentences = {FolderInUse: _in_use}
