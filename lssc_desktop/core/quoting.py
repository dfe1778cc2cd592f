"""Finding a quoted passage again in a text that was edited since."""

import re
from dataclasses import dataclass
from unicodedata import normalize

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)

_MOST = 1000
"""Places of one passage that are told apart; no honest text has more."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a passage stands: characters from `start` up to `end` of a text."""

    start: int
    end: int


def find_quote(text: str, quote: str, near: int = 0) -> Passage | None:
    """Return where a quoted passage stands in a text, None when the passage is gone.

    White space, the kinds of quotation marks and dashes, invisible characters and normal forms
    make no difference. Of several places the one that begins nearest to `near` is taken, of two
    equally near the first.
    """
    plain, places = _folded(text)
    wanted = _folded(quote)[0].strip()
    if not wanted:
        return None
    starts: list[int] = []
    found = plain.find(wanted)
    while found >= 0 and len(starts) < _MOST:
        starts.append(found)
        found = plain.find(wanted, found + 1)
    if not starts:
        return None
    start = min(starts, key=lambda place: abs(places[place][0] - near))
    return Passage(places[start][0], places[start + len(wanted) - 1][1])


def _folded(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text for comparing, and for each of its characters what it stands for in `text`."""
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text):
        piece, (start, end) = match[0], match.span()
        if piece.isascii() and not piece.isspace():
            characters.append(piece)
            places.extend(zip(range(start, end), range(start + 1, end + 1), strict=True))
            continue
        # Taken apart, a letter and its accents are the same however they were put together.
        said = " " if piece.isspace() else normalize("NFD", piece).translate(_SAME)
        characters.append(said)
        places.extend([(start, end)] * len(said))
    return "".join(characters), places


_PIECE = re.compile(r"[!-~]+|\s+|\S")
