"""What is said when a file is not surely saved, or cannot be moved to the trash."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.files import SaveUncertain, TrashRefused


def _trash_refused(error: TrashRefused) -> Message:
    return Message(
        _("{name} cannot be moved to the trash: this drive has none, or it took nothing.").format(
            name=shown_file(error.path)
        ),
        _("The file is still there. We never delete a file for good."),
        _("If you are sure, delete it yourself where you manage your files, then come back here."),
    )


def _uncertain(error: SaveUncertain) -> Message:
    return Message(
        _("The drive did not confirm that {name} is saved ({reason}).").format(
            name=shown_file(error.path), reason=error.reason
        ),
        _("It may be saved, and it may be lost when the computer or the drive is switched off."),
        _("Save once more. If it happens again, copy the portfolio folder to another drive."),
    )


SENTENCES: Sentences = {TrashRefused: _trash_refused, SaveUncertain: _uncertain}
