"""Coverage and widths of the shipped fonts, for the estimate of pages."""

import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache

from lssc_desktop.core.text.typeface_tables import (
    AVERAGE,
    BOLD,
    BOLD_ITALIC,
    COVERED,
    ITALIC,
    OF_SCRIPTS,
    REGULAR,
    UNITS,
)

_REPLACEMENT = "\ufffd"
_MARKS = ("Mn", "Me")
"""Categories of Unicode of what is set on the letter before it."""


_OF_MATHEMATICS = "2102-2138 2190-21ff 2200-22ff 2308-230b 27c0-27ff 2a00-2aff 1d400-1d7ff"
"""Blocks of Unicode that New Computer Modern Math has, which the compiler of PDFs brings."""


def covers(char: str) -> bool:
    """Whether a font of ours has a character. Private-use characters never count."""
    return _has_words(char) or _is_mathematical(char)


def needs_font_of_mathematics(text: str) -> bool:
    """Whether a text has characters that only the font for equations has: ∈, ∩."""
    return not text.isascii() and any(
        _is_mathematical(char) and not _has_words(char) for char in set(text)
    )


def _has_words(char: str) -> bool:
    return _is_among(COVERED, char) or _is_among(OF_SCRIPTS, char)


def _is_mathematical(char: str) -> bool:
    return _is_among(_OF_MATHEMATICS, char) and unicodedata.category(char) != "Cn"


def needs_script_fonts(text: str) -> bool:
    """Whether a text has characters that neither Charis SIL nor Inter has, but another font."""
    return not text.isascii() and any(_is_among(OF_SCRIPTS, char) for char in set(text))


@lru_cache(8192)
def width(char: str, *, bold: bool = False, italic: bool = False) -> float:
    """The advance width of a character in em; what no shipped font has is shown as U+FFFD."""
    if unicodedata.category(char) in _MARKS:
        return 0.0
    shown = ord(char if covers(char) else _REPLACEMENT)
    exact = _exact(bold, italic).get(shown)
    if exact is not None:
        return exact / UNITS
    starts, averages = _averages()
    return averages[max(0, bisect_right(starts, shown) - 1)] / UNITS


def _is_among(stretches: str, char: str) -> bool:
    starts, ends = _coverage(stretches)
    place = bisect_right(starts, ord(char)) - 1
    return place >= 0 and ord(char) <= ends[place]


@cache
def _coverage(written: str) -> tuple[list[int], list[int]]:
    """The first and the last code points of every stretch that is covered."""
    stretches = [part.partition("-") for part in written.split()]
    starts = [int(first, 16) for first, _, _ in stretches]
    return starts, [int(last or first, 16) for first, _, last in stretches]


@cache
def _exact(bold: bool, italic: bool) -> dict[int, int]:
    """The widths of the characters that have one each."""
    table = (REGULAR, ITALIC, BOLD, BOLD_ITALIC)[2 * bold + italic]
    widths: dict[int, int] = {}
    for stretch in table.split(";"):
        first, _, values = stretch.partition(":")
        widths.update(enumerate(map(int, values.split()), int(first, 16)))
    return widths


@cache
def _averages() -> tuple[list[int], list[int]]:
    """Where each stretch of average width begins, and that width."""
    pairs = [part.partition(":") for part in AVERAGE.split()]
    return [int(first, 16) for first, _, _ in pairs], [int(value) for _, _, value in pairs]
