import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.text import (
    is_own_word,
    likeliest,
    own_word,
    placed_words,
    small_form,
    utf16_length,
)


def words(text: str) -> list[str]:
    return [each.word for each in placed_words(text)]


def test_words_are_found_between_what_is_no_letter() -> None:
    assert words("Our (small) library/branch: well-known.") == [
        *("Our", "small", "library", "branch", "well", "known"),
    ]


def test_a_typographic_apostrophe_is_asked_for_as_dictionaries_write_it() -> None:
    assert words("It doesn’t") == ["It", "doesn't"]


@pytest.mark.parametrize(
    "text",
    [
        "LSSC",
        "ALA's",
        "a",
        "B2B",
        "2026",
        "https://ala-apa.org/lssc",
        "www.ala",
        "ala.org",
        "m@ala",
    ],
)
def test_abbreviations_single_letters_numbers_and_addresses_are_left_out(text: str) -> None:
    assert words(text) == []


@given(st.text())
def test_a_word_stands_where_it_is_said_to_stand(text: str) -> None:
    for each in placed_words(text):
        assert text[each.start : each.end].replace("’", "'") == each.word


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("naïve", 5), ("a \U0001f4da", 4), ("half \ud83d", 6)]
)
def test_the_length_by_which_qt_counts(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize("word", ["librery", "Librery", "librery's", "Librery's"])
def test_an_own_word_counts_with_a_capital_and_as_a_possessive(word: str) -> None:
    assert is_own_word(word, frozenset({"librery"}))


@pytest.mark.parametrize("word", ["núñez", "Nuñez", "Núñezes", ""])
def test_a_name_counts_as_it_is_written(word: str) -> None:
    assert is_own_word("Núñez's", frozenset({"Núñez"}))
    assert not is_own_word(word, frozenset({"Núñez"}))


def test_a_possessive_is_kept_as_its_word() -> None:
    assert (own_word("Núñez’s"), own_word("don't")) == ("Núñez", "don't")


def test_at_the_start_of_a_sentence_the_usual_word_comes_first() -> None:
    found = ("Te", "Th", "Eh", "The", "Tech")

    assert small_form("Teh") == "teh"
    assert likeliest(found, ("the", "eh", "tech")) == ("The", "Eh", "Tech", "Te", "Th")


def test_a_name_stays_a_name() -> None:
    assert likeliest(("Hernandez", "Fernandez"), ("header",)) == ("Hernandez", "Fernandez")


@pytest.mark.parametrize("word", ["teh", "McDonld", "LSSCs", ""])
def test_what_is_not_written_as_the_start_of_a_sentence_has_no_small_form(word: str) -> None:
    assert small_form(word) == ""
