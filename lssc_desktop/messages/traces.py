"""Traces in words: what the program keeps on this computer, and what was removed of it."""

from collections.abc import Sequence

from lssc_desktop.core.privacy.traces import TraceKind
from lssc_desktop.formats.numbers import size
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.message import Message, message_for
from lssc_desktop.messages.words import shown_folder
from lssc_desktop.store.computer.traces import Cleaning, LeftTrace, Trace


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
