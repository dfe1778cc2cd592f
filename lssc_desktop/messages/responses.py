"""What is said when a response is not written."""

from gettext import gettext as _

from lssc_desktop.messages.document_words import fault_sentence, part_words
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.responses import (
    DocumentChanged,
    DocumentOpen,
    DocumentRicher,
    TextNotNoted,
)


def _richer(error: DocumentRicher) -> Message:
    if error.fault:
        happened = _("The document {name} cannot be read, so we do not write over it. {reason}")
    else:
        happened = _("The document {name} holds {parts}, which writing it here would lose.")
    return Message(
        happened.format(
            name=shown_file(error.path),
            reason=fault_sentence(error.fault),
            parts=part_words(" ".join(error.beyond)),
        ),
        _("The document stays as it is."),
        _("Edit it in Word; we notice when you save."),
    )


def _open(error: DocumentOpen) -> Message:
    return Message(
        _("Word or LibreOffice has {name} open.").format(name=shown_file(error.path)),
        _("The document stays as it is, so that nothing you write there is lost."),
        _("Save and close it there, then try again."),
    )


def _changed(error: DocumentChanged) -> Message:
    return Message(
        _("{name} was changed by another program since we read it.").format(
            name=shown_file(error.path)
        ),
        _("Nothing was written, so that the change is not lost."),
        _("Look at the change first, then decide which text to keep."),
    )


def _not_noted(error: TextNotNoted) -> Message:
    from lssc_desktop.messages.errors import message_for  # which knows this sentence as well

    reason = message_for(error.reason)
    return Message(
        _("Your new text is in {name}, but the portfolio couldn’t note it. {reason}").format(
            name=shown_file(error.path), reason=reason.happened
        ),
        _("Nothing is lost: the next time you open the portfolio, it takes the new text in."),
        reason.advice,
    )


SENTENCES: Sentences = {
    TextNotNoted: _not_noted,
    DocumentRicher: _richer,
    DocumentOpen: _open,
    DocumentChanged: _changed,
}
