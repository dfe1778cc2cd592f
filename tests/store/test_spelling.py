"""Hunspell is run for real: those tests skip where it, or its US dictionary, is not installed."""

from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.store.spelling import Hunspell, dictionaries, dictionary_for, find_checker

_LISTING = """SEARCH PATH:
.::/usr/share/hunspell:/usr/share/myspell
AVAILABLE DICTIONARIES (path is not mandatory for -d option):
/usr/share/hunspell/en_US
C:\\Hunspell\\de_DE
LOADED DICTIONARY:
/usr/share/hunspell/fr.aff
"""


def stop(_progress: Progress) -> None:
    raise Cancelled


@pytest.fixture
def hunspell(monkeypatch: pytest.MonkeyPatch) -> Hunspell:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    checker = find_checker(ignore_progress)
    if checker is None or checker.dictionary != "en_US":
        pytest.skip("hunspell with its US English dictionary is not installed")
    return checker


def test_the_dictionaries_are_read_from_what_hunspell_lists() -> None:
    assert dictionaries(_LISTING) == {"en_US", "de_DE"}


def test_a_listing_without_dictionaries_has_none() -> None:
    assert dictionaries("") == frozenset()


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de_DE"),
        ({"LANG": "de_DE@euro"}, "de_DE"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "de_DE.UTF-8"}, "en_US"),
        ({"LC_ALL": "", "LANG": "de_DE"}, "de_DE"),
        ({"LANG": "fi_FI.UTF-8"}, "en_US"),
        ({"LANG": "C"}, "en_US"),
        ({}, "en_US"),
    ],
)
def test_the_dictionary_is_of_the_language_of_the_person_or_us_english(
    environment: dict[str, str], expected: str
) -> None:
    assert dictionary_for(environment, frozenset({"de_DE", "en_US"})) == expected


def test_where_neither_language_has_a_dictionary_there_is_none() -> None:
    assert dictionary_for({"LANG": "de_DE"}, frozenset({"fr"})) is None


def test_without_hunspell_there_is_no_checker(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_checker(ignore_progress) is None


def test_a_checker_that_went_away_knows_of_no_unknown_word(tmp_path: Path) -> None:
    gone = Hunspell(tmp_path / "hunspell", "en_US")

    assert gone.unknown_words(frozenset({"librery"}), ignore_progress) == frozenset()


def test_hunspell_tells_the_words_it_does_not_know(hunspell: Hunspell) -> None:
    words = frozenset({"library", "librery", "don't", "Zwölf", "\U00010428\U00010429"})

    unknown = hunspell.unknown_words(words, ignore_progress)

    assert {"librery", "Zwölf"} <= unknown
    assert not unknown & {"library", "don't"}


def test_a_dictionary_that_is_not_there_makes_no_word_unknown(hunspell: Hunspell) -> None:
    absent = Hunspell(hunspell.program, "xx_XX")

    assert absent.unknown_words(frozenset({"librery"}), ignore_progress) == frozenset()


def test_asking_can_be_stopped(hunspell: Hunspell) -> None:
    with pytest.raises(Cancelled):
        hunspell.unknown_words(frozenset({"librery"}), stop)
