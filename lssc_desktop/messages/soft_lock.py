"""What is said when somebody else has a package of the shelf open."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.moments import long_moment
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.soft_lock import PackageInUse


def _in_use(error: PackageInUse) -> Message:
    holder = error.holder
    who = holder.person or _("Somebody")
    return Message(
        _("{person} has {package} open, on {computer}, since {moment}.").format(
            person=who,
            package=shown_file(error.name),
            computer=holder.computer or _("another computer"),
            moment=long_moment(holder.since),
        ),
        _("Nothing is lost when two people review one package: each writes a review file."),
        _("Ask them first, or open it anyway."),
    )


SENTENCES: Sentences = {PackageInUse: _in_use}
