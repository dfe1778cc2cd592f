"""What is said when what lies beside a package keeps us from sending it."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.moments import long_moment
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.sending_hold import BeingSent
from lssc_desktop.store.submissions import PackageNameNotText, SubmissionBroken, SubmissionNewer


def _broken(error: SubmissionBroken) -> Message:
    return Message(
        _("{name} is damaged: it says what was sent of a package, and cannot be read.").format(
            name=shown_file(error.path)
        ),
        _("We cannot tell from it if that package arrived. It was left as it is."),
        _(
            "Ask the receiver. When you know, move this file out of the folder; then the package "
            "can be sent."
        ),
    )


def _newer(error: SubmissionNewer) -> Message:
    return Message(
        _("{name} was written by a newer version of LSSC Desktop.").format(
            name=shown_file(error.path)
        ),
        _("We cannot tell from it if that package arrived. It was left as it is."),
        _("Use the newer version here, too."),
    )


def _being_sent(error: BeingSent) -> Message:
    return Message(
        _(
            "{name} is being sent already: by another window or command of LSSC Desktop, on the "
            "computer {computer}, since {since}."
        ).format(
            name=shown_file(error.package),
            computer=error.holder.computer,
            since=long_moment(error.holder.since),
        ),
        _("Nothing was changed, and nothing is sent twice."),
        _("Wait until it is done there; what came of it is then shown here, too."),
    )


def _not_text(error: PackageNameNotText) -> Message:
    return Message(
        _("The name {name} has characters that aren’t text.").format(name=shown_file(error.path)),
        _("Nothing was sent, because we couldn’t keep track of it under that name."),
        _("Rename the package, then send it again."),
    )


SENTENCES: Sentences = {
    PackageNameNotText: _not_text,
    SubmissionBroken: _broken,
    SubmissionNewer: _newer,
    BeingSent: _being_sent,
}
