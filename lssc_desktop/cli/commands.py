"""From a parsed command to what it does, and from every error to its sentence."""

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from gettext import gettext as _

from lssc_desktop.cli.outcome import NOT_DONE, Outcome
from lssc_desktop.cli.reporter import terminal_reporter
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter

type Command = Callable[[Namespace, date, Reporter], Outcome]


def carry_out(arguments: Namespace, today: date) -> int:
    """Do what was asked, print what came of it, and return the exit status."""
    try:
        with terminal_reporter() as reporter:
            outcome = command_of(arguments.command)(arguments, today, reporter)
    except LsscError as error:
        from lssc_desktop.messages.errors import message_for

        print(message_for(error).text, file=sys.stderr)
        return NOT_DONE
    except Exception as error:  # noqa: BLE001  the last door before the person
        print(_unforeseen(error), file=sys.stderr)
        return NOT_DONE
    print(outcome.text(as_json=arguments.json))
    return outcome.status


def command_of(name: str) -> Command:  # noqa: PLR0911  one line for each command
    """Return what carries out a command; what only another one needs is not imported."""
    match name:
        case "sample":
            from lssc_desktop.cli.sampling import sample

            return sample
        case "new":
            from lssc_desktop.cli.starting import new

            return new
        case "rebuild":
            from lssc_desktop.cli.starting import rebuild

            return rebuild
        case "add":
            from lssc_desktop.cli.working import add

            return add
        case "respond":
            from lssc_desktop.cli.working import respond

            return respond
        case "status":
            from lssc_desktop.cli.standing import status

            return status
        case "check":
            from lssc_desktop.cli.standing import check

            return check
        case "package":
            from lssc_desktop.cli.packages import package

            return package
        case _:
            from lssc_desktop.cli.verifying import verify

            return verify


def _unforeseen(error: Exception) -> str:
    """Say that we are at a loss, and where, so that it can be reported; no names, no paths."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code.co_name if trace is not None else ""
    line = trace.tb_lineno if trace is not None else 0
    return _(
        "Something happened that we did not foresee ({kind}, {place} {line}). "
        "What was saved before is as it was. Send us this line, and try once more."
    ).format(kind=type(error).__name__, place=code, line=line)
