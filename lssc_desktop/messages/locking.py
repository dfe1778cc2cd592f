"""Why a set cannot be edited, and what is still possible."""

from dataclasses import replace
from gettext import gettext as _

from lssc_desktop.core.locking import SetLocked
from lssc_desktop.core.submission import Standing
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file


def closed_message(lock: SetLocked) -> Message:
    """Say where a set stands that is not checked anymore, and what is left to do for it."""
    if lock.standing is Standing.UNREADABLE:
        return _unreadable(lock)
    happened = {
        Standing.SENDING: _("{set} is on its way to the receiver."),
        Standing.UNCERTAIN: _("{set} was sent, and we cannot tell yet whether it arrived."),
        Standing.RECEIVED: _("{set} is handed in."),
        Standing.ACHIEVED: _("{set} is achieved."),
    }[lock.standing]
    advice = {
        Standing.SENDING: _("To change something now, stop the sending on the Submissions page."),
        Standing.UNCERTAIN: _("Find out on the Submissions page first."),
        Standing.RECEIVED: _(
            "It opens again when the evaluators ask for a revision; tell us so on the Submissions "
            "page."
        ),
        Standing.ACHIEVED: _("There is nothing left to do for it."),
    }[lock.standing]
    return Message(happened.format(set=lock.set_title), advice=advice)


def lock_message(lock: SetLocked) -> Message:
    """Say why a set is locked, and when it opens again."""
    if lock.standing is Standing.UNREADABLE:
        return _unreadable(lock)
    return replace(
        closed_message(lock),
        meaning=_("It stays as it was sent: you can read and copy everything, and change nothing."),
    )


def _unreadable(lock: SetLocked) -> Message:
    return Message(
        _("We can’t read whether {set} was handed in.").format(set=lock.set_title),
        _("It may have been, so it’s locked. You can read and copy everything."),
        _(
            "If you use a newer version of LSSC Desktop on another computer, use it here too. If "
            "not, ask your program office whether they have {package}. If they don’t, move the "
            "file {file} out of the Packages folder."
        ).format(
            package=shown_file(lock.package), file=shown_file(f"{lock.package}.submission.json")
        ),
    )


SENTENCES: Sentences = {SetLocked: lock_message}
