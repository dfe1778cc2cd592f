"""What is said about a bag that cannot be opened for a review."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.package.opened import NotOurPackage, PackageNotValid


def _not_ours(error: NotOurPackage) -> Message:
    return Message(
        _("{package} is no package of a competency set.").format(package=shown_file(error.path)),
        _("It can be verified, but not reviewed here."),
        _("Ask the candidate for the package that LSSC Desktop built."),
    )


def _not_valid(error: PackageNotValid) -> Message:
    return Message(
        ngettext(
            "{package} is not as it was made: {count} thing is wrong with it.",
            "{package} is not as it was made: {count} things are wrong with it.",
            error.faults,
        ).format(package=shown_file(error.path), count=error.faults),
        _("A review is about one unchanged package, so it cannot be reviewed."),
        _("Verify it to see what is wrong, and ask for the package again."),
    )


SENTENCES: Sentences = {NotOurPackage: _not_ours, PackageNotValid: _not_valid}
