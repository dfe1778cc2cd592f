"""Texts: sentences, beginnings, words for a dictionary, and quoted passages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from unicodedata import normalize

from lssc_desktop.core.text.richtext import Paragraph, RichText, Span
from lssc_desktop.values import dataclass

LONGEST_LINE = 500
"""Characters of a name or a title; the longest honest ones have some hundred."""


_SENTENCE_END = re.compile(
    r"(?<![.!?\u2026])(?P<stop>[.!?\u2026]++)[\"'\u201d\u2019\u00bb)\]]*+\s++"
    r"(?=(?:[\u2013\u2014] ?)?(?P<next>\S))"
)

_LONGEST_WORD = 40  # of what stands before a stop, no more is looked at
_LAST_WORD = re.compile(r"[^\s(\[\"'\u201c\u2018\u00ab/\u2013\u2014\u00bf\u00a1]+\Z")
_AFTER_A_NAME = re.compile(
    r"(?:\A|\s)(?!(?:El|Al|Del|Un|Con|Estimado)\s)[A-Z\u00c0-\u00de][^\s.]*,?\s\Z"
)

_NEVER_LAST = frozenset(
    word
    for line in (
        "e.g eg i.e ie cf vs viz approx ca esp incl",  # in running text
        "mr mrs ms dr prof rev hon st ph.d b.a",  # before or behind a name
        "nos vol vols eds p pp fig figs ch dept univ assn assoc",
        "jan feb apr jun jul aug sep sept oct nov dec mon tue thu fri",
        "p.ej ej aprox num nums n\u00fam n\u00fams pag pags p\u00e1g p\u00e1gs tel tels av",
        "avda apdo depto dpto sra srta sres sras dra d\u00f1a lic ing arq mtro",
        "mtra profa gral ee ene abr dic lun mi\u00e9 jue vie s\u00e1b dom",
    )
    for word in line.split()
)

_PERHAPS_LAST = frozenset(
    word
    for line in (
        "no al co ed sec inc corp ltd jr sr u.s u.k d.c a.m p.m m.l.s m.a mar wed sat sun",
        "uu ee.uu ud uds vd vds c\u00eda art cap ago",
    )
    for word in line.split()
)
"""Abbreviations that are words too, or can end a sentence: a capital behind them decides."""

_OPENING = frozenset("\u00bf\u00a1")
"""Marks before a question and a call in Spanish; a sentence begins with them."""

_APOSTROPHE = "\u2019"
_PIECE_OF_LINE = re.compile(r"\S+")
_WORD = re.compile(rf"[^\W\d_]+(?:['{_APOSTROPHE}][^\W\d_]+)*")
_NOT_PROSE = re.compile(r"\d|@|://|^www\.|\w\.\w", re.IGNORECASE)

_SAME_CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
    }
)

_PIECE_OF_QUOTE = re.compile(r"[!-~]+|\s+|\S")

_MOST_PLACES = 1000
"""Places of one passage that are compared; no honest text has more."""


# Sentences --------------------------------------------------------------------------------------


def sentences(text: str) -> tuple[str, ...]:
    """Split a text into sentences, of which every line is at least one.

    Joined, the sentences are the text again. A full stop of an abbreviation, an initial or a
    number in front of a line ends nothing; dots and question marks before a small letter go on
    ("Really? she asked"). White space alone belongs to what stands before it.
    """
    found: list[str] = []
    for line in text.splitlines(keepends=True):
        for piece in _pieces(line):
            if found and (not piece.strip() or not found[-1].strip()):
                found[-1] += piece
            else:
                found.append(piece)
    return tuple(found)


def _pieces(line: str) -> list[str]:
    pieces = []
    start = 0
    for match in _SENTENCE_END.finditer(line):
        before = line[max(start, match.start() - _LONGEST_WORD) : match.start()]
        if _ends_sentence(before, match["stop"], match["next"]):
            pieces.append(line[start : match.end()])
            start = match.end()
    return [*pieces, line[start:]]


def _ends_sentence(before: str, stop: str, following: str) -> bool:
    """Whether a stop ends a sentence, by the words before it and the character after it."""
    if following.islower():
        return False
    if stop != ".":
        return True
    last = _LAST_WORD.search(before)
    word = last[0] if last else ""
    front = before[: len(before) - len(word)]
    if word.isdecimal() and not front.strip():
        return False  # "1. Greet people" is an item of a list
    if len(word) == 1 and word.isupper() and word != "I":
        return False  # "J. Smith"
    return _may_be_last(word.rstrip("."), front, following)


def _may_be_last(name: str, front: str, following: str) -> bool:
    """Whether a word with a full stop, which may shorten it, can be the last of a sentence."""
    goes_on = not (following.isupper() or following in _OPENING)
    word = name.casefold()
    if word == "sr":  # "King Sr. Then", but "el Sr. García"
        return not goes_on and _AFTER_A_NAME.search(front) is not None
    if word in _PERHAPS_LAST:
        return not goes_on
    return word not in _NEVER_LAST


# Beginning of a text ----------------------------------------------------------------------------


def short_line(text: str) -> str:
    """Return a name or title, with an ellipsis where it is cut because it is far too long."""
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"


@dataclass(frozen=True, slots=True)
class TextLimits:
    """How much of a text is kept: characters, paragraphs, and runs of one look."""

    characters: int
    paragraphs: int
    spans: int


def truncated(text: RichText, most: TextLimits) -> RichText:
    """Return as much of the beginning of a text as is kept; the text itself where that is all.

    The last paragraph is cut off within it where it is too long by itself.
    """
    kept = tuple(_kept_paragraphs(text, most))
    if kept == text.paragraphs:
        return text
    return RichText(kept)


def _kept_paragraphs(text: RichText, most: TextLimits) -> Iterator[Paragraph]:
    characters, spans = most.characters, most.spans
    for paragraph in text.paragraphs[: most.paragraphs]:
        found: list[Span] = []
        for span in paragraph.spans[: max(spans, 0)]:
            if characters <= 0:
                break
            found.append(
                span if len(span.text) <= characters else replace(span, text=span.text[:characters])
            )
            characters -= len(span.text)
        spans -= len(found)
        if found or not paragraph.spans:
            yield (
                paragraph
                if len(found) == len(paragraph.spans) and characters >= 0
                else replace(paragraph, spans=tuple(found))
            )
        characters -= 1  # the end of the paragraph
        if characters <= 0 or spans <= 0:
            return


# Words for a dictionary -------------------------------------------------------------------------


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
    for piece in _PIECE_OF_LINE.finditer(text):
        if _NOT_PROSE.search(piece.group()):
            continue
        for found in _WORD.finditer(text, piece.start(), piece.end()):
            word = found.group().replace(_APOSTROPHE, "'")
            if len(word) > 1 and not word.partition("'")[0].isupper():
                yield PlacedWord(word, found.start(), found.end())


def own_word(word: str) -> str:
    """Return a word as it stands in a list of own words: without the "'s" of a possessive."""
    return word.replace(_APOSTROPHE, "'").removesuffix("'s")


def is_own_word(word: str, own: frozenset[str]) -> bool:
    """Whether a list of own words has a word, as it is or without its capital or its "'s".

    What the list has with a capital is a name: "rivera" is unknown where "Rivera" was added.
    """
    stem = own_word(word)
    return any(each in own for each in (word, stem, stem[:1].lower() + stem[1:]))


def small_form(word: str) -> str:
    """Return a word that begins a sentence as it is within one; "" for any other word."""
    small = word[:1].lower() + word[1:]
    return small if small != word and word[1:] == word[1:].lower() else ""


def likeliest(found: Sequence[str], found_for_small: Sequence[str]) -> tuple[str, ...]:
    """Return what a word was probably meant to be, the likeliest first.

    `found` are a dictionary's suggestions for the word as it is written, the others those for
    its `small_form`, which are in a better order: for "Teh" dictionaries think of "Te" before
    they think of "The".
    """
    usual = (each[:1].upper() + each[1:] for each in found_for_small)
    return tuple(dict.fromkeys((*(each for each in usual if each in found), *found)))


# Quoted passages --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a passage stands: characters from `start` up to `end` of a text."""

    start: int
    end: int


class QuotedText:
    """A text in which passages are sought that somebody quoted; made once for all of them."""

    def __init__(self, text: str) -> None:
        self._plain, self._places = _comparable(text)

    def find(self, quote: str, near: int = 0) -> Passage | None:
        """Return where a quoted passage stands, None when it is gone.

        White space, the kinds of quotation marks and dashes, invisible characters and normal forms
        make no difference. Of several places the one that begins nearest to `near` is taken, of
        two equally near the first.
        """
        wanted = _comparable(quote)[0].strip()
        if not wanted:
            return None
        starts: list[int] = []
        found = self._plain.find(wanted)
        while found >= 0 and len(starts) < _MOST_PLACES:
            starts.append(found)
            found = self._plain.find(wanted, found + 1)
        if not starts:
            return None
        places = self._places
        start = min(starts, key=lambda place: abs(places[place][0] - near))
        return Passage(places[start][0], places[start + len(wanted) - 1][1])


def _comparable(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text for comparing, and for each of its characters what it stands for in `text`."""
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _PIECE_OF_QUOTE.finditer(text):
        piece, (start, end) = match[0], match.span()
        if piece.isascii() and not piece.isspace():
            characters.append(piece)
            places.extend(zip(range(start, end), range(start + 1, end + 1), strict=True))
            continue
        # Taken apart, a letter and its accents are the same however they were put together.
        said = " " if piece.isspace() else normalize("NFD", piece).translate(_SAME_CHARACTERS)
        characters.append(said)
        places.extend([(start, end)] * len(said))
    return "".join(characters), places


def utf16_length(text: str) -> int:
    """Count the UTF-16 units of a text, by which Qt counts: two beyond the first plane."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
