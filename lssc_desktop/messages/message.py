"""Messages to the user: their form, the sentence of every error, and the words they use.

Every sentence goes through `gettext`, so that is where it gets the words of the program that is
followed: one place for all of them.
"""

from collections.abc import Mapping
from functools import singledispatch
from importlib import import_module
from typing import TYPE_CHECKING

from lssc_desktop import languages, paths
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.program.who_helps import who_helps
from lssc_desktop.languages import gettext as _
from lssc_desktop.values import dataclass
from lssc_desktop.word_places import our_words

if TYPE_CHECKING:  # a start speaks of no program yet
    from lssc_desktop.core.program.program import Program


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
    "core.review": "evaluation",
    "core.submission": "portfolio",
    "documents": "documents",
    "documents.images": "previews",
    "documents.pdf": "previews",
    "documents.previews": "previews",
    "store.clean_copies": "clean_copies",
    "store.folder.responses": "documents",
    "store.known_programs": "rules",
    "store.programs": "program",
    "store.splitting": "splitting",
    "package": "package",
    "package.judging": "review_files",
    "package.reading": "bags",
}
"""The file of messages with the errors of a room or a module; the longest name that fits counts."""


@singledispatch
def message_for(error: LsscError) -> Message:
    """Return the message for an error.

    Most say it themselves. `@message_for.register` marks the function that says another class,
    in the file that `sentences_file` names. This one is called while that file is not loaded: it
    loads it.
    """
    file = sentences_file(type(error))
    module = import_module(file)
    if hasattr(error, "says"):
        said: Message = module.said_of(error)
        return said
    sentence = message_for.dispatch(type(error))
    if sentence is message_for.dispatch(LsscError):
        raise LookupError(f"{file} has no sentence for {type(error).__qualname__}")
    return sentence(error)


def sentences_file(error: type[LsscError]) -> str:
    """Return the name of the module that says an error, and fills in what it says itself.

    Raises `LookupError` for an error that is none of this program's.
    """
    if hasattr(error, "says"):
        return "lssc_desktop.messages.saying"
    room = error.__module__.removeprefix("lssc_desktop.")
    while room not in _FILES:
        room, dot, _module = room.rpartition(".")
        if not dot:
            raise LookupError(error.__qualname__)
    return f"lssc_desktop.messages.{_FILES[room]}"


# Unforeseen errors ------------------------------------------------------------------------------


def unforeseen_message(*, has_report: bool) -> Message:
    """Say that we are at a loss, and what can be done about it.

    `has_report` is whether a `report` stands below it.
    """
    if has_report:
        advice = _(
            "Copy the report below and send it to {helper}. It has no names, files, or text in it."
        )
    else:
        advice = _("Try again. If you see this again, tell {helper} what you did.")
    return Message(
        _("An unexpected error occurred."),
        _("Your earlier work is saved, and we’ll keep saving."),
        advice.format(helper=helper_words()),
    )


def helper_words() -> str:
    """Name whom the user asks about the application: the one place that says it."""
    return who_helps(*languages.spoken().helpers) or _("the person who gave you this program")


def report(error: BaseException) -> str:
    """Return a report to send: version, system and the lines of code, and nobody's data."""
    from lssc_desktop.log import descent  # a start does not need it

    return "\n".join(
        (
            *version_lines(),
            *descent(error),
        )
    )


def version_lines() -> tuple[str, ...]:
    """Name the version and what it runs on, for whoever is asked about a fault."""
    import platform  # a start does not need it

    return (
        paths.version_line(),
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
    )


def clock_unusable() -> Message:
    """Say that the computer's clock shows a time that cannot be counted with.

    It stands here because little else can be imported under such a clock.
    """
    return Message(
        _("This computer’s clock shows a date far in the future or past."),
        _("Nothing was changed. We need the date to count your time and to save your work."),
        _("Set the clock in the computer’s settings, then try again."),
    )


# Words of the program ---------------------------------------------------------------------------


def speak_of(program: "Program | None", *, is_own: bool = False) -> None:
    """Let every sentence from now on use the words of a program; None: only those of ours.

    Whom it names for help counts where the portfolio that follows it `is_own`, the user's: what
    comes in a package sends nobody anywhere. It holds for the whole process, as a language does.
    What was said before stays as it is.
    """
    catalog = languages.spoken()
    named = program.help_contact if program is not None and is_own else ""
    catalog = catalog.with_helpers(catalog.helpers[0], named)
    words = our_words
    if program is not None:
        from lssc_desktop.core.program.vocabulary import vocabulary_of

        words = vocabulary_of(program.words, program.spelling, catalog.language)
    languages.speak(catalog.with_words(words))
