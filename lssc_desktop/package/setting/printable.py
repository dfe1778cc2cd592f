"""Text as the PDF can hold it: the compiler refuses what no shipped font can show."""

import unicodedata
from collections.abc import Iterator

from lssc_desktop.core.shortening import short_line
from lssc_desktop.core.typeface import covers

REPLACEMENT = "\ufffd"
TAB = "\u2003\u2003"
"""What a tab becomes: the compiler knows no tab stops and would join the words around it."""

LONGEST = 20_000
"""Characters of one piece of text; the compiler's memory grows much faster than the text."""

_KEPT = "\n"
_SOFT_HYPHEN = "\xad"
_REFUSED = ("Cc", "Co", "Cs", "Cn")
_LONGEST_WORD = 40
_LONGEST_IN_CELL = 20
_MAY_BREAK = "\u200b"
_BREAKS_AFTER = ("/", "-")


def printable(text: str, longest: int = _LONGEST_WORD) -> str:
    """Return a text of which every character can be set in the shipped fonts.

    Control and private-use characters, U+FEFF and what the fonts lack are U+FFFD; lines end in
    a newline; a word of more than `longest` characters may be broken. Soft hyphens go: no line
    is broken at one, and the compiler fails on a link that ends in one. What is longer than
    anybody reads is cut, with an ellipsis.
    """
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", TAB)
    lines = lines.replace(_SOFT_HYPHEN, "")
    return "".join(_with_breaks((_shown(char) for char in lines), longest))


def printable_line(text: str) -> str:
    """Return a name or title as `printable` does, as much of it as one may be long."""
    return printable(short_line(text))


def printable_name(name: str) -> str:
    """Return a file's name or path so that a narrow column of a table can hold it."""
    return printable(short_line(name), _LONGEST_IN_CELL)


def _shown(char: str) -> str:
    if char == _KEPT:
        return char
    if char == "\ufeff" or unicodedata.category(char) in _REFUSED or not covers(char):
        return REPLACEMENT
    return char


def _with_breaks(chars: Iterator[str], longest: int) -> Iterator[str]:
    """Give a place to break to a word that no line can hold, never before a mark on a letter.

    Between a slash or hyphen and a letter a line may end anyway (Unicode Annex 14).
    """
    length = 0
    before = ""
    for char in chars:
        ends = char.isspace() or (before in _BREAKS_AFTER and char.isalpha())
        length = 0 if ends else length + 1
        if length > longest and not unicodedata.category(char).startswith("M"):
            yield _MAY_BREAK
            length = 1
        yield char
        before = char
