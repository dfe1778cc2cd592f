"""Finding words: case and accents aside, all of several words, phrases, and the words around."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.matching import (
    FoldedText,
    Query,
    Range,
    excerpt,
    fold,
    parse_query,
)

_LETTERS = st.text("aeinst éÉßÆﬁ’“\u00ad\u0301İΣς-– \n中か\u3099", max_size=40)


def _found(text: str, words: str) -> list[str]:
    return [
        text[each.start : each.end] for each in FoldedText(text).occurrences(parse_query(words))
    ]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("A brochure for Families", "families", ["Families"]),
        ("Résumé of the résumé", "resume", ["Résumé", "résumé"]),
        ("Re\u0301sume\u0301 kept", "résumé", ["Re\u0301sume\u0301"]),
        ("Straße", "strasse", ["Straße"]),
        ("Straße", "tras", ["traß"]),
        ("the ﬁne", "fine", ["ﬁne"]),
        ("co\u00adoperate", "cooperate", ["co\u00adoperate"]),
        ("the library’s hours", "library's", ["library’s"]),
        ("2019–2024", "2019-2024", ["2019–2024"]),
        ("one\nline", '"one line"', ["one\nline"]),
        ("ΟΔΟΣ", "οδος", ["ΟΔΟΣ"]),
        ("ひらか\u3099な", "か\u3099", ["か\u3099"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
        ("שָׁלוֹם", "שלום", ["שָׁלוֹם"]),
    ],
)
def test_case_accents_and_marks_make_no_difference(text: str, words: str, found: list[str]) -> None:
    assert _found(text, words) == found


def test_all_words_must_occur() -> None:
    text = FoldedText("Story time for toddlers at the branch")
    assert text.matches(parse_query("toddlers story"))
    assert not text.matches(parse_query("toddlers council"))


def test_a_phrase_is_words_in_a_row() -> None:
    text = FoldedText("Time for a story")
    assert text.matches(parse_query("story time"))
    assert not text.matches(parse_query('"story time"'))
    assert not text.matches(parse_query("“story time”"))
    assert text.matches(parse_query('"a story'))  # not closed yet: it is being typed


def test_a_query_of_marks_alone_looks_for_nothing() -> None:
    assert parse_query(' "" \u00ad ') == Query()


def test_a_term_inside_another_is_left_out() -> None:
    assert parse_query("story storytime story") == Query(("storytime",))


def test_what_stands_together_is_one_passage() -> None:
    text = FoldedText(f"cat and dog.{' ' * 200}cat")
    first, second = text.passages(parse_query("cat dog"))
    assert (len(first.found), first.nth) == (2, 0)
    assert (len(second.found), second.nth) == (1, 2)


def test_the_best_passage_has_most_of_the_words() -> None:
    text = FoldedText(f"cat alone.{' ' * 200}a dog and a cat")
    assert text.best_passage(parse_query("cat dog")).nth == 1
    assert text.best_passage(parse_query("cat")).nth == 0


def test_an_excerpt_begins_and_ends_with_whole_words() -> None:
    words = " ".join(f"word{number}" for number in range(60))
    text = FoldedText(words)
    shown = excerpt(words, text.passages(parse_query("word30"))[0])
    assert shown.words.startswith("… word2")
    assert shown.words.endswith(" …")
    assert [shown.words[each.start : each.end] for each in shown.found] == ["word30"]
    assert set(shown.words.strip("… ").split()) <= set(words.split())


@given(_LETTERS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(_LETTERS)
def test_a_composed_and_a_decomposed_text_fold_to_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(_LETTERS, _LETTERS, st.sampled_from(["Résumé", "straße", "ﬁne", "İx", "no", "中"]))
def test_a_word_is_found_where_it_stands(before: str, after: str, word: str) -> None:
    text = f"{before} {word} {after}"
    start = len(before) + 1
    found = FoldedText(text).occurrences(parse_query(word))
    assert any(each.start <= start and start + len(word) <= each.end for each in found)


@given(_LETTERS, st.text("aeinst éß", min_size=1, max_size=3))
def test_what_is_found_folds_to_what_was_looked_for(text: str, words: str) -> None:
    query = parse_query(words)
    found = FoldedText(text)
    if not query.terms or not found.matches(query):
        return
    ranges = found.occurrences(query)
    assert ranges
    assert all(left.end <= right.start for left, right in pairwise(ranges))
    for each in ranges:
        assert any(term in fold(text[each.start : each.end]) for term in query.terms)
    for passage in found.passages(query):
        shown = excerpt(text, passage)
        for there, here in zip(passage.found, shown.found, strict=True):
            said = text[there.start : there.end]
            assert fold(shown.words[here.start : here.end]) == fold(said)


def test_a_long_text_of_one_letter_is_looked_at_up_to_a_limit() -> None:
    found = FoldedText("a" * 10_000).occurrences(parse_query("a"))
    assert found[0] == Range(0, 1)
    assert len(found) == 500
