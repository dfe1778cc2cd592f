"""The form of everything we say: what happened, what it means for your work, what to do now."""

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
from lssc_desktop.log import descent

# Message ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Message:
    """Three sentences to a person; `meaning` and `advice` may be empty where there is nothing."""

    happened: str
    meaning: str = ""
    advice: str = ""

    @property
    def text(self) -> str:
        """All of it as one paragraph."""
        return " ".join(part for part in (self.happened, self.meaning, self.advice) if part)


type Sentences = Mapping[type[LsscError], Callable[[Any], Message]]


# From any of our errors to its sentence ---------------------------------------------------------


def message_for(error: LsscError) -> Message:
    """Return what to tell a person about an error; every class has its sentence (tested)."""
    return all_sentences()[type(error)](error)


@cache
def all_sentences() -> dict[type[LsscError], Callable[[Any], Message]]:
    """Return what says the sentence of each class; the first call loads every module."""
    found: dict[type[LsscError], Callable[[Any], Message]] = {}
    for module in pkgutil.iter_modules(messages.__path__):
        known = importlib.import_module(f"{messages.__name__}.{module.name}")
        found |= getattr(known, "SENTENCES", {})
    return found


# Where translations are looked for: once, not for every sentence --------------------------------


_find_catalog = gettext.translation


def remember_catalogs() -> None:
    """Let `gettext` remember which catalog there is, or that there is none.

    By itself it asks the disk for every sentence. Each time Python gives the turn to another
    thread, and a page of five hundred words then waits five hundred times for a job that computes.
    """
    gettext.translation = cache(partial(_find_catalog, fallback=True))  # type: ignore[assignment]  # a function all the same


# What is said when something happened that we did not foresee, with a report to send us ---------


def unforeseen_message() -> Message:
    """Say that we are at a loss, and what can be done about it."""
    return Message(
        _("Something happened that we did not foresee."),
        _("What was saved before is as it was, and we go on saving."),
        _("Copy the report below and send it to us. It names no person, no file and no text."),
    )


def report(error: BaseException) -> str:
    """Return a report for strangers: version, system, and the lines of code; nobody's data."""
    return "\n".join(
        (
            f"LSSC Desktop {__version__}",
            f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
            *descent(error),
        )
    )
