"""Bags in words: what verifying one has shown, every fault, and why one cannot be opened.

And what a comparison and the copy seen first say of whom a file comes from.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from lssc_desktop.core.submission.trust import (
    LEAST_COMPARED,
    Agreement,
    FingerprintComparison,
    FirstSeen,
    SignatureCheck,
    compare_fingerprint,
)
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.signatures import signature_line
from lssc_desktop.messages.words import file_name, safe_text
from lssc_desktop.package.reader import Verification
from lssc_desktop.package.reading.fault import MISSING_CODES, BagFault, FaultCode
from lssc_desktop.package.reading.package_files import FileUnusable

type Words = Mapping[FaultCode, Callable[[], str]]

_LEADS_OUT = {
    FaultCode.ENTRY_NAME,
    FaultCode.ENTRY_SPECIAL,
    FaultCode.ENTRY_OVERLAP,
    FaultCode.LINK_LEAVES,
    FaultCode.PATH_ESCAPES,
}

_WHOLE = 64  # characters of a fingerprint


def bag_verdict(found: Verification) -> str:
    """Say in one sentence whether the bag is whole.

    Whether somebody made it again, fingerprints and all, it cannot show by itself: see `compared`.
    """
    if found.valid:
        return ngettext(
            "The package is intact: {count} file, {size}. It matches the package’s list.",
            "The package is intact: {count} files, {size}. Every file matches the package’s list.",
            found.files,
        ).format(count=found.files, size=size(found.bytes))
    count = len(found.faults)
    if any(each.code in MISSING_CODES for each in found.faults):
        return ngettext(
            "The package isn’t complete: {count} problem.",
            "The package isn’t complete: {count} problems.",
            count,
        ).format(count=count)
    if not found.complete:
        return ngettext(
            "The package isn’t right: {count} problem.",
            "The package isn’t right: {count} problems.",
            count,
        ).format(count=count)
    return ngettext(
        "The package is damaged or was changed: {count} problem.",
        "The package is damaged or was changed: {count} problems.",
        count,
    ).format(count=count)


def opening_canceled(name: str) -> Message:
    """Say that a package wasn’t opened, because the user stopped that."""
    return Message(
        _("{file} wasn’t opened.").format(file=file_name(name)),
        _("You canceled while we were verifying it."),
        _("Open it again when you’re ready."),
    )


def comparison_line(package_id: str | None, sent: Sequence[str], own: Collection[str] = ()) -> str:
    """Say what a package was compared with; "" where there was nothing.

    `sent` are the ids of what was sent under its name, `own` those of the packages that the open
    portfolio noted when it built them.
    """
    if package_id is None:
        return ""
    if package_id in sent:
        return _("It’s the package that was sent: it matches the receipt next to it.")
    if sent:
        return _(
            "It doesn’t match the receipt next to it, so it isn’t the package that was "
            "sent. Keep both, and ask for the one that was sent."
        )
    if package_id in own:
        return _("It’s the package your {portfolio} recorded when you built it.")
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
        lines.append(_("Good to know:"))
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
            _("Unpacking it could harm a computer."),
            _("Don’t unpack it. Ask whoever sent it what it is."),
        )
    return Message(happened)


# Whom it comes from -----------------------------------------------------------------------------


def fingerprints_of(found: Verification) -> tuple[str, ...]:
    """Return what somebody may call the fingerprint of a package: that of its file, and its id."""
    return tuple(filter(None, (found.fingerprint, found.package_id)))


def compared_line(found: FingerprintComparison) -> str:
    """Say what comes of comparing a fingerprint that somebody read to us."""
    if found.result is Agreement.SAME and found.characters == _WHOLE:
        return _("The full fingerprint matches: this is the package that was read to you.")
    words = {
        Agreement.EMPTY: "",
        Agreement.NOT_ONE: _(
            "A fingerprint has only the digits 0 to 9 and the letters A to F, 64 in all."
        ),
        Agreement.TOO_SHORT: _(
            "It matches so far. Enter at least {least} characters to tell packages apart."
        ),
        Agreement.SAME: _(
            "The first {count} characters match: this is the package that was read to you."
        ),
        Agreement.DIFFERENT: _(
            "No match: this is a different package, or something was misread. Compare again."
        ),
    }
    return words[found.result].format(count=found.characters, least=LEAST_COMPARED)


def exchanged_line(first: FirstSeen) -> str:
    """Say that another package lies under a name than was seen there first."""
    return _(
        "A different package had this name on {day}. Ask the candidate which one to use."
    ).format(day=long_day(first.day))


# Bags that cannot be opened ---------------------------------------------------------------------


@message_for.register
def _file_unusable(error: FileUnusable) -> Message:
    return Message(
        fault_message(error.fault).happened,
        _("This file from the package can’t be shown."),
        _("Verify the package to see any other problems, and get a new copy."),
    )


# Faults of bags ---------------------------------------------------------------------------------


BAG_FAULTS: Words = {
    FaultCode.DECLARATION_MISSING: lambda: _(
        "The file “bagit.txt”, which marks this as a bag, is missing."
    ),
    FaultCode.DECLARATION_MALFORMED: lambda: _(
        "“bagit.txt” doesn’t have exactly the two lines it must have."
    ),
    FaultCode.VERSION_UNKNOWN: lambda: _(
        "“bagit.txt” names BagIt {version}; we know 0.93 to 0.97 and 1.0."
    ),
    FaultCode.ENCODING_UNKNOWN: lambda: _(
        "“bagit.txt” names the character encoding “{encoding}”, which we don’t know."
    ),
    FaultCode.TEXT_ENCODING: lambda: _(
        "“{path}” has bytes that aren’t in the declared character encoding (line {line})."
    ),
    FaultCode.BYTE_ORDER_MARK: lambda: _(
        "“{path}” starts with a byte-order mark, which its encoding doesn’t allow."
    ),
    FaultCode.LINE_EMPTY: lambda: _("Line {line} of “{path}” is empty."),
    FaultCode.LINE_MALFORMED: lambda: _("Line {line} of “{path}” isn’t in the right form."),
    FaultCode.LAST_LINE_OPEN: lambda: _("The last line of “{path}” has no line ending."),
    FaultCode.PAYLOAD_MISSING: lambda: _("The “data” folder with the contents is missing."),
    FaultCode.MANIFEST_MISSING: lambda: _(
        "There’s no manifest listing the contents with their fingerprints."
    ),
    FaultCode.MANIFEST_NAME: lambda: _(
        "The manifest “{path}” doesn’t name its kind of fingerprint in the standard form."
    ),
    FaultCode.ALGORITHM_UNKNOWN: lambda: _(
        "We can’t compute “{algorithm}” fingerprints, so “{path}” wasn’t checked."
    ),
    FaultCode.NOTHING_CHECKED: lambda: _("Files without any fingerprint we can compute: {count}."),
    FaultCode.CHECKSUM_MALFORMED: lambda: _(
        "Line {line} of “{path}” has no complete fingerprint for “{listed}”."
    ),
    FaultCode.MD5SUM_MARK: lambda: _("“{manifest}” marks “{path}” the way md5sum does, not BagIt."),
    FaultCode.PATH_ESCAPES: lambda: _(
        "“{manifest}” lists “{path}”, which could point outside the bag. We didn’t follow it."
    ),
    FaultCode.PATH_NOT_ENCODED: lambda: _(
        "“{manifest}” lists “{path}” with a percent sign that isn’t written as %25."
    ),
    FaultCode.PATH_BACKSLASH: lambda: _("“{manifest}” writes “{path}” with backslashes."),
    FaultCode.PATH_NOT_PLAIN: lambda: _(
        "“{manifest}” writes “{path}” with a detour, such as “./”."
    ),
    FaultCode.PATH_NORMALIZATION: lambda: _(
        "“{manifest}” has the letters of “{path}” in a different Unicode form than the file."
    ),
    FaultCode.FOLDER_LISTED: lambda: _("“{manifest}” lists “{path}”, which is a folder."),
    FaultCode.OUTSIDE_PAYLOAD: lambda: _(
        "“{manifest}” may list only contents in “data”, but lists “{path}”."
    ),
    FaultCode.PAYLOAD_AS_TAG: lambda: _(
        "“{manifest}” must not list contents of “data”, but lists “{path}”."
    ),
    FaultCode.TAG_MANIFEST_LISTED: lambda: _(
        "“{manifest}” lists the tag manifest “{path}”, but must not list tag manifests."
    ),
    FaultCode.MANIFEST_NOT_LISTED: lambda: _(
        "“{manifest}” must list the manifest “{path}”, but doesn’t."
    ),
    FaultCode.LISTED_TWICE: lambda: _("“{manifest}” lists “{path}” twice."),
    FaultCode.LISTED_DIFFERENTLY: lambda: _(
        "“{manifest}” lists “{path}” twice with different fingerprints."
    ),
    FaultCode.FILE_MISSING: lambda: _("“{path}” is missing; “{manifest}” lists it."),
    FaultCode.FILE_NOT_LISTED: lambda: _("“{path}” is in the bag, but no manifest lists it."),
    FaultCode.FILE_PARTLY_LISTED: lambda: _(
        "“{path}” is in another manifest, but “{manifest}” doesn’t list it."
    ),
    FaultCode.TAG_FILE_NOT_LISTED: lambda: _(
        "No tag manifest lists “{path}”, so no one can tell whether it was changed."
    ),
    FaultCode.CHECKSUM_DIFFERS: lambda: _(
        "“{path}” was changed: its {algorithm} fingerprint doesn’t match the one listed."
    ),
    FaultCode.INFO_TOO_MANY: lambda: _(
        "“{path}” has more than {limit} entries. We didn’t read the rest."
    ),
    FaultCode.INFO_REPEATED: lambda: _("“{path}” has “{label}” more than once."),
    FaultCode.RECORD_DIFFERS: lambda: _(
        "The package contradicts itself: “bag-info.txt” says {label} is “{tag}”, and its record"
        " says “{record}”."
    ),
    FaultCode.PAYLOAD_OXUM_MALFORMED: lambda: _(
        "The Payload-Oxum “{value}” isn’t a number of bytes, a dot, and a number of files."
    ),
    FaultCode.PAYLOAD_OXUM_REPEATED: lambda: _("“{path}” has Payload-Oxum more than once."),
    FaultCode.PAYLOAD_OXUM_DIFFERS: lambda: _(
        "The bag says it has {bytes_said} bytes in {files_said} files; it has {bytes} "
        "bytes in {files} files."
    ),
    FaultCode.FETCH_PRESENT: lambda: _(
        "Files the bag says to download from elsewhere: {count}. We never download any."
    ),
    FaultCode.FETCH_URL: lambda: _(
        "“fetch.txt” gives “{url}” as the address of “{path}”, which isn’t a complete address."
    ),
    FaultCode.FETCH_LENGTH: lambda: _("“fetch.txt” doesn’t give a number as the size of “{path}”."),
    FaultCode.FETCH_SIZE: lambda: _(
        "“fetch.txt” says “{path}” has {bytes} bytes, but the file there doesn’t."
    ),
    FaultCode.FETCH_OUTSIDE: lambda: _(
        "“fetch.txt” may list only contents in “data”, but lists “{path}”."
    ),
    FaultCode.FETCH_NOT_LISTED: lambda: _("“fetch.txt” lists “{path}”, but a manifest doesn’t."),
    FaultCode.FETCH_ABSENT: lambda: _(
        "“{path}” isn’t in the bag; “fetch.txt” says where to download it."
    ),
    FaultCode.FETCH_TOO_MANY: lambda: _(
        "“fetch.txt” lists more than {limit} files. We didn’t read the rest."
    ),
    FaultCode.NAME_TWINS: lambda: _(
        "“{path}” and “{twin}” differ only in capital letters or accents."
    ),
    FaultCode.NAME_UNSAFE: lambda: _(
        "“{path}” has a name Windows can’t use. If the package is unpacked there, the file "
        "may be lost or renamed."
    ),
    FaultCode.SYSTEM_FILE: lambda: _(
        "“{path}” was left behind by an operating system and probably isn’t meant to be there."
    ),
    FaultCode.MORE: lambda: _("And {count} more not listed here."),
}
"""What can be wrong with a bag's declaration, manifests and files."""


# Faults of ZIPs and folders ---------------------------------------------------------------------


ARCHIVE_FAULTS: Words = {
    FaultCode.ARCHIVE_PREFIXED: lambda: _(
        "{bytes} bytes that don’t belong to it come before the ZIP."
    ),
    FaultCode.ARCHIVE_TRAILING: lambda: _(
        "{bytes} bytes that don’t belong to it come after the ZIP."
    ),
    FaultCode.ARCHIVE_COUNT: lambda: _(
        "The ZIP says it has {said} entries, but its list has {found}."
    ),
    FaultCode.ENTRY_NAME: lambda: _(
        "The ZIP has an entry called “{path}”, which could point outside it. It wasn’t read."
    ),
    FaultCode.ENTRY_NAME_LONG: lambda: _(
        "The ZIP has an entry with a name longer than {bytes} bytes, or inside more than "
        "{parts} folders: “{path}”. It wasn’t read."
    ),
    FaultCode.ENTRY_NAME_ENCODING: lambda: _("The name “{path}” in the ZIP isn’t in UTF-8."),
    FaultCode.ENTRY_TWICE: lambda: _("The ZIP has two entries called “{path}”."),
    FaultCode.ENTRY_CLASH: lambda: _("In the ZIP, “{path}” is both a file and a folder."),
    FaultCode.ENTRY_OUTSIDE: lambda: _("“{path}” is in the ZIP but outside the bag."),
    FaultCode.ENTRY_ENCRYPTED: lambda: _("“{path}” is encrypted, so no one can check it."),
    FaultCode.ENTRY_METHOD: lambda: _(
        "“{path}” is compressed in a way we can’t read (number {method})."
    ),
    FaultCode.ENTRY_SPECIAL: lambda: _(
        "“{path}” in the ZIP is a link or a device. We didn’t follow it."
    ),
    FaultCode.ENTRY_HEADER: lambda: _(
        "The ZIP’s list and the file itself don’t agree about “{path}”."
    ),
    FaultCode.ENTRY_OVERLAP: lambda: _("“{path}” shares its place in the ZIP with another entry."),
    FaultCode.ENTRY_GAP: lambda: _(
        "{bytes} bytes that belong to no file are hidden in the ZIP after “{path}”."
    ),
    FaultCode.ENTRY_SIZE: lambda: _(
        "“{path}” doesn’t have the {declared} bytes the ZIP says it has."
    ),
    FaultCode.ENTRY_DATA: lambda: _("“{path}” can’t be unpacked from the ZIP."),
    FaultCode.ENTRY_CRC: lambda: _("“{path}” isn’t what the ZIP says it was when it was packed."),
    FaultCode.LINK_LEAVES: lambda: _(
        "“{path}” is a link to something outside the bag. We didn’t follow it."
    ),
    FaultCode.LINK_BROKEN: lambda: _("“{path}” is a link that points to nothing."),
    FaultCode.LINK_INSIDE: lambda: _("“{path}” is a link to another file of the bag."),
    FaultCode.SPECIAL_FILE: lambda: _("“{path}” isn’t a file but a device or similar."),
    FaultCode.FILE_UNREADABLE: lambda: _("“{path}” can’t be read on this computer."),
    FaultCode.FILE_TOO_LARGE: lambda: _("“{path}” is larger than any file of its kind."),
}
"""What can be wrong with the ZIP or folder that holds a bag."""

FAULTS: Words = {**ARCHIVE_FAULTS, **BAG_FAULTS}
