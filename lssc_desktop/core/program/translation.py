"""The texts of a program in another language than its file is written in.

A translation stands under the text that it is of. Where the office changes a text, its translation
fits no longer and people read the new text: never an old rule in another language. What a text is
found by stays as it is: ids, addresses, names of documents and columns, and what is typed into a
form of the program.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any

from lssc_desktop.core.program.program import (
    Competency,
    CompetencySet,
    Option,
    PersonalDocument,
    Program,
    StatementRule,
)
from lssc_desktop.core.text.text import own_word, placed_words
from lssc_desktop.values import dataclass

type Texts = Mapping[str, str]
"""Texts of a program file, each with its translation into one language."""

type Translations = Mapping[str, Texts]
"""The translations of a program file by the codes of their languages: "es"."""

_KEPT = frozenset(
    {
        *("id", "version", "letter", "set", "technology_set", "kinds", "document"),
        *("email", "phone", "fax", "web", "url", "page", "address", "catalog", "sources"),
        *("currency", "region", "paper", "association", "classes", "file_types", "begins", "label"),
        *("columns", "sections", "words", "word_list", "own_title", "own"),
    }
)
"""Fields whose texts are no sentences for people, or are found by them elsewhere."""

_NAMES_FILES = (Competency, CompetencySet, PersonalDocument, StatementRule)
"""What files and folders are named after: by the title in the program's own language."""


def texts_of(program: Program) -> tuple[str, ...]:
    """Return the texts of a program that can be translated, each once, as the file has them."""
    return tuple(dict.fromkeys(_texts(program)))


def spelled_right(program: Program) -> frozenset[str]:
    """Return the words of a program, which the spelling checker takes for right.

    They are of its texts, in this language and its own, of its names for things, and its list.
    """
    own = program.own or program
    names = (word for term in own.words.terms if term for word in (term.one, term.many))
    texts = (*texts_of(program), *texts_of(own), *names, *own.word_list)
    words = {own_word(placed.word) for text in texts for placed in placed_words(text)}
    return frozenset(words | {word.lower() for word in words})


def in_language(program: Program, texts: Texts) -> Program:
    """Return a program with its texts translated, as far as there is a translation."""
    found: Program = _translated(program, texts)
    return found if found is program else replace(found, own=program.own or program)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, StrEnum):
        return
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for name in _names(value):
            yield from _texts(getattr(value, name))


def _translated(value: Any, texts: Texts) -> Any:  # noqa: ANN401  whatever a program has in it
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        return texts.get(value) or value
    if isinstance(value, tuple):
        return tuple(_translated(each, texts) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        name: new
        for name in _names(value)
        if (new := _translated(old := getattr(value, name), texts)) != old
    }
    if "title" in changed and isinstance(value, _NAMES_FILES):
        changed["own_title"] = value.own_title or value.title
    return replace(value, **changed) if changed else value


def _names(value: object) -> Iterator[str]:
    """Yield the names of the fields that may hold texts for people."""
    assert is_dataclass(value)  # noqa: S101 - for the type checker
    for field in fields(value):
        if field.name not in _KEPT and not (
            isinstance(value, Option) and field.name in {"choice", "among"}
        ):
            yield field.name


# What is missing --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TranslationGaps:
    """What does not fit between a program file and its texts in a language.

    `missing` are texts without a translation, `unused` translations of texts that the file does
    not have: mostly of one that was changed since. `total` is how many texts there are.
    """

    language: str
    total: int
    missing: tuple[str, ...]
    unused: tuple[str, ...]


def translation_gaps(program: Program, language: str, texts: Texts) -> TranslationGaps:
    """Return what does not fit between a program and its texts in a language."""
    known = texts_of(program)
    return TranslationGaps(
        language,
        len(known),
        tuple(text for text in known if not texts.get(text)),
        tuple(text for text in texts if text not in known),
    )
