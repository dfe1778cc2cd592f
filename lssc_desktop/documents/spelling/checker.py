"""The spelling checker of this computer: a process of our own that asks the system's, or Hunspell.

It reads words and a dictionary of this computer, nothing else. Where it is missing or does not
answer, no word is unknown: marks are a help, and nobody waits for them.

Dictionaries are the system's, LibreOffice's, Firefox's, and ours: pairs of files in the form of
hunspell, such as en_US.aff and en_US.dic.
"""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Protocol

from lssc_desktop.core.job import Progress, Reporter, Step
from lssc_desktop.disk.helpers import Broken, Ended, Process, TooSlow, WireMessage, command, given
from lssc_desktop.documents.spelling.system import fitting_language, language_like, system_in
from lssc_desktop.paths import resources
from lssc_desktop.values import dataclass

# Dictionaries -----------------------------------------------------------------------------------

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts, as in POSIX
_LARGEST = 64 << 20  # bytes of a file; the largest dictionaries have ten million
_MOST_FOLDERS = 500  # that one pattern can name
_MOST_NAMES = 2000  # of one folder

# A star stands for the version of a program, or for one of several dictionaries.
_EXTENSIONS = "share/extensions/dict-*"
_USER_EXTENSIONS = "4/user/uno_packages/cache/uno_packages/*/*.oxt"
_LINUX = (
    "/usr/local/share/hunspell",
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/share/myspell/dictionaries",
    f"/usr/lib/libreoffice/{_EXTENSIONS}",
    f"/usr/lib64/libreoffice/{_EXTENSIONS}",
    f"/opt/libreoffice*/{_EXTENSIONS}",
    f"/snap/libreoffice/current/lib/libreoffice/{_EXTENSIONS}",
    "/var/lib/flatpak/app/org.libreoffice.LibreOffice/current/active/files/libreoffice/"
    + _EXTENSIONS,
    "/usr/lib/firefox*/dictionaries",
    "/usr/lib64/firefox/dictionaries",
    "/opt/firefox/dictionaries",
    "/snap/firefox/current/usr/lib/firefox/dictionaries",
    "/var/lib/flatpak/app/org.mozilla.firefox/current/active/files/lib/firefox/dictionaries",
)
_LINUX_USER = (
    ".local/share/hunspell",
    f".config/libreoffice/{_USER_EXTENSIONS}",
    f"snap/libreoffice/current/.config/libreoffice/{_USER_EXTENSIONS}",
    f".var/app/org.libreoffice.LibreOffice/config/libreoffice/{_USER_EXTENSIONS}",
    ".local/share/flatpak/app/org.libreoffice.LibreOffice/current/active/files/libreoffice/"
    + _EXTENSIONS,
    ".local/share/flatpak/app/org.mozilla.firefox/current/active/files/lib/firefox/dictionaries",
)
_MAC = (
    "/Library/Spelling",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-*",
    "/Applications/Firefox.app/Contents/Resources/dictionaries",
    "/opt/homebrew/share/hunspell",
    "/usr/local/share/hunspell",
)
_MAC_USER = (
    "Library/Spelling",
    "Applications/LibreOffice.app/Contents/Resources/extensions/dict-*",
    "Applications/Firefox.app/Contents/Resources/dictionaries",
    f"Library/Application Support/LibreOffice/{_USER_EXTENSIONS}",
)
_WINDOWS = (f"LibreOffice*/{_EXTENSIONS}", "Mozilla Firefox/dictionaries")  # below Program Files
_WINDOWS_USER = (f"LibreOffice/{_USER_EXTENSIONS}",)  # below AppData\Roaming


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A dictionary: its name, such as "en_US", and its two files without their endings."""

    name: str
    path: Path


def dictionary_for(
    environment: Mapping[str, str], found: Iterable[Dictionary], wanted: str = ""
) -> Dictionary | None:
    """Return the dictionary of a wanted language, such as "en_GB" or "es".

    Where none is wanted, it is that of the language that the environment names, else US English;
    one for the language in another country is taken before US English. Of several of one name the
    first counts.
    """
    known: dict[str, Dictionary] = {}
    for dictionary in found:
        known.setdefault(dictionary.name, dictionary)
    fitting = fitting_language(_language(environment), known)
    name = language_like(wanted, known) if wanted else fitting
    return None if name is None else known[name]


def find_dictionaries(folders: Iterable[Path]) -> Iterator[Dictionary]:
    """Yield the dictionaries in folders, in their order, then those that come with us."""
    for folder in (*folders, resources() / "spelling"):
        yield from _in_folder(folder)


def usual_folders(environment: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Yield the folders in which systems, LibreOffice and Firefox have dictionaries."""
    if sys.platform == "win32":
        programs = dict.fromkeys(
            environment.get(name, "") for name in ("ProgramFiles", "ProgramFiles(x86)")
        )
        for root in filter(None, programs):
            yield from _matching(Path(root), _WINDOWS)
        roaming = environment.get("APPDATA", "")
        yield from _matching(Path(roaming), _WINDOWS_USER) if roaming else ()
        return
    is_mac = sys.platform == "darwin"
    root = Path("/")
    yield from _matching(root, (each[1:] for each in (_MAC if is_mac else _LINUX)))
    yield from _matching(home, _MAC_USER if is_mac else _LINUX_USER)


def _language(environment: Mapping[str, str]) -> str:
    locale = next(filter(None, (environment.get(name) for name in _VARIABLES)), "")
    return locale.partition(".")[0].partition("@")[0]


def _matching(root: Path, patterns: Iterable[str]) -> Iterator[Path]:
    """Yield the folders that a pattern names; none where the root is not named in full."""
    if not root.is_absolute():
        return
    for pattern in patterns:
        try:
            yield from sorted(root.glob(pattern))[:_MOST_FOLDERS]
        except OSError:  # nobody may look there
            continue


def _in_folder(folder: Path) -> Iterator[Dictionary]:
    try:
        names = frozenset(sorted(os.listdir(folder))[:_MOST_NAMES])  # noqa: PTH208  names are enough
    except OSError:
        return
    for name in sorted(names):
        stem = name.removesuffix(".dic")
        if stem != name and f"{stem}.aff" in names and not stem.startswith("hyph_"):
            path = folder / stem
            if all(_is_readable(path.with_name(f"{stem}.{end}")) for end in ("aff", "dic")):
                yield Dictionary(stem.replace("-", "_"), path)


def _is_readable(path: Path) -> bool:
    try:
        about = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(about.st_mode) and about.st_size <= _LARGEST


MOST_SUGGESTIONS = 5

WORD = "--spelling-helper"
"""What the program is started with to look words up."""

# The field --------------------------------------------------------------------------------------


@cache
def words_of_the_field(language: str) -> frozenset[str]:
    """Return the words of libraries that dictionaries of a language lack: "en_GB", "" for English.

    Of other languages than English none are known.
    """
    if language.partition("_")[0] not in ("", "en"):
        return frozenset()
    lines = (resources() / "spelling" / "field.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


# Checker ----------------------------------------------------------------------------------------

_LOADING_SECONDS = 30  # ours take half a second, the largest ten times that
_SUGGESTING_SECONDS = 8


class Checker(Protocol):
    """A spelling checker: finds the words that are in no dictionary, and similar ones that are."""

    def unknown_words(self, words: frozenset[str], reporter: Reporter) -> frozenset[str]:
        """Return those of the words that the dictionary does not know."""

    def suggestions(self, word: str, reporter: Reporter) -> tuple[str, ...]:
        """Return what an unknown word was probably meant to be, the likeliest first."""

    def close(self) -> None:
        """End what runs; the next question begins again."""


class OwnChecker:
    """A checker in a process of our own, which reads a dictionary once and keeps it.

    In the place of a dictionary it may be what Windows and macOS bring (`system_in`). It may be
    asked from several threads, which take turns; a process that fails is ended.
    """

    def __init__(self, dictionary: Path | str) -> None:
        self._dictionary = dictionary
        self._turn = Lock()
        self._process: Process | None = None

    @property
    def helper(self) -> int | None:
        """The number of the process, None while there is none."""
        return None if self._process is None else self._process.id

    def system_language(self, reporter: Reporter) -> str:
        """Return the language that the system would check, "" for none; raises `Cancelled`."""
        return next(iter(self._ask({"ask": "language"}, _LOADING_SECONDS, reporter)), "")

    def unknown_words(self, words: frozenset[str], reporter: Reporter) -> frozenset[str]:
        """Return those of the words that the dictionary does not know; raises `Cancelled`."""
        found = self._ask({"ask": "unknown", "words": sorted(words)}, _LOADING_SECONDS, reporter)
        return words.intersection(found)

    def suggestions(self, word: str, reporter: Reporter) -> tuple[str, ...]:
        """Return what an unknown word was probably meant to be; raises `Cancelled`."""
        seconds = _SUGGESTING_SECONDS if self._process else _LOADING_SECONDS
        found = self._ask({"ask": "suggest", "word": word}, seconds, reporter)
        return tuple(found)[:MOST_SUGGESTIONS]

    def close(self) -> None:
        """End the process; who waits for its answer is told of nothing."""
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def _ask(
        self, question: Mapping[str, object], seconds: float, reporter: Reporter
    ) -> tuple[str, ...]:
        with self._turn:
            try:
                process = self._ready()
                words = {**question, "dictionary": str(self._dictionary)}
                answer = process.ask(WireMessage(words), seconds, reporter)
                return given(tuple[str, ...], answer)
            except (TooSlow, Ended, Broken, OSError):
                self.close()
                return ()

    def _ready(self) -> Process:
        process = self._process
        if process is None or not process.is_ready():
            self.close()
            process = self._process = Process(command(WORD))
        return process


def find_checker(reporter: Reporter, language: str = "") -> OwnChecker | None:
    """Return the checker for a language such as "en_GB"; "" for the user's, else US English.

    None: there is none.
    """
    reporter(Progress(Step.LOOKING))
    if sys.platform in {"win32", "darwin"}:
        checker = OwnChecker(system_in(language))
        if checker.system_language(reporter):
            return checker
        checker.close()
    found = find_dictionaries(usual_folders(os.environ, Path.home()))
    dictionary = dictionary_for(os.environ, found, language)
    return None if dictionary is None else OwnChecker(dictionary.path)
