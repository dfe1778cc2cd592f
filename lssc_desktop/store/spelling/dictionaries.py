"""Dictionaries for spelling on this computer: the system's, LibreOffice's, Firefox's, and ours.

All of them are pairs of files in the form of hunspell, such as en_US.aff and en_US.dic.
"""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

_USUAL = "en_US"
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
    environment: Mapping[str, str], found: Iterable[Dictionary]
) -> Dictionary | None:
    """Return the dictionary of the language that the environment names, else of US English.

    Of several of one name the first counts; one for the language in another country is taken
    before US English.
    """
    known: dict[str, Dictionary] = {}
    for dictionary in found:
        known.setdefault(dictionary.name, dictionary)
    language = _language(environment)
    wanted = [language, _USUAL] if language.startswith("en") else [language]
    wanted.append(language.partition("_")[0])
    wanted += [name for name in sorted(known) if _is_of(name, language)]
    return next((known[name] for name in (*wanted, _USUAL) if name in known), None)


def find_dictionaries(folders: Iterable[Path]) -> Iterator[Dictionary]:
    """Yield the dictionaries in folders, in their order, then that which comes with us."""
    for folder in (*folders, *_shipped_folders()):
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


def _is_of(name: str, language: str) -> bool:
    """Whether a dictionary is of a language, whatever its country: "es_MX" for "es_US"."""
    short = language.partition("_")[0]
    return short.isalpha() and name.partition("_")[0] == short and short != "C"


def _matching(root: Path, patterns: Iterable[str]) -> Iterator[Path]:
    """Yield the folders that a pattern names; none where the root is not named in full."""
    if not root.is_absolute():
        return
    for pattern in patterns:
        try:
            yield from sorted(root.glob(pattern))[:_MOST_FOLDERS]
        except OSError:  # nobody may look there
            continue


def _shipped_folders() -> Iterator[Path]:
    """Yield the folder of the dictionary that comes with the library that reads them."""
    found = find_spec("spylls")
    for place in () if found is None else found.submodule_search_locations or ():
        yield Path(place) / "hunspell" / "data" / "en"


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
