"""Numbering of Word files: how list items and headings are counted, and the label of each.

The rules are those of ISO 29500-1, 17.9: lists of one kind count together, a level begins again
below a shallower item, and a list may begin again at a number of its own.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import field

from lssc_desktop.values import dataclass

BULLET = "bullet"
_DECIMAL = "decimal"
_LETTERS = 26
_MOST_LETTERS = 20
"""Word repeats the letter from the 27th item on: aa, bb; a label is never longer than this."""
_LARGEST_ROMAN = 3999
_LONG_ROMAN = 2  # letters, as wide as they are
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class NumberLevel:
    """One level of a numbered list.

    `format` is Word's name for how numbers are written ("lowerLetter"), `text` the label with the
    number of each level in it ("%1.%2)"); of bullets it is the sign, "" for a usual one. It begins
    again after an item of a level before the `restarts_after`th, counted from 1: 0 is never, None
    after each. `is_legal` writes all numbers as decimal ones.
    """

    format: str = _DECIMAL
    text: str = "%1."
    start: int = 1
    restarts_after: int | None = None
    is_legal: bool = False


@dataclass(frozen=True, slots=True)
class Numbering:
    """The list that a paragraph of a Word file is numbered in.

    Lists of one `kind` count together; the `restarts` of one `id` are the levels that begin again
    at a number of their own, the first time that it comes. `level` is that of a heading.
    """

    kind: str
    id: str
    levels: Mapping[int, NumberLevel] = field(hash=False)
    restarts: Mapping[int, int] = field(default_factory=dict, hash=False)
    level: int = 0

    def numbers(self, level: int) -> bool:
        """Whether items of a level have a number, rather than a bullet or nothing."""
        known = self.levels.get(level)
        return known is not None and known.format not in (BULLET, "none")

    def width(self, level: int) -> int:
        """Return how many characters a label of a level has, about."""
        known = self.levels.get(level)
        if known is None:
            return 0
        number = "x" * (_LONG_ROMAN if known.format.endswith("Roman") else 1)
        return len(_PLACE.sub(number, known.text))


class NumberCounter:
    """Counts the numbered paragraphs of a text, in order."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def count(self, numbering: Numbering, level: int) -> int:
        """Count one more item, and return its number."""
        counts = self._counts.setdefault(numbering.kind, {})
        levels = numbering.levels
        for deeper in [key for key in counts if key > level]:
            after = levels[deeper].restarts_after if deeper in levels else None
            if after is None or level < after:
                del counts[deeper]
        if level in numbering.restarts and (numbering.id, level) not in self._begun:
            counts[level] = numbering.restarts[level] - 1
        self._begun.add((numbering.id, level))
        first = levels[level].start if level in levels else 1
        counts[level] = counts.get(level, first - 1) + 1
        return counts[level]

    def label(self, numbering: Numbering, level: int) -> str:
        """Count one more item, and return its label, "" for one with a usual bullet."""
        self.count(numbering, level)
        known = numbering.levels.get(level)
        if known is None or known.format == BULLET:
            return "" if known is None else known.text
        if not numbering.numbers(level):
            return ""
        counts = self._counts[numbering.kind]

        def number(place: re.Match[str]) -> str:
            shown = int(place[1]) - 1
            at = numbering.levels.get(shown, NumberLevel())
            count = counts.get(shown, at.start)
            return numeral(count, _DECIMAL if known.is_legal else at.format)

        return _PLACE.sub(number, known.text)


def numeral(number: int, number_format: str) -> str:
    """Return a number as one of Word's formats writes it; as a decimal one where we do not know."""
    writer = _WRITERS.get(number_format)
    return str(number) if writer is None or number < 1 else writer(number)


def is_known(number_format: str) -> bool:
    """Whether numbers of a format are written as Word writes them."""
    return number_format == _DECIMAL or number_format in _WRITERS


def _letters(number: int) -> str:
    times, letter = divmod(number - 1, _LETTERS)
    return chr(ord("a") + letter) * min(times + 1, _MOST_LETTERS)


def _roman(number: int) -> str:
    if number > _LARGEST_ROMAN:
        return str(number)
    found = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        found += sign * times
    return found


def _ordinal(number: int) -> str:
    last = number % 10 if number // 10 % 10 != 1 else 0
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


_WRITERS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "lowerRoman": _roman,
    "ordinal": _ordinal,
    "upperLetter": lambda number: _letters(number).upper(),
    "upperRoman": lambda number: _roman(number).upper(),
}
