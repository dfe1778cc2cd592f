"""Hunspell is run for real: those tests skip where it, or its US dictionary, is not installed."""

import os
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.documents.spelling.checker import (
    Dictionary,
    Hunspell,
    OwnChecker,
    dictionaries,
    find_checker,
)
from tests.dictionaries import write_dictionary
from tests.processes import is_gone, wait_until

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
    if not isinstance(checker, Hunspell):
        pytest.skip("hunspell is not installed")
    return checker


def test_the_dictionaries_are_read_from_what_hunspell_lists() -> None:
    assert dictionaries(_LISTING) == (
        Dictionary("en_US", Path("/usr/share/hunspell/en_US")),
        Dictionary("de_DE", Path("C:\\Hunspell\\de_DE")),
    )


def test_a_listing_without_dictionaries_has_none() -> None:
    assert dictionaries("") == ()


class TestWithoutHunspell:
    """As on most computers: the dictionaries of other programs are read by ourselves."""

    @pytest.fixture
    def home(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
        return tmp_path

    @pytest.mark.usefixtures("home")
    def test_there_is_a_checker_of_our_own_for_us_english(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
        checker = find_checker(ignore_progress)
        assert isinstance(checker, OwnChecker)
        words = frozenset({"library", "librery", "don't", "Zwölf"})
        try:
            assert checker.unknown_words(words, ignore_progress) == {"librery", "Zwölf"}
            assert checker.suggestions("librery", ignore_progress)[0] == "library"
            assert checker.suggestions("Teh", ignore_progress)[0] == "The"
        finally:
            checker.close()

    @pytest.mark.skipif(os.name == "nt", reason="its language is not in the environment")
    def test_it_reads_what_the_user_added_to_another_program(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")
        write_dictionary(home / ".local" / "share" / "hunspell" / "xx_XX", "blorp")
        checker = find_checker(ignore_progress)
        assert isinstance(checker, OwnChecker)
        try:
            asked = frozenset({"blorp", "library"})
            assert checker.unknown_words(asked, ignore_progress) == {"library"}
        finally:
            checker.close()


class TestOwnProcess:
    def test_it_ends_when_it_is_closed_and_begins_again_when_it_is_asked(
        self, tmp_path: Path
    ) -> None:
        checker = OwnChecker(write_dictionary(tmp_path / "en_US", "library"))
        try:
            checker.unknown_words(frozenset({"library"}), ignore_progress)
            helper = checker.helper
            assert helper is not None
            checker.close()
            wait_until(lambda: is_gone(helper))
            asked = frozenset({"librery"})
            assert checker.unknown_words(asked, ignore_progress) == asked
        finally:
            checker.close()

    @pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"SFX A Y 1\nSFX A" + b"[" * 900])
    def test_a_damaged_dictionary_makes_no_word_unknown(
        self, tmp_path: Path, content: bytes
    ) -> None:
        path = write_dictionary(tmp_path / "en_US", "library")
        path.with_name("en_US.dic").write_bytes(content)
        path.with_name("en_US.aff").write_bytes(content)
        checker = OwnChecker(path)
        try:
            assert checker.suggestions("librery", ignore_progress) == ()
        finally:
            checker.close()

    def test_a_dictionary_that_went_away_makes_no_word_unknown(self, tmp_path: Path) -> None:
        checker = OwnChecker(tmp_path / "gone")
        try:
            asked = frozenset({"librery"})
            assert checker.unknown_words(asked, ignore_progress) == frozenset()
        finally:
            checker.close()

    def test_asking_can_be_stopped(self, tmp_path: Path) -> None:
        checker = OwnChecker(write_dictionary(tmp_path / "en_US", "library"))
        try:
            with pytest.raises(Cancelled):
                checker.unknown_words(frozenset({"librery"}), stop)
            assert checker.unknown_words(frozenset({"library"}), ignore_progress) == frozenset()
        finally:
            checker.close()


def test_a_checker_that_went_away_knows_of_no_unknown_word(tmp_path: Path) -> None:
    gone = Hunspell(tmp_path / "hunspell", "en_US")

    assert gone.unknown_words(frozenset({"librery"}), ignore_progress) == frozenset()


def test_hunspell_tells_the_words_it_does_not_know(hunspell: Hunspell) -> None:
    words = frozenset({"library", "librery", "don't", "Zwölf", "\U00010428\U00010429"})

    unknown = hunspell.unknown_words(words, ignore_progress)

    assert {"librery", "Zwölf"} <= unknown
    assert not unknown & {"library", "don't"}


def test_hunspell_suggests_the_likeliest_words_first(hunspell: Hunspell) -> None:
    assert hunspell.suggestions("librery", ignore_progress)[0] == "library"
    assert len(hunspell.suggestions("teh", ignore_progress)) == 5
    assert hunspell.suggestions("Teh", ignore_progress)[0] == "The"
    assert hunspell.suggestions("zzzyzzxq", ignore_progress) == ()


@pytest.mark.parametrize("word", ["*library", "@x", "!", "-", "", "a\nb"])
def test_what_hunspell_would_take_for_a_command_is_a_word(hunspell: Hunspell, word: str) -> None:
    assert len(hunspell.suggestions(word, ignore_progress)) <= 5


def test_a_dictionary_that_is_not_there_makes_no_word_unknown(hunspell: Hunspell) -> None:
    absent = Hunspell(hunspell.program, "xx_XX")

    assert absent.unknown_words(frozenset({"librery"}), ignore_progress) == frozenset()


def test_asking_can_be_stopped(hunspell: Hunspell) -> None:
    with pytest.raises(Cancelled):
        hunspell.unknown_words(frozenset({"librery"}), stop)
