"""Why a portfolio was not started, in words."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.choosing import ElectivesWrong, NameMissing
from lssc_desktop.messages.counts import listed
from lssc_desktop.messages.message import Message, Sentences


def _electives_wrong(error: ElectivesWrong) -> Message:
    if error.unknown:
        happened = _("The program has no elective called {names}.").format(
            names=listed(tuple(f"“{name}”" for name in error.unknown))
        )
    elif error.twice:
        happened = _("You named {names} more than once.").format(names=listed(error.twice))
    else:
        happened = ngettext(
            "You named {count} elective.", "You named {count} electives.", error.chosen
        ).format(count=error.chosen)
    return Message(
        happened,
        _("No portfolio was started."),
        _("Choose {needed} among {offered}.").format(
            needed=error.needed, offered=listed(error.offered)
        ),
    )


def _name_missing(_error: NameMissing) -> Message:
    return Message(
        _("No name was given."),
        _("No portfolio was started, because a package has to say whose it is."),
        _("Start again with your name."),
    )


SENTENCES: Sentences = {ElectivesWrong: _electives_wrong, NameMissing: _name_missing}
