"""What is said when a drive or network folder does not do what is needed."""

from gettext import gettext as _

from lssc_desktop.messages.counts import size
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.messages.shown import shown_file, shown_folder
from lssc_desktop.store.disk import (
    CloudAway,
    DiskFailed,
    DriveGone,
    FileBusy,
    FileMissing,
    FileTooLargeForDisk,
    FolderGone,
    FolderReadOnly,
    InTheWay,
    NameRefusedByDisk,
    NetworkGone,
    NoSpace,
    NotAllowed,
    PathTooLong,
    QuotaUsedUp,
    VirusFound,
)


def _no_space(error: NoSpace) -> Message:
    if error.needed:
        happened = _("The drive is full: {needed} are needed for {name} and {free} are free.")
    else:
        happened = _("The drive is full: there was no room left to write {name}.")
    return Message(
        happened.format(
            needed=size(error.needed), free=size(error.free), name=shown_file(error.path)
        ),
        _("What was saved before is as it was. This last step was not saved."),
        _("Make room on the drive, then try again."),
    )


def _quota(error: QuotaUsedUp) -> Message:
    return Message(
        _("You’ve used all the storage you’re allowed here, so {name} wasn’t saved.").format(
            name=shown_file(error.path)
        ),
        _("Everything you saved before is still there. This last step wasn’t saved."),
        _(
            "Delete files you no longer need, or ask the person who looks after this computer for "
            "more storage. Then try again."
        ),
    )


def _too_large(error: FileTooLargeForDisk) -> Message:
    return Message(
        _("{name} is too large for this drive, which keeps no file over 4 GiB.").format(
            name=shown_file(error.path)
        ),
        _("It was not written. Your portfolio is as it was."),
        _(
            "Use a shorter or smaller version of it, or move the portfolio to a drive that is "
            "formatted as exFAT or NTFS."
        ),
    )


def _read_only(error: FolderReadOnly) -> Message:
    return Message(
        _("{name} is on a drive that can only be read.").format(name=shown_file(error.path)),
        _("What was saved before is as it was. Nothing new can be saved here."),
        _(
            "Look for a lock switch on the stick or card, or copy the portfolio folder to a drive "
            "that can be written, and open it there."
        ),
    )


def _not_allowed(error: NotAllowed) -> Message:
    return Message(
        _("This computer does not let you use {name} that way.").format(
            name=shown_file(error.path)
        ),
        _("Nothing was changed."),
        _(
            "Ask who looks after this computer for the right to read and write there, or copy the "
            "portfolio folder to a place of your own."
        ),
    )


def _busy(error: FileBusy) -> Message:
    return Message(
        _("Another program has {name} open.").format(name=shown_file(error.path)),
        _("Nothing was changed."),
        _("Close it there, then try again."),
    )


def _missing(error: FileMissing) -> Message:
    return Message(
        _("There is no file {name}.").format(name=shown_folder(error.path)),
        _("Nothing was changed."),
        _("Check the name. If it was moved, choose it where it lies now."),
    )


def _gone(error: FolderGone) -> Message:
    return Message(
        _("The folder {name} is not there, or does not answer.").format(
            name=shown_folder(error.path)
        ),
        _("What was saved before is as it was there. This last step was not saved."),
        _("Check its name. Put the stick back, or wait for the network drive, then try again."),
    )


def _drive_gone(error: DriveGone) -> Message:
    return Message(
        _("The drive with {name} was unplugged or isn’t responding.").format(
            name=shown_file(error.path)
        ),
        _("Everything you saved before is still on it. This last step wasn’t saved."),
        _("Plug the drive back in, then try again."),
    )


def _network_gone(error: NetworkGone) -> Message:
    return Message(
        _("The network folder with {name} can’t be reached.").format(name=shown_file(error.path)),
        _("Everything you saved before is still there. This last step wasn’t saved."),
        _("Check the network connection, wait a moment, then try again."),
    )


def _cloud_away(error: CloudAway) -> Message:
    return Message(
        _("{name} is stored online, and this computer couldn’t download it.").format(
            name=shown_file(error.path)
        ),
        _("Nothing was changed."),
        _(
            "Check the internet connection and that OneDrive is running, then try again. To avoid "
            "this, right-click the portfolio folder and choose “Always keep on this device”."
        ),
    )


def _virus_found(error: VirusFound) -> Message:
    return Message(
        _("The antivirus program on this computer blocked {name}.").format(
            name=shown_file(error.path)
        ),
        _("It may contain a virus. Your other files weren’t changed."),
        _("Don’t open it elsewhere. Ask the person who looks after this computer to check it."),
    )


def _path_too_long(error: PathTooLong) -> Message:
    return Message(
        _("The full path of {name} is longer than Windows allows.").format(
            name=shown_file(error.path)
        ),
        _("Nothing was changed."),
        _(
            "Move the portfolio folder to a place with a shorter path, such as your Documents "
            "folder, or shorten the names of its folders. Then try again."
        ),
    )


def _name_refused(error: NameRefusedByDisk) -> Message:
    return Message(
        _("This drive takes no file with the name {name}.").format(name=shown_file(error.path)),
        _("Nothing was changed."),
        _("Choose a shorter name of letters, digits and spaces, then try again."),
    )


def _in_the_way(error: InTheWay) -> Message:
    return Message(
        _("Something else lies at {name}: a folder for a file, or a file for a folder.").format(
            name=shown_folder(error.path)
        ),
        _("Nothing was changed."),
        _("Move it away or give it another name, then try again."),
    )


def _failed(error: DiskFailed) -> Message:
    return Message(
        _("The drive did not do its work at {name} ({reason}).").format(
            name=shown_file(error.path), reason=error.reason
        ),
        _("What was saved before is as it was. This last step was not saved."),
        _("Try again. If it happens again, copy the portfolio folder to another drive."),
    )


SENTENCES: Sentences = {
    NoSpace: _no_space,
    QuotaUsedUp: _quota,
    FileTooLargeForDisk: _too_large,
    FolderReadOnly: _read_only,
    NotAllowed: _not_allowed,
    FileBusy: _busy,
    FileMissing: _missing,
    FolderGone: _gone,
    DriveGone: _drive_gone,
    NetworkGone: _network_gone,
    CloudAway: _cloud_away,
    VirusFound: _virus_found,
    NameRefusedByDisk: _name_refused,
    PathTooLong: _path_too_long,
    InTheWay: _in_the_way,
    DiskFailed: _failed,
}
