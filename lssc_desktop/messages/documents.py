"""Why a document cannot be read, and what to do about it."""

from gettext import gettext as _

from lssc_desktop.messages.document_words import fault_sentence
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.store.documents import DocumentUnreadable


def fault_advice(code: str) -> str:
    """Say what to do about a document that cannot be read."""
    advice = {
        "not-word": _("Open it in the program it was made with and save it as a Word document."),
        "old-word": _("Open it in Word or LibreOffice and save it as a Word document (.docx)."),
        "encrypted": _("Open it in Word, take the password away and save it."),
        "damaged": _(
            "Open it in Word, which can repair many files, and save it; otherwise put an earlier "
            "copy in its place."
        ),
        "too-large": _("Make it shorter, or copy its text into a new document."),
        "missing": _("Look for it where you last worked on it and put it back."),
        "empty": _("Put an earlier copy in its place, or open it in Word, write and save."),
        "link": _("Copy the file itself, or its folder, into the portfolio folder."),
        "unreadable": _("Check that the stick or drive is there and that you may open the file."),
    }
    return advice.get(code, advice["damaged"])


def _unreadable(error: DocumentUnreadable) -> Message:
    return Message(
        _("“{path}” could not be read. {reason}").format(
            path=error.path, reason=fault_sentence(error.fault)
        ),
        _("Nothing was changed."),
        fault_advice(error.fault),
    )


SENTENCES: Sentences = {DocumentUnreadable: _unreadable}
