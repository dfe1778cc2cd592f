"""What is wrong with the ZIP or folder that holds a bag, in words."""

from gettext import gettext as _

from lssc_desktop.messages.bag_faults import Words
from lssc_desktop.package.reading.fault import FaultCode

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
    FaultCode.ENTRY_OUTSIDE: lambda: _("“{path}” lies in the ZIP outside the bag."),
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
