"""The parser: its words, what it says, and the arguments that several commands share.

What argparse says is said as plain sentences in the language that is spoken: it asks the standard
library's gettext, which follows the environment alone and finds no catalog of ours.
"""

import argparse
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from lssc_desktop.languages import LANGUAGES, ngettext
from lssc_desktop.languages import gettext as _
from lssc_desktop.messages.words import guess_line, near_word

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


class _HelpFormatter(argparse.HelpFormatter):
    """Puts brackets around the last word of a command that may be left out."""

    def _format_args(self, action: argparse.Action, default_metavar: str) -> str:
        said = super()._format_args(action, default_metavar)
        is_plain = action.required or action.option_strings or said.startswith("[")
        return said if is_plain else f"[{said}]"


class Parser(argparse.ArgumentParser):
    """A parser that raises one sentence in place of printing a page and leaving."""

    does = ""
    """What a command does, as the list of commands says it."""

    example = ""
    """The words of a command as somebody would type them, which the help ends with."""

    def format_help(self) -> str:
        """Return the help, with the example on a line that can be copied whole."""
        shown = f"\n{_('example:')}\n  {self.example}\n" if self.example else ""
        return super().format_help() + shown

    def commands(self) -> "argparse._SubParsersAction[Parser]":
        """Return where commands are added below this parser."""
        return self.add_subparsers(required=True, metavar=_("COMMAND"), parser_class=Parser)

    def below(self, name: str) -> "Parser":
        """Return the parser of a command or a group; of one that there is not, the one above it."""
        parser = self
        for word in name.split():
            for each in parser._actions:
                if isinstance(each, argparse._SubParsersAction):  # noqa: SLF001
                    parser = each.choices.get(word, parser)
        return parser

    def error(self, message: str) -> NoReturn:
        """Raise the sentence."""
        raise UsageError(message if message.endswith("?") else f"{message}.")

    def arguments(self) -> Sequence[argparse.Action]:
        """Return its arguments in the order of its help."""
        return self._actions

    def options(self) -> Collection[str]:
        """Return the options that it takes."""
        return self._option_string_actions


# What is entered, and shown ---------------------------------------------------------------------

NEEDS: Mapping[str, tuple[str, ...]] = {
    "evidence use": ("NAME",),
    "response official-texts": ("--set", "FILE"),
    "set route": ("--set", "ROUTE"),
    "set course": ("--set", "--title"),
    "set plan": ("--set", "--by"),
    "set decision": ("--set", "OUTCOME", "--on"),
    "set handed-in": ("--set", "--on"),
    "candidate person": (),
    "candidate dates": (),
    "candidate experience": (),
    "candidate electives": ("ID,ID,ID",),
    "candidate agreement": ("--college",),
    "renewal certified": ("--on",),
    "renewal granted": ("--on",),
    "renewal activity": ("--title",),
    "renewal statement": ("TEXT",),
}
"""What each command that enters facts needs for that; without any value it shows what is entered.

An option, or the place of a word, as the help has them.
"""

_NO_VALUES = frozenset(
    ("help", "json", "overrule", "sources", "folder", "set_id", "competency", "statement")
)
"""Arguments that say where and how, not what is entered."""


def shows_entered(command: Parser, given: argparse.Namespace) -> bool:
    """Whether a command that enters facts was given none: it shows what is entered.

    Raises `UsageError` where something is given and something that is needed is not.
    """
    needs = NEEDS.get(given.command)
    if needs is None:
        return False
    left_out = [each for each in command.arguments() if _is_left_out(each, given)]
    if all(each in left_out or each.dest in _NO_VALUES for each in command.arguments()):
        return True
    names = {name for each in left_out for name in (*each.option_strings, str(each.metavar))}
    missing = [name for name in needs if name in names]
    if missing:
        raise UsageError(_("Missing: {options}.").format(options=", ".join(missing)))
    return False


def may_be_left_out(word: argparse.Action) -> None:
    """Let the last word of a command, or several, be left out.

    With `nargs="?"` or "*", Python before 3.13.1 takes it for left out where options stand before.
    """
    word.required = False


def _is_left_out(action: argparse.Action, given: argparse.Namespace) -> bool:
    value = getattr(given, action.dest, action.default)
    return value is action.default or value == action.default


# Types and options of arguments -----------------------------------------------------------------


class Commands:
    """Where commands are added: each to the parser itself, or below the group it belongs to."""

    def __init__(self, parser: Parser, groups: Mapping[str, str]) -> None:
        self._groups = groups
        self._below = {"": parser.commands()}
        self._parser = parser

    def add_parser(self, name: str, *, help: str, description: str | None = None) -> Parser:  # noqa: A002  as argparse has it
        """Add a command; its group before it, if it is the first of that."""
        group, _space, own = name.rpartition(" ")
        if group not in self._below:
            says = self._groups[group]
            parser = self._below[""].add_parser(group, help=says, description=says)
            self._below[group] = parser.commands()
        if name in NEEDS:
            description = _("Without a value, it shows what’s entered.")
        made = self._below[group].add_parser(
            own, help=help, description=description, formatter_class=_HelpFormatter
        )
        made.set_defaults(command=name)
        made.does = help
        return made


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
    "candidate electives": ("sets",),
    "set route": ("routes",),
    "set course": ("courses",),
    "candidate agreement": ("courses",),
    "candidate experience": ("eligibility",),
    "candidate dates": ("clock",),
    "set decision": ("passing", "appeal"),
    "renewal certified": ("renewal",),
    "renewal granted": ("renewal",),
    "renewal activity": ("renewal",),
}
"""The rules, by their names in `messages.about_program`, that a command speaks of."""


def add_sources(command: Parser) -> None:
    """Let a command that speaks of the program's rules say where they come from."""
    command.add_argument(
        "--sources", action="store_true", help=_("also show where the rules come from")
    )


def add_today(command: Parser) -> None:
    """Add the day that a command counts from."""
    command.add_argument(
        "--today", type=as_day, metavar="DATE", help=_("count from this date, not from today")
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


def named_command(words: Sequence[str], commands: Collection[str]) -> str:
    """Return the command that is named, or its group, or what is in the place of a command."""
    plain = [word for word in words if not word.startswith("-")]
    group = "".join(plain[:1])
    in_group = any(name.startswith(f"{group} ") for name in commands)
    return " ".join(plain[:2]) if in_group else group


def require_command(named: str, commands: Collection[str]) -> None:
    """Raise `UsageError` for a command or a group that there is not."""
    groups = {name.partition(" ")[0]: name.partition(" ")[0] for name in commands}
    if not named or named in commands or named in groups:
        return
    group = named.rpartition(" ")[0]
    if group:
        known = {name: name for name in commands if name.startswith(f"{group} ")}
    else:  # perhaps what is below a group
        known = {name.rpartition(" ")[2]: name for name in reversed([*commands])} | groups
    said = _("There’s no command “{word}”.").format(word=named)
    near = near_word(named, known)
    guess = _("Did you mean “{near}”?").format(near=known[near]) if near else ""
    raise UsageError(f"{said} {guess}".rstrip())


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


# Options that do not go together ----------------------------------------------------------------

_RESULTS = {".jsonl", ".csv", ".parquet"}
_MOST_WORKERS = 256


def require_fitting(arguments: argparse.Namespace) -> None:
    """Raise `UsageError` where options of a command do not fit."""
    of_command = _OF_COMMANDS.get(arguments.command)
    for said in of_command(arguments) if of_command else ():
        raise UsageError(said)


def _package(given: argparse.Namespace) -> Iterator[str]:
    if given.renewal and (given.review_copy or given.with_evidence_pdf):
        yield _("You can’t use --renewal with --review-copy or --with-evidence-pdf.")


def _send(given: argparse.Namespace) -> Iterator[str]:
    of_mail = (given.set_id, given.draft, given.sent, given.not_sent)
    of_receivers = (given.token_env, given.ca_file, given.office_folder)
    if given.by_mail and not given.set_id:
        yield _("Say which {set} you hand in by email: --set ID.")
    if given.by_mail and any((*of_receivers, given.user, given.password_env)):
        yield _("--by-mail sends nothing; leave out the options of a receiver.")
    if not given.by_mail and any(of_mail):
        yield _("--set, --draft, --sent, and --not-sent go with --by-mail.")
    yield from _signs_in(given)


def _signs_in(given: argparse.Namespace) -> Iterator[str]:
    if bool(given.user) != bool(given.password_env):
        yield _("--user and --password-env go together; give both or neither.")


def _clean(given: argparse.Namespace) -> Iterator[str]:
    if bool(given.files) == given.again:
        yield _("Name the files, or say --again.")
    if given.area and len(given.files) != 1:
        yield _("Give areas for one file at a time.")


def _consent(given: argparse.Namespace) -> Iterator[str]:
    if bool(given.file) == bool(given.output):
        yield _("Name a file, or write the letter: -o FILE.")
    if (given.on or given.letter) and not given.by:
        yield _("Say who agreed: --by WHO.")


def _person(given: argparse.Namespace) -> Iterator[str]:
    if given.since is not None and given.member is None:
        yield _("--since says when the membership in --member started; give both.")


def _experience(given: argparse.Namespace) -> Iterator[str]:
    school = (given.school_years, given.weeks)
    of_work = (given.begun, given.ended, given.hours, given.total)
    if any(item is not None for item in school) and None in (*school, given.hours):
        yield _("--school-years goes with --weeks and --hours; give all three.")
    if given.total is not None and given.hours is not None:
        yield _("Don’t use --total with --hours: it’s all hours together.")
    if given.employer is None and any(item is not None for item in of_work):
        yield _("--begun, --ended, and --hours describe work for an --employer; name it.")
    if given.employer is None and given.remove:
        yield _("Say which work to remove: --employer N.")


def _granted(given: argparse.Namespace) -> Iterator[str]:
    if given.on and not (given.until or given.remove):
        yield _("Missing: {options}.").format(options="--until")


def _activity(given: argparse.Namespace) -> Iterator[str]:
    needed = {"--on": given.on, "--kind": given.kind, "--amount": given.amount}
    missing = [option for option, value in needed.items() if value is None]
    if missing and given.title and not given.remove:
        yield _("Missing: {options}.").format(options=", ".join(missing))


def _review(given: argparse.Namespace) -> Iterator[str]:
    if given.decides and not given.evaluation:
        yield _("--panel goes with --evaluation.")
    if given.program and not given.evaluation:
        yield _("--program goes with --evaluation. A review judges nothing.")


def _audit(given: argparse.Namespace) -> Iterator[str]:
    yield from _signs_in(given)
    for path in given.results:
        if path.suffix.lower() not in _RESULTS:
            yield _("{name} must end in .jsonl, .csv, or .parquet.").format(name=path.name)
    if not 1 <= given.workers <= _MOST_WORKERS or (given.on and given.workers > 1):
        yield _("Give --workers from 1 to {most}, or --on, but not both.").format(
            most=_MOST_WORKERS
        )


def _shelf(given: argparse.Namespace) -> Iterator[str]:
    if not given.person and given.view == "to-me":
        yield _("Say for whom: --for NAME.")


def _mail(given: argparse.Namespace) -> Iterator[str]:
    if given.due_by and not given.reminder:
        yield _("--due-by goes with --reminder.")


def _assign(given: argparse.Namespace) -> Iterator[str]:
    if not (given.to or given.no_longer or given.handed_in or given.by_rule):
        yield _("Say who: --to NAME, --by-rule, --no-longer NAME, or --handed-in DAY.")


def _ask(given: argparse.Namespace) -> Iterator[str]:
    is_answered = given.answer is not None or given.remove
    if is_answered != (given.question is not None):
        yield _("--question goes with --answer or --remove.")
    if given.answer is None and (given.on is not None or given.by is not None):
        yield _("--on and --by go with --answer.")
    if is_answered and given.draft is not None:
        yield _("Save the draft after you enter the answer.")


def _known(given: argparse.Namespace) -> Iterator[str]:
    of_key = [bool(each) for each in (given.remember, given.name, given.fingerprint)]
    if any(of_key) and not all(of_key):
        yield _("--remember, --name, and --fingerprint go together.")
    if given.also and not given.remember:
        yield _("--also goes with --remember.")


_OF_COMMANDS: Mapping[str, Callable[[argparse.Namespace], Iterator[str]]] = {
    "package": _package,
    "send": _send,
    "evidence clean": _clean,
    "evidence consent": _consent,
    "candidate person": _person,
    "candidate experience": _experience,
    "renewal granted": _granted,
    "renewal activity": _activity,
    "review new": _review,
    "office audit": _audit,
    "office shelf": _shelf,
    "office assign": _assign,
    "office mail": _mail,
    "key known": _known,
    "program ask": _ask,
}
