"""What is said when an evidence file cannot be renamed as asked."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_folder
from lssc_desktop.store.evidence import NameNotUsable


def _not_usable(error: NameNotUsable) -> Message:
    return Message(
        _("No evidence file can have the name {name}.").format(name=shown_folder(error.name)),
        _("The file keeps the name it has."),
        _("Choose a name of letters, digits and spaces, without a slash."),
    )


SENTENCES: Sentences = {NameNotUsable: _not_usable}
