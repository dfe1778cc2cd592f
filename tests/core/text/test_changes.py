from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.changes import (
    PRINT,
    Change,
    ChangeKind,
    FileChange,
    FileChangeKind,
    changes,
    changes_since,
    file_changes,
    file_print,
    is_changed,
    text_print,
    word_changes,
)
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span, plain

KEPT, ADDED, REMOVED, CHANGED = ChangeKind

words = st.sampled_from(
    [
        "I asked families.",
        "They told me.",
        "We sang songs.",
        "Nobody came to it.",
        "I learned much.",
    ]
)
lines = st.one_of(st.lists(words, max_size=6).map(" ".join), st.text(max_size=30))
texts = st.lists(lines, max_size=5).map(
    lambda found: RichText(tuple(Paragraph((Span(line),)) for line in found))
)


def text(*paragraphs: str) -> RichText:
    return RichText(tuple(Paragraph((Span(one),)) for one in paragraphs))


@given(texts, texts)
def test_the_changes_lead_from_the_old_text_to_the_new_one(old: RichText, new: RichText) -> None:
    found = changes(old, new)

    assert "".join(change.old for change in found) == plain(old)
    assert "".join(change.new for change in found) == plain(new)


@given(texts, texts)
def test_a_change_has_the_sides_that_its_kind_says(old: RichText, new: RichText) -> None:
    sides = {
        KEPT: (True, True),
        ADDED: (False, True),
        REMOVED: (True, False),
        CHANGED: (True, True),
    }

    for change in changes(old, new):
        assert (bool(change.old), bool(change.new)) == sides[change.kind]


@given(texts)
def test_a_text_did_not_change_since_itself(same: RichText) -> None:
    assert not is_changed(changes(same, same))
    assert not is_changed(changes_since(text_print(same), same))


@given(texts, texts)
def test_the_print_of_a_text_tells_the_new_text_and_whether_it_changed(
    old: RichText, new: RichText
) -> None:
    found = changes_since(text_print(old), new)

    assert "".join(change.new for change in found) == plain(new)
    assert is_changed(found) == is_changed(changes(old, new))


def test_added_removed_and_changed_sentences_are_told_apart() -> None:
    old = text("I asked ten families. They told me. Nobody came.")
    new = text("I asked twelve families. They told me. So I moved it to Saturday.")

    assert changes(old, new) == (
        Change(CHANGED, "I asked ten families. ", "I asked twelve families. "),
        Change(KEPT, "They told me. ", "They told me. "),
        Change(REMOVED, "Nobody came.", ""),
        Change(ADDED, "", "So I moved it to Saturday."),
    )


def test_a_sentence_put_before_another_leaves_that_one_as_it_was() -> None:
    found = changes(text("They told me."), text("I asked. They told me."))

    assert [change.kind for change in found] == [ADDED, KEPT]


def test_the_look_and_white_space_make_no_difference() -> None:
    old = text("I asked  families.")
    new = RichText((Paragraph((Span("I asked "), Span("families.", bold=True))),))

    assert not is_changed(changes(old, new))


def test_a_sentence_among_many_alike_is_paired_with_the_nearest_one() -> None:
    old = text("We counted red books today. We counted blue books today.")
    new = text("We counted blue maps today.")

    assert [change.kind for change in changes(old, new)] == [REMOVED, CHANGED]


def test_from_a_print_what_was_there_is_not_known() -> None:
    earlier = text_print(text("One thing.", "Two things.", "Three."))

    assert changes_since(earlier, text("One thing.", "Another.", "Three.")) == (
        Change(KEPT, new="One thing.\n"),
        Change(CHANGED, new="Another.\n"),
        Change(KEPT, new="Three."),
    )
    assert changes_since(earlier, text("One thing.", "Three."))[1] == Change(REMOVED)


def test_a_text_that_repeats_itself_thousands_of_times_is_compared_at_its_ends() -> None:
    old = text("One. " + "Same. " * 5_000 + "Two. Three.")
    new = text("One. " + "Same. " * 4_000 + "Three.")
    found = changes(old, new)

    assert "".join(change.new for change in found) == plain(new)
    assert "".join(change.old for change in found) == plain(old)
    assert found[0].kind is found[-1].kind is KEPT
    assert is_changed(found)
    assert not is_changed(changes(old, old))


def test_a_print_has_so_many_digits_for_each_sentence() -> None:
    assert len(text_print(text("One. Two.", "Three."))) == 3 * PRINT


def test_files_are_new_replaced_renamed_or_gone() -> None:
    old = (
        file_print("flyer.pdf", "a" * 64),
        file_print("log.xlsx", "b" * 64),
        file_print("photo.jpg", "c" * 64),
        file_print("old.pdf", "d" * 64),
    )
    new = (
        file_print("flyer 2026.pdf", "a" * 64),
        file_print("log.xlsx", "e" * 64),
        file_print("photo.jpg", "c" * 64),
        file_print("letter.pdf", "f" * 64),
    )

    assert file_changes(old, new) == (
        FileChange(FileChangeKind.RENAMED, "flyer 2026.pdf", "flyer.pdf"),
        FileChange(FileChangeKind.REPLACED, "log.xlsx", "log.xlsx"),
        FileChange(FileChangeKind.NEW, "letter.pdf"),
        FileChange(FileChangeKind.REMOVED, "old.pdf", "old.pdf"),
    )


class TestWords:
    @given(texts, texts)
    def test_they_lead_from_the_old_text_to_the_new_one(self, old: RichText, new: RichText) -> None:
        found = word_changes(old, new)
        assert "".join(change.old for change in found) == plain(old)
        assert "".join(change.new for change in found) == plain(new)

    @given(texts, texts)
    def test_two_stretches_of_one_kind_are_one(self, old: RichText, new: RichText) -> None:
        kinds = [change.kind for change in word_changes(old, new)]
        assert all(one is not other for one, other in pairwise(kinds))
        assert CHANGED not in kinds

    def test_only_the_words_that_differ_are_told(self) -> None:
        found = word_changes(
            text("I asked ten families what they read."),
            text("I asked twelve families what they read at home."),
        )
        assert [(change.kind, change.old, change.new) for change in found] == [
            (KEPT, "I asked ", "I asked "),
            (REMOVED, "ten", ""),
            (ADDED, "", "twelve"),
            (KEPT, " families what they read", " families what they read"),
            (ADDED, "", " at home"),
            (KEPT, ".", "."),
        ]
