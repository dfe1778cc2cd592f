"""What is said when what lies beside a package keeps us from sending it."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.moments import long_moment
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.store.sending_hold import BeingSent, HoldLost
from lssc_desktop.store.submissions import PackageNameNotText, SubmissionBroken, SubmissionNewer


def _broken(error: SubmissionBroken) -> Message:
    return Message(
        _("{name} is damaged: it says what was sent of a package, and cannot be read.").format(
            name=shown_file(error.path)
        ),
        _(
            "We cannot tell from it if that package arrived, so we treat it as handed in. The file "
            "was left as it is."
        ),
        _(
            "Ask your program office whether they have the package. If they don’t, move this file "
            "out of the folder. Then you can edit the set and send the package."
        ),
    )


def _newer(error: SubmissionNewer) -> Message:
    return Message(
        _("{name} was written by a newer version of LSSC Desktop.").format(
            name=shown_file(error.path)
        ),
        _(
            "We cannot tell from it if that package arrived, so we treat it as handed in. The file "
            "was left as it is."
        ),
        _("Install the newer version on this computer too."),
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


def _hold_lost(error: HoldLost) -> Message:
    return Message(
        _("While this computer slept, another window or command took over sending {name}.").format(
            name=shown_file(error.package)
        ),
        _("Nothing more was sent from here, and nothing is sent twice."),
        _("Look there, or wait: what came of it is shown here too."),
    )


SENTENCES: Sentences = {
    PackageNameNotText: _not_text,
    SubmissionBroken: _broken,
    SubmissionNewer: _newer,
    BeingSent: _being_sent,
    HoldLost: _hold_lost,
}
