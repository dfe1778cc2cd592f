"""What is said when a file cannot be moved to the trash."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.files import TrashRefused


def _trash_refused(error: TrashRefused) -> Message:
    return Message(
        _("{name} cannot be moved to the trash: this drive has none, or it took nothing.").format(
            name=shown_file(error.path)
        ),
        _("The file is still there. We never delete a file for good."),
        _("If you are sure, delete it yourself where you manage your files, then come back here."),
    )


SENTENCES: Sentences = {TrashRefused: _trash_refused}
