"""That a set or a competency of that name is not there, in words."""

from gettext import gettext as _

from lssc_desktop.core.places import CompetencyUnknown, SetUnknown
from lssc_desktop.messages.counts import listed
from lssc_desktop.messages.message import Message, Sentences


def _set_unknown(error: SetUnknown) -> Message:
    return Message(
        _("There is no set called “{set}”.").format(set=error.set_id),
        _("Nothing was changed."),
        _("The sets are {sets}.").format(sets=listed(error.known)),
    )


def _competency_unknown(error: CompetencyUnknown) -> Message:
    return Message(
        _("{set} has no competency {number}.").format(set=error.set_title, number=error.number),
        _("Nothing was changed."),
        _("Its numbers are {numbers}.").format(numbers=_in_words(error.known)),
    )


def _in_words(known: tuple[int, ...]) -> str:
    """Numbers in a row as "1 to 12", others one by one."""
    first, last = known[0], known[-1]
    if last - first == len(known) - 1 > 1:
        return _("{first} to {last}").format(first=first, last=last)
    return listed(tuple(str(number) for number in known))


SENTENCES: Sentences = {SetUnknown: _set_unknown, CompetencyUnknown: _competency_unknown}
