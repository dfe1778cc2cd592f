"""What is said about a file that cannot become a response."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.texts import TextRefused


def _refused(error: TextRefused) -> Message:
    happened = {
        "kind": _("{name} is not a Word document (.docx), Markdown (.md) or plain text (.txt)."),
        "size": _("{name} is too large to be a response."),
        "no-text": _("{name} holds no text that can be read."),
    }
    return Message(
        happened[error.reason].format(name=shown_file(error.path)),
        _("Nothing was changed."),
        _("Open it in the program it was made with and save it as a Word document (.docx)."),
    )


SENTENCES: Sentences = {TextRefused: _refused}
