"""From a parsed command to what it does, and from every error to its sentence."""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date
from gettext import gettext as _

from lssc_desktop.cli.outcome import NOT_DONE, Outcome
from lssc_desktop.cli.packages import package, verify
from lssc_desktop.cli.reporter import terminal_reporter
from lssc_desktop.cli.standing import check, status
from lssc_desktop.cli.starting import new, sample
from lssc_desktop.cli.working import add, respond
from lssc_desktop.core.errors import LsscError
from lssc_desktop.core.job import Reporter

COMMANDS: Mapping[str, Callable[[Namespace, date, Reporter], Outcome]] = {
    "sample": sample,
    "new": new,
    "add": add,
    "respond": respond,
    "status": status,
    "check": check,
    "package": package,
    "verify": verify,
}


def carry_out(arguments: Namespace, today: date) -> int:
    """Do what was asked, print what came of it, and return the exit status."""
    try:
        with terminal_reporter() as reporter:
            outcome = COMMANDS[arguments.command](arguments, today, reporter)
    except LsscError as error:
        from lssc_desktop.messages.errors import message_for

        print(message_for(error).text, file=sys.stderr)
        return NOT_DONE
    except Exception as error:  # noqa: BLE001  the last door before the person
        print(_unforeseen(error), file=sys.stderr)
        return NOT_DONE
    print(outcome.text(as_json=arguments.json))
    return outcome.status


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
