"""What is said when Word files cannot be shown as pages."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.store.office import OfficeMissing


def _missing(_error: OfficeMissing) -> Message:
    return Message(
        _("LibreOffice is not on this computer, so Word files cannot be turned into pages."),
        _("They stay in the package as they are."),
        _("Save them as PDF in Word, and add the PDF, if they shall be among the pages."),
    )


SENTENCES: Sentences = {OfficeMissing: _missing}
