"""Bags in words: what verifying one has shown, every fault, and why one cannot be opened.

And what can be known of whom a file comes from: comparisons, the copy seen first, signatures.
"""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.submission.signature import KnownSigner, PublicKey
from lssc_desktop.core.submission.trust import (
    LEAST_COMPARED,
    Agreement,
    FingerprintComparison,
    FirstSeen,
    SignatureCheck,
    SignatureState,
    compare_fingerprint,
)
from lssc_desktop.messages.dates import long_day
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import file_name, size
from lssc_desktop.package.reader import Verification
from lssc_desktop.package.reading.archive import UnpacksTooLarge
from lssc_desktop.package.reading.byte_source import SourceUnread
from lssc_desktop.package.reading.fault import BagFault, FaultCode
from lssc_desktop.package.reading.package_files import (
    FileUnusable,
    NamesTooLong,
    NotABag,
    PackageMissing,
    PackageUnreadable,
)
from lssc_desktop.package.reading.zip_directory import ArchiveBroken, TooManyEntries
from lssc_desktop.store.signing import (
    KeyThere,
    KeyUnusable,
    NoKey,
    NoSignature,
    NothingToSign,
    SignatureWrong,
)

type Words = Mapping[FaultCode, Callable[[], str]]

_LEADS_OUT = {
    FaultCode.ENTRY_NAME,
    FaultCode.ENTRY_SPECIAL,
    FaultCode.ENTRY_OVERLAP,
    FaultCode.LINK_LEAVES,
    FaultCode.PATH_ESCAPES,
}

_LONGEST_TEXT = 200
_WHOLE = 64  # characters of a fingerprint
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def bag_verdict(found: Verification) -> str:
    """Say in one sentence whether the bag is whole.

    Whether somebody made it again, fingerprints and all, it cannot show by itself: see `compared`.
    """
    if found.valid:
        return ngettext(
            "The package is whole: {count} file, {size}. It is as its list says.",
            "The package is whole: {count} files, {size}. Every file is as its list says.",
            found.files,
        ).format(count=found.files, size=size(found.bytes))
    count = len(found.faults)
    if not found.complete:
        return ngettext(
            "The package is not complete: {count} thing is wrong with it.",
            "The package is not complete: {count} things are wrong with it.",
            count,
        ).format(count=count)
    return ngettext(
        "The package is damaged or was changed: {count} thing is wrong with it.",
        "The package is damaged or was changed: {count} things are wrong with it.",
        count,
    ).format(count=count)


def comparison_line(package_id: str | None, sent: Sequence[str], own: Collection[str] = ()) -> str:
    """Say what a package was compared with; "" where there was nothing.

    `sent` are the ids of what was sent under its name, `own` those of the packages that the open
    portfolio noted when it built them.
    """
    if package_id is None:
        return ""
    if package_id in sent:
        return _("It’s the package that was sent: it matches the receipt beside it.")
    if sent:
        return _(
            "It doesn’t match the receipt beside it, so this is not the package that was sent. "
            "Keep both, and ask for the one that was sent."
        )
    if package_id in own:
        return _("It’s the package that your portfolio noted when you built it.")
    return ""


def verification_lines(
    found: Verification,
    sent: Sequence[str] = (),
    signature: SignatureCheck | None = None,
    said: str | None = None,
) -> tuple[str, ...]:
    """Say the verdict, every fault, every warning, and the fingerprint of the package.

    And by whom it is signed, and whether it is the fingerprint that somebody `said`.
    """
    lines = [bag_verdict(found)]
    if found.valid:
        lines.append(_("Nothing is missing or damaged."))
    lines.extend(f"  {fault_message(fault).text}" for fault in found.faults)
    if found.warnings:
        lines.append(_("Worth knowing:"))
        lines.extend(f"  {fault_message(warning).text}" for warning in found.warnings)
    if found.fingerprint:
        lines.append(_("Its fingerprint is {fingerprint}.").format(fingerprint=found.fingerprint))
    if compared := comparison_line(found.package_id, sent):
        lines.append(compared)
    if said is not None:
        lines.append(compared_line(compare_fingerprint(said, fingerprints_of(found))))
    if signature is not None:
        lines.append(signature_line(signature))
    return tuple(lines)


def fault_message(fault: BagFault) -> Message:
    """Return the message for a fault or warning."""
    facts = {name: safe_text(value) for name, value in fault.facts}
    happened = FAULTS[fault.code]().format(path=safe_text(fault.path), **facts)
    if fault.code in _LEADS_OUT:
        return Message(
            happened,
            _("Such a bag can do harm where it is unpacked."),
            _("Do not unpack it. Ask whoever sent it what it is."),
        )
    return Message(happened)


# Whom it comes from -----------------------------------------------------------------------------


def fingerprints_of(found: Verification) -> tuple[str, ...]:
    """Return what somebody may call the fingerprint of a package: that of its file, and its id."""
    return tuple(filter(None, (found.fingerprint, found.package_id)))


def compared_line(found: FingerprintComparison) -> str:
    """Say what comes of comparing a fingerprint that somebody read to us."""
    if found.result is Agreement.SAME and found.characters == _WHOLE:
        return _("The whole fingerprint is the same: this is the package that was read to you.")
    words = {
        Agreement.EMPTY: "",
        Agreement.NOT_ONE: _(
            "A fingerprint has only the digits 0 to 9 and the letters A to F, 64 in all."
        ),
        Agreement.TOO_SHORT: _(
            "The same so far. Type at least {least} characters to tell packages apart."
        ),
        Agreement.SAME: _(
            "The first {count} characters are the same: this is the package that was read to you."
        ),
        Agreement.DIFFERENT: _(
            "Not the same: this is another package, or something was misread. Compare once more."
        ),
    }
    return words[found.result].format(count=found.characters, least=LEAST_COMPARED)


def exchanged_line(first: FirstSeen) -> str:
    """Say that another package lies under a name than was seen there first."""
    return _(
        "Another package lay here under this name on {day}. Ask the candidate which one is meant."
    ).format(day=long_day(first.day))


def signature_line(found: SignatureCheck) -> str:
    """Say by whom a file is signed; an unsigned one says so."""
    words = {
        SignatureState.UNSIGNED: _("It isn’t signed, so it doesn’t show who made it."),
        SignatureState.OWN: _("It’s signed with your own key."),
        SignatureState.KNOWN: _("It’s signed by {name}, whose key you compared."),
        SignatureState.UNKNOWN: _(
            "It’s signed with a key that you haven’t compared: {fingerprint}. "
            "Ask whoever sent it to read you the fingerprint of their key."
        ),
        SignatureState.BAD: _(
            "The signature beside it doesn’t match: the file or its signature was changed. "
            "Ask for both again."
        ),
        SignatureState.UNREADABLE: _(
            "There is a signature file beside it that we can’t check, so it doesn’t show who made "
            "it. We check Ed25519 signatures made for LSSC Desktop."
        ),
    }
    said = words[found.state]
    return said.format(name=safe_text(found.name), fingerprint=found.fingerprint)


def signature_word(found: SignatureCheck) -> str:
    """Say by whom a file is signed in a few words."""
    words = {
        SignatureState.UNSIGNED: _("Not signed"),
        SignatureState.OWN: _("Signed by you"),
        SignatureState.KNOWN: _("Signed by {name}"),
        SignatureState.UNKNOWN: _("Signed, key not compared"),
        SignatureState.BAD: _("Signature doesn’t match"),
        SignatureState.UNREADABLE: _("Signature can’t be checked"),
    }
    return words[found.state].format(name=safe_text(found.name))


def own_key_lines(key: PublicKey, path: str) -> tuple[str, ...]:
    """Say the fingerprint of this user's key, and what to do with it."""
    return (
        _("The fingerprint of your key is {fingerprint}.").format(fingerprint=key.fingerprint),
        _("Read it once to those who get files from you, on the phone for instance."),
        _("The key is in {path}. Keep it to yourself.").format(path=path),
    )


def signed_line(path: str) -> str:
    """Say where a signature is."""
    return _("The signature is in {path}. Give it along with the file.").format(path=path)


def key_forgotten() -> str:
    """Say that this user's key is gone."""
    return _("You have no key any more. What you signed stays signed.")


def signer_unknown() -> str:
    """Say that no such key was compared."""
    return _("None of the keys that you compared has this fingerprint.")


def signer_lines(signers: Sequence[KnownSigner]) -> tuple[str, ...]:
    """Say whose keys were compared."""
    lines = tuple(f"{signer.key.fingerprint}  {signer_line(signer)}" for signer in signers)
    return lines or (_("You haven’t compared anybody’s key yet."),)


def signer_line(signer: KnownSigner) -> str:
    """Say whose key was compared, and when."""
    name = safe_text(signer.name)
    if signer.compared is None:
        return name
    return _("{name}, compared on {day}").format(name=name, day=long_day(signer.compared))


@message_for.register
def _key_there(error: KeyThere) -> Message:
    return Message(
        _("You have a key to sign with already, in {path}.").format(path=safe_text(error.path)),
        _("It stays: with another one, what people compared would be worth nothing."),
        _("To start over, delete it first, then have the new one compared."),
    )


@message_for.register
def _no_key(_error: NoKey) -> Message:
    return Message(
        _("You have no key to sign with."),
        _("Nothing was signed."),
        _("Make one: it is done in a moment, and stays on this computer."),
    )


@message_for.register
def _key_unusable(error: KeyUnusable) -> Message:
    return Message(
        _("We can’t sign with the key in {path}: it is damaged, or has a passphrase.").format(
            path=safe_text(error.path)
        ),
        _("The file itself is saved. It isn’t signed."),
        _("Delete that key and make a new one, or remove its passphrase with ssh-keygen -p."),
    )


@message_for.register
def _nothing_to_sign(error: NothingToSign) -> Message:
    return Message(
        _("Only a file can be signed, and {path} is none.").format(path=safe_text(error.path)),
        _("Nothing was signed."),
        _("Choose the package’s ZIP file, or the review file."),
    )


@message_for.register
def _no_signature(error: NoSignature) -> Message:
    return Message(
        _("{name} doesn’t show whose key it is.").format(name=file_name(safe_text(error.path))),
        _("Nobody was added to the people whose keys you compared."),
        _("Choose a file that somebody else signed, with its signature beside it, or a .pub file."),
    )


@message_for.register
def _signature_wrong(error: SignatureWrong) -> Message:
    return Message(
        _("The signature beside {name} doesn’t match it.").format(
            name=file_name(safe_text(error.path))
        ),
        _("One of the two was changed. Nothing was taken from it."),
        _("Ask for both files again."),
    )


# Bags that cannot be opened ---------------------------------------------------------------------


@message_for.register
def _package_missing(error: PackageMissing) -> Message:
    return Message(
        _("There is nothing at {path}.").format(path=safe_text(error.path)),
        _("Nothing was checked."),
        _("Look whether the name is right, and whether the USB drive or network drive is there."),
    )


@message_for.register
def _package_unreadable(error: PackageUnreadable) -> Message:
    return Message(
        _("We may not read {name}.").format(name=file_name(safe_text(error.path))),
        _("Nothing was checked."),
        _("Copy it to a folder of your own and try again, or ask for the right to read it."),
    )


@message_for.register
def _not_a_bag(error: NotABag) -> Message:
    return Message(
        _("{name} is no bag: neither a folder nor a ZIP with a “bagit.txt” in it.").format(
            name=file_name(safe_text(error.path))
        ),
        _("There is nothing in it that could be checked."),
        _("Choose the package itself, or the folder that has “bagit.txt”."),
    )


@message_for.register
def _archive_broken(error: ArchiveBroken) -> Message:
    reasons = {
        "truncated": _("its end is missing"),
        "split": _("it is only one part of several"),
        "two-ends": _("it has two ends, so two programs would see two different things"),
        "end-records": _("its end contradicts itself"),
        "directory": _("its list of files cannot be read"),
    }
    return Message(
        _("{name} cannot be read as a ZIP: {reason}.").format(
            name=file_name(safe_text(error.path)), reason=reasons[error.reason]
        ),
        _("The copy is damaged or was not copied to its end; the original may well be whole."),
        _("Get a new copy. If you built it yourself, build it again."),
    )


@message_for.register
def _too_many_entries(error: TooManyEntries) -> Message:
    return Message(
        _("{name} says that it holds {count} files; we read at most {limit}.").format(
            name=file_name(safe_text(error.path)), count=error.entries, limit=error.limit
        ),
        _("It was not opened. No portfolio has so many, so it may be a trap."),
        _("Do not unpack it. Ask whoever sent it what it is."),
    )


@message_for.register
def _names_too_long(error: NamesTooLong) -> Message:
    return Message(
        _("The file names in {name} take up more than {limit}.").format(
            name=file_name(safe_text(error.path)), limit=size(error.limit)
        ),
        _("It was not opened. No portfolio has such long names, so it may be a trap."),
        _("Do not unpack it. Ask whoever sent it what it is."),
    )


@message_for.register
def _unpacks_too_large(error: UnpacksTooLarge) -> Message:
    return Message(
        _("{name} holds {packed} that unpack to {unpacked}.").format(
            name=file_name(safe_text(error.path)),
            packed=size(error.packed),
            unpacked=size(error.unpacked),
        ),
        _("It was not opened. No portfolio shrinks so much, so it may be a trap."),
        _("Do not unpack it. Ask whoever sent it what it is."),
    )


@message_for.register
def _source_unread(error: SourceUnread) -> Message:
    reasons = {
        "short": _("fewer bytes came than requested"),
        "changed": _("it changed while it was read"),
        "gone": _("it isn’t there anymore"),
        "refused": _("we may not read it"),
        "connection": _("the connection to its place broke"),
        "worker": _("the process that read it ended, twice"),
        "place": _("the computer that should read it can’t reach its place"),
        "unforeseen": _("something happened that we did not foresee"),
    }
    return Message(
        _("{name} wasn’t read to its end: {reason}.").format(
            name=file_name(safe_text(error.path)), reason=reasons[error.reason]
        ),
        _("Nothing is known of it; it may well be whole."),
        _("Try again."),
    )


@message_for.register
def _file_unusable(error: FileUnusable) -> Message:
    return Message(
        fault_message(error.fault).happened,
        _("This file of the package cannot be shown."),
        _("Verify the package to see what else is wrong, and get a new copy."),
    )


def safe_text(text: str) -> str:
    """A stranger's text without what could upset a screen or a reader, and not too long."""
    clean = "".join(
        "\ufffd" if unicodedata.category(char) in _UNPRINTABLE else char
        for char in text[: _LONGEST_TEXT + 1]
    )
    return clean if len(clean) <= _LONGEST_TEXT else clean[: _LONGEST_TEXT - 1] + "…"


# Faults of bags ---------------------------------------------------------------------------------


BAG_FAULTS: Words = {
    FaultCode.DECLARATION_MISSING: lambda: _(
        "The file “bagit.txt”, which says that this is a bag, is missing."
    ),
    FaultCode.DECLARATION_MALFORMED: lambda: _(
        "“bagit.txt” is not exactly the two lines that it must be."
    ),
    FaultCode.VERSION_UNKNOWN: lambda: _(
        "“bagit.txt” names BagIt {version}, and we know 0.93 to 0.97 and 1.0."
    ),
    FaultCode.ENCODING_UNKNOWN: lambda: _(
        "“bagit.txt” names the character encoding “{encoding}”, which we do not know."
    ),
    FaultCode.TEXT_ENCODING: lambda: _(
        "“{path}” holds bytes that are not in the declared character encoding (line {line})."
    ),
    FaultCode.BYTE_ORDER_MARK: lambda: _(
        "“{path}” begins with a byte-order mark, which its encoding does not allow."
    ),
    FaultCode.LINE_EMPTY: lambda: _("Line {line} of “{path}” is empty."),
    FaultCode.LINE_MALFORMED: lambda: _("Line {line} of “{path}” has not the form of its kind."),
    FaultCode.LAST_LINE_OPEN: lambda: _("The last line of “{path}” has no end."),
    FaultCode.PAYLOAD_MISSING: lambda: _("The folder “data” with the contents is missing."),
    FaultCode.MANIFEST_MISSING: lambda: _(
        "There is no manifest that lists the contents with their fingerprints."
    ),
    FaultCode.MANIFEST_NAME: lambda: _(
        "The manifest “{path}” does not name its kind of fingerprint in the normal form."
    ),
    FaultCode.ALGORITHM_UNKNOWN: lambda: _(
        "We cannot compute fingerprints of the kind “{algorithm}”, so “{path}” was not checked."
    ),
    FaultCode.NOTHING_CHECKED: lambda: _(
        "Files without any fingerprint of a kind that we can compute: {count}."
    ),
    FaultCode.CHECKSUM_MALFORMED: lambda: _(
        "Line {line} of “{path}” has no complete fingerprint for “{listed}”."
    ),
    FaultCode.MD5SUM_MARK: lambda: _(
        "“{manifest}” marks “{path}” in the way of the program md5sum, not of BagIt."
    ),
    FaultCode.PATH_ESCAPES: lambda: _(
        "“{manifest}” lists “{path}”, which can lead out of the bag. It was not followed."
    ),
    FaultCode.PATH_NOT_ENCODED: lambda: _(
        "“{manifest}” lists “{path}” with a percent sign that is not written as %25."
    ),
    FaultCode.PATH_BACKSLASH: lambda: _("“{manifest}” writes “{path}” with backslashes."),
    FaultCode.PATH_NOT_PLAIN: lambda: _(
        "“{manifest}” writes “{path}” with a detour, such as “./”."
    ),
    FaultCode.PATH_NORMALIZATION: lambda: _(
        "“{manifest}” writes the letters of “{path}” in another Unicode form than the file."
    ),
    FaultCode.FOLDER_LISTED: lambda: _("“{manifest}” lists “{path}”, which is a folder."),
    FaultCode.OUTSIDE_PAYLOAD: lambda: _(
        "“{manifest}” may list contents in “data” only, and lists “{path}”."
    ),
    FaultCode.PAYLOAD_AS_TAG: lambda: _(
        "“{manifest}” must not list contents of “data”, and lists “{path}”."
    ),
    FaultCode.TAG_MANIFEST_LISTED: lambda: _(
        "“{manifest}” lists the tag manifest “{path}”, and no tag manifest is to be listed."
    ),
    FaultCode.MANIFEST_NOT_LISTED: lambda: _(
        "“{manifest}” must list the manifest “{path}”, and does not."
    ),
    FaultCode.LISTED_TWICE: lambda: _("“{manifest}” lists “{path}” twice."),
    FaultCode.LISTED_DIFFERENTLY: lambda: _(
        "“{manifest}” lists “{path}” twice with different fingerprints."
    ),
    FaultCode.FILE_MISSING: lambda: _("“{path}” is missing; “{manifest}” lists it."),
    FaultCode.FILE_NOT_LISTED: lambda: _("“{path}” is in the bag, and no manifest lists it."),
    FaultCode.FILE_PARTLY_LISTED: lambda: _(
        "“{path}” is in another manifest, and “{manifest}” does not list it."
    ),
    FaultCode.TAG_FILE_NOT_LISTED: lambda: _(
        "No tag manifest lists “{path}”, so nobody can tell whether it was changed."
    ),
    FaultCode.CHECKSUM_DIFFERS: lambda: _(
        "“{path}” was changed: its {algorithm} fingerprint is not the one that is listed."
    ),
    FaultCode.INFO_TOO_MANY: lambda: _(
        "“{path}” says more than {limit} things. We did not read the rest."
    ),
    FaultCode.INFO_REPEATED: lambda: _("“{path}” says “{label}” more than once."),
    FaultCode.RECORD_DIFFERS: lambda: _(
        "The package contradicts itself: “bag-info.txt” says {label} is “{tag}”, and its record"
        " says “{record}”."
    ),
    FaultCode.PAYLOAD_OXUM_MALFORMED: lambda: _(
        "The Payload-Oxum “{value}” is not a number of bytes, a dot and a number of files."
    ),
    FaultCode.PAYLOAD_OXUM_REPEATED: lambda: _("“{path}” says Payload-Oxum more than once."),
    FaultCode.PAYLOAD_OXUM_DIFFERS: lambda: _(
        "The bag says it holds {bytes_said} bytes in {files_said} files;"
        " it holds {bytes} bytes in {files} files."
    ),
    FaultCode.FETCH_PRESENT: lambda: _(
        "Files that the bag wants fetched from elsewhere: {count}. We never fetch any."
    ),
    FaultCode.FETCH_URL: lambda: _(
        "“fetch.txt” gives “{url}” as the address of “{path}”, and that is no full address."
    ),
    FaultCode.FETCH_LENGTH: lambda: _("“fetch.txt” gives no number as the size of “{path}”."),
    FaultCode.FETCH_SIZE: lambda: _(
        "“fetch.txt” says that “{path}” has {bytes} bytes; the file that is there has not."
    ),
    FaultCode.FETCH_OUTSIDE: lambda: _(
        "“fetch.txt” may name contents in “data” only, and names “{path}”."
    ),
    FaultCode.FETCH_NOT_LISTED: lambda: _(
        "“fetch.txt” names “{path}”, and a manifest does not list it."
    ),
    FaultCode.FETCH_ABSENT: lambda: _(
        "“{path}” is not in the bag; “fetch.txt” says where it is to be fetched."
    ),
    FaultCode.FETCH_TOO_MANY: lambda: _(
        "“fetch.txt” names more than {limit} files. We did not read the rest."
    ),
    FaultCode.NAME_TWINS: lambda: _(
        "“{path}” and “{twin}” differ only in capital letters or in the form of accents."
    ),
    FaultCode.NAME_UNSAFE: lambda: _(
        "“{path}” has a name that Windows can’t keep. If the package is unpacked there, the file"
        " may be lost or get another name."
    ),
    FaultCode.SYSTEM_FILE: lambda: _(
        "“{path}” was left behind by an operating system and is probably not meant to be there."
    ),
    FaultCode.MORE: lambda: _("And {count} more, which are not listed here."),
}
"""What can be wrong with a bag's declaration, manifests and files."""


# Faults of ZIPs and folders ---------------------------------------------------------------------


ARCHIVE_FAULTS: Words = {
    FaultCode.ARCHIVE_PREFIXED: lambda: _(
        "{bytes} bytes that do not belong to it precede the ZIP."
    ),
    FaultCode.ARCHIVE_TRAILING: lambda: _("{bytes} bytes that do not belong to it follow the ZIP."),
    FaultCode.ARCHIVE_COUNT: lambda: _(
        "The ZIP says that it has {said} entries, and its list has {found}."
    ),
    FaultCode.ENTRY_NAME: lambda: _(
        "The ZIP has an entry called “{path}”, which can lead out of it. It was not read."
    ),
    FaultCode.ENTRY_NAME_LONG: lambda: _(
        "The ZIP has an entry whose name is longer than {bytes} bytes or lies in more than {parts}"
        " folders: “{path}”. It was not read."
    ),
    FaultCode.ENTRY_NAME_ENCODING: lambda: _("The name “{path}” in the ZIP is not in UTF-8."),
    FaultCode.ENTRY_TWICE: lambda: _("The ZIP has two entries called “{path}”."),
    FaultCode.ENTRY_CLASH: lambda: _("In the ZIP, “{path}” is both a file and a folder."),
    FaultCode.ENTRY_OUTSIDE: lambda: _("“{path}” is in the ZIP but outside the bag."),
    FaultCode.ENTRY_ENCRYPTED: lambda: _("“{path}” is encrypted, so nobody can check it."),
    FaultCode.ENTRY_METHOD: lambda: _(
        "“{path}” is compressed in a way (number {method}) that we cannot read."
    ),
    FaultCode.ENTRY_SPECIAL: lambda: _(
        "“{path}” in the ZIP is a link or a device. It was not followed."
    ),
    FaultCode.ENTRY_HEADER: lambda: _(
        "What the ZIP says of “{path}” in its list and at the file itself does not agree."
    ),
    FaultCode.ENTRY_OVERLAP: lambda: _("“{path}” shares its place in the ZIP with another entry."),
    FaultCode.ENTRY_GAP: lambda: _(
        "{bytes} bytes that belong to no file are hidden in the ZIP after “{path}”."
    ),
    FaultCode.ENTRY_SIZE: lambda: _(
        "“{path}” does not have the {declared} bytes that the ZIP says it has."
    ),
    FaultCode.ENTRY_DATA: lambda: _("“{path}” cannot be unpacked from the ZIP."),
    FaultCode.ENTRY_CRC: lambda: _("“{path}” is not what the ZIP says it was when it was packed."),
    FaultCode.LINK_LEAVES: lambda: _("“{path}” is a link out of the bag. It was not followed."),
    FaultCode.LINK_BROKEN: lambda: _("“{path}” is a link, and no file is where it leads."),
    FaultCode.LINK_INSIDE: lambda: _("“{path}” is a link to another file of the bag."),
    FaultCode.SPECIAL_FILE: lambda: _("“{path}” is no file but a device or the like."),
    FaultCode.FILE_UNREADABLE: lambda: _("“{path}” cannot be read on this computer."),
    FaultCode.FILE_TOO_LARGE: lambda: _("“{path}” is larger than a file of its kind ever is."),
}
"""What can be wrong with the ZIP or folder that holds a bag."""

FAULTS: Words = {**ARCHIVE_FAULTS, **BAG_FAULTS}
