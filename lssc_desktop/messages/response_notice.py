"""What is said above a response that cannot be written here."""

from gettext import gettext as _

from lssc_desktop.core.beyond import Fault
from lssc_desktop.core.folder_facts import SeenDocument
from lssc_desktop.messages.document_words import fault_sentence, part_words
from lssc_desktop.messages.documents import fault_advice
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.saved import not_begun


def response_notice(document: SeenDocument) -> Message | None:
    """Say why a document is shown and not edited here, None when it is edited."""
    if not document.path:
        return None
    if document.locked:
        return Message(
            _("Word or LibreOffice has this document open."),
            _("It is shown as it was last saved."),
            _("Save and close it there to go on here."),
        )
    if document.fault:
        return Message(
            _("This document cannot be read. {reason}").format(
                reason=fault_sentence(document.fault)
            ),
            _("Nothing was changed."),
            fault_advice(document.fault),
        )
    if document.cut:
        return Message(
            _("This text is longer than what we show of one."),
            _("Its beginning is below. Read the package in the browser to see all of it."),
        )
    if document.beyond:
        return Message(
            _("This document holds {parts}.").format(parts=part_words(" ".join(document.beyond))),
            _("It is shown here without that, and goes into the package whole, as it is."),
            _("Edit it in Word; we notice when you save."),
        )
    return None


def not_opened_in_word(message: Message) -> Message:
    """Say that Word was not started, because what was typed could not be saved before."""
    return not_begun(message, _("The document was not opened in Word."))


def is_lost(document: SeenDocument) -> bool:
    """Whether a document that was there is gone, so that its text can only be written again."""
    return bool(document.path) and document.fault == Fault.MISSING
