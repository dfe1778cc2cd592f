"""What changed since the copy that was reviewed before, in words."""

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext

from lssc_desktop.core.changes import Change, ChangeKind, FileChange, FileChangeKind
from lssc_desktop.messages.review import quoted

_LONGEST = 300


def changes_head(copy: int, *, own: bool) -> str:
    """Begin the line that sums up the changes."""
    if own:
        return _("Changed since your last review:")
    return _("Changed since copy {copy}:").format(copy=copy)


def changes_line(found: Sequence[Change], files: Sequence[FileChange]) -> str:
    """Sum up: "1 sentence added, 1 file replaced"."""
    parts = [
        _sentences(kind, sum(change.kind is kind for change in found))
        for kind in (ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.REMOVED)
        if any(change.kind is kind for change in found)
    ]
    parts.extend(
        _files(kind, sum(file.kind is kind for file in files))
        for kind in FileChangeKind
        if any(file.kind is kind for file in files)
    )
    return ", ".join(parts)


def change_lines(found: Sequence[Change], files: Sequence[FileChange]) -> tuple[str, ...]:
    """Say every change on a line of its own, for whoever does not see the marks."""
    sentences = (_change(change) for change in found if change.kind is not ChangeKind.KEPT)
    return (*sentences, *(_file(file) for file in files))


def file_word(kind: FileChangeKind) -> str:
    """Name what became of a file."""
    return {
        FileChangeKind.NEW: _("New"),
        FileChangeKind.REPLACED: _("Replaced"),
        FileChangeKind.RENAMED: _("Renamed"),
        FileChangeKind.REMOVED: _("Gone"),
    }[kind]


def removed_files_line(names: Sequence[str]) -> str:
    """Say which files were shown before and are not any more."""
    return _("No longer in the package: {names}.").format(names=", ".join(names))


def _change(change: Change) -> str:
    old, new = (quoted(" ".join(text.split())[:_LONGEST]) for text in (change.old, change.new))
    match change.kind:
        case ChangeKind.ADDED:
            return _("Added: {new}").format(new=new)
        case ChangeKind.REMOVED:
            if not change.old:
                return _("Removed: a sentence whose words are not in this package")
            return _("Removed: {old}").format(old=old)
        case _:
            if not change.old:
                return _("Changed to: {new}").format(new=new)
            return _("Changed from {old} to {new}").format(old=old, new=new)


def _file(file: FileChange) -> str:
    match file.kind:
        case FileChangeKind.NEW:
            return _("New file: {name}").format(name=file.name)
        case FileChangeKind.REPLACED:
            return _("File replaced: {name}").format(name=file.name)
        case FileChangeKind.RENAMED:
            return _("File renamed from {old} to {name}").format(old=file.old, name=file.name)
        case FileChangeKind.REMOVED:
            return _("File gone: {name}").format(name=file.name)


def _sentences(kind: ChangeKind, count: int) -> str:
    if kind is ChangeKind.ADDED:
        said = ngettext("{count} sentence added", "{count} sentences added", count)
    elif kind is ChangeKind.REMOVED:
        said = ngettext("{count} sentence removed", "{count} sentences removed", count)
    else:
        said = ngettext("{count} sentence changed", "{count} sentences changed", count)
    return said.format(count=count)


def _files(kind: FileChangeKind, count: int) -> str:
    if kind is FileChangeKind.NEW:
        said = ngettext("{count} new file", "{count} new files", count)
    elif kind is FileChangeKind.REPLACED:
        said = ngettext("{count} file replaced", "{count} files replaced", count)
    elif kind is FileChangeKind.RENAMED:
        said = ngettext("{count} file renamed", "{count} files renamed", count)
    else:
        said = ngettext("{count} file gone", "{count} files gone", count)
    return said.format(count=count)
