"""What is said of a tus receiver that does not do what such a receiver does."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.transfer.tus_protocol import (
    OffsetMoved,
    OffsetWrong,
    PieceDamaged,
    TusNotOffered,
    UploadGone,
)


def _not_offered(error: TusNotOffered) -> Message:
    return Message(
        _(
            "{host} answers, but does not take packages in the way that the address says (tus)."
        ).format(host=error.host),
        _("Nothing was sent."),
        _("Compare the address with the one that you were given, or ask the people who gave it."),
    )


def _offset_wrong(error: OffsetWrong) -> Message:
    if error.told < error.least:
        happened = _("{host} has lost a part of the package that it had confirmed before.")
    else:
        happened = _("{host} says that it has more of the package than we have sent.")
    return Message(
        happened.format(host=error.host),
        _("The package has not arrived whole. It is unchanged on this computer."),
        _(
            "Send it again: we begin anew. If this comes back, tell the people who run the "
            "receiver."
        ),
    )


def _gone(error: UploadGone) -> Message:
    return Message(
        _("{host} forgot the package while it was on its way.").format(host=error.host),
        _("The package has not arrived whole. It is unchanged on this computer."),
        _(
            "Send it again. If this comes back, tell the people who run the receiver that it "
            "loses uploads."
        ),
    )


def _damaged(error: PieceDamaged) -> Message:
    return Message(
        _("{host} got other bytes than we sent, several times.").format(host=error.host),
        _("It did not keep them, and the package has not arrived whole."),
        _("Send it again later or from another network. What was taken so far stays there."),
    )


def _moved(error: OffsetMoved) -> Message:
    return Message(
        _("{host} contradicts itself about how much of the package it has.").format(
            host=error.host
        ),
        _("The package has not arrived whole. It is unchanged on this computer."),
        _(
            "Send it again in a few minutes. If this comes back, tell the people who run the "
            "receiver."
        ),
    )


SENTENCES: Sentences = {
    TusNotOffered: _not_offered,
    OffsetWrong: _offset_wrong,
    UploadGone: _gone,
    PieceDamaged: _damaged,
    OffsetMoved: _moved,
}
