"""That a package is not one to decide on, or has no such file, in words."""

from gettext import gettext as _

from lssc_desktop.core.names import one_line
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.package.reviewed import FileUnknown, NotHandedIn


def _not_handed_in(error: NotHandedIn) -> Message:
    return Message(
        _("{package} is a copy for staff to look at, not a portfolio.").format(
            package=shown_file(error.path)
        ),
        _("Comments on it are welcome, but nothing can be decided on it."),
        _("Ask for the package that was handed in, or review it without evaluating."),
    )


def _file_unknown(error: FileUnknown) -> Message:
    return Message(
        _("The package shows no file “{path}”.").format(path=one_line(error.path)),
        _("No review was written."),
        _("The places of its files stand in the evidence lists of index.html."),
    )


SENTENCES: Sentences = {NotHandedIn: _not_handed_in, FileUnknown: _file_unknown}
