"""What is said when a drive has no room for a package."""

from gettext import gettext as _

from lssc_desktop.messages.counts import size
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.package.writing.part_file import NoSpaceForPackage, PackageTooLargeForDrive


def _no_space(error: NoSpaceForPackage) -> Message:
    return Message(
        _("The drive has {free} free, and the package needs {needed}.").format(
            free=size(error.free), needed=size(error.needed)
        ),
        _("Nothing was built. Your files are as they were."),
        _("Make room on the drive or choose another one, then build the package again."),
    )


def _too_large(error: PackageTooLargeForDrive) -> Message:
    return Message(
        _("The package needs {needed}, and this drive keeps no file that large.").format(
            needed=size(error.needed)
        ),
        _("Nothing was built. Your files are as they were."),
        _(
            "Many sticks keep no file over 4.29 GB. Choose a folder on the computer’s own drive, "
            "or leave out the largest video, then build the package again."
        ),
    )


SENTENCES: Sentences = {
    NoSpaceForPackage: _no_space,
    PackageTooLargeForDrive: _too_large,
}
