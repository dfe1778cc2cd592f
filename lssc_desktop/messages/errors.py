"""From any of our errors to its sentence."""

import importlib
import pkgutil

from lssc_desktop import messages
from lssc_desktop.core.errors import LsscError
from lssc_desktop.messages.message import Message


def message_for(error: LsscError) -> Message:
    """Return what to tell a person about an error; every class has its sentence (tested)."""
    for module in pkgutil.iter_modules(messages.__path__):
        sentences = getattr(
            importlib.import_module(f"{messages.__name__}.{module.name}"), "SENTENCES", {}
        )
        say = sentences.get(type(error))
        if say is not None:
            said: Message = say(error)
            return said
    raise KeyError(type(error).__name__)
