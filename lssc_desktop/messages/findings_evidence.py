"""What a check found in the evidence, in words."""

from collections.abc import Callable, Mapping
from gettext import gettext as _

from lssc_desktop.core.finding import Finding, Level
from lssc_desktop.core.folder_facts import Opened
from lssc_desktop.messages.counts import file_name, listed, size
from lssc_desktop.messages.finding_place import place
from lssc_desktop.messages.message import Message


def _evidence_none(finding: Finding) -> Message:
    return Message(
        _("{place} has no evidence.").format(place=place(finding)),
        _("A file that shows what you did convinces more than words alone."),
    )


def _secondary_only(finding: Finding) -> Message:
    return Message(
        _("{place} has secondary evidence only.").format(place=place(finding)),
        _("Primary evidence weighs more."),
    )


def _own_role_missing(finding: Finding) -> Message:
    return Message(
        _("{place}: {file} is team work without your own role.").format(
            place=place(finding), file=file_name(finding.path)
        ),
        _("Team work counts when it says which part was yours."),
        _("Write one sentence about your part."),
    )


def _evidence_gone(finding: Finding) -> Message:
    at, file = place(finding), file_name(finding.path)
    if finding.fact("kind"):
        happened = _("{place}: in the place of the evidence {file} is {kind}.").format(
            place=at, file=file, kind=_kind_of_refused(finding)
        )
    else:
        happened = _("{place}: the evidence {file} is not in the folder anymore.").format(
            place=at, file=file
        )
    return Message(
        happened,
        _("A package cannot be made without it."),
        _("Put the file back, or take it off the competency."),
    )


def _evidence_unreadable(finding: Finding) -> Message:
    return Message(
        _("{place}: the evidence {file} cannot be read.").format(
            place=place(finding), file=file_name(finding.path)
        ),
        _("A package cannot be made without it."),
        _("See whether another program opens it, or take it off the competency."),
    )


def _evidence_unopenable(finding: Finding) -> Message:
    at, file = place(finding), file_name(finding.path)
    if finding.fact("why") == Opened.PASSWORD:
        return Message(
            _("{place}: the evidence {file} needs a password to open.").format(place=at, file=file),
            _("Reviewers and evaluators can’t open it."),
            _("Save a copy without a password, and use that instead."),
        )
    if finding.level is Level.ADVICE:
        return Message(
            _("{place}: we couldn’t open the evidence {file}.").format(place=at, file=file),
            _("It may be damaged, or of a kind that only some programs open."),
            _("Open it on another computer, or save it as a PDF and use that instead."),
        )
    return Message(
        _("{place}: the evidence {file} is damaged or incomplete.").format(place=at, file=file),
        _("Reviewers and evaluators can’t open it."),
        _("Replace it with a copy that opens."),
    )


def _file_refused(finding: Finding) -> Message:
    return Message(
        _("{file} is {kind}.").format(file=file_name(finding.path), kind=_kind_of_refused(finding)),
        _("It cannot be evidence and stays out of every package."),
        _("Put a copy of the file itself into the folder."),
    )


def _kind_of_refused(finding: Finding) -> str:
    """What lies there that is no file, or no file for us."""
    kind = finding.fact("kind")
    words = {
        "link": _("a link to a file elsewhere"),
        "device": _("a device"),
        "pipe": _("a pipe"),
        "socket": _("a socket"),
        "unreadable": _("a file that cannot be read"),
        "name": _("a file whose name we cannot write down"),
    }
    return words.get(kind, kind)


def _evidence_empty(finding: Finding) -> Message:
    return Message(
        _("{place}: the evidence {file} is an empty file.").format(
            place=place(finding), file=file_name(finding.path)
        ),
        _("Reviewers and evaluators can’t open it."),
        _("Replace it with a copy that opens."),
    )


def _file_type_refused(finding: Finding) -> Message:
    return Message(
        _("{place}: the program does not take files like {file}.").format(
            place=place(finding), file=file_name(finding.path)
        ),
        _("It takes {types}.").format(types=listed(tuple(finding.fact("accepted").split()))),
        _("Save it as one of these, or show it another way."),
    )


def _file_too_large(finding: Finding) -> Message:
    return Message(
        _("{file} is {size}.").format(
            file=file_name(finding.path), size=size(int(finding.fact("bytes")))
        ),
        _("The program takes files up to {limit}.").format(limit=size(int(finding.fact("limit")))),
        _("Make it smaller, or show a part of it."),
    )


def _file_large(finding: Finding) -> Message:
    return Message(
        _("{file} is {size}.").format(
            file=file_name(finding.path), size=size(int(finding.fact("bytes")))
        ),
        _("We do not know the size limit of the receiver."),
    )


def _files_too_many(finding: Finding) -> Message:
    return Message(
        _("This set shows {files} files.").format(files=finding.fact("files")),
        _("The program takes {limit} at most.").format(limit=finding.fact("limit")),
        _("Keep the ones that show most."),
    )


def _package_too_large(finding: Finding) -> Message:
    return Message(
        _("The files of this set are {size} together.").format(
            size=size(int(finding.fact("bytes")))
        ),
        _("The program takes up to {limit}.").format(limit=size(int(finding.fact("limit")))),
        _("Make the largest ones smaller."),
    )


def _name_changed(finding: Finding) -> Message:
    return Message(
        _("{file} has a name that some computers cannot take.").format(
            file=file_name(finding.path)
        ),
        _("In the package it is called “{name}”; your own file keeps its name.").format(
            name=finding.fact("portable")
        ),
    )


def _evidence_unused(finding: Finding) -> Message:
    return Message(
        _("{file} is not used in any set.").format(file=file_name(finding.path)),
        _("It stays in your folder and out of every package."),
    )


EVIDENCE: Mapping[str, Callable[[Finding], Message]] = {
    "evidence-none": _evidence_none,
    "secondary-only": _secondary_only,
    "own-role-missing": _own_role_missing,
    "evidence-gone": _evidence_gone,
    "evidence-empty": _evidence_empty,
    "evidence-unreadable": _evidence_unreadable,
    "evidence-unopenable": _evidence_unopenable,
    "file-refused": _file_refused,
    "file-type-refused": _file_type_refused,
    "file-too-large": _file_too_large,
    "file-large": _file_large,
    "files-too-many": _files_too_many,
    "package-too-large": _package_too_large,
    "name-changed": _name_changed,
    "evidence-unused": _evidence_unused,
}
