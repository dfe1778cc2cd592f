"""What argparse says, as plain sentences in the language that is spoken; words it does not know.

argparse asks the standard library's gettext, which follows the environment alone and finds no
catalog of ours.
"""

import argparse
import re
from collections.abc import Collection, Mapping, Sequence

from lssc_desktop.cli.opened import UsageError
from lssc_desktop.languages import gettext as _
from lssc_desktop.languages import ngettext
from lssc_desktop.messages.words import guess_line


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
