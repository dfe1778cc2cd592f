"""Messages to the user: their form, and the sentence of every error."""

import gettext
import importlib
import pkgutil
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from gettext import gettext as _
from typing import Any

from lssc_desktop import __version__, messages
from lssc_desktop.core.errors import LsscError

_find_catalog = gettext.translation
"""The function itself, which `remember_catalogs` puts a cache before."""


@dataclass(frozen=True, slots=True)
class Message:
    """What happened, what it means for the work, what to do now; the last two may be empty."""

    happened: str
    meaning: str = ""
    advice: str = ""

    @property
    def text(self) -> str:
        """All of it as one paragraph."""
        return " ".join(part for part in (self.happened, self.meaning, self.advice) if part)


type Sentences = Mapping[type[LsscError], Callable[[Any], Message]]


# Sentences of errors ----------------------------------------------------------------------------


def message_for(error: LsscError) -> Message:
    """Return the message for an error; every class has its sentence (tested)."""
    return all_sentences()[type(error)](error)


@cache
def all_sentences() -> dict[type[LsscError], Callable[[Any], Message]]:
    """Return the sentence function of every error class; the first call loads every module."""
    found: dict[type[LsscError], Callable[[Any], Message]] = {}
    for module in pkgutil.iter_modules(messages.__path__):
        known = importlib.import_module(f"{messages.__name__}.{module.name}")
        found |= getattr(known, "SENTENCES", {})
    return found


# Unforeseen errors ------------------------------------------------------------------------------


def unforeseen_message() -> Message:
    """Say that we are at a loss, and what can be done about it."""
    return Message(
        _("Something happened that we did not foresee."),
        _("What was saved before is as it was, and we go on saving."),
        _("Copy the report below and send it to us. It names no person, no file and no text."),
    )


def report(error: BaseException) -> str:
    """Return a report to send us: version, system and the lines of code, and nobody's data."""
    from lssc_desktop.log import descent  # a start needs no log yet

    return "\n".join(
        (
            f"LSSC Desktop {__version__}",
            f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
            *descent(error),
        )
    )


def clock_unusable() -> Message:
    """Say that the computer's clock shows a time that cannot be counted with.

    It stands here because little else can be imported under such a clock.
    """
    return Message(
        _("This computer’s clock shows a date far in the future or the past."),
        _("Nothing was changed. We need the date to count your time and to save your work."),
        _("Set the clock in the computer’s settings, then try again."),
    )


# Translation catalogs ---------------------------------------------------------------------------


def remember_catalogs() -> None:
    """Make `gettext` remember which catalog there is, or that there is none.

    By itself it asks the disk for every sentence. Each time Python gives the turn to another
    thread, and a page of five hundred words then waits five hundred times for a job that computes.
    """
    gettext.translation = cache(partial(_find_catalog, fallback=True))  # type: ignore[assignment]  # a function all the same
