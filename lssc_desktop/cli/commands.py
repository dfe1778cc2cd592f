"""From a parsed command to what it does, and from every error to its sentence."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date

from lssc_desktop.cli.outcome import NOT_DONE, Outcome
from lssc_desktop.cli.output import OutputLost, complain, say
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
        from lssc_desktop.messages.command_hints import command_hint
        from lssc_desktop.messages.errors import message_for

        complain(" ".join(filter(None, (message_for(error).text, command_hint(error)))))
        return NOT_DONE
    except Exception as error:  # noqa: BLE001  the last door before the person
        from lssc_desktop.messages.command_line import unforeseen_line

        complain(unforeseen_line(error))
        return NOT_DONE
    try:
        say(outcome.text(as_json=arguments.json))
    except OutputLost:
        from lssc_desktop.messages.command_line import output_lost

        complain(output_lost().text)
        return NOT_DONE
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
