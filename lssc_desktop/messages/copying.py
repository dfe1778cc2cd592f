"""What is said when a file is not copied."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.copying import ChangedWhileCopied, FileExists, NotAFile


def _not_a_file(error: NotAFile) -> Message:
    happened = {
        "link": _("{name} only points to another place, and we do not follow links."),
        "folder": _("{name} is a folder, and only files can be added."),
    }
    advice = {
        "link": _("Choose the file that it points to."),
        "folder": _("Open the folder and choose the files in it."),
    }
    other = _("{name} is no ordinary file, but a part of the system (a {kind}).")
    return Message(
        happened.get(error.kind, other).format(name=shown_file(error.path), kind=error.kind),
        _("Nothing was added."),
        advice.get(error.kind, _("Choose an ordinary file.")),
    )


def _exists(error: FileExists) -> Message:
    return Message(
        _("There is a file with the name {name} already.").format(name=shown_file(error.path)),
        _("Nothing was changed: we never write over a file."),
        _("Choose another name."),
    )


def _changed(error: ChangedWhileCopied) -> Message:
    return Message(
        _("{name} changed while we copied it.").format(name=shown_file(error.path)),
        _("Nothing was added, because the copy would be half old and half new."),
        _("Let the program that writes it finish, then add it again."),
    )


SENTENCES: Sentences = {NotAFile: _not_a_file, FileExists: _exists, ChangedWhileCopied: _changed}
