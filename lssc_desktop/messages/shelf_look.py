"""A look through the folder of a shelf in words: how far it is, and what it leaves out."""

from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import number_text
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.words import shown_file, shown_folder
from lssc_desktop.package.shelf import MOST_ON_SHELF, NotListed

_MOST_NAMED = 3


def shelf_empty(folder: str) -> tuple[str, str]:
    """Say that there is nothing in the folder, and what can be done about it."""
    return (
        _("There are no packages in {folder}.").format(folder=shown_folder(folder)),
        _("Put packages in the folder. They show up here automatically."),
    )


def not_looked_through(folder: str) -> tuple[str, str]:
    """Say that nobody knows what is in the folder, and what happens next."""
    return (
        _("We couldn’t look through {folder}.").format(folder=shown_folder(folder)),
        _("We’ll try again in a few seconds."),
    )


def left_out_lines(left_out: NotListed) -> tuple[str, ...]:
    """Say what lies in the folder and is not in the list; nothing where all of it is."""
    found = []
    if left_out.files:
        found.append(
            ngettext(
                "This list isn’t complete: {count} file was left out. A list has room for {most}.",
                "This list isn’t complete: {count} files were left out. A list has room for "
                "{most}.",
                left_out.files,
            ).format(count=number_text(left_out.files), most=number_text(MOST_ON_SHELF))
        )
    if left_out.unread:
        named = [shown_file(name) for name in left_out.unread[:_MOST_NAMED]]
        more = len(left_out.unread) - len(named)
        if more:
            named.append(ngettext("{count} more", "{count} more", more).format(count=more))
        found.append(
            ngettext(
                "Not in this list: {names}. We couldn’t open it, or it’s a link.",
                "Not in this list: {names}. We couldn’t open them, or they’re links.",
                len(left_out.unread),
            ).format(names=word_list(tuple(named)))
        )
    return tuple(found)
