"""What is said about a bag that cannot be opened for a review."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.review import one_line
from lssc_desktop.messages.shown import shown_file
from lssc_desktop.package.opened import (
    NotAsNamed,
    NothingToRate,
    NotOurPackage,
    PackageChanged,
    PackageNotValid,
)


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


def _changed(error: PackageChanged) -> Message:
    return Message(
        _("{package} is another file now than the one you opened.").format(
            package=shown_file(error.path)
        ),
        _("What you wrote is about the package as you opened it. Nothing of it is lost."),
        _("Save your review, then open the package again to see what it holds now."),
    )


def _nothing_to_rate(error: NothingToRate) -> Message:
    return Message(
        _("The set in {package} is achieved by a course.").format(package=shown_file(error.path)),
        _("There are no responses in it that could be rated."),
        _("Read it in the browser: it holds the course record and the certificate."),
    )


def _not_as_named(error: NotAsNamed) -> Message:
    return Message(
        _("{name} isn’t the kind of file that its name says, so we don’t open it.").format(
            name=shown_file(one_line(error.name))
        ),
        _("It could run on this computer, or it may be damaged."),
        _("Ask the candidate for a PDF or a picture of it."),
    )


SENTENCES: Sentences = {
    NotAsNamed: _not_as_named,
    NotOurPackage: _not_ours,
    NothingToRate: _nothing_to_rate,
    PackageChanged: _changed,
    PackageNotValid: _not_valid,
}
