from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lssc_desktop.core.text.typeface import covers
from lssc_desktop.package.typesetting.blocks import (
    REPLACEMENT,
    printable,
    printable_line,
    printable_name,
)
from tests.ui.counted import counting


@pytest.mark.parametrize(
    "char", ["\0", "\x1b", "\x85", "\ue000", "\ufeff", "\ud800", "\uffff", "\U00013000"]
)
def test_what_cannot_be_shown_is_a_replacement_character(char: str) -> None:
    assert printable(f"a{char}b") == f"a{REPLACEMENT}b"


def test_what_the_fonts_have_stays() -> None:
    assert printable("Año “2026” – ✓ → e\u0301 ✅ 👍🏽") == "Año “2026” – ✓ → e\u0301 ✅ 👍🏽"


def test_every_line_end_is_a_newline() -> None:
    assert printable("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_a_soft_hyphen_is_not_shown() -> None:
    assert printable("li\xadbrary") == "library"


def test_a_tab_keeps_words_apart() -> None:
    assert printable("a\tb").split() == ["a", "b"]


def test_a_word_longer_than_a_line_may_be_broken() -> None:
    shown = printable("x" * 100)

    assert max(map(len, shown.split("\u200b"))) <= 40
    assert shown.replace("\u200b", "") == "x" * 100


def test_a_letter_keeps_its_marks_where_a_word_is_broken() -> None:
    shown = printable("e\u0301" * 60)

    assert "\u200b\u0301" not in shown


def test_a_name_fits_a_narrow_column() -> None:
    shown = printable_name("evidence/03-a_name_without_any_spaces_in_it.pdf")

    assert shown == "evidence/03-a_name_without_any_sp\u200baces_in_it.pdf"


@given(st.text(st.characters()))
def test_every_character_is_covered(text: str) -> None:
    assert all(char == "\n" or covers(char) for char in printable(text))


def test_a_text_longer_than_anybody_reads_is_cut_with_an_ellipsis() -> None:
    assert printable("a b " * 5_000) == "a b " * 5_000
    assert printable("a b " * 5_001) == ("a b " * 5_000)[:-1] + "…"


@pytest.mark.parametrize("line", [printable_line, printable_name])
def test_a_name_longer_than_any_is_cut_with_an_ellipsis(line: Callable[[str], str]) -> None:
    assert line("a b " * 125) == "a b " * 125
    assert line("a b " * 50_000) == ("a b " * 125)[:-1] + "…"


def test_each_character_is_looked_up_once_for_a_text() -> None:
    with counting(covers) as counted:
        assert printable("I did it, and I learned. " * 100) == "I did it, and I learned. " * 100
    assert counted.of(covers) == len(set("I did it, and I learned. "))
