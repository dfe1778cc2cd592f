"""What changed since an earlier copy, in words."""

from lssc_desktop.core.text.changes import Change, ChangeKind, FileChange, FileChangeKind
from lssc_desktop.messages.review import change_lines, changes_line

FILES = (
    FileChange(FileChangeKind.NEW, "a.pdf"),
    FileChange(FileChangeKind.REPLACED, "b.pdf", "b.pdf"),
    FileChange(FileChangeKind.RENAMED, "c.pdf", "d.pdf"),
    FileChange(FileChangeKind.REMOVED, "e.pdf", "e.pdf"),
)


def test_every_change_that_is_counted_has_a_line_of_its_own() -> None:
    found = (Change(ChangeKind.KEPT, "Kept.", "Kept."), Change(ChangeKind.ADDED, new="Added."))
    assert changes_line(found, FILES) == (
        "1 sentence added, 1 new file, 1 file replaced, 1 file renamed, 1 file gone"
    )
    assert change_lines(found, FILES) == (
        "Added: “Added.”",
        "New file: a.pdf",
        "File replaced: b.pdf",
        "File renamed from d.pdf to c.pdf",
        "File gone: e.pdf",
    )
