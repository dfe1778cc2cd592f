"""Errors of receivers in words: addresses, connections, arrivals, shared folders, tus, WebDAV."""

from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import shown_file, shown_folder, size
from lssc_desktop.transfer.address import (
    AddressNotUnderstood,
    NotEncrypted,
    SecretInAddress,
    SecretMissing,
    SecretUnusable,
)
from lssc_desktop.transfer.answers import (
    AnswerTooLong,
    CertificateFileUnusable,
    CertificateRefused,
    ConnectionLost,
    Forbidden,
    NoConnection,
    NoSuchPlace,
    PasswordRefused,
    ProxyUnusable,
    ReceiverBusy,
    ReceiverFull,
    SentElsewhere,
    TooLargeForReceiver,
    UnexpectedAnswer,
)
from lssc_desktop.transfer.destination import (
    ArrivalUnknown,
    NameTaken,
    PackageChanged,
    PackageDamaged,
)
from lssc_desktop.transfer.proof import CopyDiffers, NotTheCopy
from lssc_desktop.transfer.shared_folder import (
    OwnFolder,
    SharedFolderAway,
    SharedFolderClosed,
    SharedFolderFailed,
    SharedFolderFull,
    SharedFolderSmallFiles,
)
from lssc_desktop.transfer.tus import (
    OffsetMoved,
    OffsetWrong,
    PieceDamaged,
    TusNotOffered,
    UploadGone,
)
from lssc_desktop.transfer.webdav import NotWebDav

# Addresses --------------------------------------------------------------------------------------


@message_for.register
def _address_not_understood(error: AddressNotUnderstood) -> Message:
    return Message(
        _("{address} is no address that we can send to.").format(
            address=shown_folder(error.address)
        ),
        _("Nothing was sent."),
        _(
            "An address begins with “dav+https:”, “tus+https:” or “file:”. Copy it from what "
            "your program office wrote to you."
        ),
    )


@message_for.register
def _secret_in_address(_error: SecretInAddress) -> Message:
    return Message(
        _("The address holds a user name or a password."),
        _("Nothing was sent: an address is kept and shown, and a password must not be."),
        _("Leave out everything before the “@”, and give user name and password separately."),
    )


@message_for.register
def _not_encrypted(error: NotEncrypted) -> Message:
    return Message(
        _("The address would send your package to {host} so that others could read it.").format(
            host=error.host
        ),
        _("Nothing was sent."),
        _("Use the same address with “https” in place of “http”, or ask your program office."),
    )


# Connections and refusals -----------------------------------------------------------------------


@message_for.register
def _no_connection(error: NoConnection) -> Message:
    return Message(
        _("We could not reach {host}.").format(host=error.host),
        _("Nothing was sent by this try."),
        _("Look whether this computer is online and the address is right, then try again."),
    )


@message_for.register
def _connection_lost(error: ConnectionLost) -> Message:
    return Message(
        _("The connection to {host} broke off, or no answer came in time.").format(host=error.host),
        _nothing_arrived(),
        _("Try again when the connection is better."),
    )


@message_for.register
def _proxy_unusable(_error: ProxyUnusable) -> Message:
    return Message(
        _("This computer is set to go online through a proxy whose address can’t be used."),
        _("Nothing was sent."),
        _("Ask whoever looks after this computer to fix its proxy settings. Then try again."),
    )


@message_for.register
def _certificate_refused(error: CertificateRefused) -> Message:
    happened = {
        "expired": _("The certificate by which {host} shows who it is has expired."),
        "not-yet": _("The certificate by which {host} shows who it is counts from a later day."),
        "unknown": _("{host} shows who it is by a certificate that this computer does not know."),
        "other-host": _("What answers for {host} shows the certificate of somebody else."),
    }
    advice = {
        "expired": _("Tell whoever runs it. Look whether the date of this computer is right."),
        "not-yet": _("Look whether the date of this computer is right."),
        "unknown": _(
            "Ask your program office whether it has certificates of its own. If so, it can give "
            "you their file."
        ),
    }
    other = _("{host} could not show that it is the one you mean.")
    return Message(
        happened.get(error.reason, other).format(host=error.host),
        _("Nothing was sent, neither your package nor your password."),
        advice.get(
            error.reason, _("Tell whoever runs it, or try from another network than this one.")
        ),
    )


@message_for.register
def _certificate_file_unusable(error: CertificateFileUnusable) -> Message:
    return Message(
        _("{name} cannot be read, or holds no certificates.").format(name=shown_file(error.path)),
        _("Nothing was sent."),
        _("Choose the file that your institution gave you; its name often ends in “.pem”."),
    )


@message_for.register
def _sent_elsewhere(error: SentElsewhere) -> Message:
    return Message(
        _("{host} points to another address: {to}.").format(
            host=error.host, to=error.to or _("one that cannot be read")
        ),
        _("Nothing was sent there: neither your package nor your password goes to a stranger."),
        _("Ask your program office for its current address, and use that."),
    )


@message_for.register
def _password_refused(error: PasswordRefused) -> Message:
    if not error.given:
        return Message(
            _("{host} wants to know who you are.").format(host=error.host),
            _nothing_arrived(),
            _("Give the user name and the password that your program office gave you."),
        )
    return Message(
        _("{host} does not take this user name and password.").format(host=error.host),
        _nothing_arrived(),
        _("Type them again. If they are right, ask your program office."),
    )


@message_for.register
def _forbidden(error: Forbidden) -> Message:
    return Message(
        _("{host} does not let you put anything there.").format(host=error.host),
        _nothing_arrived(),
        _("Check the address, and ask your program office to let you in."),
    )


@message_for.register
def _no_such_place(error: NoSuchPlace) -> Message:
    return Message(
        _("{host} answers, and there is no such place at this address.").format(host=error.host),
        _nothing_arrived(),
        _("Compare the address with what your program office wrote, letter by letter."),
    )


@message_for.register
def _receiver_full(error: ReceiverFull) -> Message:
    return Message(
        _("{host} has no room left.").format(host=error.host),
        _nothing_arrived(),
        _("Tell your program office, and send it again when there is room."),
    )


@message_for.register
def _too_large_for_receiver(error: TooLargeForReceiver) -> Message:
    if error.limit:
        happened = _("{host} takes no file over {limit}.").format(
            host=error.host, limit=size(error.limit)
        )
    else:
        happened = _("{host} takes no file this large.").format(host=error.host)
    return Message(
        happened,
        _nothing_arrived(),
        _("Ask your program office for another way, or shorten your largest evidence files."),
    )


@message_for.register
def _receiver_busy(error: ReceiverBusy) -> Message:
    return Message(
        _("{host} has trouble right now (it answered {status}).").format(
            host=error.host, status=error.status
        ),
        _nothing_arrived(),
        _("Try again later. If it goes on for a day, tell your program office."),
    )


@message_for.register
def _unexpected_answer(error: UnexpectedAnswer) -> Message:
    said = _("{host} answered what we do not understand.")
    if error.status:
        said = _("{host} answered what we do not understand ({status}).")
    return Message(
        said.format(host=error.host, status=error.status),
        _nothing_arrived(),
        _("Compare the address with what your program office wrote, and tell them what you see."),
    )


@message_for.register
def _answer_too_long(error: AnswerTooLong) -> Message:
    return Message(
        _("{host} sent an answer without end, and we stopped listening.").format(host=error.host),
        _nothing_arrived(),
        _("Compare the address with what your program office wrote."),
    )


def _nothing_arrived() -> str:
    return _("Nothing was received by this try, and your package is as it was.")


# Passwords --------------------------------------------------------------------------------------


@message_for.register
def _secret_unusable(_error: SecretUnusable) -> Message:
    return Message(
        _("This user name, password or token has a character that cannot be sent."),
        _("Nothing was sent."),
        _(
            "A user name holds no colon, a token no space, and neither a line break. Type it "
            "again, or copy it without what stands around it."
        ),
    )


@message_for.register
def _secret_missing(error: SecretMissing) -> Message:
    return Message(
        _("The variable {name} of this terminal is empty.").format(name=error.variable),
        _("Nothing was sent: the password was looked for there."),
        _("Set it in this terminal, then give the command again."),
    )


# Arrivals ---------------------------------------------------------------------------------------


@message_for.register
def _package_changed(error: PackageChanged) -> Message:
    return Message(
        _("{name} is not the package anymore that was to be sent: its content changed.").format(
            name=shown_file(error.path)
        ),
        _("Nothing whole was sent: a receipt would not belong to what you have."),
        _("Build the package again, and send the new one."),
    )


@message_for.register
def _package_damaged(error: PackageDamaged) -> Message:
    return Message(
        ngettext(
            "{name} is damaged: {count} fault was found in it.",
            "{name} is damaged: {count} faults were found in it.",
            error.faults,
        ).format(name=shown_file(error.path), count=error.faults),
        _("It was not sent: nobody could make use of it."),
        _("Build the package again, and send the new one. Verifying it tells what is wrong."),
    )


@message_for.register
def _arrival_unknown(error: ArrivalUnknown) -> Message:
    if isinstance(error.__cause__, CopyDiffers | NotTheCopy | OffsetWrong):
        return Message(
            _("{destination} took your package, but didn’t give the same one back.").format(
                destination=shown_folder(error.destination)
            ),
            _("We can’t tell whether your package arrived."),
            _("Ask your program office whether they have it. Don’t send it again before you know."),
        )
    return Message(
        _("The answer of {destination} was lost at the very end.").format(
            destination=shown_folder(error.destination)
        ),
        _("We cannot tell if your package arrived."),
        _("Find out first, do not send again."),
    )


@message_for.register
def _name_taken(error: NameTaken) -> Message:
    return Message(
        _("The receiver has another file with the name {name}.").format(
            name=shown_file(error.name)
        ),
        _("It was left as it is, and your package was not sent."),
        _("Ask your program office what that file is, and have it put away. Then send again."),
    )


# Copies that differ -----------------------------------------------------------------------------


@message_for.register
def _copy_differs(error: CopyDiffers) -> Message:
    happened = {
        "missing": _("The receiver said that it took your package, and has nothing there."),
        "size": _("What the receiver has is not as long as your package."),
        "content": _("What the receiver has does not have the fingerprint of your package."),
    }
    return Message(
        happened[error.what],
        _("Your package has not been received. It is as it was on this computer."),
        _("Send it again. If it happens again, tell your program office."),
    )


@message_for.register
def _not_the_copy(error: NotTheCopy) -> Message:
    return Message(
        _("{host} sent something else, such as a sign-in page, instead of its copy.").format(
            host=error.host
        ),
        _("So we can’t compare its copy with your package, and can’t tell whether it has one."),
        _("Open the address in your browser and sign in there if it asks you to. Then try again."),
    )


# Shared folders ---------------------------------------------------------------------------------


@message_for.register
def _shared_folder_away(error: SharedFolderAway) -> Message:
    return Message(
        _("The folder {name} is not there, or does not answer.").format(
            name=shown_folder(error.folder)
        ),
        _not_put_there(),
        _("Plug the USB drive in, or wait for the network drive, then try again."),
    )


@message_for.register
def _shared_folder_closed(error: SharedFolderClosed) -> Message:
    return Message(
        _("Nothing can be written into the folder {name}.").format(name=shown_folder(error.folder)),
        _not_put_there(),
        _("Look for a lock switch on the USB drive, or ask for the right to write there."),
    )


@message_for.register
def _shared_folder_full(error: SharedFolderFull) -> Message:
    if error.needed:
        happened = _("The drive of {name} is full: {needed} are needed and {free} are free.")
    else:
        happened = _("The drive of {name} is full.")
    return Message(
        happened.format(
            name=shown_folder(error.folder), needed=size(error.needed), free=size(error.free)
        ),
        _not_put_there(),
        _("Make room there, then try again."),
    )


@message_for.register
def _shared_folder_small_files(error: SharedFolderSmallFiles) -> Message:
    return Message(
        _("The drive of {name} keeps no file over 4 GiB, and your package is larger.").format(
            name=shown_folder(error.folder)
        ),
        _not_put_there(),
        _("Use a drive that is formatted as exFAT or NTFS."),
    )


@message_for.register
def _shared_folder_failed(error: SharedFolderFailed) -> Message:
    return Message(
        _("The drive of {name} did not do its work ({reason}).").format(
            name=shown_folder(error.folder), reason=error.reason
        ),
        _not_put_there(),
        _("Try again. If it happens again, use another drive."),
    )


@message_for.register
def _own_folder(error: OwnFolder) -> Message:
    return Message(
        _("Your package is in the folder {name} itself.").format(name=shown_folder(error.folder)),
        _("It was not sent: that folder is yours, and nobody else’s."),
        _("Choose the folder of your program office, or one on a USB drive."),
    )


def _not_put_there() -> str:
    return _("Your package was not put there, and is as it was.")


# tus --------------------------------------------------------------------------------------------


@message_for.register
def _tus_not_offered(error: TusNotOffered) -> Message:
    return Message(
        _(
            "{host} answers, but does not take packages in the way that the address says (tus)."
        ).format(host=error.host),
        _("Nothing was sent."),
        _("Compare the address with the one that you were given, or ask the people who gave it."),
    )


@message_for.register
def _offset_wrong(error: OffsetWrong) -> Message:
    if error.told < error.least:
        happened = _("{host} has lost a part of the package that it had confirmed before.")
    else:
        happened = _("{host} says that it has more of the package than we have sent.")
    return Message(
        happened.format(host=error.host),
        _("The package has not arrived whole. It is unchanged on this computer."),
        _(
            "Send it again: we start over. If this comes back, tell the people who run the "
            "receiver."
        ),
    )


@message_for.register
def _upload_gone(error: UploadGone) -> Message:
    return Message(
        _("{host} forgot the package while it was on its way.").format(host=error.host),
        _("The package has not arrived whole. It is unchanged on this computer."),
        _(
            "Send it again. If this comes back, tell the people who run the receiver that it "
            "loses uploads."
        ),
    )


@message_for.register
def _piece_damaged(error: PieceDamaged) -> Message:
    return Message(
        _("{host} got other bytes than we sent, several times.").format(host=error.host),
        _("It did not keep them, and the package has not arrived whole."),
        _("Send it again later or from another network. What was taken so far stays there."),
    )


@message_for.register
def _offset_moved(error: OffsetMoved) -> Message:
    return Message(
        _("{host} contradicts itself about how much of the package it has.").format(
            host=error.host
        ),
        _("The package has not arrived whole. It is unchanged on this computer."),
        _(
            "Send it again in a few minutes. If this comes back, tell the people who run the "
            "receiver."
        ),
    )


# WebDAV -----------------------------------------------------------------------------------------


@message_for.register
def _not_web_dav(error: NotWebDav) -> Message:
    return Message(
        _("{host} answers, and takes no files at this address.").format(host=error.host),
        _("Nothing was sent."),
        _("Compare the address with what your program office wrote, letter by letter."),
    )
