"""What is said about a package that changed, and about an arrival that nobody can tell."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file, shown_folder
from lssc_desktop.transfer.destination import ArrivalUnknown, PackageChanged


def _changed(error: PackageChanged) -> Message:
    return Message(
        _("{name} is not the package any more that was to be sent: its content changed.").format(
            name=shown_file(error.path)
        ),
        _("Nothing whole was sent: a receipt would not belong to what you have."),
        _("Build the package again, and send the new one."),
    )


def _unknown(error: ArrivalUnknown) -> Message:
    return Message(
        _("The answer of {destination} was lost at the very end.").format(
            destination=shown_folder(error.destination)
        ),
        _("We cannot tell if your package arrived."),
        _("Find out first, do not send again."),
    )


SENTENCES: Sentences = {PackageChanged: _changed, ArrivalUnknown: _unknown}
