"""Errors of receivers in words: addresses, connections, arrivals, shared folders, tus, WebDAV."""

from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import shown_file, shown_folder
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
        _("We can’t send to {address}.").format(address=shown_folder(error.address)),
        _("Nothing was sent."),
        _(
            "An address starts with “dav+https:”, “tus+https:” or “file:”. Copy it from "
            "what your program office sent you."
        ),
    )


@message_for.register
def _secret_in_address(_error: SecretInAddress) -> Message:
    return Message(
        _("The address has a user name or password in it."),
        _("Nothing was sent. We save and show addresses, so they can’t have a password."),
        _("Remove everything before the “@”, and enter the user name and password separately."),
    )


@message_for.register
def _not_encrypted(error: NotEncrypted) -> Message:
    return Message(
        _("That address would send your package to {host} in a way others could read.").format(
            host=error.host
        ),
        _("Nothing was sent."),
        _("Use the same address with “https” instead of “http”, or ask your program office."),
    )


# Connections and refusals -----------------------------------------------------------------------


@message_for.register
def _no_connection(error: NoConnection) -> Message:
    return Message(
        _("We couldn’t reach {host}.").format(host=error.host),
        _("Nothing was sent this time."),
        _("Check that this computer is online and the address is right, then try again."),
    )


@message_for.register
def _connection_lost(error: ConnectionLost) -> Message:
    return Message(
        _("The connection to {host} was lost, or no answer came in time.").format(host=error.host),
        _nothing_arrived(),
        _("Try again when the connection is better."),
    )


@message_for.register
def _proxy_unusable(_error: ProxyUnusable) -> Message:
    return Message(
        _("This computer is set to go online through a proxy with an address that can’t be used."),
        _("Nothing was sent."),
        _("Ask your IT staff to fix the proxy settings. Then try again."),
    )


@message_for.register
def _certificate_refused(error: CertificateRefused) -> Message:
    happened = {
        "expired": _("The certificate that identifies {host} has expired."),
        "not-yet": _("The certificate that identifies {host} isn’t valid yet."),
        "unknown": _(
            "{host} identifies itself with a certificate this computer doesn’t recognize."
        ),
        "other-host": _("{host} answered with someone else’s certificate."),
    }
    advice = {
        "expired": _("Tell the people who run it. Check that this computer’s date is right."),
        "not-yet": _("Check that this computer’s date is right."),
        "unknown": _(
            "Ask your program office whether it has its own certificates. If so, it can "
            "give you the file."
        ),
    }
    other = _("{host} couldn’t prove its identity.")
    return Message(
        happened.get(error.reason, other).format(host=error.host),
        _("Nothing was sent, neither your package nor your password."),
        advice.get(error.reason, _("Tell the people who run it, or try from another network.")),
    )


@message_for.register
def _certificate_file_unusable(error: CertificateFileUnusable) -> Message:
    return Message(
        _("{name} can’t be read, or has no certificates.").format(name=shown_file(error.path)),
        _("Nothing was sent."),
        _("Choose the file your institution gave you. Its name often ends in “.pem”."),
    )


@message_for.register
def _sent_elsewhere(error: SentElsewhere) -> Message:
    return Message(
        _("{host} points to another address: {to}.").format(
            host=error.host, to=error.to or _("one that can’t be read")
        ),
        _(
            "Nothing was sent there. We don’t give your package or password to an address "
            "you didn’t enter."
        ),
        _("Ask your program office for its current address, and use that."),
    )


@message_for.register
def _password_refused(error: PasswordRefused) -> Message:
    if not error.given:
        return Message(
            _("{host} requires you to sign in.").format(host=error.host),
            _nothing_arrived(),
            _("Enter the user name and password your program office gave you."),
        )
    return Message(
        _("{host} didn’t accept this user name and password.").format(host=error.host),
        _nothing_arrived(),
        _("Enter them again. If they’re right, ask your program office."),
    )


@message_for.register
def _forbidden(error: Forbidden) -> Message:
    return Message(
        _("{host} doesn’t let you save anything there.").format(host=error.host),
        _nothing_arrived(),
        _("Check the address, and ask your program office for access."),
    )


@message_for.register
def _no_such_place(error: NoSuchPlace) -> Message:
    return Message(
        _("{host} answered, but this address doesn’t exist there.").format(host=error.host),
        _nothing_arrived(),
        _("Compare the address with the one from your program office, letter by letter."),
    )


@message_for.register
def _receiver_full(error: ReceiverFull) -> Message:
    return Message(
        _("{host} is out of space, or your share of it is used up.").format(host=error.host),
        _nothing_arrived(),
        _("Tell your program office, and send it again when there’s space."),
    )


@message_for.register
def _too_large_for_receiver(error: TooLargeForReceiver) -> Message:
    if error.limit:
        happened = _("{host} doesn’t accept files over {limit}.").format(
            host=error.host, limit=size(error.limit)
        )
    else:
        happened = _("{host} doesn’t accept a file this large.").format(host=error.host)
    return Message(
        happened,
        _nothing_arrived(),
        _("Ask your program office for another way, or make your largest evidence files smaller."),
    )


@message_for.register
def _receiver_busy(error: ReceiverBusy) -> Message:
    return Message(
        _("{host} is having trouble right now (it answered {status}).").format(
            host=error.host, status=error.status
        ),
        _nothing_arrived(),
        _("Try again later. If it lasts for a day, tell your program office."),
    )


@message_for.register
def _unexpected_answer(error: UnexpectedAnswer) -> Message:
    said = _("{host} sent an answer we don’t understand.")
    if error.status:
        said = _("{host} sent an answer we don’t understand ({status}).")
    return Message(
        said.format(host=error.host, status=error.status),
        _nothing_arrived(),
        _("Compare the address with the one from your program office, and tell them what you see."),
    )


@message_for.register
def _answer_too_long(error: AnswerTooLong) -> Message:
    return Message(
        _("{host} sent an endless answer, so we stopped.").format(host=error.host),
        _nothing_arrived(),
        _("Compare the address with the one from your program office."),
    )


def _nothing_arrived() -> str:
    return _("Nothing was received this time, and your package wasn’t changed.")


# Passwords --------------------------------------------------------------------------------------


@message_for.register
def _secret_unusable(_error: SecretUnusable) -> Message:
    return Message(
        _("This user name, password, or token has a character that can’t be sent."),
        _("We didn’t use it, and stopped."),
        _(
            "A user name can’t have a colon, a token can’t have a space, and none of them "
            "can have a line break. Enter it again, or copy it without the text around it."
        ),
    )


@message_for.register
def _secret_missing(error: SecretMissing) -> Message:
    return Message(
        _("The variable {name} in this terminal is empty.").format(name=error.variable),
        _("We looked for the password there, and stopped."),
        _("Set it in this terminal, then run the command again."),
    )


# Arrivals ---------------------------------------------------------------------------------------


@message_for.register
def _package_changed(error: PackageChanged) -> Message:
    return Message(
        _("{name} isn’t the package you meant to send anymore: its content changed.").format(
            name=shown_file(error.path)
        ),
        _("No complete package was sent. A receipt wouldn’t match what you have."),
        _("Build the package again, and send the new one."),
    )


@message_for.register
def _package_damaged(error: PackageDamaged) -> Message:
    return Message(
        ngettext(
            "{name} is damaged: {count} problem found.",
            "{name} is damaged: {count} problems found.",
            error.faults,
        ).format(name=shown_file(error.path), count=error.faults),
        _("It wasn’t sent, because no one could use it."),
        _("Build the package again, and send the new one. Verify it to see the problems."),
    )


@message_for.register
def _arrival_unknown(error: ArrivalUnknown) -> Message:
    if isinstance(error.__cause__, CopyDiffers | NotTheCopy | OffsetWrong):
        return Message(
            _("{destination} accepted your package, but didn’t return the same one.").format(
                destination=shown_folder(error.destination)
            ),
            _("We can’t tell whether your package arrived."),
            _("Ask your program office whether they have it. Don’t send it again until you know."),
        )
    return Message(
        _("The answer from {destination} was lost at the very end.").format(
            destination=shown_folder(error.destination)
        ),
        _("We can’t tell if your package arrived."),
        _("Find out first. Don’t send it again."),
    )


@message_for.register
def _name_taken(error: NameTaken) -> Message:
    return Message(
        _("The receiver has a different file called {name}.").format(name=shown_file(error.name)),
        _("It wasn’t changed, and your package wasn’t sent."),
        _("Ask your program office what that file is, and to move it. Then send again."),
    )


# Copies that differ -----------------------------------------------------------------------------


@message_for.register
def _copy_differs(error: CopyDiffers) -> Message:
    happened = {
        "missing": _("The receiver said it accepted your package, but has nothing there."),
        "size": _("The receiver’s copy isn’t the same size as your package."),
        "content": _("The receiver’s copy doesn’t have your package’s fingerprint."),
    }
    return Message(
        happened[error.what],
        _("Your package wasn’t received. On this computer, it isn’t changed."),
        _("Send it again. If it happens again, tell your program office."),
    )


@message_for.register
def _not_the_copy(error: NotTheCopy) -> Message:
    return Message(
        _("{host} sent something else, such as a sign-in page, instead of its copy.").format(
            host=error.host
        ),
        _("So we can’t compare its copy with your package, or tell whether it has one."),
        _("Open the address in your browser and sign in if asked. Then try again."),
    )


# Shared folders ---------------------------------------------------------------------------------


@message_for.register
def _shared_folder_away(error: SharedFolderAway) -> Message:
    return Message(
        _("The folder {name} isn’t there, or isn’t responding.").format(
            name=shown_folder(error.folder)
        ),
        _not_put_there(),
        _("Plug in the USB drive, or wait for the network drive, then try again."),
    )


@message_for.register
def _shared_folder_closed(error: SharedFolderClosed) -> Message:
    return Message(
        _("The folder {name} is read-only.").format(name=shown_folder(error.folder)),
        _not_put_there(),
        _("Check for a lock switch on the USB drive, or ask for permission to write there."),
    )


@message_for.register
def _shared_folder_full(error: SharedFolderFull) -> Message:
    if error.needed:
        happened = _("The drive with {name} is full: {needed} needed, {free} free.")
    else:
        happened = _("The drive with {name} is full.")
    return Message(
        happened.format(
            name=shown_folder(error.folder), needed=size(error.needed), free=size(error.free)
        ),
        _not_put_there(),
        _("Free up space there, then try again."),
    )


@message_for.register
def _shared_folder_small_files(error: SharedFolderSmallFiles) -> Message:
    return Message(
        _("The drive with {name} can’t store files over 4 GiB, and your package is larger.").format(
            name=shown_folder(error.folder)
        ),
        _not_put_there(),
        _("Use a drive formatted as exFAT or NTFS."),
    )


@message_for.register
def _shared_folder_failed(error: SharedFolderFailed) -> Message:
    return Message(
        _("The drive with {name} failed ({reason}).").format(
            name=shown_folder(error.folder), reason=error.reason
        ),
        _not_put_there(),
        _("Try again. If it happens again, use another drive."),
    )


@message_for.register
def _own_folder(error: OwnFolder) -> Message:
    return Message(
        _("Your package is already in the folder {name}.").format(name=shown_folder(error.folder)),
        _("It wasn’t sent. That folder is yours, not the office’s."),
        _("Choose your program office’s folder, or one on a USB drive."),
    )


def _not_put_there() -> str:
    return _("Your package wasn’t saved there, and it wasn’t changed.")


# tus --------------------------------------------------------------------------------------------


@message_for.register
def _tus_not_offered(error: TusNotOffered) -> Message:
    return Message(
        _("{host} answered, but doesn’t accept packages the way the address says (tus).").format(
            host=error.host
        ),
        _("Nothing was sent."),
        _("Compare the address with the one you were given, or ask whoever gave it to you."),
    )


@message_for.register
def _offset_wrong(error: OffsetWrong) -> Message:
    if error.told < error.least:
        happened = _("{host} lost part of the package after confirming it.")
    else:
        happened = _("{host} says it has more of the package than we sent.")
    return Message(
        happened.format(host=error.host),
        _("The complete package didn’t arrive. On this computer, it isn’t changed."),
        _(
            "Send it again. We start over. If this happens again, tell the people who run "
            "the receiver."
        ),
    )


@message_for.register
def _upload_gone(error: UploadGone) -> Message:
    return Message(
        _("{host} lost track of the package while it was being sent.").format(host=error.host),
        _("The complete package didn’t arrive. On this computer, it isn’t changed."),
        _(
            "Send it again. If this happens again, tell the people who run the receiver "
            "that it loses uploads."
        ),
    )


@message_for.register
def _piece_damaged(error: PieceDamaged) -> Message:
    return Message(
        _("{host} got different data than we sent, several times.").format(host=error.host),
        _("It didn’t keep them, and the complete package didn’t arrive."),
        _("Send it again later or from another network. What was received so far stays there."),
    )


@message_for.register
def _offset_moved(error: OffsetMoved) -> Message:
    return Message(
        _("{host} gives conflicting answers about how much of the package it has.").format(
            host=error.host
        ),
        _("The complete package didn’t arrive. On this computer, it isn’t changed."),
        _(
            "Send it again in a few minutes. If this happens again, tell the people who "
            "run the receiver."
        ),
    )


# WebDAV -----------------------------------------------------------------------------------------


@message_for.register
def _not_web_dav(error: NotWebDav) -> Message:
    return Message(
        _("{host} answered, but doesn’t accept files at this address.").format(host=error.host),
        _("Nothing was sent."),
        _("Compare the address with the one from your program office, letter by letter."),
    )
