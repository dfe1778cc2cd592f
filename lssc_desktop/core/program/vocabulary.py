"""The words of a program in our sentences: "criterion" for "competency", days as its country has.

It is English for English: a translation has no places for words and says all of it in its own way.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache

from lssc_desktop.core.program.schema import Word
from lssc_desktop.values import dataclass
from lssc_desktop.word_places import Named, filling, our_words, word_places


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the program, for one and for several: "criterion", "criteria"."""

    one: Word
    many: Word


@dataclass(frozen=True, slots=True)
class ProgramWords:
    """What the program calls what we call so; left out: as we do.

    `renew` is a regular verb, "" where it is ours.
    """

    competency: Term | None = None
    set: Term | None = None
    statement: Term | None = None
    portfolio: Term | None = None
    renewal: Term | None = None
    evaluator: Term | None = None
    renew: Word = ""

    @property
    def terms(self) -> tuple[Term | None, ...]:
        """All of them but the verb, in the order of the fields."""
        return (
            self.competency,
            self.set,
            self.statement,
            self.portfolio,
            self.renewal,
            self.evaluator,
        )


OUR_WORDS = ProgramWords()
"""Those of a program that calls everything as we do."""


class EnglishSpelling(StrEnum):
    """Of which country words and days are written."""

    AMERICAN = "en-US"
    BRITISH = "en-GB"


def dictionary_of(language: str, spelling: EnglishSpelling) -> str:
    """Return the dictionary for what is written in a portfolio: "en_GB", "es".

    `language` is that of the portfolio, `spelling` that of its program. American English is what a
    program has that says nothing: "", for the language that the user's computer has.
    """
    if language != "en":
        return language
    return "" if spelling is EnglishSpelling.AMERICAN else spelling.replace("-", "_")


_BRITISH_FORMS: Mapping[str, str] = {
    "{month} {day}, {year}": "{day} {month} {year}",
    "{month} {day}": "{day} {month}",
}
"""Days; whatever else has an order of its own in the United States."""

_BRITISH: Mapping[str, str] = {
    "enroll": "enrol",
    "enrollment": "enrolment",
    "organization": "organisation",
    "organizations": "organisations",
    "recognize": "recognise",
    "recognized": "recognised",
    "catalog": "catalogue",
    "color": "colour",
    "colors": "colours",
    "center": "centre",
    "favorite": "favourite",
    "judgment": "judgement",
    "gray": "grey",
}
"""Words as they are spelled in the United Kingdom."""

_BRITISH_WORD = re.compile(
    rf"\{{[^{{}}]*\}}|(?<![\w.-])(?:{'|'.join(_BRITISH)})(?![\w-]|\.\w)", re.IGNORECASE
)


@lru_cache(maxsize=8)
def vocabulary_of(
    words: ProgramWords, spelling: EnglishSpelling, language: str = "en"
) -> Callable[[str], str]:
    """Return what fills the places of words in a text, and spells it, as a program does.

    A program's own words are English: in another language there are no places for them.
    """
    if language != "en":
        return our_words
    names = [term if term is None else Named(term.one, term.many) for term in words.terms]
    places = word_places(names, words.renew or "renew")
    return filling(places, _in_britain if spelling is EnglishSpelling.BRITISH else str)


def _in_britain(text: str) -> str:
    """Return a text spelled as in the United Kingdom; what stands in places is left alone."""
    if text in _BRITISH_FORMS:
        return _BRITISH_FORMS[text]
    return _BRITISH_WORD.sub(_british, text)


def _british(found: re.Match[str]) -> str:
    ours = found[0]
    said = _BRITISH.get(ours.casefold(), ours)  # a place stays as it is
    return said.capitalize() if ours[0].isupper() else said
