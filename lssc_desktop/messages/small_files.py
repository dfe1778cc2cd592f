"""What is said about a file that is not even read, and about links within a portfolio folder."""

from gettext import gettext as _

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file, shown_folder
from lssc_desktop.store.inside import LinkInFolder
from lssc_desktop.store.small_files import FileTooLarge, NotOrdinary


def _not_ordinary(error: NotOrdinary) -> Message:
    happened = {
        "link": _("{name} only points to another place, and we don’t follow links."),
        "folder": _("{name} is a folder, and a file belongs there."),
    }
    other = _("{name} isn’t an ordinary file but a part of the system (a {kind}).")
    return Message(
        happened.get(error.kind, other).format(name=shown_file(error.path), kind=error.kind),
        _("We didn’t open it, and nothing was changed."),
        _(
            "Move it out of the way and put the real file there. Without “portfolio.json” we "
            "offer to rebuild it from the folder."
        ),
    )


def _too_large(error: FileTooLarge) -> Message:
    return Message(
        _("{name} is far larger than such a file can be.").format(name=shown_file(error.path)),
        _("We didn’t open it, and nothing was changed."),
        _(
            "Move it out of the way and put the real file there. Without “portfolio.json” we "
            "offer to rebuild it from the folder."
        ),
    )


def _link(error: LinkInFolder) -> Message:
    return Message(
        _("{name} in your portfolio folder only points to another place.").format(
            name=shown_folder(error.path)
        ),
        _("We never change anything behind a link, so nothing was changed."),
        _("Delete the link, put the real file or folder in its place, then try again."),
    )


SENTENCES: Sentences = {NotOrdinary: _not_ordinary, FileTooLarge: _too_large, LinkInFolder: _link}
