"""Catalogs of sentences: the one of the language, and the words of the program that is followed.

Every sentence goes through `gettext`, so the words of a program are a catalog too, which stands
before that of the language: one place for all of them.
"""

import gettext
from functools import cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a start speaks of no program yet
    from lssc_desktop.core.program.program import Program
    from lssc_desktop.core.program.vocabulary import Vocabulary

_find_catalog = gettext.translation
"""The function itself, before which `speak_of` and `remember_catalogs` put theirs."""


def remember_catalogs() -> None:
    """Make `gettext` remember which catalog there is, or that there is none.

    By itself it asks the disk for every sentence. Each time Python gives the turn to another
    thread, and a page of five hundred words then waits five hundred times for a job that computes.
    """
    gettext.translation = cache(partial(_find_catalog, fallback=True))  # type: ignore[assignment]  # a function all the same


def speak_of(program: "Program | None") -> None:
    """Let every sentence from now on use the words of a program; None: only those of ours.

    It holds for the whole process, as a language does. What was said before stays as it is.
    """
    remember_catalogs()
    if program is None:
        return
    from lssc_desktop.core.program.vocabulary import vocabulary_of

    words = vocabulary_of(program.words, program.spelling)
    if words:
        catalog = ProgramCatalog(words)
        catalog.add_fallback(gettext.translation(gettext.textdomain()))
        gettext.translation = lambda *_names, **_options: catalog  # type: ignore[assignment]  # one for every domain


class ProgramCatalog(gettext.NullTranslations):
    """The sentences of the language with the words of a program."""

    def __init__(self, words: "Vocabulary") -> None:
        super().__init__()
        self._words = words

    def gettext(self, message: str) -> str:
        """Return a sentence in the language, with the words of the program."""
        return self._words.say(super().gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return a sentence about so many, with the words of the program."""
        return self._words.say(super().ngettext(msgid1, msgid2, n))
