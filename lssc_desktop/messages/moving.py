"""Why a move to another program file cannot be undone."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.store.moving import FormerProgramLost, NothingToUndo


def _nothing(_error: NothingToUndo) -> Message:
    return Message(
        _("This portfolio has followed one program file only."),
        _("There is nothing to go back to."),
        _("To follow another one, name its file."),
    )


def _lost(error: FormerProgramLost) -> Message:
    return Message(
        _("The program file “{id}”, version {version}, is not kept in this folder anymore.").format(
            id=error.program_id, version=error.program_version
        ),
        _("Nothing was changed, and your work is as it was."),
        _("If you have that file, move to it as to any other."),
    )


SENTENCES: Sentences = {NothingToUndo: _nothing, FormerProgramLost: _lost}
