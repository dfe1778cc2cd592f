"""What is said when a place takes no packages by WebDAV."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.transfer.webdav import NotWebDav


def _not_webdav(error: NotWebDav) -> Message:
    return Message(
        _("{host} answers, and takes no files at this address.").format(host=error.host),
        _("Nothing was sent."),
        _("Compare the address with what your program office wrote, letter by letter."),
    )


SENTENCES: Sentences = {NotWebDav: _not_webdav}
