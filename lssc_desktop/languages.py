"""The languages that we ship: which one is spoken, and every sentence in it.

The window and the command line speak one language at a time, like every program: `gettext` and
its like answer in it, and `speak` is the one place where it changes. What is made for others (a
package, a letter) is in the language of its portfolio, whatever the window speaks: it asks a
`Catalog` of that language.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations  # noqa: TID251  this is who knows

from lssc_desktop.paths import resources
from lssc_desktop.values import dataclass
from lssc_desktop.word_places import our_words

ENGLISH = "en"
"""The language that we write in; every other one is translated from it."""

LANGUAGES: Mapping[str, str] = {ENGLISH: "English", "es": "Español"}
"""The languages that we ship, each by its code with what its speakers call it."""

OF_SYSTEM = "system"
"""In place of a code: the language of the computer."""

DOMAIN = "lssc_desktop"
"""What the files of our catalogs are called."""

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""What says which language a user of Unix wants; the first that is set counts."""

type Count = int | float | Decimal
"""Of what is counted: hours and pages have fractions."""

UNITED_STATES = "US"
"""The country whose marks numbers have where none is known, and in what is made for others."""

_REGION_VARIABLES = ("LC_ALL", "LC_NUMERIC", "LANG")
"""What says which country a user of Unix is in; the first that is set counts."""

_REGION = re.compile(r"[a-z]{2,3}(?:[-_][A-Z][a-z]{3})?[-_]([A-Z]{2})(?![A-Za-z])")
_LONGEST_LOCALE = 85  # characters, with the one that ends it, on Windows
_SEVERAL = 2
_NO_LANGUAGE = {"c", "posix"}  # what these name says everything as it was written


@dataclass(frozen=True, slots=True)
class Catalog:
    """The sentences of one language; what is not translated is in English.

    `words` fills in the places of words (`{set}`) with those of a program; facts come after it.
    `region` is the code of the country that says how numbers look, `helpers` are those that
    this computer names for help with the application, and the user's own program file (each may
    be "").
    """

    language: str
    _texts: NullTranslations
    words: Callable[[str], str] = our_words
    region: str = UNITED_STATES
    helpers: tuple[str, str] = ("", "")

    def gettext(self, message: str) -> str:
        """Return a sentence in this language."""
        return self.words(self._texts.gettext(message))

    def ngettext(self, one: str, many: str, count: Count) -> str:
        """Return a sentence about so many."""
        return self.words(self._texts.ngettext(one, many, _whole(count)))

    def pgettext(self, context: str, message: str) -> str:
        """Return one of several translations of the same English, by what it is there for."""
        return self.words(self._texts.pgettext(context, message))

    def npgettext(self, context: str, one: str, many: str, count: Count) -> str:
        """Return a sentence about so many, by what it is there for."""
        return self.words(self._texts.npgettext(context, one, many, _whole(count)))

    def with_words(self, words: Callable[[str], str]) -> "Catalog":
        """Return the same sentences with the words of a program."""
        return replace(self, words=words)

    def with_helpers(self, computer: str, program: str = "") -> "Catalog":
        """Return the same sentences where these help."""
        return replace(self, helpers=(computer, program))

    def in_region(self, region: str) -> "Catalog":
        """Return the same sentences with the numbers of a country."""
        return replace(self, region=region)


def _whole(count: Count) -> int:
    """Return a number whose form of the plural a count has: 1.5 hours are several."""
    return int(count) if count == int(count) else _SEVERAL


@cache
def catalog(language: str) -> Catalog:
    """Return the sentences of a language ("es", "es-MX"); of one that we do not ship: English."""
    code = shipped_language(language) or ENGLISH
    if code != ENGLISH:
        path = resources() / "locale" / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
        try:
            with path.open("rb") as file:
                return Catalog(code, GNUTranslations(file))
        except OSError:  # a checkout in which it is not compiled yet
            pass
    return Catalog(ENGLISH, NullTranslations())


def shipped_language(name: str) -> str | None:
    """Return our code for a language as systems name it: "es" for "es_MX.UTF-8" or "es-419"."""
    code = name.replace("-", "_").partition(".")[0].partition("@")[0].partition("_")[0].casefold()
    return code if code in LANGUAGES else None


# Which one --------------------------------------------------------------------------------------


def chosen_language(setting: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the code of the language to speak: what the user set, or else the computer's."""
    if setting != OF_SYSTEM:
        known = shipped_language(setting)
        if known:
            return known
    wanted = next((value for name in _VARIABLES if (value := environment.get(name))), "")
    names = wanted.split(":") if wanted else _system_languages()
    for name in names:
        if name.partition(".")[0].casefold() in _NO_LANGUAGE:
            return ENGLISH
        known = shipped_language(name)
        if known:
            return known
    return ENGLISH


def own_catalog(setting: str, environment: Mapping[str, str] = os.environ) -> Catalog:
    """Return the sentences for the user of this computer: in their language, with their numbers.

    English is written as in the United States everywhere.
    """
    found = catalog(chosen_language(setting, environment))
    return found if found.language == ENGLISH else found.in_region(system_region(environment))


def system_region(environment: Mapping[str, str] = os.environ) -> str:
    """Return the code of the country that the computer is set to, that of the US if of none."""
    name = next((value for key in _REGION_VARIABLES if (value := environment.get(key))), "")
    found = _REGION.match(name or _locale())
    return found[1] if found else UNITED_STATES


def _system_languages() -> tuple[str, ...]:
    """Return the languages that the user set on Windows or macOS, the first one first."""
    try:
        if sys.platform == "win32":
            return _languages_of_windows()
        if sys.platform == "darwin":
            return _languages_of_macos()
    except (OSError, AttributeError, ValueError):  # an unusual system; English is no harm
        return ()
    return ()


def _languages_of_windows() -> tuple[str, ...]:
    import ctypes  # the other systems have no use for it
    from locale import windows_locale

    number: int = vars(ctypes)["windll"].kernel32.GetUserDefaultUILanguage()
    return (windows_locale.get(number, ""),)


def _languages_of_macos() -> tuple[str, ...]:
    lines = _setting_of_macos("AppleLanguages").splitlines()
    return tuple(line.strip(' ",()') for line in lines if '"' in line)


def _setting_of_macos(name: str) -> str:
    import subprocess  # the other systems have no use for it

    asked = ["/usr/bin/defaults", "read", "-g", name]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=2)  # noqa: S603  no word of it is a user's
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


def _locale() -> str:
    """Return the locale that the user set on Windows or macOS, as "es-AR" or "es_AR"."""
    try:
        if sys.platform == "win32":
            return _locale_of_windows()
        if sys.platform == "darwin":
            return _setting_of_macos("AppleLocale").strip()
    except (
        OSError,
        AttributeError,
        ValueError,
    ):  # an unusual system
        return ""
    return ""


def _locale_of_windows() -> str:
    import ctypes  # the other systems have no use for it

    name = ctypes.create_unicode_buffer(_LONGEST_LOCALE)
    vars(ctypes)["windll"].kernel32.GetUserDefaultLocaleName(name, _LONGEST_LOCALE)
    return name.value


# The one that is spoken -------------------------------------------------------------------------


@dataclass(slots=True)
class _Spoken:
    """What the window and the command line speak: of a process, like its locale."""

    catalog: Catalog


_spoken = _Spoken(catalog(ENGLISH))
_for_a_while: ContextVar[Catalog | None] = ContextVar("spoken for a while", default=None)


def speak(catalog_: Catalog) -> None:
    """Let every sentence from now on be one of a catalog; what was said before stays.

    Within `speaking` it lasts until the end of that.
    """
    if _for_a_while.get() is None:
        _spoken.catalog = catalog_
    else:
        _for_a_while.set(catalog_)


def spoken() -> Catalog:
    """Return what is spoken now."""
    return _for_a_while.get() or _spoken.catalog


@contextmanager
def speaking(catalog_: Catalog) -> Iterator[Catalog]:
    """Speak a language for a while in this thread; what other threads say stays as it is."""
    before = _for_a_while.set(catalog_)
    try:
        yield catalog_
    finally:
        _for_a_while.reset(before)


def gettext(message: str) -> str:
    """Return a sentence in the language that is spoken."""
    return spoken().gettext(message)


def ngettext(one: str, many: str, count: Count) -> str:
    """Return a sentence about so many in the language that is spoken."""
    return spoken().ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """Return what a word is in the language that is spoken, by what it is there for."""
    return spoken().pgettext(context, message)


def npgettext(context: str, one: str, many: str, count: Count) -> str:
    """Return a sentence about so many in the language that is spoken, by what it is there for."""
    return spoken().npgettext(context, one, many, count)
