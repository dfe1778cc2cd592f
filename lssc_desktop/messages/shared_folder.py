"""What is said when a package cannot be put into a folder."""

from gettext import gettext as _

from lssc_desktop.messages.counts import size
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_folder
from lssc_desktop.transfer.shared_folder import (
    OwnFolder,
    SharedFolderAway,
    SharedFolderClosed,
    SharedFolderFailed,
    SharedFolderFull,
    SharedFolderSmallFiles,
)


def _not_there() -> str:
    return _("Your package was not put there, and is as it was.")


def _away(error: SharedFolderAway) -> Message:
    return Message(
        _("The folder {name} is not there, or does not answer.").format(
            name=shown_folder(error.folder)
        ),
        _not_there(),
        _("Put the stick in, or wait for the network drive, then try again."),
    )


def _closed(error: SharedFolderClosed) -> Message:
    return Message(
        _("Nothing can be written into the folder {name}.").format(name=shown_folder(error.folder)),
        _not_there(),
        _("Look for a lock switch on the stick, or ask for the right to write there."),
    )


def _full(error: SharedFolderFull) -> Message:
    if error.needed:
        happened = _("The drive of {name} is full: {needed} are needed and {free} are free.")
    else:
        happened = _("The drive of {name} is full.")
    return Message(
        happened.format(
            name=shown_folder(error.folder), needed=size(error.needed), free=size(error.free)
        ),
        _not_there(),
        _("Make room there, then try again."),
    )


def _small_files(error: SharedFolderSmallFiles) -> Message:
    return Message(
        _("The drive of {name} keeps no file over 4 GiB, and your package is larger.").format(
            name=shown_folder(error.folder)
        ),
        _not_there(),
        _("Use a drive that is formatted as exFAT or NTFS."),
    )


def _failed(error: SharedFolderFailed) -> Message:
    return Message(
        _("The drive of {name} did not do its work ({reason}).").format(
            name=shown_folder(error.folder), reason=error.reason
        ),
        _not_there(),
        _("Try again. If it happens again, use another drive."),
    )


def _own(error: OwnFolder) -> Message:
    return Message(
        _("Your package lies in the folder {name} itself.").format(name=shown_folder(error.folder)),
        _("It was not sent: that folder is yours, and nobody else’s."),
        _("Choose the folder of your program office, or one on a stick."),
    )


SENTENCES: Sentences = {
    SharedFolderAway: _away,
    SharedFolderClosed: _closed,
    SharedFolderFull: _full,
    SharedFolderSmallFiles: _small_files,
    SharedFolderFailed: _failed,
    OwnFolder: _own,
}
