"""Characters of Symbol, Wingdings and Webdings: which signs of Unicode they show.

These fonts show signs in the places of letters (0x20 to 0xFF), which Word also writes in the
private area (0xF020 to 0xF0FF). The tables are resources/symbols/symbols.json, those of
dingbat-to-unicode.
"""

import json
from functools import cache

from lssc_desktop.paths import resources

_FIRST, _LAST = 0x20, 0xFF
_PRIVATE = 0xF000
_NO_SIGN = "\ufffd"
_USUAL = {"\U0001f868": "←", "\U0001f86a": "→"}
"""What Word makes of <-- and -->: arrows that all fonts have, in place of those that few do."""


def is_symbol_font(font: str) -> bool:
    """Whether a font shows signs in the places of letters."""
    return font.casefold() in _tables()


def sign(font: str, code: int) -> str:
    """Return what a font shows for a code, "" where that is not known."""
    signs = _tables().get(font.casefold(), "")
    place = code - (_PRIVATE if code >= _PRIVATE else 0) - _FIRST
    found = signs[place] if 0 <= place < len(signs) else _NO_SIGN
    return "" if found == _NO_SIGN else _USUAL.get(found, found)


def in_signs(text: str, font: str) -> str:
    """Return what a text in a font shows; U+FFFD where the font has a sign that is not known."""
    if not is_symbol_font(font):
        return text
    return "".join(
        sign(font, ord(char)) or _NO_SIGN if _is_place(ord(char)) else char for char in text
    )


def _is_place(code: int) -> bool:
    return _FIRST <= code <= _LAST or _PRIVATE + _FIRST <= code <= _PRIVATE + _LAST


@cache
def _tables() -> dict[str, str]:
    said = (resources() / "symbols" / "symbols.json").read_text("utf-8")
    return {font.casefold(): signs for font, signs in json.loads(said).items()}
