"""Why a package cannot be written where it was wanted, in words."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.package.target import PackageExists


def _exists(error: PackageExists) -> Message:
    return Message(
        _("There is a file {name} already, and it is not this package.").format(
            name=shown_file(error.path)
        ),
        _("It was left as it is and nothing was written."),
        _("Choose another name, or move that file away."),
    )


SENTENCES: Sentences = {PackageExists: _exists}
