"""Packages in words: what one says of itself, why one is not built, and what was exported."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.program.web_form import FormFault
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.findings import finding_message
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.review import copy_words
from lssc_desktop.messages.words import (
    one_line,
    printable,
    shown_file,
)
from lssc_desktop.package.build import HandInBlocked
from lssc_desktop.package.export import Exported
from lssc_desktop.package.hand_in import FormRefuses
from lssc_desktop.package.renewal import RenewalBlocked

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
        return _("{Renewal}")
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
            "You can’t hand in {set_title} yet: {count} blocker to fix.",
            "You can’t hand in {set_title} yet: {count} blockers to fix.",
            count,
        ).format(set_title=error.set_title, count=count),
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
        _("You can’t package the {renewal} yet."),
        " ".join(finding_message(finding).happened for finding in error.findings),
        _("Fix this first. Everything you entered is kept."),
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
                    "Change these files in your {portfolio} and build the package again, or ask "
                    "the program what to do."
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


# Export -----------------------------------------------------------------------------------------


def exported_message(made: Exported) -> Message:
    """Say where an export is, and what is not in it."""
    first = ngettext(
        "“{file}” is saved, with {count} {set}.",
        "“{file}” is saved, with {count} {sets}.",
        made.sets,
    ).format(file=one_line(made.path.name), count=made.sets)
    return Message(
        first,
        _("It’s in {folder}.").format(folder=printable(str(made.path.parent))),
        " ".join(_not_exported(made)),
    )


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
