"""The parser: its words, what it says, and the arguments that several commands share.

What argparse says is said as plain sentences in the language that is spoken: it asks the standard
library's gettext, which follows the environment alone and finds no catalog of ours.
"""

import argparse
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from lssc_desktop.languages import LANGUAGES, ngettext
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.words import guess_line

# Choices, as words: what they stand for is loaded by the command that was given.
OUTCOMES = ("achieved", "revision-asked", "not-achieved")
PROGRAMS = ("lssc", "cilip-certification")
RATINGS = ("met", "partial", "not")
ROUTES = ("portfolio", "course", "recognition")
TEXT_KINDS = ("response", "statement", "note", "caption", "comment", "evidence", "help")
VIEWS = (
    *("all", "to-me", "overdue", "to-review", "ready", "decided"),
    *("open-comments", "rules-not-known"),
)


class UsageError(Exception):
    """The words do not make a command; the text says which one does not fit."""


class Parser(argparse.ArgumentParser):
    """A parser that raises one sentence in place of printing a page and leaving."""

    example = ""
    """The words of a command as somebody would type them, which the help ends with."""

    def format_help(self) -> str:
        """Return the help, with the example on a line that can be copied whole."""
        shown = f"\n{_('example:')}\n  {self.example}\n" if self.example else ""
        return super().format_help() + shown

    def error(self, message: str) -> NoReturn:
        """Raise the sentence."""
        raise UsageError(message if message.endswith("?") else f"{message}.")

    def options(self) -> Collection[str]:
        """Return the options that it takes."""
        return self._option_string_actions


# Types and options of arguments -----------------------------------------------------------------

type Commands = argparse._SubParsersAction[Parser]  # noqa: SLF001  argparse gives it no other name


def as_text(text: str) -> str:
    """Return a word that is text; bytes that are none (in a name of a file) cannot be kept."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(
            _("“{text}” has a character this terminal didn’t pass on as text").format(
                text=text.encode(errors="replace").decode()
            )
        ) from None
    return text


def one_of(words: Collection[str]) -> Callable[[str], str]:
    """Return what reads one of these words, and guesses which was meant by one that is none."""

    def read(text: str) -> str:
        if text in words:
            return text
        guess = guess_line(text, words)
        said = (
            _("“{text}” isn’t a choice. {guess}").format(text=text, guess=guess)
            if guess
            else _("“{text}” isn’t one of these: {words}").format(text=text, words=", ".join(words))
        )
        raise argparse.ArgumentTypeError(said)

    return read


def as_new_file(text: str) -> Path:
    """Return the place of a file that is to be written."""
    if not text:
        raise argparse.ArgumentTypeError(_("a name is needed for the file"))
    return Path(as_text(text))


def as_day(text: str) -> date:
    """Return a day written like 2026-11-25."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” isn’t a date; write it like 2026-11-25").format(text=text)
        ) from None


def as_number(text: str) -> int:
    """Return the number of a competency."""
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(
            _("“{text}” isn’t {a_competency} number").format(text=text)
        )
    return int(text)


def as_ids(text: str) -> tuple[str, ...]:
    """Return ids that are separated by commas."""
    return tuple(part.strip() for part in as_text(text).split(",") if part.strip())


def add_folder(command: Parser) -> None:
    """Add the portfolio folder, which most commands are about."""
    command.add_argument("folder", type=Path, metavar="DIR", help=_("the {portfolio} folder"))


def add_set(command: argparse._ActionsContainer, *, required: bool = True) -> None:
    """Add the set that a command is about."""
    command.add_argument(
        "--set",
        required=required,
        type=as_text,
        dest="set_id",
        metavar="ID",
        help=_("{a_set}, such as technology"),
    )


def add_language(command: Parser, of: str, default: str | None = None) -> None:
    """Add the language of what the portfolio makes for others; `of` says what that is."""
    command.add_argument(
        "--language", type=one_of(LANGUAGES), default=default, metavar="|".join(LANGUAGES), help=of
    )


RULES_OF_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "status": (
        *("sets", "eligibility", "clock", "fees", "courses"),
        *("completion", "renewal", "appeal"),
    ),
    "check": ("passing",),
    "electives": ("sets",),
    "route": ("routes",),
    "course": ("courses",),
    "recognition": ("courses",),
    "work": ("eligibility",),
    "clock": ("clock",),
    "decide": ("passing", "appeal"),
    "certified": ("renewal",),
    "renewed": ("renewal",),
    "activity": ("renewal",),
}
"""The rules, by their names in `messages.about_program`, that a command speaks of."""


def add_sources(command: Parser) -> None:
    """Let a command that speaks of the program's rules say where they come from."""
    command.add_argument(
        "--sources", action="store_true", help=_("also show where the rules come from")
    )


def add_locking(command: Parser) -> None:
    """Add what a command needs that changes a portfolio."""
    command.add_argument(
        "--overrule", action="store_true", help=_("even if someone else has it open")
    )


# What argparse says ---------------------------------------------------------------------------


def help_line(command: str) -> str:
    """Say where the help of a command is."""
    return _("See {help}.").format(help=f"{command} --help")


def speak_for_argparse() -> None:
    """Let argparse say everything that users meet in our words, from now on."""
    words = _words()

    def one_or_many(one: str, many: str, count: int) -> str:
        if one == "expected %s argument":
            return ngettext("needs %s value", "needs %s values", count)
        return one if count == 1 else many

    vars(argparse)["_"] = lambda message: words.get(message, message)
    vars(argparse)["ngettext"] = one_or_many


def _words() -> Mapping[str, str]:
    """Return our sentences, each by the one of argparse in whose place it stands."""
    return {
        "usage: ": _("usage: "),
        "positional arguments": _("arguments"),
        "options": _("options"),
        "show this help message and exit": _("show this help and exit"),
        "show program's version number and exit": _("show the version and exit"),
        "argument %(argument_name)s: %(message)s": _("%(argument_name)s: %(message)s"),
        "the following arguments are required: %s": _("Missing: %s"),
        "one of the arguments %s is required": _("One of these is needed: %s"),
        "ambiguous option: %(option)s could match %(matches)s": _(
            "%(option)s could be any of %(matches)s"
        ),
        "not allowed with argument %s": _("doesn’t go together with %s"),
        "ignored explicit argument %r": _("needs no value, and “%s” was given"),
        "expected one argument": _("needs a value"),
        "expected at most one argument": _("needs at most one value"),
        "expected at least one argument": _("needs at least one value"),
    }


# Words that are not known ------------------------------------------------------------------------


def require_command(word: str, commands: Collection[str]) -> None:
    """Raise `UsageError` for a command that there is not."""
    if word not in commands:
        said = _("There’s no command “{word}”.").format(word=word)
        raise UsageError(f"{said} {guess_line(word, commands)}".rstrip())


def require_known(words: Sequence[str], known: Collection[str]) -> None:
    """Raise `UsageError` for an option that there is not: the parser would miss others first."""
    if "-h" in words or "--help" in words:
        return
    for word in words:
        option = re.match(r"--.+|-[^-\d.]", word.partition("=")[0])
        if word == "--":
            break
        if option is None or " " in word:
            continue  # a value, as the parser takes it
        if not any(each.startswith(option[0]) for each in known):
            raise UsageError(_no_option(option[0], known))


def _no_option(word: str, known: Collection[str]) -> str:
    said = _("There’s no option “{word}”.").format(word=word)
    return f"{said} {guess_line(word, known)}".rstrip()


def require_no_more(words: Sequence[str], options: Collection[str]) -> None:
    """Raise `UsageError` for a word that has no place in the command; perhaps it names a set."""
    if not words:
        return
    word = words[0]
    if word.startswith("-"):
        raise UsageError(_no_option(word.partition("=")[0], options))
    said = _("“{word}” is one word too many.").format(word=word)
    meant = _("Did you mean “{near}”?").format(near=f"--set {word}") if "--set" in options else ""
    raise UsageError(f"{said} {meant}".rstrip())
