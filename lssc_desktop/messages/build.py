"""Why a package was not built, in words."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.messages.counts import file_name
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.readiness import finding_message
from lssc_desktop.package.build import HandInBlocked, PackageExists


def _blocked(error: HandInBlocked) -> Message:
    count = len(error.findings)
    return Message(
        ngettext(
            "{set} cannot be handed in yet: {count} thing stops it.",
            "{set} cannot be handed in yet: {count} things stop it.",
            count,
        ).format(set=error.set_title, count=count),
        " ".join(finding_message(finding).happened for finding in error.findings),
        _("Mend them first, or make a review copy for program staff, which may be unfinished."),
    )


def _exists(error: PackageExists) -> Message:
    return Message(
        _("There is a file {name} already, and it is not this package.").format(
            name=file_name(error.path)
        ),
        _("It was left as it is and nothing was written."),
        _("Choose another name, or move that file away."),
    )


SENTENCES: Sentences = {
    HandInBlocked: _blocked,
    PackageExists: _exists,
}
