"""Every text of the catalog, said in the words of programs with their own, in each language."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import lssc_desktop
from installers import catalogs
from lssc_desktop import languages
from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.vocabulary import ProgramWords, Term, vocabulary_of
from lssc_desktop.languages import ENGLISH, LANGUAGES, catalog
from lssc_desktop.messages.message import speak_of
from lssc_desktop.store.programs import read_program, shipped_programs
from lssc_desktop.word_places import OUR_PLACES, our_words

PROGRAMS = sorted((Path(__file__).parents[1] / "programs").glob("*.toml"))
ENTRIES = catalogs.entries(catalogs.TEMPLATE.read_bytes())

OURS = {
    "competency": r"competenc(?:y|ies)",
    "set": r"sets?",
    "statement": r"(?:learning )?statements?",
    "portfolio": r"portfolios?",
    "renewal": r"renewals?",
    "evaluator": r"evaluators?",
    "renew": r"renew(?:s|ed)?",
}
"""How our word for each thing is found in a text, by the field of `ProgramWords`."""

NO_NAMES = (
    *("to set up", "set SSL_CERT_FILE", "set count_is_minimum", "is set to go online"),
    *("not set before", "not set anymore", "Set aside for now", "Set it in this terminal"),
    *("Set link", "Set the clock", "Set {variable}"),
    *("“statement”", "statement=TEXT"),
    *("Renew your membership", "unless it is renewed", "unless it was renewed"),
    *("the approval was renewed", "Portfolio Development Suggestion"),
    *("{Renewal} statement", "{renewal} statement", "They come with a statement of at most"),
    *("Words of the statement for",),
)
"""What has one of our words and means no such thing: verbs, names in files, what others renew.

A renewal's own statement isn't the one that a program has a name for.
"""

WRONG_ARTICLE = re.compile(
    r"\ba (?!eu|one\b|uni|us[aei])(?=[aeiou])"
    r"|\ban (?:(?=eu|one\b|uni|us[aei])|(?=[b-df-hj-np-tv-z])(?!hour|hon))"
)

LEFTOVERS = {
    "two spaces": re.compile(r"(?<=\w)  +(?=\w)"),
    "a word twice": re.compile(r"\b(?!A a la F)(\w+) \1\b", re.IGNORECASE),
    "a space before a mark": re.compile(r" [,.;:!?](?=\s|$)"),
    "two marks": re.compile(r"[,;]{2}|,\.|(?<!\.)\.\.(?!\.)"),
    "a loose brace": re.compile(r"\{\}|\{[^{}\w]|\{[^{}]*$|^[^{}]*\}"),
}
"""What is left where a text was put together carelessly, in whatever language."""

IN_SPANISH = {
    "English": re.compile(
        r"(?<![\w:/{-])(?:the|your|you|we|is|are|of|and|with|this|it|isn’t|don’t)(?![\w:/])"
    ),
    "two words that are one": re.compile(r"\b(?:de el|a el)\b", re.IGNORECASE),
    "y before i": re.compile(r"\by h?[ií](?![aeou])", re.IGNORECASE),
    "o before o": re.compile(r"\bo h?[oó]\w", re.IGNORECASE),
    "two full stops, as a time ends with one": re.compile(
        r"\bel \{(?:[\w.]+:)?moment\}\.|\{time\}\."
    ),
}

STRANGE = ProgramWords(
    competency=Term("elm", "elms"),
    set=Term("isle", "isles"),
    statement=Term("ode", "odes"),
    portfolio=Term("unit", "units"),
    renewal=Term("accord", "accords"),
    evaluator=Term("judge", "judges"),
    renew="extend",
)
"""Words that stand nowhere in our texts, with other articles than ours."""


def programs() -> Iterator[Program]:
    shipped = [each.program for each in shipped_programs()]
    yield from shipped
    yield from (read_program(each.read_bytes(), each.name) for each in PROGRAMS)
    yield replace(shipped[0], id="strange", words=STRANGE)


def said(program: Program, language: str) -> dict[str, str]:
    """Return each text as it is said, by what translators get."""
    found = {}
    with languages.speaking(catalog(language)):
        speak_of(program)
        words = languages.spoken()
        for each in ENTRIES:
            if each.many:
                found[each.one] = words.ngettext(each.one, each.many, 1)
                found[each.many] = words.ngettext(each.one, each.many, 2)
            elif each.context:
                found[each.one] = words.pgettext(each.context, each.one)
            else:
                found[each.one] = words.gettext(each.one)
    return found


def faults(text: str) -> Iterator[str]:
    """What no text may have, in whosever words it is said."""
    if our_words(text) != text:
        yield "a place of a word"
    if re.search(r"\ban? (?:an?|the)\b", text, re.IGNORECASE):
        yield "two articles"
    if WRONG_ARTICLE.search(text):
        yield "the wrong article"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("program", [*programs()], ids=lambda program: program.id)
def test_every_text_is_said_in_the_words_of_the_program(program: Program, language: str) -> None:
    texts = said(program, language)
    assert len(texts) > 5000
    wrong = LEFTOVERS if language == ENGLISH else {**LEFTOVERS, **IN_SPANISH}
    assert leftovers(texts, wrong) == []
    if language != ENGLISH:  # says all of it in its own way
        assert [each for each in texts.values() if our_words(each) != each] == []
        return
    assert {each: list(faults(each)) for each in texts.values() if list(faults(each))} == {}
    named = {field for field in OURS if getattr(program.words, field)}
    theirs = [each for field in named for each in forms(getattr(program.words, field))]
    ours = "|".join(OURS[field] for field in sorted(named)) or "(?!)"
    found = re.compile(rf"(?<![\w.{{-])(?:{ours})(?![\w-]|\.\w)", re.IGNORECASE)
    left_out = [*map(vocabulary_of(program.words, program.spelling), NO_NAMES), *theirs]
    assert [each for each in texts.values() if found.search(without(each, left_out))] == []


def leftovers(texts: dict[str, str], wrong: dict[str, re.Pattern[str]]) -> list[tuple[str, str]]:
    """What each text has that is wrong, apart from what people type."""
    return [
        (fault, text)
        for ours, text in texts.items()
        for fault, found in wrong.items()
        if found.search(re.sub(r"--[\w-]+", "an_option", text)) and not ours.startswith(AS_IT_IS)
    ]


AS_IT_IS = ("dav+https:, tus", "{number}  {name}")
"""Texts that list what is typed, or stand in columns."""


def forms(word: Term | str) -> tuple[str, ...]:
    return (word,) if isinstance(word, str) else (word.one, word.many)


def without(text: str, left_out: list[str]) -> str:
    """Return a text without forms of facts, and without what is none of our words there."""
    longest_first = sorted(left_out, key=len, reverse=True)
    formless = re.sub(r":[^{}]*\}", "}", text)
    return re.sub("|".join(map(re.escape, longest_first)), "", formless, flags=re.IGNORECASE)


@pytest.mark.parametrize("text", ["Open {a_set}", "a an award", "A the set", "a award", "an unit"])
def test_what_is_wrong_with_a_text_is_found(text: str) -> None:
    assert list(faults(text))


def test_an_article_is_part_of_its_place() -> None:
    """Who writes "a {set}" gets "a award"; "an" and "a" are said with the word: {a_set}."""
    loose = re.compile(rf"\b[Aa]n? &?\{{(?:{'|'.join(OUR_PLACES)})\}}")
    assert [
        each for entry in ENTRIES for each in (entry.one, entry.many) if loose.search(each)
    ] == []


def test_no_fact_is_called_as_a_place_of_a_word() -> None:
    """It would be said as the word: `{set}` is what the program calls a set, not which one."""
    package = Path(lssc_desktop.__file__).parent
    named = [
        f"{path.relative_to(package)}:{call.lineno} {keyword.arg}"
        for path in package.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "format"
        for keyword in call.keywords
        if keyword.arg in OUR_PLACES
    ]
    assert named == []
