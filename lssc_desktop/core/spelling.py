"""Which words of a text are looked up in a dictionary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_APOSTROPHE = "\u2019"
_PIECE = re.compile(r"\S+")
_WORD = re.compile(rf"[^\W\d_]+(?:['{_APOSTROPHE}][^\W\d_]+)*")
_NO_PROSE = re.compile(r"\d|@|://|^www\.|\w\.\w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word as dictionaries write it, and where it stands: characters from `start` to `end`."""

    word: str
    start: int
    end: int


def placed_words(text: str) -> Iterator[PlacedWord]:
    """Yield the words of a text that a dictionary can know.

    Left out are single letters, abbreviations in capitals, and whatever holds a digit or looks
    like an address.
    """
    for piece in _PIECE.finditer(text):
        if _NO_PROSE.search(piece.group()):
            continue
        for found in _WORD.finditer(text, piece.start(), piece.end()):
            word = found.group().replace(_APOSTROPHE, "'")
            if len(word) > 1 and not word.partition("'")[0].isupper():
                yield PlacedWord(word, found.start(), found.end())
