"""What is said about a package that changed, a taken name, an arrival that nobody can tell."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file, shown_folder
from lssc_desktop.transfer.destination import (
    ArrivalUnknown,
    NameTaken,
    PackageChanged,
    PackageDamaged,
)
from lssc_desktop.transfer.proof import CopyDiffers, NotTheCopy
from lssc_desktop.transfer.tus_protocol import OffsetWrong


def _changed(error: PackageChanged) -> Message:
    return Message(
        _("{name} is not the package anymore that was to be sent: its content changed.").format(
            name=shown_file(error.path)
        ),
        _("Nothing whole was sent: a receipt would not belong to what you have."),
        _("Build the package again, and send the new one."),
    )


def _damaged(error: PackageDamaged) -> Message:
    return Message(
        ngettext(
            "{name} is damaged: {count} fault was found in it.",
            "{name} is damaged: {count} faults were found in it.",
            error.faults,
        ).format(name=shown_file(error.path), count=error.faults),
        _("It was not sent: nobody could make use of it."),
        _("Build the package again, and send the new one. Verifying it tells what is wrong."),
    )


def _unknown(error: ArrivalUnknown) -> Message:
    if isinstance(error.__cause__, CopyDiffers | NotTheCopy | OffsetWrong):
        return Message(
            _("{destination} took your package, but didn’t give the same one back.").format(
                destination=shown_folder(error.destination)
            ),
            _("We can’t tell whether your package arrived."),
            _("Ask your program office whether they have it. Don’t send it again before you know."),
        )
    return Message(
        _("The answer of {destination} was lost at the very end.").format(
            destination=shown_folder(error.destination)
        ),
        _("We cannot tell if your package arrived."),
        _("Find out first, do not send again."),
    )


def _taken(error: NameTaken) -> Message:
    return Message(
        _("The receiver has another file with the name {name}.").format(
            name=shown_file(error.name)
        ),
        _("It was left as it is, and your package was not sent."),
        _("Ask your program office what that file is, and have it put away. Then send again."),
    )


SENTENCES: Sentences = {
    PackageChanged: _changed,
    PackageDamaged: _damaged,
    ArrivalUnknown: _unknown,
    NameTaken: _taken,
}
