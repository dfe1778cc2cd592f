"""What is said when a package is not sent because of what was sent before."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.moments import long_moment
from lssc_desktop.messages.shown import shown_file, shown_folder
from lssc_desktop.transfer.outbox import AlreadyReceived, FindOutFirst, NotOnItsWay


def _received(error: AlreadyReceived) -> Message:
    return Message(
        _("{name} was received there on {moment}.").format(
            name=shown_file(error.package), moment=long_moment(error.receipt.at)
        ),
        _("It was not sent again: the receiver has it, and you have the receipt."),
    )


def _find_out(error: FindOutFirst) -> Message:
    return Message(
        _("We cannot tell if {name} arrived at {destination}.").format(
            name=shown_file(error.package), destination=shown_folder(error.destination)
        ),
        _("It was not sent again, because it may be there."),
        _("Find out first, do not send again."),
    )


def _not_on_its_way(error: NotOnItsWay) -> Message:
    return Message(
        _("Nothing is written down about sending {name}.").format(name=shown_file(error.package)),
        _("Somebody removed the file beside the package that says what was sent."),
        _("Ask the receiver before you send it again."),
    )


SENTENCES: Sentences = {
    AlreadyReceived: _received,
    FindOutFirst: _find_out,
    NotOnItsWay: _not_on_its_way,
}
