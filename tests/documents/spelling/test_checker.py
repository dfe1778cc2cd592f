"""Words are looked up in a process of our own, which may end at any moment."""

import os
import signal
import sys
from pathlib import Path

import pytest

from lssc_desktop.core.job import Cancelled, Progress, ignore_progress
from lssc_desktop.documents.spelling.checker import OwnChecker, find_checker
from tests.dictionaries import write_dictionary
from tests.processes import is_gone, wait_until

WINDOWS_HAS_ITS_OWN = pytest.mark.skipif(os.name == "nt", reason="Windows has a checker for it")


def stop(_progress: Progress) -> None:
    raise Cancelled


class TestOfThisComputer:
    @pytest.fixture(autouse=True)
    def home(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
        monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
        return tmp_path

    @pytest.mark.parametrize(
        ("language", "unknown", "suggested"),
        [
            pytest.param("", "colour", "color", marks=WINDOWS_HAS_ITS_OWN),
            pytest.param("en_US", "colour", "color", marks=WINDOWS_HAS_ITS_OWN),
            ("en_GB", "color", "colour"),
        ],
    )
    def test_english_is_checked_as_its_country_spells_it(
        self, language: str, unknown: str, suggested: str
    ) -> None:
        checker = find_checker(ignore_progress, language)
        assert checker is not None
        words = frozenset({"library", "librery", "don't", "colour", "color", "Zwölf"})
        try:
            assert checker.unknown_words(words, ignore_progress) == {"librery", unknown, "Zwölf"}
            assert suggested in checker.suggestions(unknown, ignore_progress)
            assert checker.suggestions("librery", ignore_progress)[0] == "library"
            assert checker.suggestions("Teh", ignore_progress)[0] == "The"
        finally:
            checker.close()

    @pytest.mark.skipif(os.name == "nt", reason="its language is not in the environment")
    def test_what_the_user_added_to_another_program_is_read(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LC_ALL", "xx_XX.UTF-8")
        write_dictionary(home / ".local" / "share" / "hunspell" / "xx_XX", "blorp")
        checker = find_checker(ignore_progress)
        assert checker is not None
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
            asked = frozenset({"library", "librery"})
            assert checker.unknown_words(asked, ignore_progress) == frozenset()
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

    @pytest.mark.parametrize(
        ("encoding", "word"),
        [("ISO8859-1", "biblioth\xe8que"), ("KOI8-R", "книга"), ("UTF-8", "کتابخانه")],
    )
    def test_a_dictionary_has_the_letters_of_its_language(
        self, tmp_path: Path, encoding: str, word: str
    ) -> None:
        path = write_dictionary(tmp_path / "xx", word, encoding=encoding)
        checker = OwnChecker(path)
        asked = frozenset({word, "Łódź", "\U0001f4da", "a\0b"})
        try:
            assert checker.unknown_words(asked, ignore_progress) == asked - {word}
        finally:
            checker.close()

    def test_letters_that_nobody_can_read_make_no_word_unknown(self, tmp_path: Path) -> None:
        path = write_dictionary(tmp_path / "bg_BG", "книга", encoding="cp1251")
        affixes = path.with_name("bg_BG.aff")
        affixes.write_bytes(affixes.read_bytes().replace(b"cp1251", b"microsoft-cp1251"))
        checker = OwnChecker(path)
        try:
            asked = frozenset({"книга", "книгга"})
            assert checker.unknown_words(asked, ignore_progress) == frozenset()
        finally:
            checker.close()

    def test_a_folder_may_have_letters_of_any_script(self, tmp_path: Path) -> None:
        checker = OwnChecker(write_dictionary(tmp_path / "Wörter 词典" / "en_US", "library"))
        try:
            asked = frozenset({"library", "librery"})
            assert checker.unknown_words(asked, ignore_progress) == {"librery"}
        finally:
            checker.close()

    @pytest.mark.skipif(sys.platform == "win32", reason="its processes know no signals")
    @pytest.mark.parametrize("fault", ["SIGKILL", "SIGSEGV"])
    def test_a_fault_while_words_are_looked_up_ends_the_helper_alone(
        self, tmp_path: Path, fault: str
    ) -> None:
        checker = OwnChecker(write_dictionary(tmp_path / "en_US", "library"))
        asked = frozenset({"library", "librery"})
        faulty: list[int] = []

        def end(_progress: Progress) -> None:
            if not faulty and checker.helper is not None:
                faulty.append(checker.helper)
                os.kill(checker.helper, getattr(signal, fault))
                os.kill(checker.helper, signal.SIGCONT)

        try:
            assert checker.unknown_words(asked, ignore_progress) == {"librery"}
            assert checker.helper is not None
            os.kill(checker.helper, signal.SIGSTOP)  # so that it is at work when the fault comes
            assert checker.unknown_words(asked, end) == frozenset()
            wait_until(lambda: is_gone(faulty[0]))
            assert checker.unknown_words(asked, ignore_progress) == {"librery"}
            assert checker.helper not in {None, *faulty}
        finally:
            checker.close()
