"""Messages to the user: their form, and the sentence of every error."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch
from gettext import gettext as _
from importlib import import_module

from lssc_desktop import __version__
from lssc_desktop.core.errors import LsscError


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


# Sentences of errors ----------------------------------------------------------------------------

_FILES: Mapping[str, str] = {
    "core": "refusals",
    "core.submission": "portfolio",
    "store": "documents",
    "store.evidence": "disk",
    "store.folder": "portfolio",
    "store.folder.copying": "disk",
    "store.folder.disk": "disk",
    "store.folder.files": "disk",
    "store.folder.lock": "disk",
    "store.folder.versions": "competency",
    "store.images": "previews",
    "store.office": "previews",
    "store.pdf": "previews",
    "store.previews": "previews",
    "store.programs": "program",
    "store.review_file": "review_files",
    "store.secrets": "disk",
    "store.splitting": "splitting",
    "store.submissions": "sending",
    "package": "package",
    "package.rounds": "review_files",
    "package.reading": "bags",
    "transfer": "receivers",
    "transfer.outbox": "sending",
}
"""The file of messages with the errors of a room or a module; the longest name that fits counts."""


@singledispatch
def message_for(error: LsscError) -> Message:
    """Return the message for an error.

    `@message_for.register` marks the function that says one class of errors, in the file that
    `sentences_file` names. This one is called while that file is not loaded: it loads it.
    """
    file = sentences_file(type(error))
    import_module(file)
    sentence = message_for.dispatch(type(error))
    if sentence is message_for.dispatch(LsscError):
        raise LookupError(f"{file} has no sentence for {type(error).__qualname__}")
    return sentence(error)


def sentences_file(error: type[LsscError]) -> str:
    """Return the name of the module that holds the sentence of an error.

    Raises `LookupError` for an error that is none of this program's.
    """
    room = error.__module__.removeprefix("lssc_desktop.")
    while room not in _FILES:
        room, dot, _module = room.rpartition(".")
        if not dot:
            raise LookupError(error.__qualname__)
    return f"lssc_desktop.messages.{_FILES[room]}"


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
    import platform  # a start needs neither it nor the log

    from lssc_desktop.log import descent

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
