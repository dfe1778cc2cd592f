from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.changes import (
    PRINT,
    Change,
    ChangeKind,
    changes,
    changes_since,
    difference,
    is_changed,
    text_print,
    word_changes,
    words_of,
)
from lssc_desktop.core.text.richtext import Paragraph, RichText, Span, plain

KEPT, ADDED, REMOVED, CHANGED, MOVED = ChangeKind

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
        if change.kind is MOVED:
            assert bool(change.old) is not bool(change.new)
        else:
            assert (bool(change.old), bool(change.new)) == sides[change.kind]


@given(texts, texts)
def test_what_moved_away_from_one_place_stands_in_another(old: RichText, new: RichText) -> None:
    moved = [change for change in changes(old, new) if change.kind is MOVED]

    away = sorted(" ".join(change.old.split()) for change in moved if change.old)
    here = sorted(" ".join(change.new.split()) for change in moved if change.new)
    assert " ".join(away).split() == " ".join(here).split() or sorted(
        " ".join(away).split()
    ) == sorted(" ".join(here).split())


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


def test_a_paragraph_that_moved_is_told_once_and_not_as_removed_and_added() -> None:
    first = "I planned the story time. They wanted Saturdays."
    second, third = "Nobody had asked before. We sang a lot.", "Then I wrote it up for the board."
    found = changes(text(first, second, third), text(second, third, first))

    told = [(change.kind, change.old, change.new) for change in found if change.kind is not KEPT]
    assert told == [(MOVED, f"{first}\n", ""), (MOVED, "", first)]


def test_a_sentence_of_a_moved_paragraph_can_change_on_the_way() -> None:
    old = text("I asked ten families at home. They wanted Saturdays a lot.", "One.", "Two.", "End.")
    new = text("One.", "Two.", "End.", "I asked ten families at home. Nobody came to it again.")
    kinds = [change.kind for change in changes(old, new)]

    assert kinds == [MOVED, REMOVED, KEPT, KEPT, KEPT, MOVED, ADDED]


def test_a_few_words_that_stand_elsewhere_too_did_not_move() -> None:
    old = text("Yes.", "I asked ten families.", "End.")
    found = changes(old, text("I asked ten families.", "End.", "Yes."))

    assert [change.kind for change in found] == [REMOVED, KEPT, KEPT, ADDED]


def test_what_moved_is_known_from_a_print_too() -> None:
    first, second = (
        "I asked ten families at home. They wanted Saturdays.",
        "We sang a lot then. So.",
    )
    found = changes_since(text_print(text(first, second, "End.")), text(second, "End.", first))

    assert [change for change in found if change.kind is not KEPT] == [Change(MOVED, new=first)]


@given(texts, texts)
def test_the_words_of_a_change_are_all_of_it(old: RichText, new: RichText) -> None:
    for change in changes(old, new):
        pieces = words_of(change)
        assert "".join(piece.old for piece in pieces) == change.old
        assert "".join(piece.new for piece in pieces) == change.new
        assert all(piece.kind in {KEPT, ADDED, REMOVED} for piece in pieces)


_SENTENCES = st.lists(
    st.sampled_from(["library", "books", "families", "Saturday", "x"]), max_size=60
)


@given(
    _SENTENCES,
    st.sampled_from(("day", "", "b" * 300)),
    st.sampled_from(("night", "b" * 299)),
    _SENTENCES,
    _SENTENCES,
)
def test_the_two_sides_of_a_difference_are_never_alike(
    start: list[str], one: str, other: str, end: list[str], other_end: list[str]
) -> None:
    old, new = " ".join((*start, one, *end)), " ".join((*start, other, *other_end))
    left, right = difference(Change(CHANGED, old, new), around=40, longest=120)

    if " ".join(old.split()) != " ".join(new.split()):
        assert left != right
    assert max(len(left), len(right)) <= 120


def test_a_difference_far_into_a_sentence_is_in_both_sides() -> None:
    start, end = "word " * 100, " and so on" * 50
    left, right = difference(
        Change(CHANGED, f"{start}ten{end}", f"{start}twelve{end}"), around=20, longest=60
    )

    assert left.startswith("…word word word ten and so on")
    assert right.startswith("…word word word twelve and so on")
    assert left.endswith("…")


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
