from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.text import Passage, QuotedText

TEXT = "I asked families what they need. They told me. Later they told me more."


def find_quote(text: str, quote: str, near: int = 0) -> Passage | None:
    return QuotedText(text).find(quote, near)


def found(text: str, quote: str, near: int = 0) -> str | None:
    passage = find_quote(text, quote, near)
    return None if passage is None else text[passage.start : passage.end]


def test_a_passage_is_found_where_it_stands() -> None:
    assert find_quote(TEXT, "They told me.") == Passage(33, 46)


def test_a_passage_is_found_after_the_text_before_it_grew() -> None:
    assert found("A new beginning. " + TEXT, "They told me.", 33) == "They told me."


def test_of_several_the_nearest_to_where_it_was_is_taken() -> None:
    text = "Story time. Story time. Story time."

    assert find_quote(text, "Story time.", 13) == Passage(12, 23)
    assert find_quote(text, "Story time.", 34) == Passage(24, 35)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("She said “come in”.", 'said "come in"'),
        ("It isn’t open", "isn't open"),
        ("2019–2021", "2019-2021"),
        ("wait… what", "wait... what"),
        ("a line\nbroken in\ttwo", "line broken in two"),
        ("cafe\u0301 au lait", "café au"),
        ("li\u00adbra\u00adry card", "library card"),
        ("library card", "li\u00adbrary  card"),
        (normalize("NFD", "한국어 이야기 시간"), "이야기 시간"),
        ("한국어 이야기 시간", normalize("NFD", "이야기 시간")),
        (normalize("NFD", "giờ kể chuyện"), "kể chuyện"),
        ("שָׁלוֹם לכולם", normalize("NFC", "שָׁלוֹם")),
        ("a 👩\u200d👩\u200d👧 b 👍🏽 c", "👩\u200d👩\u200d👧 b 👍🏽"),
    ],
)
def test_white_space_and_the_printer_s_signs_make_no_difference(text: str, quote: str) -> None:
    assert found(text, quote) is not None


def test_of_a_letter_with_its_accents_all_is_found() -> None:
    assert find_quote("un cafe\u0301 noir", "café") == Passage(3, 8)
    assert find_quote("un café noir", "cafe\u0301") == Passage(3, 7)


def test_a_passage_that_is_gone_is_not_found() -> None:
    assert found(TEXT, "They told us.") is None


@pytest.mark.parametrize("quote", ["", "  ", "\u200b"])
def test_nothing_is_nowhere(quote: str) -> None:
    assert found(TEXT, quote) is None


def test_a_text_of_one_letter_keeps_nobody_waiting() -> None:
    assert find_quote("a" * 200_000, "a" * 10_000) == Passage(0, 10_000)


@given(st.text(), st.text(), st.text())
def test_whatever_is_quoted_is_found_in_its_text(before: str, quote: str, after: str) -> None:
    text = f"{before} {quote} {after}"
    passage = find_quote(text, quote, len(before) + 1)

    if passage is not None:
        assert 0 <= passage.start < passage.end <= len(text)
        assert find_quote(text[passage.start : passage.end], quote) is not None
    else:
        assert find_quote(quote, quote) is None
