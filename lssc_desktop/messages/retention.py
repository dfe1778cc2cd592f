"""Retention in words: what a shelf kept long enough, what this computer keeps, and what went."""

from collections.abc import Sequence

from lssc_desktop.core.privacy.traces import TraceKind
from lssc_desktop.core.submission.retention import ExpiredPackage
from lssc_desktop.formats.dates import long_day
from lssc_desktop.formats.lists import word_list
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.review import one_line
from lssc_desktop.messages.shelf import outcome_word
from lssc_desktop.messages.words import shown_file, shown_folder
from lssc_desktop.store.computer.traces import Cleaning, LeftTrace, Trace
from lssc_desktop.store.retention import Deletion

_MOST_NAMED = 5


def retention_head(expired: Sequence[ExpiredPackage]) -> str:
    """Say how many packages were kept long enough, and how much they hold."""
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
    said = _("{candidate}, {set}: {outcome} on {day}, keep until {until}. {package}")
    more = len(each.files) - 1
    line = said.format(
        candidate=one_line(each.candidate),
        set=one_line(each.set_title),
        outcome=outcome_word(each.outcome),
        day=long_day(each.decided),
        until=long_day(each.kept_until),
        package=shown_file(each.package.name),
    )
    if not more:
        return line
    return _("{line} and {files} about it").format(line=line, files=_files(more))


def retention_asks(code: str) -> str:
    """Say how the list is deleted on the command line."""
    return _("To permanently delete these files, run the same command with --delete {code}").format(
        code=code
    )


def retention_changed(code: str) -> str:
    """Say that the list is not the one that was confirmed."""
    return _(
        "Nothing was deleted: the list has changed since that code. Check it again; its "
        "code is {code}."
    ).format(code=code)


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
    if not left:
        return Message(happened, where)
    names = word_list(tuple(shown_file(name) for name in left[:_MOST_NAMED]))
    stayed = ngettext(
        "{count} file wasn’t deleted because it’s open or was changed: {names}.",
        "{count} files weren’t deleted because they’re open or were changed: {names}.",
        len(left),
    ).format(count=len(left), names=names)
    return Message(happened, f"{stayed} {where}", _("Close them elsewhere, then try again."))


def _files(count: int) -> str:
    return ngettext("{count} file", "{count} files", count).format(count=count)


# This computer ----------------------------------------------------------------------------------


def trace_name(kind: TraceKind) -> str:
    """Name one kind of thing that the program keeps."""
    return {
        TraceKind.SETTINGS: _("Your settings"),
        TraceKind.DRAFT: _("A portfolio you started to set up but didn’t create"),
        TraceKind.REVIEWS: _("Reviews you started"),
        TraceKind.KEPT_WORDS: _("Words we saved here because your drive couldn’t take them"),
        TraceKind.SIGNING_KEY: _("Your signing key"),
        TraceKind.SIGNERS: _("People whose keys you compared"),
        TraceKind.PASSWORDS: _("Passwords in this computer’s keyring"),
        TraceKind.SHELVES: _("What we remember about folders of packages"),
        TraceKind.AUDITS: _("How far your audits got"),
        TraceKind.LOG: _("Our log, which has no names or titles"),
        TraceKind.TEMPORARY: _("Temporary files from a time the program didn’t close normally"),
        TraceKind.OTHER: _("Other files in our settings folder"),
    }[kind]


def trace_details(trace: Trace) -> str:
    """Say how much it is and where it lies, and whether it is the only copy."""
    if trace.entries:
        count = len(trace.entries)
        return ngettext("{count} entry", "{count} entries", count).format(count=count)
    count = len(trace.files)
    where = shown_folder(str(trace.folder))
    said = ngettext(
        "{count} file, {size}, in {folder}", "{count} files, {size}, in {folder}", count
    ).format(count=count, size=size(trace.bytes), folder=where)
    return _("{details} (the only copy)").format(details=said) if trace.only_copy else said


def trace_line(trace: Trace) -> str:
    """Say in one line what it is, how much, and where."""
    return _("{name}: {details}").format(name=trace_name(trace.kind), details=trace_details(trace))


def traces_head(traces: Sequence[Trace]) -> str:
    """Say whether there is anything of ours on this computer."""
    if not traces:
        return _("We haven’t saved anything on this computer.")
    total = size(sum(trace.bytes for trace in traces))
    return _("We’ve saved this on this computer ({size}):").format(size=total)


def what_stays() -> str:
    """Say what is not removed, because it is the user's or another program's."""
    return _(
        "Your portfolios, packages, and everything you saved yourself stay. So do the lists of "
        "recent files that other programs keep, such as Word or a browser: clear those there."
    )


def flash_keeps() -> str:
    """Say what nobody can promise of a drive without moving parts."""
    return _(
        "Deleted files can sometimes be recovered, also from a USB drive. If that matters, use "
        "a drive that’s encrypted."
    )


def removal_hint() -> str:
    """Say how it is removed on the command line."""
    return _("To remove all this, run the same command with --remove.")


def cleaned_message(cleaning: Cleaning) -> Message:
    """Say what was removed, and whether anything stayed."""
    if cleaning.left:
        happened = _("Not everything could be removed.")
        advice = _("Close other programs that use these files, then try again.")
    elif cleaning.removed:
        happened, advice = _("This computer is clean."), ""
    else:
        return Message(traces_head(()))
    names = "; ".join(trace_name(trace.kind) for trace in cleaning.removed)
    removed = _("Removed: {things}.").format(things=names) if names else ""
    return Message(happened, removed, advice)


def left_line(left: LeftTrace) -> str:
    """Say what could not be removed, and why."""
    what = shown_folder(left.path) if left.path else trace_name(left.kind)
    return _("Not removed: {what}. {reason}").format(
        what=what, reason=message_for(left.reason).happened
    )
