"""Why a package was not built, in words."""

from gettext import ngettext

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.readiness import finding_message
from lssc_desktop.package.build import HandInBlocked


def _blocked(error: HandInBlocked) -> Message:
    count = len(error.findings)
    return Message(
        ngettext(
            "{set} cannot be handed in yet: {count} thing stops it.",
            "{set} cannot be handed in yet: {count} things stop it.",
            count,
        ).format(set=error.set_title, count=count),
        " ".join(finding_message(finding).happened for finding in error.findings),
        ngettext(
            "Mend it first, or make a review copy for program staff, which may be unfinished.",
            "Mend them first, or make a review copy for program staff, which may be unfinished.",
            count,
        ),
    )


SENTENCES: Sentences = {
    HandInBlocked: _blocked,
}
