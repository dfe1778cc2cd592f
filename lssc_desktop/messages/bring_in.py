"""What is said when a file is another package than the one that was looked for."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.package.bring_in import OtherPackage


def _other(error: OtherPackage) -> Message:
    return Message(
        _("{name} is another package than this one.").format(name=shown_file(error.path)),
        _("Nothing was copied: the receipt would belong to something else."),
        _("Choose the file that was written then, or build the package again."),
    )


SENTENCES: Sentences = {OtherPackage: _other}
