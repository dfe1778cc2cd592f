"""What the system knows of words, by one contract for every list of words.

That of Windows is asked there, and under Wine a stand-in that was compiled by Microsoft's interface
(spellcheck.h); that of macOS is asked there only. On all systems a stand-in in Python and a
dictionary from files answer alike.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from lssc_desktop.core.job import ignore_progress
from lssc_desktop.documents.spelling.checker import OwnChecker
from lssc_desktop.documents.spelling.spelling_helper import LoadedDictionary
from lssc_desktop.documents.spelling.system import (
    SYSTEM,
    KnownWords,
    SystemSpelling,
    language_of,
    system_in,
    system_spelling,
)
from tests.dictionaries import write_dictionary


class ShortWords:
    """A list of few words."""

    def __init__(self, *words: str) -> None:
        self._words = words

    def lookup(self, word: str) -> bool:
        return word in self._words

    def suggest(self, word: str) -> Iterable[str]:
        return (each for each in self._words if each[:2] == word[:2])


class ShortSystem:
    """A system that has words of some languages."""

    def __init__(self, preferred: str, languages: Mapping[str, ShortWords]) -> None:
        self._preferred = preferred
        self._languages = languages

    def languages(self) -> tuple[str, ...]:
        return tuple(self._languages)

    def preferred(self) -> str:
        return self._preferred

    def words_of(self, language: str) -> KnownWords:
        return self._languages[language]


def _short() -> SystemSpelling:
    return ShortSystem("en-US", {"en-US": ShortWords("library", "don't", "and")})


class Contract:
    """What is asked in the helper, whatever answers there."""

    def test_the_unknown_words_are_a_part_of_those_asked(
        self, words: LoadedDictionary, dictionary: str
    ) -> None:
        question = {"ask": "unknown", "dictionary": dictionary}
        asked = ["don't", "library", "librery"]
        assert words.answer({**question, "words": asked}) == ["librery"]
        assert words.answer({**question, "words": []}) == []

    def test_the_likeliest_word_is_suggested_first(
        self, words: LoadedDictionary, dictionary: str
    ) -> None:
        found = words.answer({"ask": "suggest", "dictionary": dictionary, "word": "librery"})
        assert found[0] == "library"

    @pytest.mark.parametrize("word", ["", "\U0001f4da", "x" * 400, "li\0brary", "\ud83d", "Zwölf"])
    def test_odd_words_are_no_trouble(
        self, words: LoadedDictionary, dictionary: str, word: str
    ) -> None:
        unknown = words.answer({"ask": "unknown", "dictionary": dictionary, "words": [word]})
        assert unknown in ([], [word])
        found = words.answer({"ask": "suggest", "dictionary": dictionary, "word": word})
        assert all(isinstance(each, str) for each in found)


class TestDictionaryFromFiles(Contract):
    @pytest.fixture
    def words(self) -> LoadedDictionary:
        return LoadedDictionary()

    @pytest.fixture
    def dictionary(self, tmp_path: Path) -> str:
        return str(write_dictionary(tmp_path / "en_US", "library", "don't", "and"))


class TestStandIn(Contract):
    @pytest.fixture
    def words(self) -> LoadedDictionary:
        return LoadedDictionary(_short)

    @pytest.fixture
    def dictionary(self) -> str:
        return SYSTEM


def _of_this_system() -> SystemSpelling | None:
    try:
        return system_spelling()
    except OSError:
        return None


class TestOfThisSystem(Contract):
    @pytest.fixture
    def words(self) -> LoadedDictionary:
        system = _of_this_system()
        if system is None or language_of(system) is None:
            pytest.skip("only Windows and macOS have a spelling checker of their own")
        return LoadedDictionary()

    @pytest.fixture
    def dictionary(self) -> str:
        return SYSTEM

    def test_its_languages_are_offered(self, words: LoadedDictionary) -> None:
        system = _of_this_system()
        assert system is not None
        (language,) = words.answer({"ask": "language"})
        assert language in system.languages()
        assert system.preferred()

    @pytest.mark.usefixtures("words")
    def test_it_answers_in_the_process_of_our_own(self, dictionary: str) -> None:
        checker = OwnChecker(dictionary)
        try:
            assert checker.system_language(ignore_progress)
            asked = frozenset({"library", "librery"})
            assert checker.unknown_words(asked, ignore_progress) == {"librery"}
            assert checker.suggestions("librery", ignore_progress)[0] == "library"
        finally:
            checker.close()


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="those have one of their own")
def test_other_systems_have_none() -> None:
    assert system_spelling() is None
    assert LoadedDictionary().answer({"ask": "language"}) == []
    checker = OwnChecker(SYSTEM)
    try:
        assert checker.system_language(ignore_progress) == ""
        assert checker.unknown_words(frozenset({"librery"}), ignore_progress) == frozenset()
    finally:
        checker.close()


@pytest.mark.parametrize(
    ("preferred", "offered", "chosen"),
    [
        ("en-US", ("de-DE", "en-GB", "en-US"), "en-US"),
        ("es-US", ("en-US", "es-MX"), "es-MX"),
        ("en-CA", ("en-GB", "en-US"), "en-US"),
        ("fi-FI", ("de-DE", "en-US"), "en-US"),
        ("fi-FI", ("de-DE",), None),
        ("", ("en-US",), "en-US"),
        ("en", ("en", "en_GB"), "en"),  # as macOS names them
        ("en-US", (), None),
    ],
)
def test_the_language_of_the_user_is_taken_where_the_system_offers_it(
    preferred: str, offered: tuple[str, ...], chosen: str | None
) -> None:
    system = ShortSystem(preferred, {each: ShortWords() for each in offered})
    assert language_of(system) == chosen


@pytest.mark.parametrize(("offered", "chosen"), [(("en-GB", "en-US"), "en-GB"), (("en-US",), None)])
def test_the_language_of_a_program_is_taken_where_the_system_offers_it(
    offered: tuple[str, ...], chosen: str | None
) -> None:
    words = {each: ShortWords() for each in offered}
    system = ShortSystem("en-US", words)
    dictionary = system_in("en_GB")
    assert language_of(system, dictionary) == chosen
    loaded = LoadedDictionary(lambda: system)
    answer = loaded.answer({"ask": "language", "dictionary": dictionary})
    assert answer == ([] if chosen is None else [chosen])
    assert system_in("") == SYSTEM
