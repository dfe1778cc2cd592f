"""Why a renewal is not packaged."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.readiness import finding_message
from lssc_desktop.package.renewal import RenewalBlocked


def _blocked(error: RenewalBlocked) -> Message:
    return Message(
        _("The renewal cannot be packaged yet."),
        " ".join(finding_message(finding).happened for finding in error.findings),
        _("Mend this first; what you recorded is kept."),
    )


SENTENCES: Sentences = {RenewalBlocked: _blocked}
