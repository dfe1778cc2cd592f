"""Errors of drives, folders, small files and the keyring in words."""

from collections.abc import Sequence
from pathlib import PurePath

from lssc_desktop.core.files.names import PORTFOLIO
from lssc_desktop.disk.copying import (
    ChangedWhileCopied,
    FileExists,
    NotAFile,
    OldFileKept,
    SystemFileRefused,
)
from lssc_desktop.disk.disk import (
    CloudAway,
    DiskFailed,
    DriveGone,
    FileBusy,
    FileMissing,
    FileTooLargeForDisk,
    FolderGone,
    FolderReadOnly,
    InTheWay,
    KeptNowhere,
    NameRefusedByDisk,
    NetworkGone,
    NoSpace,
    NotAllowed,
    NotResponding,
    PathTooLong,
    QuotaUsedUp,
    SaveBlocked,
    VirusFound,
)
from lssc_desktop.disk.files import (
    FileTooLarge,
    LinkInFolder,
    NotOrdinary,
    SaveUncertain,
    TrashRefused,
)
from lssc_desktop.disk.json_files import NotReadAgain
from lssc_desktop.disk.secrets import KeyringRefused, KeyringUnread, NoSafeKeyring
from lssc_desktop.formats.dates import long_moment
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message, helper_words, message_for
from lssc_desktop.messages.words import shown_file, shown_folder
from lssc_desktop.store.evidence import CopyNotMade, NameNotUsable
from lssc_desktop.store.folder.lock import FolderInUse, OwnFolderClosed
from lssc_desktop.store.sending_lease import BeingSent, SendingLeaseLost

_MOST_NAMED = 3


@message_for.register
def _no_space(error: NoSpace) -> Message:
    if error.needed:
        happened = _("The drive is full: {name} needs {needed}, and {free} is free.")
    else:
        happened = _("The drive is full: there was no space left for {name}.")
    said = happened.format(
        needed=size(error.needed), free=size(error.free), name=shown_file(error.path)
    )
    if error.largest:
        said += " " + _("The largest file is {name}.").format(name=shown_file(error.largest))
    return Message(
        said,
        _("Your earlier work is saved. This last step isn’t."),
        _("Free up space on the drive, then try again."),
    )


@message_for.register
def _quota_used_up(error: QuotaUsedUp) -> Message:
    return Message(
        _("You’ve used all the storage you’re allowed here, so {name} wasn’t saved.").format(
            name=shown_file(error.path)
        ),
        _("Everything you saved before is still there. This last step wasn’t saved."),
        _(
            "Delete files you no longer need, or ask your IT staff for more storage. Then "
            "try again."
        ),
    )


@message_for.register
def _file_too_large_for_disk(error: FileTooLargeForDisk) -> Message:
    return Message(
        _("{name} is too large for this drive, which can’t store files over 4 GiB.").format(
            name=shown_file(error.path)
        ),
        _("It wasn’t saved. Your portfolio wasn’t changed."),
        _(
            "Use a shorter or smaller version of it, or move the portfolio to a drive "
            "formatted as exFAT or NTFS."
        ),
    )


@message_for.register
def _folder_read_only(error: FolderReadOnly) -> Message:
    return Message(
        _("{name} is on a read-only drive.").format(name=shown_file(error.path)),
        _("Your earlier work is saved. You can’t save anything new here."),
        _(
            "Check for a lock switch on the drive or card, or copy the portfolio folder to "
            "another drive and open it there."
        ),
    )


@message_for.register
def _not_allowed(error: NotAllowed) -> Message:
    return Message(
        _("You don’t have permission to use {name} that way.").format(name=shown_file(error.path)),
        _("Nothing was changed."),
        _(
            "Ask your IT staff for permission to read and write there, or copy the "
            "portfolio folder to a place of your own."
        ),
    )


@message_for.register
def _save_blocked(error: SaveBlocked) -> Message:
    return Message(
        _("Windows didn’t let us save {name}, though you may save here.").format(
            name=shown_file(error.path)
        ),
        _("Your earlier work is saved. This last step isn’t."),
        _(
            "Controlled folder access may be the reason. In Windows Security, choose Virus & "
            "threat protection, Manage ransomware protection, Allow an app through Controlled "
            "folder access, and add LSSC Desktop, or ask your IT staff to. Or move the portfolio "
            "folder to a USB drive."
        ),
    )


@message_for.register
def _file_busy(error: FileBusy) -> Message:
    known = _("{name} is open in {programs}.")
    happened = known if error.programs else _("Another program has {name} open.")
    return Message(
        happened.format(name=shown_file(error.path), programs=word_list(error.programs)),
        _("Nothing was changed."),
        _("Close it there, then try again."),
    )


@message_for.register
def _file_missing(error: FileMissing) -> Message:
    return Message(
        _("There’s no file called {name}.").format(name=shown_folder(error.path)),
        _("Nothing was changed."),
        _("Check the name. If it was moved, choose it in its new place."),
    )


@message_for.register
def _folder_gone(error: FolderGone) -> Message:
    return Message(
        _("The folder {name} isn’t there, or isn’t responding.").format(
            name=shown_folder(error.path)
        ),
        _not_saved(error),
        _(
            "Check its name. Plug the USB drive back in, or wait for the network drive, then try "
            "again."
        ),
    )


def _not_saved(error: FolderGone) -> str:
    """Say it where something was to be saved; who only read hears nothing of saving."""
    return _("This last step wasn’t saved.") if error.saving else ""


@message_for.register
def _not_responding(error: NotResponding) -> Message:
    return Message(
        _("The drive or network folder with {name} isn’t responding.").format(
            name=shown_file(error.path)
        ),
        _not_saved(error),
        _("Plug the USB drive back in, or wait for the network drive, then try again."),
    )


@message_for.register
def _kept_nowhere(_error: KeptNowhere) -> Message:
    return Message(
        _("The program was started to keep nothing on this computer, so that wasn’t saved."),
        _("Your portfolio and your files aren’t affected."),
        _("To keep it on your drive, start the program with --portable=FOLDER."),
    )


@message_for.register
def _drive_gone(error: DriveGone) -> Message:
    return Message(
        _("The drive with {name} was unplugged or isn’t responding.").format(
            name=shown_file(error.path)
        ),
        _not_saved(error),
        _("Plug the drive back in, then try again."),
    )


@message_for.register
def _network_gone(error: NetworkGone) -> Message:
    return Message(
        _("The network folder with {name} can’t be reached.").format(name=shown_file(error.path)),
        _not_saved(error),
        _("Check the network connection, wait a moment, then try again."),
    )


@message_for.register
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


def downloading(count: int, total: int) -> Message:
    """Say that files which are only online are being downloaded, because they're read."""
    return Message(
        ngettext(
            "{count} file in your portfolio is only online ({size}).",
            "{count} files in your portfolio are only online ({size}).",
            count,
        ).format(count=count, size=size(total)),
        ngettext(
            "To check it, we read it, so this computer is downloading it now.",
            "To check them, we read them, so this computer is downloading them now.",
            count,
        ),
    )


def other_versions_found(found: Sequence[tuple[str, str]]) -> Message:
    """Say that OneDrive kept what another computer saved; each path with the one that counts."""
    portfolio = any(of == PORTFOLIO for _path, of in found)
    return Message(
        " ".join(
            _("{other} is another version of {name}.").format(
                other=shown_file(path), name=shown_file(of)
            )
            for path, of in found[:_MOST_NAMED]
        ),
        _(
            "OneDrive makes such a file when two computers change one at the same time. We don’t "
            "use it."
        ),
        _(
            "Check that nothing’s missing here. If something is, copy the folder, rename the other "
            "version to “portfolio.json” in the copy, and choose Compare with another copy. Then "
            "move the other version out of your folder."
        )
        if portfolio
        else _("Compare the two in Word, and move the other version out of your folder."),
    )


@message_for.register
def _virus_found(error: VirusFound) -> Message:
    return Message(
        _("The antivirus program on this computer blocked {name}.").format(
            name=shown_file(error.path)
        ),
        _("It may contain a virus. Your other files weren’t changed."),
        _("Don’t open it elsewhere. Ask your IT staff to check it."),
    )


@message_for.register
def _path_too_long(error: PathTooLong) -> Message:
    return Message(
        _("The full path of {name} is too long for Windows to open or save it.").format(
            name=shown_file(error.path)
        ),
        _("Nothing was changed."),
        _(
            "Move the portfolio folder to a place with a shorter path, such as your Documents "
            "folder, or shorten the names of its folders. Then try again."
        ),
    )


@message_for.register
def _name_refused_by_disk(error: NameRefusedByDisk) -> Message:
    return Message(
        _("This drive doesn’t allow the name {name}.").format(name=shown_file(error.path)),
        _("Nothing was changed."),
        _("Choose a shorter name with letters, digits, and spaces, then try again."),
    )


@message_for.register
def _in_the_way(error: InTheWay) -> Message:
    return Message(
        _(
            "Something else is at {name}: a folder instead of a file, or a file instead of "
            "a folder."
        ).format(name=shown_folder(error.path)),
        _("Nothing was changed."),
        _("Move or rename it, then try again."),
    )


@message_for.register
def _disk_failed(error: DiskFailed) -> Message:
    return Message(
        _("The drive failed at {name} ({reason}).").format(
            name=shown_file(error.path), reason=error.reason
        ),
        _("Your earlier work is saved. This last step isn’t."),
        _("Try again. If this happens again, copy the portfolio folder to another drive."),
    )


# Saving and the trash ---------------------------------------------------------------------------


@message_for.register
def _trash_refused(error: TrashRefused) -> Message:
    return Message(
        _(
            "{name} can’t be moved to the trash. The drive has no trash, or it didn’t "
            "accept the file."
        ).format(name=shown_file(error.path)),
        _("The file is still there. We never delete a file permanently."),
        _("If you’re sure, delete it yourself in your file manager, then come back here."),
    )


@message_for.register
def _old_file_kept(error: OldFileKept) -> Message:
    return Message(
        _("{name} was replaced, but the drive failed while removing the old file.").format(
            name=shown_file(error.path)
        ),
        _("Nothing is lost. The old file is next to the new one, as {kept}.").format(
            kept=shown_file(error.kept)
        ),
        _("Check the drive. Then delete the one you don’t need."),
    )


@message_for.register
def _save_uncertain(error: SaveUncertain) -> Message:
    return Message(
        _("The drive didn’t confirm that {name} was saved ({reason}).").format(
            name=shown_file(error.path), reason=error.reason
        ),
        _("It may be saved, or it may be lost when the computer or drive is turned off."),
        _("Save again. If this happens again, copy the portfolio folder to another drive."),
    )


# Copying and renaming ---------------------------------------------------------------------------


@message_for.register
def _not_a_file(error: NotAFile) -> Message:
    happened = {
        "link": _("{name} only points to another place, and we don’t follow links."),
        "folder": _("{name} is a folder, and you can add only files."),
    }
    advice = {
        "link": _("Choose the file it points to."),
        "folder": _("Open the folder and choose the files in it."),
    }
    other = _("{name} isn’t an ordinary file but part of the system (a {kind}).")
    return Message(
        happened.get(error.kind, other).format(name=shown_file(error.path), kind=error.kind),
        _("Nothing was added."),
        advice.get(error.kind, _("Choose an ordinary file.")),
    )


@message_for.register
def _file_exists(error: FileExists) -> Message:
    return Message(
        _("There’s already a file called {name}.").format(name=shown_file(error.path)),
        _("Nothing was changed. We never write over a file."),
        _("Choose another name."),
    )


@message_for.register
def _changed_while_copied(error: ChangedWhileCopied) -> Message:
    return Message(
        _("{name} changed while we were copying it.").format(name=shown_file(error.path)),
        _("Nothing was added, because the copy would be half old and half new."),
        _("Wait for the program that’s writing it to finish, then add it again."),
    )


@message_for.register
def _system_file_refused(error: SystemFileRefused) -> Message:
    return Message(
        _("{name} is a file another program or the system keeps for itself.").format(
            name=shown_file(error.path)
        ),
        _("Nothing was added."),
        _("Choose the document itself. It’s next to this file and has its own name."),
    )


@message_for.register
def _name_not_usable(error: NameNotUsable) -> Message:
    return Message(
        _("An evidence file can’t be called {name}.").format(name=shown_folder(error.name)),
        _("The file keeps its current name."),
        _("Choose a short name with letters, digits, and spaces, without a slash."),
    )


@message_for.register
def _copy_not_made(error: CopyNotMade) -> Message:
    file = shown_file(error.path)
    advice = {
        "jpg": _(
            "Save it as a JPEG on your phone or camera or with a photo program, and add that."
        ),
        "pdf": _("Save it as a PDF in its own program, and add that."),
    }.get(error.format, _("Save it in a common format in its own program, and add that."))
    return Message(
        _("We couldn’t make a copy of {file} that anyone can open.").format(file=file),
        _("The file wasn’t changed."),
        advice,
    )


# Folders and packages in use --------------------------------------------------------------------


@message_for.register
def _folder_in_use(error: FolderInUse) -> Message:
    return Message(
        _("{name} is already open: by {person} on {computer}, since {since}.").format(
            person=error.holder.person,
            name=shown_file(error.path),
            computer=error.holder.computer,
            since=long_moment(error.holder.since),
        ),
        _("Nothing was changed. Two people working at once could overwrite each other."),
        _(
            "Close it there first. If no one is working on it because that computer was "
            "turned off or crashed, you can open it anyway."
        ),
    )


@message_for.register
def _own_folder_closed(error: OwnFolderClosed) -> Message:
    return Message(
        _("You don’t have permission to use the folder {own} in {name}.").format(
            own=shown_file(error.path), name=shown_file(str(PurePath(error.path).parent))
        ),
        _(
            "Your work isn’t in it and wasn’t changed. We record there who has the "
            "portfolio open, and keep earlier versions."
        ),
        _(
            "Ask your IT staff for permission to read and write there. Or rename the "
            "folder, and we’ll make a new one."
        ),
    )


@message_for.register
def _no_safe_keyring(_error: NoSafeKeyring) -> Message:
    return Message(
        _("This computer has no safe place to store a password."),
        _("Your password wasn’t saved. We use it until you close LSSC Desktop."),
        _("Enter it again next time."),
    )


@message_for.register
def _keyring_refused(_error: KeyringRefused) -> Message:
    return Message(
        _("This computer’s password store is locked, or didn’t respond."),
        _("Your password wasn’t saved or removed."),
        _("Unlock it and try again, or enter the password next time."),
    )


@message_for.register
def _keyring_unread(error: KeyringUnread) -> Message:
    if error.locked:
        happened = _(
            "This computer’s keyring is locked, so we can’t tell whether it keeps a password of "
            "yours."
        )
    else:
        happened = _(
            "This computer’s keyring didn’t respond, so we can’t tell whether it keeps a password "
            "of yours."
        )
    return Message(
        happened,
        _("Your work isn’t affected."),
        _("Enter your password, or unlock the keyring and try again."),
    )


# Unknown sets and competencies ------------------------------------------------------------------


# Small files ------------------------------------------------------------------------------------


@message_for.register
def _not_ordinary(error: NotOrdinary) -> Message:
    happened = {
        "link": _("{name} only points to another place, and we don’t follow links."),
        "folder": _("{name} is a folder, but should be a file."),
    }
    other = _("{name} isn’t an ordinary file but part of the system (a {kind}).")
    return Message(
        happened.get(error.kind, other).format(name=shown_file(error.path), kind=error.kind),
        _("We didn’t open it, and nothing was changed."),
        _(
            "Move it out of the way and put the real file there. Without “portfolio.json”, "
            "we offer to rebuild it from the folder."
        ),
    )


@message_for.register
def _not_read_again(error: NotReadAgain) -> Message:
    happened = _("We didn’t save {name}, because we couldn’t have read it again.").format(
        name=shown_file(error.path)
    )
    if error.reason is not None:
        happened = f"{happened} {message_for(error.reason).happened}"
    return Message(
        happened,
        _("The file isn’t changed, so your latest changes aren’t in it."),
        _(
            "Undo your last change and try again. If you see this again, send this message to "
            "{helper}."
        ).format(helper=helper_words()),
    )


@message_for.register
def _file_too_large(error: FileTooLarge) -> Message:
    return Message(
        _("{name} is far too large for this kind of file.").format(name=shown_file(error.path)),
        _("We didn’t open it, and nothing was changed."),
        _(
            "Move it out of the way and put the real file there. Without “portfolio.json”, "
            "we offer to rebuild it from the folder."
        ),
    )


@message_for.register
def _link_in_folder(error: LinkInFolder) -> Message:
    return Message(
        _("{name} in your portfolio folder only points to another place.").format(
            name=shown_folder(error.path)
        ),
        _("We never change anything behind a link, so nothing was changed."),
        _("Delete the link, put the real file or folder in its place, then try again."),
    )


@message_for.register
def _being_sent(error: BeingSent) -> Message:
    return Message(
        _(
            "{name} is already being sent: by another LSSC Desktop window or command on "
            "{computer}, since {since}."
        ).format(
            name=shown_file(error.package),
            computer=error.holder.computer,
            since=long_moment(error.holder.since),
        ),
        _("Nothing was changed, and nothing is sent twice."),
        _("Wait until it’s done there. You’ll see the result here too."),
    )


@message_for.register
def _lease_lost(error: SendingLeaseLost) -> Message:
    return Message(
        _(
            "While this computer was asleep, another window or command took over sending {name}."
        ).format(name=shown_file(error.package)),
        _("Nothing more was sent from here, and nothing is sent twice."),
        _("Check there, or wait. You’ll see the result here too."),
    )
