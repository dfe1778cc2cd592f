"""Commands: their results, the table of all, and errors as sentences."""

import json
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from lssc_desktop.cli.output import OutputLost, complain, say, terminal_reporter
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter

GOOD = 0
FOUND_SOMETHING = 1
NOT_DONE = 2
"""The exit statuses."""

_COMMANDS: Mapping[str, tuple[str, str]] = {
    "sample": ("packages", "sample"),
    "new": ("starting", "new"),
    "rebuild": ("starting", "rebuild"),
    "add": ("facts", "add"),
    "respond": ("facts", "respond"),
    "split": ("splitting", "split"),
    "status": ("checking", "status"),
    "check": ("checking", "check"),
    "package": ("packages", "package"),
    "verify": ("packages", "verify"),
    "send": ("packages", "send"),
    "review": ("reviewing", "review"),
    "combine": ("reviewing", "combine"),
    "import-review": ("reviewing", "import_review"),
    "comments": ("reviewing", "comments"),
    "answer": ("reviewing", "answer"),
    "person": ("facts", "person"),
    "clock": ("facts", "clock"),
    "work": ("facts", "work"),
    "electives": ("facts", "electives"),
    "route": ("facts", "route"),
    "notify": ("papers", "notify"),
    "handed-in": ("facts", "handed_in_on"),
    "recognition": ("facts", "recognition"),
    "course": ("facts", "course"),
    "plan": ("facts", "plan"),
    "decide": ("facts", "decide"),
    "certified": ("facts", "certified"),
    "renewed": ("facts", "renewed"),
    "activity": ("facts", "activity"),
    "forget": ("facts", "forget"),
    "program": ("starting", "program"),
    "move-program": ("starting", "move_program"),
    "report": ("papers", "report"),
    "calendar": ("papers", "calendar"),
    "purchase-order": ("papers", "purchase_order"),
    "appeal": ("papers", "appeal"),
}
"""The module and the function of each command."""


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What a command found: lines for the user, one object for `--json`, and the exit status."""

    lines: tuple[str, ...]
    data: Mapping[str, object]
    status: int = GOOD

    def text(self, *, as_json: bool) -> str:
        """Return what goes to standard output; JSON in ASCII, whole under every encoding."""
        if as_json:
            return json.dumps(self.data, indent=2)
        return "\n".join(self.lines)


type Command = Callable[[Namespace, date, Reporter], CommandResult]


def carry_out(arguments: Namespace, today: date) -> int:
    """Do what was asked, print what came of it, and return the exit status."""
    try:
        with terminal_reporter() as reporter:
            outcome = command_of(arguments.command)(arguments, today, reporter)
            text = outcome.text(as_json=arguments.json)
    except Exception as error:  # noqa: BLE001  no traceback reaches the user
        complain(_sentence_of(error))
        return NOT_DONE
    try:
        say(text)
    except OutputLost:
        from lssc_desktop.messages.command_line import output_lost

        complain(output_lost().text)
        return NOT_DONE
    return outcome.status


def _sentence_of(error: Exception) -> str:
    """Return the sentence of an error; of one that we did not foresee, where it happened."""
    from lssc_desktop.messages.command_line import unforeseen_line

    if not isinstance(error, LsscError):
        return unforeseen_line(error)
    from lssc_desktop.messages.command_line import command_hint
    from lssc_desktop.messages.message import message_for

    try:
        return " ".join(filter(None, (message_for(error).text, command_hint(error))))
    except Exception as failed:  # noqa: BLE001  no sentence is worth a traceback
        return unforeseen_line(failed)


def command_of(name: str) -> Command:
    """Return what carries out a command; what only another one needs is not imported."""
    module, function = _COMMANDS[name]
    command: Command = getattr(import_module(f"lssc_desktop.cli.{module}"), function)
    return command
