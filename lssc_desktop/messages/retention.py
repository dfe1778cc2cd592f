"""Retention in words: what a shelf kept long enough, what is asked before it goes, what went."""

from collections.abc import Sequence

from lssc_desktop.core.submission.retention import ExpiredPackage
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message
from lssc_desktop.messages.shelf import outcome_word
from lssc_desktop.messages.shelf_look import left_out_lines
from lssc_desktop.messages.words import one_line, shown_file
from lssc_desktop.package.shelf import NotListed
from lssc_desktop.store.retention import Deletion

_MOST_NAMED = 5


def retention_head(expired: Sequence[ExpiredPackage], left_out: NotListed) -> str:
    """Say how many packages were kept long enough, and how much they hold."""
    if left_out:
        why = _(
            "Nothing can be deleted here while the list isn’t complete: what was left out could "
            "say that a package is still needed."
        )
        return " ".join((why, *left_out_lines(left_out)))
    if not expired:
        return _(
            "Nothing to delete. Every package must be kept longer, or its program has no "
            "rule for it."
        )
    files = [file for each in expired for file in each.files]
    return ngettext(
        "{count} package has been kept as long as its program requires. It has {files}, {size}.",
        "{count} packages have been kept as long as their programs require. They have "
        "{files}, {size}.",
        len(expired),
    ).format(
        count=len(expired),
        files=_files(len({file.name for file in files})),
        size=size(sum(file.bytes for file in files)),
    )


def expired_line(each: ExpiredPackage) -> str:
    """Say whose package it is, what was decided when, until when it was kept, and its files."""
    said = _("{candidate}, {set_title}: {outcome} on {day}, keep until {until}. {package}")
    more = len(each.files) - 1
    line = said.format(
        candidate=one_line(each.candidate),
        set_title=one_line(each.set_title),
        outcome=outcome_word(each.outcome),
        day=long_day(each.decided),
        until=long_day(each.kept_until),
        package=shown_file(each.package.name),
    )
    if more:
        line = _("{line} and {files} about it").format(line=line, files=_files(more))
    if not each.letters:
        return line
    return _("{line}. Not deleted: {letters}").format(line=line, letters=_letters(each.letters))


def letters_stay() -> str:
    """Say that letters are not deleted."""
    return _(
        "Letters saved as PDF or Word files aren’t deleted. Delete them yourself if they’re about "
        "these packages."
    )


def _letters(names: Sequence[str]) -> str:
    """Name what may be letters; each is somebody's to look at."""
    return word_list(tuple(shown_file(name) for name in names))


def deleted_message(found: Deletion) -> Message:
    """Say what was deleted and where the record is."""
    record = found.record
    left = record.left
    count = sum(len(each.files) for each in record.packages) - len(left)
    happened = ngettext("Deleted {count} file.", "Deleted {count} files.", count).format(
        count=count
    )
    where = _("The record is in {name}, in the same folder.").format(
        name=shown_file(str(found.path))
    )
    letters = [name for each in record.packages for name in each.letters]
    if letters:
        what = ngettext(
            "{letters} may be a letter about them, and wasn’t deleted.",
            "{letters} may be letters about them, and weren’t deleted.",
            len(letters),
        ).format(letters=_letters(letters))
        where = f"{what} {where}"
    if not left:
        return Message(happened, where, letters_stay() if letters else "")
    names = word_list(tuple(shown_file(name) for name in left[:_MOST_NAMED]))
    stayed = ngettext(
        "{count} file wasn’t deleted because it’s open or was changed: {names}.",
        "{count} files weren’t deleted because they’re open or were changed: {names}.",
        len(left),
    ).format(count=len(left), names=names)
    return Message(happened, f"{stayed} {where}", _("Close them elsewhere, then try again."))


def _files(count: int) -> str:
    return ngettext("{count} file", "{count} files", count).format(count=count)
