"""What is said when a place takes no packages, or has something else under their name."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.transfer.webdav import NameTaken, NotWebDav


def _not_webdav(error: NotWebDav) -> Message:
    return Message(
        _("{host} answers, and takes no files at this address.").format(host=error.host),
        _("Nothing was sent."),
        _("Compare the address with what your program office wrote, letter by letter."),
    )


def _taken(error: NameTaken) -> Message:
    return Message(
        _("The receiver has another file with the name {name}.").format(
            name=shown_file(error.name)
        ),
        _("It was left as it is, and your package was not sent."),
        _("Ask your program office what that file is. Building a new package gives a new name."),
    )


SENTENCES: Sentences = {NotWebDav: _not_webdav, NameTaken: _taken}
