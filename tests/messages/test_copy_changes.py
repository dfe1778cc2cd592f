"""What changed since an earlier copy, in words."""

import pytest

from lssc_desktop.core.portfolio.portfolio import PackageKind, Weight
from lssc_desktop.core.review.copy_changes import FileChange, FileChangeKind, ShownFile
from lssc_desktop.core.text.changes import Change, ChangeKind
from lssc_desktop.messages.copy_changes import change_lines, changes_head, changes_line, file_word
from lssc_desktop.package.rounds import PackageChanges

OLD = ShownFile("a.pdf", "x", Weight.PRIMARY, "A flyer.", "I drew it.", ("a",))
NEW = ShownFile("b.pdf", "y", Weight.SECONDARY, "The flyer.", "", ())


def line(kind: FileChangeKind, old: ShownFile | None = OLD, new: ShownFile | None = NEW) -> str:
    (said,) = change_lines((), (FileChange(1, kind, old, new),))
    return said


def test_every_change_that_is_counted_has_a_line_of_its_own() -> None:
    found = (
        Change(ChangeKind.KEPT, "Kept.", "Kept."),
        Change(ChangeKind.MOVED, old="I was here once."),
        Change(ChangeKind.ADDED, new="Added."),
        Change(ChangeKind.MOVED, new="I was here once."),
    )
    files = tuple(FileChange(1, kind, OLD, NEW) for kind in FileChangeKind)

    assert changes_line(found, files) == (
        "1 sentence added, 1 passage moved, 1 new file, 1 file newly attached, 1 file "
        "replaced, 1 file renamed, 1 file detached, 1 file removed, 1 weight changed, 1 caption "
        "changed, 1 role changed, 1 file shows different parts"
    )
    assert len(change_lines(found, files)) == 2 + len(FileChangeKind)
    assert change_lines(found, ()) == ("Added: “Added.”", "Moved here: “I was here once.”")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (FileChangeKind.NEW, "New file: “b.pdf”"),
        (FileChangeKind.ATTACHED, "Newly attached here: “b.pdf”"),
        (FileChangeKind.REPLACED, "File replaced: “b.pdf”"),
        (FileChangeKind.RENAMED, "File renamed from “a.pdf” to “b.pdf”"),
        (FileChangeKind.WEIGHT, "“b.pdf”: primary before, secondary now"),
        (FileChangeKind.CAPTION, "“b.pdf”: caption changed from “A flyer.” to “The flyer.”"),
        (FileChangeKind.ROLE, "“b.pdf”: own role removed, it was “I drew it.”"),
        (FileChangeKind.PARTS, "“b.pdf” now shows different parts"),
    ],
)
def test_what_became_of_a_file_is_said_with_what_was(kind: FileChangeKind, said: str) -> None:
    assert line(kind) == said


def test_a_file_that_is_not_shown_here_anymore_has_its_last_name() -> None:
    assert line(FileChangeKind.DETACHED, new=None) == "No longer attached here: “a.pdf”"
    assert line(FileChangeKind.GONE, new=None) == "File removed: “a.pdf”"


def test_without_the_earlier_package_a_caption_is_said_as_it_is_now() -> None:
    before = ShownFile("b.pdf", "y", words="0" * 24)

    assert (
        line(FileChangeKind.CAPTION, old=before) == "“b.pdf”: different caption, now “The flyer.”"
    )
    assert line(FileChangeKind.ROLE, old=before) == "“b.pdf”: own role removed"


def test_what_differs_late_in_a_long_sentence_is_in_the_line() -> None:
    start = "I have worked at the desk of the library for a good many years now and " * 5
    change = Change(ChangeKind.CHANGED, f"{start}like it.", f"{start}love it.")
    (said,) = change_lines((change,), ())

    assert "like it." in said
    assert "love it." in said


def test_characters_that_no_screen_shows_are_said_to_be_the_difference() -> None:
    change = Change(ChangeKind.CHANGED, "I like it.", "I\u200blike it.")

    assert change_lines((change,), ()) == ("Changed in invisible characters: “I like it.”",)


def test_every_kind_has_a_word() -> None:
    assert all(file_word(kind) for kind in FileChangeKind)


def test_the_line_begins_with_what_is_compared() -> None:
    copy = PackageChanges("1", 2, words_known=True)
    handed_in = PackageChanges("1", 0, words_known=True, kind=PackageKind.PORTFOLIO)

    assert changes_head(copy, own=False) == "Changed since copy 2:"
    assert changes_head(handed_in, own=False) == "Changed since you last handed it in:"
    assert changes_head(copy, own=True) == "Changed since your last review:"
