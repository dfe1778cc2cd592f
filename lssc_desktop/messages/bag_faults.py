"""What is wrong with a bag's declaration, manifests and files, in words."""

from collections.abc import Callable, Mapping
from gettext import gettext as _

from lssc_desktop.package.reading.fault import FaultCode

type Words = Mapping[FaultCode, Callable[[], str]]

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
