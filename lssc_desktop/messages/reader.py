"""Why a bag could not be opened, and what is wrong with one that could, in words."""

import unicodedata
from gettext import gettext as _

from lssc_desktop.messages.archive_faults import ARCHIVE_FAULTS
from lssc_desktop.messages.bag_faults import BAG_FAULTS, Words
from lssc_desktop.messages.counts import file_name, size
from lssc_desktop.messages.message import Message, Sentences
from lssc_desktop.package.reading.archive import UnpacksTooLarge
from lssc_desktop.package.reading.archive_names import NamesTooLong
from lssc_desktop.package.reading.fault import Fault, FaultCode
from lssc_desktop.package.reading.package_files import (
    FileUnusable,
    NotABag,
    PackageMissing,
    PackageUnreadable,
)
from lssc_desktop.package.reading.zip_end import ArchiveBroken, TooManyEntries

FAULTS: Words = {**ARCHIVE_FAULTS, **BAG_FAULTS}

_LEADS_OUT = {
    FaultCode.ENTRY_NAME,
    FaultCode.ENTRY_SPECIAL,
    FaultCode.ENTRY_OVERLAP,
    FaultCode.LINK_LEAVES,
    FaultCode.PATH_ESCAPES,
}
_LONGEST = 200
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def fault_message(fault: Fault) -> Message:
    """Return what to tell a person about a fault or warning."""
    facts = {name: _shown(value) for name, value in fault.facts}
    happened = FAULTS[fault.code]().format(path=_shown(fault.path), **facts)
    if fault.code in _LEADS_OUT:
        return Message(
            happened,
            _("Such a bag can do harm where it is unpacked."),
            _("Do not unpack it. Ask whoever sent it what it is."),
        )
    return Message(happened)


def _shown(text: str) -> str:
    """A name from a stranger without what could upset a screen or a reader, and not too long."""
    clean = "".join(
        "\ufffd" if unicodedata.category(char) in _UNPRINTABLE else char
        for char in text[: _LONGEST + 1]
    )
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"


def _missing(error: PackageMissing) -> Message:
    return Message(
        _("There is nothing at {path}.").format(path=_shown(error.path)),
        _("Nothing was checked."),
        _("Look whether the name is right, and whether the stick or network drive is there."),
    )


def _unreadable(error: PackageUnreadable) -> Message:
    return Message(
        _("We may not read {name}.").format(name=file_name(_shown(error.path))),
        _("Nothing was checked."),
        _("Copy it to a folder of your own and try again, or ask for the right to read it."),
    )


def _not_a_bag(error: NotABag) -> Message:
    return Message(
        _("{name} is no bag: neither a folder nor a ZIP with a “bagit.txt” in it.").format(
            name=file_name(_shown(error.path))
        ),
        _("There is nothing in it that could be checked."),
        _("Choose the package itself, or the folder in which “bagit.txt” lies."),
    )


def _broken(error: ArchiveBroken) -> Message:
    reasons = {
        "truncated": _("its end is missing"),
        "split": _("it is only one part of several"),
        "two-ends": _("it has two ends, so two programs would see two different things"),
        "end-records": _("its end contradicts itself"),
        "directory": _("its list of files cannot be read"),
    }
    return Message(
        _("{name} cannot be read as a ZIP: {reason}.").format(
            name=file_name(_shown(error.path)), reason=reasons[error.reason]
        ),
        _("The copy is damaged or was not copied to its end; the original may well be whole."),
        _("Get a new copy. If you built it yourself, build it again."),
    )


def _too_many(error: TooManyEntries) -> Message:
    return Message(
        _("{name} says that it holds {count} files; we read at most {limit}.").format(
            name=file_name(_shown(error.path)), count=error.entries, limit=error.limit
        ),
        _("It was not opened. No portfolio has so many, so it may be a trap."),
        _("Do not unpack it. Ask whoever sent it what it is."),
    )


def _names_too_long(error: NamesTooLong) -> Message:
    return Message(
        _("The file names in {name} take up more than {limit}.").format(
            name=file_name(_shown(error.path)), limit=size(error.limit)
        ),
        _("It was not opened. No portfolio has such long names, so it may be a trap."),
        _("Do not unpack it. Ask whoever sent it what it is."),
    )


def _too_large(error: UnpacksTooLarge) -> Message:
    return Message(
        _("{name} holds {packed} that unpack to {unpacked}.").format(
            name=file_name(_shown(error.path)),
            packed=size(error.packed),
            unpacked=size(error.unpacked),
        ),
        _("It was not opened. No portfolio shrinks so much, so it may be a trap."),
        _("Do not unpack it. Ask whoever sent it what it is."),
    )


def _unusable(error: FileUnusable) -> Message:
    return Message(
        fault_message(error.fault).happened,
        _("This file of the package cannot be shown."),
        _("Verify the package to see what else is wrong, and get a new copy."),
    )


SENTENCES: Sentences = {
    PackageMissing: _missing,
    PackageUnreadable: _unreadable,
    NotABag: _not_a_bag,
    ArchiveBroken: _broken,
    TooManyEntries: _too_many,
    NamesTooLong: _names_too_long,
    UnpacksTooLarge: _too_large,
    FileUnusable: _unusable,
}
