"""The words of a program in our sentences: "criterion" for "competency", days as its country has.

Sentences are changed before they are filled in: names of files and what the user wrote stay as they
are. It is English for English: a translation says all of it in its own way.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from lssc_desktop.core.program.schema import Word
from lssc_desktop.values import dataclass


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

_NOT_A_NOUN = r"(?! (?:it|the clock|to go|link|anymore)\b)"
"""What "set" stands before where it is no competency set."""

_VOWELS = "aeiou"
_MOST_REMEMBERED = 4096  # sentences; there are some three thousand


class _OurWords(NamedTuple):
    """How we call one thing, and several."""

    one: tuple[str, ...]
    many: tuple[str, ...]


_OUR_WORDS = (
    _OurWords(("competency",), ("competencies",)),
    _OurWords(("competency set", "set"), ("competency sets", "sets")),
    _OurWords(("learning statement", "statement"), ("learning statements", "statements")),
    _OurWords(("portfolio",), ("portfolios",)),
    _OurWords(("renewal",), ("renewals",)),
    _OurWords(("evaluator",), ("evaluators",)),
)
"""In the order of `ProgramWords.terms`."""


class Vocabulary:
    """The words of a program, each in place of one of ours; false where they are the same."""

    def __init__(self, words: ProgramWords, spelling: EnglishSpelling) -> None:
        is_british = spelling is EnglishSpelling.BRITISH
        self._forms = _BRITISH_FORMS if is_british else {}
        self._words = _replacements(words, _BRITISH if is_british else {})
        self._pattern = _pattern_of(self._words)
        self.say = lru_cache(maxsize=_MOST_REMEMBERED)(self._said)

    def __bool__(self) -> bool:
        return bool(self._words or self._forms)

    def _said(self, sentence: str) -> str:
        """Return a sentence, not filled in yet, with the words of the program."""
        if sentence in self._forms:
            return self._forms[sentence]
        return self._pattern.sub(self._word, sentence) if self._words else sentence

    def _word(self, found: re.Match[str]) -> str:
        article, ours = found["article"], found["word"]
        if ours is None:  # a place to be filled in
            return found[0]
        plain = ours.replace("&", "")
        new = self._words[plain.casefold()]
        if plain[0].isupper():
            new = new[0].upper() + new[1:]
        if "&" in ours:
            new = f"&{new}"
        if not article:
            return new
        a = "an" if new.lstrip("&")[0].casefold() in _VOWELS else "a"
        return f"{a.capitalize() if article[0].isupper() else a} {new}"


@lru_cache(maxsize=8)
def vocabulary_of(
    words: ProgramWords, spelling: EnglishSpelling, language: str = "en"
) -> Vocabulary:
    """Return the vocabulary of a program for sentences of a language, the same for the same words.

    A program's own words are English: a sentence of another language is not changed.
    """
    if language != "en":
        return Vocabulary(OUR_WORDS, EnglishSpelling.AMERICAN)
    return Vocabulary(words, spelling)


def _replacements(words: ProgramWords, spelled: Mapping[str, str]) -> dict[str, str]:
    """Return our words in lower case, each with what the program says in its place."""
    found = dict(spelled)
    for term, ours in zip(words.terms, _OUR_WORDS, strict=True):
        if term is not None:
            found |= dict.fromkeys(ours.one, term.one) | dict.fromkeys(ours.many, term.many)
    found |= dict(_verb_forms(words.renew))
    return {ours: said for ours, said in found.items() if ours != said}


def _verb_forms(renew: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of "renew" with those of a regular verb."""
    if renew:
        stem = renew.removesuffix("e")
        yield from (("renew", renew), ("renews", f"{renew}s"), ("renewed", f"{stem}ed"))


def _pattern_of(words: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern for each of the words with its article, and for what is filled in later."""
    longest_first = sorted(words, key=len, reverse=True)
    spelled = "|".join(
        "&?".join(map(re.escape, word)) + (_NOT_A_NOUN if word == "set" else "")
        for word in longest_first
    )
    return re.compile(
        r"\{[^{}]*\}"
        rf"|(?<![\w{{&.-])(?:(?P<article>an?)\s)?(?P<word>&?(?:{spelled or '(?!)'}))(?![\w-]|\.\w)",
        re.IGNORECASE,
    )
