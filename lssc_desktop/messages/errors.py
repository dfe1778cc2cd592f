"""From any of our errors to its sentence."""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any

from lssc_desktop import messages
from lssc_desktop.core.errors import LsscError
from lssc_desktop.messages.message import Message


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
