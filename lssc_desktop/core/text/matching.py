"""Finding words in a text: what is typed as a query, where it occurs, and the words around it.

Case, accents, the kind of quotation mark or dash, and what is not seen (a soft hyphen) make no
difference. Positions are those of the text as it is written.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice

from lssc_desktop.values import dataclass

MOST_IN_TEXT = 500
"""Occurrences of one word that are looked at in one text."""

_APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u02bc`\u00b4"
_QUOTATION_MARKS = "“”„‟«»″"
_DASHES = "\u2010\u2011\u2012–—―\u2212"
_SPELLED_OUT = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "\u0131": "i",
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_QUOTATION_MARKS, '"'),
    **dict.fromkeys(_DASHES, "-"),
}
_ATTACHED_ABOVE = 200
"""From this combining class on a mark is an accent; below it are signs that make another letter."""
_POINTS = range(10, 36)  # of Hebrew and Arabic, which are rarely written

_TERMS = re.compile(r'"([^"]*)"?|([^\s"]+)')
_TOGETHER = 90  # characters between two words that one passage shows
_BEFORE, _AFTER = 36, 90  # characters shown around what was found
_FIRST = 20  # places of a word that are looked at for where it begins
_LONGEST_WORD = 24  # characters that are cut off at an end, so that it begins with a whole word


@dataclass(frozen=True, slots=True)
class Range:
    """The characters from `start` up to `end`, which is not in it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: every one of `terms`, words or phrases, folded."""

    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """Occurrences that stand close together; `nth` counts those of the text before them."""

    found: tuple[Range, ...]
    nth: int

    @property
    def range(self) -> Range:
        """From the first of them to the last."""
        return Range(self.found[0].start, self.found[-1].end)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words around what was found, in one line, and where in them that is."""

    words: str
    found: tuple[Range, ...]


def parse_query(words: str) -> Query:
    """Return what somebody looks for: all of these words; those in quotation marks in a row.

    A quotation mark that is not closed yet goes on to the end. Terms that are part of another
    one are left out.
    """
    found = (" ".join((one or other).split()) for one, other in _TERMS.findall(fold(words)))
    terms = dict.fromkeys(filter(None, found))
    return Query(
        tuple(each for each in terms if not any(each in more for more in terms if each != more))
    )


def fold(text: str) -> str:
    """Return a text without case and accents, and with one kind of quotation mark and dash."""
    return _replaced(text.lower() if text.isascii() else text)


class FoldedText:
    """A text in which words are found, folded once."""

    __slots__ = ("_beginnings", "_starts", "_text", "folded")

    def __init__(self, text: str, *, beginnings: bool = False) -> None:
        """Words are found anywhere, or only at the beginnings of others."""
        self._text = text
        self._beginnings = beginnings
        self.folded = fold(text)
        self._starts: Sequence[int] | None = None

    @property
    def text(self) -> str:
        """The text as it is written."""
        return self._text

    def matches(self, query: Query) -> bool:
        """Whether every term occurs."""
        if not self._beginnings:
            return all(term in self.folded for term in query.terms)
        return all(any(self._places(term)) for term in query.terms)

    def begins_words(self, query: Query) -> bool:
        """Whether each term is at the beginning of a word, in one of the first places it is at."""
        return all(
            any(self._begins_word(place.start) for place in islice(self._places(term), _FIRST))
            for term in query.terms
        )

    def occurrences(self, query: Query, most: int = MOST_IN_TEXT) -> tuple[Range, ...]:
        """Return where the terms occur, in the order of the text; two that overlap are one.

        Of each term the first `most` are looked at.
        """
        found: list[Range] = []
        ranges = (
            self._written(each) for term in query.terms for each in islice(self._places(term), most)
        )
        for each in sorted(ranges, key=lambda place: place.start):
            if found and each.start < found[-1].end:
                found[-1] = Range(found[-1].start, max(found[-1].end, each.end))
            else:
                found.append(each)
        return tuple(found)

    def best_passage(self, query: Query) -> FoundPassage:
        """Return the passage with most of the terms of a text that matches, the first of several.

        It is looked for among the first places of each term.
        """
        passages = self._together(self.occurrences(query, _FIRST))
        return max(passages, key=lambda passage: self._terms_in(passage, query))

    def _terms_in(self, passage: FoundPassage, query: Query) -> int:
        found = [fold(self._text[each.start : each.end]) for each in passage.found]
        return sum(any(term in words for words in found) for term in query.terms)

    def passages(self, query: Query) -> tuple[FoundPassage, ...]:
        """Return the occurrences, those that stand close to each other in one passage."""
        return self._together(self.occurrences(query))

    @staticmethod
    def _together(occurrences: Iterable[Range]) -> tuple[FoundPassage, ...]:
        found: list[FoundPassage] = []
        group: list[Range] = []
        for nth, each in enumerate(occurrences):
            if group and each.end - group[0].start > _TOGETHER:
                found.append(FoundPassage(tuple(group), nth - len(group)))
                group = []
            group.append(each)
        if group:
            found.append(FoundPassage(tuple(group), nth + 1 - len(group)))
        return tuple(found)

    def _begins_word(self, start: int) -> bool:
        return start == 0 or not self.folded[start - 1].isalnum()

    def _places(self, term: str) -> Iterator[Range]:
        start = 0
        while (start := self.folded.find(term, start)) >= 0:
            if not self._beginnings or self._begins_word(start):
                yield Range(start, start + len(term))
            start += len(term)

    def _written(self, place: Range) -> Range:
        """Return where characters of the folded text stand in the text as it is written."""
        if self._starts is None:
            self._starts = _starts(self._text)
        if not self._starts:
            return place
        # The last character that begins at or before the place; one that folds to nothing, such
        # as an accent of its own, belongs to the one before it.
        first = bisect_right(self._starts, place.start) - 1
        last = bisect_right(self._starts, place.end - 1) - 1
        end = last + 1
        while end < len(self._text) and self._starts[end + 1] == self._starts[end]:
            end += 1
        return Range(first, end)


def excerpt(text: str, passage: FoundPassage) -> Excerpt:
    """Return the words around a passage, with an ellipsis where the text goes on."""
    place = passage.range
    start, end = max(place.start - _BEFORE, 0), min(place.end + _AFTER, len(text))
    if start:
        cut = re.match(rf"\S{{0,{_LONGEST_WORD}}}\s+", text[start : place.start])
        start += cut.end() if cut else 0
    if end < len(text):
        cut = re.search(rf"\s+\S{{0,{_LONGEST_WORD}}}\Z", text[place.end : end])
        end -= len(cut.group()) if cut else 0
    head = "… " if start else ""
    words = "".join(" " if each.isspace() else each for each in text[start:end])
    moved = len(head) - start
    found = tuple(Range(each.start + moved, each.end + moved) for each in passage.found)
    return Excerpt(f"{head}{words}{' …' if end < len(text) else ''}", found)


def _replaced(text: str) -> str:
    """Fold each character; a text has few different ones, so one pass for each is fastest."""
    for character in set(text):
        folded = _fold_character(character)
        if folded != character:
            text = text.replace(character, folded)
    return text


def _starts(text: str) -> Sequence[int]:
    """Return where each character begins in the folded text, and its length.

    Nothing where every character stays one.
    """
    if all(len(_fold_character(character)) == 1 for character in set(text)):
        return ()
    return tuple(accumulate((len(_fold_character(each)) for each in text), initial=0))


@cache
def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Cf":  # a soft hyphen, a mark of direction
        return ""
    known = _SPELLED_OUT.get(character)
    if known is not None:
        return known
    parts = unicodedata.normalize("NFKD", character)
    parts = unicodedata.normalize("NFKD", parts.casefold())
    kept = "".join(_SPELLED_OUT.get(part, part) for part in parts if not _is_accent(part))
    return " " if kept.isspace() else kept


def _is_accent(character: str) -> bool:
    place = unicodedata.combining(character)
    return place >= _ATTACHED_ABOVE or place in _POINTS
