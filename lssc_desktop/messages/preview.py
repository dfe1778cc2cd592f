"""What is said about a package whose web page cannot be shown."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.package.preview import PageMissing


def _missing(error: PageMissing) -> Message:
    return Message(
        _("{name} has no page that a browser could show.").format(name=shown_file(error.path)),
        _("Only packages made by LSSC Desktop have one. Nothing was changed."),
        _("Unpack it with the tools of your computer to look at its files."),
    )


SENTENCES: Sentences = {PageMissing: _missing}
