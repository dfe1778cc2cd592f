"""Packages in words: what one says of itself, and why one is not built, opened or handed in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from lssc_desktop.core.files import names
from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.web_form import FormFault
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.findings import finding_message
from lssc_desktop.messages.message import Message, helper_words, message_for
from lssc_desktop.messages.portfolio import not_begun
from lssc_desktop.messages.review import copy_words
from lssc_desktop.messages.words import (
    one_line,
    printable,
    shown_file,
)
from lssc_desktop.package.build import HandInBlocked
from lssc_desktop.package.export import Exported, ExportFormat, ExportFormatUnknown, NothingToExport
from lssc_desktop.package.hand_in import FormRefuses, PackageFileDamaged
from lssc_desktop.package.opened import (
    EvaluationIsNoLetter,
    FileUnknown,
    NotAsNamed,
    NotHandedIn,
    NothingToRate,
    NotOurPackage,
    OpenedPackageChanged,
    PackageNotValid,
    ReviewOfAnother,
    SeenNotBlind,
)
from lssc_desktop.package.opened_copies import CopyHoldsMacros
from lssc_desktop.package.page import PageMissing
from lssc_desktop.package.record import RecordBroken, RecordNewer, RecordOfRenewal
from lssc_desktop.package.renewal import RenewalBlocked
from lssc_desktop.package.target import OtherPackage, PackageExists, ReviewExists
from lssc_desktop.package.typesetting.compiler import AssemblyFailed
from lssc_desktop.package.writing.bag_source import (
    BagNameRefused,
    FileChanged,
    FileWentBad,
    NameFault,
)
from lssc_desktop.package.writing.part_file import NoSpaceForPackage, PackageTooLargeForDrive

_MOST_VALUES = 5
_MOST_TAGS = 50
_LONGEST_TAG = 80
_LONGEST_VALUE = 2_000
_MOST_FAULTS = 6


def package_facts(info: Sequence[tuple[str, str]], fingerprint: str) -> tuple[tuple[str, str], ...]:
    """Return label and value of what the user asks first, instead of the tags of the bag.

    What is not known is left out.
    """
    facts = (
        (_("What it is"), _tag_value(info, "External-Description")),
        (_("Kind"), _kind(info)),
        (_("Made by"), _tag_value(info, "Contact-Name")),
        (_("Last change"), _last_change(info)),
        (_("Fingerprint"), fingerprint),
    )
    return tuple((label, value) for label, value in facts if value)


def bag_details(
    info: Sequence[tuple[str, str]], package_id: str | None = None
) -> tuple[tuple[str, str], ...]:
    """Return the id of a package, and the tags of its bag as far as anybody reads them."""
    named = () if package_id is None else ((_("Package ID"), package_id),)
    shown = (
        *named,
        *(
            (one_line(label, _LONGEST_TAG), one_line(value, _LONGEST_VALUE))
            for label, value in info[:_MOST_TAGS]
        ),
    )
    more = len(info) - _MOST_TAGS
    if more <= 0:
        return shown
    said = ngettext("And {count} more.", "And {count} more.", more).format(count=more)
    return (*shown, ("", said))


def _tag_value(info: Sequence[tuple[str, str]], tag: str) -> str:
    """Return what stands after a tag, which may stand there several times in any case."""
    found = [value for name, value in info if name.casefold() == tag.casefold()]
    return one_line(", ".join(value[:_LONGEST_VALUE] for value in found[:_MOST_VALUES]))


def _kind(info: Sequence[tuple[str, str]]) -> str:
    given, copy = _tag_value(info, "LSSC-Kind"), _tag_value(info, "LSSC-Copy")
    if given not in PackageKind:
        return ""
    kind = PackageKind(given)
    if kind is PackageKind.RENEWAL:
        return _("Renewal")
    if kind is PackageKind.REVIEW_COPY and not (copy.isascii() and copy.isdigit()):
        return _("Review copy")
    return copy_words(kind, int(copy or 0))


def _last_change(info: Sequence[tuple[str, str]]) -> str:
    given = _tag_value(info, "Bagging-Date")
    try:
        return long_day(date.fromisoformat(given))
    except ValueError:
        return given


# Packages not built -----------------------------------------------------------------------------


@message_for.register
def _hand_in_blocked(error: HandInBlocked) -> Message:
    count = len(error.findings)
    return Message(
        ngettext(
            "You can’t hand in {set} yet: {count} blocker to fix.",
            "You can’t hand in {set} yet: {count} blockers to fix.",
            count,
        ).format(set=error.set_title, count=count),
        " ".join(finding_message(finding).happened for finding in error.findings),
        ngettext(
            "Fix it first, or build a review copy for program staff, which can be unfinished.",
            "Fix them first, or build a review copy for program staff, which can be unfinished.",
            count,
        ),
    )


@message_for.register
def _renewal_blocked(error: RenewalBlocked) -> Message:
    return Message(
        _("You can’t package the renewal yet."),
        " ".join(finding_message(finding).happened for finding in error.findings),
        _("Fix this first. Everything you entered is kept."),
    )


@message_for.register
def _assembly_failed(error: AssemblyFailed) -> Message:
    return Message(
        _("The PDF for this set couldn’t be made: {reason}.").format(reason=error.reason),
        _("Nothing was built. Your responses and evidence weren’t changed."),
        _("Show this message to your IT staff."),
    )


@message_for.register
def _bag_name_refused(error: BagNameRefused) -> Message:
    shown = "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in error.name
    )
    return Message(
        _("The name {name} can’t be used in a package: {reason}.").format(
            name=_("“{name}”").format(name=shown), reason=_name_faults()[error.fault]
        ),
        _("Nothing was built. Your files weren’t changed."),
        _("Rename the file, then build the package again."),
    )


def _name_faults() -> dict[NameFault, str]:
    return {
        NameFault.NOT_RELATIVE: _("it points outside the package or has an empty part"),
        NameFault.BACKSLASH: _("it has a backslash"),
        NameFault.PERCENT: _("it has a percent sign, which other tools read differently"),
        NameFault.CONTROL: _("it has an invisible character, such as a line break"),
        NameFault.SPACE_AT_END: _("it ends with a space"),
        NameFault.NOT_TEXT: _("it can’t be read as text"),
        NameFault.TOO_LONG: _("it is too long"),
        NameFault.TWICE: _("another file has the same name, except for capitals or accents"),
        NameFault.ALSO_A_FOLDER: _("a folder has the same name"),
    }


@message_for.register
def _file_changed(error: FileChanged) -> Message:
    return Message(
        _("“{path}” changed while the package was being built.").format(path=printable(error.path)),
        _("Nothing was built, because the package wouldn’t match what was checked."),
        _(
            "Save and close the file in the program that has it open, check the set again, then "
            "build the package again."
        ),
    )


@message_for.register
def _file_went_bad(error: FileWentBad) -> Message:
    return Message(
        _("{name} has other content than before, though nothing says that it was saved.").format(
            name=shown_file(error.path)
        ),
        _(
            "Its drive may have damaged it, or an older copy was put in its place. Nothing was "
            "built with it."
        ),
        _(
            "Open it. If it’s right, save it again under the same name. If it isn’t, put a good "
            "copy in its place."
        ),
    )


@message_for.register
def _other_package(error: OtherPackage) -> Message:
    return Message(
        _("{name} is a different package.").format(name=shown_file(error.path)),
        _("Nothing was copied. The receipt would be for something else."),
        _("Choose the original package file, or build the package again."),
    )


# Packages that cannot be opened -----------------------------------------------------------------


@message_for.register
def _not_our_package(error: NotOurPackage) -> Message:
    return Message(
        _("{package} isn’t a package of a competency set.").format(package=shown_file(error.path)),
        _("You can verify it, but you can’t review it here."),
        _("Ask the candidate for the package LSSC Desktop built."),
    )


@message_for.register
def _package_not_valid(error: PackageNotValid) -> Message:
    return Message(
        ngettext(
            "{package} is damaged or was changed: {count} problem.",
            "{package} is damaged or was changed: {count} problems.",
            error.faults,
        ).format(package=shown_file(error.path), count=error.faults),
        _("A review is for one unchanged package, so you can’t review it."),
        _("Verify it to see the problems, and ask for the package again."),
    )


@message_for.register
def _opened_package_changed(error: OpenedPackageChanged) -> Message:
    return Message(
        _("{package} isn’t the same file you opened.").format(package=shown_file(error.path)),
        _("What you wrote is about the package you opened. None of it is lost."),
        _("Save your review, then open the package again to see what it has now."),
    )


@message_for.register
def _nothing_to_rate(error: NothingToRate) -> Message:
    return Message(
        _("The set in {package} is achieved by a course.").format(package=shown_file(error.path)),
        _("It has no responses to rate."),
        _("Read it in the browser. It has the course record and the certificate."),
    )


@message_for.register
def _copy_holds_macros(error: CopyHoldsMacros) -> Message:
    return Message(
        _("{name} can’t be opened from here. It has macros or other parts that could run.").format(
            name=shown_file(error.name)
        ),
        _("Nothing was opened. The preview next to it shows its text."),
        _("Ask the candidate for a PDF of it."),
    )


@message_for.register
def _not_as_named(error: NotAsNamed) -> Message:
    return Message(
        _("{name} isn’t the kind of file its name says, so we don’t open it.").format(
            name=shown_file(one_line(error.name))
        ),
        _("It could run on this computer, or it may be damaged."),
        _("Ask the candidate for a PDF or a picture of it."),
    )


@message_for.register
def _record_broken(error: RecordBroken) -> Message:
    happened = _("The record in {package} doesn’t say what’s in the package.")
    if error.place:
        happened = _("The record in {package} has an error at {place}.")
    return Message(
        happened.format(package=shown_file(error.path), place=error.place[:200]),
        _("You can verify it and read it in the browser, but you can’t review it here."),
        _("Ask for the package again, built with LSSC Desktop."),
    )


@message_for.register
def _record_newer(error: RecordNewer) -> Message:
    return Message(
        _("{package} was made by a newer version of LSSC Desktop.").format(
            package=shown_file(error.path)
        ),
        _("You can verify it and read it in the browser, but you can’t review it here."),
        _(
            "Get the latest version of LSSC Desktop from {helper}, then open the package again."
        ).format(helper=helper_words()),
    )


@message_for.register
def _record_of_renewal(error: RecordOfRenewal) -> Message:
    return Message(
        _("{package} is a certification renewal.").format(package=shown_file(error.path)),
        _("It has no competency set to review."),
        _("Read it in the browser. Its documents are in it."),
    )


# Files refused by the form ----------------------------------------------------------------------


@message_for.register
def _form_refuses(error: FormRefuses) -> Message:
    lines = [form_fault_line(fault) for fault in error.faults[:_MOST_FAULTS]]
    left = len(error.faults) - len(lines)
    if left > 0:
        lines.append(_("And {count} more.").format(count=left))
    return Message(
        _("The form “{form}” won’t accept this package’s files as they are.").format(
            form=error.form
        ),
        _("Nothing was copied, and nothing was sent."),
        " ".join(
            (
                *lines,
                _(
                    "Change these files in your portfolio and build the package again, or ask the "
                    "program what to do."
                ),
            )
        ),
    )


def form_fault_line(fault: FormFault) -> str:
    """Say one thing that the form will not take."""
    return _FORM_FAULTS[fault.code](fault)


def _file_type(fault: FormFault) -> str:
    return _("{name} isn’t a type it accepts; it accepts {types}.").format(
        name=shown_file(fault.file), types=word_list(fault.types)
    )


def _file_size(fault: FormFault) -> str:
    return _("{name} is {size}; it accepts files up to {limit}.").format(
        name=shown_file(fault.file), size=size(fault.is_), limit=size(fault.limit)
    )


def _file_count(fault: FormFault) -> str:
    return ngettext(
        "There is {count} file; it accepts {limit} at most.",
        "There are {count} files; it accepts {limit} at most.",
        fault.is_,
    ).format(count=fault.is_, limit=fault.limit)


def _all_size(fault: FormFault) -> str:
    return _("They total {size}; it accepts {limit} at most.").format(
        size=size(fault.is_), limit=size(fault.limit)
    )


_FORM_FAULTS: Mapping[str, Callable[[FormFault], str]] = {
    "type": _file_type,
    "file-size": _file_size,
    "count": _file_count,
    "all-size": _all_size,
}


@message_for.register
def _package_file_damaged(error: PackageFileDamaged) -> Message:
    return Message(
        _("{file} in the package {name} can’t be read.").format(
            file=shown_file(error.file), name=shown_file(error.path)
        ),
        _("No copies were made. Your portfolio wasn’t changed."),
        _("Build the package again, and use the new one."),
    )


# Packages on a drive ----------------------------------------------------------------------------


@message_for.register
def _package_exists(error: PackageExists) -> Message:
    return Message(
        _("There’s already a file called {name}, and it isn’t this package.").format(
            name=shown_file(error.path)
        ),
        _("It wasn’t changed, and nothing was saved."),
        _("Choose another name, or move that file away."),
    )


@message_for.register
def _no_space_for_package(error: NoSpaceForPackage) -> Message:
    return Message(
        _("The drive has {free} free, and the package needs {needed}.").format(
            free=size(error.free), needed=size(error.needed)
        ),
        _("Nothing was built. Your files weren’t changed."),
        _("Free up space or choose another drive, then build the package again."),
    )


@message_for.register
def _package_too_large_for_drive(error: PackageTooLargeForDrive) -> Message:
    return Message(
        _("The package needs {needed}, and this drive can’t store a file that large.").format(
            needed=size(error.needed)
        ),
        _("Nothing was built. Your files weren’t changed."),
        _(
            "Many USB drives can’t store a file over 4.29 GB. Choose a folder on the "
            "computer’s own drive, or leave out the largest video, then build the package "
            "again."
        ),
    )


@message_for.register
def _page_missing(error: PageMissing) -> Message:
    return Message(
        _("{name} has no page for a browser to show.").format(name=shown_file(error.path)),
        _("Only packages made by LSSC Desktop have one. Nothing was changed."),
        _("Unpack it with your computer’s tools to see its files."),
    )


@message_for.register
def _not_handed_in(error: NotHandedIn) -> Message:
    return Message(
        _("{package} is a copy for staff review, not a portfolio to evaluate.").format(
            package=shown_file(error.path)
        ),
        _("You can comment on it, but you can’t decide on it."),
        _("Ask for the package that was handed in, or review it without evaluating."),
    )


@message_for.register
def _seen_not_blind(error: SeenNotBlind) -> Message:
    return Message(
        _("You can’t continue with {name} here.").format(name=shown_file(error.path)),
        _(
            "Your program evaluates blind, and one of these shows the candidate’s name or "
            "an evaluation."
        ),
        _("Close the package. Open it to evaluate or to review, the same way the file was made."),
    )


@message_for.register
def _review_of_another(error: ReviewOfAnother) -> Message:
    return Message(
        _("The file by {reviewer} isn’t about {package}.").format(
            reviewer=names.one_line(error.reviewer), package=shown_file(error.path)
        ),
        _("No letter was written."),
        _("Choose the review or the result for this package."),
    )


@message_for.register
def _file_unknown(error: FileUnknown) -> Message:
    return Message(
        _("The package doesn’t have the file “{path}”.").format(path=names.one_line(error.path)),
        _("No review was saved."),
        _("The evidence lists in index.html show where its files are."),
    )


@message_for.register
def _review_exists(error: ReviewExists) -> Message:
    return Message(
        _("{name} already exists, and it isn’t your review of this package.").format(
            name=shown_file(error.path)
        ),
        _("It wasn’t changed, and your review wasn’t saved."),
        _("Choose another name."),
    )


@message_for.register
def _evaluation_is_no_letter(error: EvaluationIsNoLetter) -> Message:
    return Message(
        _("{name} is an evaluator’s file for the program office.").format(
            name=shown_file(error.path)
        ),
        _("No letter was written."),
        _("First, make a result from the evaluations. That can be saved as a letter."),
    )


# Export -----------------------------------------------------------------------------------------


def export_name(candidate: str, set_title: str, kind: ExportFormat) -> str:
    """Return the name that we propose for an export; no title: several sets."""
    what = set_title or _("Portfolio")
    return names.portable_name(f"{names.surname(candidate)} {what}.{kind.value}".strip())


def exported_message(made: Exported) -> Message:
    """Say where an export is, and what is not in it."""
    first = ngettext(
        "“{file}” is saved, with {count} set.",
        "“{file}” is saved, with {count} sets.",
        made.sets,
    ).format(file=one_line(made.path.name), count=made.sets)
    return Message(
        first,
        _("It’s in {folder}.").format(folder=printable(str(made.path.parent))),
        " ".join(_not_exported(made)),
    )


def export_failed(message: Message) -> Message:
    """Say that nothing is exported, because what was typed could not be saved before."""
    return not_begun(message, _("Nothing was saved."))


def exported_lines(made: Exported) -> tuple[str, ...]:
    """Say the same on the command line, a sentence a line."""
    message = exported_message(made)
    where = _("It’s in {folder}.").format(folder=printable(str(made.path.parent)))
    return (message.happened, where, *_not_exported(made))


def _not_exported(made: Exported) -> Iterator[str]:
    if made.missing:
        some = word_list(tuple(shown_file(path) for path in made.missing[:_MOST_FAULTS]))
        yield ngettext(
            "Not all of your work is in it: {files} isn’t in your folder, or we can’t open it "
            "there.",
            "Not all of your work is in it: {count} files aren’t in your folder, or we can’t open "
            "them there, such as {files}.",
            len(made.missing),
        ).format(count=len(made.missing), files=some)
    for path in made.unread[:_MOST_FAULTS]:
        yield _("{file} couldn’t be read, so its text isn’t in it.").format(file=shown_file(path))
    if made.left_out:
        some = word_list(tuple(item.name for item in made.left_out[:_MOST_FAULTS]))
        yield ngettext(
            "{count} evidence file has no pages in it: {files}.",
            "{count} evidence files have no pages in it, such as {files}.",
            len(made.left_out),
        ).format(count=len(made.left_out), files=some)


@message_for.register
def _export_format_unknown(error: ExportFormatUnknown) -> Message:
    return Message(
        _("{file} isn’t a Word document or a PDF.").format(file=shown_file(error.path)),
        _("Nothing was saved."),
        _("Choose a name that ends in .docx or .pdf."),
    )


@message_for.register
def _nothing_to_export(_error: NothingToExport) -> Message:
    return Message(
        _("No set is chosen."),
        _("Nothing was saved."),
        _("Choose at least one set."),
    )
