"""The spelling checker of the computer, where it has one: hunspell and its dictionaries.

It reads words and a dictionary of this computer, nothing else. Where it is missing or does not
answer, no word is unknown: marks are a help, and nobody waits for them.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Protocol

from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.store.processes import find_program

_SECONDS = 10
_USUAL = "en_US"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts, as in POSIX


class Checker(Protocol):
    """A spelling checker: finds the words that are in no dictionary."""

    def unknown_words(self, words: frozenset[str], reporter: Reporter) -> frozenset[str]:
        """Return those of the words that the dictionary does not know."""


@dataclass(frozen=True, slots=True)
class Hunspell:
    """The hunspell command with one dictionary, such as "en_US"."""

    program: Path
    dictionary: str

    def unknown_words(self, words: frozenset[str], reporter: Reporter) -> frozenset[str]:
        """Return those of the words that the dictionary does not know; raises `Cancelled`."""
        reporter(Progress(Step.READING, 0, len(words)))
        asked = "".join(f"{word}\n" for word in sorted(words))
        answered = _run(self.program, ("-l", "-i", "UTF-8", "-d", self.dictionary), asked)
        return words.intersection(answered.stdout.split("\n"))


def find_checker(reporter: Reporter) -> Hunspell | None:
    """Return the checker for the user's language, else for US English; None without one."""
    reporter(Progress(Step.LOOKING))
    program = find_program("hunspell")
    if program is None:
        return None
    dictionary = dictionary_for(os.environ, dictionaries(_run(program, ("-D",), "").stderr))
    return None if dictionary is None else Hunspell(program, dictionary)


def dictionaries(listing: str) -> frozenset[str]:
    """Return the names of the dictionaries in what `hunspell -D` wrote."""
    names: set[str] = set()
    is_list = False
    for line in listing.splitlines():
        if line.startswith("AVAILABLE DICTIONARIES"):
            is_list = True
        elif line.rstrip().endswith(":"):  # the next heading
            is_list = False
        elif is_list and line.strip():
            names.add(PurePath(line.strip().replace("\\", "/")).name)
    return frozenset(names)


def dictionary_for(environment: Mapping[str, str], names: frozenset[str]) -> str | None:
    """Return the dictionary of the language that the environment names, else of US English."""
    locale = next(filter(None, (environment.get(name) for name in _VARIABLES)), "")
    language = locale.partition(".")[0].partition("@")[0]
    return next((name for name in (language, _USUAL) if name in names), None)


@dataclass(frozen=True, slots=True)
class _Answer:
    stdout: str = ""
    stderr: str = ""


def _run(program: Path, options: tuple[str, ...], given: str) -> _Answer:
    """Run the command to its end and return what it wrote; nothing when it failed to answer."""
    try:
        done = subprocess.run(  # noqa: S603 - the command found above, and options of our own
            [str(program), *options],
            input=given.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            creationflags=_creation_flags(),
            cwd=program.parent,  # it takes a dictionary from the current folder
        )
    except (OSError, subprocess.TimeoutExpired):
        return _Answer()
    out, err = (stream.decode(errors="replace") for stream in (done.stdout, done.stderr))
    return _Answer(out.replace("\r\n", "\n"), err)


def _creation_flags() -> int:
    """Return what keeps Windows from opening a console."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0
