"""Bags in words: what verifying one has shown, every fault, and why one cannot be opened.

And what a comparison and the copy seen first say of whom a file comes from.
"""

from collections.abc import Collection, Mapping, Sequence

from lssc_desktop.core.errors import N_
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
    happened = _(FAULTS[fault.code]).format(path=safe_text(fault.path), **facts)
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


FAULTS: Mapping[FaultCode, str] = {
    FaultCode.DECLARATION_MISSING: N_(
        "The file “bagit.txt”, which marks this as a bag, is missing."
    ),
    FaultCode.DECLARATION_MALFORMED: N_(
        "“bagit.txt” doesn’t have exactly the two lines it must have."
    ),
    FaultCode.VERSION_UNKNOWN: N_(
        "“bagit.txt” names BagIt {version}; we know 0.93 to 0.97 and 1.0."
    ),
    FaultCode.ENCODING_UNKNOWN: N_(
        "“bagit.txt” names the character encoding “{encoding}”, which we don’t know."
    ),
    FaultCode.TEXT_ENCODING: N_(
        "“{path}” has bytes that aren’t in the declared character encoding (line {line})."
    ),
    FaultCode.BYTE_ORDER_MARK: N_(
        "“{path}” starts with a byte-order mark, which its encoding doesn’t allow."
    ),
    FaultCode.LINE_EMPTY: N_("Line {line} of “{path}” is empty."),
    FaultCode.LINE_MALFORMED: N_("Line {line} of “{path}” isn’t in the right form."),
    FaultCode.LAST_LINE_OPEN: N_("The last line of “{path}” has no line ending."),
    FaultCode.PAYLOAD_MISSING: N_("The “data” folder with the contents is missing."),
    FaultCode.MANIFEST_MISSING: N_(
        "There’s no manifest listing the contents with their fingerprints."
    ),
    FaultCode.MANIFEST_NAME: N_(
        "The manifest “{path}” doesn’t name its kind of fingerprint in the standard form."
    ),
    FaultCode.ALGORITHM_UNKNOWN: N_(
        "We can’t compute “{algorithm}” fingerprints, so “{path}” wasn’t checked."
    ),
    FaultCode.NOTHING_CHECKED: N_("Files without any fingerprint we can compute: {count}."),
    FaultCode.CHECKSUM_MALFORMED: N_(
        "Line {line} of “{path}” has no complete fingerprint for “{listed}”."
    ),
    FaultCode.MD5SUM_MARK: N_("“{manifest}” marks “{path}” the way md5sum does, not BagIt."),
    FaultCode.PATH_ESCAPES: N_(
        "“{manifest}” lists “{path}”, which could point outside the bag. We didn’t follow it."
    ),
    FaultCode.PATH_NOT_ENCODED: N_(
        "“{manifest}” lists “{path}” with a percent sign that isn’t written as %25."
    ),
    FaultCode.PATH_BACKSLASH: N_("“{manifest}” writes “{path}” with backslashes."),
    FaultCode.PATH_NOT_PLAIN: N_("“{manifest}” writes “{path}” with a detour, such as “./”."),
    FaultCode.PATH_NORMALIZATION: N_(
        "“{manifest}” has the letters of “{path}” in a different Unicode form than the file."
    ),
    FaultCode.FOLDER_LISTED: N_("“{manifest}” lists “{path}”, which is a folder."),
    FaultCode.OUTSIDE_PAYLOAD: N_(
        "“{manifest}” may list only contents in “data”, but lists “{path}”."
    ),
    FaultCode.PAYLOAD_AS_TAG: N_(
        "“{manifest}” must not list contents of “data”, but lists “{path}”."
    ),
    FaultCode.TAG_MANIFEST_LISTED: N_(
        "“{manifest}” lists the tag manifest “{path}”, but must not list tag manifests."
    ),
    FaultCode.MANIFEST_NOT_LISTED: N_("“{manifest}” must list the manifest “{path}”, but doesn’t."),
    FaultCode.LISTED_TWICE: N_("“{manifest}” lists “{path}” twice."),
    FaultCode.LISTED_DIFFERENTLY: N_(
        "“{manifest}” lists “{path}” twice with different fingerprints."
    ),
    FaultCode.FILE_MISSING: N_("“{path}” is missing; “{manifest}” lists it."),
    FaultCode.FILE_NOT_LISTED: N_("“{path}” is in the bag, but no manifest lists it."),
    FaultCode.FILE_PARTLY_LISTED: N_(
        "“{path}” is in another manifest, but “{manifest}” doesn’t list it."
    ),
    FaultCode.TAG_FILE_NOT_LISTED: N_(
        "No tag manifest lists “{path}”, so no one can tell whether it was changed."
    ),
    FaultCode.CHECKSUM_DIFFERS: N_(
        "“{path}” was changed: its {algorithm} fingerprint doesn’t match the one listed."
    ),
    FaultCode.INFO_TOO_MANY: N_("“{path}” has more than {limit} entries. We didn’t read the rest."),
    FaultCode.INFO_REPEATED: N_("“{path}” has “{label}” more than once."),
    FaultCode.RECORD_DIFFERS: N_(
        "The package contradicts itself: “bag-info.txt” says {label} is “{tag}”, and its record"
        " says “{record}”."
    ),
    FaultCode.PAYLOAD_OXUM_MALFORMED: N_(
        "The Payload-Oxum “{value}” isn’t a number of bytes, a dot, and a number of files."
    ),
    FaultCode.PAYLOAD_OXUM_REPEATED: N_("“{path}” has Payload-Oxum more than once."),
    FaultCode.PAYLOAD_OXUM_DIFFERS: N_(
        "The bag says it has {bytes_said} bytes in {files_said} files; it has {bytes} "
        "bytes in {files} files."
    ),
    FaultCode.FETCH_PRESENT: N_(
        "Files the bag says to download from elsewhere: {count}. We never download any."
    ),
    FaultCode.FETCH_URL: N_(
        "“fetch.txt” gives “{url}” as the address of “{path}”, which isn’t a complete address."
    ),
    FaultCode.FETCH_LENGTH: N_("“fetch.txt” doesn’t give a number as the size of “{path}”."),
    FaultCode.FETCH_SIZE: N_(
        "“fetch.txt” says “{path}” has {bytes} bytes, but the file there doesn’t."
    ),
    FaultCode.FETCH_OUTSIDE: N_(
        "“fetch.txt” may list only contents in “data”, but lists “{path}”."
    ),
    FaultCode.FETCH_NOT_LISTED: N_("“fetch.txt” lists “{path}”, but a manifest doesn’t."),
    FaultCode.FETCH_ABSENT: N_("“{path}” isn’t in the bag; “fetch.txt” says where to download it."),
    FaultCode.FETCH_TOO_MANY: N_(
        "“fetch.txt” lists more than {limit} files. We didn’t read the rest."
    ),
    FaultCode.NAME_TWINS: N_("“{path}” and “{twin}” differ only in capital letters or accents."),
    FaultCode.NAME_UNSAFE: N_(
        "“{path}” has a name Windows can’t use. If the package is unpacked there, the file "
        "may be lost or renamed."
    ),
    FaultCode.SYSTEM_FILE: N_(
        "“{path}” was left behind by an operating system and probably isn’t meant to be there."
    ),
    FaultCode.MORE: N_("And {count} more not listed here."),
    # Of the ZIP or folder that holds it.
    FaultCode.ARCHIVE_PREFIXED: N_("{bytes} bytes that don’t belong to it come before the ZIP."),
    FaultCode.ARCHIVE_TRAILING: N_("{bytes} bytes that don’t belong to it come after the ZIP."),
    FaultCode.ARCHIVE_COUNT: N_("The ZIP says it has {said} entries, but its list has {found}."),
    FaultCode.ENTRY_NAME: N_(
        "The ZIP has an entry called “{path}”, which could point outside it. It wasn’t read."
    ),
    FaultCode.ENTRY_NAME_LONG: N_(
        "The ZIP has an entry with a name longer than {bytes} bytes, or inside more than "
        "{parts} folders: “{path}”. It wasn’t read."
    ),
    FaultCode.ENTRY_NAME_ENCODING: N_("The name “{path}” in the ZIP isn’t in UTF-8."),
    FaultCode.ENTRY_TWICE: N_("The ZIP has two entries called “{path}”."),
    FaultCode.ENTRY_CLASH: N_("In the ZIP, “{path}” is both a file and a folder."),
    FaultCode.ENTRY_OUTSIDE: N_("“{path}” is in the ZIP but outside the bag."),
    FaultCode.ENTRY_ENCRYPTED: N_("“{path}” is encrypted, so no one can check it."),
    FaultCode.ENTRY_METHOD: N_("“{path}” is compressed in a way we can’t read (number {method})."),
    FaultCode.ENTRY_SPECIAL: N_("“{path}” in the ZIP is a link or a device. We didn’t follow it."),
    FaultCode.ENTRY_HEADER: N_("The ZIP’s list and the file itself don’t agree about “{path}”."),
    FaultCode.ENTRY_OVERLAP: N_("“{path}” shares its place in the ZIP with another entry."),
    FaultCode.ENTRY_GAP: N_(
        "{bytes} bytes that belong to no file are hidden in the ZIP after “{path}”."
    ),
    FaultCode.ENTRY_SIZE: N_("“{path}” doesn’t have the {declared} bytes the ZIP says it has."),
    FaultCode.ENTRY_DATA: N_("“{path}” can’t be unpacked from the ZIP."),
    FaultCode.ENTRY_CRC: N_("“{path}” isn’t what the ZIP says it was when it was packed."),
    FaultCode.LINK_LEAVES: N_(
        "“{path}” is a link to something outside the bag. We didn’t follow it."
    ),
    FaultCode.LINK_BROKEN: N_("“{path}” is a link that points to nothing."),
    FaultCode.LINK_INSIDE: N_("“{path}” is a link to another file of the bag."),
    FaultCode.SPECIAL_FILE: N_("“{path}” isn’t a file but a device or similar."),
    FaultCode.FILE_UNREADABLE: N_("“{path}” can’t be read on this computer."),
    FaultCode.FILE_TOO_LARGE: N_("“{path}” is larger than any file of its kind."),
}
"""What can be wrong with a bag, its manifests and files, and the ZIP or folder that holds it."""
