"""Characters of Symbol, Wingdings and Webdings as the signs that they show."""

import pytest

from lssc_desktop.documents.office_xml.symbols import in_signs, is_symbol_font, sign


@pytest.mark.parametrize(
    ("font", "code", "expected"),
    [
        ("Wingdings", 0xF0FC, "✓"),
        ("Wingdings", 0xFC, "✓"),
        ("wingdings", 0xF04A, "☺"),
        ("Wingdings", 0xF0A7, "▪"),
        ("Wingdings 2", 0xF052, "☑"),
        ("Wingdings 3", 0xF070, "▲"),
        ("Webdings", 0xF061, "✔"),
        ("Symbol", 0xF061, "\u03b1"),
        ("Symbol", 0xF0B7, "•"),
    ],
)
def test_a_code_is_the_sign_that_unicode_has_for_it(font: str, code: int, expected: str) -> None:
    assert sign(font, code) == expected


def test_arrows_that_word_makes_of_hyphens_are_the_usual_ones() -> None:
    assert (sign("Wingdings", 0xF0DF), sign("Wingdings", 0xF0E0)) == ("←", "→")


@pytest.mark.parametrize(
    ("font", "code"),
    [("Wingdings", 0xF0FF), ("Symbol", 0xF0F0), ("Wingdings", 0x2713), ("Marlett", 0xF061)],
)
def test_what_unicode_has_no_sign_for_is_not_known(font: str, code: int) -> None:
    assert sign(font, code) == ""


def test_a_text_in_such_a_font_is_its_signs() -> None:
    assert in_signs("\uf0fc \uf0e0 a\n日", "Wingdings") == "✓ → ♋\n日"
    assert in_signs("p < a", "Symbol") == "π < \u03b1"


def test_a_text_in_another_font_is_as_it_is() -> None:
    assert in_signs("a \uf0fc", "Calibri") == "a \uf0fc"
    assert not is_symbol_font("Segoe UI Symbol")
