"""No word of libraries or of a program is marked, and a British program is spelled British."""

from dataclasses import replace

import pytest

from lssc_desktop.core.program.program import Program
from lssc_desktop.core.program.rules import rules_code
from lssc_desktop.core.program.translation import in_language, spelled_right, texts_of
from lssc_desktop.core.program.vocabulary import Term, dictionary_of
from lssc_desktop.core.text.text import is_own_word, placed_words
from lssc_desktop.documents.spelling.checker import (
    dictionary_for,
    find_dictionaries,
    words_of_the_field,
)
from lssc_desktop.documents.spelling.spelling_helper import WordsOfFiles
from lssc_desktop.store.programs import shipped_program

FIELD = (
    "Our interlibrary makerspace has ebooks, a flyer for storytime, and Wi-Fi; WorldCat says so."
)


def marked(text: str, program: Program, language: str = "en") -> list[str]:
    """Return what would be marked with the dictionaries that ship with us."""
    wanted = dictionary_of(language, program.spelling)
    found = dictionary_for({}, find_dictionaries(()), wanted)
    assert found is not None
    words = WordsOfFiles(found.path)
    right = words_of_the_field(wanted) | spelled_right(program)
    written = [each.word for each in placed_words(text)]
    return [word for word in written if not (words.lookup(word) or is_own_word(word, right))]


@pytest.fixture(params=["lssc", "cilip-certification"])
def shipped(request: pytest.FixtureRequest) -> Program:
    return shipped_program(request.param).program


def test_words_of_the_field_are_known_in_both_countries(shipped: Program) -> None:
    assert marked(FIELD, shipped) == []


def test_every_word_of_a_program_is_right(shipped: Program) -> None:
    assert [marked(text, shipped) for text in texts_of(shipped)] == [[]] * len(texts_of(shipped))


def test_a_british_program_is_spelled_british() -> None:
    british = shipped_program("cilip-certification").program
    assert marked("Organisational programmes were catalogued in the centre.", british) == []
    assert marked("Our catalog has color.", british) == ["catalog", "color"]


def test_names_and_the_list_of_a_program_are_right(program: Program) -> None:
    text = "Each blorpt of the Quuxley scheme"
    assert marked(text, program) == ["blorpt", "Quuxley"]
    words = replace(program.words, set=Term("blorpt", "blorpts"))
    assert marked(text, replace(program, words=words, word_list=("Quuxley",))) == []


def test_the_program_stays_known_in_its_own_words_when_it_is_translated(program: Program) -> None:
    text = next(each for each in texts_of(program) if " " in each)
    translated = in_language(program, {text: "Zzyzx"})
    assert {"Zzyzx", next(placed_words(text)).word} <= spelled_right(translated)


def test_the_list_is_no_rule(program: Program) -> None:
    assert rules_code(replace(program, word_list=("Quuxley",))) == rules_code(program)


def test_no_word_of_the_field_is_in_both_dictionaries_already() -> None:
    known = [
        WordsOfFiles(each.path) for each in find_dictionaries(()) if each.name in {"en_GB", "en_US"}
    ]
    assert len(known) == 2
    needless = [w for w in words_of_the_field("") if all(each.lookup(w) for each in known)]
    assert needless == []


def test_other_languages_have_no_such_list() -> None:
    assert words_of_the_field("es") == frozenset()
    assert words_of_the_field("en_GB") == words_of_the_field("")
