"""The table of all commands, how one is carried out, and its errors as sentences."""

import json
import re
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from importlib import import_module

from lssc_desktop.cli.terminal import (
    NOT_DONE,
    CommandResult,
    OutputLost,
    complain,
    nothing_collected,
    say,
    terminal_reporter,
)
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter

_COMMANDS: Mapping[str, tuple[str, str]] = {
    "sample": ("packages", "sample"),
    "new": ("starting", "new"),
    "rebuild": ("starting", "rebuild"),
    "add": ("facts", "add"),
    "use": ("facts", "use"),
    "respond": ("facts", "respond"),
    "split": ("facts", "split"),
    "status": ("status", "status"),
    "check": ("checking", "check"),
    "find": ("finding", "find"),
    "make-copy": ("checking", "make_copy"),
    "privacy": ("private", "privacy"),
    "clean": ("cleaning", "clean"),
    "clean-computer": ("cleaning", "clean_computer"),
    "consent": ("cleaning", "consent"),
    "consent-letter": ("cleaning", "letter"),
    "package": ("packages", "package"),
    "export": ("packages", "export"),
    "verify": ("signing", "verify"),
    "audit": ("auditing", "audit"),
    "send": ("packages", "send"),
    "mail": ("packages", "mail"),
    "review": ("reviewing", "review"),
    "combine": ("reviewing", "combine"),
    "letter": ("reviewing", "letter"),
    "shelf": ("shelf", "shelf"),
    "assign": ("shelf", "assign"),
    "retention": ("shelf", "retention"),
    "import-review": ("reviewing", "import_review"),
    "sign": ("signing", "sign"),
    "signing-key": ("signing", "signing_key"),
    "signers": ("signing", "signers"),
    "comments": ("reviewing", "comments"),
    "answer": ("reviewing", "answer"),
    "person": ("facts", "person"),
    "grid": ("facts", "grid"),
    "clock": ("facts", "clock"),
    "work": ("facts", "work"),
    "electives": ("facts", "electives"),
    "route": ("facts", "route"),
    "notify": ("packages", "notify"),
    "handed-in": ("facts", "handed_in_on"),
    "recognition": ("facts", "recognition"),
    "course": ("facts", "course"),
    "plan": ("facts", "plan"),
    "official-texts": ("facts", "official_texts"),
    "decide": ("facts", "decide"),
    "certified": ("facts", "certified"),
    "renewed": ("facts", "renewed"),
    "activity": ("facts", "activity"),
    "renewal-statement": ("facts", "renewal_statement"),
    "forget": ("facts", "forget"),
    "program": ("starting", "program"),
    "move-program": ("starting", "move_program"),
    "report": ("packages", "report"),
    "calendar": ("packages", "calendar"),
    "purchase-order": ("packages", "purchase_order"),
    "appeal": ("packages", "appeal"),
}
"""The module and the function of each command."""

_READING = frozenset(
    (
        *("status", "check", "find", "verify", "audit", "shelf", "comments", "program"),
        *("report", "calendar", "export", "review"),
    )
)
"""Those that leave alone what they are given: there is nothing that they could have changed."""


type Command = Callable[[Namespace, date, Reporter], CommandResult]


def carry_out(arguments: Namespace, today: date) -> int:
    """Do what was asked, print what came of it, and return the exit status."""
    try:
        with terminal_reporter() as reporter:
            with nothing_collected():
                carried_out_by = command_of(arguments.command)
            outcome = carried_out_by(arguments, today, reporter)
            if getattr(arguments, "sources", False):
                outcome = _with_sources(outcome, arguments)
            text = outcome.text(as_json=arguments.json)
    except Exception as error:  # noqa: BLE001  no traceback reaches the user
        refuse(_sentence_of(error, arguments.command), as_json=arguments.json, error=error)
        return NOT_DONE
    try:
        say(text)
    except OutputLost:
        from lssc_desktop.messages.command_line import output_lost

        complain(output_lost().text)
        return NOT_DONE
    return outcome.status


def refuse(sentence: str, *, as_json: bool, error: Exception | None = None) -> None:
    """Print why something was not done, as an object for a program that asked for one.

    Its `code` is the name of the error, "usage" for words that make no command, and "unforeseen";
    its `path` is the file or folder that the error is about, if it is about one.
    """
    if not as_json:
        complain(sentence)
        return
    code = "usage" if error is None else "unforeseen"
    if isinstance(error, LsscError):
        code = re.sub("(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    path = getattr(error, "path", None)
    found = {"code": code, "message": sentence, "path": None if path is None else str(path)}
    with suppress(OutputLost):  # then the exit status says it
        say(json.dumps({"error": found}, indent=2))


def _with_sources(outcome: CommandResult, arguments: Namespace) -> CommandResult:
    """Return what a command found with where its rules come from."""
    from lssc_desktop.cli.opened import with_sources  # only for a command with --sources

    return with_sources(outcome, arguments)


def _sentence_of(error: Exception, command: str) -> str:
    """Return the sentence of an error; of one that we did not foresee, where it happened.

    A typing error gets a second line: where help is.
    """
    from lssc_desktop.cli.parsing import help_line
    from lssc_desktop.messages.command_line import unforeseen_line

    if not isinstance(error, LsscError):
        return unforeseen_line(error)
    from lssc_desktop.messages.command_line import (
        command_hint,
        is_mistyped,
        without_promise,
    )
    from lssc_desktop.messages.message import message_for

    try:
        message = message_for(error)
        message = without_promise(message) if command in _READING else message
        said = " ".join(filter(None, (message.text, command_hint(error))))
        return f"{said}\n{help_line(f'lssc-desktop {command}')}" if is_mistyped(error) else said
    except Exception as failed:  # noqa: BLE001  no sentence is worth a traceback
        return unforeseen_line(failed)


def command_of(name: str) -> Command:
    """Return what carries out a command; what only another one needs is not imported."""
    module, function = _COMMANDS[name]
    command: Command = getattr(import_module(f"lssc_desktop.cli.{module}"), function)
    return command
