"""What is said of a PDF whose pages cannot be read."""

from gettext import gettext as _

from lssc_desktop.messages.counts import file_name
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.store.pdf import PdfFault, PdfUnreadable


def pdf_fault(fault: PdfFault) -> str:
    """Say why the pages of a PDF cannot be used."""
    sentences = {
        PdfFault.NOT_A_PDF: _("It is not a PDF, whatever its name says."),
        PdfFault.DAMAGED: _("The file is damaged."),
        PdfFault.PASSWORD: _("It opens with a password only."),
    }
    return sentences[fault]


def _unreadable(error: PdfUnreadable) -> Message:
    return Message(
        _("The pages of {name} cannot be read. {why}").format(
            name=file_name(error.path), why=pdf_fault(error.fault)
        ),
        _("The file itself is as it was."),
        _("Open it in a PDF program and save it again without a password, then try again."),
    )


SENTENCES: Sentences = {PdfUnreadable: _unreadable}
