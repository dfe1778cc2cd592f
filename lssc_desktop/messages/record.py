"""What is said about a package whose record cannot be read."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.package.record import RecordBroken, RecordNewer, RecordOfRenewal


def _broken(error: RecordBroken) -> Message:
    happened = _("The record in {package} does not say what the package holds.")
    if error.place:
        happened = _("The record in {package} has a fault at {place}.")
    return Message(
        happened.format(package=shown_file(error.path), place=error.place[:200]),
        _("It can be verified and read in the browser, but not reviewed here."),
        _("Ask for the package again, built with LSSC Desktop."),
    )


def _newer(error: RecordNewer) -> Message:
    return Message(
        _("{package} was made by a newer version of LSSC Desktop.").format(
            package=shown_file(error.path)
        ),
        _("It can be verified and read in the browser, but not reviewed here."),
        _("Get the newest version of LSSC Desktop, then open the package again."),
    )


def _of_renewal(error: RecordOfRenewal) -> Message:
    return Message(
        _("{package} is the renewal of a certification.").format(package=shown_file(error.path)),
        _("It holds no competency set that could be reviewed."),
        _("Read it in the browser; its documents lie in it."),
    )


SENTENCES: Sentences = {
    RecordBroken: _broken,
    RecordNewer: _newer,
    RecordOfRenewal: _of_renewal,
}
