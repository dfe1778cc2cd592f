"""What changed since an earlier copy of a set, in words: in one line, and line by line."""

from collections import Counter
from collections.abc import Sequence

from lssc_desktop.core.portfolio.portfolio import PackageKind
from lssc_desktop.core.review.copy_changes import FileChange, FileChangeKind
from lssc_desktop.core.text.changes import Change, ChangeKind, difference
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.evidence import weight_word
from lssc_desktop.messages.review import quoted
from lssc_desktop.messages.words import one_line, shown_file
from lssc_desktop.package.rounds import PackageChanges

_AROUND = 50  # characters before what differs
_LONGEST = 160


def changes_head(changes: PackageChanges, *, own: bool) -> str:
    """Begin the line that sums up the changes."""
    if own:
        return _("Changed since your last review:")
    if changes.kind is PackageKind.REVIEW_COPY and changes.copy:
        return _("Changed since copy {copy}:").format(copy=changes.copy)
    return _("Changed since you last handed it in:")


def changes_line(found: Sequence[Change], files: Sequence[FileChange]) -> str:
    """Sum up: "1 sentence added, 1 file replaced"."""
    sentences = Counter(change.kind for change in found if not _is_old_place(change))
    kinds = Counter(file.kind for file in files)
    parts = [
        _sentence_count(kind, sentences[kind])
        for kind in (ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED, ChangeKind.MOVED)
        if sentences[kind]
    ]
    parts.extend(_file_count(kind, kinds[kind]) for kind in FileChangeKind if kinds[kind])
    return ", ".join(parts)


def change_lines(found: Sequence[Change], files: Sequence[FileChange]) -> tuple[str, ...]:
    """Say every change on a line of its own, for a screen reader."""
    sentences = (
        _change_text(change)
        for change in found
        if change.kind is not ChangeKind.KEPT and not _is_old_place(change)
    )
    return (*sentences, *(_file_text(file) for file in files))


def _is_old_place(change: Change) -> bool:
    """Return whether this is where something stood that is told where it stands now."""
    return change.kind is ChangeKind.MOVED and not change.new


def file_word(kind: FileChangeKind) -> str:
    """Name what became of a file."""
    return {
        FileChangeKind.NEW: _("New"),
        FileChangeKind.ATTACHED: _("Newly attached"),
        FileChangeKind.REPLACED: _("Replaced"),
        FileChangeKind.RENAMED: _("Renamed"),
        FileChangeKind.DETACHED: _("Detached"),
        FileChangeKind.GONE: _("Removed"),
        FileChangeKind.WEIGHT: _("Different weight"),
        FileChangeKind.CAPTION: _("Different caption"),
        FileChangeKind.ROLE: _("Different role"),
        FileChangeKind.PARTS: _("Shows different parts"),
    }[kind]


def _change_text(change: Change) -> str:
    old, new = quoted(change.old), quoted(change.new)
    if change.kind is ChangeKind.MOVED:
        return _("Moved here: {words}").format(words=new)
    if change.kind is ChangeKind.ADDED:
        return _("Added: {new}").format(new=new)
    if change.kind is ChangeKind.REMOVED and not change.old:
        return _("Removed: a sentence whose words aren’t in this package")
    if change.kind is ChangeKind.REMOVED:
        return _("Removed: {old}").format(old=old)
    return _changed_text(change) if change.old else _("Changed to: {new}").format(new=new)


def _changed_text(change: Change) -> str:
    old, new = map(quoted, difference(change, _AROUND, _LONGEST))
    if old == new:
        return _("Changed in invisible characters: {new}").format(new=new)
    return _("Changed from {old} to {new}").format(old=old, new=new)


def _file_text(file: FileChange) -> str:
    name = shown_file(one_line(file.name))
    was = "" if file.old is None else shown_file(one_line(file.old.name))
    match file.kind:
        case FileChangeKind.WEIGHT:
            words = [weight_word(each.weight) for each in (file.old, file.new) if each is not None]
            return _("{name}: {old} before, {new} now").format(
                name=name, old=words[0].lower(), new=words[-1].lower()
            )
        case FileChangeKind.CAPTION:
            return _said_change(name, _("caption"), *_words_of(file, "caption"))
        case FileChangeKind.ROLE:
            return _said_change(name, _("own role"), *_words_of(file, "own_role"))
        case kind:
            return {
                FileChangeKind.NEW: _("New file: {name}"),
                FileChangeKind.ATTACHED: _("Newly attached here: {name}"),
                FileChangeKind.REPLACED: _("File replaced: {name}"),
                FileChangeKind.RENAMED: _("File renamed from {old} to {name}"),
                FileChangeKind.DETACHED: _("No longer attached here: {name}"),
                FileChangeKind.GONE: _("File removed: {name}"),
                FileChangeKind.PARTS: _("{name} now shows different parts"),
            }[kind].format(name=name, old=was)


def _words_of(file: FileChange, field: str) -> tuple[str | None, str]:
    """Return what was said of a file, None where that is not known, and what is said now."""
    old, new = file.old, file.new
    was = None if old is None or old.words else getattr(old, field)
    return was, "" if new is None else getattr(new, field)


def _said_change(name: str, what: str, old: str | None, new: str) -> str:
    if old is None:
        said = _("{name}: different {what}, now {new}") if new else _("{name}: {what} removed")
        return said.format(name=name, what=what, new=quoted(new))
    if not old:
        return _("{name}: {what} added, {new}").format(name=name, what=what, new=quoted(new))
    if not new:
        return _("{name}: {what} removed, it was {old}").format(
            name=name, what=what, old=quoted(old)
        )
    was, now = map(quoted, difference(Change(ChangeKind.CHANGED, old, new), _AROUND, _LONGEST))
    return _("{name}: {what} changed from {old} to {new}").format(
        name=name, what=what, old=was, new=now
    )


def _sentence_count(kind: ChangeKind, count: int) -> str:
    if kind is ChangeKind.ADDED:
        said = ngettext("{count} sentence added", "{count} sentences added", count)
    elif kind is ChangeKind.REMOVED:
        said = ngettext("{count} sentence removed", "{count} sentences removed", count)
    elif kind is ChangeKind.MOVED:
        said = ngettext("{count} passage moved", "{count} passages moved", count)
    else:
        said = ngettext("{count} sentence changed", "{count} sentences changed", count)
    return said.format(count=count)


def _file_count(kind: FileChangeKind, count: int) -> str:
    said = {
        FileChangeKind.NEW: ngettext("{count} new file", "{count} new files", count),
        FileChangeKind.ATTACHED: ngettext(
            "{count} file newly attached", "{count} files newly attached", count
        ),
        FileChangeKind.REPLACED: ngettext("{count} file replaced", "{count} files replaced", count),
        FileChangeKind.RENAMED: ngettext("{count} file renamed", "{count} files renamed", count),
        FileChangeKind.DETACHED: ngettext("{count} file detached", "{count} files detached", count),
        FileChangeKind.GONE: ngettext("{count} file removed", "{count} files removed", count),
        FileChangeKind.WEIGHT: ngettext("{count} weight changed", "{count} weights changed", count),
        FileChangeKind.CAPTION: ngettext(
            "{count} caption changed", "{count} captions changed", count
        ),
        FileChangeKind.ROLE: ngettext("{count} role changed", "{count} roles changed", count),
        FileChangeKind.PARTS: ngettext(
            "{count} file shows different parts", "{count} files show different parts", count
        ),
    }
    return said[kind].format(count=count)
