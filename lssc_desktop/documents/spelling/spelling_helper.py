"""The spelling helper: a process that keeps a dictionary in memory and looks words up in it.

To read a dictionary takes some tenths of a second, and to find what a word was meant to be as long:
in a process of its own no key of the window waits for either, and a dictionary that makes Hunspell
crash ends this process alone. It ends with the program that started it.
"""

import sys
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from lssc_desktop.core.text.text import likeliest, small_form
from lssc_desktop.disk import helpers
from lssc_desktop.disk.helpers import WireMessage, giving
from lssc_desktop.documents.spelling.system import (
    SYSTEM,
    KnownWords,
    SystemSpelling,
    is_system,
    language_of,
    system_spelling,
)

_MOST = 15  # suggestions that are compared
_FIRST = 1000  # lines of a dictionary, one of which must be a word of it
_IN_NUMBERS = "0123456789.,- \r\n"  # it takes all numbers for words
_AS_IT_IS = "utf_8"  # a name of UTF-8 for which the library lays nothing before a path


class LoadedDictionary:
    """The dictionary that was asked for last, in memory, or the checker of the system."""

    def __init__(self, find_system: Callable[[], SystemSpelling | None] = system_spelling) -> None:
        self._find_system = find_system
        self._path = ""
        self._dictionary: KnownWords | None = None

    def answer(self, question: Mapping[str, Any]) -> list[str]:
        """Return the unknown ones of some words, or what one word was probably meant to be.

        Or the language in which the system would answer, none where it has no checker.
        """
        path = str(question.get("dictionary", SYSTEM))
        if question["ask"] == "language":
            system = self._find_system()
            language = None if system is None else language_of(system, path)
            return [language] if language else []
        dictionary = self._read(path)
        if question["ask"] == "suggest":
            word = str(question["word"])
            small = small_form(word)
            found = list(islice(dictionary.suggest(word), _MOST))
            found_for_small = islice(dictionary.suggest(small), _MOST) if small else ()
            return list(likeliest(found, tuple(found_for_small)))
        return [word for word in question["words"] if not dictionary.lookup(word)]

    def _read(self, path: str) -> KnownWords:
        if self._dictionary is None or path != self._path:
            self._dictionary = (
                self._of_the_system(path) if is_system(path) else WordsOfFiles(Path(path))
            )
            self._path = path
        return self._dictionary

    def _of_the_system(self, path: str) -> KnownWords:
        system = self._find_system()
        language = None if system is None else language_of(system, path)
        if system is None or language is None:
            raise LookupError
        return system.words_of(language)


class WordsOfFiles:
    """The words of a dictionary in the form of Hunspell: two files that differ in their endings.

    Hunspell itself reads them, in C++: it says nothing of files that it cannot read, and knows no
    word then. Raises `LookupError` for those, and `OSError`.
    """

    def __init__(self, path: Path) -> None:
        from hunspell import Hunspell

        folder = _whole(path.parent)
        self._words = Hunspell(path.name, hunspell_data_dir=folder, system_encoding=_AS_IT_IS)
        encoding = self._words._dic_encoding  # noqa: SLF001  it has no other name
        with path.with_name(f"{path.name}.dic").open(encoding=encoding, errors="ignore") as lines:
            own = (line.split("/")[0].strip(_IN_NUMBERS) for line in islice(lines, _FIRST))
            if not any(word and self.lookup(word) for word in own):
                raise LookupError

    def lookup(self, word: str) -> bool:
        """Whether a word is in the dictionary, or made of what is."""
        try:
            return bool(self._words.spell(word)) and "\0" not in word  # where C ends a word
        except UnicodeEncodeError:  # it has letters that no word of this language has
            return False

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what an unknown word was probably meant to be, the likeliest first."""
        try:
            found: tuple[str, ...] = self._words.suggest(word)
        except UnicodeEncodeError:
            return ()
        return found


def _whole(folder: Path) -> str:
    """Return the name of a folder; on Windows in the only form that has all letters for C."""
    whole = str(folder.absolute())
    if sys.platform != "win32":
        return whole
    return "\\\\?\\" + (f"UNC{whole[1:]}" if whole.startswith("\\\\") else whole)


def serve_words() -> NoReturn:
    """Answer until the other side ends."""
    dictionary = LoadedDictionary()
    helpers.serve(lambda frame, _: giving(_answer(dictionary, frame)))


def _answer(dictionary: LoadedDictionary, frame: WireMessage) -> tuple[str, ...]:
    try:
        return tuple(dictionary.answer(frame.words))
    except Exception:  # noqa: BLE001  what a damaged dictionary makes the library raise can be anything
        return ()
