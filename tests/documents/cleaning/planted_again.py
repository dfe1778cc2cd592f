"""Files of a second reader: a word or a color where their readers don't see it, by other means."""

from collections.abc import Iterator

from tests.documents.cleaning.planted_word import coded, run, word_file
from tests.documents.cleaning.planting import WORD

# Word -------------------------------------------------------------------------------------------

_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _equation(inside: str) -> str:
    return f"<w:p><m:oMath {_MATH}>{_letters('a+b')}{inside}</m:oMath></w:p>"


def _letters(words: str, look: str = "") -> str:
    return f"<m:r><w:rPr>{look}</w:rPr><m:t>{words}</m:t></m:r>"


_WHITE = '<w:color w:val="FFFFFF"/>'
_EQUATIONS = {
    "tags": _letters("".join(chr(0xE0000 + ord(letter)) for letter in WORD)),
    "bits without width": _letters(coded(("\u200b", "\u200c"))),
    "private letters": _letters("".join(chr(0xE000 + ord(letter)) for letter in WORD)),
    "hidden letters": _letters(WORD, "<w:vanish/>"),
    "white letters": _letters(WORD, _WHITE),
    "white words": run(WORD, _WHITE),
    "letters of half a point": _letters(WORD, '<w:sz w:val="1"/>'),
    "phantom": '<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>'
    f"{_letters(WORD)}</m:e></m:phant>",
}


def word_files() -> Iterator[tuple[str, bytes]]:
    """Yield what is planted in each Word file, and the file."""
    for what, inside in _EQUATIONS.items():
        yield f"docx {what} in an equation", word_file(_equation(inside))
