"""The spelling helper: a process that keeps a dictionary in memory and looks words up in it.

To read a dictionary takes a second or three, and to find what a word was meant to be some tenths:
in a process of its own no key of the window waits for either. It ends with the program that
started it.
"""

import os
from collections.abc import Callable, Mapping
from itertools import islice
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from lssc_desktop.core.text.text import likeliest, small_form
from lssc_desktop.disk import helpers as wire
from lssc_desktop.disk.helpers import WireMessage
from lssc_desktop.disk.processes import end_own_group
from lssc_desktop.documents.spelling.system import (
    SYSTEM,
    KnownWords,
    SystemSpelling,
    is_system,
    language_of,
    system_spelling,
)

_MOST = 15  # suggestions that are compared


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
            self._dictionary = self._of_the_system(path) if is_system(path) else _from_files(path)
            self._path = path
        return self._dictionary

    def _of_the_system(self, path: str) -> KnownWords:
        system = self._find_system()
        language = None if system is None else language_of(system, path)
        if system is None or language is None:
            raise LookupError
        return system.words_of(language)


def _from_files(path: str) -> KnownWords:
    from spylls.hunspell import Dictionary

    words: KnownWords = Dictionary.from_files(path)
    return words


def serve_words() -> int:
    """Answer until the other side ends; return the exit status."""
    questions = open(0, "rb", closefd=False)  # noqa: SIM115  the pipe from the program
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get among the answers.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    asked: SimpleQueue[WireMessage] = SimpleQueue()
    Thread(target=_listen, args=(questions, asked), daemon=True).start()
    dictionary = LoadedDictionary()
    while True:
        wire.send(answers, {"found": _answer(dictionary, asked.get())})


def _listen(questions: BinaryIO, asked: SimpleQueue[WireMessage]) -> None:
    """Take in what comes; end at once with the program, whatever is being done meanwhile."""
    try:
        while (frame := wire.receive(questions)) is not None:
            asked.put(frame)
    finally:
        end_own_group()


def _answer(dictionary: LoadedDictionary, frame: WireMessage) -> list[str]:
    try:
        return dictionary.answer(frame.words)
    except Exception:  # noqa: BLE001  what a damaged dictionary makes the library raise can be anything
        return []
