"""What a look at the folder found, in words: what was taken in, what is missing or strange."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.program import Program
from lssc_desktop.core.reconcile import MissingFile, NewFile, PlaceKind, Reconciliation
from lssc_desktop.messages.counts import listed
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.shown import shown_file


def taken_in(found: Reconciliation) -> str:
    """Say what was done with other programs and is taken in; "" for nothing."""
    new = sum(1 for each in found.new if each.place is not None and each.file.sha256)
    said = [
        ngettext("{count} new file", "{count} new files", new).format(count=new) if new else "",
        _changed(len(found.changed)),
        _moved(len(found.moved)),
    ]
    parts = tuple(part for part in said if part)
    if not parts:
        return ""
    return _("Other programs changed your folder. We took in {what}.").format(what=listed(parts))


def missing_file(program: Program, missing: MissingFile) -> Message:
    """Say that a file which the portfolio knows is not in its folder."""
    found = program.competency_set(missing.place.set_id)
    title = "" if found is None else found.short_title
    meaning = {
        PlaceKind.EVIDENCE: _("Where it is shown, a hand-in has to wait."),
        PlaceKind.ABOUT_ME: _("It is about you and belongs to no set."),
        PlaceKind.RESPONSE: _("It is the response to no. {number} of {set}."),
        PlaceKind.STATEMENT: _("It is the learning statement of {set}."),
    }[missing.place.kind].format(number=missing.place.number, set=title)
    return Message(
        _("{file} is not in the folder anymore.").format(file=shown_file(missing.path)),
        meaning,
        _("Put it back, then look again."),
    )


def strange_file(new: NewFile) -> Message:
    """Say that a file lies in the folder of which we cannot tell what it is."""
    return Message(
        _("{file} lies in your folder, and we cannot tell what it is for.").format(
            file=shown_file(new.file.path)
        ),
        _("It stays where it is and goes into no package."),
    )


def more_files(count: int) -> str:
    """Say that there are more than are listed."""
    return ngettext("{count} more file like this.", "{count} more files like this.", count).format(
        count=count
    )


def _changed(count: int) -> str:
    if not count:
        return ""
    return ngettext("{count} changed file", "{count} changed files", count).format(count=count)


def _moved(count: int) -> str:
    if not count:
        return ""
    return ngettext("{count} moved file", "{count} moved files", count).format(count=count)
